"""kill -9: what was confirmed is in the book, what was not is not there at all."""

from __future__ import annotations

from store.book.opening import open_book
from store.book.transactions import Book
from store.people.commands import Colleague
from store.shops.queries import all_shops
from tests.exports import paid
from tests.store.floor import Floor, recorded, rows
from tests.store.processes import heard, kill, running

CONFIRMED = """
import sys
from pathlib import Path
from store.book.audit import Actor
from store.book.opening import open_book
from store.orders.commands import save_note
book = open_book(Path(sys.argv[1]))
save_note(book, Actor("xiaomei", 2), "the key", int(sys.argv[2]), "急", seen_version=0, before="")
print("saved", flush=True)
sys.stdin.read()
"""

IN_THE_MIDDLE = """
import sys
from pathlib import Path
from sqlalchemy import text
from store.book import driver
from store.book.audit import Actor, Intent
from store.book.opening import open_book
book = open_book(Path(sys.argv[1]))
with book.write(Intent("test", Actor("lin", 1), "the key", "person")) as work:
    work.connection.execute(text("UPDATE people SET name='x' WHERE id=1"))
    work.connection.execute(text("UPDATE people SET name=hex(zeroblob(20000000)) WHERE id=1"))
    print("half", flush=True)
    sys.stdin.read()
"""


def test_a_note_that_was_confirmed_survives(floor: Floor) -> None:
    floor.take(paid(1))
    with running(CONFIRMED, floor.book.path, floor.order_id()) as process:
        heard(process, "saved")
        kill(process)
    assert floor.card().note.text == "急"
    assert floor.card().note.who == "Xiaomei"
    assert recorded(floor.book.path, "the key")
    again = open_book(floor.book.path)
    again.close()


def test_a_command_that_was_killed_in_the_middle_did_nothing(book: Book, lead: Colleague) -> None:
    with running(IN_THE_MIDDLE, book.path) as process:
        heard(process, "half")
        kill(process)
    assert rows(book.path, "SELECT name FROM people") == [{"name": lead.name}]
    assert not recorded(book.path, "the key")
    assert rows(book.path, "PRAGMA integrity_check") == [{"integrity_check": "ok"}]
    again = open_book(book.path)
    with again.read() as connection:
        assert all_shops(connection) == ()
    again.close()
