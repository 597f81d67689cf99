"""How far orders have come in the house, as the ERP has it: fetched, in a wave, slip and waybill printed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, NamedTuple

from tui.cli.demo import words
from tui.cli.demo.life import CLOSED, DAY, HOUR, PAID, SHIPPED
from tui.cli.demo.spelling import day_of
from tui.cli.demo.stream import Row

FETCHED: Final = HOUR
"""The ERP asks the platform now and then: what was paid in the last hour it has not got."""
REMEMBERED: Final = 6 * DAY

MORNING, AFTERNOON, LEFT_OVER, HALF_DONE, TO_COME = range(1, 6)
"""The waves of a day: two that are sent; printed and not sent; its waybills still to be printed; nothing printed."""


class House(NamedTuple):
    """What the ERP has of an order."""

    erp_no: str
    released: int
    """When it was given to the warehouse."""
    slip: bool = False
    waybill: bool = False
    wave: str = ""


class Warehouse:
    """Tells the orders of one shop in the house, by counting: each kind occurs in the smallest demo."""

    def __init__(self, now: int, open_on: Callable[[int], bool], shown: int) -> None:
        """`shown`: for how many seconds the list has what was sent."""
        self._now, self._open_on, self._shown = now, open_on, shown
        self._waiting = self._closed = 0

    def look(self, row: Row) -> House | None:
        """What the ERP has of it; None for what it has not got, or has forgotten."""
        life, age = row.life, self._now - row.life.paid_at
        if not life.paid_at or age < FETCHED or row.goods == (words.POSTAGE_LINK,):
            return None
        known = House(f"X{int(row.number) % 10**10:010}", life.paid_at + HOUR // 2)
        if life.hollow:
            return known
        if life.shipped_at:
            return self._sent(known, life.shipped_at) if life.status == SHIPPED else None
        if life.status == CLOSED:
            return self._refunded(known) if age < REMEMBERED else None
        return self._to_send(known) if life.status == PAID else None

    def _sent(self, known: House, at: int) -> House | None:
        if self._now - at > self._shown:
            return None
        wave = MORNING if at % DAY < 12 * HOUR else AFTERNOON
        return known._replace(slip=True, waybill=True, wave=_wave(at, wave))

    def _refunded(self, known: House) -> House:
        """Every other one was printed before the money went back: nobody has stopped it yet."""
        self._closed += 1
        printed = self._closed % 2 == 1
        return known._replace(slip=printed, waybill=printed)

    def _to_send(self, known: House) -> House:
        if known.released // DAY >= self._now // DAY:
            return known
        self._waiting += 1
        last = self._last_day()
        match self._waiting % 8:
            case 1 | 4:
                return known._replace(slip=True, waybill=True, wave=_wave(last, LEFT_OVER))
            case 2:
                return known._replace(slip=True, wave=_wave(last, HALF_DONE))
            case 3 | 7:
                return known._replace(wave=_wave(last, TO_COME))
        return known

    def _last_day(self) -> int:
        """A second of the last day before today on which the warehouse worked."""
        day = self._now // DAY - 1
        while not self._open_on(day):
            day -= 1
        return day * DAY


def _wave(at: int, number: int) -> str:
    return f"W{day_of(at)}-{number:02}"
