"""Which export it is, and which column is which."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from store.book.errors import Refusal
from store.imports.limits import Limits
from store.imports.recognise import as_of, recognise
from store.imports.sources import header_key, sources
from store.imports.targets import TARGETS
from tests.store.imports.files import NOW_MS, V1, V2, V5, V6

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


@pytest.mark.parametrize(
    ("kind", "header"),
    [
        ("items", "订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码"),
        (
            "items",
            "子订单编号,主订单编号,标题,价格,购买数量,外部系统编号,商品属性,套餐信息,备注,订单状态,商家编码,支付单号,"
            "买家应付货款,买家实际支付金额,退款状态,退款金额,订单创建时间,订单付款时间",
        ),
        (
            "items",
            "子订单编号,主订单编号,商品标题,商品价格,购买数量,订单状态,订单创建时间,发货时间,应发货时间",
        ),
        ("refunds", "订单编号,退款编号,支付宝交易号,订单付款时间,买家会员名称,买家实际支付金额,退款状态"),
        ("jd_orders", "订单号,商品ID,商品名称,订购数量,支付方式,下单时间,京东价,订单金额,订单状态,下单帐号"),
        ("jd_orders", "店铺ID,店铺名称,订单号,商品名称,订购数量,下单时间,应付金额,下单帐号,客户姓名"),
        (
            "pdd_orders",
            "订单成交时间,商品,订单号,订单状态,商品总价(元),邮费(元),发货时间,确认收货时间,商家备注",
        ),
        ("pdd_orders", "商品,订单号,订单状态,商品总价（元）,用户实付金额（元）,发货时间"),
        (
            "douyin_orders",
            "主订单编号,子订单编号,选购商品,商品规格,商品数量,订单应付金额,订单提交时间,发货时间",
        ),
        ("1688_orders", "订单编号,买家公司名,买家会员名,卖家公司名,货品总价(元)"),
        ("erp", "订单号,交易号,销售平台,店铺名称,仓库,配送方式,物流单号,收货人,收货地址,下单时间,付款时间"),
        ("erp", "订单号,交易号,订单标签,仓库,店铺名称,配送方式,物流单号,订单打印,快递单打印"),
        ("compensation", "店铺名称,订单号,商品ID,商品名称,扣款原因,申请人,申请时间,申请扣款金额,打款状态"),
    ],
)
def test_other_exports_are_known_by_name_and_not_taken_for_order_lists(kind: str, header: str) -> None:
    no = refusal(header)
    assert no.reason.code == "import.not_yet"
    assert no.reason.params["kind"] == kind


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
        headers = [header for names in source.fields.values() for header in names]
        assert len(set(headers)) == len(headers), f"{source.id}: a header for two fields"
        assert all(header == header_key(header) for header in headers)
        if not source.ready:
            continue
        target = TARGETS[source.kind]
        known = {*target.cells, *target.spreads}
        assert set(source.fields) <= known, source.id
        assert all(set(fields) <= known for fields in source.needs.values()), source.id


def test_every_column_of_a_target_has_one_origin() -> None:
    for target in TARGETS.values():
        spread = [column for columns, _ in target.spreads.values() for column in columns]
        assert sorted(target.columns) == sorted([*target.cells, *spread, *target.derived])


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
