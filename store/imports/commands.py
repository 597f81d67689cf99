"""Taking a file in: recognised, checked and staged without a lock, then merged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from store.book.audit import Actor
from store.book.columns import from_ms, to_ms
from store.book.errors import Refusal
from store.book.transactions import Book
from store.imports.beginning import begin_run
from store.imports.merging import Step, merge_run
from store.imports.parent import Progress, Staged, stage
from store.imports.queries import RunView, run_of
from store.imports.refused import RefusedView
from store.imports.registry import is_taken
from store.imports.staging import discard, refused_in, shop_names
from store.imports.sweeping import new_staging
from store.imports.whose import FIRST_TAG, open_first, shop_of, zone_of
from store.shops.rules import ShopSettings


@dataclass(frozen=True, slots=True)
class Checked:
    """What a dry run found: nothing of it is in the book."""

    source: str
    rows: int
    refused: int
    repeated: int
    as_of: datetime
    fields: tuple[str, ...]
    header: tuple[str, ...]
    unknown_columns: tuple[str, ...]
    refused_rows: tuple[RefusedView, ...]
    """The first of them."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whom to tell how far it has come."""

    staging: Callable[[Progress], None] = lambda _: None
    merging: Callable[[Step], None] = lambda _: None
    beginning: Callable[[Path], None] = lambda _: None
    """Which of several files it is."""


def import_file(
    book: Book,
    actor: Actor,
    path: Path,
    *,
    tag: str | None = None,
    as_of: datetime | None = None,
    mapping: Path | None = None,
    hearing: Hearing | None = None,
) -> RunView:
    """Take a file in; what became of its rows.

    Args:
        tag: the shop it is of; needed only where the book has several and the file does not name one.
        as_of: how old its knowledge is, where neither its name nor its modification time is right.
        mapping: a mapping file for a sheet that nobody knows, or a folder of those that may fit.

    Raises:
        Refusal: the file cannot be read, nobody can tell of which shop it is, or `as_of` is in the future: all that
            comes after it would count as older. Nothing was changed.
        Unavailable: the book could not be written; what was merged stays, the rest goes on at the next opening.
    """
    hearing = hearing or Hearing()
    return take_waiting(book, actor, stage_file(book, actor, Told(path, tag, as_of, mapping), hearing), hearing)


def check_file(
    book: Book,
    actor: Actor,
    path: Path,
    *,
    tag: str | None = None,
    as_of: datetime | None = None,
    mapping: Path | None = None,
    hearing: Hearing | None = None,
    show: int = 0,
) -> Checked:
    """The same run, stopped before merging; `show` is how many refused rows are wanted. See `import_file` for what it
    raises."""
    staged = _staged(book, Told(path, tag, as_of, mapping), zone_of(book, tag), hearing or Hearing())
    try:
        refused = tuple(RefusedView(*row) for row in refused_in(staged.staging, show))
    finally:
        discard(staged.staging)
    return Checked(
        staged.source,
        staged.rows + staged.refused,
        staged.refused,
        staged.repeated,
        from_ms(staged.as_of),
        staged.fields,
        staged.header,
        staged.unknown,
        refused,
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A file, and what somebody says about it."""

    path: Path
    tag: str | None = None
    as_of: datetime | None = None
    mapping: Path | None = None
    ours: bool = False
    """Floorbook wrote it itself: it is read in this process, which is quicker than starting one for it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that is checked and staged, and what is known of its shop; nothing of it is in the book."""

    staged: Staged
    tag: str | None
    """The shop that somebody named; without, the names in the file decide."""
    names: tuple[str, ...]


def stage_file(book: Book, actor: Actor, told: Told, hearing: Hearing) -> Waiting:
    """Check and stage a file without a lock; `import_file` says what it raises. After any failure nothing is left."""
    zone = zone_of(book, told.tag)
    staged = _staged(book, told, zone, hearing)
    try:
        tag, names = told.tag or staged.shop, tuple(shop_names(staged.staging))
        shop = shop_of(book, tag, staged, names)
        settings = shop.settings if shop else ShopSettings()
        _check_currency(staged, settings, shop.tag if shop else tag or FIRST_TAG)
    except BaseException:
        discard(staged.staging)
        raise
    if settings.zone == zone:
        return Waiting(staged, tag, names)
    discard(staged.staging)
    return Waiting(_staged(book, told, settings.zone, hearing), tag, names)


def take_waiting(book: Book, actor: Actor, waiting: Waiting, hearing: Hearing) -> RunView:
    """Merge a staged file; what became of its rows. Of which shop it is is asked anew: files that came in since it was
    staged may have taught the shop's name."""
    staged, tag, names = waiting.staged, waiting.tag, waiting.names
    try:
        shop = shop_of(book, tag, staged, names) or open_first(book, actor, tag, names)
        run_id = begin_run(book, actor, staged, shop.id, uuid4().hex, names)
    except BaseException:
        discard(staged.staging)
        raise
    merge_run(book, actor, run_id, hearing.merging)
    with book.read() as connection:
        return run_of(connection, run_id)


def _check_currency(staged: Staged, settings: ShopSettings, tag: str) -> None:
    """Amounts of another currency would be believed to be the shop's."""
    kept = settings.currency
    if staged.currency is not None and staged.currency != kept:
        raise Refusal("imports.not_this_money", name=staged.path.name, said=staged.currency, tag=tag, kept=kept)


def _staged(book: Book, told: Told, zone: str, hearing: Hearing) -> Staged:
    now = max(book.clock.real(), book.clock.now())
    if told.as_of is not None and told.as_of > now:
        raise Refusal("imports.from_the_future")
    staged = _reader(told)(
        told.path,
        new_staging(book),
        zone,
        now,
        hearing.staging,
        as_of=None if told.as_of is None else to_ms(told.as_of),
        mapping=told.mapping,
    )
    if not is_taken(staged.kind):
        discard(staged.staging)
        raise Refusal(
            "import.not_yet", name=told.path.name, kind=staged.kind, source=staged.source, title=staged.source
        )
    return staged


def _reader(told: Told) -> Callable[..., Staged]:
    if not told.ours:
        return stage
    from store.imports.here import stage_here

    return stage_here
