"""One file a screen: lays out and binds."""
