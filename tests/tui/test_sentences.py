"""What is said above the keys can be read whole, whatever sentence it is and on the smallest screen."""

from __future__ import annotations
