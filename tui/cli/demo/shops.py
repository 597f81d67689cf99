"""The shops of the demo's floor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from store.shops.rules import Platform, ShopSettings
from tui.cli.demo import words
from tui.cli.demo.buyers import buyer
from tui.cli.demo.life import works
from tui.cli.demo.spelling import day_of
from tui.cli.demo.stream import TMALL_COURIERS, Couriers, Row, hundred

SUNDAY: Final = 6
_PICKUPS: Final = {"ZTO": "16:30", "YTO": "17:30", "SF": "18:00"}


@dataclass(frozen=True, slots=True)
class DemoShop:
    """A shop and how its orders are made.

    Attributes:
        seed: of its chances.
        first_buyer: added to the numbers of its buyers: no two shops have one in common.
        share, most: how much of all orders is its, and how many at most; 0: all that is left.
        open_on: whether the warehouse packs for it on a day, counted since 1970.
        number: how the platform numbers an order.
        one_item: whether an order has one item only.
        hasty: whether somebody clicks orders as shipped that have no waybill.
        slips_for: days for which the ERP's slips have what was sent; they alone know JD's waybills.
    """

    tag: str
    name: str
    platform: Platform
    settings: ShopSettings
    seed: int
    first_buyer: int
    share: float
    most: int
    couriers: Couriers
    open_on: Callable[[int], bool]
    number: Callable[[Row], str]
    one_item: bool = False
    hasty: bool = False
    slips_for: int = 2


def _of_tmall(row: Row) -> str:
    """Nineteen digits; the last six are the buyer's."""
    return f"{row.number}{buyer(row.who).tail:06}"


def _of_jd(row: Row) -> str:
    return f"3{int(row.number) % 10**11:011}"


def _of_pdd(row: Row) -> str:
    """The day, then fifteen digits (domain 1.6)."""
    return f"{day_of(row.placed)}-{int(row.number) * 97 % 10**15:015}"


def _every_day(_day: int) -> bool:
    return True


TMALL: Final = DemoShop(
    tag="MM",
    name=words.SHOP_NAME,
    platform=Platform.TMALL,
    settings=ShopSettings(
        days_off=(SUNDAY,),
        pickups=_PICKUPS,
        expected_files=(
            *("taobao.orders", "taobao.items", "taobao.refunds", "erp.slips"),
            *("stock", "erp.returns", "courier.sheet"),
        ),
    ),
    seed=1,
    first_buyer=0,
    share=0,
    most=0,
    couriers=TMALL_COURIERS,
    open_on=works,
    number=_of_tmall,
)
JD: Final = DemoShop(
    tag="JD",
    name="棉木家居京东旗舰店",
    platform=Platform.JD,
    settings=ShopSettings(
        days_off=(SUNDAY,),
        pickups={"JD": "17:00"},
        expected_files=("jd.orders", "erp.slips", "erp.refunds", "courier.sheet"),
    ),
    seed=2,
    first_buyer=10_000_000,
    share=2 / 15,
    most=400,
    couriers=hundred(words.JD_COURIERS),
    open_on=works,
    number=_of_jd,
    slips_for=12,
)
PDD: Final = DemoShop(
    tag="PD",
    name="棉木优选专营店",
    platform=Platform.PINDUODUO,
    settings=ShopSettings(
        cut_off="15:00",
        pickups={"YUNDA": "16:00", "JT": "17:30", "ZTO": "16:30"},
        expected_files=("pdd.orders", "erp.slips", "kdniao", "erp.returns"),
    ),
    seed=3,
    first_buyer=20_000_000,
    share=1 / 5,
    most=600,
    couriers=hundred(words.PDD_COURIERS),
    open_on=_every_day,
    number=_of_pdd,
    one_item=True,
    hasty=True,
)
SHOPS: Final = (TMALL, JD, PDD)
FEWEST: Final = 12
"""Orders that even the smallest demo has of each shop."""


def sizes(size: int) -> dict[str, int]:
    """How many orders each shop has of `size` in all, by tag: only the first one grows without end."""
    found = {shop.tag: max(FEWEST, min(int(size * shop.share), shop.most)) for shop in SHOPS if shop.most}
    return {TMALL.tag: max(FEWEST, size - sum(found.values())), **found}
