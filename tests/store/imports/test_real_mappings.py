"""Every real file by its mapping, against a reading with csv or calamine and nothing of ours."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from store.imports.parent import stage
from tests.store.imports.files import DATA, NOW, SHARED, Filled, needs_shared, read

pytestmark = needs_shared

MAPPINGS = Path(__file__).parent / "mappings"
SAO_PAULO = ZoneInfo("America/Sao_Paulo")
SHANGHAI = ZoneInfo("Asia/Shanghai")


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def filled(name: str, mapping: str, tmp_path: Path) -> Filled:
    return read(DATA / name, mapping=MAPPINGS / f"{mapping}.toml", staging=tmp_path / "staging.db")


def moment(text: str, zone: ZoneInfo) -> int | None:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000) if text else None


def minor(text: str) -> int:
    return int(Decimal(text) * 100)


def test_olist_orders_with_every_time_in_its_zone(tmp_path: Path) -> None:
    staging = tmp_path / "staging.db"
    staged = stage(DATA / "olist/orders.csv", staging, "Asia/Shanghai", NOW, mapping=MAPPINGS / "olist_orders.toml")
    assert (staged.source, staged.zone, staged.currency) == ("olist.orders", "America/Sao_Paulo", "BRL")
    assert staged.unknown == ("order_estimated_delivery_date",)
    assert (staged.rows, staged.refused, staged.repeated) == (45_430, 0, 0)
    ours = Filled({}, staging).orders
    columns = {
        "placed_at": "order_purchase_timestamp",
        "paid_at": "order_approved_at",
        "shipped_at": "order_delivered_carrier_date",
        "finished_at": "order_delivered_customer_date",
    }
    theirs = lines(DATA / "olist/orders.csv")
    assert [order["order_no"] for order in ours] == [line["order_id"] for line in theirs]
    for field, column in columns.items():
        assert [order[field] for order in ours] == [moment(line[column], SAO_PAULO) for line in theirs]
    words = Counter(line["order_status"] for line in theirs)
    assert Counter(order["status"] for order in ours) == {
        "finished": words["delivered"],
        "shipped": words["shipped"],
        "paid": words["processing"] + words["invoiced"] + words["approved"],
        "closed": words["canceled"] + words["unavailable"],
        "waiting_payment": words["created"],
    }


def test_olist_items(tmp_path: Path) -> None:
    ours = filled("olist/order_items.csv", "olist_items", tmp_path)
    theirs = lines(DATA / "olist/order_items.csv")
    items = ours.tables["staged_items"]
    assert (ours.refused, ours.meta["repeated"]) == ([], 0)
    assert [(item["order_no"], item["item_no"], item["product_id"]) for item in items] == [
        (line["order_id"], line["order_item_id"], line["product_id"]) for line in theirs
    ]
    assert sum(item["price"] for item in items) == sum(minor(line["price"]) for line in theirs)
    assert all(item["position"] == int(item["item_no"]) - 1 for item in items)
    assert [order["ship_by_at"] for order in ours.orders] == [
        moment(line["shipping_limit_date"], SAO_PAULO) for line in theirs
    ]


@pytest.mark.parametrize(
    ("name", "number", "city", "state"),
    [
        ("customers", "customer_id", "customer_city", "customer_state"),
        ("sellers", "seller_id", "seller_city", "seller_state"),
    ],
)
def test_olist_places(tmp_path: Path, name: str, number: str, city: str, state: str) -> None:
    ours = filled(f"olist/{name}.csv", f"olist_{name}", tmp_path)
    assert [(order["order_no"], order["city"], order["province"]) for order in ours.orders] == [
        (line[number], line[city].strip(), line[state]) for line in lines(DATA / f"olist/{name}.csv")
    ]


def test_olist_reviews(tmp_path: Path) -> None:
    ours = filled("olist/order_reviews.csv", "olist_reviews", tmp_path)
    theirs = lines(DATA / "olist/order_reviews.csv")
    reviews = ours.tables["staged_reviews"]
    assert (len(reviews), ours.refused) == (len(theirs), [])
    assert Counter(review["score"] for review in reviews) == Counter(int(line["review_score"]) for line in theirs)
    assert [review["answered_at"] for review in reviews] == [
        moment(line["review_answer_timestamp"], SAO_PAULO) for line in theirs
    ]
    # Words for nothing are nothing; all else that buyers wrote is there.
    written = [line["review_comment_message"].strip() for line in theirs]
    silent = {"", "-", "--", "na", "n/a", "null"}
    assert sum(review["text"] is None for review in reviews) == sum(text.lower() in silent for text in written)
    assert ours.meta["repeated"] == len(theirs) - len({(line["review_id"], line["order_id"]) for line in theirs})


def test_the_taobao_workbook_without_order_numbers(tmp_path: Path) -> None:
    ours = filled("cn_orders/taobao_orders_2018-01.xls", "taobao_xls_2018", tmp_path)
    rows = CalamineWorkbook.from_path(SHARED / "taobao_orders_2018-01.xls").get_sheet_by_index(0).to_python()[1:]
    assert (len(ours.orders), ours.refused, ours.meta["repeated"]) == (len(rows), [], 0)
    assert len({order["order_no"] for order in ours.orders}) == len({(row[0], row[4]) for row in rows})
    assert sum(order["paid"] for order in ours.orders) == sum(minor(str(row[1])) for row in rows)
    assert [order["title"] for order in ours.orders] == [str(row[3]).strip() for row in rows]
    assert [order["paid_at"] for order in ours.orders] == [moment(str(row[4]), SHANGHAI) for row in rows]
    assert [order["province"] for order in ours.orders] == [str(row[5]).split()[0] for row in rows]
    assert ours.orders[0]["order_no"] == "mr00001-2018-01-01092618"


def test_the_tmall_report_by_a_mapping_is_what_it_is_without(tmp_path: Path) -> None:
    ours = filled("cn_orders/tmall_orders_2020-02-01_20.csv", "tmall_report", tmp_path)
    assert (ours.meta["source"], ours.meta["shop"], ours.meta["rows"]) == ("tmall.report", "TM", 6_063)
    plain = read(SHARED / "tmall_orders_2020-02-01_20.csv", staging=tmp_path / "plain.db")
    same = ("order_no", "total", "paid", "refunded", "placed_at", "paid_at", "province", "contact_digest")
    assert [[order[name] for name in same] for order in ours.orders] == [
        [order[name] for name in same] for order in plain.orders
    ]
    assert {order["shop_name"] for order in ours.orders} == {"天猫店"}


def test_the_logistics_sheet_with_its_commas_and_duplicates(tmp_path: Path) -> None:
    ours = filled("cn_orders/logistics_2016_utf8.csv", "logistics_2016", tmp_path)
    theirs = lines(SHARED / "logistics_2016_utf8.csv")
    seen: set[tuple[str, ...]] = set()
    kept, why = [], Counter[str]()
    for line in theirs:
        if (row := tuple(line.values())) in seen:
            why["row.duplicate"] += 1
        elif not line["订单号"].strip():
            why["row.order_no_missing"] += 1
        elif line["数量"] and not line["数量"].isdigit():
            why["row.quantity_unreadable"] += 1
        else:
            kept.append(line)
        seen.add(row)
    assert Counter(code for _, code, *_ in ours.refused) == why
    assert why["row.duplicate"] > 0
    items = ours.tables["staged_items"]
    assert [(item["order_no"], item["item_no"]) for item in items] == [
        (line["订单号"], line["订单行"]) for line in kept
    ]

    def amount(text: str) -> int:
        times = 10_000 if text.endswith("万元") else 1
        return int(Decimal(text.removesuffix("元").removesuffix("万").replace(",", ".")) * 100 * times)

    assert sum(item["payable"] for item in items) == sum(amount(line["销售金额"]) for line in kept)
    assert Counter(order["kind_word"] for order in ours.orders) == Counter(
        line["货品交货状况"] or None for line in kept
    )
    assert Counter(item["refund_word"] for item in items) == Counter(line["货品用户反馈"] for line in kept)


def test_every_file_beside_the_checkout_is_read_by_something() -> None:
    read_here = {
        *("orders.csv", "order_items.csv", "customers.csv", "sellers.csv", "order_reviews.csv"),
        *("taobao_orders_2018-01.xls", "tmall_orders_2020-02-01_20.csv", "logistics_2016_utf8.csv"),
        *("kdniao_like_zto_73190553102532.json", "kdniao_yto_YT4318407829600.json"),
    }
    about = {"README.md", "export_headers_observed.json"}
    assert {path.name for path in DATA.rglob("*") if path.is_file()} == read_here | about
