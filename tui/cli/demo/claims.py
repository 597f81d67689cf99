"""The refunds that buyers ask for: one kind after the other, so that even the smallest demo has each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Final

from tui.cli.demo.house import REMEMBERED
from tui.cli.demo.journey import REFUSED_AT_DOOR, SIGNED, Scan
from tui.cli.demo.life import DAY, FINISHED, HOUR, PAID
from tui.cli.demo.stream import Row

UNSHIPPED_TURN, SENT_TURN = 9, 10
"""Of so many orders one has a refund that is open."""

AGREE, SEND_BACK, ON_THE_WAY, REFUSED, CLOSED_AGAIN, PAID_OUT = (
    "买家已经申请退款，等待卖家同意",
    "卖家已经同意退款，等待买家退货",
    "买家已经退货，等待卖家确认收货",
    "卖家拒绝退款",
    "退款关闭",
    "退款成功",
)
ONLY_MONEY, RETURN, EXCHANGE = "仅退款", "退货退款", "换货"
NOT_SENT, NOT_THERE, THERE = "未发货", "未收到货", "已收到货"


@dataclass(frozen=True, slots=True)
class Claim:
    """A refund of the platform.

    Attributes:
        due, evidence_due: when the step runs out, when evidence must be there; 0: no such time.
        stepped_in: the platform's word for whether it stepped in.
        back: tracking number of the goods on their way back.
        part: hundredths of what was paid that are asked for.
    """

    number: str
    status: str
    kind: str
    goods: str
    reason: str
    applied: int
    due: int = 0
    evidence_due: int = 0
    ended: int = 0
    stepped_in: str = "未介入"
    back: str = ""
    part: int = 100
    said: str = ""


_OF_SIGNED: Final = (
    # status, kind, reason, what the buyer says, hours until the step runs out
    (AGREE, RETURN, "尺码不合适", "偏小，想换大一码，没有货就退", 9),
    (ON_THE_WAY, RETURN, "颜色/款式与描述不符", "", 30),
    (SEND_BACK, RETURN, "七天无理由退货", "", 120),
    (REFUSED, ONLY_MONEY, "质量问题", "洗一次就起球，有照片", 10),
    (ON_THE_WAY, RETURN, "七天无理由退货", "", 6),
    (SEND_BACK, EXCHANGE, "尺码拍错", "换 L 码", 60),
)
_OF_CARRIED: Final = (
    (AGREE, ONLY_MONEY, "快递一直未送到", "物流好几天没动了", -1),
    (AGREE, ONLY_MONEY, "不想要了", "帮我拦截一下", 18),
    (CLOSED_AGAIN, ONLY_MONEY, "不想要了", "", 0),
)
_UNSHIPPED_HOURS: Final = (5, -3, 20, 44)


class Complaints:
    """Tells the refunds of one shop, by counting."""

    def __init__(self, now: int) -> None:
        self._now = now
        self._waiting = self._closed = 0
        self._sent: Counter[bool] = Counter()
        self._signed, self._carried = cycle(_OF_SIGNED), cycle(_OF_CARRIED)

    def hear(self, row: Row, scans: Sequence[Scan]) -> Claim | None:
        """The refund of an order whose parcel has these scans, or None."""
        life = row.life
        number = f"{int(row.number) % 10**9:09}{row.placed % 10**9:09}"
        if life.refund:
            return self._paid_out(number, row)
        if life.status == PAID and self._now - life.paid_at > 2 * HOUR:
            return self._of_unshipped(number, row)
        if any(scan.word == REFUSED_AT_DOOR for scan in scans):
            applied, due = self._now - DAY, self._now + 26 * HOUR
            return Claim(number, AGREE, ONLY_MONEY, NOT_THERE, "拒收", applied, due)
        if len(scans) > 1:
            return self._of_sent(number, scans[-1])
        return None

    def _of_unshipped(self, number: str, row: Row) -> Claim | None:
        self._waiting += 1
        if self._waiting % UNSHIPPED_TURN != 2:
            return None
        hours = _UNSHIPPED_HOURS[self._waiting // UNSHIPPED_TURN % len(_UNSHIPPED_HOURS)]
        applied = max(row.life.paid_at + HOUR, self._now - 2 * DAY + (hours + 4) * HOUR)
        return Claim(
            number, AGREE, ONLY_MONEY, NOT_SENT, "不想要了", min(applied, self._now), due=self._now + hours * HOUR
        )

    def _of_sent(self, number: str, last: Scan) -> Claim | None:
        there = last.word == SIGNED
        self._sent[there] += 1
        if self._sent[there] % SENT_TURN != 3:
            return None
        status, kind, reason, said, hours = next(self._signed if there else self._carried)
        due = self._now + hours * HOUR if hours else 0
        return Claim(
            number,
            status,
            kind,
            THERE if there else NOT_THERE,
            reason,
            applied=min(max(last.at + HOUR, self._now - 30 * HOUR), self._now),
            due=due,
            evidence_due=due if status == REFUSED else 0,
            ended=0 if hours else self._now,
            stepped_in="小二介入中" if status == REFUSED else "未介入",
            back=f"7731{int(number) % 10**11:011}" if status == ON_THE_WAY else "",
            said=said,
        )

    def _paid_out(self, number: str, row: Row) -> Claim:
        """The money went back: for what was never sent; or later, all of it or a part."""
        life = row.life
        if not life.shipped_at:
            self._closed += 1
            # The newest were refunded this night: their goods may still be stopped.
            ended = max(life.paid_at + HOUR, self._now - self._closed * 7 * HOUR)
            if self._now - life.paid_at > REMEMBERED:
                ended = life.paid_at + 9 * HOUR
            return Claim(number, PAID_OUT, ONLY_MONEY, NOT_SENT, "拍错/多拍", life.paid_at + HOUR // 2, ended=ended)
        asked = life.finished_at if life.status == FINISHED else life.shipped_at + DAY
        kind = RETURN if life.refund == 100 else ONLY_MONEY
        ended = min(asked + DAY, self._now)
        return Claim(number, PAID_OUT, kind, THERE, "商品破损/少件", min(asked, ended), ended=ended, part=life.refund)
