"""Files that real shops exported, read against an independent reading."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from store.imports.parent import stage
from tests.store.imports.files import NOW, SHARED, Filled, needs_shared, refusal_of

pytestmark = needs_shared
TMALL = SHARED / "tmall_orders_2020-02-01_20.csv"


@pytest.fixture(scope="module")
def tmall(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    staging = tmp_path_factory.mktemp("tmall") / "staging.db"
    stage(TMALL, staging, "Asia/Shanghai", NOW)
    return Filled({}, staging)


@pytest.fixture(scope="module")
def lines() -> list[dict[str, str]]:
    with TMALL.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def fen(text: str) -> int:
    return int(Decimal(text) * 100)


def test_all_rows_of_the_tmall_report_are_staged(tmall: Filled) -> None:
    assert len(tmall.orders) == 6_063
    assert tmall.refused == []
    assert (tmall.stored["source"], tmall.stored["unknown"]) == ("taobao.orders", [])


def test_paid_unpaid_and_refunded_are_counted_as_the_file_has_them(tmall: Filled, lines: list[dict[str, str]]) -> None:
    unpaid = sum(order["paid_at"] is None for order in tmall.orders)
    assert unpaid == sum(not line["订单付款时间"] for line in lines) == 841
    refunded = sum(order["refunded"] > 0 for order in tmall.orders)
    assert refunded == sum(fen(line["退款金额"]) > 0 for line in lines) > 1_000
    for field, column in {"total": "总金额", "paid": "买家实际支付金额", "refunded": "退款金额"}.items():
        assert sum(order[field] for order in tmall.orders) == sum(fen(line[column]) for line in lines)


def test_every_order_of_the_tmall_report_is_the_line_it_came_from(tmall: Filled, lines: list[dict[str, str]]) -> None:
    china = timezone(timedelta(hours=8))

    def moment(text: str) -> int | None:
        return int(datetime.fromisoformat(text).replace(tzinfo=china).timestamp() * 1000) if text else None

    expected = [
        (
            line["订单编号"],
            fen(line["总金额"]),
            line["收货地址"],
            moment(line["订单创建时间"]),
            moment(line["订单付款时间"]),
        )
        for line in lines
    ]
    assert [
        (order["order_no"], order["total"], order["province"], order["placed_at"], order["paid_at"])
        for order in tmall.orders
    ] == expected


@pytest.mark.parametrize(
    ("name", "code", "first"),
    [
        ("taobao_orders_2018-01.xls", "import.no_order_number", "买家会员名"),
        ("logistics_2016_utf8.csv", "import.unknown_header", "订单号"),
    ],
)
def test_real_files_that_are_no_order_list(tmp_path: Path, name: str, code: str, first: str) -> None:
    path = tmp_path / name
    path.write_bytes((SHARED / name).read_bytes())
    no = refusal_of(path)
    assert no.reason.code == code
    columns = no.reason.params["columns"]
    assert isinstance(columns, list)
    assert columns[0] == first
