"""What Floorbook makes of a file, column by column."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.book.errors import Refusal
from store.imports.explain import Explained, explain, explained_of, mapping_to_start_from
from store.imports.explain_file import examine
from store.imports.filling import Request
from store.imports.limits import Limits
from store.imports.mapping import load_mapping
from tests.store.imports import headers
from tests.store.imports.files import DATA, NOW, NOW_MS, ORDER, V2, needs_shared, read, simple, table, write_csv
from tests.store.imports.test_sources import ITEM, PDD, REFUND, SLIP

MAPPINGS = Path(__file__).parent / "mappings"


def explained(path: Path, mapping: Path | None = None) -> Explained:
    """`explain` without its child process."""
    told = examine(Request(path, path, "Asia/Shanghai", NOW_MS, Limits(), mapping=mapping))
    return explained_of(path.name, json.loads(json.dumps(told)))


def test_a_child_explains_and_stages_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "ExportOrderList202406021000.csv", table(V2, ORDER))
    about = explain(path, "Asia/Shanghai", NOW)
    assert about == explained(path)
    assert list(tmp_path.iterdir()) == [path]
    assert (about.source, about.kind, about.problem) == ("taobao.orders", "orders", None)
    assert (about.encoding, about.separator, about.header_line, about.size) == ("gb18030", ",", 1, path.stat().st_size)
    assert (about.as_of, about.as_of_from) == (int(datetime(2024, 6, 2, 2, tzinfo=UTC).timestamp() * 1000), "name")
    assert (about.rows, about.understood, about.refused) == (1, 1, {})


def test_each_column_has_its_field_and_samples_as_read_and_as_understood(tmp_path: Path) -> None:
    rows = [["订单编号", "总金额", "订单创建时间", "星座"], ['="1001"', "12.5元", "2024/6/1 15:58", "白羊"]]
    rows += [["1002", "贵", "", ""], ["1003", "12.5元", "2024/6/1 15:58", ""], ["1004", "7", "", ""]]
    rows += [["1005", "8", "", ""]]
    number, total, placed, sign = explained(write_csv(tmp_path / "orders.csv", rows)).columns
    assert number.uses == (("orders", "order_no"),)
    assert [(sample.cell, sample.value) for sample in number.samples] == [
        ('="1001"', "1001"),
        ("1002", "1002"),
        ("1003", "1003"),
    ]
    assert [(sample.cell, sample.value) for sample in total.samples] == [
        ("12.5元", "1250"),
        ("贵", "row.money_unreadable"),
        ("7", "700"),
    ]
    assert (total.filled, total.understood) == (5, 4)
    assert (placed.filled, placed.understood) == (2, 2)
    assert (sign.uses, sign.filled, [sample.cell for sample in sign.samples]) == ((), 1, ["白羊"])


def test_rows_are_counted_up_to_a_thousand(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", simple(*map(str, range(1_500)), "x!"))
    about = explained(path)
    assert (about.rows, about.understood) == (1_000, 1_000)
    about = explained(write_csv(tmp_path / "few.csv", simple("1", "x!", "", "2E+9")))
    assert about.refused == {"row.order_no_odd": 1, "row.order_no_missing": 1, "row.order_no_digits_lost": 1}


def test_a_file_that_nobody_knows_is_guessed(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "名单 2024.csv", [["收货人姓名", "联系手机", "备注"], ["张某", "13800000000", "急"]])
    about = explained(path)
    assert about.source is None
    assert about.problem is not None
    assert about.problem.code == "import.unknown_header"
    assert about.columns[0].uses == (("orders", "receiver"),)
    assert list(about.made) == [("orders", "order_no")]
    filled = read(path, mapping=start(tmp_path, about))
    assert [(order["receiver"], order["phone"]) for order in filled.orders] == [("张某", "13800000000")]
    assert len(filled.orders[0]["order_no"]) == 16


@pytest.mark.parametrize(
    ("code", "header"),
    [
        ("import.not_yet", "主订单编号,子订单编号,选购商品,订单应付金额,订单提交时间"),
        ("import.no_order_number", "买家会员名,买家实际支付金额,宝贝标题,订单付款时间"),
        ("import.no_time_or_money", "订单编号,买家会员名,买家留言"),
        ("import.unknown_header", "a,b"),
    ],
)
def test_why_a_file_is_not_taken_and_a_mapping_that_takes_it(tmp_path: Path, code: str, header: str) -> None:
    path = write_csv(tmp_path / "sheet.csv", [header.split(","), *[["1"] * (header.count(",") + 1)] * 2])
    about = explained(path)
    assert about.problem is not None
    assert about.problem.code == code
    assert read(path, mapping=start(tmp_path, about)).meta["source"] == "my.sheet"


def start(tmp_path: Path, about: Explained) -> Path:
    path = tmp_path / "start.toml"
    path.write_text(mapping_to_start_from(about), "utf-8")
    load_mapping(path)
    return path


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (V2, ORDER),
        (headers.ITEMS_2024, ITEM),
        (headers.REFUNDS_2026, REFUND),
        (headers.PDD, PDD),
        (headers.SLIPS, SLIP),
    ],
    ids=["orders", "items", "refunds", "pdd", "slips"],
)
def test_the_mapping_to_start_from_reads_the_file_as_it_was_read(
    tmp_path: Path, header: list[str], row: dict[str, str]
) -> None:
    path = write_csv(tmp_path / "export.csv", [["标题"], *table(header, row)])
    before = read(path)
    after = read(path, mapping=start(tmp_path, explained(path)))
    assert after.tables == before.tables
    assert after.meta["tables"] == before.meta["tables"]
    assert after.meta["unknown"] == before.meta["unknown"]
    assert after.meta["source"] == "my.export"


def test_headers_that_would_break_a_mapping_do_not(tmp_path: Path) -> None:
    nasty = ['say "hi"', "back\\slash", "line\nend", "tab\there", "= 5 #", "", "x", "x"]
    path = write_csv(tmp_path / "sheet.csv", [[*nasty, "订单编号", "总金额"], [*"abcdefgh", "1", "2"]], "utf-8")
    filled = read(path, mapping=start(tmp_path, explained(path)))
    assert [(order["order_no"], order["total"]) for order in filled.orders] == [("1", 200)]


def test_a_file_that_cannot_be_read_cannot_be_explained(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"%PDF-1.4")
    with pytest.raises(Refusal) as caught:
        explain(tmp_path / "x.csv", "Asia/Shanghai", NOW)
    assert caught.value.reason.code == "file.not_a_table"


@needs_shared
@pytest.mark.parametrize(
    ("name", "mapping"),
    [
        ("cn_orders/taobao_orders_2018-01.xls", "taobao_xls_2018"),
        ("cn_orders/logistics_2016_utf8.csv", "logistics_2016"),
        ("cn_orders/tmall_orders_2020-02-01_20.csv", None),
        ("olist/orders.csv", "olist_orders"),
        ("olist/sellers.csv", None),
        ("tracking/kdniao_yto_YT4318407829600.json", None),
    ],
)
def test_real_files_are_explained_and_their_mapping_is_accepted(tmp_path: Path, name: str, mapping: str | None) -> None:
    path = DATA / name
    about = explained(path, MAPPINGS / f"{mapping}.toml" if mapping else None)
    assert about.rows > 5
    assert (about.source is None) == (name == "olist/sellers.csv")
    made = load_mapping(start(tmp_path, about))
    if mapping:
        known = load_mapping(MAPPINGS / f"{mapping}.toml")
        assert (made.parts, made.made, made.words) == (known.parts, known.made, known.words)
        assert made.reading.units == known.reading.units
