"""What lies between Textual and the wire: driver, signals, crash, hostile text."""
