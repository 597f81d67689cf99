"""Somebody takes a file in at the command line."""

from __future__ import annotations

import csv
import os
import pty
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.book.clock import Clock
from store.book.transactions import Book
from store.imports.queries import run_of
from tests.cli.floorbook import (
    IMPATIENT,
    MODULE,
    at,
    counts,
    environment,
    floorbook,
    pending,
    start,
    wait_until,
)
from tui.cli.demo.orders import write_order_export
from tui.cli.text import width

NOW = at("2026-11-20T08:12:00+08:00")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """A file of three hundred rows, two of which nobody can read."""
    path = tmp_path / "ExportOrderList202611200812.csv"
    write_order_export(path, 300, NOW)
    return path


@pytest.fixture
def clean_export(tmp_path: Path) -> Path:
    """A file without anything wrong."""
    path = tmp_path / "ExportOrderList202611200700.csv"
    write_order_export(path, 7, NOW)
    return path


def test_a_good_file_goes_in(clean_export: Path, tmp_path: Path) -> None:
    done = floorbook("import", clean_export, "--book", tmp_path / "b.db")
    assert done.returncode == 0, done.stderr
    assert counts(done.stdout)["new"] == counts(done.stdout)["rows"] == 7
    assert "as of 2026-11-20 07:00" in done.stdout


def test_refused_rows_are_shown_as_they_came_with_line_and_reason(export: Path, tmp_path: Path) -> None:
    done = floorbook("import", export, "--book", tmp_path / "b.db")
    assert done.returncode == 1
    said = counts(done.stdout)
    assert said["rows"] == 300 == said["new"] + said["repeated in the file"] + said["refused"]
    assert said["refused"] == 2
    assert "line 9: " in done.stdout
    assert "2.16E+18 |" in done.stdout
    assert "2026/02/30 25:61" in done.stdout
    assert "are not read:" in done.stdout


def test_as_many_refused_rows_are_shown_as_asked_for(export: Path, tmp_path: Path) -> None:
    done = floorbook("import", export, "--show", 1, "--book", tmp_path / "b.db")
    assert "The first 1 of 2 refused rows:" in done.stdout
    assert done.stdout.count("line ") == 1


def test_what_other_people_wrote_does_not_command_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "ExportOrderList202611200900.csv"
    path.write_text(
        "订单编号,买家会员名,买家应付邮费,总金额\n2.16E+18,\x1b]52;c;aGFoYQ==\x07\u202e坏,0,1\n", encoding="gb18030"
    )
    done = floorbook("import", path, "--book", tmp_path / "b.db")
    assert done.returncode == 1
    assert all(letter.isprintable() or letter == "\n" for letter in done.stdout + done.stderr)


def test_the_same_file_again_changes_nothing(export: Path, tmp_path: Path) -> None:
    floorbook("import", export, "--book", tmp_path / "b.db")
    again = floorbook("import", export, "--book", tmp_path / "b.db")
    said = counts(again.stdout)
    assert (said["new"], said["changed"]) == (0, 0)
    assert said["unchanged"] == 300 - said["refused"] - said["repeated in the file"]


def test_a_dry_run_changes_nothing(export: Path, tmp_path: Path) -> None:
    dry = floorbook("import", export, "--dry-run", "--book", tmp_path / "b.db")
    assert dry.returncode == 1
    assert counts(dry.stdout)["refused"] == 2
    assert pending(tmp_path / "b.db") == ()
    assert not list((tmp_path / "b.staging").glob("*"))
    then = floorbook("import", export, "--book", tmp_path / "b.db")
    assert counts(then.stdout)["new"] == 297


@pytest.mark.parametrize("arguments", [("nowhere.csv",), ("{export}", "--as-of", "soon"), ("{text}",)])
def test_what_cannot_be_done_is_one_sentence_and_leaves_no_trace(
    arguments: tuple[str, ...], export: Path, tmp_path: Path
) -> None:
    text = tmp_path / "letter.csv"
    text.write_text("dear colleagues\n", encoding="utf-8")
    filled = [each.format(export=export, text=text) for each in arguments]
    done = floorbook("import", *filled, "--book", tmp_path / "b.db")
    assert done.returncode == 2
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert "No shop yet" in floorbook("shop", "list", "--book", tmp_path / "b.db").stdout


def test_a_file_of_a_shop_that_is_not_there_is_refused_with_those_that_are(export: Path, tmp_path: Path) -> None:
    floorbook("shop", "add", "MM", "棉木旗舰店", "--platform", "tmall", "--book", tmp_path / "b.db")
    done = floorbook("import", export, "--shop", "OX", "--book", tmp_path / "b.db")
    assert done.returncode == 2
    assert "MM" in done.stderr


def test_a_time_without_a_zone_is_the_shops(clean_export: Path, tmp_path: Path) -> None:
    book = tmp_path / "b.db"
    floorbook("shop", "add", "MM", "棉木旗舰店", "--platform", "tmall", "--zone", "Asia/Tokyo", "--book", book)
    done = floorbook("import", clean_export, "--as-of", "2026-11-20T06:30", "--book", book)
    assert done.returncode == 0, done.stderr
    opened = Book(book, Clock())
    with opened.read() as connection:
        assert run_of(connection, 1).as_of == at("2026-11-20T06:30:00+09:00")
    opened.close()


def test_nothing_but_the_result_goes_into_a_pipe(clean_export: Path, tmp_path: Path) -> None:
    done = floorbook("import", clean_export, "--book", tmp_path / "b.db")
    assert done.stderr == ""
    assert "\r" not in done.stdout


def test_on_a_terminal_one_line_tells_how_far_it_is_and_is_gone_at_the_end(tmp_path: Path) -> None:
    path = tmp_path / "ExportOrderList202611200812.csv"
    write_order_export(path, 12_000, NOW)
    ours, theirs = pty.openpty()
    command = [sys.executable, *MODULE, "import", str(path), "--book", str(tmp_path / "b.db")]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.DEVNULL, stderr=theirs)
    os.close(theirs)
    seen = _all_of(ours)
    assert process.wait() == 1
    assert "rows a second" in seen
    assert "\x1b" not in seen
    assert "\n" not in seen
    assert seen.endswith("\r")
    assert seen.rstrip("\r").rpartition("\r")[2].strip() == ""


def _all_of(terminal: int) -> str:
    read = b""
    while True:
        try:
            some = os.read(terminal, 65_536)
        except OSError:  # Linux says so when the other end is closed
            some = b""
        if not some:
            os.close(terminal)
            return read.decode()
        read += some


def test_ctrl_c_while_it_merges_is_clean_and_the_rest_is_finished_at_the_next_start(
    book_path: Path, tmp_path: Path
) -> None:
    path, book = tmp_path / "ExportOrderList202611200812.csv", book_path
    write_order_export(path, 20_000, NOW)
    process = start(IMPATIENT, "import", path, "--book", book)
    wait_until(lambda: any(each.next_line for each in pending(book)), "the first slice is in")
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()
    assert process.returncode == 130
    assert output == ""
    assert errors.startswith("Stopped at line ")
    assert "Traceback" not in errors
    half = pending(book)
    assert 0 < half[0].next_line < half[0].last_line

    wait_until(lambda: pending(book)[0].busy_until < Clock().real(), "the stopped import is anybody's")
    tiny = tmp_path / "ExportOrderList202611200813.csv"
    write_order_export(tiny, 1, NOW, seed=2)
    then = floorbook("import", tiny, "--book", book)
    assert "One import that was left half-way is finished." in then.stdout
    assert pending(book) == ()
    _same_counts_as_at_once(path, book, tmp_path)


def _same_counts_as_at_once(path: Path, book: Path, folder: Path) -> None:
    floorbook("import", path, "--book", folder / "other.db")
    both = []
    for each in (book, folder / "other.db"):
        opened = Book(each, Clock())
        with opened.read() as connection:
            run = run_of(connection, 1)
        opened.close()
        both.append((run.rows, run.added, run.changed, run.same, run.repeated, run.refused, run.state))
    assert both[0] == both[1]
    with path.open(encoding="gb18030", newline="") as file:
        assert both[0][0] == sum(1 for _ in csv.reader(file)) - 1


def test_an_import_under_nohup_outlives_the_terminal(book_path: Path, tmp_path: Path) -> None:
    path = tmp_path / "ExportOrderList202611200812.csv"
    write_order_export(path, 14_000, NOW)
    script = 'trap "" HUP; exec "$0" "$@"'
    command = ["sh", "-c", script, sys.executable, *MODULE, "import", str(path), "--book", str(book_path)]
    process = subprocess.Popen(command, env=environment(), stdout=subprocess.PIPE, encoding="utf-8")
    wait_until(lambda: bool(pending(book_path)), "it merges")
    process.send_signal(signal.SIGHUP)
    output, _ = process.communicate()
    assert process.returncode == 1
    assert counts(output)["rows"] == 14_000
    assert pending(book_path) == ()


def test_ctrl_c_while_it_reads_takes_nothing_in(tmp_path: Path) -> None:
    path, book = tmp_path / "ExportOrderList202611200812.csv", tmp_path / "b.db"
    write_order_export(path, 80_000, NOW)
    process = start(MODULE, "import", path, "--book", book)
    staging = tmp_path / "b.staging"
    wait_until(lambda: any(each.stat().st_size > 100_000 for each in staging.glob("*.db")), "rows are being staged")
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate()
    assert (process.returncode, output) == (130, "")
    assert errors == "Stopped. Nothing was taken in.\n"
    assert not list(staging.glob("*"))
    assert pending(book) == ()


def test_a_dry_run_lists_the_refused_rows_with_their_reasons(export: Path, tmp_path: Path) -> None:
    done = floorbook("import", export, "--dry-run", "--book", tmp_path / "b.db")
    assert done.returncode == 1
    assert "2 rows were refused:" in done.stdout
    assert "line 9: " in done.stdout
    assert "2.16E+18 |" in done.stdout
    assert "2026/02/30 25:61" in done.stdout
    assert not list((tmp_path / "b.staging").glob("*"))


def test_a_shop_without_a_name_is_called_once(tmp_path: Path) -> None:
    path = tmp_path / "ExportOrderList202611200900.csv"
    text = "订单编号,买家会员名,买家应付邮费,总金额\n2160000000000000001,tb,0,1\n"
    path.write_text(text, encoding="gb18030")
    assert "order list of S1, as of" in floorbook("import", path, "--book", tmp_path / "b.db").stdout


def test_a_file_of_another_shop_says_what_to_do(clean_export: Path, tmp_path: Path) -> None:
    book, other = tmp_path / "b.db", tmp_path / "ExportOrderList202611200900.csv"
    floorbook("import", clean_export, "--book", book)
    text = clean_export.read_bytes().decode("gb18030").replace("棉木旗舰店", "酒行专营店")
    other.write_bytes(text.encode("gb18030"))
    assert "酒行专营店" in text
    done = floorbook("import", other, "--book", book)
    assert (done.returncode, done.stdout) == (2, "")
    assert "is of the shop “酒行专营店”" in done.stderr
    assert "--shop S1" in done.stderr


@pytest.mark.parametrize("cells", [80, 120])
def test_what_a_file_is_taken_for_fits_the_terminal(clean_export: Path, tmp_path: Path, cells: int) -> None:
    done = floorbook("import", clean_export, "--explain", "--book", tmp_path / "b.db", COLUMNS=str(cells))
    table = done.stdout.split("\n\n")[1].splitlines()
    assert len(table) > 40
    assert max(map(width, table)) <= cells
    assert all("orders." in line for line in table if "订单编号" in line)


@pytest.mark.parametrize("way", [(), ("--dry-run",), ("--explain",)])
def test_no_name_phone_or_address_stands_on_the_command_line(way: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "ExportOrderList202611200900.csv"
    head = "订单编号,买家会员名,收货人姓名,联系手机,收货地址 ,买家支付宝账号,总金额"
    cells = "2160000000000000001,糖糖的小店,王小明,13812345678,中山路 1 号,13987654321,约五十"
    path.write_text(f"{head}\n{cells}\n", encoding="gb18030")
    said = floorbook("import", *way, path, "--book", tmp_path / "b.db", COLUMNS="300").stdout
    assert "138****5678" in said
    assert [told for told in ("小店", "小明", "13812345678", "中山路", "13987654321") if told in said] == []
