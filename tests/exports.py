"""Order lists as Taobao and Tmall write them, made for one test: only the columns that somebody filled."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

HEADERS: Mapping[str, str] = {
    "order_no": "订单编号",
    "nick": "买家会员名",
    "payable": "买家应付货款",
    "postage": "买家应付邮费",
    "total": "总金额",
    "paid": "买家实际支付金额",
    "refunded": "退款金额",
    "status": "订单状态",
    "message": "买家留言",
    "receiver": "收货人姓名",
    "address": "收货地址 ",
    "phone": "联系手机",
    "placed_at": "订单创建时间",
    "paid_at": "订单付款时间 ",
    "shipped_at": "发货时间",
    "finished_at": "确认收货时间",
    "ship_by_at": "应发货时间",
    "title": "宝贝标题 ",
    "quantity": "宝贝总数量",
    "tracking_no": "物流单号 ",
    "courier": "物流公司",
    "memo": "订单备注",
    "closed_reason": "订单关闭原因",
    "shop": "店铺名称",
    "presale": "预售订单",
}
"""Our names of the columns and the file's, blanks at the end included."""

WAITING, PAID, SHIPPED = "等待买家付款", "买家已付款，等待卖家发货", "卖家已发货，等待买家确认"
SIGNED, FINISHED, CLOSED = "买家已签收", "交易成功", "交易关闭"

Line = Mapping[str, str]


def number(place: int) -> str:
    """The order number of the `place`-th order of a test, nineteen digits."""
    return str(2_160_000_000_000_000_000 + place * 7)


def line(place: int, **cells: str) -> Line:
    """One order: placed on 1 June 2024 at 15:58 unless it says otherwise."""
    return {"order_no": number(place), "placed_at": "2024-06-01 15:58:00", **cells}


def paid(place: int, at: str = "2024-06-01 15:59:30", **cells: str) -> Line:
    """One order that is paid and waits for shipping."""
    return line(place, **{"status": PAID, "total": "59.00", "paid": "59.00", "paid_at": at, **cells})


def write_export(path: Path, lines: Sequence[Line], columns: Sequence[str] = ()) -> Path:
    """An `ExportOrderList`: GBK, commas. Without `columns` it has those that some line fills."""
    used = columns or [name for name in HEADERS if any(name in each for each in lines)]
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow([HEADERS[name] for name in used])
    writer.writerows([each.get(name, "") for name in used] for each in lines)
    path.write_bytes(text.getvalue().encode("gb18030"))
    return path
