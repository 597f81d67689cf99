"""Which export it is, and which column is which."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from store.book.errors import Refusal
from store.imports.limits import Limits
from store.imports.normalise import CODES
from store.imports.recognise import as_of, recognise
from store.imports.sources import header_key, sources
from store.imports.targets import TARGETS
from tests.store.imports.files import NOW_MS, V1, V2, V5, V6
from tests.store.imports.headers import HEADERS

SHANGHAI = ZoneInfo("Asia/Shanghai")


def refusal(*head: str) -> Refusal:
    with pytest.raises(Refusal) as caught:
        recognise([line.split(",") for line in head], Limits())
    return caught.value


@pytest.mark.parametrize("header", [V1, V2, V5, V6], ids=["V1", "V2", "V5", "V6"])
def test_every_version_of_the_order_list_is_recognised(header: list[str]) -> None:
    found = recognise([header], Limits())
    assert found.source.id == "taobao.orders"
    names = {field: found.header[columns[0]] for field, columns in found.fields.items()}
    assert names["order_no"] == "订单编号"
    assert names["paid"] in ("买家实际支付金额", "买家实付金额")
    assert names["title"] in ("宝贝标题", "商品标题")
    assert {
        "buyer_nick",
        "platform_word",
        "placed_at",
        "paid_at",
        "receiver",
        "phone",
        "memo",
    } <= names.keys()
    assert len(found.unknown) + sum(map(len, found.fields.values())) == len(header)


def test_the_order_of_columns_does_not_matter() -> None:
    found = recognise([V2[::-1]], Limits())
    assert found.header[found.fields["order_no"][0]] == "订单编号"
    assert found.fields["order_no"] == (len(V2) - 1,)


@pytest.mark.parametrize("dirt", ["{} ", "\ufeff{}", '"{}"', "\u00a0{}\t", "'{}", "*{}", '="{}"'])
def test_dirt_around_headers_is_ignored(dirt: str) -> None:
    found = recognise([[dirt.format(name) for name in ("订单编号", "总金额", "收货地址")]], Limits())
    assert set(found.fields) == {"order_no", "total", "address"}
    assert found.unknown == ()


def test_a_title_line_may_stand_above_the_header() -> None:
    head = [["订单导入模板（*号为必填项)", ""], [""], ["订单编号", "总金额"], ["1", "2.00"]]
    assert recognise(head, Limits()).line == 3


def test_a_mobile_number_goes_before_the_telephone() -> None:
    found = recognise([["订单编号", "总金额", "联系电话", "联系手机"]], Limits())
    assert found.fields["phone"] == (3, 2)


def test_unknown_columns_are_told() -> None:
    assert recognise([["订单编号", "总金额", "星座"]], Limits()).unknown == ("星座",)


@pytest.mark.parametrize(("source", "header"), HEADERS)
def test_every_export_of_the_trade_is_recognised_by_its_header(source: str, header: list[str]) -> None:
    found = recognise([header], Limits())
    assert found.source.id == source
    assert all(TARGETS[kind].key in fields for kind, fields in found.parts.items())
    assert recognise([["导出的标题"], header[::-1]], Limits()).source.id == source


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        (
            "douyin_orders",
            "主订单编号,子订单编号,选购商品,商品规格,商品数量,订单应付金额,订单提交时间,发货时间",
        ),
        ("1688_orders", "订单编号,买家公司名,买家会员名,卖家公司名,货品总价(元)"),
        ("compensation", "店铺名称,订单号,商品ID,商品名称,扣款原因,申请人,申请时间,申请扣款金额,打款状态"),
        ("compensation", "申请时间,赔付单号,关联订单号,关联服务单号,赔付金额,赔付原因,赔付状态,申请人"),
        (
            "erp",
            "退单号,店铺,退单类型,退单状态,退货人,退货仓库,退单原因,原单号,交易号,原单快递公司,买家昵称,确认收货时间",
        ),
    ],
)
def test_other_exports_are_known_by_name_and_not_taken_for_order_lists(kind: str, header: str) -> None:
    no = refusal(header)
    assert no.reason.code == "import.not_yet"
    assert no.reason.params["kind"] == kind


@pytest.mark.parametrize(("source", "header"), HEADERS)
def test_versions_that_nobody_has_seen_yet(source: str, header: list[str]) -> None:
    """Columns come, go and change places; those that prove the export and name its rows stay."""
    known = next(each for each in sources() if each.id == source)
    here = {header_key(name) for name in header}
    staying = set().union(*max((sign for sign in known.signs if not any(map(here.isdisjoint, sign))), key=len))
    for names in known.needs.values():
        staying.update(key for name in names for key in known.fields[name])
    chance = random.Random(f"{source}{len(header)}")
    for _ in range(40):
        new = [f"{chance.choice('新优智超会')}{chance.choice('增惠能值员')}{at}" for at in range(chance.randrange(30))]
        changed = [*(name for name in header if header_key(name) in staying or chance.random() < 0.7), *new]
        chance.shuffle(changed)
        found = recognise([changed], Limits())
        assert found.source.id == source
        for kind, fields in found.parts.items():
            for name, places in fields.items():
                assert all(header_key(changed[place]) in known.parts[kind][name] for place in places)
        assert set(new) <= set(found.unknown)


def test_an_order_list_without_order_numbers() -> None:
    no = refusal("买家会员名,买家实际支付金额,宝贝总数量,宝贝标题,订单付款时间,收货地址")
    assert no.reason.code == "import.no_order_number"
    assert no.reason.params["columns"] == [
        *("买家会员名", "买家实际支付金额", "宝贝总数量", "宝贝标题", "订单付款时间", "收货地址")
    ]


def test_order_numbers_alone_are_no_order_list() -> None:
    no = refusal("订单编号,买家会员名,买家留言")
    assert no.reason.code == "import.no_time_or_money"


@pytest.mark.parametrize("header", ["姓名,班次,工号", "订单号,订单行,销售时间,交货时间,货品", "1,2,3"])
def test_a_header_that_nobody_knows(header: str) -> None:
    no = refusal(header)
    assert no.reason.code == "import.unknown_header"
    assert no.reason.params["columns"] == header.split(",")


def test_nothing_at_all() -> None:
    assert refusal("", "").reason.params["columns"] == []


def test_too_many_columns() -> None:
    no = refusal(",".join(["订单编号", *(f"列{n}" for n in range(200))]))
    assert (no.reason.code, no.reason.params["limit"]) == ("file.too_many_columns", 200)


def test_the_data_of_the_sources_hold_together() -> None:
    assert len({source.id for source in sources()}) == len(sources())
    for source in sources():
        if not source.ready:
            continue
        for kind, fields in source.parts.items():
            headers = [header for names in fields.values() for header in names]
            assert len(set(headers)) == len(headers), f"{source.id}: a header for two fields"
            assert all(header == header_key(header) for header in headers)
            assert set(fields) <= TARGETS[kind].fields, source.id
            assert TARGETS[kind].key in fields, source.id
        assert all(set(names) <= TARGETS[source.kind].fields for names in source.needs.values()), source.id
        for vocabulary, words in source.words.items():
            assert set(words.values()) <= CODES[vocabulary]


def test_every_column_of_a_target_has_one_origin() -> None:
    for target in TARGETS.values():
        spread = {column for columns, _ in target.spreads.values() for column in columns}
        read = {*target.cells, *spread, *filter(None, [target.position])}
        assert read.isdisjoint(target.derived)
        assert set(target.columns) == {*read, *target.derived}
        assert {target.key, *target.same} <= set(target.columns)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("ExportOrderList201903121048.csv", "2019-03-12T02:48:00"),
        ("ExportOrderList20190312104830.xlsx", "2019-03-12T02:48:30"),
        ("ExportOrderDetailList2016092310161.xlsx", "2016-09-23T02:16:00"),
        ("ExportOrderList201903121048 (1).csv", "2019-03-12T02:48:00"),
        ("ExportOrderList202406021100.csv", "2024-06-02T03:00:00"),
    ],
)
def test_the_age_of_an_export_is_in_its_name(tmp_path: Path, name: str, made: str) -> None:
    moment = datetime.fromisoformat(made).replace(tzinfo=UTC)
    assert as_of(tmp_path / name, SHANGHAI, NOW_MS) == int(moment.timestamp() * 1000)


@pytest.mark.parametrize(
    "name",
    ["orders.csv", "ExportOrderList209903121048.csv", "201399999999.csv", "200001010000.csv", "2024060.csv"],
)
def test_without_a_plausible_stamp_it_is_the_time_of_saving(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.touch()
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert as_of(path, SHANGHAI, NOW_MS) == 1_700_000_000_000


def test_a_file_that_a_wrong_clock_saved_is_not_from_the_future(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    path.touch()
    os.utime(path, (4_000_000_000, 4_000_000_000))
    assert as_of(path, SHANGHAI, NOW_MS) == NOW_MS
