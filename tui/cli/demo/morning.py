"""What people did this morning, one step after the other. A step is a function of the scene; more are more lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from store.book.transactions import Book
from store.orders.commands import save_note, see_stage
from store.orders.queries import OrderRow
from store.orders.rules import Stage
from store.people.commands import Colleague
from tui.cli.ids import new_key


@dataclass(frozen=True, slots=True)
class Scene:
    """The floor once its files are in.

    Attributes:
        staff: by login.
        waiting: orders that are to be shipped, the most urgent first.
    """

    book: Book
    staff: dict[str, Colleague]
    waiting: tuple[OrderRow, ...]


Step = Callable[[Scene], None]


def looked(login: str, place: int, stage: Stage, note: str = "") -> Step:
    """Somebody saw in the ERP how far an order is, and perhaps noted something about it."""

    def step(scene: Scene) -> None:
        if place < len(scene.waiting):
            see_stage(scene.book, scene.staff[login].actor, new_key(), scene.waiting[place].id, stage, seen_version=0)
        if note:
            noted(login, place, note)(scene)

    return step


def noted(login: str, place: int, text: str) -> Step:
    """Somebody noted something about an order."""

    def step(scene: Scene) -> None:
        if place < len(scene.waiting):
            order, actor = scene.waiting[place].id, scene.staff[login].actor
            save_note(scene.book, actor, new_key(), order, text, seen_version=0, before="")

    return step


STEPS: Final[tuple[Step, ...]] = (
    looked("linmei", 0, Stage.PRINTED, "买家问了两次，已答应今天发"),
    looked("xiaoyu", 1, Stage.UNPRINTED),
    looked("linmei", 2, Stage.PACKED, "中通 16:30 来收，提醒仓库先出这单"),
    looked("lei", 3, Stage.PRINTED),
    noted("tangyu", 4, "颜色缺货，等采购回复\n客户愿意换燕麦色"),
    looked("xiaoyu", 5, Stage.UNPRINTED, "地址待确认，先别打单"),
    looked("ahai", 6, Stage.LEFT, "上午已交给圆通，平台没点发货"),
    noted("qianhui", 7, "差价 20 元已打款，等买家确认"),
)
