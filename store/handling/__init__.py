"""What people did about a row, and whose it is."""
