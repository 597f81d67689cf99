"""The jobs' log: a small private file that holds codes, numbers and places, never a buyer's data."""

from __future__ import annotations

import logging
import logging.handlers
from pathlib import Path

from store.book.driver import make_private
from store.book.paths import logs_folder

LARGEST = 256 * 1024
"""Bytes of one file; two older ones are kept."""


def open_log(book: Path) -> None:
    """Log into `jobs.log` in the folder of logs beside the book. The caller's umask keeps rotated files private."""
    path = logs_folder(book) / "jobs.log"
    make_private(path)
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=LARGEST, backupCount=2, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(process)d %(levelname)s %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    logging.getLogger("floorbook").setLevel(logging.INFO)
