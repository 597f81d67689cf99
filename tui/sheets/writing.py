"""Writing a sheet to a file: which kind, in whose words, on whose clock."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from store.book.errors import Refusal
from store.book.new_file import new_file
from store.shops.queries import ShopView
from store.shops.rules import ShopSettings
from tui.sheets.delimited import write_delimited
from tui.sheets.sheet import Field, RowT
from tui.sheets.workbook import MOST, write_workbook
from tui.words.catalogue import said_in, tr

ENDINGS = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Habits:
    """Whose file it is: the language of its words, and the clock of its times."""

    language: str
    zone: str


def habits_of(shops: Sequence[ShopView]) -> Habits:
    """Those of the first shop, as on the screen: a column whose times are of two clocks could not be sorted."""
    settings = shops[0].settings if shops else ShopSettings()
    return Habits(settings.language, settings.zone)


def checked_path(path: Path, rows: int) -> Path:
    """The path, if so many rows may go there.

    Raises:
        Refusal: `export.ending` (it says which kind of file), `export.too_many` rows for a spreadsheet.
    """
    if path.suffix.lower() not in ENDINGS or not path.stem:
        raise Refusal("export.ending", name=path.name)
    if path.suffix.lower() == ".xlsx" and rows > MOST:
        raise Refusal("export.too_many", most=f"{MOST:,}")
    return path


def write_sheet(
    path: Path,
    title: str,
    fields: Sequence[Field[RowT]],
    rows: Iterable[RowT],
    habits: Habits,
    *,
    record: Callable[[int], object] = lambda number: None,
) -> int:
    """Write rows to a new private file, .xlsx or .csv by its ending; how many.

    Args:
        title, fields: as in `Sheet`.
        record: told how many rows are about to leave; the file gets its name only after that was written down.

    Raises:
        Refusal, Unavailable: as `checked_path` and `store.book.new_file.new_file`; what `rows` and `record` raise.
    """
    checked_path(path, 0)
    zone = ZoneInfo(habits.zone)
    with new_file(path) as part, said_in(habits.language):
        titles = [tr(field.title) for field in fields]
        if path.suffix.lower() == ".csv":
            number = write_delimited(part, titles, fields, rows, zone)
        else:
            number = write_workbook(part, tr(title), titles, fields, rows, zone)
        record(number)
    return number


def told(rows: Iterable[RowT], every: int, tell: Callable[[int], None]) -> Iterator[RowT]:
    """The rows, and how many went by each time there were `every` more."""
    for number, row in enumerate(rows):
        if number % every == 0:
            tell(number)
        yield row
