"""The journeys of parcels: what the courier scanned, where, and what went wrong."""

from __future__ import annotations

from collections import Counter
from typing import Final, NamedTuple

from tui.cli.demo import words
from tui.cli.demo.buyers import Buyer
from tui.cli.demo.life import DAY, HOUR, SHIPPED
from tui.cli.demo.stream import Row

TRUCK: Final = 17 * HOUR
"""About when the couriers come for the day's parcels."""
FRESH, RIPE = 4 * DAY, 8 * DAY

NORMAL, UNFETCHED, SILENT, SLOW, REFUSED, STATION, PROBLEM = (
    *("normal", "unfetched", "silent", "slow"),
    *("refused", "station", "problem"),
)
REFUSED_AT_DOOR, GOING_BACK, SIGNED = "拒收", "退回中", "已签收"
"""Words of the courier that others go by."""
_TURNS: Final = {
    "fresh": (NORMAL, UNFETCHED, NORMAL, NORMAL, NORMAL, NORMAL, NORMAL, NORMAL, NORMAL),
    "ripe": (NORMAL, SILENT, NORMAL, SLOW, NORMAL, REFUSED, NORMAL, STATION, NORMAL, PROBLEM, NORMAL),
    "old": (SLOW, SILENT, NORMAL),
}
"""Which way the parcels of an age go, one after the other."""


class Scan(NamedTuple):
    """One scan; `word` is the courier's for the state, `code` that of the query services (domain 5.1)."""

    at: int
    word: str
    code: str
    text: str
    place: str


class Courier:
    """Tells the journeys of one shop's parcels, by counting."""

    def __init__(self, now: int) -> None:
        self._now = now
        self._told: Counter[str] = Counter()

    def carry(self, row: Row, to: Buyer) -> tuple[Scan, ...]:
        """All scans so far of what is shipped and not confirmed, oldest first; of all else nothing is told."""
        life = row.life
        if life.status != SHIPPED or not row.parcel[0]:
            return ()
        ordered = Scan(life.shipped_at, "待揽收", "102", "商家已下单，等待揽收", "杭州市")
        way = self._way(self._now - life.shipped_at, to)
        if way == UNFETCHED:
            return (ordered,)
        picked = _picked_up(life.shipped_at, int(row.number))
        scans = (ordered, *_scans(way, picked, int(row.number), _city(to)))
        return tuple(scan for scan in scans if scan.at <= self._now)

    def _way(self, age: int, to: Buyer) -> str:
        band = "fresh" if age < FRESH else "ripe" if age < RIPE else "old"
        self._told[band] += 1
        turns = _TURNS[band]
        way = turns[self._told[band] % len(turns)]
        return SLOW if way == NORMAL and to.address.startswith(words.FAR) else way


def _city(to: Buyer) -> str:
    return to.address.split(" ")[1]


def _picked_up(shipped: int, number: int) -> int:
    """When the truck had it: the evening of the click, or of the day after for what was clicked later."""
    at = shipped // DAY * DAY + TRUCK + number % (2 * HOUR)
    return at if at > shipped else at + DAY


def _scans(way: str, picked: int, number: int, city: str) -> list[Scan]:
    """The whole journey, also of days to come."""
    days = 11 if way == SLOW else 2 + number % 5 / 2
    arrived, out = picked + int(days * 0.7 * DAY), picked + int(days * 0.9 * DAY)
    scans = [
        Scan(picked, "已揽收", "1", "【杭州市】您的快件已被【杭州余杭集货点】揽收", "杭州市"),
        Scan(picked + 3 * HOUR, "运输中", "0", f"快件离开【杭州转运中心】，发往【{city}转运中心】", "杭州市"),
    ]
    if way == SILENT:
        return scans
    if way == SLOW:
        late = "干线运输中，因天气原因时效略有延长"
        scans += [Scan(picked + day * DAY, "运输中", "0", f"{late}（第{day}天）", "郑州市") for day in (2, 5, 7)]
    scans.append(Scan(arrived, "运输中", "0", f"快件到达【{city}转运中心】", city))
    scans.append(Scan(out, "派件中", "5", f"【{city}】快件正在派件，请保持电话畅通", city))
    return scans + _endings(way, out, city)


def _endings(way: str, out: int, city: str) -> list[Scan]:
    noon = out + 3 * HOUR
    if way == REFUSED:
        return [
            Scan(noon, REFUSED_AT_DOOR, "14", f"【{city}】收件人拒收，原因：不想要了", city),
            Scan(noon + 20 * HOUR, GOING_BACK, "6", f"快件正在退回寄件地，离开【{city}转运中心】", city),
        ]
    if way == STATION:
        return [Scan(noon, "已放入快递柜或驿站", "501", f"【{city}】快件已到驿站，请凭取件码领取", city)]
    if way == PROBLEM:
        return [Scan(noon, "问题件", "2", f"【{city}】地址不详，无法联系收件人", city)]
    return [Scan(noon, SIGNED, "3", f"【{city}】已签收，签收人：本人", city)]
