"""Where a parcel is, by a courier's code, its word, or its sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

_SENTENCES: Final = tuple(
    (state, re.compile(pattern))
    for state, pattern in (
        # The first that is found decides: `退回签收` is no signature, `已签收…丰巢柜` is no locker (domain 5.4).
        ("returned", r"退(?:回|件|货)?件?已?签收|退签|寄件人已签收"),
        ("refused", r"拒收|拒签|拒绝签收|拒绝收货"),
        ("returning", r"退回|退件|退货|返回寄件|转退"),
        ("lost", r"丢失|遗失|丢件"),
        ("problem", r"超时未签收|签收失败|无法签收|投递失败|派送失败"),
        ("in_transit", r"待签收|待收货"),
        ("accepted", r"待揽[收件]|待取件|等待揽[收件]|已下单|等待取件|未揽[收件]"),
        ("signed", r"已代?签收|签收人|已妥投|妥投成功|本人签收|代签收|正常签收|^(?:签收|妥投|代签)$|签收成功|已经签收"),
        ("at_station", r"驿站|快递柜|丰巢|自提|代收|代理点|暂存|菜鸟站"),
        ("customs", r"清关|海关|报关"),
        ("forwarded", r"转投|转寄|改派|改寄"),
        ("problem", r"异常|问题件|疑难|破损|滞留|超区|无法联系|地址不详|电话错误|延误|错分|拦截|超时"),
        ("out_for_delivery", r"派件中|派送中|配送中|正在(?:第\d+次)?派[件送]|安排投递|正在派|投递中|^(?:派件|派送)$"),
        ("picked_up", r"揽收|揽件|已揽|已收件|收寄|取件人|收取快件|已取件|^(?:揽收|收件)$"),
        ("arrived", r"到达派件|到达目的|派件网点"),
        ("in_transit", r"在途|运输|转运|发往|离开|已发出|下一站|已收入|到达|运往|发车|装车|干线|中转|^已发货$"),
    )
)
_SENTENCE_CHARS: Final = 2_000


def parcel_state_reader(coded: Callable[[str | None], str | None]) -> Callable[..., str]:
    """A function `(code, word, text)` to one of `CODES["parcel_state"]`; `unknown` when none of them tells.

    `coded` knows codes (`kdniao:301`) and words (`派件中`); sentences are searched for what tells their state.
    """

    @lru_cache(maxsize=4_096)
    def state(code: str | None, word: str | None, text: str | None) -> str:
        return coded(code) or coded(word) or _of_sentence(word) or _of_sentence(text) or "unknown"

    return state


def _of_sentence(text: str | None) -> str | None:
    if not text:
        return None
    text = text[:_SENTENCE_CHARS]
    return next((state for state, pattern in _SENTENCES if pattern.search(text)), None)
