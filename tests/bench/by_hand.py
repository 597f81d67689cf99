"""The yardstick of an import: `csv` and `executemany` into the same tables of an empty book, with the same indexes and
the same words for the search.

The least that a script would do which somebody writes once: the same values, a transaction for every 20,000 rows, and
nothing else (no second file, no repetition, no reasons for what was not understood).

python -m tests.bench.by_hand BOOK FILE
"""

from __future__ import annotations

import json
import sys
import time
from datetime import datetime, timedelta
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from store.book.terms import indexed
from tests.bench.sheets import rows_of

BATCH = 20_000
SHOP = 1
EPOCH = datetime(1970, 1, 1) + timedelta(hours=8)  # noqa: DTZ001 - the file's times have no zone: China's
HOURS_48 = 48 * 3_600_000
STATUS = {
    "等待买家付款": "waiting_payment",
    "买家已付款,等待卖家发货": "paid",
    "买家已付款，等待卖家发货": "paid",
    "卖家已发货,等待买家确认": "shipped",
    "卖家已发货，等待买家确认": "shipped",
    "交易成功": "finished",
    "交易关闭": "closed",
}
ORDER = (
    "INSERT INTO orders(id, version, shop_id, order_no, buyer_id, contact_id, status, platform_word, status_as_of,"
    " placed_at, paid_at, shipped_at, finished_at, refunded_at, settled_at, estimated, ship_by_at, ship_by_estimated,"
    " house_due_at, due_at, pay_by_at, payable, postage, total, paid, refunded, title, quantity, money_only,"
    " buyer_message, memo, closed_reason, title_id)"
    " VALUES (?,1,1,?,?,?,?,?,?,?,?,?,?,?,?,'',?,1,?,?,?,?,?,?,?,?,?,?,0,?,?,?,?)"
)


class Script:
    """Keeps the ids that it has given out."""

    def __init__(self, connection: Any, now: int) -> None:
        self._connection, self._now = connection, now
        self._buyers: dict[str, int] = {}
        self._contacts: dict[bytes, int] = {}
        self._parcels: dict[str, int] = {}
        self._titles: dict[str, int] = {}
        self._orders: set[str] = set()

    def put(self, rows: list[dict[str, str]]) -> None:
        """One transaction."""
        out: dict[str, list[tuple[Any, ...]]] = {name: [] for name in STATEMENTS}
        for row in rows:
            try:
                self._row(row, out)
            except ValueError:
                continue
        self._connection.execute("BEGIN IMMEDIATE")
        for name, statement in STATEMENTS.items():
            self._connection.executemany(statement, out[name])
        self._connection.execute("COMMIT")

    def _row(self, row: dict[str, str], out: dict[str, list[tuple[Any, ...]]]) -> None:
        number = row["订单编号"].strip('="')
        if not number.isdigit():
            raise ValueError(number)
        placed, paid, shipped, finished = (
            _ms(row[name]) for name in ("订单创建时间", "订单付款时间 ", "发货时间", "确认收货时间")
        )
        if number in self._orders:
            return
        self._orders.add(number)
        order_id = len(self._orders)
        nick = row["买家会员名"]
        buyer = self._buyers.get(nick)
        if buyer is None:
            buyer = self._buyers[nick] = len(self._buyers) + 1
            out["buyers"].append((buyer, nick))
            out["buyer_words"].append((buyer, *indexed(nick)))
        where = (row["收货人姓名"], row["联系手机"].strip("'"), *_parts(row["收货地址 "]))
        digest = blake2b("\x1f".join(where).encode(), digest_size=8).digest()
        contact = self._contacts.get(digest)
        if contact is None:
            contact = self._contacts[digest] = len(self._contacts) + 1
            out["contacts"].append((contact, digest.hex(), *where))
        word, closed = row["订单状态"], row["订单关闭原因"]
        status = STATUS.get(word, "closed")
        closed = "" if closed == "订单未关闭" else closed
        payable, postage, total, payment, refund = (
            _fen(row[name]) for name in ("买家应付货款", "买家应付邮费", "总金额", "买家实际支付金额", "退款金额")
        )
        over = self._now if closed or (refund and refund >= total) else None
        due = paid and paid + HOURS_48
        settled = finished or over
        # fmt: off
        out["orders"].append((
            order_id, number, buyer, contact, status, word, self._now, placed, paid, shipped, finished,
            self._now if refund else None, settled, due, due and due - 1000, due and due - 1000,
            placed and placed + 86_400_000,
            payable, postage, total, payment, refund, row["宝贝标题 "], int(row["宝贝总数量"] or 0),
            row["买家留言"] or None, row["商家备忘"] or None, closed or None, self._title(row["宝贝标题 "], out),
        ))
        # fmt: on
        out["sources"].append((order_id, self._now))
        for position, title in enumerate(row["宝贝标题 "].split("，")):
            out["lines"].append((order_id, position, title))
        tracking = row["物流单号 "].removeprefix("No:")
        if tracking:
            parcel = self._parcels.get(tracking)
            if parcel is None:
                parcel = self._parcels[tracking] = len(self._parcels) + 1
                out["parcels"].append((parcel, tracking, row["物流公司"]))
            out["links"].append((parcel, order_id))

    def _title(self, text: str, out: dict[str, list[tuple[Any, ...]]]) -> int:
        title = self._titles.get(text)
        if title is None:
            title = self._titles[text] = len(self._titles) + 1
            out["titles"].append((title, text))
            out["title_words"].append((title, *indexed(text)))
        return title


STATEMENTS = {
    "titles": "INSERT INTO titles(id, text) VALUES (?,?)",
    "title_words": "INSERT INTO title_words(rowid, words, initials) VALUES (?,?,?)",
    "buyer_words": "INSERT INTO buyer_words(rowid, words, initials) VALUES (?,?,?)",
    "buyers": "INSERT INTO buyers(id, version, shop_id, nick) VALUES (?,1,1,?)",
    "contacts": "INSERT INTO contacts(id, version, shop_id, digest, receiver, phone, province, city, district, address)"
    " VALUES (?,1,1,?,?,?,?,?,?,?)",
    "orders": ORDER,
    "sources": "INSERT INTO order_sources(order_id, source, as_of, import_id) VALUES (?,'taobao.orders',?,1)",
    "lines": "INSERT INTO order_lines(version, order_id, position, title) VALUES (1,?,?,?)",
    "parcels": "INSERT INTO parcels(id, version, shop_id, tracking_no, courier, courier_word) VALUES (?,1,1,?,'X',?)",
    "links": "INSERT INTO parcel_orders(parcel_id, order_id) VALUES (?,?)",
}


def _ms(text: str) -> int | None:
    return int((datetime.fromisoformat(text) - EPOCH).total_seconds() * 1000) if text else None


def _fen(text: str) -> int:
    return round(float(text) * 100) if text else 0


def _parts(address: str) -> list[str]:
    parts = address.split(" ", 3)
    return parts + [""] * (4 - len(parts))


def _main(path: Path, file: Path) -> None:
    from store.book import driver
    from store.book.opening import open_book
    from store.people.commands import enter
    from store.shops.commands import open_shop
    from store.shops.rules import Platform, ShopSettings

    book = open_book(path)
    lead = enter(book, "lin", "enter").actor
    open_shop(book, lead, "shop", tag="MM", name="MM", platform=Platform.TMALL, settings=ShopSettings())
    book.close()
    connection = driver.connect(path, journal=driver.choose(path).journal)
    wall, began, taken = time.time(), time.perf_counter(), 0
    script, rows = Script(connection, int(wall * 1000)), rows_of(file)
    while batch := list(islice(rows, BATCH)):
        script.put(batch)
        taken += len(batch)
    seconds = time.perf_counter() - began
    connection.close()
    print(json.dumps({"rows": taken, "seconds": seconds, "merge_from": wall, "merge_to": wall + seconds}))


if __name__ == "__main__":
    _main(Path(sys.argv[1]), Path(sys.argv[2]))
