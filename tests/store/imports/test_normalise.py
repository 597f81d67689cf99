"""Each quirk of a cell, in the words of those who meet it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from store.imports import normalise
from store.imports.normalise import Address, Unreadable
from store.imports.targets import contact_digest
from store.orders.rules import PlatformStatus
from tests.store.imports.files import NOW_MS

SHANGHAI = ZoneInfo("Asia/Shanghai")
moment = normalise.moment_reader(SHANGHAI, NOW_MS)


def utc(year: int, month: int, day: int, hour: int, minute: int = 0, second: int = 0) -> int:
    return int(datetime(year, month, day, hour, minute, second, tzinfo=UTC).timestamp() * 1000)


@pytest.mark.parametrize(
    "cell",
    [
        "2160000000000000001",
        '="2160000000000000001"',
        "'2160000000000000001",
        "2160000000000000001\t",
        "\t2160000000000000001",
        "\ufeff2160000000000000001",
        "2160000000\u200b000000001",
        "2160000000 000000001",
        "２１６０００００００００００００００１",
        "\u00a02160000000000000001\u3000",
    ],
)
def test_an_order_number_is_found_whatever_is_wrapped_around_it(cell: str) -> None:
    assert normalise.order_no(cell) == "2160000000000000001"


def test_order_numbers_of_other_platforms_keep_their_dash() -> None:
    assert normalise.order_no("240601-123456789012345") == "240601-123456789012345"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2.16E+18", "row.order_no_digits_lost"),
        ("2.16000000000000E+18", "row.order_no_digits_lost"),
        ("2e+18", "row.order_no_digits_lost"),
        ("2160000000000000001.0", "row.order_no_digits_lost"),
        ("", "row.order_no_missing"),
        (" \t", "row.order_no_missing"),
        ('=""', "row.order_no_missing"),
        ("null", "row.order_no_missing"),
        ("合计", "row.order_no_odd"),
        ("1" * 65, "row.order_no_odd"),
    ],
)
def test_an_order_number_that_cannot_be_trusted_is_refused(cell: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        normalise.order_no(cell)
    assert caught.value.code == code


@pytest.mark.parametrize("cell", ["", "null", "NULL", "Null", "n/a", "na", "--", "无", "-", " -- ", '="null"'])
def test_words_for_nothing_are_nothing(cell: str) -> None:
    assert normalise.is_missing(cell)
    assert normalise.text(cell) is None
    assert normalise.money(cell) is None
    assert normalise.quantity(cell) is None
    assert normalise.phone(cell) is None
    assert normalise.tracking_no(cell) is None
    assert moment(cell) is None
    assert normalise.address(cell) == Address()


def test_a_buyers_words_stay_as_written_but_cannot_command_the_terminal() -> None:
    assert normalise.text("急，改地址　要“大码”！👨‍👩‍👧") == "急，改地址　要“大码”！👨‍👩‍👧"
    assert normalise.text("一行\r\n二行\t三") == "一行 二行 三"
    assert normalise.text("a\x1b]52;c;eA==\x07b\x9b31mc") == "a]52;c;eA==b31mc"
    assert normalise.text("夏\u202e装\u2066x\ufeff") == "夏装x"
    assert normalise.text('="标题"') == "标题"
    assert normalise.text("'急") == "急"
    assert normalise.text("'大码'女装") == "'大码'女装"
    assert normalise.text("  \x00 ") is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("2019-03-12 10:48:01", utc(2019, 3, 12, 2, 48, 1)),
        ("2016/5/23 22:02", utc(2016, 5, 23, 14, 2)),
        ("2026-05-11 10:00", utc(2026, 5, 11, 2, 0)),
        ("2024-06-01T15:58:00", utc(2024, 6, 1, 7, 58)),
        ("2024-06-01 15:58:00.123", utc(2024, 6, 1, 7, 58)),
        ("2024年6月1日 15:58", utc(2024, 6, 1, 7, 58)),
        ("2024年6月1日15时58分30秒", utc(2024, 6, 1, 7, 58, 30)),
        ("２０２４-06-01　15：58：00", utc(2024, 6, 1, 7, 58)),
        ("'2024-06-01 15:58:00\t", utc(2024, 6, 1, 7, 58)),
        ("2024-06-01", utc(2024, 5, 31, 16)),
        ("20240601155830", utc(2024, 6, 1, 7, 58, 30)),
        ("45444.665277777778", utc(2024, 6, 1, 7, 58)),
        ("45444", utc(2024, 5, 31, 16)),
        ("0000-00-00 00:00:00", None),
    ],
)
def test_every_spelling_of_a_time(cell: str, expected: int | None) -> None:
    assert moment(cell) == expected


def test_times_are_those_of_the_shops_zone() -> None:
    new_york = normalise.moment_reader(ZoneInfo("America/New_York"), NOW_MS)
    assert new_york("2024-06-01 15:58:00") == utc(2024, 6, 1, 19, 58)
    assert new_york("2024-01-01 15:58:00") == utc(2024, 1, 1, 20, 58)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2002-12-31 23:59:59", "row.time_out_of_range"),
        ("2027-01-01 00:00:00", "row.time_out_of_range"),
        ("1970/1/1 8:00", "row.time_out_of_range"),
        ("9999-12-31 00:00:00", "row.time_out_of_range"),
        ("2024-02-30 10:00:00", "row.time_unreadable"),
        ("2024-06-01 24:00:00", "row.time_unreadable"),
        ("2024-06-01 10:61:00", "row.time_unreadable"),
        ("昨天下午", "row.time_unreadable"),
        ("########", "row.time_unreadable"),
    ],
)
def test_a_time_that_cannot_be_is_refused(cell: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        moment(cell)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("cell", "minor"),
    [
        ("59.00", 5900),
        ("59", 5900),
        ("64.8", 6480),
        ("0元", 0),
        ("12.00元", 1200),
        ("1,234.50", 123450),
        ("￥1,234,567.89", 123456789),
        ("¥12", 1200),
        ("１２．５０", 1250),
        ("'12.5", 1250),
        ('="12.5"', 1250),
        ("12.5000", 1250),
        ("19.99", 1999),
        ("-0.00", 0),
    ],
)
def test_money_is_whole_fen(cell: str, minor: int) -> None:
    assert normalise.money(cell) == minor


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("-5.00", "row.money_negative"),
        ("12.005", "row.money_decimals"),
        ("1052,75元", "row.money_unreadable"),
        ("11,50万元", "row.money_unreadable"),
        ("1e5", "row.money_unreadable"),
        ("十二元", "row.money_unreadable"),
        ("9999999999999.00", "row.money_unreadable"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(cell: str, code: str) -> None:
    with pytest.raises(Unreadable) as caught:
        normalise.money(cell)
    assert caught.value.code == code


def test_pieces() -> None:
    assert [normalise.quantity(cell) for cell in ("2", "2.0", "2件", "0")] == [2, 2, 2, 0]
    for cell in ("2.5", "-1", "两件"):
        with pytest.raises(Unreadable) as caught:
            normalise.quantity(cell)
        assert caught.value.code == "row.quantity_unreadable"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("等待买家付款", "waiting_payment"),
        ("买家已付款，等待卖家发货", "paid"),
        ("买家已付款,等待卖家发货", "paid"),
        ("买家已付款， 等待卖家发货 ", "paid"),
        ("卖家部分发货", "part_shipped"),
        ("卖家已发货，等待买家确认", "shipped"),
        ("买家已签收", "buyer_signed"),
        ("交易成功", "finished"),
        ("交易关闭", "closed"),
        ("TRADE_CLOSED_BY_TAOBAO", "closed"),
        ("wait_seller_send_goods", "paid"),
        ("付款确认中", None),
        ("", None),
    ],
)
def test_the_platforms_word_becomes_a_status(word: str, status: str | None) -> None:
    assert normalise.word_reader("status", {})(word) == status


def test_every_code_has_a_word_and_no_word_another_code() -> None:
    assert {status.value for status in PlatformStatus} == normalise.CODES["status"]
    for vocabulary, words in normalise.vocabularies().items():
        assert set(words.values()) == normalise.CODES[vocabulary], vocabulary
        keys = [(normalise.word_key(word), word.endswith("…")) for word in words]
        assert len(set(keys)) == len(keys), f"{vocabulary}: two spellings are one"


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        (
            "浙江省 杭州市 西湖区 某街道1号(310000)",
            ("浙江省", "杭州市", "西湖区", "某街道1号", "310000"),
        ),
        (
            "浙江省   杭州市  西湖区  某街道 1号 （000000）",
            ("浙江省", "杭州市", "西湖区", "某街道 1号", None),
        ),
        ("广东省 东莞市 松山湖大道1号(523000)", ("广东省", "东莞市", None, "松山湖大道1号", "523000")),
        ("广东省 东莞市 null 万江街道1号", ("广东省", "东莞市", None, "万江街道1号", None)),
        ("重庆 重庆市 南岸区 ", ("重庆", "重庆市", "南岸区", None, None)),
        ("上海", ("上海", None, None, None, None)),
        ("内蒙古自治区", ("内蒙古自治区", None, None, None, None)),
        ("某街道1号(二楼)", (None, None, None, "某街道1号(二楼)", None)),
        ("浙江省 杭州市 西湖区 **街道**号", ("浙江省", "杭州市", "西湖区", "**街道**号", None)),
    ],
)
def test_an_address_in_one_cell_is_split(cell: str, parts: tuple[str | None, ...]) -> None:
    assert tuple(normalise.address(cell)) == parts


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("'13800000000", "13800000000"),
        ("138 0000 0000", "13800000000"),
        ("+8613800000000", "13800000000"),
        ("86-13800000000", "13800000000"),
        ("138****0000", "138****0000"),
        ("13800000000-1234", "13800000000-1234"),
        ("0571-88888888", "0571-88888888"),
        ("１３８００００００００", "13800000000"),
        ("1.38E+10", None),
        ("没有电话", None),
    ],
)
def test_phones(cell: str, number: str | None) -> None:
    assert normalise.phone(cell) == number


@pytest.mark.parametrize(
    ("name", "number", "code"),
    [
        ("中通快递", "75123456789", "ZTO"),
        ("顺丰速运", "", "SF"),
        ("圆通速递", "", "YTO"),
        ("申通E物流", "", "STO"),
        ("韵达快递", "", "YUNDA"),
        ("极兔速递", "", "JT"),
        ("京东快递", "", "JD"),
        ("德邦快递", "", "DBL"),
        ("EMS", "", "EMS"),
        ("邮政快递包裹", "", "POSTB"),
        ("yunda", "", "YUNDA"),
        ("村口老王", "SF1234567890123", None),
        ("", "SF1234567890123", "SF"),
        ("", "YT1234567890123", "YTO"),
        ("", "JT1234567890123", "JT"),
        ("", "JDVA12345678901", "JD"),
        ("", "EA123456789CN", "EMS"),
        ("", "4312345678901", "YUNDA"),
        ("", "7", None),
        ("", "", None),
    ],
)
def test_the_courier_by_its_name_else_guessed(name: str, number: str, code: str | None) -> None:
    assert normalise.courier(name, number) == code


def test_waybill_numbers() -> None:
    assert normalise.tracking_no("No:75123456789") == "75123456789"
    assert normalise.tracking_no("NO：75123456789") == "75123456789"
    assert normalise.tracking_no("sf12345 67890123") == "SF1234567890123"
    with pytest.raises(Unreadable) as caught:
        normalise.tracking_no("7.51E+13")
    assert caught.value.code == "row.tracking_digits_lost"


def test_the_contact_digest_changes_with_each_part_and_only_then() -> None:
    parts = ["张某", "13800000000", "浙江省", "杭州市", "西湖区", "某街道1号", "310000"]
    digest = contact_digest(*parts)
    assert digest == contact_digest(*parts)
    assert digest is not None
    assert len(digest) == 16
    others = {contact_digest(*parts[:at], None, *parts[at + 1 :]) for at in range(len(parts))}
    assert len(others | {digest}) == len(parts) + 1
    assert contact_digest(None, None) is None
