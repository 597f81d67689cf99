"""What a file says and what is staged of it."""

from __future__ import annotations

import hashlib
import random
from datetime import datetime
from pathlib import Path

import pytest

from store.book.errors import Refusal
from store.imports.filling import Request, fill
from store.imports.limits import Limits
from tests.store.imports.files import (
    NOW_MS,
    ORDER,
    V1,
    V2,
    V5,
    V6,
    Filled,
    csv_text,
    read,
    refusal_of,
    simple,
    table,
    write_csv,
    write_xlsx,
)

PLACED = 1_717_228_680_000  # 2024-06-01 15:58 in Shanghai
VERSIONS = pytest.mark.parametrize("header", [V1, V2, V5, V6], ids=["V1", "V2", "V5", "V6"])


def looks_like_the_order(filled: Filled) -> None:
    (order,) = filled.orders
    assert filled.refused == []
    assert order["order_no"] == "2160000000000000001"
    assert order["buyer_nick"] == "测试买家一"
    assert (order["status"], order["platform_word"]) == ("paid", "买家已付款，等待卖家发货")
    assert (order["placed_at"], order["paid_at"]) == (PLACED, PLACED + 90_000)
    assert (order["payable"], order["postage"], order["total"], order["paid"]) == (5900, 0, 5900, 5900)
    assert (order["receiver"], order["phone"]) == ("张某", "13800000000")
    assert (order["province"], order["city"], order["district"]) == ("浙江省", "杭州市", "西湖区")
    assert (order["address"], order["postcode"]) == ("某街道1号", "310000")
    assert order["title"] == "测试商品A，测试商品B"
    assert order["memo"] == "急，改地址"
    assert order["closed_reason"] is None
    assert order["tracking_no"] is None
    assert order["courier"] is None
    assert order["refunded"] is None


@VERSIONS
@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-8", "utf-8-sig"])
def test_every_version_in_every_encoding(tmp_path: Path, header: list[str], encoding: str) -> None:
    filled = read(write_csv(tmp_path / "ExportOrderList202406021000.csv", table(header, ORDER), encoding))
    looks_like_the_order(filled)
    assert filled.meta["source"] == "taobao.orders"


@VERSIONS
@pytest.mark.parametrize("seed", range(3))
def test_shuffled_columns(tmp_path: Path, header: list[str], seed: int) -> None:
    shuffled = random.Random(seed).sample(header, len(header))
    looks_like_the_order(read(write_csv(tmp_path / "orders.csv", table(shuffled, ORDER))))


@VERSIONS
def test_as_a_workbook(tmp_path: Path, header: list[str]) -> None:
    looks_like_the_order(read(write_xlsx(tmp_path / "orders.xlsx", table(header, ORDER))))


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_other_separators(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(csv_text(table(V2, ORDER), separator).encode("gbk"))
    looks_like_the_order(read(path))


def test_the_line_of_the_domain_as_it_stands_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(
        (
            "订单编号,买家会员名,买家支付宝账号,买家应付货款,买家应付邮费,总金额,买家实际支付金额,订单状态,买家留言,收货人姓名,"
            "收货地址 ,运送方式,联系电话 ,联系手机,订单创建时间,订单付款时间 ,"
            "宝贝标题 ,物流单号 ,物流公司,订单备注,订单关闭原因\r\n"
            '="2160000000000000001",测试买家一,null,59.00,0.00,59.00,59.00,买家已付款，等待卖家发货,,张某,'
            "浙江省 杭州市 西湖区 某街道1号(310000),快递,null,'13800000000,2024-06-01 15:58:00,2024-06-01 15:59:30,"
            '测试商品A，测试商品B,,,"急，改地址",订单未关闭\r\n'
        ).encode("gbk")
    )
    looks_like_the_order(read(path))


@pytest.mark.parametrize(
    ("column", "cell", "field", "value"),
    [
        ("订单状态", "买家已付款,等待卖家发货", "status", "paid"),
        ("订单状态", "付款确认中", "status", None),
        ("订单状态", "付款确认中", "platform_word", "付款确认中"),
        ("订单创建时间", "2024/6/1 15:58", "placed_at", PLACED),
        ("买家应付货款", "0元", "payable", 0),
        ("买家应付货款", "12.00元", "payable", 1200),
        ("订单编号", "216000000\u200b0000000001", "order_no", "2160000000000000001"),
        ("订单关闭原因", "买家未付款", "closed_reason", "买家未付款"),
        ("修改后的收货地址", "上海 上海市 黄浦区 新路2号", "city", "上海市"),
        ("联系手机", "", "phone", None),
        ("联系电话 ", "0571-88888888", "phone", "13800000000"),
        ("物流公司", "中通快递", "courier", "ZTO"),
        ("物流单号 ", "No:YT1234567890123", "courier", "YTO"),
        ("买家留言", "=cmd|'/c calc'!A1", "buyer_message", "=cmd|'/c calc'!A1"),
    ],
)
def test_the_edge_cases_of_the_domain(tmp_path: Path, column: str, cell: str, field: str, value: object) -> None:
    (order,) = read(write_csv(tmp_path / "orders.csv", table(V2, {**ORDER, column: cell}))).orders
    assert order[field] == value


def test_the_second_column_speaks_when_the_first_is_silent(tmp_path: Path) -> None:
    header = ["联系电话", "联系手机", *("订单编号", "总金额")]
    rows = [header, ["0571-88888888", "'null", "1", "1"], ["0571-1111111", "'13800000000", "2", "1"]]
    filled = read(write_csv(tmp_path / "orders.csv", rows))
    assert [order["phone"] for order in filled.orders] == ["0571-88888888", "13800000000"]


def test_rows_that_are_not_understood_are_listed_with_reason_and_cells(tmp_path: Path) -> None:
    rows = [
        ["订单导入", "", ""],
        *simple("1001", "2.16E+18", "", "1004", "1005", "1006", "1007"),
        ["1008", "1", "2024-06-01 10:00:00", "改", "地址"],
    ]
    rows[6][1] = "-5"
    rows[7][2] = "昨天"
    rows.insert(4, ["", "", ""])
    filled = read(write_csv(tmp_path / "orders.csv", rows))
    assert [order["order_no"] for order in filled.orders] == ["1001", "1004", "1007"]
    assert [(code, params) for _, code, params, _ in filled.refused] == [
        ("row.order_no_digits_lost", {"column": "订单编号", "value": "2.16E+18"}),
        ("row.order_no_missing", {"column": "订单编号"}),
        ("row.money_negative", {"column": "总金额", "value": "-5"}),
        ("row.time_unreadable", {"column": "订单创建时间", "value": "昨天"}),
        ("row.too_many_cells", {"expected": 3, "found": 5}),
    ]
    assert filled.refused[0][3] == ["2.16E+18", "59.00", "2024-06-01 15:58:00"]
    assert (filled.meta["rows"], filled.meta["refused"]) == (3, 5)


def test_lines_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    header = ["订单编号", "总金额", "订单备注"]
    rows = [["标题", "", ""], header, ["1", "1", "两\n行"], ["", "", ""], ["x y!", "1", ""], ["3", "1", ""]]
    filled = read(write_csv(tmp_path / "orders.csv", rows))
    assert [(order["line"], order["memo"]) for order in filled.orders] == [(3, "两 行"), (6, None)]
    assert [line for line, *_ in filled.refused] == [5]
    same = read(write_xlsx(tmp_path / "orders.xlsx", rows))
    assert [order["line"] for order in same.orders] == [3, 6]


def test_a_row_without_its_empty_end_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("订单编号,总金额,订单备注\n1001,59.00\n1002,1,x\n", encoding="utf-8")
    assert [order["order_no"] for order in read(path).orders] == ["1001", "1002"]


def test_a_last_row_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("订单编号,总金额,订单备注\n1001,59.00,x\n1002,5", encoding="utf-8")
    filled = read(path)
    assert [order["order_no"] for order in filled.orders] == ["1001"]
    assert [(line, code) for line, code, *_ in filled.refused] == [(3, "row.cut_off")]
    assert filled.meta["rows"] == 1


def test_a_whole_last_row_needs_no_line_end(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text("订单编号,总金额\n1001,59.00\n1002,5", encoding="utf-8")
    assert len(read(path).orders) == 2


def test_what_the_file_does_not_have_is_null_and_not_listed(tmp_path: Path) -> None:
    filled = read(write_csv(tmp_path / "orders.csv", simple("1001")))
    (order,) = filled.orders
    assert {name for name, value in order.items() if value is not None} == {*("line", "order_no", "placed_at", "total")}
    assert filled.stored["fields"] == {"staged_orders": ["order_no", "placed_at", "total"]}


def test_a_guessed_courier_is_a_field_without_a_word(tmp_path: Path) -> None:
    rows = [["订单编号", "总金额", "物流单号"], ["1", "1", "SF1234567890123"]]
    filled = read(write_csv(tmp_path / "orders.csv", rows))
    assert (filled.orders[0]["courier"], filled.orders[0]["courier_word"]) == ("SF", None)
    assert "courier_word" not in filled.stored["fields"]["staged_orders"]


def test_meta_says_what_was_read(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "ExportOrderList202406021000.csv", [[*row, "7"] for row in simple("1001", "1002", "1001")]
    )
    filled = read(path)
    assert filled.stored == {
        "source": "taobao.orders",
        "kind": "orders",
        "header": ["订单编号", "总金额", "订单创建时间", "7"],
        "fields": {"staged_orders": ["order_no", "placed_at", "total"]},
        "unknown": ["7"],
        "encoding": "gb18030",
        "rows": 3,
        "refused": 0,
        "repeated": 1,
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        "size": path.stat().st_size,
        "as_of": NOW_MS,
        "zone": "Asia/Shanghai",
        "shop": None,
        "currency": None,
    }
    told = {**filled.meta, "fields": filled.meta["tables"]}
    del told["tables"]
    assert filled.stored == told
    assert filled.meta["fields"] == ["order_no", "placed_at", "total"]
    assert [order["order_no"] for order in filled.orders] == ["1001", "1002", "1001"]


def test_an_age_that_a_person_gave_goes_before_the_name(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "ExportOrderList202406021000.csv", simple("1001"))
    request = Request(path, tmp_path / "s.db", "Asia/Shanghai", NOW_MS, Limits(), as_of=1_700_000_000_000)
    assert fill(request, lambda *_: None)["as_of"] == 1_700_000_000_000


def test_a_header_without_orders_is_an_empty_list_not_an_error(tmp_path: Path) -> None:
    assert read(write_csv(tmp_path / "orders.csv", simple())).meta["rows"] == 0


def test_only_their_owner_reads_staged_data(tmp_path: Path) -> None:
    read(write_csv(tmp_path / "orders.csv", simple("1001")))
    assert (tmp_path / "staging.db").stat().st_mode & 0o777 == 0o600


def test_an_old_staging_file_is_replaced(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", simple("1001"))
    read(path)
    assert [order["order_no"] for order in read(path).orders] == ["1001"]


def test_progress_is_told_batch_by_batch(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", simple(*map(str, range(1001, 1036)), "x x!"))
    told: list[tuple[int, int, int, int]] = []
    request = Request(path, tmp_path / "s.db", "Asia/Shanghai", NOW_MS, Limits(batch=10))
    fill(request, lambda *what: told.append(what))
    assert [rows for rows, *_ in told] == [10, 20, 30, 35]
    assert told[-1] == (35, 1, path.stat().st_size, path.stat().st_size)


def test_numbers_in_a_workbook(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["订单编号", "总金额", "订单创建时间", "宝贝总数量", "联系手机"],
        [123456789012345, 748.5, datetime(2024, 6, 1, 15, 58), 2, 13800000000],  # noqa: DTZ001
        ["2160000000000000001", 0.1 + 0.2, "2024-06-01 15:58:00", 1.0, "'13800000000"],
        [2160000000000000001, 1, "2024-06-01 15:58:00", 1, ""],
        [1234567890123456, 1, "2024-06-01 15:58:00", 1, ""],
        ["1003", 12.345, "2024-06-01 15:58:00", 1, ""],
        ["1004", 1, 45444.665277777778, 1, ""],
    ]
    filled = read(write_xlsx(tmp_path / "orders.xlsx", rows))
    assert [
        (order["order_no"], order["total"], order["placed_at"], order["quantity"], order["phone"])
        for order in filled.orders
    ] == [
        ("123456789012345", 74850, PLACED, 2, "13800000000"),
        ("2160000000000000001", 30, PLACED, 1, "13800000000"),
        ("1004", 100, PLACED, 1, None),
    ]
    assert [(line, code) for line, code, *_ in filled.refused] == [
        (4, "row.order_no_digits_lost"),
        (5, "row.order_no_digits_lost"),
        (6, "row.money_decimals"),
    ]


def test_a_file_whose_last_digits_a_spreadsheet_replaced_by_zeros(tmp_path: Path) -> None:
    zeroed = [f"{2160000000000000 + n * 10}000" for n in range(10)]
    path = write_csv(tmp_path / "orders.csv", simple(*zeroed))
    no = refusal_of(path)
    assert (no.reason.code, no.reason.params["rows"]) == ("import.digits_lost", 10)
    honest = write_csv(tmp_path / "honest.csv", simple(*zeroed, "2160000000000000001"))
    assert read(honest).meta["rows"] == 11


def test_quotes_span_lines_and_hold_separators(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text('订单编号,总金额,订单备注\n1001,1,"急,\r\n改""大""码"\n', encoding="gbk", newline="")
    assert read(path).orders[0]["memo"] == '急, 改"大"码'


def test_a_csv_that_calls_itself_xls_is_read(tmp_path: Path) -> None:
    assert read(write_csv(tmp_path / "orders.xls", simple("1001"))).meta["encoding"] == "gb18030"
    assert read(write_xlsx(tmp_path / "orders.csv", simple("1001"))).meta["encoding"] == "workbook"


def test_a_hidden_sheet_in_front_is_passed_over(tmp_path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "orders.xlsx"))
    for visible in (False, True):
        sheet = book.add_worksheet()
        for line, row in enumerate(simple("1001" if visible else "1")):
            sheet.write_row(line, 0, row)
        if visible:
            sheet.activate()
        else:
            sheet.hide()
    book.close()
    assert [order["order_no"] for order in read(tmp_path / "orders.xlsx").orders] == ["1001"]


def test_an_unknown_zone_is_a_fault_of_the_caller_and_leaves_nothing(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", simple("1001"))
    with pytest.raises(KeyError):
        read(path, zone="Asia/Peking")
    assert list(tmp_path.iterdir()) == [path]


def test_a_refusal_carries_no_sentence(tmp_path: Path) -> None:
    no = refusal_of(write_csv(tmp_path / "orders.csv", [["姓名", "班次"], ["甲", "早"]]))
    assert isinstance(no, Refusal)
    assert no.reason.params == {"columns": ["姓名", "班次"]}
