"""Files as people have them on their disks, made for one test."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from store.book.errors import Refusal
from store.imports.filling import Request, fill
from store.imports.limits import Limits

NOW = datetime(2024, 6, 2, 2, 0, tzinfo=UTC)
NOW_MS = int(NOW.timestamp() * 1000)
DATA = Path(__file__).resolve().parents[4] / "shared" / "data"
SHARED = DATA / "cn_orders"

needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the real files lie beside the checkout")


def names(text: str) -> list[str]:
    """The names of a header line."""
    return text.split(",")


V1 = names(
    "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,买家实际支付金额,买家实际支付积分,"
    "订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,"
    "宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,宝贝总数量,店铺Id,店铺名称,订单关闭原因,"
    "卖家服务费,买家服务费,发票抬头,是否手机订单,分阶段订单信息,"
    "定金排名,修改后的sku,修改后的收货地址,异常信息"
)
V2 = [*V1[:33], "特权订金订单id", *V1[33:], "天猫卡券抵扣", "集分宝抵扣", "是否是O2O交易"]
V5 = [
    *names("订单编号,买家会员名,买家会员昵称,支付单号,支付详情"),
    *V1[3:17],
    "虚拟号过期时间",
    *V1[17:23],
    *names("宝贝总数量,店铺名称,订单关闭原因,是否信用购,前N有礼,预售订单,发货时间,商家备忘,主订单编号"),
]
RENAMED = {
    "买家实际支付金额": "买家实付金额",
    "宝贝标题 ": "商品标题",
    "订单备注": "商家备注",
    "商家备忘": "商家备注",
}
V6 = [RENAMED.get(name, name) for name in V5] + ["商品属性SKU", "C2B小额收款"]

ORDER: Mapping[str, str] = {
    "订单编号": '="2160000000000000001"',
    "买家会员名": "测试买家一",
    "买家支付宝账号": "null",
    "买家应付货款": "59.00",
    "买家应付邮费": "0.00",
    "总金额": "59.00",
    "买家实际支付金额": "59.00",
    "买家实付金额": "59.00",
    "订单状态": "买家已付款，等待卖家发货",
    "收货人姓名": "张某",
    "收货地址 ": "浙江省 杭州市 西湖区 某街道1号(310000)",
    "运送方式": "快递",
    "联系电话 ": "null",
    "联系手机": "'13800000000",
    "订单创建时间": "2024-06-01 15:58:00",
    "订单付款时间 ": "2024-06-01 15:59:30",
    "宝贝标题 ": "测试商品A，测试商品B",
    "商品标题": "测试商品A，测试商品B",
    "订单备注": "急，改地址",
    "商家备注": "急，改地址",
    "商家备忘": "急，改地址",
    "订单关闭原因": "订单未关闭",
}
"""The line of domain 1.7, in the words of all versions."""

MINIMAL = ("订单编号", "总金额", "订单创建时间")


def ms(text: str) -> int:
    """Epoch milliseconds of what a clock in Shanghai shows."""
    return int(datetime.fromisoformat(f"{text}+08:00").timestamp() * 1000)


def table(header: Sequence[str], *orders: Mapping[str, str]) -> list[list[str]]:
    """Header and lines; what an order does not say is an empty cell."""
    return [list(header), *([order.get(name, "") for name in header] for order in orders)]


def simple(*order_nos: str) -> list[list[str]]:
    """An order list of three columns."""
    return [list(MINIMAL), *([number, "59.00", "2024-06-01 15:58:00"] for number in order_nos)]


def csv_text(rows: Sequence[Sequence[str]], separator: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue()


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "gb18030") -> Path:
    path.write_bytes(csv_text(rows).encode(encoding))
    return path


def write_xlsx(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd hh:mm:ss", "strings_to_formulas": False})
    sheet = book.add_worksheet()
    for line, row in enumerate(rows):
        sheet.write_row(line, 0, row)
    book.close()
    return path


class Filled:
    """What one file left in its staging file."""

    def __init__(self, meta: dict[str, Any], staging: Path) -> None:
        self.meta = meta
        with closing(sqlite3.connect(staging)) as connection:
            connection.row_factory = sqlite3.Row
            found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'staged_%'")
            self.tables = {
                name: [dict(row) for row in connection.execute(f"SELECT * FROM {name} ORDER BY line")]
                for name in [row["name"] for row in found]
            }
            self.orders = self.tables.get("staged_orders", [])
            self.stored = {row["key"]: json.loads(row["value"]) for row in connection.execute("SELECT * FROM meta")}
            self.refused = [
                (row["line"], row["code"], json.loads(row["params"]), json.loads(row["raw"]))
                for row in connection.execute("SELECT * FROM refused_rows ORDER BY line")
            ]


def read(
    path: Path,
    limits: Limits | None = None,
    zone: str = "Asia/Shanghai",
    mapping: Path | None = None,
    staging: Path | None = None,
) -> Filled:
    """Stage a file in this process."""
    staging = staging or path.parent / "staging.db"
    meta = fill(Request(path, staging, zone, NOW_MS, limits or Limits(), mapping=mapping), lambda *_: None)
    return Filled(meta, staging)


def refusal_of(path: Path, limits: Limits | None = None, mapping: Path | None = None) -> Refusal:
    """The refusal of a file, of which nothing must be left."""
    folder = sorted(path.parent.iterdir())
    with pytest.raises(Refusal) as caught:
        read(path, limits, mapping=mapping)
    assert sorted(path.parent.iterdir()) == folder, "something was left behind"
    return caught.value
