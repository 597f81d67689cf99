"""What lies on the shelves, by code, as the last list knew it."""
