"""Exports of other kinds than orders, as the platform and the ERP write them, made for one test."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

ITEMS = (
    "子订单编号",
    "主订单编号",
    "商品标题",
    "商品价格",
    "购买数量",
    "商品属性",
    "订单状态",
    "商家编码",
    "退款状态",
    "应发货时间",
)
REFUNDS = ("订单编号", "退款编号", "支付单号", "商品编码", "退款完结时间", "买家退款金额", "售后类型", "退款的申请时间")
REFUNDS_TOO = ("超时时间", "退款状态", "货物状态", "客服介入状态", "售中或售后")
SLIPS = (
    "订单号",
    "交易号",
    "仓库",
    "店铺名称",
    "配送方式",
    "物流单号",
    "订单打印",
    "快递单打印",
    "已生成波次",
    "商品数量",
)


def write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    """A table as a .csv in GBK."""
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    return path


def items(path: Path, *rows: tuple[str, str, str, str]) -> Path:
    """A list of items: item number, order number, title, ship by."""
    return write(
        path,
        ITEMS,
        [
            (no, order, title, "29.00", "1", "", "买家已付款，等待卖家发货", "A-1", "没有申请退款", by)
            for no, order, title, by in rows
        ],
    )


def refunds(path: Path, *rows: tuple[str, str, str, str]) -> Path:
    """A list of refunds: refund number, order number, status, deadline."""
    return write(
        path,
        (*REFUNDS, *REFUNDS_TOO),
        [
            (
                order,
                no,
                "1",
                "A-1",
                "",
                "29.00",
                "仅退款",
                "2024-06-02 08:00:00",
                by,
                status,
                "未发货",
                "未介入",
                "售中",
            )
            for no, order, status, by in rows
        ],
    )


def slips(path: Path, *rows: tuple[str, str, str]) -> Path:
    """The ERP's list of slips: order number, slip printed, waybill printed."""
    return write(
        path,
        SLIPS,
        [
            (f"E{order[-4:]}", order, "杭州仓", "茶行", "中通快递", "", slip, waybill, "否", "1")
            for order, slip, waybill in rows
        ],
    )
