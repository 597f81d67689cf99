"""The exports of the trade, each with rows as they stand in the files (domain 1)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.store.imports import headers
from tests.store.imports.files import Filled, ms, read, table, write_csv, write_xlsx

ITEM = {
    "子订单编号": '="3160000000000000001"',
    "主订单编号": '="2160000000000000001"',
    "订单编号": '="2160000000000000001"',
    "标题": "测试商品A",
    "商品标题": "测试商品A",
    "价格": "29.50",
    "商品价格": "29.50",
    "购买数量": "2",
    "商品属性": "颜色分类:白;尺码:M",
    "订单状态": "买家已付款，等待卖家发货",
    "商家编码": '="A-01"',
    "买家应付货款": "59.00",
    "买家实付金额": "59.00",
    "买家实际支付金额": "59.00",
    "退款状态": "没有申请退款",
    "退款金额": "0.00元",
    "订单创建时间": "2024-06-01 15:58:00",
    "订单付款时间": "2024-06-01 15:59:30",
    "应发货时间": "2024-06-03 15:59:30",
    "商品ID": "600000000001",
    "商家备注": "急",
}
REFUND = {
    "订单编号": "2160000000000000001",
    "退款编号": '="93000000000000001"',
    "商家编码": "A-01",
    "商品编码": "A-01",
    "买家会员名称": "测试买家一",
    "买家实际支付金额": "59.00",
    "宝贝标题": "测试商品A",
    "买家退款金额": "29.50",
    "是否需要退货": "需要退货",
    "售后类型": "退货退款",
    "退款的申请时间": "2024-06-01 18:00:00",
    "超时时间": "2024-06-03 10:30:00",
    "退款状态": "卖家已经同意退款，等待买家退货",
    "货物状态": "买家已收到货",
    "客服介入状态": "未介入",
    "退货物流单号": "No:YT1234567890123",
    "退货物流公司": "圆通速递",
    "买家退款原因": "尺码不合适",
    "买家退款说明": "小了\n换不了",
    "责任方": "null",
    "售中或售后": "售后",
    "举证超时": "否",
    "退款操作人": "小二",
}
JD = {
    "订单号": "100000000001",
    "商品ID": "10001",
    "商品名称": "测试商品A",
    "订购数量": "1",
    "下单时间": "2024-06-01 15:58:00",
    "京东价": "30.00",
    "订单金额": "60.00",
    "应付金额": "55.00",
    "订单状态": "等待出库",
    "下单帐号": "jd_测试",
    "客户姓名": "张某",
    "客户地址": "浙江 杭州市 西湖区 某街道1号",
    "联系电话": "13800000000",
    "运费金额": "0.00",
    "付款确认时间": "2024-06-01 16:00:00",
    "货号": "A-01",
    "店铺名称": "测试店",
}
PDD = {
    "订单成交时间": "2024-06-01 15:58:00",
    "商品": "测试商品A",
    "订单号": "240601-123456789012345",
    "订单状态": "已发货，待签收",
    "商品总价(元)": "60.00",
    "邮费(元)": "0.00",
    "用户实付金额(元)": "55.00",
    "商品数量(件)": "2",
    "发货时间": "2024-06-01 20:00:00",
    "确认收货时间": "-",
    "商品id": "600001",
    "商品规格": "白,M",
    "商家编码-规格维度": "-",
    "商家编码-商品维度": "A-01",
    "商家备注": "",
    "售后状态": "无售后或售后取消",
    "快递单号": "75123456789012",
    "快递公司": "中通快递",
}


def staged(tmp_path: Path, header: list[str], *rows: dict[str, str], encoding: str = "gb18030") -> Filled:
    return read(write_csv(tmp_path / "export.csv", table(header, *rows), encoding))


def only(rows: list[dict[str, Any]], **expected: object) -> None:
    """There is one row, and it says this."""
    (row,) = rows
    assert {name: row[name] for name in expected} == expected


@pytest.mark.parametrize("header", [headers.ITEMS_2022, headers.ITEMS_2024], ids=["2022", "2024"])
def test_an_item_fills_its_line_and_what_it_says_of_the_order(tmp_path: Path, header: list[str]) -> None:
    filled = staged(tmp_path, header, ITEM, {**ITEM, "子订单编号": "3160000000000000002", "订单状态": "交易关闭"})
    first, second = filled.tables["staged_items"]
    assert (first["line"], first["order_no"], first["item_no"]) == (2, "2160000000000000001", "3160000000000000001")
    assert (first["position"], second["position"]) == (0, 1)
    assert (first["price"], first["quantity"], first["payable"], first["paid"]) == (2950, 2, 5900, 5900)
    assert (first["code"], first["properties"]) == ("A-01", "颜色分类:白;尺码:M")
    assert (first["status"], second["status"], first["refund_word"]) == ("paid", "closed", "没有申请退款")
    due = ms("2024-06-03 15:59:30") if header is headers.ITEMS_2024 else None
    assert [(order["line"], order["ship_by_at"], order["status"]) for order in filled.orders] == [
        (2, due, None),
        (3, due, None),
    ]
    assert filled.orders[0]["paid_at"] == ms("2024-06-01 15:59:30")
    assert filled.meta["kind"] == "items"
    assert filled.meta["repeated"] == 0
    assert filled.meta["fields"] == [name for name in filled.meta["tables"]["staged_items"] if name != "position"]
    assert "ship_by_at" in filled.meta["tables"]["staged_orders"] or header is headers.ITEMS_2022


def test_items_of_the_old_export_have_a_place_and_no_number(tmp_path: Path) -> None:
    other = {**ITEM, "订单编号": "2160000000000000002"}
    items = staged(tmp_path, headers.ITEMS_OLD, ITEM, other, ITEM).tables["staged_items"]
    assert [(item["order_no"][-1], item["position"], item["item_no"]) for item in items] == [
        ("1", 0, None),
        ("2", 0, None),
        ("1", 1, None),
    ]


def test_the_same_item_twice_is_told(tmp_path: Path) -> None:
    assert staged(tmp_path, headers.ITEMS_2022, ITEM, ITEM).meta["repeated"] == 1


def test_a_row_that_is_refused_for_one_table_is_refused_for_all(tmp_path: Path) -> None:
    filled = staged(tmp_path, headers.ITEMS_2024, {**ITEM, "应发货时间": "明天"}, {**ITEM, "购买数量": "两件"})
    assert (filled.tables["staged_items"], filled.orders) == ([], [])
    assert [(line, code, params["column"]) for line, code, params, _ in filled.refused] == [
        (2, "row.time_unreadable", "应发货时间"),
        (3, "row.quantity_unreadable", "购买数量"),
    ]


@pytest.mark.parametrize(
    "header", [headers.REFUNDS_2017, headers.REFUNDS_2021, headers.REFUNDS_2026], ids=["39", "42", "54"]
)
def test_refunds_in_three_generations(tmp_path: Path, header: list[str]) -> None:
    filled = staged(tmp_path, header, REFUND)
    assert filled.refused == []
    only(
        filled.tables["staged_refunds"],
        refund_no="93000000000000001",
        order_no="2160000000000000001",
        status="waiting_buyer_return",
        platform_word="卖家已经同意退款，等待买家退货",
        kind="return_refund",
        phase="aftersale",
        goods_state="received",
        cs_word="未介入",
        amount=2950,
        paid=5900,
        applied_at=ms("2024-06-01 18:00:00"),
        step_due_at=ms("2024-06-03 10:30:00"),
        evidence_due_at=None,
        description="小了 换不了",
        return_tracking_no="YT1234567890123",
        return_courier="YTO",
        fault=None,
        code="A-01",
        operator="小二",
    )


def test_the_deadline_for_evidence_is_a_time_where_it_is_one(tmp_path: Path) -> None:
    rows = staged(tmp_path, headers.REFUNDS_2026, {**REFUND, "举证超时": "2024-06-04 10:00:00"})
    only(rows.tables["staged_refunds"], evidence_due_at=ms("2024-06-04 10:00:00"))


def test_jd_repeats_the_order_on_the_line_of_each_item(tmp_path: Path) -> None:
    filled = staged(tmp_path, headers.JD_LATER, JD, {**JD, "商品ID": "10002", "商品名称": "测试商品B"})
    assert len(filled.orders) == 2
    for order in filled.orders:
        assert (order["order_no"], order["status"], order["platform_word"]) == ("100000000001", "paid", "等待出库")
        assert (order["total"], order["payable"], order["paid_at"]) == (6000, 5500, ms("2024-06-01 16:00:00"))
        assert (order["city"], order["tracking_no"], order["hold"]) == ("杭州市", None, 0)
    assert [(item["title"], item["position"], item["price"]) for item in filled.tables["staged_items"]] == [
        ("测试商品A", 0, 3000),
        ("测试商品B", 1, 3000),
    ]
    assert filled.meta["kind"] == "orders"
    assert filled.meta["repeated"] == 0
    assert filled.meta["encoding"] == "gb18030"


@pytest.mark.parametrize(
    ("word", "status", "hold"),
    [
        ("等待付款", "waiting_payment", 0),
        ("等待确认收货", "shipped", 0),
        ("完成", "finished", 0),
        ("(删除)等待出库", "closed", 0),
        ("（删除）锁定", "closed", 0),
        ("锁定", "paid", 1),
        ("暂停", "paid", 1),
        ("神秘", None, 0),
    ],
)
def test_words_of_jd(tmp_path: Path, word: str, status: str | None, hold: int) -> None:
    only(
        staged(tmp_path, headers.JD_2016, {**JD, "订单状态": word}).orders, status=status, platform_word=word, hold=hold
    )


def test_pinduoduo_with_a_title_above_the_header(tmp_path: Path) -> None:
    rows = [["订单导出", *[""] * 22], *table(headers.PDD, PDD)]
    filled = read(write_csv(tmp_path / "orders_export.csv", rows, "utf-8-sig"))
    only(
        filled.orders,
        line=3,
        order_no="240601-123456789012345",
        status="shipped",
        placed_at=None,
        paid_at=ms("2024-06-01 15:58:00"),
        shipped_at=ms("2024-06-01 20:00:00"),
        finished_at=None,
        paid=5500,
        tracking_no="75123456789012",
        courier="ZTO",
        quantity=2,
    )
    only(filled.tables["staged_items"], code="A-01", properties="白,M", refund_word="无售后或售后取消", position=0)


def test_a_day_in_an_order_number_is_no_time(tmp_path: Path) -> None:
    filled = staged(tmp_path, headers.PDD, {**PDD, "订单成交时间": "", "订单状态": "待付款"})
    only(filled.orders, paid_at=None, placed_at=None, status="waiting_payment")


def test_places_in_columns_of_their_own(tmp_path: Path) -> None:
    header = [*headers.PDD, "省", "市", "区", "街道", "收货人", "手机"]
    place = {
        "省": "浙江省",
        "市": "杭州市",
        "区": "****",
        "街道": "广东路 1号",
        "收货人": "张**",
        "手机": "138****0000",
    }
    only(
        staged(tmp_path, header, {**PDD, **place}).orders,
        province="浙江省",
        city="杭州市",
        district="****",
        address="广东路 1号",
        receiver="张**",
        phone="138****0000",
        postcode=None,
    )


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("待付款", "waiting_payment"),
        ("待发货", "paid"),
        ("已付款，待发货", "paid"),
        ("已发货，待收货", "shipped"),
        ("已收货", "finished"),
        ("已取消", "closed"),
        ("已发货，退款成功", "closed"),
    ],
)
def test_words_of_pinduoduo(tmp_path: Path, word: str, status: str) -> None:
    only(staged(tmp_path, headers.PDD, {**PDD, "订单状态": word}).orders, status=status)


SLIP = {
    "订单号": "2406010001",
    "交易号": "2160000000000000001,2160000000000000002；2160000000000000003",
    "通知配货时间": "2024-06-01 17:00:00",
    "计划发货时间": "2024-06-02",
    "仓库": "主仓",
    "店铺名称": "测试店",
    "配送方式": "韵达",
    "物流单号": "4312345678901",
    "商家留言": "急",
    "订单打印": "是",
    "快递单打印": "否",
    "已生成波次": "是",
}


def test_slips_are_the_evidence_of_printing(tmp_path: Path) -> None:
    filled = staged(tmp_path, headers.SLIPS, SLIP)
    only(
        filled.tables["staged_prints"],
        order_no="2160000000000000001",
        erp_no="2406010001",
        slip_printed=1,
        waybill_printed=0,
        wave=None,
        released_at=ms("2024-06-01 17:00:00"),
        plan_at=ms("2024-06-02 00:00:00"),
        tracking_no="4312345678901",
        courier="YUNDA",
        courier_word="韵达",
        warehouse="主仓",
        shop_name="测试店",
    )
    assert [(row["line"], row["order_no"][-1]) for row in filled.tables["staged_prints_more"]] == [(2, "2"), (2, "3")]
    assert filled.meta["kind"] == "prints"


@pytest.mark.parametrize(
    ("cell", "printed"),
    [("已打印", 1), ("未打印", 0), ("√", 1), ("1", 1), ("2", 1), ("0", 0), ("部分打印", None), ("", None)],
)
def test_how_erps_say_yes(tmp_path: Path, cell: str, printed: int | None) -> None:
    only(staged(tmp_path, headers.SLIPS, {**SLIP, "订单打印": cell}).tables["staged_prints"], slip_printed=printed)


def test_a_wave_is_a_number_not_a_yes(tmp_path: Path) -> None:
    only(staged(tmp_path, headers.SLIPS, {**SLIP, "已生成波次": "12-31"}).tables["staged_prints"], wave="12-31")


@pytest.mark.parametrize(("cell", "printed"), [("是", 1), ("2", 1), ("1", None), ("0", 0)])
def test_a_wave_is_printed_when_all_of_it_is(tmp_path: Path, cell: str, printed: int | None) -> None:
    wave = {
        "波次号": "12-31",
        "已打印快递单": cell,
        "验收": "否",
        "取消": "0",
        "订单数量": "40",
        "业务日期": "2024-06-01",
    }
    only(
        staged(tmp_path, headers.WAVES, wave).tables["staged_waves"],
        wave="12-31",
        waybill_printed=printed,
        slip_printed=None,
        accepted=0,
        cancelled=0,
        orders=40,
        made_at=ms("2024-06-01 00:00:00"),
    )


def test_what_is_to_be_shipped_and_what_is_late(tmp_path: Path) -> None:
    filled = staged(tmp_path, headers.TO_SHIP, {**SLIP, "交易号": "2160000000000000001"})
    assert filled.meta["source"] == "erp.to_ship"
    only(filled.tables["staged_prints"], order_no="2160000000000000001", slip_printed=None, courier="YUNDA")
    late = {**SLIP, "交易号": "2160000000000000001", "超时天数": "3"}
    filled = staged(tmp_path, headers.LATE, late)
    assert filled.meta["source"] == "erp.late"
    only(filled.tables["staged_prints"], plan_at=ms("2024-06-02 00:00:00"), erp_no="2406010001")


def test_refunds_of_the_platform_as_an_erp_lists_them(tmp_path: Path) -> None:
    row = {"退单编号": "93000000000000001", "交易号": "2160000000000000001", "退款金额": "29.5", "退单类型": "仅退款"}
    filled = staged(tmp_path, headers.ERP_REFUNDS, row, row)
    assert filled.meta["repeated"] == 0
    only(
        filled.tables["staged_refunds"][:1], refund_no="93000000000000001", amount=2950, kind="refund_only", status=None
    )


def test_parcels_that_came_back(tmp_path: Path) -> None:
    row = {"状态": "已入库", "包裹单号": "TH0001", "快递单号": "SF1234567890123", "手机号": "13800000000"}
    filled = staged(tmp_path, headers.RETURNS, {**row, "实际退货数（入库数）": "1", "验收入库时间": "2024-06-01 09:00"})
    only(
        filled.tables["staged_returns"],
        package_no="TH0001",
        tracking_no="SF1234567890123",
        courier="SF",
        order_no=None,
        got_at=ms("2024-06-01 09:00:00"),
        quantity=1,
    )


@pytest.mark.parametrize(
    ("header", "row", "state"),
    [
        (
            headers.COURIER,
            {"运单号": "75123456789012", "最新状态": "派件中", "最新时间": "2024-06-01 09:00"},
            "out_for_delivery",
        ),
        (
            headers.COURIER_ZTO,
            {"快递单号": "75123456789012", "物流状态": "签收", "更新时间": "2024-06-01 09:00"},
            "signed",
        ),
        (headers.COURIER_BARE, {"物流单号": "75123456789012", "签收状态": "未签收"}, "unknown"),
        (
            headers.COURIER_ZTO,
            {"快递单号": "75123456789012", "物流状态": "", "最新轨迹": "【杭州】快件离开，发往【广州】"},
            "in_transit",
        ),
        (headers.COURIER, {"运单号": "75123456789012", "最新状态": "不知道", "最新时间": ""}, "unknown"),
    ],
)
def test_sheets_of_couriers(tmp_path: Path, header: list[str], row: dict[str, str], state: str) -> None:
    only(staged(tmp_path, header, row).tables["staged_scans"], tracking_no="75123456789012", courier="ZTO", state=state)


def test_a_scan_needs_its_waybill(tmp_path: Path) -> None:
    filled = staged(
        tmp_path, headers.COURIER, {"运单号": "", "最新状态": "签收"}, {"运单号": "7.5E+13", "最新状态": "签收"}
    )
    assert [code for _, code, *_ in filled.refused] == ["row.tracking_missing", "row.tracking_digits_lost"]


def test_stock(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*headers.STOCK],
        ["A-01", "测试商品A", "白;M", 12.0, "主仓"],
        ["A-02", "测试商品B", "", "-3", "主仓"],
        ["", "", "", 1],
    ]
    filled = read(write_xlsx(tmp_path / "库存.xlsx", rows))
    assert [(row["code"], row["quantity"]) for row in filled.tables["staged_stock"]] == [("A-01", 12), ("A-02", -3)]
    assert [code for _, code, *_ in filled.refused] == ["row.code_missing"]
    assert filled.meta["kind"] == "stock"


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("买家已经申请退款，等待卖家同意", "waiting_seller"),
        ("待商家处理", "waiting_seller"),
        ("买家已经退货,等待卖家确认收货", "waiting_seller_receive"),
        ("卖家拒绝退款", "refused"),
        ("退款关闭", "closed"),
        ("退款成功", "succeeded"),
        ("WAIT_SELLER_AGREE", "waiting_seller"),
        ("待发出", "waiting_seller_send"),
        ("新词", None),
    ],
)
def test_words_for_where_a_refund_is(tmp_path: Path, word: str, status: str | None) -> None:
    rows = staged(tmp_path, headers.REFUNDS_2026, {**REFUND, "退款状态": word}).tables["staged_refunds"]
    only(rows, status=status, platform_word=word)


def test_the_shop_is_found_in_whatever_table_names_it(tmp_path: Path) -> None:
    from store.imports.staging import shop_names

    for header, row in ((headers.SLIPS, SLIP), (headers.JD_SHOPS, JD)):
        staged(tmp_path, header, row)
        assert shop_names(tmp_path / "staging.db") == ("测试店",)
    staged(tmp_path, headers.REFUNDS_2026, REFUND)
    assert shop_names(tmp_path / "staging.db") == ()
