"""The lead sets up the floor: shops, people."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.floorbook import floorbook


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with one shop, made by the lead; what is refused may share it."""
    path = tmp_path_factory.mktemp("floor") / "b.db"
    done = floorbook(
        *("shop", "add", "MM", "棉木旗舰店", "--platform", "tmall", "--cut-off", "15:30", "--days-off", "sat,周日"),
        *("--as", "lin", "--book", path),
    )
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture
def floor(made: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    copy = tmp_path / "b.db"
    shutil.copy(made, copy)
    return copy


def test_a_shop_is_shown_with_what_it_decided(floor: Path) -> None:
    lines = floorbook("shop", "list", "--book", floor).stdout.splitlines()
    assert lines[1].split() == ["MM", "棉木旗舰店", "Tmall", "15:30", "Asia/Shanghai", "sat,sun"]


def test_a_setting_is_changed_and_shown(floor: Path) -> None:
    arguments = ("cut-off=14:00", "pickups.zto=16:30", "days_off=", "promise_hours=24", "holidays=2027-02-17")
    done = floorbook("shop", "set", "mm", *arguments, "--book", floor)
    assert done.returncode == 0, done.stderr
    shown = {line.split()[0]: line.split()[1:] for line in done.stdout.splitlines() if line.startswith("  ")}
    assert shown["cut_off"] == ["14:00", "*"]
    assert shown["pickups"] == ["ZTO@16:30", "*"]
    assert shown["days_off"] == []
    assert shown["promise_hours"] == ["24", "*"]
    assert shown["holidays"] == ["2027-02-17", "*"]
    cleared = floorbook("shop", "set", "MM", "pickups.ZTO=", "--book", floor)
    assert "ZTO" not in cleared.stdout


def test_how_long_a_parcel_may_travel_is_set_by_courier_and_region(floor: Path) -> None:
    done = floorbook("shop", "set", "MM", "sign_days=新疆@9,ems/西藏@0", "sign_days.EMS=5", "--book", floor)
    assert done.returncode == 0, done.stderr
    assert "新疆@9,EMS/西藏@0,EMS@5" in done.stdout


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("cut_off=29:00", "cut_off"),
        ("cut_of=15:00", "There are: zone, currency, cut_off"),
        ("cut_off", "key=value"),
        ("days_off=someday", "no weekday"),
        ("promise_hours=soon", "whole number"),
        ("pickups=noon", "ZTO@16:30"),
        ("sign_days=新疆", "新疆@7"),
        ("sign_days.EMS=soon", "whole number"),
        ("zone=Mars/Base", "Mars/Base"),
        ("expected_files=taobao.orders,erp.slip", "no kind of file erp.slip. There are: courier.sheet, erp.late"),
        ("expected_files=douyin.orders", "no kind of file douyin.orders"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_clearly(pair: str, said: str, made: Path) -> None:
    done = floorbook("shop", "set", "MM", pair, "--book", made)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "15:30" in floorbook("shop", "list", "--book", made).stdout


def test_a_tag_belongs_to_one_shop(floor: Path) -> None:
    done = floorbook("shop", "add", "MM", "木棉", "--platform", "jd", "--book", floor)
    assert done.returncode == 2
    assert "MM" in done.stderr


def test_the_first_one_leads_and_says_who_the_others_are(floor: Path) -> None:
    floorbook("people", "add", "mei", "--as", "lin", "--book", floor)
    done = floorbook("people", "set", "mei", "--name", "林梅", "--role", "print", "--as", "lin", "--book", floor)
    assert done.returncode == 0, done.stderr
    listed = [line.split() for line in floorbook("people", "list", "--as", "lin", "--book", floor).stdout.splitlines()]
    assert ["lin", "lin", "lead"] in listed
    assert ["mei", "林梅", "print", "operator"] in listed


def test_nobody_can_be_changed_who_was_never_here(floor: Path) -> None:
    done = floorbook("people", "set", "ghost", "--role", "lead", "--book", floor)
    assert done.returncode == 2
    assert "ghost" in done.stderr


def test_a_shop_gets_another_tag_and_name(floor: Path) -> None:
    assert floorbook("shop", "add", "S1", "S1", "--platform", "jd", "--book", floor).stdout.startswith("S1, JD\n")
    done = floorbook("shop", "rename", "s1", "--tag", "OX", "--name", "牛记", "--book", floor)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "OX 牛记, JD")
    taken = floorbook("shop", "rename", "OX", "--tag", "mm", "--book", floor)
    assert (taken.returncode, taken.stderr) == (2, "The tag mm belongs to another shop.\n")
    nothing = floorbook("shop", "rename", "OX", "--book", floor)
    assert "Say what to change" in nothing.stderr


def test_a_shop_expects_kinds_of_files_and_what_it_expected_before_stands_in_nobodys_way(floor: Path) -> None:
    done = floorbook("shop", "set", "MM", "expected_files=taobao.orders,erp.slips", "--book", floor)
    assert (done.returncode, "taobao.orders,erp.slips" in done.stdout) == (0, True)
    with closing(sqlite3.connect(floor)) as connection, connection:
        connection.execute('UPDATE shops SET settings=\'{"expected_files": ["sheet.of-old"]}\'')
    done = floorbook("shop", "set", "MM", "cut_off=14:00", "--book", floor)
    assert done.returncode == 0, done.stderr


def test_what_files_call_a_shop_is_a_setting(floor: Path) -> None:
    done = floorbook("shop", "set", "MM", "file_names.棉-木=taobao", "--book", floor)
    assert "棉-木@taobao" in done.stdout
    again = floorbook("shop", "set", "MM", "file_names=棉木@erp", "--book", floor)
    assert "棉木@erp" in again.stdout
    assert "棉-木" not in again.stdout
    assert "棉木" not in floorbook("shop", "set", "MM", "file_names.棉木=", "--book", floor).stdout.split("\n", 1)[1]
