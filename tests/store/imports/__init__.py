"""The reading of foreign files, tested with the files that people have."""
