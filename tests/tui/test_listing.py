"""The list, as the person in front of it sees it."""

from __future__ import annotations

import sys
import threading
from bisect import bisect_left
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import pytest
from rich.cells import cell_len
from rich.style import Style
from textual.app import App, ComposeResult
from textual.message import Message
from textual.pilot import Pilot

from store.book.errors import Unavailable
from store.book.pages import Count, Page, Window
from tests.bench.terminal import Terminal
from tui.widgets.cells import Cell
from tui.widgets.listing import (
    Column,
    Counted,
    CursorLost,
    CursorMoved,
    Listing,
    Marks,
    MarksChanged,
    Place,
    RangeTooLong,
    ReadFailed,
    RowChosen,
    Sort,
)
from tui.widgets.listing_buffer import Buffer
from tui.widgets.listing_columns import lay_out
from tui.widgets.listing_marks import between
from tui.widgets.listing_paint import Painter
from tui.words import catalogue

MILLION = 1_000_000
MessageT = TypeVar("MessageT", bound=Message)


@dataclass(frozen=True, slots=True)
class Case:
    """A row as a screen would have it."""

    id: int
    buyer: str
    what: str = "trace"


def case(number: int) -> Case:
    """The case with this number, computed."""
    return Case(number, f"买家{number}")


class Book:
    """A million computed cases, numbered from 1 in the order of the list."""

    def __init__(self, size: int = MILLION) -> None:
        self.size = size
        self.reads = 0

    def _page(self, start: int, stop: int) -> Page[Case]:
        self.reads += 1
        start, stop = max(0, start), min(self.size, stop)
        return Page(tuple(case(i + 1) for i in range(start, stop)), start > 0, stop < self.size)

    def first(self, size: int) -> Page[Case]:
        return self._page(0, size)

    def last(self, size: int) -> Page[Case]:
        return self._page(self.size - size, self.size)

    def after(self, row: Case, size: int) -> Page[Case]:
        return self._page(row.id, row.id + size)

    def before(self, row: Case, size: int) -> Page[Case]:
        return self._page(row.id - 1 - size, row.id - 1)

    def around(self, row: Case, before: int, after: int) -> Page[Case]:
        at = min(row.id - 1, self.size)
        return self._page(at - before, at + 1 + after)

    def count(self, at_most: int | None) -> Count:
        if at_most is None or self.size <= at_most:
            return Count(self.size, True)
        return Count(at_most, False)

    def ids(self, at_most: int) -> tuple[int, ...]:
        return tuple(range(1, 1 + min(at_most, self.size)))


class Moving(Book):
    """A book in which rows come, change and go. Sorted by id; a new row takes an id in between."""

    def __init__(self, ids: range) -> None:
        super().__init__(len(ids))
        self.rows = [case(i) for i in ids]

    def put(self, *rows: Case) -> None:
        kept = {row.id: row for row in (*self.rows, *rows)}
        self.rows = [kept[i] for i in sorted(kept)]

    def drop(self, *ids: int) -> None:
        self.rows = [row for row in self.rows if row.id not in ids]

    def _at(self, row: Case) -> int:
        return bisect_left(self.rows, row.id, key=lambda held: held.id)

    def _page(self, start: int, stop: int) -> Page[Case]:
        self.reads += 1
        start, stop = max(0, start), min(len(self.rows), stop)
        return Page(tuple(self.rows[start:stop]), start > 0, stop < len(self.rows))

    def last(self, size: int) -> Page[Case]:
        return self._page(len(self.rows) - size, len(self.rows))

    def after(self, row: Case, size: int) -> Page[Case]:
        at = self._at(row)
        at += at < len(self.rows) and self.rows[at].id == row.id
        return self._page(at, at + size)

    def before(self, row: Case, size: int) -> Page[Case]:
        return self._page(self._at(row) - size, self._at(row))

    def around(self, row: Case, before: int, after: int) -> Page[Case]:
        return self._page(self._at(row) - before, self._at(row) + 1 + after)

    def count(self, at_most: int | None) -> Count:
        return Count(len(self.rows), True)

    def ids(self, at_most: int) -> tuple[int, ...]:
        return tuple(row.id for row in self.rows[:at_most])


class Gate(Book):
    """A book behind a slow line: reads wait until they are let through."""

    def __init__(self, size: int = MILLION) -> None:
        super().__init__(size)
        self.open = threading.Event()
        self.open.set()

    def _page(self, start: int, stop: int) -> Page[Case]:
        assert self.open.wait(20)
        return super()._page(start, stop)


class Broken(Book):
    """A book that cannot be read, or not be counted, for a while."""

    rows_fail = counts_fail = False

    def _page(self, start: int, stop: int) -> Page[Case]:
        if self.rows_fail:
            raise Unavailable("book.locked")
        return super()._page(start, stop)

    def count(self, at_most: int | None) -> Count:
        if self.counts_fail:
            raise Unavailable("book.locked")
        return super().count(at_most)


COLUMNS: tuple[Column[Case], ...] = (
    Column("number", "number", lambda row: str(row.id), 9, align="right", priority=9, sort="number"),
    Column("buyer", "buyer", lambda row: row.buyer, 12, priority=5, role="dim"),
    Column("what", lambda: catalogue.tr("what"), lambda row: Cell(row.what, "alarm"), 10, flex=1, priority=7),
)


class Floor(App[None]):
    """A screen with a list; it remembers what the list said."""

    def __init__(self, window: Window[Case], empty: str = "", **show: Any) -> None:
        super().__init__()
        self.first_window, self.how = window, show
        self.listing: Listing[Case] = Listing(COLUMNS, empty=lambda: empty)
        self.said: list[Message] = []

    def compose(self) -> ComposeResult:
        self.listing.show(self.first_window, **self.how)
        yield self.listing

    def on_event_heard(self, message: Message) -> None:
        self.said.append(message)

    on_listing_row_chosen = on_listing_cursor_moved = on_listing_cursor_lost = on_event_heard
    on_listing_marks_changed = on_listing_range_too_long = on_event_heard
    on_listing_counted = on_listing_read_failed = on_event_heard

    def heard(self, kind: type[MessageT]) -> list[MessageT]:
        return [message for message in self.said if isinstance(message, kind)]

    def lines(self) -> list[str]:
        """The screen as text, line by line."""
        listing = self.listing
        return [listing.render_line(y).text for y in range(listing.size.height)]

    def cursor_line(self) -> str:
        return next(line for line in self.lines() if line.startswith(">"))


async def quiet(pilot: Pilot[None]) -> None:
    """Until nothing is being read and everything that was read has been shown."""
    await pilot.pause()
    while any(not worker.is_finished for worker in pilot.app.workers):
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
    await pilot.pause()


Scene = Callable[[Floor, Pilot[None]], Awaitable[None]]


async def play(scene: Scene, window: Window[Case], size: tuple[int, int] = (80, 24), **how: Any) -> None:
    """One scene on a floor of its own."""
    app = Floor(window, **how)
    async with app.run_test(size=size) as pilot:
        await quiet(pilot)
        await scene(app, pilot)


def number(app: Floor) -> int:
    """The number of the case under the cursor."""
    assert app.listing.row is not None
    return app.listing.row.id


def whereabouts(listing: Listing[Any]) -> str:
    """The place and the total as somebody would read them: `412 of 1,208`, `~412 of 10,000+`."""
    place, total = listing.place, listing.total
    number = "" if place is None else f"{'' if place.certain else '~'}{place.number:,}"
    count = "" if total is None else f"{total.number:,}{'' if total.exact else '+'}"
    return " of ".join(filter(None, (number, count)))


# moving about


async def test_the_list_begins_at_the_top_of_a_million_rows() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        assert "买家1 " in app.cursor_line()
        assert whereabouts(app.listing) == "1 of 1,000,000"
        assert app.listing.has_focus

    await play(scene, Book())


async def test_fifty_keys_typed_while_the_next_page_loads_end_on_the_right_row() -> None:
    book = Gate()

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.cursor_down(50)
        await quiet(pilot)
        book.open.clear()
        for _ in range(200):
            app.listing.cursor_down()
        await pilot.pause()
        assert number(app) < 251
        app.listing.cursor_up(2)
        app.listing.toggle_mark()
        app.listing.choose()
        assert not app.heard(RowChosen)
        book.open.set()
        await quiet(pilot)
        assert number(app) == 250
        assert app.listing.marks == Marks(named=(249,))
        assert [chosen.row.id for chosen in app.heard(RowChosen)] == [250]
        assert app.listing.place is not None
        assert app.listing.place.number == 250

    await play(scene, book)


async def test_keys_typed_before_the_first_page_came_are_not_lost() -> None:
    book = Gate()
    book.open.clear()
    app = Floor(book)
    async with app.run_test() as pilot:
        await pilot.pause()
        assert ".." in "".join(app.lines())
        app.listing.cursor_down(3)
        book.open.set()
        await quiet(pilot)
        assert number(app) == 4


async def test_most_keys_do_not_scroll_and_leaving_the_screen_scrolls_half_of_it() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        tops = []
        for _ in range(60):
            app.listing.cursor_down()
            await quiet(pilot)
            tops.append(app.lines()[1].split()[0].removeprefix(">"))
        assert len(dict.fromkeys(tops)) == 5
        assert app.cursor_line().split()[1] == "61"

    await play(scene, Book())


async def test_page_down_and_up_come_back_to_the_same_row_and_line() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.cursor_down(5)
        for _ in range(30):
            app.listing.page_down()
        await quiet(pilot)
        assert number(app) == 6 + 30 * 23
        for _ in range(30):
            app.listing.page_up()
        await quiet(pilot)
        assert number(app) == 6
        assert app.lines()[6].startswith(">")

    await play(scene, Book())


async def test_end_then_up_knows_where_it_is_once_the_rows_are_counted() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.go_last()
        app.listing.cursor_up()
        await quiet(pilot)
        assert number(app) == MILLION - 1
        assert whereabouts(app.listing) == "999,999 of 1,000,000"
        app.listing.cursor_up(500)
        await quiet(pilot)
        assert whereabouts(app.listing) == "999,499 of 1,000,000"
        app.listing.go_first()
        await quiet(pilot)
        assert whereabouts(app.listing) == "1 of 1,000,000"

    await play(scene, Book())


async def test_the_ends_of_the_list_hold() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.cursor_up(3)
        app.listing.page_up()
        assert number(app) == 1
        app.listing.go_last()
        app.listing.cursor_down()
        app.listing.page_down()
        await quiet(pilot)
        assert number(app) == 500
        assert "买家500" in app.lines()[-1]
        app.listing.cursor_up()
        assert number(app) == 499

    await play(scene, Book(500))


async def test_only_a_few_pages_are_held_however_far_one_walks() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        most = 0
        for _ in range(40):
            app.listing.page_down()
            await pilot.pause()
            most = max(most, app.listing.held)
        for _ in range(25):
            app.listing.page_up()
            await pilot.pause()
            most = max(most, app.listing.held)
        await quiet(pilot)
        assert number(app) == 1 + 15 * 23
        assert most <= 8 * 23
        assert whereabouts(app.listing) == "346 of 1,000,000"

    await play(scene, Book())


async def test_the_screen_hears_which_row_is_under_the_cursor_and_where() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.said.clear()
        app.listing.cursor_down(2)
        app.listing.choose()
        await pilot.pause()
        moved = app.heard(CursorMoved)[-1]
        assert moved.row == case(3)
        assert moved.place is not None
        assert (moved.place.number, moved.place.certain) == (3, True)
        assert moved.control is app.listing
        assert app.heard(RowChosen)[0].row == case(3)

    await play(scene, Book())


# counting


async def test_the_count_is_quick_first_and_exact_later() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        counts = [said.count for said in app.heard(Counted)]
        assert counts == [Count(10_000, False), Count(MILLION, True)]

    await play(scene, Book())


async def test_until_the_exact_count_is_there_the_list_says_ten_thousand_plus() -> None:
    counting = threading.Event()

    class Slow(Book):
        def count(self, at_most: int | None) -> Count:
            if at_most is None:
                assert counting.wait(20)
            return super().count(at_most)

    app = Floor(Slow())
    async with app.run_test() as pilot:
        while not app.heard(Counted):
            await pilot.pause()
        assert whereabouts(app.listing) == "1 of 10,000+"
        app.listing.go_last()
        while number(app) != MILLION:
            await pilot.pause()
        assert whereabouts(app.listing) == "10,000+"
        counting.set()
        await quiet(pilot)
        assert whereabouts(app.listing) == "1,000,000 of 1,000,000"


async def test_a_list_that_cannot_be_counted_still_lists() -> None:
    book = Broken()
    book.counts_fail = True

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.cursor_down()
        assert number(app) == 2
        assert whereabouts(app.listing) == "2"

    await play(scene, book)


# what is drawn


async def test_columns_stand_under_each_other_with_chinese_and_hostile_text() -> None:
    book = Moving(range(1, 9))
    hostile = (
        "小鹿乱撞小鹿乱撞",
        "\x1b]52;c;aGk=\x07evil",
        "a\nb\tc",
        "\u202egnp.exe",
        "[/foo]",
        "e\u0301" * 20,
        "\U0001f468\u200d\U0001f469 ok",
        "\ud800\udfff",
    )
    book.put(*(Case(i, text, "X") for i, text in enumerate(hostile, 1)))

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        lines = app.lines()
        assert {cell_len(line) for line in lines} == {80}
        for line in lines[1:9]:
            assert cell_len(line[: line.index("X")]) == 2 + 1 + 9 + 2 + 12 + 2
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for line in lines for char in line)
        assert "小鹿乱撞小.." in lines[1]
        assert "[/foo]" in lines[5]

    await play(scene, book)


async def test_narrow_terminals_drop_the_least_needed_columns_first() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        assert list(app.listing.shown_columns) == ["number", "buyer", "what"]
        await pilot.resize_terminal(30, 10)
        await quiet(pilot)
        assert list(app.listing.shown_columns) == ["number", "what"]
        assert "buyer" not in app.lines()[0]

    await play(scene, Book())


def test_left_over_cells_go_to_the_columns_that_may_grow() -> None:
    def column(key: str, width: int, **how: Any) -> Column[Case]:
        return Column(key, key, lambda row: row.what, width, **how)

    laid = lay_out([column("a", 4), column("b", 5, flex=1, max_width=8), column("c", 5, flex=1)], 40)
    assert [width for _, width in laid] == [4, 8, 24]
    assert [width for _, width in lay_out([column("a", 50)], 12)] == [12]


def test_a_column_that_fits_its_rows_is_as_wide_as_the_widest_of_them() -> None:
    column: Column[Case] = Column("buyer", "buyer", lambda row: row.buyer, 12, fits=5)
    rest: Column[Case] = Column("what", "what", lambda row: row.what, 5, flex=1)
    painter = Painter([column, rest], lambda _: Style())
    painter.fit_to(43)
    assert (painter.room("buyer"), painter.room("what")) == (12, 26)
    for buyer, room in (("买家", 5), ("买家一二", 8), ("买家一二三四五六七", 12)):
        assert painter.measure([replace(case(1), buyer="买"), replace(case(2), buyer=buyer)])
        painter.fit_to(43)
        assert (painter.room("buyer"), painter.room("what")) == (room, 38 - room)
    assert not painter.measure([]), "what is empty has no width of its own"


async def test_the_header_shows_what_the_list_is_sorted_by() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        assert "number ^" in app.lines()[0]
        app.listing.show(Book(50), sort=Sort("number", descending=True))
        await quiet(pilot)
        assert "number v" in app.lines()[0]
        app.listing.show(Book(50))
        await quiet(pilot)
        assert app.lines()[0].split() == ["number", "buyer", "what"]

    await play(scene, Book(), sort=Sort("number"))


async def test_a_state_has_a_sign_and_not_only_a_colour() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.toggle_mark()
        app.listing.cursor_up()
        assert app.lines()[1].startswith(">*")
        app.listing.cursor_down()
        assert app.lines()[1].startswith(" *")
        assert app.lines()[2].startswith("> ")

    await play(scene, Book())


async def test_an_empty_list_says_why_and_what_to_do() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        text = [line.strip() for line in app.lines()]
        assert text[text.index("没有今天的单") + 1] == "X imports a file"
        assert app.listing.row is None
        app.listing.cursor_down()
        app.listing.page_up()
        app.listing.toggle_mark()
        app.listing.choose()
        await pilot.pause()
        assert not app.heard(RowChosen)

    await play(scene, Book(0), empty="没有今天的单\nX imports a file")


async def test_the_language_changes_on_an_open_list() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        try:
            catalogue.speak(catalogue.PSEUDO)
            app.listing.refresh_words()
            await pilot.pause()
            assert "⟦number⟧" in app.lines()[0]
            assert "⟦what⟧" in app.lines()[0]
        finally:
            catalogue.speak("en")

    await play(scene, Book())


async def test_the_theme_changes_on_an_open_list() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        def colours() -> set[str]:
            return {str(segment.style) for segment in app.listing.render_line(3)}

        dark = colours()
        for theme in ("textual-light", "ansi-dark", "nord"):
            app.theme = theme
            await pilot.pause()
            assert colours() != dark

    await play(scene, Book())


async def test_the_cursor_shows_whether_the_list_has_the_focus() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        focused = next(iter(app.listing.render_line(1)))
        app.set_focus(None)
        await pilot.pause()
        left = next(iter(app.listing.render_line(1)))
        assert left.text == focused.text == "> "
        assert left.style != focused.style

    await play(scene, Book())


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (20, 5), (10, 2)])
async def test_the_cursor_stays_on_the_screen_when_the_terminal_changes(size: tuple[int, int]) -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.cursor_down(37)
        await pilot.resize_terminal(*size)
        await quiet(pilot)
        assert number(app) == 38
        assert "38" in app.cursor_line()
        assert {cell_len(line) for line in app.lines()} == {size[0]}
        await pilot.resize_terminal(120, 40)
        await quiet(pilot)
        assert "38" in app.cursor_line()
        assert all(line.strip() for line in app.lines())

    await play(scene, Book(), size=(120, 40))


# how little is repainted


def watch_repaints(app: Floor, patch: pytest.MonkeyPatch) -> list[tuple[int, int, int, int]]:
    """Every region that the list asks to be painted from now on."""
    asked: list[tuple[int, int, int, int]] = []
    refresh = app.listing.refresh

    def noted(*regions: Any, **how: Any) -> Any:
        asked.extend(tuple(region) for region in regions or [(0, 0, *app.listing.size)])
        return refresh(*regions, **how)

    patch.setattr(app.listing, "refresh", noted)
    return asked


async def test_a_key_repaints_two_gutters_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        asked = watch_repaints(app, monkeypatch)
        app.listing.cursor_down()
        await quiet(pilot)
        assert sorted(asked) == [(0, 1, 2, 1), (0, 2, 2, 1)]

    await play(scene, Book())


async def test_a_reload_that_changes_nothing_repaints_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        asked = watch_repaints(app, monkeypatch)
        app.listing.reload()
        await quiet(pilot)
        app.listing.refresh_words()
        await quiet(pilot)
        assert asked == []

    await play(scene, Book())


async def test_a_reload_repaints_what_is_new_of_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    book = Moving(range(1, 200))

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        asked = watch_repaints(app, monkeypatch)
        book.put(replace(case(4), what="return"))
        app.listing.reload()
        await quiet(pilot)
        in_front, changed, _ = app.lines()[4].partition("return")
        assert asked == [(cell_len(in_front), 4, len(changed), 1)]

    await play(scene, book)


# the book moves


async def test_the_cursor_stays_on_its_record_and_line_when_rows_come_above() -> None:
    book = Moving(range(10, 5000, 10))

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.cursor_down(20)
        for _ in range(5):
            app.listing.page_down()
        await quiet(pilot)
        before, line = number(app), app.lines().index(app.cursor_line())
        book.put(*(case(before - i) for i in range(1, 6)), case(1))
        app.listing.reload()
        await quiet(pilot)
        assert number(app) == before
        assert app.lines().index(app.cursor_line()) == line
        assert not app.heard(CursorLost)

    await play(scene, book)


async def test_the_place_is_honest_after_rows_came_out_of_sight() -> None:
    book = Moving(range(10, 9000, 10))

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        for _ in range(20):
            app.listing.page_down()
            await quiet(pilot)
        assert whereabouts(app.listing) == "461 of 899"
        book.put(case(1), case(2))
        app.listing.reload()
        await quiet(pilot)
        assert whereabouts(app.listing) == "~461 of 901"
        app.listing.go_first()
        await quiet(pilot)
        app.listing.cursor_down()
        assert whereabouts(app.listing) == "2 of 901"

    await play(scene, book)


async def test_when_the_record_leaves_the_view_the_cursor_goes_to_the_next_and_says_so() -> None:
    book = Moving(range(1, 100))

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.cursor_down(9)
        line = app.lines().index(app.cursor_line())
        book.drop(10, 11)
        app.listing.reload()
        await quiet(pilot)
        assert number(app) == 12
        assert app.lines().index(app.cursor_line()) == line
        assert [lost.row.id for lost in app.heard(CursorLost)] == [10]

    await play(scene, book)


async def test_when_the_last_record_leaves_the_cursor_goes_to_the_one_before() -> None:
    book = Moving(range(1, 100))

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.go_last()
        await quiet(pilot)
        book.drop(98, 99)
        app.listing.reload()
        await quiet(pilot)
        assert number(app) == 97
        book.drop(*range(1, 98))
        app.listing.reload()
        await quiet(pilot)
        assert app.listing.row is None
        assert "nothing left" in "".join(app.lines())
        book.put(case(5))
        app.listing.reload()
        await quiet(pilot)
        assert number(app) == 5

    await play(scene, book, empty="nothing left")


async def test_a_key_pressed_during_a_reload_counts() -> None:
    book = Gate()

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        book.open.clear()
        app.listing.reload()
        app.listing.cursor_down(2)
        app.listing.reload()
        await pilot.pause()
        book.open.set()
        await quiet(pilot)
        assert number(app) == 3

    await play(scene, book)


async def test_an_answer_that_comes_too_late_is_dropped() -> None:
    slow, other = Gate(), Book(7)

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        slow.open.clear()
        app.listing.go_last()
        app.listing.show(other)
        while app.listing.held != 7:
            await pilot.pause()
        slow.open.set()
        await quiet(pilot)
        assert app.listing.held == 7
        assert number(app) == 1
        assert whereabouts(app.listing) == "1 of 7"

    await play(scene, slow)


async def test_another_filter_can_keep_the_record() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.show(Book(5000), keep=case(3210))
        await quiet(pilot)
        assert number(app) == 3210
        app.listing.show(Book(100), keep=case(3210))
        await quiet(pilot)
        assert number(app) == 100
        assert [lost.row.id for lost in app.heard(CursorLost)] == [3210]
        app.listing.show(Book(100))
        await quiet(pilot)
        assert number(app) == 1

    await play(scene, Book())


async def test_a_failed_read_is_told_and_what_was_shown_still_stands() -> None:
    book = Broken()

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        shown = app.lines()
        book.rows_fail = True
        app.listing.reload()
        await quiet(pilot)
        assert app.lines() == shown
        assert app.heard(ReadFailed)[0].error.reason.code == "book.locked"
        app.listing.go_last()
        await quiet(pilot)
        assert number(app) == 1
        book.rows_fail = False
        app.listing.cursor_down(200)
        await quiet(pilot)
        assert number(app) == 201

    await play(scene, book)


# marks


async def test_space_marks_and_goes_on() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        for _ in range(3):
            app.listing.toggle_mark()
        assert number(app) == 4
        assert app.listing.marks.ids(Book(), 100) == (1, 2, 3)
        app.listing.cursor_up(2)
        app.listing.toggle_mark()
        assert app.listing.marks.ids(Book(), 100) == (1, 3)
        assert app.listing.marks.count(MILLION) == 2
        await pilot.pause()
        assert app.heard(MarksChanged)[-1].marks == Marks(named=(1, 3))

    await play(scene, Book())


async def test_a_million_rows_are_marked_without_a_million_numbers() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.mark_all()
        app.listing.toggle_mark()
        marks = app.listing.marks
        assert marks.count(MILLION) == 999_999
        assert not marks.contains(1)
        assert marks.contains(999_999)
        assert marks.ids(Book(), 3) == (2, 3, 4)
        assert marks.named == (1,)
        app.listing.mark_all()
        assert app.listing.marks.count(MILLION) == MILLION
        app.listing.mark_all()
        assert not app.listing.marks

    await play(scene, Book())


async def test_a_range_is_marked_from_where_it_began_to_the_cursor() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.cursor_down(9)
        app.listing.mark_range()
        assert app.cursor_line().startswith(">v")
        app.listing.cursor_up(4)
        app.listing.mark_range()
        assert app.listing.marks.named == (6, 7, 8, 9, 10)

    await play(scene, Book())


@pytest.mark.parametrize("down", [True, False])
async def test_a_range_may_reach_beyond_the_rows_that_are_held(down: bool) -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.cursor_down(2000)
        await quiet(pilot)
        app.listing.mark_range()
        app.listing.cursor_down(1500) if down else app.listing.cursor_up(1500)
        await quiet(pilot)
        app.listing.mark_range()
        await quiet(pilot)
        low, high = (2001, 3501) if down else (501, 2001)
        assert app.listing.marks.named == tuple(range(low, high + 1))

    await play(scene, Book())


async def test_a_range_that_was_begun_can_be_dropped() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.mark_range()
        assert app.listing.drop_range()
        assert not app.listing.drop_range()
        assert app.cursor_line().startswith("> ")

    await play(scene, Book())


async def test_a_range_over_half_the_book_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.widgets.listing.LONGEST_RANGE", 1000)

    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.mark_range()
        app.listing.go_last()
        await quiet(pilot)
        app.listing.mark_range()
        await quiet(pilot)
        assert app.heard(RangeTooLong)
        assert not app.listing.marks

    await play(scene, Book())


def test_a_range_is_found_whichever_end_comes_first() -> None:
    assert between(Book(5000), case(4000), case(1000), 10_000) == tuple(range(1000, 4001))
    assert between(Book(5000), case(7), case(7), 10_000) == (7,)
    assert between(Book(50_000), case(1), case(40_000), 10_000) is None


async def test_another_list_begins_without_marks_and_one_that_is_read_again_keeps_them() -> None:
    async def scene(app: Floor, pilot: Pilot[None]) -> None:
        app.listing.toggle_mark()
        app.listing.reload()
        await quiet(pilot)
        assert app.listing.marks.contains(1)
        app.listing.show(Book(9))
        await quiet(pilot)
        assert not app.listing.marks

    await play(scene, Book())


# the rows held


def page(first: int, last: int, size: int = 1000) -> Page[Case]:
    """The cases from one number to another."""
    return Page(tuple(case(i) for i in range(first, last + 1)), first > 1, last < size)


def test_what_is_far_behind_is_dropped_and_the_place_stays_known() -> None:
    held = Buffer.of(page(1, 60))
    assert held.step(50) == 0
    held.reveal(20)
    assert held.wants(20) == "after"
    held.extend("after", page(61, 120), 20)
    assert held.place(None) == Place(51, True)
    held.step(60)
    held.reveal(20)
    held.extend("after", page(121, 180), 20)
    assert held.rows[0].id > 1
    assert held.place(None) == Place(111, True)
    assert held.row == case(111)


def test_a_step_beyond_the_rows_held_says_how_much_is_left() -> None:
    held = Buffer.of(page(1, 60))
    assert held.step(100) == 41
    assert held.row == case(60)
    held.extend("after", page(61, 120), 60)
    assert held.step(41) == 0
    assert held.row == case(101)
    assert held.step(-500) == 0


def test_a_screen_that_is_not_there_yet_is_not_turned_to() -> None:
    held = Buffer.of(page(1, 30))
    assert not held.turn(1, 20)
    assert held.row == case(1)
    held.extend("after", page(31, 60), 20)
    assert held.turn(1, 20)
    assert (held.row, held.top) == (case(21), 20)


def test_walking_back_from_the_end_counts_from_the_end() -> None:
    held = Buffer.of(page(941, 1000))
    held.step(100)
    assert held.place(None) is None
    assert held.place(Count(1000, False)) is None
    assert held.place(Count(1000, True)) == Place(1000, True)
    held.step(-59)
    held.reveal(20)
    held.extend("before", page(881, 940), 20)
    held.step(-60)
    held.reveal(20)
    held.extend("before", page(821, 880), 20)
    assert held.more_after
    assert held.row == case(881)
    assert held.place(Count(1000, True)) == Place(881, True)


# on a real terminal


def test_a_key_costs_a_few_bytes_on_the_line_however_long_the_list() -> None:
    with Terminal([sys.executable, "-m", "tests.bench.listing", "ours"]) as terminal:
        terminal.wait("owner")
        assert 0 < terminal.press(b"j").bytes <= 160
