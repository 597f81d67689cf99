"""Somebody who works while a file is taken in: saves a note every 50 ms, tells how long each save took.

python -m tests.bench.colleague BOOK; ends when its input does, then prints [[began, ended], ...] as JSON
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path
from uuid import uuid4

from store.book.opening import open_book
from store.orders.commands import save_note
from store.orders.queries import order_window
from store.people.commands import enter

EVERY = 0.05


def _main(path: Path) -> None:
    book = open_book(path)
    actor = enter(book, "mei", "bench-mei").actor
    order = order_window(book, book.clock.moment(), "all").first(1).rows[0].id
    over = threading.Event()

    def hear() -> None:
        sys.stdin.readline()
        over.set()

    threading.Thread(target=hear, daemon=True).start()
    version, text = 0, ""
    saves: list[tuple[float, float]] = []
    print("at work", flush=True)
    while not over.wait(EVERY):
        before, text = text, f"note {len(saves)}"
        began = time.time()
        version = save_note(book, actor, uuid4().hex, order, text, seen_version=version, before=before)
        saves.append((began, time.time()))
    book.close()
    print(json.dumps(saves))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
