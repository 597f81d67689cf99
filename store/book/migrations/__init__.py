"""The steps from each revision of the book to the next. `HEAD` is what this Floorbook writes."""

HEAD = "0008"
"""Known without importing alembic, so that opening a book of this version costs one read (a test compares)."""

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008")
"""Every revision in order; a book of another one was written by a newer Floorbook."""
