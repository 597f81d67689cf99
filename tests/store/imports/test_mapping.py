"""Mapping files: what a person says of a sheet, and each mistake in it with its name and its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.book.errors import Refusal
from store.imports.mapping import load_mapping
from store.imports.sources import sources
from tests.store.imports.files import ms, read, refusal_of, write_csv, write_xlsx

HEAD = 'id = "my.sheet"\nkind = "orders"\n'
FIELDS = '[fields]\norder_no = "Nr"\ntotal = "Summe"\nplaced_at = "Datum"\n'
ROWS = [["Nr", "Summe", "Datum"], ["1001", "1.234,50", "31.05.2024"]]


def mapping(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "my.toml"
    path.write_text(text, "utf-8")
    return path


def mistake(tmp_path: Path, text: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        load_mapping(mapping(tmp_path, text))
    assert caught.value.reason.params["name"] == "my.toml"
    return caught.value


def test_a_mapping_is_a_source_like_those_that_are_built_in(tmp_path: Path) -> None:
    source = load_mapping(mapping(tmp_path, HEAD + FIELDS))
    assert type(source) is type(sources()[0])
    assert (source.id, source.kind, source.title) == ("my.sheet", "orders", "my.sheet")
    assert source.fields["order_no"] == ("nr",)
    assert source.signs == ((frozenset({"nr"}), frozenset({"summe"}), frozenset({"datum"})),)


def test_marks_dates_and_zone_are_those_of_the_mapping(tmp_path: Path) -> None:
    reading = '[reading]\ndecimal = ","\nthousands = "."\ndates = ["%d.%m.%Y"]\nzone = "Europe/Berlin"\n'
    reading += 'currency = "EUR"\nshop = "DE"\n'
    path = write_csv(tmp_path / "sheet.csv", ROWS, "utf-8")
    filled = read(path, mapping=mapping(tmp_path, HEAD + reading + FIELDS))
    (order,) = filled.orders
    assert (order["order_no"], order["total"]) == ("1001", 123450)
    assert order["placed_at"] == ms("2024-05-31 00:00:00") + 6 * 3_600_000
    assert (filled.meta["zone"], filled.meta["currency"], filled.meta["shop"]) == ("Europe/Berlin", "EUR", "DE")
    assert filled.meta["source"] == "my.sheet"


@pytest.mark.parametrize(
    ("cell", "minor"),
    [("1052,75元", 105_275), ("11,50万元", 11_500_000), ("0,0001万元", 100), ("5元", 500), ("7", 700), ("", None)],
)
def test_units_of_money(tmp_path: Path, cell: str, minor: int | None) -> None:
    reading = '[reading]\ndecimal = ","\nthousands = ""\nunits = {"元" = 1, "万元" = 10000}\n'
    path = write_csv(tmp_path / "sheet.csv", [["Nr", "Summe", "Datum"], ["1", cell, ""]], "utf-8")
    assert read(path, mapping=mapping(tmp_path, HEAD + reading + FIELDS)).orders[0]["total"] == minor


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-1,00万元", "row.money_negative"),
        ("0,0000001万元", "row.money_decimals"),
        ("1,005", "row.money_decimals"),
        ("viel", "row.money_unreadable"),
        ("-3", "row.money_negative"),
    ],
)
def test_amounts_that_cannot_be(tmp_path: Path, cell: str, code: str) -> None:
    reading = '[reading]\ndecimal = ","\nunits = {"万元" = 10000}\n'
    path = write_csv(tmp_path / "sheet.csv", [["Nr", "Summe", "Datum"], ["1", cell, ""]], "utf-8")
    filled = read(path, mapping=mapping(tmp_path, HEAD + reading + FIELDS))
    assert [(line, why) for line, why, *_ in filled.refused] == [(2, code)]


def test_numbers_are_made_where_the_sheet_has_none(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "sheet.csv", [["a", "b"], ["x 1", "2018-01-01 09:26:18"], ["x2", ""], ["x3", "y"]])

    def numbers(how: str) -> list[str]:
        filled = read(path, mapping=mapping(tmp_path, f'{HEAD}[fields]\norder_no = {how}\nbuyer_nick = "a"\n'))
        return [order["order_no"] for order in filled.orders] + [code for _, code, *_ in filled.refused]

    assert numbers('{from = ["a", "b"], join = "_"}') == ["x1_2018-01-01092618", "x3_y", "row.order_no_missing"]
    assert numbers('{line = true, prefix = "2018-"}') == ["2018-2", "2018-3", "2018-4"]
    hashed = numbers('{hash = ["a", "b"]}')
    assert len({*hashed}) == 3
    assert all(len(number) == 16 for number in hashed)
    other = write_csv(tmp_path / "sheet.csv", [["b", "new", "a"], ["y", "?", "x3"]])
    filled = read(other, mapping=mapping(tmp_path, f'{HEAD}[fields]\norder_no = {{hash = ["a", "b"]}}\n'))
    assert filled.orders[0]["order_no"] == hashed[2], "the number changed with the line or the columns beside it"


def test_constants_several_columns_and_text_that_is_joined(tmp_path: Path) -> None:
    text = HEAD + '[fields]\norder_no = "Nr"\nshop_name = {value = "一店"}\nmemo = ["m1", "m2"]\n'
    text += 'title = {from = ["t1", "t2"], join = " / "}\n[also.items]\norder_no = "Nr"\nquantity = {value = "1"}\n'
    rows = [["Nr", "m1", "m2", "t1", "t2"], ["1", "", "急", "甲", "乙"], ["2", "慢", "急", "甲", ""]]
    filled = read(write_csv(tmp_path / "sheet.csv", rows), mapping=mapping(tmp_path, text))
    assert [(o["shop_name"], o["memo"], o["title"]) for o in filled.orders] == [
        ("一店", "急", "甲 / 乙"),
        ("一店", "慢", "甲"),
    ]
    assert [(item["order_no"], item["quantity"]) for item in filled.tables["staged_items"]] == [("1", 1), ("2", 1)]
    assert filled.meta["unknown"] == []


def test_words_of_the_sheet(tmp_path: Path) -> None:
    text = (
        HEAD
        + '[fields]\norder_no = "Nr"\nplatform_word = "s"\n[words.status]\n"erledigt" = "finished"\n"neu…" = "paid"\n'
    )
    rows = [["Nr", "s"], ["1", "Erledigt!"], ["2", "neu (gestern)"], ["3", "交易关闭"], ["4", "?!"]]
    orders = read(write_csv(tmp_path / "sheet.csv", rows), mapping=mapping(tmp_path, text)).orders
    assert [order["status"] for order in orders] == ["finished", "paid", "closed", None]


def test_duplicates_in_full_are_refused_with_their_first_line(tmp_path: Path) -> None:
    rows = [*ROWS, ["1001", "5", ""], ROWS[1], ROWS[1]]
    text = HEAD + '[reading]\ndecimal = ","\ndates = ["%d.%m.%Y"]\nduplicates = "refuse"\n' + FIELDS
    filled = read(write_csv(tmp_path / "sheet.csv", rows), mapping=mapping(tmp_path, text))
    assert [(line, code, params) for line, code, params, _ in filled.refused] == [
        (4, "row.duplicate", {"first": 2}),
        (5, "row.duplicate", {"first": 2}),
    ]
    assert (filled.meta["rows"], filled.meta["repeated"]) == (2, 1)


def test_a_header_far_down_an_encoding_and_a_separator_of_ones_own(tmp_path: Path) -> None:
    rows = [*[["Bericht", "", ""]] * 8, *ROWS]
    path = tmp_path / "sheet.csv"
    path.write_bytes("\r\n".join("|".join(row) for row in rows).replace("Summe", "Größe").encode("cp1252"))
    reading = '[reading]\nencoding = "cp1252"\nseparator = "|"\nheader_line = 9\ndecimal = ","\ndates = ["%d.%m.%Y"]\n'
    text = HEAD + reading + FIELDS.replace("Summe", "Größe")
    filled = read(path, mapping=mapping(tmp_path, text))
    assert [(order["line"], order["total"]) for order in filled.orders] == [(10, 123450)]
    assert filled.meta["encoding"] == "cp1252"


def test_mappings_of_a_folder_are_recognised_by_their_headers(tmp_path: Path) -> None:
    folder = tmp_path / "mappings"
    folder.mkdir()
    (folder / "a.toml").write_text(HEAD + '[reading]\nseparator = ","\ndecimal = ","\ndates = ["%d.%m.%Y"]\n' + FIELDS)
    (folder / "b.toml").write_text('id = "my.other"\nkind = "stock"\n[fields]\ncode = "Artikel"\nquantity = "Menge"\n')
    assert read(write_csv(tmp_path / "1.csv", ROWS), mapping=folder).meta["source"] == "my.sheet"
    assert (
        read(write_csv(tmp_path / "2.csv", [["Menge", "Artikel"], ["1", "a"]]), mapping=folder).meta["kind"] == "stock"
    )
    known = write_csv(tmp_path / "3.csv", [["订单编号", "买家应付邮费", "总金额"], ["1", "0", "5"]])
    assert read(known, mapping=folder).meta["source"] == "taobao.orders"
    (folder / "b.toml").write_text("x")
    (tmp_path / "staging.db").unlink()
    assert refusal_of(write_csv(tmp_path / "4.csv", ROWS), mapping=folder).reason.code == "mapping.not_toml"


def test_a_mapping_that_was_given_and_does_not_fit(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "sheet.csv", [["Nr", "Summe", "Tag"], ["1", "2", "3"]])
    no = refusal_of(path, mapping=mapping(tmp_path, HEAD + FIELDS))
    assert no.reason.code == "mapping.columns_missing"
    assert no.reason.params == {"missing": ["datum"], "columns": ["Nr", "Summe", "Tag"]}


def test_a_mapping_for_a_workbook(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Nr", "Summe", "Datum"], ["1001", 12.5, 45444.665277777778]]
    filled = read(write_xlsx(tmp_path / "sheet.xlsx", rows), mapping=mapping(tmp_path, HEAD + FIELDS))
    assert [(o["total"], o["placed_at"]) for o in filled.orders] == [(1250, ms("2024-06-01 15:58:00"))]


@pytest.mark.parametrize(
    ("text", "code", "key", "line"),
    [
        ("id = 1\n[fields", "not_toml", None, 2),
        ('kind = "orders"\n' + FIELDS, "missing", "id", 0),
        ('id = "x"\n' + FIELDS, "missing", "kind", 0),
        ('id = "taobao.orders"\nkind = "orders"\n' + FIELDS, "id_taken", "id", 1),
        ('id = "x"\nkind = "cats"\n' + FIELDS, "unknown_kind", "kind", 2),
        ('id = 7\nkind = "orders"\n' + FIELDS, "wrong_type", "id", 1),
        (HEAD + 'colour = "red"\n' + FIELDS, "unknown_key", "colour", 3),
        (HEAD + FIELDS + 'toal = "Summe"\n', "unknown_field", "fields.toal", 7),
        (HEAD + FIELDS + "memo = 7\n", "wrong_type", "fields.memo", 7),
        (HEAD + FIELDS + "memo = []\n", "wrong_type", "fields.memo", 7),
        (HEAD + FIELDS + "memo = {}\n", "unclear_field", "fields.memo", 7),
        (HEAD + FIELDS + 'memo = {value = "x", line = true}\n', "unclear_field", "fields.memo", 7),
        (HEAD + FIELDS + "memo = {line = false}\n", "unclear_field", "fields.memo", 7),
        (HEAD + FIELDS + 'memo = {form = ["a"]}\n', "unknown_key", "fields.memo.form", 7),
        (HEAD + '[fields]\ntotal = "Summe"\n', "no_key", "fields.order_no", 0),
        (HEAD + FIELDS + '[also.cats]\nname = "Nr"\n', "unknown_kind", "also.cats", 7),
        (HEAD + FIELDS + '[also.items]\ntitle = "Nr"\n', "no_key", "also.items.order_no", 4),
        (HEAD + FIELDS + '[words.moods]\n"x" = "y"\n', "unknown_words", "words.moods", 7),
        (HEAD + FIELDS + '[words.status]\n"fertig" = "done"\n', "unknown_code", "words.status.fertig", 8),
        (HEAD + '[reading]\nzone = "Asia/Peking"\n' + FIELDS, "unknown_zone", "reading.zone", 4),
        (HEAD + '[reading]\nencoding = "klingon"\n' + FIELDS, "unknown_encoding", "reading.encoding", 4),
        (HEAD + '[reading]\nencoding = "utf-16"\n' + FIELDS, "unknown_encoding", "reading.encoding", 4),
        (HEAD + '[reading]\nencoding = "base64"\n' + FIELDS, "unknown_encoding", "reading.encoding", 4),
        (HEAD + '[reading]\nseparator = "||"\n' + FIELDS, "bad_separator", "reading.separator", 4),
        (HEAD + "[reading]\nheader_line = 0\n" + FIELDS, "bad_header_line", "reading.header_line", 4),
        (HEAD + "[reading]\nheader_line = true\n" + FIELDS, "bad_header_line", "reading.header_line", 4),
        (HEAD + '[reading]\ncurrency = "Euro"\n' + FIELDS, "bad_currency", "reading.currency", 4),
        (HEAD + '[reading]\ndecimal = "5"\n' + FIELDS, "bad_mark", "reading.decimal", 4),
        (HEAD + '[reading]\ndecimal = ","\nthousands = ","\n' + FIELDS, "bad_mark", "reading.thousands", 5),
        (HEAD + '[reading]\nunits = {"元" = 1.5}\n' + FIELDS, "bad_unit", "reading.units.元", 4),
        (HEAD + '[reading]\ndates = ["%H:%M"]\n' + FIELDS, "bad_date", "reading.dates", 4),
        (HEAD + '[reading]\ndates = ["%Q"]\n' + FIELDS, "bad_date", "reading.dates", 4),
        (HEAD + '[reading]\nduplicates = "eat"\n' + FIELDS, "bad_duplicates", "reading.duplicates", 4),
        (HEAD + "signs = [[]]\n" + FIELDS, "wrong_type", "signs", 3),
        (HEAD + 'several_rows = "yes"\n' + FIELDS, "wrong_type", "several_rows", 3),
        ('id = "x"\nkind = "orders"\nfields = 5\n', "wrong_type", "fields", 3),
    ],
)
def test_each_mistake_has_its_name_and_its_line(
    tmp_path: Path, text: str, code: str, key: str | None, line: int
) -> None:
    no = mistake(tmp_path, text)
    assert (no.reason.code, no.reason.params.get("key"), no.reason.params["line"]) == (f"mapping.{code}", key, line)


def test_a_mapping_that_cannot_be_read(tmp_path: Path) -> None:
    for content in (None, "é".encode("latin-1")):
        if content:
            (tmp_path / "my.toml").write_bytes(content)
        with pytest.raises(Refusal) as caught:
            load_mapping(tmp_path / "my.toml")
        assert caught.value.reason.code == "mapping.unreadable"


def test_the_mappings_of_the_tests_are_understood() -> None:
    for path in sorted((Path(__file__).parent / "mappings").glob("*.toml")):
        assert load_mapping(path).ready
