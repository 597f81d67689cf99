"""Books of every revision with something in every table, as SQL.

When a revision is added, the book of the one before must already lie here: `python -m tests.store.book.filled` writes
that of this version.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from store.book import clock
from store.book.leases import fenced, take
from store.book.migrations import HEAD
from store.book.opening import open_book
from store.book.undo import undo_last
from store.checklists.commands import settle_item
from store.checklists.rules import Result
from store.imports.awaiting import notice_missing_files
from store.imports.commands import import_file
from store.orders.commands import save_note, see_stage
from store.orders.rules import Stage
from store.people.commands import enter
from store.shops.commands import open_shop
from store.shops.rules import Platform, ShopSettings
from tests.exports import SHIPPED, line, paid, write_export
from tests.store.floor import at, key

FOLDER = Path(__file__).parent / "filled"


def fill(path: Path) -> None:
    """A book with at least one row in every table."""
    book = open_book(path, clock.Clock(at("2024-06-03 10:00")))
    lead = enter(book, "lin", key(), "Lin")
    open_shop(book, lead.actor, key(), tag="茶", name="茶行", platform=Platform.TMALL, settings=ShopSettings())
    lease = take(book, "scheduler", "test:1", timedelta(minutes=1))
    assert lease is not None
    notice_missing_files(book, lease)
    with fenced(book, lease, "nothing"):
        pass
    lines = [
        paid(1, nick="买家一", receiver="张某", phone="13800000000", title="红茶，绿茶", memo="急"),
        line(2, status=SHIPPED, tracking_no="73190553102532", courier="中通快递"),
        line(3, total="?"),
    ]
    import_file(book, lead.actor, write_export(path.parent / "x.csv", lines), as_of=at("2024-06-02 10:00"))
    save_note(book, lead.actor, key(), 1, "一", seen_version=0, before="")
    save_note(book, lead.actor, key(), 1, "二", seen_version=1, before="一")
    undo_last(book, lead.actor, key())
    see_stage(book, lead.actor, key(), 1, Stage.PRINTED, seen_version=0)
    settle_item(
        book,
        lead.actor,
        key(),
        day="2024-06-03",
        role="lead",
        occasion="start",
        code="orders.late",
        result=Result.DONE,
        left=0,
    )
    book.close()
    _add_rest(path)


REST = (
    "INSERT INTO stock_items(version, shop_id, code, quantity, source, as_of, import_id)"
    " VALUES (1,1,'A-1',7,'stock',1,1)",
    "INSERT INTO waves(version, shop_id, wave, source, as_of, import_id) VALUES (1,1,'12-31','erp.waves',1,1)",
    "INSERT INTO order_prints(version, shop_id, order_no, order_id, wave, slip_printed_at, source, as_of, import_id)"
    " SELECT 1, 1, order_no, id, '12-31', 1, 'erp.slips', 1, 1 FROM orders WHERE id=1",
    "INSERT INTO awaited_orders(shop_id, order_no, parcel_id) VALUES (1,'9',1)",
    "INSERT INTO refunds(version, shop_id, refund_no, order_id, status, opened_at)"
    " VALUES (1,1,'R1',1,'waiting_seller',1)",
    "INSERT INTO refund_sources(refund_id, source, as_of, import_id) VALUES (1,'taobao.refunds',1,1)",
    "INSERT INTO parcel_scans(parcel_id, at, text, state, source, import_id)"
    " VALUES (1,1,'已揽收','picked_up','kuaidi100',1)",
    "INSERT INTO returned_parcels(version, shop_id, package_no, source, as_of, import_id)"
    " VALUES (1,1,'P1','erp.returns',1,1)",
    "INSERT INTO returned_items(returned_id, code, quantity) VALUES (1,'A-1',1)",
    "INSERT INTO done_marks(version, subject, subject_id, what, item, note, person_id, at)"
    " VALUES (1,'order',1,'payment_asked','orders.unpaid','',1,1717380003000)",
    "INSERT INTO assignments(version, subject, subject_id, owner_id, item, person_id, at)"
    " VALUES (1,'order',1,1,'orders.late',1,1717380003000)",
    "INSERT INTO checklist_templates(version, occasion, role, edition, content, person_id, at)"
    " VALUES (1,'weekly','lead',2,'{}',1,1717380003000)",
    "INSERT INTO checklist_walks(version, run_id, place, begun_by, begun_at, signed_name)"
    " VALUES (1,1,1,1,1717380003000,'')",
    "INSERT INTO walk_agreements(version, walk_id, code, owner_id, text, at)"
    " VALUES (1,1,'orders.late',1,'',1717380003000)",
)
"""A row in each table that only files of other kinds than orders, or the walk with the team, fill."""


def _add_rest(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in REST:
            connection.execute(statement)


def dump(path: Path) -> str:
    """A book as SQL."""
    with closing(sqlite3.connect(path)) as connection:
        # The rows of a full-text index are in tables of its own, which are dumped like others.
        virtual = {row[1] for row in connection.execute("PRAGMA table_list") if row[2] == "virtual"}
        skipped = tuple(f'INSERT INTO "{name}" ' for name in virtual)
        return "\n".join(each for each in connection.iterdump() if not each.startswith(skipped)) + "\n"


def restore(revision: str, path: Path) -> None:
    """Make the filled book of a revision at `path`."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript((FOLDER / f"{revision}.sql").read_text(encoding="utf-8"))


def main() -> None:
    """Write the book of this version."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "floor.db"
        fill(path)
        FOLDER.mkdir(exist_ok=True)
        (FOLDER / f"{HEAD}.sql").write_text(dump(path), encoding="utf-8")


if __name__ == "__main__":
    main()
