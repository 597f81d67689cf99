"""How the demo shop's orders live: placed, paid, shipped, confirmed or given back, as far as the file's moment knows.

Times are seconds of the shop's wall clock since 1970 (China has no summer time); 0 stands for "not yet".
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

DAY, HOUR = 86_400, 3_600
CUT_OFF = 16 * HOUR
CHASED = 72 * HOUR
"""How long an unpaid order stays open."""
FORGETFUL = 4 * DAY
"""Only so far back are orders found that the warehouse forgot."""

WAITING, PAID, SHIPPED, FINISHED, CLOSED = (
    "等待买家付款",
    "买家已付款，等待卖家发货",
    "卖家已发货，等待买家确认",
    "交易成功",
    "交易关闭",
)
NOT_CLOSED, NEVER_PAID, REFUNDED = "订单未关闭", "买家未付款", "退款"


class Life(NamedTuple):
    """Where an order has come to."""

    status: str
    paid_at: int = 0
    shipped_at: int = 0
    finished_at: int = 0
    closed_reason: str = NOT_CLOSED
    refund: int = 0
    """Hundredths of what was paid that went back."""
    hollow: bool = False
    """Clicked as shipped before there was a waybill: nothing travels."""


def works(day: int) -> bool:
    """Whether the demo shop's warehouse works on this day (days since 1970, a Thursday): Sundays are off."""
    return (day + 3) % 7 != 6


class Lives:
    """Tells the lives of one file's orders.

    One in so many is late or unpaid by counting, not by chance: a small demo must not come out without any.
    """

    def __init__(
        self, now: int, random: Random, open_on: Callable[[int], bool] = works, *, hasty: bool = False
    ) -> None:
        """`hasty`: somebody clicks orders as shipped to stop the platform's clock."""
        self._now, self._chance, self._open_on, self._hasty = now, random.random, open_on, hasty
        self._young = self._ripe = self._to_go = 0

    def live(self, placed: int) -> Life:
        """The life of an order that was placed at `placed`."""
        now, chance = self._now, self._chance
        if now - placed < CHASED:
            self._young += 1
            if self._young % 5 == 2:
                return Life(CLOSED, closed_reason=NEVER_PAID) if self._young % 150 == 2 else Life(WAITING)
        elif chance() < 0.09:
            return Life(CLOSED, closed_reason=NEVER_PAID)
        paid = placed + 12 + int(chance() ** 4 * 2 * HOUR)
        if paid > now:
            return Life(WAITING)
        fate = chance()
        if fate < 0.02 and now - paid > 3 * HOUR:
            return Life(CLOSED, paid, closed_reason=REFUNDED, refund=100)
        shipped = self._shipping(paid)
        if self._forgotten(paid, shipped):
            return Life(PAID, paid)
        if shipped > now:
            return self._waits(paid)
        return self._gone(paid, shipped, fate)

    def postage(self, placed: int) -> Life:
        """The life of an order that only carries money: clicked as shipped at once, nothing travels."""
        if placed + 900 > self._now:
            return Life(WAITING)
        return Life(SHIPPED, placed + 40, placed + 600)

    def _shipping(self, paid: int) -> int:
        """When the warehouse clicks: the same day before the cut-off, else on the next working day."""
        day, second = divmod(paid, DAY)
        if second < CUT_OFF and self._open_on(day):
            return max(paid + HOUR // 3, day * DAY + 10 * HOUR) + int(self._chance() * 2.5 * HOUR)
        day += 1
        while not self._open_on(day):
            day += 1
        return day * DAY + 9 * HOUR + int(self._chance() * 6 * HOUR)

    def _forgotten(self, paid: int, shipped: int) -> bool:
        """One in eight of those that should have left the house by the end of their day, so long as it is recent."""
        if self._now - paid > FORGETFUL or shipped // DAY >= self._now // DAY:
            return False
        self._ripe += 1
        return self._ripe % 8 == 4

    def _waits(self, paid: int) -> Life:
        """It is to go later; where people are hasty, one in four was clicked half an hour ago, but today."""
        clicked = max(self._now // DAY * DAY, self._now - HOUR // 2)
        if not self._hasty or paid >= clicked:
            return Life(PAID, paid)
        self._to_go += 1
        return Life(SHIPPED, paid, clicked, hollow=True) if self._to_go % 4 == 2 else Life(PAID, paid)

    def _gone(self, paid: int, shipped: int, fate: float) -> Life:
        now = self._now
        signed = shipped + int((1.5 + 4 * self._chance()) * DAY)
        refund = 0
        if signed < now:
            if fate > 0.985:
                return Life(CLOSED, paid, shipped, 0, REFUNDED, 100)
            if fate > 0.955:
                refund = 10 + int(fate * 100_000) % 50
        confirmed = min(signed + int(self._chance() ** 2 * 6 * DAY), shipped + 10 * DAY)
        if confirmed <= now:
            return Life(FINISHED, paid, shipped, confirmed, NOT_CLOSED, refund)
        return Life(SHIPPED, paid, shipped, 0, NOT_CLOSED, refund)
