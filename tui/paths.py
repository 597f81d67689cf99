"""Paths as people type, paste and read them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit


def typed_path(text: str) -> Path:
    """The path that was typed or pasted: with `~`, in quotation marks, as `file://`, or with the backslashes that a
    terminal puts in front of blanks when a file is dropped on it."""
    text = text.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    path = Path(os.path.expanduser(text))
    if os.name == "posix" and "\\" in text and not is_there(path):
        path = Path(os.path.expanduser(re.sub(r"\\(.)", r"\1", text)))
    return path


def is_there(path: Path) -> bool:
    """Whether there is such a file or folder; what cannot be a path is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def shown_path(path: Path) -> str:
    """A path as short as it stays clear: `~/refused.csv`."""
    home = Path(os.path.expanduser("~"))
    return os.path.join("~", path.relative_to(home)) if path.is_relative_to(home) else str(path)


def folder_for_files() -> Path:
    """Where a file is written unless somebody says otherwise: at home, or here where there is none."""
    home = os.path.expanduser("~")
    return Path(home) if os.access(home, os.W_OK) else Path.cwd()


def free(path: Path) -> Path:
    """`path`, or the first of `name-2`, `name-3` that is not taken."""
    names = [path, *(path.with_name(f"{path.stem}-{number}{path.suffix}") for number in range(2, 100))]
    return next((each for each in names if not is_there(each)), path)
