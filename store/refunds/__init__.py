"""Refunds as the platform has them: its rows, which only imports write."""
