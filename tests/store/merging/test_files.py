"""The files of the day, and the rows that were refused: listed, written out, corrected, taken in again."""

from __future__ import annotations

import csv
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from store.book.errors import Reason, Refusal
from store.book.transactions import Book
from store.imports.commands import import_file
from store.imports.files_today import SourceToday, files_today
from store.imports.refused import harmless, refused_window, write_refused
from store.imports.tables import RunState
from store.shops.commands import change_settings, open_shop
from store.shops.queries import all_shops
from store.shops.rules import Platform, ShopSettings
from tests.exports import line, number, paid
from tests.store.floor import Floor, at, key
from tests.store.staging import take_rows


def shown(book: Book) -> list[SourceToday]:
    """What the screen shows."""
    with book.read() as connection:
        return list(files_today(connection, all_shops(connection), book.clock.moment()))


def test_what_came_in_today_and_what_is_missing(floor: Floor) -> None:
    expected = ("taobao.orders", "erp.slips", "kuaidi100")
    settings = replace(floor.shop.settings, expected_files=expected)
    change_settings(floor.book, floor.lead.actor, key(), "茶", settings, floor.shop.version)
    open_shop(
        floor.book, floor.lead.actor, key(), tag="酒", name="酒行", platform=Platform.TAOBAO, settings=ShopSettings()
    )
    yesterday = floor.set_to("2024-06-01 18:00")
    import_file(yesterday, floor.lead.actor, floor.file([paid(1)]), tag="茶", as_of=at("2024-06-01 17:00"))
    yesterday.close()
    today = floor.set_to("2024-06-02 10:00")
    export = floor.file([paid(1), paid(2), line(3, total="?")])
    import_file(today, floor.lead.actor, export, tag="茶", as_of=at("2024-06-02 09:30"))
    tea, spirits = replace_floor(floor, today), "酒"
    take_rows(tea, "stock", "2024-06-02 09:00", stock=[{"code": "A-1", "quantity": 1}])
    rows = {(each.tag, each.source): each for each in shown(today)}
    assert list(rows) == [("茶", name) for name in (*expected, "stock")] + [(spirits, "taobao.orders")]
    orders = rows["茶", "taobao.orders"]
    assert (orders.missing, orders.newest_as_of) == (False, at("2024-06-02 09:30"))
    (run,) = orders.runs
    assert (run.added, run.same, run.refused, run.state) == (1, 1, 1, RunState.DONE)
    slips = rows["茶", "erp.slips"]
    assert (slips.expected, slips.missing, slips.newest_as_of, slips.runs) == (True, True, None, ())
    stock = rows["茶", "stock"]
    assert (stock.expected, stock.missing, len(stock.runs)) == (False, False, 1)
    assert rows[spirits, "taobao.orders"].missing
    today.close()


def replace_floor(floor: Floor, book: Book) -> Floor:
    """The same floor with another clock."""
    return replace(floor, book=book)


def test_refused_rows_are_a_list_by_pages(floor: Floor) -> None:
    run = floor.take(*(line(place, total="?") for place in range(1, 31)), paid(40))
    window = refused_window(floor.book, run.id)
    assert window.count(None).number == 30
    page = window.first(10)
    assert [row.line for row in page.rows] == list(range(2, 12))
    assert (page.rows[0].code, "?" in page.rows[0].raw) == ("row.money_unreadable", True)
    assert [row.line for row in window.after(page.rows[-1], 5).rows] == list(range(12, 17))


def test_refused_rows_are_written_out_corrected_and_taken_in_again(floor: Floor, tmp_path: Path) -> None:
    rows = [line(1, total="约五十", memo="=HYPERLINK(1)", phone="13800000000"), paid(2), line(3, placed_at="昨天")]
    run = floor.take(*rows)
    out = tmp_path / "refused.csv"
    assert write_refused(floor.book, floor.lead.actor, key(), run.id, out) == 2
    assert out.read_bytes()[:3] == b"\xef\xbb\xbf"
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with out.open(encoding="utf-8-sig", newline="") as file:
        found = list(csv.reader(file))
    assert found[0][-2:] == ["line", "why"]
    assert [row[-2:] for row in found[1:]] == [["2", "row.money_unreadable"], ["4", "row.time_unreadable"]]
    assert found[1][0] == f'="{number(1)}"'
    assert "'=HYPERLINK(1)" in found[1]
    corrected = out.read_text(encoding="utf-8-sig").replace("约五十", "50.00").replace("昨天", "2024-06-01 10:00:00")
    out.write_text(corrected, encoding="utf-8-sig")
    again = import_file(floor.book, floor.lead.actor, out, as_of=at("2024-06-02 11:00"))
    assert (again.rows, again.added, again.refused) == (2, 2, 0)
    assert floor.order(1)["total"] == 5000


def test_a_file_that_is_there_is_not_overwritten(floor: Floor, tmp_path: Path) -> None:
    run = floor.take(line(1, total="?"))
    out = tmp_path / "refused.csv"
    out.write_text("mine", encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        write_refused(floor.book, floor.lead.actor, key(), run.id, out)
    assert (caught.value.reason.code, out.read_text(encoding="utf-8")) == ("file.exists", "mine")
    with pytest.raises(Refusal) as caught:
        write_refused(floor.book, floor.lead.actor, key(), run.id, tmp_path / "nowhere" / "refused.csv")
    assert caught.value.reason.code == "folder.not_found"


def test_a_file_that_could_not_be_finished_is_not_there(floor: Floor, tmp_path: Path) -> None:
    run = floor.take(line(1, total="?"), line(2, total="?"))
    before = len(floor.rows("SELECT 1 FROM audit_entries"))

    def stopped(reason: Reason) -> str:
        raise KeyboardInterrupt(reason.code)

    with pytest.raises(KeyboardInterrupt):
        write_refused(floor.book, floor.lead.actor, key(), run.id, tmp_path / "refused.csv", stopped)
    assert [path.name for path in tmp_path.iterdir() if "refused" in path.name or ".floorbook" in path.name] == []
    assert len(floor.rows("SELECT 1 FROM audit_entries")) == before


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("+86 138", "'+86 138"),
        ("-5.00", "-5.00"),
        ("\t=1+1", "'\t=1+1"),
        ('="2160000000000000001"', '="2160000000000000001"'),
        ('="a"&CMD()', '\'="a"&CMD()'),
        ("2160000000000000001", '="2160000000000000001"'),
        ("红茶", "红茶"),
        ("", ""),
    ],
)
def test_a_cell_that_no_spreadsheet_runs(cell: str, written: str) -> None:
    assert harmless(cell) == written
