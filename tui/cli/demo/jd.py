"""The JD shop's order list: a line for each item, GBK, numbers with a tab behind them (domain 1.6)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tui.cli.demo.life import CLOSED, FINISHED, PAID, SHIPPED, WAITING
from tui.cli.demo.spelling import laid_out, moment, wrapped, write_csv, yuan
from tui.cli.demo.world import Sale, World

HEADER: Final = (
    "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,结算金额,余额支付,应付金额,订单状态,订单类型,下单帐号,"
    "客户姓名,客户地址,联系电话,订单备注,发票类型,发票抬头,发票内容,商家备注,商家备注等级（等级1-5为由高到低）,运费金额,付款确认时间,"
    "增值税发票,货号,订单完成时间,订单来源,订单渠道,送装服务,服务费,仓库id,仓库名称,商家SKUID"
)
_WORDS: Final = {WAITING: "等待付款", PAID: "等待出库", SHIPPED: "等待确认收货", FINISHED: "完成"}


def write_jd(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """All orders of the shop."""
    write_csv(path, HEADER, (row for sale in sales for row in _rows(sale)))


def _rows(sale: Sale) -> Iterator[list[str]]:
    row, life, to = sale.row, sale.row.life, sale.buyer
    address = to.address.partition("(")[0]
    whole = {
        "订单号": f"{wrapped(sale.number)}\t",
        "支付方式": "在线支付",
        "下单时间": moment(row.placed),
        "订单金额": yuan(row.fen),
        "结算金额": yuan(row.fen),
        "余额支付": "0.00",
        "应付金额": yuan(sale.due),
        "订单状态": _word(sale),
        "订单类型": "SOP",
        "下单帐号": _account(to.nick, to.tail),
        "客户姓名": f"{to.receiver[0]}**",
        "客户地址": address.replace(" ", ""),
        "联系电话": f"154****{to.tail % 10_000:04}\t",
        "订单备注": row.message,
        "商家备注": row.memo,
        "运费金额": yuan(row.postage),
        "付款确认时间": moment(life.paid_at),
        "增值税发票": "否",
        "订单完成时间": moment(life.finished_at),
        "订单来源": "京东APP",
        "订单渠道": "POP",
    }
    for place, item in enumerate(sale.items):
        yield laid_out(
            HEADER,
            {
                **whole,
                "商品ID": f"1008{item.good.code[1:3]}{place:04}\t",
                "商品名称": item.good.name,
                "订购数量": str(item.pieces),
                "京东价": yuan((item.fen or row.fen) // item.pieces),
                "货号": item.good.code,
                "商家SKUID": item.good.code,
            },
        )


def _account(nick: str, tail: int) -> str:
    """Many never chose a name; to them the platform gave one."""
    return f"jd_{tail * 2_654_435_761 % 16**12:012x}" if tail % 2 else nick


def _word(sale: Sale) -> str:
    """The platform locks an order whose buyer has asked for the money back."""
    life = sale.row.life
    if life.status == CLOSED:
        return f"(删除){_WORDS[PAID if life.paid_at else WAITING]}"
    return "锁定" if life.status == PAID and sale.claim else _WORDS[life.status]
