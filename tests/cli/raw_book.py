"""A book as plain Python sees it at a moment: raw rows and the rules' own words, no query, predicate or deadline of the
product. Times are milliseconds."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.store.floor import rows

Row = dict[str, Any]
HOUR = 3_600_000
DAY = 24 * HOUR
DEFAULTS: Row = {
    "zone": "Asia/Shanghai",
    "cut_off": "16:00",
    "days_off": [],
    "holidays": [],
    "expected_files": ["taobao.orders"],
    "promise_hours": 48,
    "pay_hours": 72,
    "auto_confirm_days": 10,
    "window_days": 3,
    "extend_days": 3,
    "low_stock": 5,
    "no_pickup_hours": 24,
    "no_movement_days": 3,
    "unsigned_days": 3,
}
"""Of a shop that has decided nothing (design 3)."""
FAR = {"新疆": 7, "西藏": 8, "青海": 6, "内蒙古": 5, "海南": 5}
STATES = (
    *("accepted", "picked_up", "in_transit", "arrived", "out_for_delivery", "at_station", "signed", "problem"),
    *("refused", "returning", "returned", "forwarded", "customs", "lost"),
)
"""What is understood; of two scans of a minute the further one is the later."""
PROVES_NOTHING = ("accepted", "problem", "lost")
COMING_BACK = ("refused", "returning", "returned")


def grouped(found: Iterable[Row], name: str) -> dict[Any, list[Row]]:
    """The rows by what they have in a column."""
    groups = defaultdict(list)
    for row in found:
        groups[row[name]].append(row)
    return groups


class Raw:
    """All rows that are evidence."""

    def __init__(self, path: Path) -> None:
        self._path = path
        shops = [row | {"settings": DEFAULTS | json.loads(row["settings"])} for row in self.table("shops")]
        self.shops = {row["id"]: row for row in sorted(shops, key=lambda row: str(row["tag"]))}
        self.orders = {row["id"]: row for row in self.table("orders")}
        self.parcels, self.refunds, self.stock = self.table("parcels"), self.table("refunds"), self.table("stock_items")
        self.returned, self.marks = self.table("returned_parcels"), self.table("done_marks")
        self.files = [row for row in self.table("import_runs") if row["state"] == "done"]
        self.lines = grouped(self.table("order_lines"), "order_id")
        self.prints = grouped(self.table("order_prints"), "order_id")
        self.seen = grouped(self.table("stages_seen"), "order_id")
        self.scans = grouped(self.table("parcel_scans"), "parcel_id")
        self.of_order = grouped(self.table("parcel_orders"), "order_id")
        self.of_parcel = grouped(self.table("parcel_orders"), "parcel_id")
        self.provinces = {row["id"]: row["province"] or "" for row in self.table("contacts")}

    def table(self, name: str) -> list[Row]:
        """The rows of a table that nobody has taken back."""
        return [row for row in rows(self._path, f"SELECT * FROM {name}") if row.get("withdrawn_at") is None]

    def settings(self, row: Row) -> Row:
        """What the shop of a row has decided."""
        settings: Row = self.shops[row["shop_id"]]["settings"]
        return settings


@dataclass(frozen=True)
class Travel:
    """What the scans of a parcel say by a moment; None: not by then."""

    picked: int | None
    last: int | None
    back_since: int | None
    with_us: int | None
    signed: int | None
    state: str


class Sight:
    """What may be known of the book at a moment."""

    def __init__(self, raw: Raw, now: int) -> None:
        self.raw, self.now = raw, now
        first = next(iter(raw.shops.values()))
        self.begins, self.ends = (self._midnight(self.day(now, first["settings"]), first, after) for after in (0, 1))

    @staticmethod
    def day(at: int, settings: Row) -> date:
        """The day that the shop's calendar shows."""
        return datetime.fromtimestamp(at / 1000, ZoneInfo(settings["zone"])).date()

    @staticmethod
    def _midnight(day: date, shop: Row, after: int) -> int:
        zone = ZoneInfo(shop["settings"]["zone"])
        return int(datetime.combine(day + timedelta(days=after), time(), zone).timestamp() * 1000)

    def then(self, at: int | None) -> int | None:
        """A time, if it has come."""
        return at if at is not None and at <= self.now else None

    def has(self, row: Row, name: str) -> bool:
        """Whether the evidence was there."""
        return self.then(row[name]) is not None

    def house_due(self, order: Row) -> int:
        """The midnight that ends the working day for which it was paid before the cut-off."""
        settings = self.raw.settings(order)
        paid = datetime.fromtimestamp(order["paid_at"] / 1000, ZoneInfo(settings["zone"]))
        day = paid.date() + timedelta(days=paid.time() >= time.fromisoformat(settings["cut_off"]))
        while day.weekday() in settings["days_off"] or day.isoformat() in settings["holidays"]:
            day += timedelta(days=1)
        return self._midnight(day, self.raw.shops[order["shop_id"]], 1)

    def ship_by(self, order: Row) -> int:
        """As the file says, else by the hours that the platform gives."""
        hours = self.raw.settings(order)["promise_hours"]
        return int(order["paid_at"] + hours * HOUR if order["ship_by_estimated"] else order["ship_by_at"])

    def in_the_house(self, order: Row) -> tuple[str, int, bool]:
        """The stage by the newest word of a list or a person, of when that is, whether it is a list's."""
        listed, at = self._listed(order)
        for look in self.raw.seen[order["id"]]:
            confirmed = listed == "printed" and look["stage"] in ("printed", "packed", "left")
            if self.has(look, "at") and (look["at"] >= at or confirmed):
                return look["stage"], look["at"], False
        return listed, at, True

    def _listed(self, order: Row) -> tuple[str, int]:
        for told in self.raw.prints[order["id"]]:
            papers = [paper for paper in ("slip", "waybill") if self.has(told, f"{paper}_printed_at")]
            printed = [told[f"{paper}_printed_{time}"] for paper in papers for time in ("at", "as_of")]
            denied = [told[f"{paper}_unprinted_as_of"] for paper in ("slip", "waybill")]
            for stage, times in (("printed", printed), ("unprinted", denied)):
                if known := [at for at in times if self.then(at) is not None]:
                    return stage, max(known)
        return "unknown", 0

    def stage(self, order: Row) -> str:
        """Where the goods are (design 3, Order)."""
        travels = self.travels(order)
        if self.has(order, "finished_at") or (travels and all(each.signed is not None for each in travels)):
            return "signed"
        if self.picked(order) is not None:
            return "left"
        stage, at, by_list = self.in_the_house(order)
        clicked = self.then(order["shipped_at"])
        if clicked is None or stage == "left":
            return stage
        to_send = any((self.then(told["unshipped_as_of"]) or 0) >= clicked for told in self.raw.prints[order["id"]])
        newer = at >= clicked and not (by_list and stage == "printed")
        return stage if stage != "unknown" and (to_send or newer) else "clicked"

    def travels(self, order: Row) -> list[Travel]:
        """What became of its parcels."""
        return [self.travel[link["parcel_id"]] for link in self.raw.of_order[order["id"]]]

    def picked(self, order: Row) -> int | None:
        """When the courier had the last of its parcels."""
        scanned = [travel.picked for travel in self.travels(order)]
        known = [at for at in scanned if at is not None]
        return max(known) if known and len(known) == len(scanned) else None

    @cached_property
    def travel(self) -> dict[int, Travel]:
        """What became of each parcel, by its scans."""
        return {parcel["id"]: self._travel(self.raw.scans[parcel["id"]]) for parcel in self.raw.parcels}

    def _travel(self, scans: list[Row]) -> Travel:
        known = sorted(
            (scan["at"], STATES.index(scan["state"]) if scan["state"] in STATES else -1, scan["text"], scan["state"])
            for scan in scans
            if self.has(scan, "at")
        )
        said = [(at, state) for at, _, _, state in known if state in STATES]
        back = min((at for at, state in said if state in COMING_BACK), default=None)
        signed = min((at for at, state in said if state == "signed"), default=None)
        return Travel(
            picked=min((at for at, state in said if state not in PROVES_NOTHING), default=None),
            last=known[-1][0] if known else None,
            back_since=back,
            with_us=min(
                (at for at, state in said if back is not None and at >= back and state in ("returned", "signed")),
                default=None,
            ),
            signed=signed if signed is not None and (back is None or signed < back) else None,
            state=said[-1][1] if said else "",
        )

    def carried(self, parcel: Row) -> list[Row]:
        """The orders in a parcel."""
        return [self.raw.orders[link["order_id"]] for link in self.raw.of_parcel[parcel["id"]]]

    def clicked(self, parcel: Row) -> int | None:
        """When the first of its orders was clicked as shipped."""
        return min((o["shipped_at"] for o in self.carried(parcel) if self.has(o, "shipped_at")), default=None)

    def days_to_sign(self, parcel: Row) -> int:
        """How long it may be on its way to where it goes."""
        where = max(self.raw.provinces.get(order["contact_id"], "") for order in self.carried(parcel))
        usual: int = self.raw.settings(parcel)["unsigned_days"]
        return next((days for region, days in FAR.items() if where.startswith(region)), usual)
