"""The Pinduoduo shop's order list: UTF-8, a title line above the header, only what was paid (domain 1.6)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from tui.cli.demo.claims import AGREE, ON_THE_WAY, PAID_OUT, SEND_BACK
from tui.cli.demo.life import CLOSED, FINISHED, PAID, SHIPPED
from tui.cli.demo.spelling import laid_out, moment, write_csv, yuan
from tui.cli.demo.world import Sale, World

HEADER: Final = (
    "订单成交时间,商品,订单号,订单状态,商品总价(元),邮费(元),店铺优惠折扣(元),平台优惠折扣(元),多多支付立减金额(元),"
    "用户实付金额(元),商家实收金额(元),商品数量(件),发货时间,确认收货时间,商品id,商品规格,样式ID,商家编码-规格维度,"
    "商家编码-商品维度,商家备注,售后状态,快递单号,快递公司"
)
_WORDS: Final = {PAID: "待发货", SHIPPED: "已发货，待签收", FINISHED: "已收货"}
_AFTERSALES: Final = {
    AGREE: "售后处理中",
    SEND_BACK: "同意退货，待买家退货",
    ON_THE_WAY: "买家已退货，待商家收货",
    PAID_OUT: "退款成功",
}


def write_pdd(path: Path, world: World, sales: tuple[Sale, ...]) -> None:
    """All orders of the shop that were paid."""
    title = f"订单查询导出（{sales[0].shop.name}）"
    rows = (_row(sale) for sale in sales if sale.row.life.paid_at)
    write_csv(path, HEADER, rows, title=title, encoding="utf-8-sig")


def _row(sale: Sale) -> list[str]:
    row, life, (item, *_) = sale.row, sale.row.life, sale.items
    good = item.good
    waybill, courier = row.parcel
    return laid_out(
        HEADER,
        {
            "订单成交时间": moment(life.paid_at),
            "商品": good.title,
            "订单号": f"{sale.number}\t",
            "订单状态": _word(sale),
            "商品总价(元)": yuan(row.fen),
            "邮费(元)": yuan(row.postage),
            "店铺优惠折扣(元)": "0.00",
            "平台优惠折扣(元)": "0.00",
            "多多支付立减金额(元)": "0.00",
            "用户实付金额(元)": yuan(sale.due),
            "商家实收金额(元)": yuan(sale.due),
            "商品数量(件)": str(row.pieces),
            "发货时间": moment(life.shipped_at),
            "确认收货时间": moment(life.finished_at),
            "商品id": f"7{good.code[1:3]}00112\t",
            "商品规格": ",".join(part for part in (good.colour, good.size) if part),
            "商家编码-规格维度": good.code,
            "商家备注": row.memo,
            "售后状态": _AFTERSALES.get(sale.claim.status, "售后处理中") if sale.claim else "无售后或售后取消",
            "快递单号": f"{waybill}\t" if waybill else "",
            "快递公司": courier,
        },
    )


def _word(sale: Sale) -> str:
    life = sale.row.life
    if life.status == CLOSED:
        return "已发货，退款成功" if life.shipped_at else "未发货，退款成功"
    return _WORDS[life.status]
