"""The catalogues: every word on screen, in every language."""
