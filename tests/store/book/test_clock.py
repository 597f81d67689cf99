"""What time it is for the book."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from store.book.clock import VARIABLE, Clock
from store.book.columns import from_ms, to_ms
from store.book.errors import Refusal
from tests.store.floor import at


def test_a_clock_that_was_set_ticks_on_from_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "2020-02-20T09:00:00+08:00")
    seconds = iter([100.0, 100.0, 160.5])
    start = Clock.of_environment()
    clock = Clock(start._start, ticks=lambda: next(seconds))
    assert clock.now() == at("2020-02-20 09:00:00")
    assert clock.now() == at("2020-02-20 09:01:00") + timedelta(milliseconds=500)
    assert clock.replay
    assert clock.real() > at("2024-01-01 00:00")


def test_a_clock_that_was_not_set_tells_the_real_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    clock = Clock.of_environment()
    assert not clock.replay
    before = datetime.now(UTC) - timedelta(milliseconds=1)
    assert before <= clock.now() <= datetime.now(UTC)
    assert not clock.moment().replay


@pytest.mark.parametrize(("text", "code"), [("tomorrow", "clock.not_a_time"), ("2020-02-20T09:00:00", "clock.no_zone")])
def test_a_clock_set_to_no_time_is_refused(monkeypatch: pytest.MonkeyPatch, text: str, code: str) -> None:
    monkeypatch.setenv(VARIABLE, text)
    with pytest.raises(Refusal) as caught:
        Clock.of_environment()
    assert caught.value.reason.code == code


@pytest.mark.parametrize("ms", [0, 1, 999, 1_717_228_770_000, -1])
def test_times_are_the_same_before_and_after_the_book(ms: int) -> None:
    assert to_ms(from_ms(ms)) == ms
    assert from_ms(ms).tzinfo is UTC
