"""Reads that cross subjects: order card, Today, search."""
