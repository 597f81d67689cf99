"""The parcels that came back to the warehouse, as its ERP lists them (domain 1.6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from tui.cli.demo.journey import GOING_BACK
from tui.cli.demo.life import DAY, HOUR
from tui.cli.demo.shops import TMALL, DemoShop
from tui.cli.demo.spelling import date_of, day_of, laid_out, moment, wrapped, write_csv
from tui.cli.demo.words import GOODS
from tui.cli.demo.world import Sale, World

HEADER: Final = (
    "状态,是否换货,包裹单号,业务日期,关联退单号,交易号,店铺名称,配送方式,快递单号,手机号,买家昵称,退货人,备注,条形码,卖家申请退货数,"
    "实际退货数（入库数）,商品名称,商品编码,确认收货人,验收入库时间"
)
_TO_RECEIVE, _RECEIVED = "待验收", "已验收"
_NOBODYS: Final = (
    # courier, waybill, phone on the label, what the warehouse wrote
    ("圆通速递", "YT8890011223344", "154****0907", "没有退货单，包裹上只写了“退”"),
    ("中通快递", "75330022114455", "", "无面单信息，外包装破损，拍照存档"),
    ("邮政快递包裹", "9870011223305", "15400881234", "手机号查不到订单"),
)


def write_returns(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """What buyers send back, what was turned away at the door, and what nobody knows."""
    write_csv(path, HEADER, _numbered(world, list(_parcels(world.now, sales)), sales[0].shop))


def _parcels(now: int, sales: tuple[Sale, ...]) -> Iterator[dict[str, str]]:
    for sale in sales:
        claim = sale.claim
        if claim and claim.back:
            # Goods of an earlier day are looked at; this morning's are still to be.
            looked = int(claim.number) % 3 == 0
            yield (
                _of(sale)
                | _state(now - 20 * HOUR if looked else 0)
                | {
                    "关联退单号": wrapped(claim.number),
                    "配送方式": "申通快递",
                    "快递单号": claim.back,
                }
            )
        elif any(scan.word == GOING_BACK and now - scan.at > DAY for scan in sale.scans):
            yield _of(sale) | _state(0) | {"配送方式": sale.label[1], "快递单号": sale.label[0], "备注": "拒收退回"}
    for place, (courier, waybill, phone, memo) in enumerate(_NOBODYS if sales[0].shop is TMALL else ()):
        good = GOODS[place * 7]
        said = {"配送方式": courier, "快递单号": waybill, "手机号": phone, "备注": memo}
        yield said | _state(0) | {"商品名称": good.title, "商品编码": good.code, "实际退货数（入库数）": "1"}


def _of(sale: Sale) -> dict[str, str]:
    good = sale.row.goods[0]
    return {
        "交易号": wrapped(sale.number),
        "买家昵称": sale.buyer.nick,
        "卖家申请退货数": "1",
        "实际退货数（入库数）": "1",
        "商品名称": good.title,
        "商品编码": good.code,
    }


def _state(looked_at: int) -> dict[str, str]:
    if not looked_at:
        return {"状态": _TO_RECEIVE}
    return {"状态": _RECEIVED, "确认收货人": "阿海", "验收入库时间": moment(looked_at)}


def _numbered(world: World, parcels: list[Mapping[str, str]], shop: DemoShop) -> Iterator[list[str]]:
    for place, parcel in enumerate(parcels, start=1):
        common = {
            "包裹单号": f"TH{day_of(world.now)}{place:04}",
            "业务日期": date_of(world.now),
            "店铺名称": shop.name,
            "是否换货": "否",
        }
        yield laid_out(HEADER, {**common, **parcel})
