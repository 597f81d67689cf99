"""A process notices what another one committed, and does not save over it unseen."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from store.book.audit import Intent
from store.book.errors import Conflict, Unavailable
from store.book.transactions import Book
from store.book.watch import Watch
from store.orders.commands import save_note
from store.orders.side_tables import OrderNote
from tests.exports import paid
from tests.store.floor import Floor, key
from tests.store.processes import run

NOTE = """
import sys
from pathlib import Path
from store.book.audit import Actor
from store.book.opening import open_book
from store.orders.commands import save_note
book = open_book(Path(sys.argv[1]))
save_note(book, Actor("lin", 1), "other", int(sys.argv[2]), "那边的", seen_version=0, before="")
"""

FAILS = """
import sys
from pathlib import Path
from sqlalchemy import text
from store.book.audit import Actor, Intent
from store.book.opening import open_book
book = open_book(Path(sys.argv[1]))
try:
    with book.write(Intent("test", Actor("lin", 1), "other", "person")) as work:
        work.connection.execute(text("UPDATE people SET name='x'"))
        raise ZeroDivisionError
except ZeroDivisionError:
    pass
"""


@pytest.fixture
def watch(floor: Floor) -> Iterator[Watch]:
    """Watches a floor with one order."""
    floor.take(paid(1))
    watch = Watch(floor.book.path)
    yield watch
    watch.close()


def test_a_commit_of_another_process_is_noticed_once(floor: Floor, watch: Watch) -> None:
    assert not watch.moved()
    run(NOTE, floor.book.path, floor.order_id())
    assert watch.moved()
    assert not watch.moved()


def test_a_commit_of_our_own_is_noticed_too(floor: Floor, watch: Watch) -> None:
    save_note(floor.book, floor.agent.actor, key(), floor.order_id(), "急", seen_version=0, before="")
    assert watch.moved()


def test_what_was_not_committed_is_not_noticed(floor: Floor, watch: Watch) -> None:
    run(FAILS, floor.book.path)
    floor.card()
    assert not watch.moved()


def test_a_save_over_another_processs_newer_version_is_refused(floor: Floor, watch: Watch) -> None:
    run(NOTE, floor.book.path, floor.order_id())
    with pytest.raises(Conflict) as caught:
        save_note(floor.book, floor.agent.actor, key(), floor.order_id(), "这边的", seen_version=0, before="")
    assert (caught.value.theirs, caught.value.who) == ("那边的", "Lin")
    assert floor.card().note.text == "那边的"


def test_a_row_that_moved_under_a_session_is_not_overwritten(floor: Floor, watch: Watch) -> None:
    """The version check of the mapper itself: the last wall behind the commands' own."""
    book: Book = floor.book
    save_note(book, floor.agent.actor, key(), floor.order_id(), "一", seen_version=0, before="")

    def overwrite() -> None:
        with book.write(Intent("test", floor.lead.actor, key(), "order")) as work:
            note = work.session.get_one(OrderNote, floor.order_id())
            work.connection.exec_driver_sql("UPDATE order_notes SET version=version+1, text='二'")
            note.text = "三"

    with pytest.raises(Unavailable) as caught:
        overwrite()
    assert caught.value.reason.code == "book.changed_meanwhile"
    assert floor.card().note.text == "一"
