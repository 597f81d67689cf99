"""Exports written with random quirks, read back without loss.

The generator knows what was meant; each quirk of domain 1.3 is put around it at random, from a fixed seed.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.store.imports import headers
from tests.store.imports.files import V1, V2, V5, V6, ms, read, write_xlsx

Written = tuple[str, Any]
"""A cell, and what is to be read of it."""


@dataclass(frozen=True)
class Export:
    """A header, the table that is compared and which of its columns is which field, of which kind."""

    source: str
    header: list[str]
    table: str
    fields: dict[str, tuple[str, str]]


ORDERS = {
    "订单编号": ("order_no", "number"),
    "买家会员名": ("buyer_nick", "text"),
    "买家应付货款": ("payable", "money"),
    "总金额": ("total", "money"),
    "订单创建时间": ("placed_at", "time"),
    "收货人姓名": ("receiver", "text"),
    "买家留言": ("buyer_message", "text"),
    "宝贝总数量": ("quantity", "pieces"),
    "联系手机": ("phone", "phone"),
    "物流公司": ("courier_word", "word"),
    "订单状态": ("status", "status"),
}
EXPORTS = [
    *(Export("taobao.orders", header, "staged_orders", ORDERS) for header in (V1, V2, V5, V6)),
    *(
        Export(
            "taobao.items",
            header,
            "staged_items",
            {
                "主订单编号": ("order_no", "number"),
                "子订单编号": ("item_no", "number"),
                "购买数量": ("quantity", "pieces"),
                "商品属性": ("properties", "word"),
                "买家应付货款": ("payable", "money"),
                "退款金额": ("refunded", "money"),
            },
        )
        for header in (headers.ITEMS_2022, headers.ITEMS_2024)
    ),
    *(
        Export(
            "taobao.refunds",
            header,
            "staged_refunds",
            {
                "订单编号": ("order_no", "number"),
                "退款编号": ("refund_no", "number"),
                "买家退款金额": ("amount", "money"),
                "超时时间": ("step_due_at", "time"),
                "买家退款说明": ("description", "text"),
                "商家备注": ("memo", "text"),
            },
        )
        for header in (headers.REFUNDS_2017, headers.REFUNDS_2021, headers.REFUNDS_2026)
    ),
    Export(
        "jd.orders",
        headers.JD_LATER,
        "staged_orders",
        {
            "订单号": ("order_no", "number"),
            "订单金额": ("total", "money"),
            "下单时间": ("placed_at", "time"),
            "付款确认时间": ("paid_at", "time"),
            "下单帐号": ("buyer_nick", "text"),
        },
    ),
    Export(
        "pdd.orders",
        headers.PDD,
        "staged_orders",
        {
            "订单号": ("order_no", "number"),
            "订单成交时间": ("paid_at", "time"),
            "用户实付金额(元)": ("paid", "money"),
            "商品数量(件)": ("quantity", "pieces"),
            "商家备注": ("memo", "text"),
        },
    ),
    Export(
        "erp.slips",
        headers.SLIPS,
        "staged_prints",
        {
            "交易号": ("order_no", "number"),
            "通知配货时间": ("released_at", "time"),
            "配送方式": ("courier_word", "word"),
            "商家留言": ("memo", "text"),
        },
    ),
]
NOTHING = ["", "", "", "null", "NULL", "n/a", "--", "-", "无", " ", '=""']
SIGNS = "急要大码改地址，。！？“”（）【】,.;:'\"%&+= 女装 a1😀é"
STATUSES = [
    ("买家已付款，等待卖家发货", "paid"),
    ("买家已付款,等待卖家发货", "paid"),
    ("卖家已发货，等待买家确认", "shipped"),
    ("交易成功", "finished"),
    ("新的状态", None),
]
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def number(chance: random.Random) -> Written:
    meant = str(chance.randrange(10**18, 9 * 10**18) * 10 + chance.randrange(1, 10))
    cut = chance.randrange(1, 18)
    return chance.choice(
        [
            meant,
            meant,
            f'="{meant}"',
            f"'{meant}",
            f"{meant}\t",
            f"\t{meant}",
            f" {meant}\u3000",
            f"{meant[:cut]}\u200b{meant[cut:]}",
            f"{meant[:cut]} {meant[cut:]}",
            meant.translate(FULL_WIDTH),
        ]
    ), meant


def money(chance: random.Random) -> Written:
    meant = chance.choice([0, chance.randrange(1, 10**4), chance.randrange(1, 10**9)])
    plain = f"{meant // 100}.{meant % 100:02}"
    return chance.choice(
        [
            plain,
            plain,
            f"{plain}元",
            f"￥{plain}",
            f"{meant // 100:,}.{meant % 100:02}",
            f"{plain}00",
            f"'{plain}",
            plain.rstrip("0").rstrip("."),
        ]
    ), meant


def time(chance: random.Random) -> Written:
    at = datetime(2013, 1, 1) + timedelta(seconds=chance.randrange(11 * 365 * 86_400))  # noqa: DTZ001 (wall clock)
    minute = at.replace(second=0)
    return chance.choice(
        [
            (f"{at:%Y-%m-%d %H:%M:%S}", at),
            (f"{at:%Y-%m-%d %H:%M:%S}", at),
            (f"{at.year}/{at.month}/{at.day} {at.hour}:{at.minute:02}", minute),
            (f"{at:%Y-%m-%d %H:%M}", minute),
            (f"{at:%Y-%m-%dT%H:%M:%S}", at),
            (f"{at:%Y%m%d%H%M%S}", at),
            (f"{at:%Y年%m月%d日} {at:%H:%M}", minute),
            (f"'{at:%Y-%m-%d %H:%M:%S}\t", at),
        ]
    )


def text(chance: random.Random) -> Written:
    meant = "急" + "".join(chance.choice(SIGNS) for _ in range(chance.randrange(30))) + "。"
    return chance.choice([(meant, meant), (f" {meant}\t", meant), (f"{meant}\r\n二行", f"{meant} 二行")])


def written(kind: str, chance: random.Random) -> Written:
    """A cell of a kind, and what it means; often nothing, but for what names the row."""
    if kind != "number" and chance.random() < 0.15:
        return chance.choice(NOTHING), None
    if kind == "time":
        cell, at = time(chance)
        return cell, ms(at.isoformat(" "))
    if kind == "pieces":
        count = chance.randrange(1, 500)
        return chance.choice([f"{count}", f"{count}.0", f"{count}件"]), count
    if kind == "phone":
        meant = f"1{chance.randrange(3 * 10**9, 10**10)}"
        return chance.choice([meant, f"'{meant}", f"+86{meant}", f"{meant[:3]} {meant[3:7]} {meant[7:]}"]), meant
    if kind == "status":
        return chance.choice(STATUSES)
    makers: dict[str, Callable[[random.Random], Written]] = {"number": number, "money": money}
    return makers.get(kind, text)(chance)


def export(export_: Export, chance: random.Random) -> tuple[list[list[str]], list[dict[str, Any]]]:
    """The lines of a file, and what its rows mean."""
    names = [*export_.header, *(f"新列{at}" for at in range(chance.randrange(5)))]
    chance.shuffle(names)
    header = [chance.choice(["{}", "{}", "{} ", " {}", "\ufeff{}", "{}\t"]).format(name.strip()) for name in names]
    lines: list[list[str]] = [["导出的文件", *[""] * (len(names) - 1)]] * (chance.random() < 0.3) + [header]
    meant: list[dict[str, Any]] = []
    for _ in range(chance.randrange(1, 12)):
        if chance.random() < 0.1:
            lines.append([""] * len(names))
        row = {name: written(kind, chance) for name, (_, kind) in export_.fields.items() if name in export_.header}
        by_key = {name.strip(): cell for name, (cell, _) in row.items()}
        cells = [by_key.get(name.strip(), "") for name in names]
        while cells and not cells[-1] and chance.random() < 0.5:
            cells.pop()
        lines.append(cells)
        meant.append(
            {"line": len(lines)} | {field: row[name][1] for name, (field, _) in export_.fields.items() if name in row}
        )
    return lines, meant


def save(folder: Path, lines: list[list[str]], chance: random.Random) -> Path:
    """A workbook, or a text in one of the encodings, separators and line ends."""
    if chance.random() < 0.2:
        return write_xlsx(folder / "export.xlsx", lines)
    out = io.StringIO()
    separator, end = chance.choice([",", "\t", ";"]), chance.choice(["\r\n", "\n"])
    if chance.random() < 0.5:
        writer = csv.writer(out, delimiter=separator, lineterminator=end, quoting=csv.QUOTE_ALL)
    else:
        writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerows(lines)
    path = folder / chance.choice(["export.csv", "export.xls", "export.txt"])
    path.write_bytes(out.getvalue().encode(chance.choice(["gb18030", "utf-8", "utf-8-sig"])))
    return path


@pytest.mark.parametrize("export_", EXPORTS, ids=lambda each: f"{each.source}-{len(each.header)}")
def test_what_was_written_with_quirks_is_read_without_loss(tmp_path: Path, export_: Export) -> None:
    chance = random.Random(f"{export_.source}{len(export_.header)}")
    for _ in range(25):
        lines, meant = export(export_, chance)
        path = save(tmp_path, lines, chance)
        filled = read(path)
        assert filled.meta["source"] == export_.source
        assert filled.refused == []
        assert len(filled.tables[export_.table]) == len(meant)
        for row, expected in zip(filled.tables[export_.table], meant, strict=True):
            assert {name: row[name] for name in expected} == expected
        path.unlink()
