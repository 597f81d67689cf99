"""What an import tells at its end: a small table of counts, the refused rows with their reasons, what to do next."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING

from store.book.errors import Reason
from tui.cli.text import columns, plain, shortened
from tui.words.catalogue import tr, trn
from tui.words.names import SOURCES, called, name
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from store.book.transactions import Book
    from store.imports.commands import Checked
    from store.imports.queries import RunView
    from store.imports.refused import RefusedView
    from store.imports.several import Outcome

_STAMP = "%Y-%m-%d %H:%M"


def tell_run(book: Book, run: RunView, show: int) -> int:
    """Print what became of a file's rows; the exit code."""
    from store.imports.refused import refused_of
    from store.imports.runs import run_card
    from store.imports.tables import RunState
    from store.shops.queries import all_shops

    with book.read() as connection:
        shop = next(shop for shop in all_shops(connection) if shop.id == run.shop_id)
        refused = refused_of(connection, run.id, show)
    if run.state is not RunState.DONE:
        print(tr("{file} is not in the book as a whole: import it once more.", file=plain(run.file_name)))
        return 2
    as_of = run.as_of.astimezone(shop.settings.tz).strftime(_STAMP)
    words = {"file": plain(run.file_name), "kind": name(SOURCES, run.source), "shop": called(shop.tag, shop.name)}
    print(tr("{file}: {kind} of {shop}, as of {as_of}", **words, as_of=as_of))
    counts = [
        (tr("rows"), run.rows),
        (tr("new"), run.added),
        (tr("changed"), run.changed),
        (tr("unchanged"), run.same),
        (tr("repeated in the file"), run.repeated),
        (tr("refused"), run.refused),
    ]
    _print_counts(counts)
    _print_unknown(run.unknown_columns)
    _print_refused(refused, run_card(book, run.id).header, run.refused)
    print(_next_step(run.refused))
    return 1 if run.refused else 0


def tell_outcome(book: Book, outcome: Outcome, show: int) -> int:
    """Print what became of one file of several; its exit code."""
    if outcome.run is not None:
        return tell_run(book, outcome.run, show)
    assert outcome.reason is not None
    print(f"{plain(outcome.path.name)}: {sentence(outcome.reason)}")
    return 2


def tell_check(checked: Checked, file_name: str) -> int:
    """Print what a dry run found; the exit code."""
    print(
        tr("{file}: {kind}, checked; nothing was taken in", file=plain(file_name), kind=name(SOURCES, checked.source))
    )
    counts = [
        (tr("rows"), checked.rows),
        (tr("repeated in the file"), checked.repeated),
        (tr("refused"), checked.refused),
    ]
    _print_counts(counts)
    _print_unknown(checked.unknown_columns)
    _print_refused(checked.refused_rows, checked.header, checked.refused)
    if checked.refused:
        print(tr("Without --dry-run the good rows go in, and the refused ones can be corrected and brought in again."))
        return 1
    print(tr("Every row can be read. Import it without --dry-run."))
    return 0


def _print_counts(counts: Sequence[tuple[str, int]]) -> None:
    for line in columns([(f"  {words}", f"{number:,}") for words, number in counts], numbers=(1,)):
        print(line)


def _print_unknown(names: Sequence[str]) -> None:
    if not names:
        return
    listed = shortened("  " + ", ".join(plain(each) for each in names), _room())
    print(trn("One column is not read:", "{n} columns are not read:", len(names)))
    print(listed)


def _print_refused(rows: Sequence[RefusedView], header: Sequence[str], of: int) -> None:
    if not rows:
        return
    from store.imports.personal import masked

    print(
        trn("One row was refused:", "{n} rows were refused:", of)
        if len(rows) == of
        else tr("The first {shown} of {n} refused rows:", shown=len(rows), n=of)
    )
    for row in rows:
        why = sentence(Reason(row.code, row.params))
        print("  " + tr("line {line}: {why}", line=row.line, why=plain(why)))
        print(shortened("    " + " | ".join(plain(cell) for cell in masked(header, row.raw) if cell.strip()), _room()))


def _next_step(refused: int) -> str:
    if refused:
        return tr(
            "Next: mend the refused rows where they come from and import the file once more; what is in already is "
            "only counted as unchanged. Or floorbook, F4: there they are written out, corrected, and brought in again."
        )
    return tr("Next: floorbook opens Today with the new counts.")


def _room() -> int:
    return max(40, shutil.get_terminal_size((120, 24)).columns)
