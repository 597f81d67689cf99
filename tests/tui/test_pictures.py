"""What the screens look like, as text: a change of looks is seen in the difference of a file.

Text and not SVG: it is the same on every machine and can be read in a review, and no colour carries a meaning alone
here. After a change on purpose: `FLOORBOOK_PICTURES=write pytest tests/tui/test_pictures.py`, then look
at the difference before it is committed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from store.book import clock
from store.checklists.own import set_template
from store.orders.commands import save_note, see_stage
from store.orders.rules import Stage
from store.people.commands import enter
from store.shops.commands import open_shop
from store.shops.rules import Platform, ShopSettings
from tests.exports import FINISHED, SHIPPED, WAITING, Line, line, number, paid, write_export
from tests.store.floor import rows
from tests.tui.floor import MORNING, NOW, at_work, key, moment, opened, person, take
from tui.words.catalogue import speak

FOLDER = Path(__file__).with_name("pictures")
WRITE = os.environ.get("FLOORBOOK_PICTURES") == "write"

PICTURES: dict[str, tuple[str, ...]] = {
    "today": (),
    "why": ("j", "space"),
    "pickup": ("2",),
    "lists": ("r",),
    "walk": ("W", "enter"),
    "handover": ("H",),
    "past": ("p",),
    "orders": ("f3",),
    "late": ("j", "enter"),
    "card": ("j", "enter", "enter"),
    "history": ("j", "enter", "enter", "h"),
    "note": ("j", "enter", "enter", "i"),
    "stage": ("j", "enter", "enter", "s"),
    "files": ("f4",),
    "missing": ("enter",),
    "import": ("f4", "enter"),
    "refused": ("f4", "enter", "enter"),
    "write_out": ("f4", "enter", "e"),
    "bring_in": ("f4", "n"),
    "search": ("o", *"216000"),
    "buyer": ("f3", "b"),
    "promise": ("j", "enter", "w"),
    "menu": ("f3", "f10"),
    "help": ("f3", "question_mark"),
    "palette": ("f3", "colon"),
    "leaving": ("ctrl+q",),
    "agreed": ("W", "1", *["enter"] * 3),
}
"""The keys of each picture. What writes comes last: the book is the same for all before it."""


def lines() -> list[Line]:
    """A few orders of this week, one of each kind, and a row that nobody understands."""
    there = {
        "nick": "tb8812364",
        "receiver": "张三",
        "phone": "13812340000",
        "address": "浙江省 杭州市 西湖区 文三路 1 号",
    }
    return [
        paid(
            1,
            "2026-11-19 15:59:30",
            placed_at="2026-11-19 15:58:00",
            title="毛衣 白色 M 码，围巾 礼盒装 灰色",
            quantity="2",
            message="麻烦今天一定发，[急]",
            memo="客户要求加固包装，不要放发票；里面那件换成厚的，如果没有货就先打电话问一下再发",
            **there,
        ),
        paid(
            2,
            "2026-11-21 08:00:10",
            placed_at="2026-11-21 07:59:00",
            title="杯子 蓝色 500 ml 双层保温",
            nick="moss_fan",
        ),
        line(3, placed_at="2026-11-20 21:10:00", status=WAITING, title="床单 1.8 米", total="129.00", nick="晚风"),
        line(
            4,
            placed_at="2026-11-17 11:00:00",
            paid_at="2026-11-17 11:00:40",
            shipped_at="2026-11-17 16:20:00",
            status=SHIPPED,
            title="牛仔裤 直筒 蓝色 30",
            total="139.00",
            paid="139.00",
            tracking_no="75311000000198",
            courier="中通快递",
            nick="橘子",
        ),
        line(
            5,
            placed_at="2026-11-02 11:00:00",
            paid_at="2026-11-02 11:01:00",
            shipped_at="2026-11-02 15:00:00",
            finished_at="2026-11-08 09:30:00",
            status=FINISHED,
            title="四件套 长绒棉",
            total="1399.00",
            paid="1399.00",
            refunded="30.00",
            nick="云朵",
        ),
        line(6, placed_at="2026/02/30 25:61", title="毛毯", **there),
    ]


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with five orders."""
    path = tmp_path_factory.mktemp("small") / "floor.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(clock.VARIABLE, NOW)
        with opened(path, "2026-11-21T08:40:00+08:00") as book:
            boss = enter(book, "zhou", key(), "周岚")
            for login, name in (("linmei", "林梅"), ("lei", "雷鸣")):
                enter(book, login, key(), name)
            set_template(book, boss.actor, key(), MORNING)
            settings = ShopSettings(days_off=(6,))
            open_shop(book, boss.actor, key(), tag="MM", name="棉木", platform=Platform.TMALL, settings=settings)
            take(book, write_export(path.with_name("export.csv"), lines()), moment("2026-11-21T08:20:00+08:00"))
            (first,) = rows(path, "SELECT id FROM orders WHERE order_no=?", number(1))
            see_stage(book, person(book).actor, key(), first["id"], Stage.PRINTED, seen_version=0)
            save_note(book, person(book).actor, key(), first["id"], "答应今天发\n仓库知道", seen_version=0, before="")
    return path


@pytest.fixture
def small_path(small: Path, tmp_path: Path) -> Path:
    """The file of the small book, of this test's own."""
    return Path(shutil.copy(small, tmp_path / "floor.db"))


@pytest.mark.parametrize("spoken", ["en", "zh_CN"])
@pytest.mark.parametrize("size", [(120, 40), (80, 24)], ids=lambda size: "x".join(map(str, size)))
async def test_the_screens_look_as_they_did(
    small_path: Path, size: tuple[int, int], spoken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(small_path.parent))
    speak(spoken)
    different = []
    for name, keys in PICTURES.items():
        async with at_work(small_path, size=size) as desk:
            await desk.press(*keys)
            shown = "\n".join(each.rstrip() for each in desk.lines()) + "\n"
        picture = FOLDER / f"{name}-{size[0]}x{size[1]}-{spoken}.txt"
        if WRITE:
            picture.parent.mkdir(exist_ok=True)
            picture.write_text(shown, encoding="utf-8")
        elif not picture.exists() or picture.read_text(encoding="utf-8") != shown:
            different.append(f"{picture.name}\n{shown}")
    assert not different, "\n\n".join(different)
