"""Writing down that a list left the book as a file."""

from __future__ import annotations

from store.book.audit import Actor, Intent
from store.book.transactions import Book


def record_export(book: Book, actor: Actor, op_key: str, *, what: str, rows: int, file_name: str) -> None:
    """Write down who took which list away: what is in a file is out of the book's hands.

    Args:
        what: the list and its view, such as `orders-late`; never what was typed to narrow it, which may be a name.
        file_name: without its folder.
    """
    params = {"what": what, "rows": rows, "file": file_name}
    with book.write(Intent("lists.export", actor, op_key, "list", params=params, undoable=False)):
        pass
