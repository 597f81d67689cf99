"""The job that notices which files have not come."""

from __future__ import annotations

from datetime import timedelta

import pytest

from store.book.clock import Clock
from store.book.columns import from_ms
from store.book.errors import Refusal, Unavailable
from store.book.leases import Lease, take
from store.book.opening import open_book
from store.imports.awaiting import Noticed, notice_missing_files
from store.imports.expecting import check_expected
from store.shops.commands import change_settings
from store.shops.rules import ShopSettings
from tests.exports import paid
from tests.store.floor import Floor, at
from tests.store.staging import take_rows


def look(floor: Floor, when: str) -> Noticed:
    """Let the job look on a day."""
    book = open_book(floor.book.path, Clock(at(when)))
    try:
        return notice_missing_files(book, lease(floor))
    finally:
        book.close()


def lease(floor: Floor) -> Lease:
    """The right to run jobs."""
    taken = take(floor.book, "scheduler", "test:1", timedelta(minutes=1))
    assert taken is not None
    return taken


def notices(floor: Floor) -> list[tuple[str, bool]]:
    """Each notice: its day, and whether it is over."""
    found = floor.rows("SELECT day, came_at FROM missing_files ORDER BY day")
    return [(row["day"], row["came_at"] is not None) for row in found]


def test_a_missing_file_is_noticed_once(floor: Floor) -> None:
    assert look(floor, "2024-06-04 09:00") == Noticed(new=1, came=0)
    assert look(floor, "2024-06-04 09:05") == Noticed(new=0, came=0)
    assert notices(floor) == [("2024-06-04", False)]


def test_the_notice_ends_when_the_file_has_come(floor: Floor) -> None:
    look(floor, "2024-06-04 09:00")
    floor.take(paid(1), as_of="2024-06-04 09:30")
    assert look(floor, "2024-06-04 10:00") == Noticed(new=0, came=1)
    assert look(floor, "2024-06-04 10:05") == Noticed(new=0, came=0)
    assert notices(floor) == [("2024-06-04", True)]


def test_an_old_file_ends_nothing(floor: Floor) -> None:
    look(floor, "2024-06-04 09:00")
    floor.take(paid(1), as_of="2024-06-03 23:00")
    assert look(floor, "2024-06-04 10:00") == Noticed(new=0, came=0)


def test_a_file_that_never_came_did_not_come_because_a_new_day_began(floor: Floor) -> None:
    look(floor, "2024-06-04 09:00")
    assert look(floor, "2024-06-05 09:00") == Noticed(new=1, came=0)
    assert notices(floor) == [("2024-06-04", False), ("2024-06-05", False)]
    floor.take(paid(1), as_of="2024-06-05 09:30")
    assert look(floor, "2024-06-05 10:00") == Noticed(new=0, came=2)


def test_the_notice_ends_when_the_day_turns_out_to_be_a_day_off(floor: Floor) -> None:
    look(floor, "2024-06-04 09:00")
    settings = ShopSettings(holidays=("2024-06-04",))
    change_settings(floor.book, floor.lead.actor, "off", "茶", settings, floor.shop.version)
    assert look(floor, "2024-06-04 10:00") == Noticed(new=0, came=1)


def test_the_notice_says_since_when_it_is_known(floor: Floor) -> None:
    look(floor, "2024-06-04 09:00")
    look(floor, "2024-06-04 11:00")
    (notice,) = floor.rows("SELECT * FROM missing_files")
    assert (notice["source"], notice["day"], notice["came_at"]) == ("taobao.orders", "2024-06-04", None)
    assert at("2024-06-04 09:00") <= from_ms(notice["noticed_at"]) < at("2024-06-04 09:01")


def test_a_look_leaves_its_run_and_its_figures(floor: Floor) -> None:
    look(floor, "2024-06-04 09:00")
    (run,) = floor.rows("SELECT * FROM job_runs")
    assert (run["name"], run["outcome"], run["figures"]) == ("missing_files", "done", '{"new": 1, "came": 0}')
    assert run["ended_at"] >= run["began_at"]


def test_whoever_lost_the_lease_changes_nothing(floor: Floor) -> None:
    held = lease(floor)
    late = Lease(held.name, held.holder, held.token - 1)
    with pytest.raises(Unavailable) as caught:
        notice_missing_files(floor.book, late)
    assert caught.value.reason.code == "jobs.lease_lost"
    assert notices(floor) == []
    assert floor.rows("SELECT * FROM job_runs") == []


def test_the_file_of_a_mapping_can_be_expected_once_one_has_come(floor: Floor) -> None:
    with floor.book.read() as connection, pytest.raises(Refusal) as caught:
        check_expected(connection, ["taobao.orders", "sheet.of-ours"])
    assert caught.value.reason.params["name"] == "sheet.of-ours"
    take_rows(floor, "sheet.of-ours", stock=[{"code": "A", "quantity": 1}])
    with floor.book.read() as connection:
        check_expected(connection, ["sheet.of-ours"])
