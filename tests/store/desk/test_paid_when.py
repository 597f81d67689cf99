"""The time of a payment as people type it."""

from __future__ import annotations

import pytest

from store.book.errors import Refusal
from store.desk.paid_when import paid_when
from tests.store.floor import at

NOW = at("2026-11-21 09:00")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", "2026-11-21 09:00"),
        ("now", "2026-11-21 09:00"),
        ("今天", "2026-11-21 09:00"),
        ("刚刚", "2026-11-21 09:00"),
        ("15:59", "2026-11-21 15:59"),
        ("8:05:33", "2026-11-21 08:05"),
        ("1559", "2026-11-21 15:59"),
        ("930", "2026-11-21 09:30"),
        ("yesterday 15:59", "2026-11-20 15:59"),
        ("Yesterday15:59", "2026-11-20 15:59"),
        ("昨天15:59", "2026-11-20 15:59"),
        ("昨天的 １５：５９", "2026-11-20 15:59"),
        ("前天 16点", "2026-11-19 16:00"),
        ("今天下午3点半", "2026-11-21 15:30"),
        ("昨天晚上11点05分", "2026-11-20 23:05"),
        ("凌晨12点10分", "2026-11-21 00:10"),
        ("上午12点", "2026-11-21 12:00"),
        ("中午11点半", "2026-11-21 11:30"),
        ("中午12点10分", "2026-11-21 12:10"),
        ("中午1点", "2026-11-21 13:00"),
        ("晚上7点半", "2026-11-21 19:30"),
        ("3:30 pm", "2026-11-21 15:30"),
        ("tomorrow 10:00", "2026-11-22 10:00"),
        ("11-20 15:59", "2026-11-20 15:59"),
        ("11/20 1559", "2026-11-20 15:59"),
        ("11月20日 15:59", "2026-11-20 15:59"),
        ("11月20号15点59分", "2026-11-20 15:59"),
        ("2025-11-20 15:59:30", "2025-11-20 15:59"),
        ("2026-11-20T15:59", "2026-11-20 15:59"),
        ("1-2 10:00", "2027-01-02 10:00"),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: str) -> None:
    assert paid_when(typed, NOW, "Asia/Shanghai") == at(meant)


@pytest.mark.parametrize(
    "typed", ["25:00", "15:61", "soon", "11-31 10:00", "13-01 10:00", "2-29 10:00", "15", "1", "下午", "-", "9999"]
)
def test_what_is_no_time_is_said_in_one_sentence(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        paid_when(typed, NOW, "Asia/Shanghai")
    assert (refused.value.reason.code, refused.value.reason.params) == ("time.unreadable", {"text": typed})


@pytest.mark.parametrize("typed", ["yesterday", "昨天", "11-20", "2026-11-20"])
def test_another_day_needs_its_hour(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        paid_when(typed, NOW, "Asia/Shanghai")
    assert refused.value.reason.code == "time.no_clock"


@pytest.mark.parametrize("typed", ["晚上12点", "昨天晚上12点半", "昨天晚上2点"])
def test_a_night_that_may_be_either_of_two_is_not_guessed(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        paid_when(typed, NOW, "Asia/Shanghai")
    assert refused.value.reason.code == "time.unreadable"


def test_the_leap_day_is_a_day_of_its_year() -> None:
    assert paid_when("2-29 15:59", at("2028-03-01 09:00"), "Asia/Shanghai") == at("2028-02-29 15:59")
