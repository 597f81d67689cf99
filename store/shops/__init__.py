"""The shops the floor serves, with their settings."""
