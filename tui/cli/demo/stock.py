"""What lies on the shelves, as a workbook that the warehouse fills: mostly enough, some little, a few none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui.cli.demo.slips import WAREHOUSE
from tui.cli.demo.spelling import laid_out, write_xlsx
from tui.cli.demo.words import GOODS
from tui.cli.demo.world import Sale, World

HEADER: Final = "仓库,商品编码,商品名称,规格,可用库存"
MISSED_TURN, MISSED_MOST = 7, 3
"""Of so many orders that wait, one has nothing on the shelf; so many codes at most."""
_OVERSOLD: Final = 40
"""The place of a code of which more was sold than there was."""


def write_stock(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """The stock of all goods."""
    write_xlsx(path, HEADER, _rows(_sold_out(sales)), world.now)


def _sold_out(sales: tuple[Sale, ...]) -> set[str]:
    """The codes of some orders that wait."""
    waiting = [sale.row.goods[0].code for sale in sales if sale.unsent]
    return set(waiting[2 : 2 + MISSED_TURN * MISSED_MOST : MISSED_TURN])


def _rows(sold_out: set[str]) -> Iterator[list[str]]:
    for place, good in enumerate(GOODS):
        pieces = 12 + place * 37 % 180
        if place % 9 == 4:
            pieces = 1 + place % 4
        if place == _OVERSOLD:
            pieces = -3
        if good.code in sold_out:
            pieces = 0
        properties = " ".join(part for part in (good.colour, good.size) if part)
        cells = {"仓库": WAREHOUSE, "商品编码": good.code, "商品名称": good.title, "规格": properties}
        yield laid_out(HEADER, {**cells, "可用库存": str(pieces)})
