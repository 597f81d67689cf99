"""One row of an order list as Tmall's back end spells it (domain 1.1, V5, with its quirks)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from tui.cli.demo import words
from tui.cli.demo.buyers import buyer
from tui.cli.demo.life import DAY
from tui.cli.demo.stream import Row

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

_MINUTES: Final = tuple(f" {minute // 60:02}:{minute % 60:02}:" for minute in range(24 * 60))
_SECONDS: Final = tuple(f"{second:02}" for second in range(60))

LOST, BAD_DATE, AGAIN, HOSTILE = 7, 31, 43, 59
"""Which row of every `ROUND` has lost digits of its number, has a date that is none, is there twice, is hostile."""
UNREADABLE: Final = (LOST, BAD_DATE)
ROUND: Final = 997
_HOSTILE_TEXT: Final = "[/red][b]请\x1b]52;c;aGFoYQ==\x07看\u202e1100\u202c这里[@click=app.quit]"


def line(row: Row, odd: int, days: Mapping[int, str]) -> str:
    """The row as a line of the file; `odd` is its place in a `ROUND`, `days` are those of `day_texts`."""
    nick, tail, receiver, phone, address = buyer(row.who)
    number, life, message = f'="{row.number}{tail:06}"', row.life, row.message
    titles = row.goods[0].name if len(row.goods) == 1 else "，".join([good.name for good in row.goods])
    waybill = f"No:{row.parcel[0]}" if row.parcel[0] else ""
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
        _time(life.paid_at, days), titles, "1", waybill, row.parcel[1], "", str(row.pieces),
        words.SHOP_ID, words.SHOP_NAME, life.closed_reason, "0元", "0元", "", "手机订单", "", "", "", "", "", "",
        "0", "0", "否", _yuan(due * life.refund // 100), _time(life.finished_at, days), settled, "0", "否", "", "", "",
        "", "0", "0", "", "", "", "否", _time(life.shipped_at, days), _quoted(row.memo), number,
    )) + "\r\n"
    # fmt: on


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"' if '"' in text or "," in text else text


def _yuan(fen: int) -> str:
    return f"{fen // 100}.{fen % 100:02}"


def day_texts(now: int, length: int) -> dict[int, str]:
    """Every date that can occur in the last `length` days, spelled once."""
    first = now // DAY - length - 1
    epoch = datetime(1970, 1, 1, tzinfo=UTC)
    return {day: (epoch + timedelta(days=day)).strftime("%Y-%m-%d") for day in range(first, now // DAY + 1)}


def _time(second: int, days: Mapping[int, str]) -> str:
    if not second:
        return ""
    day, rest = divmod(second, DAY)
    minute, rest = divmod(rest, 60)
    return days[day] + _MINUTES[minute] + _SECONDS[rest]
