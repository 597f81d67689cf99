"""The book: what the floor knows and the rules that keep it true. Knows no screen, no timer, no sentence."""
