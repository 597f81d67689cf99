"""What the columns of a table that nobody knows may be, so that a mapping need not be begun from nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from store.imports.making import Made
from store.imports.recognise import Recognised
from store.imports.sources import Source, header_key, sources
from store.imports.targets import TARGETS

_AT_LEAST: Final = 2
_MOST_HASHED: Final = 40


def guessed(head: Sequence[Sequence[str]]) -> Recognised:
    """The kind whose fields go by most of the headers; the number is made of the whole row where none fits.

    The header is the line with most cells that are words.
    """
    line = max(range(len(head)), key=lambda place: _words(head[place]), default=0)
    header = tuple(cell.strip() for cell in head[line]) if head else ()
    keys = [header_key(name) for name in header]
    names = _aliases()
    kind = max(names, key=lambda each: len(set(keys) & names[each].keys()))
    if len(set(keys) & names[kind].keys()) < _AT_LEAST:
        kind = "orders"
    fields: dict[str, tuple[int, ...]] = {}
    for place, key in enumerate(keys):
        name = names[kind].get(key)
        if name is not None and name not in fields and keys.count(key) == 1:
            fields[name] = (place,)
    made: dict[tuple[str, str], Made] = {}
    number = TARGETS[kind].key
    if number not in fields:
        unique = tuple(key for key in keys if key and keys.count(key) == 1)[:_MOST_HASHED]
        made[kind, number] = Made(columns=unique, hashed=True)
    source = Source("", kind, "", (), {kind: {name: (keys[place],) for name, (place,) in fields.items()}}, made=made)
    places = {key: place for place, key in enumerate(keys)}
    makers = tuple(how.maker(name, places) for (_, name), how in made.items())
    extra = [name for _, name in made]
    parts = {kind: fields | {name: (len(header) + at,) for at, name in enumerate(extra)}}
    read = {place for places_ in fields.values() for place in places_}
    unknown = tuple(name for place, name in enumerate(header) if name and place not in read)
    return Recognised(source, line + 1, header, parts, unknown, makers, (*header, *extra))


def _words(line: Sequence[str]) -> int:
    """Cells that are no number and no time."""
    return sum(bool(cell.strip()) and not any(sign.isdigit() for sign in cell[:4]) for cell in line)


def _aliases() -> dict[str, dict[str, str]]:
    """Kind -> header -> field, of all sources; a field of more sources goes first."""
    found: dict[str, dict[str, str]] = {}
    for source in sources():
        for kind, fields in source.parts.items():
            if kind not in TARGETS:
                continue
            here = found.setdefault(kind, {})
            for name, headers in fields.items():
                for header in headers:
                    here.setdefault(header, name)
    return found
