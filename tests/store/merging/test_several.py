"""Several files and whole folders: in the right order by themselves, each for itself."""

from __future__ import annotations

import os
from pathlib import Path

from store.book.errors import Reason
from store.imports.commands import Hearing
from store.imports.several import Outcome, files_in, import_files
from store.orders.rules import Stage
from tests.exports import number, paid, write_export
from tests.store.floor import Floor, at
from tests.store.merging.exports import items, refunds, slips
from tests.store.processes import running

TAKEN = "2024-06-02 12:00"


def aged(path: Path, when: str = TAKEN) -> Path:
    """The file, last written at `when`."""
    seconds = at(when).timestamp()
    os.utime(path, (seconds, seconds))
    return path


def day(folder: Path) -> list[Path]:
    """The files of a morning, named so that their names say nothing of their order."""
    folder.mkdir(exist_ok=True)
    orders = [paid(1, title="红茶，绿茶", memo="新"), paid(2, title="白茶")]
    return [
        aged(slips(folder / "a.csv", (number(1), "是", "否"), (number(2), "否", "否"))),
        aged(refunds(folder / "b.csv", ("9001", number(2), "等待卖家同意", "2024-06-03 08:00:00"))),
        aged(items(folder / "c.csv", ("11", number(1), "红茶", "2024-06-05 12:00:00"))),
        aged(write_export(folder / "d.csv", orders)),
        aged(write_export(folder / "e.csv", [paid(1, title="红茶，绿茶", memo="旧")]), "2024-06-01 20:00"),
    ]


def names(outcomes: tuple[Outcome, ...]) -> list[str]:
    """The files in the order of merging."""
    return [each.path.name for each in outcomes]


def test_a_folder_goes_in_in_the_right_order(floor: Floor, tmp_path: Path) -> None:
    day(tmp_path / "day")
    outcomes = import_files(floor.book, floor.lead.actor, [tmp_path / "day"])
    assert names(outcomes) == ["e.csv", "d.csv", "c.csv", "b.csv", "a.csv"]
    assert [each.reason for each in outcomes] == [None] * 5
    assert floor.order(1)["memo"] == "新"
    assert [line.title for line in floor.card(1).lines] == ["红茶"]
    assert (floor.card(1).ship_by_at, floor.card(1).ship_by_estimated) == (at("2024-06-05 12:00"), False)
    assert [floor.card(place).stage for place in (1, 2)] == [Stage.PRINTED, Stage.UNPRINTED]
    assert floor.card(2).refunds[0].step_due_at == at("2024-06-03 08:00")
    again = import_files(floor.book, floor.lead.actor, [tmp_path / "day"])
    assert [(each.run.added, each.run.changed) for each in again if each.run] == [(0, 0)] * 5


def test_one_bad_file_does_not_keep_the_others_out(floor: Floor, tmp_path: Path) -> None:
    files = day(tmp_path / "day")
    bad = tmp_path / "day" / "0.csv"
    bad.write_bytes(b"")
    outcomes = import_files(floor.book, floor.lead.actor, [*files, tmp_path / "gone.csv", bad])
    assert names(outcomes)[:2] == ["gone.csv", "0.csv"]
    assert [each.reason.code for each in outcomes if each.reason] == ["file.not_found", "file.empty"]
    assert sum(each.run is not None for each in outcomes) == 5
    assert list(floor.book.path.parent.glob("*staging/*")) == []


def test_hidden_files_and_what_a_spreadsheet_leaves_are_not_taken(tmp_path: Path) -> None:
    (tmp_path / ".hidden").mkdir()
    (tmp_path / "in").mkdir()
    for name in (".hidden/a.csv", ".b.csv", "~$c.xlsx", "in/d.csv", "e.csv"):
        (tmp_path / name).touch()
    assert [path.name for path in files_in([tmp_path, tmp_path / "e.csv"])] == ["e.csv", "d.csv"]


def test_an_empty_folder_says_so(floor: Floor, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    (outcome,) = import_files(floor.book, floor.lead.actor, [empty])
    assert outcome == Outcome(empty, reason=Reason("import.empty_folder", {"name": "empty"}))


def test_the_same_order_in_two_files_of_one_run(floor: Floor, tmp_path: Path) -> None:
    older = aged(write_export(tmp_path / "b.csv", [paid(1, memo="旧"), paid(2, memo="旧")]), "2024-06-02 09:00")
    newer = aged(write_export(tmp_path / "a.csv", [paid(2, memo="新"), paid(3)]))
    outcomes = import_files(floor.book, floor.lead.actor, [newer, older])
    assert names(outcomes) == ["b.csv", "a.csv"]
    assert [floor.order(place)["memo"] for place in (1, 2)] == ["旧", "新"]
    assert [each.run.added for each in outcomes if each.run] == [2, 1]


def test_who_waits_is_told_which_file_it_is(floor: Floor, tmp_path: Path) -> None:
    told: list[str] = []
    hearing = Hearing(beginning=lambda path: told.append(path.name))
    day(tmp_path / "day")
    import_files(floor.book, floor.lead.actor, [tmp_path / "day"], hearing=hearing)
    assert told == ["a.csv", "b.csv", "c.csv", "d.csv", "e.csv", "e.csv", "d.csv", "c.csv", "b.csv", "a.csv"]


FOLDER = """
import sys
from pathlib import Path
from store.book.audit import Actor
from store.book.opening import open_book
from store.imports.several import import_files
book = open_book(Path(sys.argv[1]))
outcomes = import_files(book, Actor("lin", 1), [Path(sys.argv[2])])
sys.exit(sum(each.run is None for each in outcomes))
"""


def test_two_processes_take_the_same_folder_in_at_the_same_time(floor: Floor, tmp_path: Path) -> None:
    day(tmp_path / "day")
    with (
        running(FOLDER, floor.book.path, tmp_path / "day") as one,
        running(FOLDER, floor.book.path, tmp_path / "day") as other,
    ):
        assert [process.wait() for process in (one, other)] == [0, 0]
    runs = floor.rows("SELECT state, rows, added + changed + same + repeated + refused AS told FROM import_runs")
    assert len(runs) == 10
    assert {row["state"] for row in runs} == {"done"}
    assert all(row["rows"] == row["told"] for row in runs)
    counts = [len(floor.rows(f"SELECT * FROM {table}")) for table in ("orders", "refunds", "order_prints")]
    assert counts == [2, 1, 2]
    assert [line.title for line in floor.card(1).lines] == ["红茶"]
