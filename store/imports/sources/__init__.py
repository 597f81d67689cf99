"""The exports that are known, as data: one `.toml` beside this file for each platform or service.

[[source]]
id = "taobao.orders"          its name in the book
kind = "orders"               the `targets.Target` of its rows; a source without fields is refused by name
title = "…"                   what the platform calls it
signs = [["订单编号", "…"]]     headers that prove it; a list in place of a header: one of these. The longest list that
                              is complete decides
without = ["买家会员名"]        headers that prove that it is something else; `…订单`: any that holds this word
several_rows = true           what its first target holds stands on several rows, once for each item
[source.needs]                a refusal's code = fields of which one must be there
[source.fields]               a field of the target = the headers it goes by, the best first
[source.also.items]           the fields of a further target that the same rows fill
[source.words.status]         words that mean something else here than in `normalise/words.toml`
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from store.imports.making import Made
from store.imports.sources.reading import Reading

Sign = tuple[frozenset[str], ...]
"""One of each of these headers must be there."""

_NOT_IN_HEADERS: Final = str.maketrans("", "", "\"'=*\ufeff\u200b\u200c\u200d\u2060")


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of export. Headers are keys as `header_key` makes them.

    Attributes:
        kind: of its first target.
        parts: kind of a target -> its fields -> the headers of each, the best first.
        made: (kind, field) -> how a field is made that no header stands for.
        reading: how its text is to be read; from a mapping file.
    """

    id: str
    kind: str
    title: str
    signs: tuple[Sign, ...]
    parts: Mapping[str, Mapping[str, tuple[str, ...]]]
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    without: tuple[str, ...] = ()
    several_rows: bool = False
    made: Mapping[tuple[str, str], Made] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)

    @property
    def fields(self) -> Mapping[str, tuple[str, ...]]:
        """The fields of the first target."""
        return self.parts[self.kind]

    @property
    def ready(self) -> bool:
        """Whether Floorbook reads it already, or only knows its name."""
        return any(self.parts.values()) or bool(self.made)


def header_key(header: str) -> str:
    """A header for comparing: no blanks, quotes, marks of obligation; full-width made plain (domain 1.1)."""
    plain = unicodedata.normalize("NFKC", header).translate(_NOT_IN_HEADERS)
    return "".join(plain.split()).removesuffix("(必填)").lower()


def sign_of(headers: Iterable[str | Iterable[str]]) -> Sign:
    """A sign as a `.toml` spells it."""
    return tuple(frozenset(map(header_key, [each] if isinstance(each, str) else each)) for each in headers)


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """All known sources, read from the `.toml` files once a process."""
    found: list[Source] = []
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        with path.open("rb") as file:
            found.extend(_source(entry) for entry in tomllib.load(file)["source"])
    return tuple(found)


def _source(entry: dict[str, Any]) -> Source:
    parts = {entry["kind"]: entry.get("fields", {}), **entry.get("also", {})}
    return Source(
        id=entry["id"],
        kind=entry["kind"],
        title=entry["title"],
        signs=tuple(map(sign_of, entry["signs"])),
        parts={
            kind: {name: tuple(map(header_key, headers)) for name, headers in fields.items()}
            for kind, fields in parts.items()
        },
        needs={code: tuple(names) for code, names in entry.get("needs", {}).items()},
        words=entry.get("words", {}),
        without=tuple(map(header_key, entry.get("without", ()))),
        several_rows=entry.get("several_rows", False),
    )
