"""Writes an order list as Tmall's back end exports it (domain 1.1, V5): for the demo, the tests and the benchmark."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from tui.cli import demo_words as words
from tui.cli.demo_buyers import buyer
from tui.cli.demo_life import DAY, HOUR, PAID, Life, Lives

ZONE: Final = timezone(timedelta(hours=8))
DAYS: Final = 30
HEADER: Final = (
    "订单编号,买家会员名,买家会员昵称,支付单号,支付详情,买家应付货款,买家应付邮费,买家支付积分,总金额,返点积分,"
    "买家实际支付金额,买家实际支付积分,订单状态,买家留言,收货人姓名,收货地址 ,运送方式,联系电话 ,联系手机,"
    "虚拟号过期时间,订单创建时间,订单付款时间 ,宝贝标题 ,宝贝种类 ,物流单号 ,物流公司,订单备注,"
    "宝贝总数量,店铺Id,店铺名称,订单关闭原因,卖家服务费,买家服务费,发票抬头,"
    "是否手机订单,分阶段订单信息,特权订金订单id,定金排名,修改后的sku,修改后的收货地址,异常信息,天猫卡券抵扣,集分宝抵扣,"
    "是否是O2O交易,退款金额,确认收货时间,打款商家金额,含应开票给个人的个人红包,是否信用购,体验期结束时间,前N有礼,配送类型,"
    "直播返现状态,返现金额,延迟发货自动赔付金额,新零售成交门店昵称,新零售成交门店id,新零售成交经销商id,预售订单,发货时间,"
    "商家备忘,主订单编号"
)

_FIRST_NUMBER: Final = 2_169_000_000_000
_BATCH: Final = 2_000
_BY_HOUR: Final = (9, 5, 3, 2, 1, 1, 3, 7, 14, 22, 28, 27, 24, 25, 26, 26, 27, 26, 25, 30, 40, 44, 36, 20)
"""How many of the day's orders are placed in which hour, evenings most."""

_MINUTES: Final = tuple(f" {minute // 60:02}:{minute % 60:02}:" for minute in range(24 * 60))
_SECONDS: Final = tuple(f"{second:02}" for second in range(60))
_COURIER_OF: Final = tuple(each[:3] for each in words.COURIERS for _ in range(each[3]))

LOST, BAD_DATE, AGAIN, HOSTILE = 7, 31, 43, 59
"""Which row of every `_ROUND` has lost digits of its number, has a date that is none, is there twice, is hostile."""
_ROUND: Final = 997
_HOSTILE_TEXT: Final = "[/red][b]请\x1b]52;c;aGFoYQ==\x07看\u202e1100\u202c这里[@click=app.quit]"


class _Row(NamedTuple):
    number: str
    who: int
    titles: str
    pieces: int
    fen: int
    postage: int
    placed: int
    life: Life
    message: str
    memo: str
    parcel: tuple[str, str]


def write_order_export(path: Path, size: int, now: datetime, seed: int = 1) -> None:
    """Write `size` rows to `path` (GBK): the last thirty days of the shop as its back end knew them at `now`, aware.

    The same arguments make the same bytes. A few rows in a thousand cannot be read, one stands there twice, one tries
    to command the terminal. Memory is flat.
    """
    local = now.astimezone(ZONE).replace(second=0, microsecond=0)
    at = int(local.replace(tzinfo=UTC).timestamp())
    days = _day_texts(at)
    with path.open("w", encoding="gb18030", newline="") as file:
        file.write(HEADER + "\r\n")
        batch: list[str] = []
        line = ""
        for place, row in enumerate(_rows(size, at, Random(seed))):
            odd = place % _ROUND
            if odd != AGAIN or not line:
                line = _line(row, odd, days)
            batch.append(line)
            if len(batch) == _BATCH:
                file.write("".join(batch))
                batch.clear()
        file.write("".join(batch))


def _rows(size: int, now: int, random: Random) -> Iterator[_Row]:
    """Newest first, as the platform lists them."""
    chance, lives = random.random, Lives(now, random)
    buyers, goods = max(3, size * 7 // 10), words.GOODS
    kinds, number = len(goods), _FIRST_NUMBER
    step = 3_000_000_000 // max(size, 1)
    for placed in _placings(size, now, random):
        number -= 1 + int(chance() * step)
        who = 1 + int(chance() * chance() * buyers)
        if chance() < 0.008:
            fen = 100 * (1 + int(chance() * 20))
            life = lives.postage(placed)
            yield _Row(str(number), who, words.POSTAGE_LINK, 1, fen, 0, placed, life, "", "", ("", ""))
            continue
        title, price = goods[int(chance() * kinds)]
        pieces = 1 if chance() < 0.86 else 2
        yuan = price * pieces
        while chance() < 0.14:
            more, price = goods[int(chance() * kinds)]
            title, yuan, pieces = f"{title}，{more}", yuan + price, pieces + 1
        life = lives.live(placed)
        message = _pick(words.MESSAGES, chance()) if chance() < 0.11 else ""
        memos = words.MEMOS_OPEN if life.status == PAID else words.MEMOS_GONE
        memo = _pick(memos, chance()) if life.paid_at and chance() < 0.09 else ""
        parcel = _parcel(chance()) if life.shipped_at else ("", "")
        postage = 0 if yuan > 58 else 800
        yield _Row(str(number), who, title, pieces, yuan * 100, postage, placed, life, message, memo, parcel)


def _placings(size: int, now: int, random: Random) -> Iterator[int]:
    """When the orders were placed, latest first: hour by hour, each with its share of the whole."""
    chance = random.random
    hours = []
    end = now
    while end > now - DAYS * DAY:
        begin = max((end - 1) // HOUR * HOUR, now - DAYS * DAY)
        hours.append((end, end - begin, _BY_HOUR[begin // HOUR % 24] * (end - begin)))
        end = begin
    whole, walked, done = sum(weight for *_, weight in hours), 0, 0
    for end, length, weight in hours:
        walked += weight
        share = size * walked // whole - done
        done += share
        for place in range(share):
            yield end - 1 - int((place + chance()) * length / share)


def _parcel(chance: float) -> tuple[str, str]:
    name, front, digits = _COURIER_OF[int(chance * 100)]
    return f"No:{front}{int(chance * 10**17) % 10**digits:0{digits}}", name


def _line(row: _Row, odd: int, days: dict[int, str]) -> str:
    nick, tail, receiver, phone, address = buyer(row.who)
    number, life, message, titles = f'="{row.number}{tail:06}"', row.life, row.message, row.titles
    placed = _time(row.placed, days)
    if odd == LOST:
        number = "2.16E+18"
    elif odd == BAD_DATE:
        placed = "2026/02/30 25:61"
    elif odd == HOSTILE:
        message, titles = _HOSTILE_TEXT, f"{titles} {_HOSTILE_TEXT}"
    due = row.fen + row.postage
    paid = due if life.paid_at else 0
    pay_no = f'="{row.number}{row.placed % 100_000_000:08}"' if paid else ""
    settled = f"{(due - due * life.refund // 100) / 100:.2f}元" if life.finished_at else "0元"
    # fmt: off
    return ",".join((
        number, nick, "", pay_no, "", _yuan(row.fen), _yuan(row.postage), "0", _yuan(due), "0", _yuan(paid),
        "0", life.status, _quoted(message), receiver, address, "快递", "null", phone, "", placed,
        _time(life.paid_at, days), titles, "1", row.parcel[0], row.parcel[1], "", str(row.pieces),
        words.SHOP_ID, words.SHOP_NAME, life.closed_reason, "0元", "0元", "", "手机订单", "", "", "", "", "", "",
        "0", "0", "否", _yuan(due * life.refund // 100), _time(life.finished_at, days), settled, "0", "否", "", "", "",
        "", "0", "0", "", "", "", "否", _time(life.shipped_at, days), _quoted(row.memo), number,
    )) + "\r\n"
    # fmt: on


def _pick(words_: tuple[str, ...], chance: float) -> str:
    return words_[int(chance * len(words_))]


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if '"' in text or "," in text else text


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def _day_texts(now: int) -> dict[int, str]:
    """Every date that can occur, spelled once."""
    first = now // DAY - DAYS - 1
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return {day: (epoch + timedelta(days=day)).strftime("%Y-%m-%d") for day in range(first, now // DAY + 1)}


def _time(second: int, days: dict[int, str]) -> str:
    if not second:
        return ""
    day, rest = divmod(second, DAY)
    minute, rest = divmod(rest, 60)
    return days[day] + _MINUTES[minute] + _SECONDS[rest]
