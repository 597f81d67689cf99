"""One cell with a whole address, into its parts."""

from __future__ import annotations

from typing import Final, NamedTuple

from store.imports.normalise.numbers import postcode
from store.imports.normalise.text import text


class Address(NamedTuple):
    """The parts of a receiver's address; None where the file does not say."""

    province: str | None = None
    city: str | None = None
    district: str | None = None
    detail: str | None = None
    postcode: str | None = None


NOWHERE: Final = Address()
_PROVINCES: Final = (
    "北京天津河北山西内蒙辽宁吉林黑龙上海江苏浙江安徽福建江西山东河南湖北湖南"
    "广东广西海南重庆四川贵州云南西藏陕西甘肃青海宁夏新疆台湾香港澳门海外"
)
"""The first two characters of each: enough to tell them apart."""

_PROVINCE_STARTS: Final = frozenset(_PROVINCES[at : at + 2] for at in range(0, len(_PROVINCES), 2))
_DISTRICT_ENDS: Final = ("区", "县", "市", "旗", "镇", "乡", "岛", "街道", "其它区", "其他区")
_LONGEST_DISTRICT: Final = 15


def address(cell: str) -> Address:
    """`省 市 区 详细地址(邮编)` into its parts (domain 1.3, quirk 8).

    A cell that does not begin with a province is all detail; a third word that is no district (东莞 and 中山
    have none) belongs to the detail. Names stay as the platform writes them.
    """
    whole = text(cell)
    if whole is None:
        return NOWHERE
    code = None
    if whole[-1] in ")）" and whole[-8:-7] in ("(", "（") and whole[-7:-1].isdecimal():
        code = postcode(whole[-7:-1])
        whole = whole[:-8]
    # The platform writes `null` for the district of a city that has none.
    words = whole.replace(" null ", " ").split(None, 3)
    if not words or words[0][:2] not in _PROVINCE_STARTS or len(words[0]) > _LONGEST_DISTRICT:
        return Address(detail=whole.strip() or None, postcode=code)
    words += [""] * (4 - len(words))
    province, city, district, detail = words
    if district and not (district.endswith(_DISTRICT_ENDS) and len(district) <= _LONGEST_DISTRICT):
        district, detail = "", f"{district} {detail}".strip()
    return Address(province, city or None, district or None, detail.strip() or None, code)
