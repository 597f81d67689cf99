"""The colours: dark, light, and those of the terminal. One accent for what to press next, red for what costs money."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

DARK = Theme(
    name="floorbook-dark",
    primary="#6b8fb3",
    secondary="#8aa0b5",
    accent="#e0a458",
    warning="#d9a441",
    error="#e5675f",
    success="#7fb685",
    foreground="#d8dee4",
    background="#12161b",
    surface="#1a2027",
    panel="#232b34",
    dark=True,
)

LIGHT = Theme(
    name="floorbook-light",
    primary="#33597d",
    secondary="#5b7186",
    accent="#9a5b00",
    warning="#8a6100",
    error="#b3261e",
    success="#2d6a35",
    foreground="#20262c",
    background="#fbfaf7",
    surface="#f1efe9",
    panel="#e6e3da",
    dark=False,
)

THEMES: tuple[Theme, ...] = (DARK, LIGHT, BUILTIN_THEMES["ansi-dark"], BUILTIN_THEMES["ansi-light"])
"""In the order in which the key goes through them."""
