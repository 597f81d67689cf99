"""The book itself: opening, transactions, driver, clock, audit and undo, migrations."""
