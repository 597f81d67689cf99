"""The files of the demo's morning: which there are, what their platforms call them, who exports them and when."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple

from tui.cli.demo.couriers import write_kdniao, write_kuaidi100, write_sheet
from tui.cli.demo.erp import write_erp_refunds, write_late, write_to_ship
from tui.cli.demo.items import write_items
from tui.cli.demo.jd import write_jd
from tui.cli.demo.orders import ZONE, second_of
from tui.cli.demo.pdd import write_pdd
from tui.cli.demo.refunds import write_refunds
from tui.cli.demo.returns import write_returns
from tui.cli.demo.shops import JD, PDD, TMALL, DemoShop
from tui.cli.demo.slips import write_slips, write_waves
from tui.cli.demo.stock import write_stock
from tui.cli.demo.world import Sale, World, make_world

Writer = Callable[[Path, World, tuple[Sale, ...]], None]


class Kind(NamedTuple):
    """A file that somebody exports.

    Attributes:
        name: what it is called, with the time of its export; some platforms leave that out.
        write: None for the order list that the world comes with.
    """

    shop: DemoShop
    login: str
    name: str
    write: Writer | None


class Export(NamedTuple):
    """A file on the disk, who takes it in, and how old its knowledge is."""

    path: Path
    tag: str
    login: str
    made: datetime


MORNING: Final = (
    Kind(TMALL, "linmei", "ExportOrderList{at:%Y%m%d%H%M}.csv", None),
    Kind(TMALL, "linmei", "ExportOrderDetailList{at:%Y%m%d%H%M}.csv", write_items),
    Kind(TMALL, "linmei", "退款管理{at:%Y%m%d%H%M}.xlsx", write_refunds),
    Kind(JD, "tangyu", "京麦订单{at:%Y%m%d%H%M%S}.csv", write_jd),
    Kind(PDD, "tangyu", "orders_export{at:%Y-%m-%d-%H-%M-%S}.csv", write_pdd),
    Kind(TMALL, "lei", "MM发货单{at:%Y%m%d%H%M%S}.csv", write_slips),
    Kind(TMALL, "lei", "MM波次单{at:%Y%m%d%H%M%S}.csv", write_waves),
    Kind(TMALL, "lei", "MM待发货{at:%Y%m%d%H%M%S}.csv", write_to_ship),
    Kind(TMALL, "lei", "MM发货超时{at:%Y%m%d%H%M%S}.csv", write_late),
    Kind(JD, "lei", "JD发货单{at:%Y%m%d%H%M%S}.csv", write_slips),
    Kind(PDD, "lei", "PD发货单{at:%Y%m%d%H%M%S}.csv", write_slips),
    Kind(JD, "tangyu", "JD平台退单{at:%Y%m%d%H%M%S}.csv", write_erp_refunds),
    Kind(TMALL, "ahai", "MM库存.xlsx", write_stock),
    Kind(TMALL, "ahai", "MM退货包裹单{at:%Y%m%d%H%M%S}.csv", write_returns),
    Kind(TMALL, "linmei", "MM物流跟踪表.xlsx", write_sheet),
    Kind(JD, "tangyu", "JD物流跟踪表.xlsx", write_sheet),
    Kind(TMALL, "linmei", "kuaidi100.json", write_kuaidi100),
    Kind(PDD, "tangyu", "kdniao-push.json", write_kdniao),
)
"""In the order of the morning. The PDD shop's returned parcels are not among them: today's list has not come."""
EVENING_BEFORE: Final = Kind(PDD, "ahai", "PD退货包裹单{at:%Y%m%d%H%M%S}.csv", write_returns)
_BEFORE_MIDNIGHT: Final = timedelta(hours=6, minutes=20)


def write_files(folder: Path, size: int, times: tuple[datetime, ...]) -> tuple[Export, ...]:
    """Write the list of the evening before, then those of `MORNING`, made at `times`, which are as many."""
    order_list, *others = (_exported(folder, kind, at) for kind, at in zip(MORNING, times, strict=True))
    world = make_world(order_list.path, size, order_list.made)
    evening = _exported(folder, EVENING_BEFORE, _midnight(order_list.made) - _BEFORE_MIDNIGHT)
    for kind, export in zip((EVENING_BEFORE, *MORNING[1:]), (evening, *others), strict=True):
        assert kind.write is not None
        told = world if export is not evening else replace(world, now=second_of(evening.made))
        kind.write(export.path, told, told.sales[kind.shop.tag])
    exports = (evening, order_list, *others)
    for export in exports:
        os.chmod(export.path, 0o600)
        os.utime(export.path, (export.made.timestamp(), export.made.timestamp()))
    return exports


def _midnight(at: datetime) -> datetime:
    return at.astimezone(ZONE).replace(hour=0, minute=0)


def _exported(folder: Path, kind: Kind, at: datetime) -> Export:
    at = at.replace(second=0, microsecond=0)
    return Export(folder / kind.name.format(at=at.astimezone(ZONE)), kind.shop.tag, kind.login, at)
