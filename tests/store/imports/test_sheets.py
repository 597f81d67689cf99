"""Files that cannot be read: each with its own reason, and nothing else happens."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from store.book.errors import Refusal
from store.imports.limits import Limits
from store.imports.sheets import open_sheet
from tests.store.imports.files import csv_text, read, refusal_of, simple, write_csv, write_xlsx

ORDERS = csv_text(simple("1001", "1002")).encode("gb18030")


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("file.empty", b""),
        ("file.empty", b"\xef\xbb\xbf\r\n \r\n"),
        ("file.utf16", ORDERS.decode("gb18030").encode("utf-16")),
        ("file.utf16", b"id,total,time\r\n1001,1,2\r\n".decode().encode("utf-16-le")),
        ("file.html", b"<html><head><meta charset=gbk></head><table><tr><td>1</td></tr></table>"),
        ("file.html", b"\xef\xbb\xbf\n<?xml version='1.0'?><Workbook/>"),
        ("file.not_a_table", "订单\n列表\n".encode()),
        ("file.not_a_table", b"%PDF-1.7 ..."),
        ("file.not_a_table", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50),
        ("file.archive", b"Rar!\x1a\x07\x00"),
        ("file.archive", b"7z\xbc\xaf\x27\x1c" + b"\x00" * 50),
        ("file.damaged", b"PK\x03\x04" + b"x" * 200),
        ("file.damaged", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 2000),
        (
            "file.password",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 500,
        ),
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".xls", ".xlsx"])
def test_what_is_no_table(tmp_path: Path, code: str, content: bytes, suffix: str) -> None:
    path = tmp_path / f"orders{suffix}"
    path.write_bytes(content)
    no = refusal_of(path)
    assert no.reason.code == code
    assert no.reason.params["name"] == path.name


def test_a_nul_in_the_middle_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(ORDERS + b"1003,\x00,2024-06-01 10:00:00\r\n")
    no = refusal_of(path)
    assert (no.reason.code, no.reason.params["line"]) == ("file.nul", 4)


@pytest.mark.parametrize(("encoding", "spoken"), [("utf-8", "UTF-8"), ("gb18030", "GBK")])
@pytest.mark.parametrize("rows", [30_000, 12_345])
def test_a_byte_that_breaks_half_way_is_told_with_its_line(
    tmp_path: Path, encoding: str, spoken: str, rows: int
) -> None:
    path = write_csv(tmp_path / "orders.csv", simple(*map(str, range(10_000, 10_000 + rows))), encoding)
    with path.open("ab") as file:
        file.write(b"777,\xff\xff,2024-06-01 10:00:00\r\n888,1,2024-06-01 10:00:00\r\n")
    no = refusal_of(path)
    assert no.reason.code == "file.encoding"
    assert no.reason.params == {"name": "orders.csv", "line": rows + 2, "encoding": spoken}


def test_a_download_that_broke_inside_quotes(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.write_text('订单编号,总金额,订单备注\n1001,59.00,x\n1002,5,"急，改', encoding="gbk")
    assert refusal_of(path).reason.code == "file.truncated"


@pytest.mark.parametrize("end", ['"急"', '"急"\n', '"急"\r\n', '""\n\n\n', "急\r"])
def test_a_file_that_ends_after_quotes_is_whole(tmp_path: Path, end: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(f"订单编号,总金额,订单备注\n1001,59.00,{end}".encode("gbk"))
    assert read(path).meta["rows"] == 1


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    rows = ["订单编号,总金额,订单备注", "1001,1,x", '1002,1,"y', *("1003,1,zzzzzzzzzz" for _ in range(200)), '1,1,"']
    path.write_text("\n".join(rows), encoding="gbk")
    no = refusal_of(path, Limits(cell_chars=1_000))
    assert (no.reason.code, no.reason.params["line"]) == ("file.cell_too_large", 3)


def test_a_cell_over_a_megabyte(tmp_path: Path) -> None:
    rows = [["订单编号", "总金额", "订单备注"], ["1001", "1", "大" * (1 << 20)], ["1002", "1", "大" * ((1 << 20) + 1)]]
    no = refusal_of(write_csv(tmp_path / "orders.csv", rows))
    assert (no.reason.code, no.reason.params["line"]) == ("file.cell_too_large", 3)


def test_a_long_cell_in_a_workbook(tmp_path: Path) -> None:
    rows = [["订单编号", "总金额", "订单备注"], ["1001", "1", "大" * 2_000]]
    no = refusal_of(write_xlsx(tmp_path / "orders.xlsx", rows), Limits(cell_chars=1_000))
    assert (no.reason.code, no.reason.params["line"]) == ("file.cell_too_large", 2)


def test_more_than_two_hundred_columns(tmp_path: Path) -> None:
    header = ["订单编号", "总金额", *(f"列{n}" for n in range(198))]
    assert read(write_csv(tmp_path / "wide.csv", [header, ["1001"]])).meta["rows"] == 1
    (tmp_path / "staging.db").unlink()
    no = refusal_of(write_csv(tmp_path / "wide.csv", [[*header, "一"], ["1001"]]))
    assert no.reason.code == "file.too_many_columns"


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "orders.csv").mkdir()
    assert refusal_of(tmp_path / "orders.csv").reason.code == "file.is_folder"


def test_no_such_file(tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "orders.csv").reason.code == "file.not_found"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "orders.csv")
    assert refusal_of(tmp_path / "orders.csv").reason.code == "file.not_a_table"


@pytest.mark.parametrize(
    ("problem", "code"),
    [(PermissionError(13, "denied"), "file.no_permission"), (OSError(5, "Input/output error"), "file.unreadable")],
)
def test_the_system_says_no(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: OSError, code: str) -> None:
    path = write_csv(tmp_path / "orders.csv", simple("1001"))

    def deny(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr(Path, "open", deny)
    assert refusal_of(path).reason.code == code


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_somebody_else(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", simple("1001"))
    path.chmod(0)
    assert refusal_of(path).reason.code == "file.no_permission"


def test_a_zip_with_a_csv_inside(tmp_path: Path) -> None:
    path = tmp_path / "orders.zip"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("orders.csv", ORDERS)
    assert refusal_of(path).reason.code == "file.archive"


def test_an_empty_workbook(tmp_path: Path) -> None:
    assert refusal_of(write_xlsx(tmp_path / "orders.xlsx", [])).reason.code == "file.empty"


def test_a_workbook_that_was_cut_off(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "orders.xlsx", simple(*map(str, range(1000, 1500))))
    path.write_bytes(path.read_bytes()[:-2_000])
    assert refusal_of(path).reason.code == "file.damaged"


@pytest.mark.parametrize("end", ["", '1003,1,"'], ids=["whole", "inside quotes"])
def test_a_file_that_is_still_being_written(tmp_path: Path, end: str) -> None:
    path = tmp_path / "orders.csv"
    path.write_bytes(ORDERS + end.encode())

    def read_while_it_grows() -> None:
        with open_sheet(path, Limits()) as sheet:
            next(sheet.rows)
            with path.open("ab") as writer:
                writer.write(b"1004,1,2024-06-01 10:00:00\r\n")
            list(sheet.rows)

    with pytest.raises(Refusal) as caught:
        read_while_it_grows()
    assert caught.value.reason.code == "file.growing"
