"""What the doctor looks at in the book itself. It reads only: an older book is not upgraded by looking at it."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from store.book.errors import FloorbookError, Reason
from store.book.paths import live_path, logs_folder, staging_folder
from tui.cli.doctor_check import Check, size
from tui.words.catalogue import tr, trn
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from store.book.transactions import Book


def book_checks(path: Path) -> list[Check]:
    """Everything about the book at `path`; one line where there is none."""
    try:
        there = path.is_file()
    except OSError:
        return [Check(tr("book"), str(path), False, sentence(Reason("book.no_folder", {"path": str(path.parent)})))]
    if not there:
        return [Check(tr("book"), tr("{path}: none yet. It is made when Floorbook opens.", path=path))]
    found = [Check(tr("book"), f"{path}, {size(path.stat().st_size)}"), _permissions(path)]
    from store.book.clock import Clock
    from store.book.transactions import Book

    book = Book(path, Clock())
    try:
        found += _inside(book)
    except FloorbookError as error:
        found.append(Check(tr("inside the book"), error.reason.code, False, sentence(error.reason)))
    finally:
        book.close()
    return found


def _inside(book: Book) -> Iterator[Check]:
    from store.book.migrations import HEAD

    with book.read() as connection:
        yield _health(connection)
        revision = _revision(connection)
    yield _revision_check(revision, HEAD)
    if revision == HEAD:
        yield _search(book)
        yield _pending(book)
        yield from _jobs(book)


def _health(connection: Connection) -> Check:
    from sqlalchemy import func, select

    said = func.pragma_quick_check().table_valued("quick_check")
    answer = list(connection.scalars(select(said.c.quick_check)))
    good = answer == ["ok"]
    advice = tr("The book is damaged. Fetch the last copy beside it, and send the log.")
    return Check(tr("quick check"), str(answer[0]) if answer else "-", good, "" if good else advice)


def _revision(connection: Connection) -> str | None:
    from sqlalchemy import column, select, table

    return connection.scalar(select(column("version_num")).select_from(table("alembic_version")))


def _revision_check(revision: str | None, head: str) -> Check:
    from store.book.migrations import KNOWN

    if revision == head:
        return Check(tr("revision"), head)
    if revision in KNOWN:
        return Check(tr("revision"), tr("{old}; the next opening brings it to {new}", old=revision, new=head))
    advice = tr("A newer Floorbook wrote this book. Update this one.")
    return Check(tr("revision"), str(revision), False, advice)


def _permissions(path: Path) -> Check:
    beside = [path, live_path(path), logs_folder(path), staging_folder(path)]
    beside += [path.with_name(path.name + suffix) for suffix in ("-wal", "-shm", ".queue", ".queue-head")]
    open_to_others = [each for each in beside if each.exists() and stat.S_IMODE(each.stat().st_mode) & 0o077]
    if os.name != "posix" or not open_to_others:
        return Check(tr("permissions"), tr("only you can read the book"))
    names = " ".join(str(each) for each in open_to_others)
    advice = tr("Buyers' data stands in it. Close it: chmod go= {names}", names=names)
    return Check(tr("permissions"), tr("others on this machine can read it"), False, advice)


def _search(book: Book) -> Check:
    from store.desk.search_index import unfindable

    missing = unfindable(book)
    if not missing:
        return Check(tr("search index"), tr("fits the book"))
    found = trn("One text does not fit", "{n} texts do not fit", missing)
    return Check(tr("search index"), found, False, tr("Make it anew: floorbook doctor --rebuild-search"))


def _pending(book: Book) -> Check:
    from tui.cli.reads import pending_imports

    waiting = pending_imports(book)
    if not waiting:
        return Check(tr("imports half-way"), "0")
    now = book.clock.real()
    left = [each for each in waiting if each.busy_until < now]
    advice = tr("Start floorbook: the background jobs finish them.") if left else ""
    return Check(tr("imports half-way"), ", ".join(each.file_name for each in waiting), not left, advice)


def _jobs(book: Book) -> Iterator[Check]:
    from store.book.leases import is_held
    from tui.cli.reads import last_runs

    running = is_held(book, "scheduler")
    yield Check(tr("background jobs"), tr("running") if running else tr("not running, floorbook starts them"))
    for run in last_runs(book):
        at = run.ended_at.astimezone().strftime("%Y-%m-%d %H:%M")
        good = run.outcome == "done"
        advice = tr("Its last run failed; jobs.log in {folder} says where.", folder=logs_folder(book.path))
        yield Check(run.name, f"{at} {run.outcome}", good, "" if good else advice)
