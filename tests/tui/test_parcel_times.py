"""The first time on a line of parcels is the one that the list is sorted by, and its heading says which."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book.clock import Moment
from store.parcels.views import VIEWS, sorted_by
from tests.tui.floor import at_work, moment
from tui.words.when import span

HEADINGS = ("shipped ^", "shipped ^", "left ^", "shipped ^", "left ^", "left ^", "returning ^", "trouble ^")
"""Above the views by their digits; in a replay the flagged ones stand by when they were shipped."""
SIZES = pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)


@SIZES
@pytest.mark.parametrize(("digit", "heading"), enumerate(HEADINGS, start=1))
async def test_every_view_shows_what_it_is_sorted_by(
    demo: Path, digit: int, heading: str, size: tuple[int, int]
) -> None:
    async with at_work(demo, "linmei", size) as desk:
        await desk.press("f6", str(digit))
        header = next(line for line in desk.lines() if " shop " in line)
        assert f" {heading} " in header
        shown = desk.first_rows()
        assert len(shown) > 1
        times = [row.sorted_at for row in shown]
        assert None not in times
        assert times == sorted(times), list(VIEWS)[digit - 1]


async def test_what_has_no_scan_says_how_long_ago_it_was_shipped(demo: Path) -> None:
    async with at_work(demo, "linmei") as desk:
        await desk.press("f6", "2")
        first = desk.row
        ago = span(moment() - first.shipped_at)
        line = next(line for line in desk.lines() if first.tracking_no in line)
        assert line.split()[2:4] == ago.split()


async def test_on_a_wide_screen_the_next_deadline_says_what_it_is_for(demo: Path) -> None:
    async with at_work(demo, "linmei", (160, 40)) as desk:
        await desk.press("f6")
        assert "confirms itself" in desk.text()


def test_only_a_replay_stands_by_the_shipping_of_what_is_flagged() -> None:
    assert sorted_by("flagged", Moment(moment())) == "flagged"
    assert sorted_by("flagged", Moment(moment(), replay=True)) == "shipped"
    assert sorted_by("sign", Moment(moment(), replay=True)) == "sign"
