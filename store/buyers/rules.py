"""How personal data is masked: enough to recognise a buyer who is on the line, too little to look one up."""

from __future__ import annotations

import re


def masked_name(name: str) -> str:
    """The first character and a star; what the platform masked stays as it is."""
    name = name.strip()
    if not name or "*" in name:
        return name
    return name[0] + "*" * min(2, max(1, len(name) - 1))


def masked_phone(phone: str) -> str:
    """Three digits in front and four behind: the tail is what couriers and buyers name."""
    if not phone or "*" in phone:
        return phone
    digits = re.sub(r"\D", "", phone)
    if len(digits) < 8:
        return "****"
    return f"{digits[:3]}****{digits[-4:]}"


def masked_nick(nick: str) -> str:
    """The first characters of a nick and two stars."""
    nick = nick.strip()
    if not nick or "*" in nick:
        return nick
    return nick[: max(1, min(6, len(nick) // 2))] + "**"
