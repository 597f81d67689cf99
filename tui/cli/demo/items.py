"""The item list of the Tmall shop: a line for each item, and until when it must be shipped (domain 1.2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui.cli.demo.claims import PAID_OUT
from tui.cli.demo.life import DAY, HOUR
from tui.cli.demo.spelling import laid_out, moment, wrapped, write_csv, yuan
from tui.cli.demo.world import Sale, World

LISTED: Final = 10 * DAY
"""How far back the list is exported."""
_PROMISE, _PRESALE = 48 * HOUR, 7 * DAY
_PRESALE_TURN: Final = 40
"""One in so many is sold in advance and may go later."""

HEADER: Final = (
    "子订单编号,主订单编号,商品标题,商品价格,购买数量,外部系统编号,商品属性,套餐信息,联系方式备注,订单状态,商家编码,支付单号,"
    "买家应付货款,买家实付金额,退款状态,退款金额,订单创建时间,订单付款时间,淘鲜达渠道,商品ID,分阶段信息,备注标签,商家备注,"
    "主订单买家留言,发货时间,物流单号,物流公司,是否主动赔付,主动赔付金额,主动赔付出账时间,应发货时间,飞猪购订单信息,免单资格,"
    "免单金额,百亿补贴超链订单信息,超链半托管订单信息"
)


def write_items(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """The items of all orders placed in the last `LISTED` seconds."""
    rows = (row for sale in sales if world.now - sale.row.placed < LISTED for row in _rows(sale))
    write_csv(path, HEADER, rows)


def _rows(sale: Sale) -> Iterator[list[str]]:
    row, life = sale.row, sale.row.life
    waybill, courier = row.parcel
    late = _PRESALE if int(row.number) % _PRESALE_TURN == 0 else _PROMISE
    for place, item in enumerate(sale.items):
        fen = item.fen or row.fen
        back = sale.due * life.refund // 100 if life.refund and not place else 0
        yield laid_out(
            HEADER,
            {
                "子订单编号": wrapped(sale.number if len(row.goods) == 1 else _item_number(sale.number, place)),
                "主订单编号": wrapped(sale.number),
                "商品标题": item.good.title,
                "商品价格": yuan(fen // item.pieces),
                "购买数量": str(item.pieces),
                "商品属性": item.good.properties,
                "订单状态": life.status,
                "商家编码": wrapped(item.good.code),
                "买家应付货款": yuan(fen),
                "买家实付金额": yuan(fen) if life.paid_at else "0.00",
                "退款状态": _refund_word(sale),
                "退款金额": yuan(back),
                "订单创建时间": moment(row.placed),
                "订单付款时间": moment(life.paid_at),
                "商品ID": f"6{item.good.code[1:3]}000{place:03}\t",
                "商家备注": row.memo,
                "主订单买家留言": row.message,
                "发货时间": moment(life.shipped_at),
                "物流单号": f"No:{waybill}" if waybill else "",
                "物流公司": courier,
                "应发货时间": moment(life.paid_at + late) if life.paid_at else "",
                "是否主动赔付": "否",
            },
        )


def _item_number(number: str, place: int) -> str:
    """Items of one order have numbers of their own, that end like the order's."""
    return f"{int(number[:13]) + place + 1}{number[13:]}"


def _refund_word(sale: Sale) -> str:
    if sale.claim is None:
        return "没有申请退款"
    return "退款成功" if sale.claim.status == PAID_OUT else sale.claim.status
