"""What the demo's floor holds at any time: each question is asked of the book in plain SQL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from store.book.clock import Clock
from store.book.columns import from_ms, to_ms
from store.book.opening import open_book
from store.imports.queries import expected_files
from store.shops.queries import all_shops
from tests.cli.floorbook import at
from tests.store.floor import rows
from tui.cli.demo.command import prepare_demo
from tui.cli.demo.files import MORNING
from tui.cli.demo.floor import PEOPLE

MOMENTS = ("2026-11-21T08:52:00+08:00", "2026-11-23T00:00:40+08:00", "2026-11-22T16:30:00+08:00")
"""A Saturday morning, just after midnight on a Monday, a Sunday afternoon."""
DAY = 86_400_000

OPEN = "o.paid_at IS NOT NULL AND o.shipped_at IS NULL AND o.settled_at IS NULL AND o.money_only = 0"
SENT = "o.shipped_at IS NOT NULL AND o.settled_at IS NULL AND o.finished_at IS NULL AND o.money_only = 0"
CARRIED = "orders o JOIN parcel_orders l ON l.order_id = o.id JOIN parcels p ON p.id = l.parcel_id"
UNDER_WAY = "p.picked_up_at IS NOT NULL AND p.signed_at IS NULL AND p.returning_since IS NULL"
PRINTED = "orders o JOIN order_prints p ON p.order_id = o.id"
IN_WAVE = f"{PRINTED} JOIN waves w ON w.wave = p.wave"

EACH_SHOP = {
    "paid before the last cut-off": f"orders o WHERE {OPEN} AND o.house_due_at < :now + :day",
    "past the platform's time": f"orders o WHERE {OPEN} AND o.ship_by_at <= :now",
    "past the house's promise": f"orders o WHERE {OPEN} AND o.house_due_at <= :now",
    "unprinted": f"{PRINTED} WHERE {OPEN} AND p.slip_printed_at IS NULL AND p.slip_unprinted_as_of IS NOT NULL",
    "printed": f"{PRINTED} WHERE {OPEN} AND p.slip_printed_at IS NOT NULL AND p.waybill_printed_at IS NOT NULL",
    "slip, no waybill": f"{PRINTED} WHERE {OPEN} AND p.slip_printed_at IS NOT NULL AND p.waybill_printed_at IS NULL",
    "clicked, not picked up": f"{CARRIED} WHERE {SENT} AND p.picked_up_at IS NULL",
    "silent for days": f"{CARRIED} WHERE {SENT} AND {UNDER_WAY} AND p.last_scan_at < :now - 3 * :day",
    "signed": f"{CARRIED} WHERE o.signed_at IS NOT NULL",
    "money only": "orders o WHERE o.money_only = 1",
}
"""At least one in each of the three shops."""

SOMEWHERE = {
    "to chase": "orders o WHERE o.paid_at IS NULL AND o.settled_at IS NULL AND o.pay_by_at > :now",
    "in a wave that is not printed": f"{IN_WAVE} WHERE {OPEN} AND w.slip_printed_at IS NULL",
    "in a printed wave": f"{IN_WAVE} WHERE {OPEN} AND w.waybill_printed_at IS NOT NULL",
    "still to be sent by the ERP": f"{PRINTED} WHERE {OPEN} AND p.unshipped_as_of IS NOT NULL",
    "clicked without a number": f"orders o WHERE {SENT} AND o.shipped_at > :now - 4 * :day"
    " AND NOT EXISTS (SELECT 1 FROM parcel_orders l WHERE l.order_id = o.id)",
    "clicked over a day ago": f"{CARRIED} WHERE {SENT} AND p.picked_up_at IS NULL AND o.shipped_at < :now - :day",
    "unsigned in the far west": f"{CARRIED} JOIN contacts k ON k.id = o.contact_id WHERE {SENT} AND {UNDER_WAY}"
    " AND p.picked_up_at < :now - 3 * :day AND substr(k.province, 1, 2) IN ('新疆', '西藏')",
    "about to be confirmed": f"orders o WHERE {SENT} AND o.signed_at IS NULL"
    " AND o.shipped_at BETWEEN :now - 10 * :day AND :now - 8 * :day",
    "on its way back": f"{CARRIED} WHERE {SENT} AND p.state = 'returning'",
    "at a station": f"{CARRIED} WHERE {SENT} AND p.state = 'at_station'",
    "with a problem": f"{CARRIED} WHERE {SENT} AND p.state = 'problem'",
    "came back": "returned_parcels r WHERE r.order_id IS NOT NULL AND r.state_word = '待验收'",
    "nobody's": "returned_parcels r WHERE r.order_no IS NULL AND r.refund_no IS NULL",
    "refund that runs out": "refunds r WHERE r.over_at IS NULL AND r.step_due_at BETWEEN :now AND :now + :day",
    "refund that ran out": "refunds r WHERE r.over_at IS NULL AND r.step_due_at < :now",
    "waits for our agreement": "refunds r WHERE r.status = 'waiting_seller'",
    "goods on their way": "refunds r WHERE r.status = 'waiting_seller_receive' AND r.return_tracking_no IS NOT NULL",
    "platform stepped in": "refunds r WHERE r.over_at IS NULL AND r.cs_word = '小二介入中' AND r.evidence_due_at > 0",
    "exchange": "refunds r WHERE r.over_at IS NULL AND r.kind = 'exchange'",
    "paid out, printed, not stopped": f"{PRINTED} JOIN refunds r ON r.order_id = o.id WHERE o.shipped_at IS NULL"
    " AND r.paid_out_at > :now - 7 * :day AND p.slip_printed_as_of > r.paid_out_at",
    "unshipped with an open refund": f"orders o WHERE {OPEN} AND o.refund_open_since IS NOT NULL",
    "locked by the platform": "orders o WHERE o.hold = 1",
    "in stock": "stock_items i WHERE i.quantity > 10",
    "nearly gone": "stock_items i WHERE i.quantity BETWEEN 1 AND 5",
    "waits for what is gone": "orders o JOIN order_lines l ON l.order_id = o.id JOIN stock_items i"
    f" ON i.code = l.code AND i.shop_id = o.shop_id WHERE {OPEN} AND i.quantity <= 0",
    "ship-by that the file says": f"orders o WHERE {OPEN} AND o.ship_by_estimated = 0",
    "sold in advance": "orders o WHERE o.ship_by_at > o.paid_at + 6 * :day",
    "noted": "order_notes n",
    "looked up in the ERP": "stages_seen s",
    "scanned by both services": "parcel_scans s JOIN parcel_scans t ON t.parcel_id = s.parcel_id"
    " WHERE s.source = 'courier.sheet' AND t.source = 'kuaidi100'",
}
"""At least one in all."""


@dataclass(frozen=True)
class Demo:
    """A demo as it is found."""

    path: Path
    now: int

    def rows(self, query: str) -> list[dict[str, Any]]:
        """What the book says; `:now` is the moment at which somebody looks, `:day` the length of one; milliseconds."""
        return rows(self.path, query.replace(":now", str(self.now)).replace(":day", str(DAY)))


@pytest.fixture(scope="module", params=MOMENTS)
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo at each of the moments."""
    now = at(request.param)
    return Demo(prepare_demo(tmp_path_factory.mktemp("demo"), 3_000, Clock(now)), to_ms(now))


def test_every_source_is_taken_in_by_its_name(demo: Demo) -> None:
    runs = demo.rows("SELECT source, state, rows, added, changed, same, repeated, refused FROM import_runs")
    assert {run["state"] for run in runs} == {"done"}
    assert {run["source"] for run in runs} == {
        *("taobao.orders", "taobao.items", "taobao.refunds", "jd.orders", "pdd.orders"),
        *("erp.slips", "erp.waves", "erp.to_ship", "erp.late", "erp.refunds", "erp.returns"),
        *("stock", "courier.sheet", "kuaidi100", "kdniao"),
    }
    assert len(runs) == len(MORNING) + 1
    for run in runs:
        assert run["rows"] == sum(run[name] for name in ("added", "changed", "same", "repeated", "refused")) > 0
    assert sum(run["repeated"] for run in runs) > 10


def test_three_shops_have_three_thousand_orders(demo: Demo) -> None:
    found = demo.rows("SELECT s.tag, count(*) AS n FROM orders o JOIN shops s ON s.id = o.shop_id GROUP BY 1")
    counts = {row["tag"]: row["n"] for row in found}
    assert set(counts) == {"MM", "JD", "PD"}
    assert 2_800 <= sum(counts.values()) <= 3_000
    assert min(counts.values()) >= 300


def test_a_few_rows_are_refused_each_for_a_reason(demo: Demo) -> None:
    found = demo.rows("SELECT code, count(*) AS n FROM refused_rows GROUP BY 1")
    assert {row["code"]: row["n"] for row in found} == {
        "row.order_no_digits_lost": 2,
        "row.time_unreadable": 2,
        "row.order_no_missing": 1,
        "row.answer_failed": 1,
    }


def test_a_hostile_text_is_in_the_book_without_its_commands(demo: Demo) -> None:
    orders = demo.rows("SELECT title FROM orders WHERE title LIKE '%[@click=app.quit]%'")
    assert orders
    assert all(order["title"].isprintable() for order in orders)


@pytest.mark.parametrize("what", EACH_SHOP)
def test_each_shop_has_some(what: str, demo: Demo) -> None:
    found = demo.rows(f"SELECT DISTINCT o.shop_id FROM {EACH_SHOP[what]}")
    assert len(found) == 3


@pytest.mark.parametrize("what", SOMEWHERE)
def test_there_are_some(what: str, demo: Demo) -> None:
    assert demo.rows(f"SELECT count(*) AS n FROM {SOMEWHERE[what]}")[0]["n"] > 0


def test_everything_is_linked(demo: Demo) -> None:
    for table in ("refunds", "order_prints"):
        assert demo.rows(f"SELECT count(*) AS n FROM {table} WHERE order_id IS NULL") == [{"n": 0}]
    lost = "parcels p WHERE NOT EXISTS (SELECT 1 FROM parcel_orders l WHERE l.parcel_id = p.id)"
    assert demo.rows(f"SELECT count(*) AS n FROM {lost}") == [{"n": 0}]


def test_couriers_are_those_of_the_platforms(demo: Demo) -> None:
    found = demo.rows("SELECT s.tag, p.courier FROM parcels p JOIN shops s ON s.id = p.shop_id GROUP BY 1, 2")
    of = {tag: {row["courier"] for row in found if row["tag"] == tag} for tag in ("MM", "JD", "PD")}
    assert of == {
        "MM": {"ZTO", "YTO", "YUNDA", "JT", "STO", "SF", "POSTB"},
        "JD": {"JD", "SF"},
        "PD": {"YUNDA", "JT", "ZTO", "YTO", "STO"},
    }


def test_one_file_of_one_shop_is_missing_on_any_day(demo: Demo) -> None:
    book = open_book(demo.path, Clock(from_ms(demo.now)))
    with book.read() as connection:
        missing = expected_files(connection, all_shops(connection), book.clock.moment())
    book.close()
    assert [(file.tag, file.source) for file in missing] == [("PD", "erp.returns")]
    assert missing[0].last_as_of is not None


def test_nothing_happened_later_than_now_and_all_people_did_something(demo: Demo) -> None:
    entries = demo.rows("SELECT max(at) AS last FROM audit_entries")
    assert entries[0]["last"] <= demo.now
    files = demo.rows("SELECT max(began_at) AS began, max(as_of) AS age FROM import_runs")
    assert files[0]["age"] <= files[0]["began"] <= demo.now
    assert demo.rows("SELECT count(*) AS n FROM parcel_scans WHERE at > :now") == [{"n": 0}]
    people = {row["login"] for row in demo.rows("SELECT login FROM people")}
    busy = {row["actor"] for row in demo.rows("SELECT actor FROM audit_entries")}
    assert people == busy == {login for login, *_ in PEOPLE}
