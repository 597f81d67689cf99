"""The line of saved views: what finds no room is left out in order, and two dots say so."""

from __future__ import annotations

import pytest

from tui.screens.views_line import views_line

VIEWS = ["1 all open", "2 running out", "3 waits for us", "4 disputes", "5 paid"]


@pytest.mark.parametrize(
    ("shown", "cells", "line"),
    [
        (0, 80, "1 all open   2 running out   3 waits for us   4 disputes   5 paid   9 refunds"),
        (0, 76, "1 all open   2 running out   3 waits for us   4 disputes   ..   9 refunds"),
        (0, 60, "1 all open   2 running out   3 waits for us   ..   9 refunds"),
        (4, 60, "1 all open   2 running out   ..   5 paid   9 refunds"),
        (1, 20, "2 running out   9 refunds"),
    ],
)
def test_the_last_views_give_way_and_never_the_one_that_is_shown(shown: int, cells: int, line: str) -> None:
    views = [(words, place == shown) for place, words in enumerate(VIEWS)]
    assert views_line(views, ["9 refunds"], ["oldest first"], cells).plain == line
