"""The exports that are known, as data: one `.toml` beside this file for each source.

[[source]]
id = "taobao.orders"          its name in the book
kind = "orders"               what its rows are; a kind that no `targets.Target` takes yet is refused by name
title = "…"                   what the platform calls it
signs = [["订单编号", "…"]]     headers that prove it; the longest list that is complete decides
[source.needs]                a refusal's code = fields of which one must be there
[source.fields]               a field of the target = the headers it goes by, the best first
[source.statuses]             the platform's word = our status
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

_NOT_IN_HEADERS: Final = str.maketrans("", "", "\"'=*\ufeff\u200b\u200c\u200d\u2060")


@dataclass(frozen=True, slots=True)
class Source:
    """One kind of export. Headers are keys as `header_key` makes them."""

    id: str
    kind: str
    title: str
    signs: tuple[frozenset[str], ...]
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    needs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statuses: Mapping[str, str] = field(default_factory=dict)

    @property
    def ready(self) -> bool:
        """Whether Floorbook reads it already, or only knows its name."""
        return bool(self.fields)


def header_key(header: str) -> str:
    """A header for comparing: no blanks, quotes, marks of obligation; full-width made plain (domain 1.1)."""
    plain = unicodedata.normalize("NFKC", header).translate(_NOT_IN_HEADERS)
    return "".join(plain.split()).removesuffix("(必填)").lower()


@lru_cache(maxsize=1)
def sources() -> tuple[Source, ...]:
    """All known sources, read from the `.toml` files once a process."""
    found: list[Source] = []
    for path in sorted(Path(__file__).parent.glob("*.toml")):
        with path.open("rb") as file:
            found.extend(_source(entry) for entry in tomllib.load(file)["source"])
    return tuple(found)


def _source(entry: dict[str, Any]) -> Source:
    return Source(
        id=entry["id"],
        kind=entry["kind"],
        title=entry["title"],
        signs=tuple(frozenset(map(header_key, sign)) for sign in entry["signs"]),
        fields={name: tuple(map(header_key, headers)) for name, headers in entry.get("fields", {}).items()},
        needs={code: tuple(names) for code, names in entry.get("needs", {}).items()},
        statuses=entry.get("statuses", {}),
    )
