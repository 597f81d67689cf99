"""Numbers stand whole wherever they stand: of a number that is cut nobody can copy, search or say the rest."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.store.floor import rows
from tests.tui.floor import Desk, at_work
from tui.screens.parcel_columns import NUMBERED, numbered
from tui.words.catalogue import speak

LISTS = {
    "orders": ("f3",),
    "late": ("f3", "2"),
    "refunds": ("f7",),
    "parcels": ("f6",),
    "returns": ("f8",),
    "stock": ("f12",),
    "search": ("o", *"mian"),
    "numbers": ("o", *"2611"),
    "buyer": ("f3", "b"),
    "files": ("f4", "4"),
    "promise": ("f9", *"zzmy"),
    "walk": ("W", "enter", "enter", "enter"),
    "handover": ("H", "2"),
}
SCREENFULS = 3
CUT = re.compile(r"([\w-]{3,})\.\.")
TAIL = re.compile(r"\.\.(\w{3,})")


def numbers(path: Path) -> set[str]:
    """Every number and code that the book knows."""
    asked = {"orders": "order_no", "refunds": "refund_no", "parcels": "tracking_no", "stock_items": "code"}
    asked_too = {"returned_parcels": "tracking_no"}
    return {
        str(row["n"])
        for each in (asked, asked_too)
        for table, column in each.items()
        for row in rows(path, f"SELECT DISTINCT {column} AS n FROM {table}")
    }


def cut_in(desk: Desk, known: set[str]) -> list[str]:
    """What stands on the screen of a number that is not there whole."""
    heads = [head for head in CUT.findall(desk.text()) if any(each.startswith(head) for each in known)]
    return heads + [tail for tail in TAIL.findall(desk.text()) if any(each.endswith(tail) for each in known)]


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_no_list_cuts_a_number(demo: Path, size: tuple[int, int], spoken: str) -> None:
    known = numbers(demo)
    assert {len(each) for each in known} >= {12, 13, 15, 18, 19, 22}, "those of every platform and courier"
    async with at_work(demo, size=size) as desk:
        speak(spoken)
        for name, keys in LISTS.items():
            await desk.press("f2", *keys)
            for _ in range(SCREENFULS):
                assert not cut_in(desk, known), f"{name}\n{desk.text()}"
                await desk.press("pagedown")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_every_row_begins_with_what_it_is_called_by(demo: Path, size: tuple[int, int]) -> None:
    called = {"f3": "order_no", "f6": "tracking_no", "f7": "order_no", "f8": "tracking_no"}
    async with at_work(demo, size=size) as desk:
        for key, number in called.items():
            await desk.press("f2", key)
            for _ in range(8):
                (line,) = [line for line in desk.lines() if line.startswith(">")]
                assert getattr(desk.listing.row, number) in line
                await desk.press("down")


def test_the_courier_goes_before_the_number() -> None:
    assert numbered("ZTO", "75035014378744", NUMBERED) == "ZTO 75035014378744"
    assert numbered("POSTB", "9870011223305", NUMBERED) == "POSTB 9870011223305"
    assert numbered("YUNDA", "4666998236525281", NUMBERED) == "4666998236525281"
    assert numbered(None, "JDVB76025374240-1-1-", NUMBERED) == "JDVB76025374240-1-1-"
    assert numbered("ZTO", "7" * 30 + "4321", NUMBERED) == "ZTO ..4321"
