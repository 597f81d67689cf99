"""What the house's ERP lists beside its slips: orders to be shipped, late ones, refunds (domain 1.6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui.cli.demo.house import House
from tui.cli.demo.life import DAY
from tui.cli.demo.slips import WAREHOUSE
from tui.cli.demo.spelling import laid_out, minute, moment, wrapped, write_csv, yuan
from tui.cli.demo.world import Sale, World

TO_SHIP: Final = (
    "订单号,交易号,销售平台,店铺名称,仓库,配送方式,物流单号,收货人,手机（电话）,收货地址,应收款,下单时间,付款时间,通知配货时间,"
    "商品条形码,商品单价,均摊金额,数量,商品编码,商品名称,规格1,规格2,商家留言"
)
LATE: Final = "超时天数,交易号,订单号,店铺,状态,计划发货时间,支付时间,确认时间,通知配货时间,买家昵称"
REFUNDS: Final = (
    "销售平台,店铺,申请时间,系统下载时间,退单编号,交易号,买家昵称,退款金额,转单状态,日志,系统退单号,退单类型,商品编码,商品名称,"
    "商品属性,商品条形码,数量,金额"
)


def write_to_ship(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """A line for each item that is to be sent."""
    waiting = ((sale, sale.house) for sale in sales if sale.unsent and sale.house)
    write_csv(path, TO_SHIP, (row for sale, house in waiting for row in _to_ship(sale, house)))


def _to_ship(sale: Sale, house: House) -> Iterator[list[str]]:
    to, (waybill, courier) = sale.buyer, sale.label
    for item in sale.items:
        cells = {
            "订单号": house.erp_no,
            "交易号": f"{sale.number}\t",
            "销售平台": "天猫",
            "店铺名称": sale.shop.name,
            "仓库": WAREHOUSE,
            "配送方式": courier,
            "物流单号": waybill,
            "收货人": f"{to.receiver[0]}**",
            "手机（电话）": f"154****{to.tail % 10_000:04}",
            "收货地址": to.address.partition("(")[0],
            "应收款": yuan(sale.due),
            "下单时间": moment(sale.row.placed),
            "付款时间": moment(sale.row.life.paid_at),
            "通知配货时间": moment(house.released),
            "商品单价": yuan(item.good.price * 100),
            "数量": str(item.pieces),
            "商品编码": item.good.code,
            "商品名称": item.good.title,
            "规格1": item.good.colour,
            "规格2": item.good.size,
            "商家留言": sale.row.memo,
        }
        yield laid_out(TO_SHIP, cells)


def write_late(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """What should have been sent by the ERP's own plan, two days after payment."""
    rows = []
    for sale in sales:
        plan = sale.row.life.paid_at + 2 * DAY
        if sale.unsent and sale.house and plan < world.now:
            rows.append(_late(sale, sale.house, plan, (world.now - plan) // DAY))
    write_csv(path, LATE, rows)


def _late(sale: Sale, house: House, plan: int, days: int) -> list[str]:
    cells = {
        "超时天数": str(days),
        "交易号": wrapped(sale.number),
        "订单号": house.erp_no,
        "店铺": sale.shop.name,
        "状态": "已通知配货",
        "计划发货时间": minute(plan),
        "支付时间": minute(sale.row.life.paid_at),
        "通知配货时间": minute(house.released),
        "买家昵称": sale.buyer.nick,
    }
    return laid_out(LATE, cells)


def write_erp_refunds(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """The refunds that the ERP fetched from a platform whose own list nobody exports, those of the last days."""
    rows = [_refund(sale) for sale in sales if sale.claim and not sale.claim.ended]
    write_csv(path, REFUNDS, rows)


def _refund(sale: Sale) -> list[str]:
    assert sale.claim is not None
    claim, good = sale.claim, sale.row.goods[0]
    cells = {
        "销售平台": "京东",
        "店铺": sale.shop.name,
        "申请时间": moment(claim.applied),
        "系统下载时间": moment(claim.applied + 900),
        "退单编号": wrapped(claim.number),
        "交易号": wrapped(sale.number),
        "退款金额": yuan(sale.due * claim.part // 100),
        "转单状态": "未转单",
        "退单类型": claim.kind,
        "商品编码": good.code,
        "商品名称": good.title,
        "数量": str(sale.row.pieces),
        "金额": yuan(sale.due),
    }
    return laid_out(REFUNDS, cells)
