"""Mapping files: what a person says of a sheet that no source of ours knows, in TOML.

id = "olist.orders"           its name in the book; none of the built-in ones
kind = "orders"               what a row is
title = "…"                   what people call it; else the id
signs = [["order_id", "…"]]   headers that prove it; else all columns that it names
several_rows = true           what its first kind holds stands on several rows

[reading]                     all of it may be left out
encoding = "gbk"
separator = ";"
header_line = 2               counted from 1
zone = "America/Sao_Paulo"    of its times
currency = "BRL"
shop = "S1"                   the tag of the shop it is of
decimal = ","
thousands = "."
units = {"万元" = 10000}       what stands at an amount, by how much it is multiplied
dates = ["%d.%m.%Y"]          of strptime, tried before the usual spellings
duplicates = "refuse"         rows that repeat another one in full; or "keep"

[fields]                      a field of the kind = where it comes from
order_no = "order_id"         a column
memo = ["note", "remark"]     the first of several that says something
shop_name = {value = "…"}     always the same
item_no = {from = ["a", "b"], join = "-", prefix = ""}
refund_no = {hash = ["a", "b"]}
review_no = {line = true, prefix = "2018-"}

[also.items]                  the fields of a further kind that the same rows fill
[words.status]                the sheet's word = our code
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from store.book.errors import Refusal
from store.imports.making import Made
from store.imports.mapping_reading import reading_of
from store.imports.mapping_values import Entry
from store.imports.normalise import CODES
from store.imports.recognise import HEAD, Recognised
from store.imports.sources import Source, header_key, sign_of, sources
from store.imports.sources.reading import Reading
from store.imports.targets import TARGETS

_KEYS: Final = ("id", "kind", "title", "signs", "several_rows", "reading", "fields", "also", "words")
_WAYS: Final = ("value", "from", "hash", "line")
_AT_LINE: Final = re.compile(r"at line (\d+)")
_MOST_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Mappings:
    """The mappings of one import: none, one that is to be used (`given`), or those that may fit."""

    sources: tuple[Source, ...] = ()
    given: bool = False

    @classmethod
    def at(cls, path: Path | None) -> Mappings:
        """That of a file, or those of a folder.

        Raises:
            Refusal: those of `load_mapping`.
        """
        if path is None:
            return cls()
        if path.is_dir():
            return cls(tuple(load_mapping(each) for each in sorted(path.glob("*.toml"))))
        return cls((load_mapping(path),), given=True)

    @property
    def reading(self) -> Reading | None:
        """How the file is to be read, where that is known before it is opened."""
        return self.sources[0].reading if self.given else None

    @property
    def head(self) -> int:
        """In how many lines the header may be."""
        return max([HEAD, *(source.reading.header_line or 0 for source in self.sources)])

    def settled(self, found: Recognised) -> Mappings | None:
        """The one that fits, where it wants the file to be read in another way than it was; else None."""
        reading = found.source.reading
        if self.given or not (reading.encoding or reading.separator):
            return None
        return Mappings((found.source,), given=True)


def load_mapping(path: Path) -> Source:
    """The source that a mapping file describes.

    Raises:
        Refusal: `mapping.unreadable`, `mapping.not_toml`, `mapping.unknown_key`, `mapping.missing`,
            `mapping.wrong_type`, `mapping.id_taken`, `mapping.unknown_kind`, `mapping.unknown_field`,
            `mapping.unclear_field`, `mapping.no_key`, `mapping.unknown_words`, `mapping.unknown_code` and those of
            `reading_of`; all with `name` and, where it is known, `key` and `line`.
    """
    text = _text(path)
    try:
        top = Entry(path.name, text, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        line = _AT_LINE.search(str(problem))
        last = text.count("\n") + 1
        raise Refusal("mapping.not_toml", name=path.name, line=int(line[1]) if line else last) from None
    top.only(_KEYS)
    id_, kind = top.text("id", needed=True), top.text("kind", needed=True)
    if any(source.id == id_ for source in sources()):
        raise top.no("id_taken", "id", id=id_)
    parts, made = _parts(top, kind)
    signs = tuple(map(sign_of, top.lists("signs")))
    return Source(
        id=id_,
        kind=kind,
        title=top.text("title") or id_,
        signs=signs or (_columns(parts, made),),
        parts=parts,
        needs={"mapping.key_missing": (TARGETS[kind].key,)},
        words=_words(top),
        several_rows=top.flag("several_rows"),
        made=made,
        reading=reading_of(top.table("reading")),
    )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as problem:
        kind = "encoding" if isinstance(problem, UnicodeDecodeError) else problem.strerror or ""
        raise Refusal("mapping.unreadable", name=path.name, problem=kind) from None


Parts = dict[str, dict[str, tuple[str, ...]]]


def _parts(top: Entry, kind: str) -> tuple[Parts, dict[tuple[str, str], Made]]:
    parts: Parts = {}
    made: dict[tuple[str, str], Made] = {}
    also = top.table("also")
    for each, fields in ((kind, top.table("fields")), *((name, also.table(name)) for name in also.values)):
        if each not in TARGETS or each in parts:
            raise (also if parts else top).no("unknown_kind", each if parts else "kind", kind=each, kinds=list(TARGETS))
        parts[each] = {}
        for field in fields.values:
            if field not in TARGETS[each].fields:
                raise fields.no("unknown_field", field, kind=each, fields=sorted(TARGETS[each].fields))
            if isinstance(fields.values[field], dict):
                made[each, field] = _made(fields.table(field))
            else:
                parts[each][field] = tuple(map(header_key, fields.texts(field)))
        if TARGETS[each].key not in fields.values:
            raise fields.no("no_key", TARGETS[each].key, kind=each)
    return parts, made


def _made(how: Entry) -> Made:
    how.only((*_WAYS, "join", "prefix"))
    ways = [way for way in _WAYS if way in how.values]
    if len(ways) != 1 or (ways == ["line"] and not how.flag("line")):
        raise how.no("unclear_field", how.path, ways=list(_WAYS))
    columns = tuple(map(header_key, how.texts(ways[0]))) if ways[0] in ("from", "hash") else ()
    join = how.text("join") if "join" in how.values else "-"
    value = how.text("value") if "value" in how.values else None
    return Made(value, columns, join, ways == ["hash"], ways == ["line"], how.text("prefix"))


def _columns(parts: Parts, made: dict[tuple[str, str], Made]) -> tuple[frozenset[str], ...]:
    """All columns that a mapping names: the file that has them all is meant."""
    named: dict[frozenset[str], Any] = {frozenset(names): None for part in parts.values() for names in part.values()}
    named.update((frozenset([name]), None) for how in made.values() for name in how.columns)
    return tuple(named)


def _words(top: Entry) -> dict[str, dict[str, str]]:
    words = top.table("words")
    words.only(tuple(CODES), code="unknown_words")
    found: dict[str, dict[str, str]] = {}
    for vocabulary in words.values:
        here = words.table(vocabulary)
        found[vocabulary] = {word: here.text(word) for word in here.values}
        for word, code in found[vocabulary].items():
            if code not in CODES[vocabulary]:
                raise here.no("unknown_code", word, code=code, codes=sorted(CODES[vocabulary]))
    return found
