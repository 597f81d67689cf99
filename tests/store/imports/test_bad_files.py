"""What people drop by mistake or malice: one code each, and nothing is left behind."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from store.book.errors import Refusal
from store.imports.limits import Limits
from store.imports.parent import stage
from tests.store.imports.files import (
    DATA,
    NOW,
    ORDER,
    V2,
    csv_text,
    ms,
    needs_shared,
    read,
    refusal_of,
    simple,
    table,
    write_csv,
    write_xlsx,
)

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def refused_by_the_child(path: Path, limits: Limits) -> Refusal:
    with pytest.raises(Refusal) as caught:
        stage(path, path.parent / "staging.db", "Asia/Shanghai", NOW, limits=limits)
    assert list(path.parent.iterdir()) == [path], "something was left behind"
    return caught.value


def repacked(path: Path, part: str, content: bytes) -> Path:
    """A workbook with one of its parts written anew."""
    with zipfile.ZipFile(path) as plain:
        parts = {name: plain.read(name) for name in plain.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, old in parts.items():
            packed.writestr(name, content if name == part else old)
    return path


def test_a_cell_of_two_hundred_megabytes_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    with path.open("wb") as file:
        file.write(csv_text(simple("1001")).encode("gbk") + b'1002,1,"')
        for _ in range(200):
            file.write(b"x" * (1 << 20))
    no = refused_by_the_child(path, Limits(memory_mb=150))
    assert no.reason.code == "file.cell_too_large"
    assert no.reason.params == {"name": "orders.csv", "line": 3, "limit": 1 << 20}


def test_a_cell_of_two_hundred_megabytes_in_a_workbook(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "orders.xlsx", simple("1001"))
    with zipfile.ZipFile(path) as plain:
        parts = {name: plain.read(name) for name in plain.namelist()}
    strings = parts.pop("xl/sharedStrings.xml")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, old in parts.items():
            packed.writestr(name, old)
        with packed.open("xl/sharedStrings.xml", "w") as out:
            before, after = strings.split(b"1001")
            out.write(before)
            for _ in range(200):
                out.write(b"x" * (1 << 20))
            out.write(after)
    assert path.stat().st_size < 2 << 20
    assert refused_by_the_child(path, Limits(memory_mb=256)).reason.code == "file.too_large"


def test_a_billion_laughs(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "orders.xlsx", simple("1001"))
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    strings = (
        f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY l0 "lol">{laughs}]>'
        f'<sst xmlns="{MAIN.strip("{}")}" count="4" uniqueCount="4">'
        + "".join(f"<si><t>{text}</t></si>" for text in ("订单编号", "总金额", "订单创建时间", "&l9;"))
        + "</sst>"
    )
    repacked(path, "xl/sharedStrings.xml", strings.encode())
    no = refused_by_the_child(path, Limits(memory_mb=256))
    assert no.reason.code == "file.damaged", no


def test_a_thousand_columns(tmp_path: Path) -> None:
    header = ["订单编号", *(f"列{n}" for n in range(999))]
    no = refusal_of(write_csv(tmp_path / "orders.csv", [header, ["1"]]))
    assert (no.reason.code, no.reason.params) == ("file.too_many_columns", {"limit": 200})
    no = refusal_of(write_xlsx(tmp_path / "orders.xlsx", [header, ["1"]]))
    assert no.reason.code == "file.too_many_columns"


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [
        ("订单创建时间", "20024-06-01 10:00:00", "row.time_unreadable"),
        ("订单创建时间", "6619000", "row.time_unreadable"),
        ("订单创建时间", "2044-06-01 10:00:00", "row.time_out_of_range"),
        ("总金额", "-59.00", "row.money_negative"),
        ("订单编号", "1.23E+17", "row.order_no_digits_lost"),
        ("物流单号 ", "7.51235E+13", "row.tracking_digits_lost"),
    ],
)
def test_a_cell_that_cannot_be_refuses_its_row_and_no_other(tmp_path: Path, column: str, cell: str, code: str) -> None:
    first, last = {**ORDER, "订单编号": "1"}, {**ORDER, "订单编号": "3"}
    filled = read(write_csv(tmp_path / "orders.csv", table(V2, first, {**ORDER, column: cell}, last)))
    assert [order["line"] for order in filled.orders] == [2, 4]
    ((line, why, params, raw),) = filled.refused
    assert (line, why, params["column"]) == (3, code, column.strip())
    assert raw[V2.index(column)] == cell


@pytest.mark.parametrize("cell", ["45444.66", "45444.665277777778"])
def test_a_day_number_in_a_column_of_times_is_a_time(tmp_path: Path, cell: str) -> None:
    rows = [["订单编号", "总金额", "订单创建时间"], ["45444", "45444.66", cell]]
    sheet: list[list[object]] = [[*rows[0]], ["45444", 45444.66, float(cell)]]
    for path in (write_csv(tmp_path / "orders.csv", rows), write_xlsx(tmp_path / "orders.xlsx", sheet)):
        (order,) = read(path).orders
        assert ms("2024-06-01 15:50:24") <= order["placed_at"] <= ms("2024-06-01 15:58:00")
        assert (order["order_no"], order["total"]) == ("45444", 4_544_466)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_wide_encodings_are_named(tmp_path: Path, encoding: str) -> None:
    text = csv_text(table(V2, *[ORDER] * 3))
    path = tmp_path / "orders.csv"
    path.write_bytes(text.encode(encoding))
    assert refusal_of(path).reason.code in ("file.utf16", "file.nul")


def test_marks_of_byte_order_inside_and_in_front(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(b"\xef\xbb\xbf" + csv_text([["\ufeff订单编号", "总金额"], ["\ufeff1001", "5"]]).encode())
    assert [order["order_no"] for order in read(path).orders] == ["1001"]


@needs_shared
def test_every_header_that_was_observed_is_known_or_refused_by_name(tmp_path: Path) -> None:
    observed = json.loads((DATA / "cn_orders" / "export_headers_observed.json").read_text("utf-8"))
    became: dict[str, str] = {}
    for name, about in observed.items():
        if not isinstance(about, dict) or "header" not in about:
            continue
        path = write_csv(tmp_path / f"{name}.csv", [about["header"], [""] * len(about["header"])])
        try:
            became[name] = read(path).meta["source"]
            (tmp_path / "staging.db").unlink()
        except Refusal as no:
            became[name] = f"{no.reason.code} {no.reason.params.get('source', '')}".strip()
    assert became == {
        "taobao_ExportOrderList_2016": "taobao.orders",
        "tmall_ExportOrderDetailList": "taobao.items",
        "pinduoduo_orders_export": "pdd.orders",
        "douyin_orders_export": "import.not_yet douyin.orders",
        "jd_seller_orders": "jd.orders",
        "1688_orders": "import.not_yet 1688.orders",
        "cross_border_erp": "import.no_order_number",
    }
