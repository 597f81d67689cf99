"""Buyers by nick, and their contact rows (the only place for personal data)."""
