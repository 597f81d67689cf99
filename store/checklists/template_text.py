"""A list as people write it, in TOML: read strictly, because a slip of the pen must not lose an item."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any, NamedTuple

from store.book.errors import Refusal
from store.book.lines import tidy
from store.checklists.rules import DUE, Occasion
from store.people.rules import Role

KEYS = ("version", "occasion", "roles", "due", "items")
ITEM_KEYS = ("code", "title", "note")
CODE = re.compile(r"[a-z0-9_]+(\.[a-z0-9_]+)*")
CODE_LENGTH = 40
TITLE_LENGTH = 40
MOST_ITEMS = 40
TEXT_LENGTH = 20_000


class TemplateItem(NamedTuple):
    """One line of a list."""

    code: str
    title: str = ""
    """The words of an item that only this book has; empty where the catalogue has them."""
    note: bool = False
    """Whether it is only done with a note."""


class Template(NamedTuple):
    """What a list of one occasion asks, of which roles, and until when."""

    occasion: Occasion
    version: int
    roles: tuple[str, ...]
    due: str
    """`09:30`, or `mon 18:00`, in the floor's zone."""
    items: tuple[TemplateItem, ...]

    @property
    def content(self) -> dict[str, Any]:
        """What a book's own list keeps of it."""
        return {"due": self.due, "items": [item._asdict() for item in self.items]}


def read_toml(text: str) -> dict[str, Any]:
    """The text as a dictionary; one that is no TOML is refused with the place where it stops to be."""
    if len(text) > TEXT_LENGTH:
        raise Refusal("checklists.too_long", what="text", length=len(text), most=TEXT_LENGTH)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refusal("checklists.not_toml", why=str(error)) from None


def checked(data: Mapping[str, Any]) -> Template:
    """The list, if everything in it is understood.

    Raises:
        Refusal: names the first thing that cannot be right.
    """
    _only(data, KEYS, needed=KEYS[1:])
    version, due = data.get("version", 1), data["due"]
    if type(version) is not int or version < 1:
        raise Refusal("checklists.bad_value", key="version", value=_said(version))
    if not isinstance(due, str) or not DUE.fullmatch(due):
        raise Refusal("checklists.bad_due", value=_said(due))
    occasion = Occasion(_one_of(data["occasion"], tuple(Occasion), "occasion"))
    if (occasion is Occasion.WEEKLY) != (" " in due):
        raise Refusal("checklists.bad_due", value=_said(due))
    roles = tuple(_one_of(role, tuple(Role), "roles") for role in _list(data["roles"], "roles"))
    items = tuple(_item(each) for each in _list(data["items"], "items"))
    _no_doubles(roles)
    _no_doubles(tuple(item.code for item in items))
    if len(items) > MOST_ITEMS:
        raise Refusal("checklists.too_many", number=len(items), most=MOST_ITEMS)
    return Template(occasion, version, roles, due, items)


def _item(value: Any) -> TemplateItem:
    """An item: its code alone, or a table with more about it."""
    table = {"code": value} if isinstance(value, str) else value
    if not isinstance(table, dict):
        raise Refusal("checklists.bad_value", key="items", value=_said(value))
    _only(table, ITEM_KEYS, needed=("code",))
    code, title, note = table["code"], table.get("title", ""), table.get("note", False)
    if not isinstance(code, str) or not CODE.fullmatch(code) or len(code) > CODE_LENGTH:
        raise Refusal("checklists.bad_code", value=_said(code), most=CODE_LENGTH)
    if not isinstance(title, str):
        raise Refusal("checklists.bad_value", key="title", value=_said(title))
    if not isinstance(note, bool):
        raise Refusal("checklists.bad_value", key="note", value=_said(note))
    title = tidy(title)
    if len(title) > TITLE_LENGTH:
        raise Refusal("checklists.too_long", what=code, length=len(title), most=TITLE_LENGTH)
    return TemplateItem(code, title, note)


def _only(table: Mapping[str, Any], known: tuple[str, ...], needed: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise Refusal("checklists.unknown_key", key=tidy(key), keys=", ".join(known))
    for key in needed:
        if key not in table:
            raise Refusal("checklists.missing_key", key=key)


def _list(value: Any, key: str) -> list[Any]:
    if not isinstance(value, list):
        raise Refusal("checklists.bad_value", key=key, value=_said(value))
    if not value:
        raise Refusal("checklists.empty", key=key)
    return value


def _one_of(value: Any, known: tuple[str, ...], key: str) -> str:
    if value not in known:
        raise Refusal("checklists.not_one_of", key=key, value=_said(value), values=", ".join(known))
    return str(value)


def _no_doubles(names: tuple[str, ...]) -> None:
    for place, each in enumerate(names):
        if each in names[:place]:
            raise Refusal("checklists.twice", value=each)


def _said(value: Any) -> str:
    """What was written there, short enough for a sentence."""
    return tidy(str(value))[:TITLE_LENGTH]
