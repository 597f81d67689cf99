"""Somebody who has never seen Floorbook looks around in the demo."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from store.book.clock import Clock, Moment
from store.book.opening import open_book
from store.desk.order_card import order_card
from store.desk.today import today
from store.orders.queries import order_window
from tests.cli.floorbook import at, floorbook
from tui.cli.demo.command import prepare_demo
from tui.cli.demo.files import MORNING, write_files
from tui.cli.demo.orders import ZONE, write_order_export
from tui.cli.demo.times import Times, file_time
from tui.cli.progress import ProgressLine

MORNINGS = ("2026-11-21T08:52:00+08:00", "2026-11-22T18:05:00+08:00", "2026-11-23T09:01:30+08:00")
"""A Saturday, a Sunday (the warehouse is off), a Monday."""


def test_the_same_moment_and_seed_make_the_same_bytes(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.csv", "b.csv", "other_seed.csv", "other_day.csv")]
    now = at(MORNINGS[0])
    for path, moment, seed in zip(paths, (now, now, now, now + timedelta(days=1)), (1, 1, 2, 1), strict=True):
        write_order_export(path, 500, moment, seed)
    texts = [path.read_bytes() for path in paths]
    assert texts[0] == texts[1]
    assert len(set(texts)) == 3


@pytest.mark.parametrize("size", [1, 50, 2_000])
def test_the_file_has_as_many_rows_as_asked_for_each_as_wide_as_the_header(size: int, tmp_path: Path) -> None:
    write_order_export(tmp_path / "a.csv", size, at(MORNINGS[0]))
    header, *rows = _read(tmp_path / "a.csv")
    assert len(rows) == size
    assert {len(row) for row in rows} == {len(header)}


def test_nothing_in_the_file_is_later_than_the_file(tmp_path: Path) -> None:
    now = at(MORNINGS[1])
    write_order_export(tmp_path / "a.csv", 2_000, now)
    for order in _orders(tmp_path / "a.csv"):
        times = [order[name] for name in ("订单创建时间", "订单付款时间", "发货时间", "确认收货时间") if order[name]]
        assert times == sorted(times)
        assert times[-1] <= now.astimezone(ZONE).strftime("%Y-%m-%d %H:%M:%S")


def test_all_files_of_the_same_moment_are_the_same_bytes(tmp_path: Path) -> None:
    found = []
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        exports = write_files(tmp_path / name, 600, Times(at(MORNINGS[0])).exported)
        found.append({export.path.name: (export.path.read_bytes(), export.made) for export in exports})
    assert found[0] == found[1]
    assert len(found[0]) == len(MORNING) + 1


@pytest.mark.parametrize("text", MORNINGS)
def test_what_the_book_counts_is_what_stands_in_the_file(text: str, tmp_path: Path) -> None:
    done = floorbook("demo", "--no-open", "--keep", tmp_path / "demo", FLOORBOOK_NOW=text)
    assert done.returncode == 0, done.stderr
    now = at(text)
    expected = _counted(tmp_path / "demo", now)
    book = open_book(tmp_path / "demo" / "demo.db", Clock(now))
    moment = Moment(now, replay=True)
    found = {view: len(order_window(book, moment, view, text="MM").first(9_999).rows) for view in expected}
    book.close()
    assert found == expected
    assert 15 <= found["late"] <= 40
    assert 30 <= found["unpaid"] <= 50


def _counted(folder: Path, now: datetime) -> dict[str, int]:
    """The counts of the Tmall shop, from its files with nothing of ours: times are the shop's, it is off on Sundays."""
    (export,), (items,) = folder.glob("ExportOrderList*.csv"), folder.glob("ExportOrderDetailList*.csv")
    header, *lines = _read(items)
    ship_by = {line[header.index("主订单编号")]: line[header.index("应发货时间")] for line in lines}
    local = now.astimezone(ZONE).replace(tzinfo=None)
    orders = list(_orders(export))
    unshipped = [order for order in orders if order["订单状态"].startswith("买家已付款")]
    unpaid = [order for order in orders if order["订单状态"] == "等待买家付款"]
    return {
        "all": len(orders),
        "unshipped": len(unshipped),
        "late": sum(
            1 for order in unshipped if _due(_time(order["订单付款时间"]), ship_by[order["订单编号"]]) <= local
        ),
        "unpaid": sum(1 for order in unpaid if _time(order["订单创建时间"]) + timedelta(hours=72) > local),
        "refunded": sum(1 for order in orders if float(order["退款金额"]) > 0),
    }


def _due(paid: datetime, ship_by: str) -> datetime:
    day = paid.date() + timedelta(days=1 if paid.hour >= 16 else 0)
    if day.weekday() == 6:
        day += timedelta(days=1)
    house = datetime.combine(day, datetime.min.time()) + timedelta(days=1)
    return min(house, _time(ship_by))


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _orders(export: Path) -> list[dict[str, str]]:
    """The orders of a file that can be read, each once."""
    header, *rows = _read(export)
    names = [name.strip() for name in header]
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        order = dict(zip(names, row, strict=True))
        if order["订单编号"].startswith('="') and "/" not in order["订单创建时间"]:
            found[order["订单编号"]] = order
    return list(found.values())


def _read(path: Path) -> list[list[str]]:
    with path.open(encoding="gb18030", newline="") as file:
        return list(csv.reader(file))


def test_people_have_worked_in_it_already(tmp_path: Path) -> None:
    now = at(MORNINGS[0])
    book = open_book(prepare_demo(tmp_path / "demo", 1_000, Clock(now)), Clock(now))
    rows = order_window(book, Moment(now), "unshipped").first(8).rows
    card = order_card(book, rows[0].id)
    assert card.note.who == "林梅"
    assert {"orders.note", "orders.stage"} <= {happening.code for happening in card.history}
    assert all(happening.at <= now for happening in card.history)
    assert order_card(book, rows[7].id).note.who == "钱慧"
    assert all(not each.unknown for each in today(book, "aftersales").items), "today's order lists are in"
    book.close()


def test_while_it_is_made_every_file_is_told(tmp_path: Path) -> None:
    told: list[str] = []
    prepare_demo(tmp_path, 50, Clock(at(MORNINGS[0])), told.append)
    names = {path.name for path in tmp_path.iterdir() if path.suffix in (".csv", ".xlsx", ".json")}
    assert len(names) == len(MORNING) + 1
    assert names == {line.rpartition(", ")[2] for line in told if "file" in line and ", " in line}


class Terminal(StringIO):
    """A terminal that keeps what was written to it."""

    def isatty(self) -> bool:
        return True


def test_what_is_told_stands_in_one_line_of_the_terminal_and_goes_again() -> None:
    terminal, pipe = Terminal(), StringIO()
    for out in (terminal, pipe):
        line = ProgressLine(out)
        for words in ("正在生成", "done"):
            line.say(words)
        line.clear()
    assert terminal.getvalue() == "\r正在生成" + "\rdone    " + "\r    \r"
    assert pipe.getvalue() == ""


def test_the_file_of_the_demo_is_of_today_even_just_after_midnight() -> None:
    made = file_time(at("2026-11-21T00:00:30+08:00"))
    assert made == at("2026-11-21T00:00:00+08:00")


def test_the_demo_is_gone_when_it_is_left(tmp_path: Path) -> None:
    done = floorbook("demo", "--size", 50, "--no-open", TMPDIR=str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_demo_that_is_there_already_is_not_written_over(tmp_path: Path) -> None:
    arguments: tuple[Any, ...] = ("demo", "--size", 50, "--no-open", "--keep", tmp_path)
    assert floorbook(*arguments).returncode == 0
    before = (tmp_path / "demo.db").read_bytes()
    again = floorbook(*arguments)
    assert again.returncode == 2
    assert "holds a demo already" in again.stderr
    assert (tmp_path / "demo.db").read_bytes() == before
