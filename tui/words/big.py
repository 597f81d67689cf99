"""Digits that can be read from across a room, three cells wide and five lines high."""

from __future__ import annotations

HEIGHT = 5

SHAPES = {
    "0": "███ █ █ █ █ █ █ ███",
    "1": " █  ██   █   █  ███",
    "2": "███   █ ███ █   ███",
    "3": "███   █ ███   █ ███",
    "4": "█ █ █ █ ███   █   █",
    "5": "███ █   ███   █ ███",
    "6": "███ █   ███ █ █ ███",
    "7": "███   █   █   █   █",
    "8": "███ █ █ ███ █ █ ███",
    "9": "███ █ █ ███   █ ███",
    ",": "             █  █  ",
    "?": "███   █  ██      █ ",
}


def big(text: str) -> list[str]:
    """`text`, made of digits, commas and `?`, in large type: as many lines as `HEIGHT`."""
    return ["  ".join(SHAPES[letter][line * 4 : line * 4 + 3].ljust(3) for letter in text) for line in range(HEIGHT)]
