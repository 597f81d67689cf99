"""Checklists: templates, runs, ticks."""
