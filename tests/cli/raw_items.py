"""What each live item of a checklist has, told from the raw rows by the words of its rule (design 3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from tests.cli.raw_book import DAY, HOUR, Row, Sight

SENT_AS_RETURN = 1 << 40
"""Added to the number of a refund that is a line of the list of returns."""

Rule = Callable[[Sight, Row], bool]
Found = Callable[[Sight], set[int]]


def is_open(m: Sight, o: Row) -> bool:
    """Paid, and goods are still to be sent."""
    return m.has(o, "paid_at") and not (m.has(o, "shipped_at") or m.has(o, "settled_at") or o["money_only"])


def goes_today(m: Sight, o: Row) -> bool:
    return is_open(m, o) and m.house_due(o) <= m.ends


def is_unprinted(m: Sight, o: Row) -> bool:
    return m.stage(o) == "unprinted"


def left_today(m: Sight, o: Row) -> bool:
    """Clicked today; where only the file's age says so, the courier did not have it before."""
    clicked, picked = m.has(o, "shipped_at") and o["shipped_at"] >= m.begins, m.picked(o)
    before = "shipped_at" in o["estimated"].split(",") and picked is not None and picked < m.begins
    return clicked and not before and not m.has(o, "settled_at") and not o["money_only"]


def is_unpaid(m: Sight, o: Row) -> bool:
    runs_out = o["placed_at"] + m.raw.settings(o)["pay_hours"] * HOUR
    return o["placed_at"] <= m.now < runs_out and not m.has(o, "paid_at") and not m.has(o, "settled_at")


def is_of_today(m: Sight, o: Row, item: Row) -> bool:
    """Whether the stock of the order's shop was counted today."""
    return bool(item["shop_id"] == o["shop_id"] and m.begins <= item["as_of"] <= m.now)


def is_short(m: Sight, o: Row) -> bool:
    """A line wants more than today's list of stock has, and the buyer does not know since before today."""
    lies = {item["code"]: item["quantity"] for item in m.raw.stock if is_of_today(m, o, item)}
    lacks = any(line["code"] in lies and lies[line["code"]] < (line["quantity"] or 1) for line in m.raw.lines[o["id"]])
    told = any(
        (mark["subject"], mark["subject_id"], mark["what"]) == ("order", o["id"], "buyer_told")
        and mark["at"] < m.begins
        for mark in m.raw.marks
    )
    return is_open(m, o) and lacks and not told


def is_low(m: Sight, i: Row) -> bool:
    """Few are left of what was ordered in thirty days, or is waited for."""
    if i["as_of"] > m.now or i["quantity"] > m.raw.settings(i)["low_stock"]:
        return False
    wanting = (
        order
        for order in m.raw.orders.values()
        if order["shop_id"] == i["shop_id"] and any(line["code"] == i["code"] for line in m.raw.lines[order["id"]])
    )
    return any(m.now - 30 * DAY <= order["placed_at"] <= m.now or is_open(m, order) for order in wanting)


def is_watched(m: Sight, p: Row) -> bool:
    return m.travel[p["id"]].signed is None and not all(m.has(order, "settled_at") for order in m.carried(p))


def is_unpicked(m: Sight, p: Row, before: int) -> bool:
    clicked = m.clicked(p)
    return is_watched(m, p) and m.travel[p["id"]].picked is None and clicked is not None and clicked < before


def was_extended(m: Sight, p: Row, mark: Row) -> bool:
    return m.has(mark, "at") and (mark["subject"], mark["subject_id"], mark["what"]) == ("parcel", p["id"], "extended")


def in_window(m: Sight, p: Row) -> bool:
    settings, clicked = m.raw.settings(p), m.clicked(p)
    extended = any(was_extended(m, p, mark) for mark in m.raw.marks)
    days = settings["auto_confirm_days"] - settings["window_days"] + extended * settings["extend_days"]
    opens = days * DAY
    return is_watched(m, p) and clicked is not None and clicked + opens <= m.now


def is_late_on_its_way(m: Sight, p: Row) -> bool:
    """No scan for days, or not signed for longer than the way takes."""
    travel = m.travel[p["id"]]
    if travel.back_since is not None or not is_watched(m, p):
        return False
    silent = travel.last is not None and travel.last + m.raw.settings(p)["no_movement_days"] * DAY <= m.now
    return silent or (travel.picked is not None and travel.picked + m.days_to_sign(p) * DAY <= m.now)


def is_flagged(m: Sight, p: Row) -> bool:
    hours = m.raw.settings(p)["no_pickup_hours"]
    unpicked = is_unpicked(m, p, m.now - hours * HOUR + 1)
    return unpicked or in_window(m, p) or is_late_on_its_way(m, p) or is_reported(m, p)


def is_reported(m: Sight, p: Row) -> bool:
    """The courier says so itself, whoever it is for."""
    travel = m.travel[p["id"]]
    watched = is_watched(m, p) if m.carried(p) else travel.signed is None
    coming = travel.back_since is not None and travel.with_us is None
    return coming or (watched and travel.state in ("problem", "lost"))


def runs(m: Sight, r: Row) -> bool:
    """An open refund."""
    return r["opened_at"] <= m.now and not m.has(r, "over_at")


def runs_out(m: Sight, r: Row) -> bool:
    return runs(m, r) and r["step_due_at"] is not None and bool(r["step_due_at"] <= m.now + DAY)


def stands_at(m: Sight, r: Row, *statuses: str) -> bool:
    return runs(m, r) and r["status"] in statuses and m.has(r, "status_as_of")


def is_dispute(m: Sight, r: Row) -> bool:
    stepped_in = r["cs_word"] not in (None, "未介入") or r["evidence_due_at"] is not None
    return stands_at(m, r, "refused") or (runs(m, r) and stepped_in and m.has(r, "status_as_of"))


def goods_at(m: Sight, r: Row, *stages: str) -> bool:
    """Whether its order was paid for goods, and they are at one of the stages."""
    order = m.raw.orders.get(r["order_id"])
    return order is not None and m.has(order, "paid_at") and not order["money_only"] and m.stage(order) in stages


def in_the_house(m: Sight, r: Row) -> bool:
    alone = r["order_id"] is None and r["goods_state"] == "not_shipped"
    return runs(m, r) and (alone or goods_at(m, r, "unknown", "unprinted", "printed", "packed"))


def paid_out_lately(m: Sight, r: Row) -> bool:
    return m.has(r, "paid_out_at") and bool(r["paid_out_at"] >= m.now - 7 * DAY)


def is_to_bring_back(m: Sight, r: Row) -> bool:
    wanted = runs(m, r) or (r["opened_at"] <= m.now and paid_out_lately(m, r))
    if not wanted or r["goods_state"] in ("received", "returned") or not goods_at(m, r, "printed", "packed", "clicked"):
        return False
    order = m.raw.orders[r["order_id"]]
    return not m.has(order, "shipped_at") or bool(order["shipped_at"] >= m.now - 7 * DAY)


def is_not_stopped(m: Sight, r: Row) -> bool:
    """The money went back, the goods had not gone by then, and no look since says that they were never printed."""
    order = m.raw.orders.get(r["order_id"])
    if order is None or not paid_out_lately(m, r) or r["goods_state"] in ("not_received", "received", "returned"):
        return False
    times = (order["shipped_at"], m.picked(order))
    gone = any(at is not None and at <= r["paid_out_at"] for at in times)
    stage, since, _ = m.in_the_house(order)
    stopped = stage == "unprinted" and since >= r["paid_out_at"] and m.stage(order) not in ("left", "signed")
    return m.has(order, "paid_at") and not order["money_only"] and not gone and not stopped


def to_receive(m: Sight) -> set[int]:
    """What the warehouse's list awaits, and what buyers have sent that is on no list of it."""
    listed = [row for row in m.raw.returned if row["as_of"] <= m.now]
    void = ("作废", "已作废", "取消", "已取消")
    awaited = {row["id"] for row in listed if not m.has(row, "got_at") and row["state_word"] not in void}
    numbers = {None, *(row["tracking_no"] for row in listed)}
    sent = [row["id"] for row in m.raw.refunds if runs(m, row) and row["return_tracking_no"] not in numbers]
    return awaited | {SENT_AS_RETURN + ident for ident in sent}


def orders(rule: Rule) -> Found:
    return lambda m: {row["id"] for row in m.raw.orders.values() if rule(m, row)}


def parcels(rule: Rule) -> Found:
    return lambda m: {row["id"] for row in m.raw.parcels if m.carried(row) and rule(m, row)}


def flagged(m: Sight) -> set[int]:
    """Of parcels that no order names, those that the courier reports."""
    reported = {row["id"] for row in m.raw.parcels if is_reported(m, row)}
    return reported | parcels(is_flagged)(m)


def refunds(rule: Rule) -> Found:
    return lambda m: {row["id"] for row in m.raw.refunds if rule(m, row)}


RULES: Mapping[str, Found] = {
    "orders.cut_off_unprinted": orders(lambda m, o: goes_today(m, o) and is_unprinted(m, o)),
    "orders.late": orders(lambda m, o: is_open(m, o) and min(m.ship_by(o), m.house_due(o)) <= m.now),
    "orders.no_tracking": orders(lambda m, o: left_today(m, o) and not m.raw.of_order[o["id"]]),
    "orders.today": orders(goes_today),
    "orders.unpaid": orders(is_unpaid),
    "orders.unprinted": orders(lambda m, o: is_open(m, o) and is_unprinted(m, o)),
    "orders.unshipped": orders(is_open),
    "notices.send": orders(left_today),
    "stock.untold": orders(is_short),
    "stock.low": lambda m: {row["id"] for row in m.raw.stock if is_low(m, row)},
    "parcels.flagged": flagged,
    "parcels.no_scan": parcels(lambda m, p: is_unpicked(m, p, m.begins)),
    "parcels.windows": parcels(in_window),
    "parcels.stop": refunds(is_to_bring_back),
    "refunds.due": refunds(runs),
    "refunds.not_stopped": refunds(is_not_stopped),
    "refunds.phone": refunds(is_dispute),
    "refunds.review": refunds(lambda m, r: stands_at(m, r, "waiting_seller", "waiting_seller_receive")),
    "refunds.running_out": refunds(runs_out),
    "refunds.unshipped": refunds(in_the_house),
    "returns.receive": to_receive,
}
"""The ids of the rows that an item has, handled or not."""


def missing_files(m: Sight) -> set[tuple[str, str]]:
    """The newest file of a kind that a shop expects knows nothing of a day on which the shop works."""
    found = set()
    for shop in m.raw.shops.values():
        settings = shop["settings"]
        today = Sight.day(m.now, settings)
        for source in settings["expected_files"] if today.weekday() not in settings["days_off"] else ():
            came = (file for file in m.raw.files if m.has(file, "as_of"))
            mine = [file["as_of"] for file in came if (file["shop_id"], file["source"]) == (shop["id"], source)]
            if not mine or Sight.day(max(mine), settings) < today:
                found.add((shop["tag"], source))
    return found


def handled(m: Sight, code: str, there: set[int], subject: str, kinds: Collection[str]) -> set[int]:
    """The rows with a mark of today: those that are there, and those that were marked for this very item."""
    return {
        mark["subject_id"]
        for mark in m.raw.marks
        if mark["subject"] == subject
        and mark["what"] in kinds
        and m.begins <= mark["at"] <= m.now
        and (mark["subject_id"] in there or mark["item"] == code)
    }
