"""The list of a million rows beside Textual's `DataTable` of two hundred, on a real terminal.

python -m tests.bench.listing probe        measure both and print the figures
python -m tests.bench.listing ours         look at the list (j k, g G, Space, *, v, q)
python -m tests.bench.listing datatable    look at the yardstick
"""

from __future__ import annotations

import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import DataTable

from store.book.pages import Count, Page
from tests.bench.terminal import Answer, Terminal
from tui.widgets.listing import Cell, Column, Listing, Sort

MILLION = 1_000_000
TABLE_ROWS = 200
KEYS = 40
PAGES = 20
PAGES_OF_TABLE = 4
COLS, LINES = 120, 40
DOWN, TOP, PAGE_DOWN = b"j", b"g", b"\x1b[6~"

TIME_BUDGET, BYTES_BUDGET = 0.4, 0.1

SHOPS = ("MM", "OX", "YL")
KINDS = ("trace 查件", "return 退货退款", "exchange 换货", "reship 补发", "damage 货物破损", "refund 仅退款")
BUYERS = ("tb8812**", "moss_fan", "张**", "小鹿乱撞2019", "欧阳**", "rainy_day_in_hz", "李*")
STEPS = ("####", "###.", "##..", "#...")
OWNERS = ("林梅", "Lei", "晓雨", "-")
NEXT = (
    "call ZTO back, work order 8831",
    "包裹到了吗? 扫描或询问仓库",
    "confirm: colour wrong, buyer sends photos 买家补拍照片",
    "wait for the buyer",
    "same colour is out: offer sand 沙色, or the refund",
)


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case, computed from its number: a million of them take no memory."""

    id: int
    shop: str
    kind: str
    buyer: str
    order: str
    steps: str
    owner: str
    minutes: int
    next: str


def case(i: int) -> CaseRow:
    """The case at place `i` of the list."""
    mixed = i * 2_654_435_761 % 4_294_967_296 ^ i * 40_503 % 65_536
    return CaseRow(
        id=i + 1,
        shop=SHOPS[mixed % 3],
        kind=KINDS[mixed % 73 % len(KINDS)],
        buyer=BUYERS[mixed % 89 % len(BUYERS)],
        order=f"{2_160_000_000_000_000_000 + mixed * 7}",
        steps=STEPS[mixed % 83 % len(STEPS)],
        owner=OWNERS[mixed % 79 % len(OWNERS)],
        minutes=i * 4 - 70,
        next=NEXT[mixed % 97 % len(NEXT)],
    )


class CaseWindow:
    """A window of a million cases that knows each by its number."""

    def _page(self, start: int, stop: int) -> Page[CaseRow]:
        start, stop = max(0, start), min(MILLION, stop)
        return Page(tuple(case(i) for i in range(start, stop)), start > 0, stop < MILLION)

    def first(self, size: int) -> Page[CaseRow]:
        """The first rows."""
        return self._page(0, size)

    def last(self, size: int) -> Page[CaseRow]:
        """The last rows."""
        return self._page(MILLION - size, MILLION)

    def after(self, row: CaseRow, size: int) -> Page[CaseRow]:
        """The rows that follow."""
        return self._page(row.id, row.id + size)

    def before(self, row: CaseRow, size: int) -> Page[CaseRow]:
        """The rows that precede."""
        return self._page(row.id - 1 - size, row.id - 1)

    def around(self, row: CaseRow, before: int, after: int) -> Page[CaseRow]:
        """The row and its neighbours."""
        return self._page(row.id - 1 - before, row.id + after)

    def count(self, at_most: int | None) -> Count:
        """A million, as far as was asked."""
        return Count(MILLION, True) if at_most is None or at_most > MILLION else Count(at_most, False)

    def ids(self, at_most: int) -> tuple[int, ...]:
        """The ids in their order."""
        return tuple(range(1, 1 + min(at_most, MILLION)))


def left(row: CaseRow) -> Cell:
    """The time left; what is over says so in a sign, too."""
    if row.minutes < 0:
        return Cell(f"-{-row.minutes // 60 + 1} h !", "alarm")
    return Cell(f"{row.minutes} min" if row.minutes < 60 else f"{row.minutes // 60} h")


COLUMNS: tuple[Column[CaseRow], ...] = (
    Column("shop", "shop", lambda row: row.shop, 4, priority=9),
    Column("kind", "kind", lambda row: row.kind, 15, priority=8),
    Column("buyer", "buyer", lambda row: row.buyer, 10, flex=1, max_width=16, priority=4),
    Column("order", "order", lambda row: row.order, 19, priority=2, role="dim"),
    Column("steps", "沟收确解", lambda row: row.steps, 8, priority=1),
    Column("owner", "owner", lambda row: row.owner, 6, priority=3),
    Column("left", "left", left, 7, align="right", priority=7, sort="due"),
    Column("next", "next", lambda row: row.next, 22, flex=3, priority=6),
)


class Ours(App[None]):
    """The list, and keys that call it: in both apps they are looked up before any widget sees them."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", priority=True),
        Binding("j,down", "cursor_down", priority=True),
        Binding("k,up", "cursor_up", priority=True),
        Binding("pagedown", "page_down", priority=True),
        Binding("pageup", "page_up", priority=True),
        Binding("g,home", "go_first", priority=True),
        Binding("G,end", "go_last", priority=True),
        Binding("space", "toggle_mark", priority=True),
        Binding("asterisk", "mark_all", priority=True),
        Binding("v", "mark_range", priority=True),
    ]

    def __init__(self, theme: str = "textual-dark") -> None:
        super().__init__()
        self.theme = theme
        self.listing: Listing[CaseRow] = Listing(COLUMNS, empty=lambda: "No cases.")

    def compose(self) -> ComposeResult:
        """One list and nothing else, a million rows in it."""
        self.listing.show(CaseWindow(), sort=Sort("due"))
        yield self.listing

    def action_cursor_down(self) -> None:
        self.listing.cursor_down()

    def action_cursor_up(self) -> None:
        self.listing.cursor_up()

    def action_page_down(self) -> None:
        self.listing.page_down()

    def action_page_up(self) -> None:
        self.listing.page_up()

    def action_go_first(self) -> None:
        self.listing.go_first()

    def action_go_last(self) -> None:
        self.listing.go_last()

    def action_toggle_mark(self) -> None:
        self.listing.toggle_mark()

    def action_mark_all(self) -> None:
        self.listing.mark_all()

    def action_mark_range(self) -> None:
        self.listing.mark_range()


class Yardstick(App[None]):
    """`DataTable` with the same columns, bound to the same keys."""

    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "quit", priority=True),
        Binding("j", "cursor_down", priority=True),
        Binding("g", "scroll_top", priority=True),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.table: DataTable[str] = DataTable(cursor_type="row")

    def compose(self) -> ComposeResult:
        """One table and nothing else."""
        table = self.table
        widths = (4, 15, 12, 19, 8, 6, 7, 28)
        for column, width in zip(COLUMNS, widths, strict=True):
            table.add_column(column.heading(), width=width)
        for i in range(TABLE_ROWS):
            said = (column.cell(case(i)) for column in COLUMNS)
            table.add_row(*(cell.text if isinstance(cell, Cell) else cell for cell in said))
        yield table

    def action_cursor_down(self) -> None:
        self.table.action_cursor_down()

    def action_scroll_top(self) -> None:
        self.table.action_scroll_top()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure beside its yardstick."""

    what: str
    ours: float
    theirs: float
    budget: float | None
    unit: str

    @property
    def ratio(self) -> float:
        """How much of the yardstick."""
        return self.ours / self.theirs

    def __str__(self) -> str:
        kept = "" if self.budget is None else f"  at most {self.budget:.2f}x"
        numbers = f"{self.ours:10,.1f} {self.theirs:10,.1f} {self.unit:6}{self.ratio:6.2f}x"
        return f"{self.what:<26}{numbers}{kept}"


def _typical(answers: list[Answer]) -> Answer:
    return Answer(
        statistics.median(answer.seconds for answer in answers),
        round(statistics.median(answer.bytes for answer in answers)),
    )


Answers = list[list[Answer]]


def _in_turn(terminals: Sequence[Terminal], key: bytes, times: int) -> Answers:
    """The answers of each to `key`, pressed in turn: what disturbs the machine disturbs both."""
    taken = [[terminal.press(key) for terminal in terminals] for _ in range(times)]
    return [list(answers) for answers in zip(*taken, strict=True)]


def _paged(terminals: Sequence[Terminal]) -> Answers:
    """The answers to page down; the table has few pages, so both go back to the top in between."""
    taken: Answers = [[] for _ in terminals]
    for _ in range(PAGES // PAGES_OF_TABLE):
        _in_turn(terminals, TOP, 1)
        for answers, more in zip(taken, _in_turn(terminals, PAGE_DOWN, PAGES_OF_TABLE), strict=True):
            answers += more
    return taken


def measure() -> list[Figure]:
    """Drive both on pseudo-terminals of 120 x 40 and compare."""
    program = [sys.executable, "-m", "tests.bench.listing"]
    with (
        Terminal([*program, "ours"], COLS, LINES) as ours,
        Terminal([*program, "datatable"], COLS, LINES) as theirs,
    ):
        both = (ours, theirs)
        for terminal in both:
            terminal.wait("owner")
        key, their_key = map(_typical, _in_turn(both, DOWN, KEYS))
        page, their_page = map(_typical, _paged(both))
    return [
        Figure("key, to the last byte", key.seconds * 1e3, their_key.seconds * 1e3, TIME_BUDGET, "ms"),
        Figure("key, bytes", key.bytes, their_key.bytes, BYTES_BUDGET, "bytes"),
        Figure("page down", page.seconds * 1e3, their_page.seconds * 1e3, None, "ms"),
        Figure("page down, bytes", page.bytes, their_page.bytes, None, "bytes"),
    ]


def _probe() -> None:
    print(f"{'':26}{f'{MILLION:,}':>10} {f'{TABLE_ROWS} rows':>10}")
    for figure in measure():
        print(figure)


MODES: dict[str, Callable[[], object]] = {
    "ours": lambda: Ours(*sys.argv[2:3]).run(mouse=False),
    "datatable": lambda: Yardstick().run(mouse=False),
    "probe": _probe,
}

if __name__ == "__main__":
    MODES[sys.argv[1] if len(sys.argv) > 1 else "probe"]()
