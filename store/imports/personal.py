"""Which cells of a file's rows are about a person: whatever shows them, on a screen or a command line, masks them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from store.book.audit import Actor, Intent
from store.book.transactions import Book
from store.buyers.rules import masked_name, masked_nick, masked_phone
from store.imports.sources import header_key, sources


def _hidden(cell: str) -> str:
    return "****" if cell.strip() else cell


_PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)", re.ASCII)
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _unreachable(cell: str) -> str:
    """Other text, without what a person is reached by: files have columns that nobody reads, such as the account of a
    payment."""
    return _MAIL.sub("****", _PHONE.sub(lambda found: masked_phone(found[0]), cell))


MASKS: Mapping[str, Callable[[str], str]] = {
    "buyer_nick": masked_nick,
    "receiver": masked_name,
    "phone": masked_phone,
    "address": _hidden,
    "province": _hidden,
    "city": _hidden,
    "district": _hidden,
    "postcode": _hidden,
}
"""By the field that a column fills."""


def mask_of(field: str) -> Callable[[str], str]:
    """How a cell of the column that fills `field` is shown; empty: of one that nobody reads."""
    return MASKS.get(field, _unreachable)


@lru_cache(maxsize=1)
def _by_header() -> Mapping[str, Callable[[str], str]]:
    found = {}
    for source in sources():
        for fields in source.parts.values():
            for field, headers in fields.items():
                if field in MASKS:
                    found.update(dict.fromkeys(headers, MASKS[field]))
    return found


def masked(header: Sequence[str], raw: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row under `header`, masked where they are about a person."""
    masks = [_by_header().get(header_key(name), _unreachable) for name in header]
    masks += [_unreachable] * (len(raw) - len(masks))
    return tuple(mask(cell) for mask, cell in zip(masks, raw, strict=False))


def reveal_refused(book: Book, actor: Actor, op_key: str, run_id: int, line: int) -> None:
    """Record that somebody looks at a refused row of an import unmasked."""
    with book.write(Intent("imports.reveal", actor, op_key, "import", run_id, {"line": line}, undoable=False)):
        pass
