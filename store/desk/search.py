"""Search: what is typed finds orders, parcels and buyers, the exact ones first."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from store.book.clock import Moment
from store.book.columns import TAIL
from store.book.errors import Reason, because
from store.book.interest import Interest
from store.book.terms import BEGIN, key_of, phrase, whole
from store.book.transactions import Book
from store.desk.finding import Finder
from store.desk.hits import RANK, Found, Hit, Kind, Ref, Why, told
from store.desk.said import Said, read

__all__ = ["Found", "Hit", "Kind", "Why", "exact", "search"]

LONGEST = 64
"""A text longer than this is a line of a chat: only what stands in it whole is looked for."""


def search(book: Book, moment: Moment, text: str, limit: int = 50, interest: Interest | None = None) -> Found:
    """What fits `text`: a number or its end, a telephone's end, a nick or a part of it, words of a title, initials.

    Raises:
        Interrupted: `interest` was dropped.
    """
    why_not = refused(text)
    if why_not is not None:
        return Found(text, why_not=why_not)
    with book.read(interest) as connection:
        refs, more = _found(connection, moment, text, limit)
        return Found(text, told(connection, moment, refs), more)


def refused(text: str) -> Reason | None:
    """Why nothing can be searched for, or None."""
    key = key_of(text)
    if not key:
        return because("search.empty")
    return because("search.short") if len(key) < 2 else None


def exact(finder: Finder, line: Said) -> Iterator[list[Ref]]:
    """What stands in a line whole: one answer for each kind of it, the surest first."""
    if line.numbers:
        yield finder.numbers(line.numbers)
        yield finder.trackings({each.upper() for each in line.numbers})
    if line.phones:
        yield [ref for phone in line.phones for ref in finder.phones(phone, whole=True)]
    if line.names:
        yield finder.buyers(Why.NICK, " OR ".join(phrase(whole(name)) for name in line.names))


def _found(connection: Connection, moment: Moment, text: str, limit: int) -> tuple[list[Ref], bool]:
    finder = Finder(connection, moment, limit + 1)
    answers = [*exact(finder, read(text))]
    # A whole number is what was meant. A whole nick may be the beginning of another.
    sure = any(ref.why is not Why.NICK for refs in answers for ref in refs)
    if not sure and len(key_of(text)) <= LONGEST:
        answers += _parts(finder, text)
    return _ranked(answers, limit)


def _parts(finder: Finder, text: str) -> Iterator[list[Ref]]:
    """What a text is a part of: the end or the beginning of a number, a piece of a nick or a title."""
    # As files write them: order numbers as they are, tracking numbers in capitals.
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    digits = plain.replace("-", "")
    if digits.isdecimal() and len(digits) >= TAIL:
        yield finder.phones(digits, whole=False)
    if _like_a_number(plain):
        yield finder.number_tail(plain)
        yield finder.number_begin(plain)
        yield finder.tracking_tail(plain.upper())
        yield finder.tracking_begin(plain.upper())
    words = _all_of(text)
    yield finder.buyers(Why.NICK_BEGIN, phrase(BEGIN + key_of(text)))
    yield finder.buyers(Why.NICK_PART, words)
    yield finder.goods(Why.GOODS, words)
    if plain.isascii() and not digits.isdecimal():
        yield finder.buyers(Why.NICK_INITIALS, words, initials=True)
        yield finder.goods(Why.GOODS_INITIALS, words, initials=True)


def _like_a_number(plain: str) -> bool:
    """Letters, digits and hyphens, with digits enough for an end."""
    letters = plain.replace("-", "").replace("_", "")
    return letters.isascii() and letters.isalnum() and sum(map(str.isdecimal, letters)) >= TAIL


def _all_of(text: str) -> str:
    """The query for all words of a text, wherever they stand; for the text as one where a word is too short."""
    words = [key_of(word) for word in text.split()]
    if any(len(word) < 2 for word in words):
        words = ["".join(words)]
    return " AND ".join(map(phrase, words))


def _ranked(answers: Sequence[Sequence[Ref]], limit: int) -> tuple[list[Ref], bool]:
    """Each record once, for its best reason; whether there are more than `limit`. Where there are, every reason has
    its turn, so that a hundred tails do not hide the one buyer."""
    best: dict[tuple[int | None, int | None], Ref] = {}
    for ref in (ref for refs in answers for ref in refs):
        if ref.key not in best or RANK[ref.why] < RANK[best[ref.key].why]:
            best[ref.key] = ref
    groups = [[ref for ref in best.values() if ref.why is why] for why in Why]
    turns = [ref for turn in range(limit) for group in groups for ref in group[turn : turn + 1]]
    return sorted(turns[:limit], key=lambda ref: RANK[ref.why]), len(best) > limit
