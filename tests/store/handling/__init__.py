"""What was done about rows, and whose they are."""
