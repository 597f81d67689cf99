"""A shop's settings as they are typed on a command line, and as they are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from store.shops.rules import ShopSettings
from tui.cli.parser import NotDone
from tui.words.catalogue import tr

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CHINESE_DAYS = "一二三四五六日"
_PAIRED = {
    "pickups": "ZTO@16:30,YTO@17:30",
    "file_names": "棉木旗舰店@taobao,棉木@erp",
    "sign_days": "新疆@7,EMS@5,EMS/西藏@0",
}
_NAMES = tuple(field.name for field in fields(ShopSettings))


def changed(settings: ShopSettings, pairs: list[str]) -> ShopSettings:
    """The settings with each `key=value` applied; `pickups.ZTO=16:30` sets one courier's, an empty value clears it.

    Raises:
        NotDone: a pair has no `=`, the key is none, or the value cannot be read. What a shop cannot work by is
            refused when it is saved.
    """
    for pair in pairs:
        key, equals, value = pair.partition("=")
        key, _, part = key.strip().partition(".")
        key = key.replace("-", "_")
        if not equals:
            raise NotDone(tr("Write a setting as key=value, such as cut_off=16:00. This has no =: {pair}", pair=pair))
        if key not in _NAMES or (part and key not in _PAIRED):
            raise NotDone(tr("There is no setting {key}. There are: {keys}.", key=key, keys=", ".join(_NAMES)))
        settings = replace(settings, **{key: _value(settings, key, part, value.strip())})
    return settings


def shown(settings: ShopSettings) -> list[tuple[str, str, str]]:
    """Every setting: its key, its value as it would be typed, and a star where it is not the default."""
    default = ShopSettings()
    return [
        (name, _text(name, getattr(settings, name)), "*" if getattr(settings, name) != getattr(default, name) else "")
        for name in _NAMES
    ]


def day_number(word: str) -> int:
    """Monday 0 to Sunday 6, from `sun`, `Sunday`, `周日` or the number itself.

    Raises:
        NotDone: it is no weekday.
    """
    plain = word.strip().lower()
    if plain[:3] in DAYS:
        return DAYS.index(plain[:3])
    if plain[:1] in ("周", "星") and plain[-1:] in _CHINESE_DAYS + "天":
        return (_CHINESE_DAYS + "天").index(plain[-1]) if plain[-1] != "天" else 6
    if plain in tuple("0123456"):
        return int(plain)
    raise NotDone(tr("{word} is no weekday. Write sun, or several as sat,sun.", word=word))


def _value(settings: ShopSettings, key: str, part: str, value: str) -> Any:
    if key in _PAIRED:
        return _paired(key, getattr(settings, key), part, value)
    if key == "days_off":
        return tuple(sorted({day_number(word) for word in _listed(value)}))
    before = getattr(settings, key)
    if isinstance(before, tuple):
        return tuple(_listed(value))
    return _whole(key, value) if isinstance(before, int) else value


def _whole(key: str, value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise NotDone(tr("{key} is a whole number, not {value}.", key=key, value=value))
    return int(value)


def _paired(key: str, before: Mapping[str, Any], part: str, value: str) -> dict[str, Any]:
    """`pickups` by courier, `file_names` by what files call the shop, `sign_days` by courier and region."""
    spelled = str if key == "file_names" else str.upper
    if part:
        rest = {name: kept for name, kept in before.items() if name != spelled(part)}
        return {**rest, spelled(part): _read(key, value)} if value else rest
    found: dict[str, Any] = {}
    for each in _listed(value):
        name, at, said = each.partition("@")
        if not at:
            raise NotDone(tr("Write it as {example}. This is not one: {text}", example=_PAIRED[key], text=each))
        found[spelled(name.strip())] = _read(key, said.strip())
    return found


def _read(key: str, value: str) -> str | int:
    return _whole(key, value) if key == "sign_days" else value


def _listed(value: str) -> list[str]:
    return [word.strip() for word in value.replace("，", ",").split(",") if word.strip()]


def _text(name: str, value: Any) -> str:
    if name == "days_off":
        return ",".join(DAYS[day] for day in value)
    if isinstance(value, Mapping):
        return ",".join(f"{name}@{said}" for name, said in value.items())
    return ",".join(value) if isinstance(value, tuple) else str(value)
