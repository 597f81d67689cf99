"""Where an order is: evidence decides, and without any nobody guesses."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from store.orders.rules import SEEN_IN_ERP, Stage, checked_note, split_titles
from store.orders.stages import Evidence, stage_of
from tests.store.floor import at

NOW = at("2024-06-02 10:00")
BEFORE, EARLIER, LATER = NOW - timedelta(hours=1), NOW - timedelta(hours=2), NOW + timedelta(minutes=1)


@pytest.mark.parametrize(
    ("shipped", "finished", "seen", "seen_at", "stage"),
    [
        (None, None, None, None, Stage.UNKNOWN),
        (None, None, Stage.UNPRINTED, BEFORE, Stage.UNPRINTED),
        (None, None, Stage.PRINTED, BEFORE, Stage.PRINTED),
        (None, None, Stage.PACKED, BEFORE, Stage.PACKED),
        (None, None, Stage.LEFT, BEFORE, Stage.LEFT),
        (None, None, Stage.PRINTED, LATER, Stage.UNKNOWN),
        (NOW, None, None, None, Stage.CLICKED),
        (LATER, None, None, None, Stage.UNKNOWN),
        (BEFORE, None, Stage.PRINTED, EARLIER, Stage.CLICKED),
        (EARLIER, None, Stage.PRINTED, BEFORE, Stage.PRINTED),
        (BEFORE, None, Stage.PACKED, BEFORE, Stage.PACKED),
        (BEFORE, None, Stage.LEFT, EARLIER, Stage.LEFT),
        (EARLIER, None, Stage.LEFT, BEFORE, Stage.LEFT),
        (LATER, None, Stage.PRINTED, BEFORE, Stage.PRINTED),
        (BEFORE, LATER, None, None, Stage.CLICKED),
        (BEFORE, NOW, Stage.PRINTED, BEFORE, Stage.SIGNED),
        (None, NOW, None, None, Stage.SIGNED),
    ],
)
def test_the_stage_by_what_is_known(
    shipped: datetime | None, finished: datetime | None, seen: Stage | None, seen_at: datetime | None, stage: Stage
) -> None:
    assert stage_of(Evidence(shipped, finished, seen, seen_at), NOW) is stage


def test_an_agent_answers_with_four_stages_in_the_order_of_the_house() -> None:
    assert SEEN_IN_ERP == (Stage.UNPRINTED, Stage.PRINTED, Stage.PACKED, Stage.LEFT)


@pytest.mark.parametrize(
    ("title", "parts"),
    [("红茶", ("红茶",)), ("红茶，绿茶", ("红茶", "绿茶")), ("红茶， 绿茶，", ("红茶", "绿茶")), ("，", ("，",))],
)
def test_titles_of_one_cell(title: str, parts: tuple[str, ...]) -> None:
    assert split_titles(title) == parts


def test_a_note_loses_blanks_around_it_and_keeps_its_lines() -> None:
    assert checked_note("  急  \n\n 改地址 \n") == "急\n\n 改地址"
