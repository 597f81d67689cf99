"""Where things are: the book, what lives beside it, logs."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "FLOORBOOK_DB"


def book_path() -> Path:
    """The book of this process: `FLOORBOOK_DB`, else a file in the user's data folder."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser().absolute()
    import platformdirs

    return Path(platformdirs.user_data_dir("floorbook", appauthor=False)) / "floorbook.db"


def live_path(book: Path) -> Path:
    """The file beside the book for drafts and presence: lost with a power cut without harm to the book."""
    return book.with_name(book.stem + ".live.db")


def logs_folder(book: Path) -> Path:
    """The folder beside the book for one private log file a process."""
    return book.with_name(book.stem + ".logs")


def staging_folder(book: Path) -> Path:
    """The folder beside the book where imported files wait to be merged."""
    return book.with_name(book.stem + ".staging")
