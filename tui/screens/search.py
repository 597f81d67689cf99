"""Search: what is typed finds orders, parcels and buyers while it is typed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from store.book.interest import Interest
from store.desk.search import Found, Hit, Kind, search
from tui.screens.moving import ListScreen
from tui.screens.order_columns import NUMBER
from tui.widgets.cells import Cell
from tui.widgets.line_input import Line
from tui.widgets.lines import MUTED, Rule, Text
from tui.widgets.listing import Column, Listing, RowChosen
from tui.widgets.memory_window import MemoryWindow
from tui.words import names
from tui.words.catalogue import N_, tr, trn
from tui.words.names import name
from tui.words.sentences import sentence
from tui.words.when import moment

if TYPE_CHECKING:
    from tui.sheets.sheet import AnySheet


class SearchScreen(ListScreen):
    """One line to type into, and what it finds.

    Args:
        text: what is searched for at the beginning.
    """

    screen_name: ClassVar[str] = "search"

    def __init__(self, text: str = "") -> None:
        super().__init__()
        self._text = text
        self._found: Found | None = None
        self._interest = Interest()
        self._chosen_early = False

    def compose_body(self) -> Iterable[Widget]:
        yield Line(self._text, id="text", placeholder=tr("number or its tail, phone tail, buyer, goods, initials"))
        yield Text(id="said")
        yield Rule()
        columns: tuple[Column[Hit], ...] = (
            Column("kind", N_("what"), lambda hit: name(names.FOUND, hit.kind), width=6, priority=8),
            Column("tag", N_("shop"), lambda hit: hit.tag, width=4, priority=7),
            Column("number", N_("number"), self._number, width=NUMBER, priority=9),
            Column("buyer", N_("buyer"), lambda hit: hit.nick, width=10, priority=6),
            Column("title", N_("goods"), lambda hit: hit.title, width=9, flex=1, priority=4),
            Column("why", N_("found by"), self._why, width=15, priority=5),
            Column("at", N_("placed"), self._at, width=15, priority=3),
        )
        yield Listing(columns, empty=self._empty)

    @staticmethod
    def _number(hit: Hit) -> str | Cell:
        if hit.kind is Kind.BUYER:
            count = trn("{n} order", "{n} orders", hit.orders)
            return Cell(f"{count}, {tr('{n} open', n=hit.running)}" if hit.running else count, "accent")
        number = hit.tracking_no if hit.kind is Kind.PARCEL else hit.order_no
        return Cell(number, "strong" if hit.running else "plain")

    @staticmethod
    def _why(hit: Hit) -> Cell:
        return Cell(name(names.WHY_FOUND, hit.why), "dim")

    def _at(self, hit: Hit) -> str:
        now = self.backstage.book.clock.now() if self.backstage else None
        return moment(hit.at, now, self.app.zone) if hit.at and now else ""

    def _empty(self) -> str:
        if self._found is None or self._found.why_not is not None:
            return tr(
                "A number or its last four digits, a phone's last four, a nick, goods,\n"
                "or the first letters of Chinese words: tk finds 退款."
            )
        return tr(
            "Nothing fits “{text}”.\nType less of it, or look whether today's file has been imported: F4.",
            text=self._found.text,
        )

    # Reading

    def where(self) -> tuple[str, ...]:
        return (tr("Search"),)

    def on_mount(self) -> None:
        super().on_mount()
        self.set_focus(self.query_one("#text", Input))

    def load(self) -> None:
        """Search again; a search that was on its way is not waited for."""
        self._interest.drop()
        self._interest = interest = Interest()
        text = self._text
        self.read("search", lambda book: search(book, book.clock.moment(), text, interest=interest), self._show)

    def _show(self, found: Found) -> None:
        same = self._found is not None and self._found.text == found.text
        self._found = found
        self.query_one("#said", Text).show(Content.styled(self._said(found), MUTED))
        window = MemoryWindow(found.hits)
        if same and self.listing.window is not None:
            self.listing.reload(window)
            self.listing.refresh_words()
        else:
            self.listing.show(window)
        if self._chosen_early:
            self._chosen_early = False
            self._open_first()

    @staticmethod
    def _said(found: Found) -> str:
        if found.why_not is not None:
            return sentence(found.why_not)
        if found.more:
            return tr("The first {n}; type more to see fewer.", n=len(found.hits))
        return trn("{n} found", "{n} found", len(found.hits))

    def refresh_words(self) -> None:
        self.query_one("#text", Input).placeholder = tr("number or its tail, phone tail, buyer, goods, initials")
        if self._found is not None:
            self._show(self._found)
        super().refresh_words()

    @on(Input.Changed, "#text")
    def _typed(self, event: Input.Changed) -> None:
        if event.value != self._text:
            self._text = event.value
            self.load()

    @on(Input.Submitted, "#text")
    def _sent(self) -> None:
        """Enter opens what the cursor is on, or the first one as soon as it is there."""
        if self._found is None or self._found.text != self._text:
            self._chosen_early = True
        else:
            self.listing.choose()

    def _open_first(self) -> None:
        if self._found is not None and self._found.hits:
            self._open(self._found.hits[0])

    @on(RowChosen)
    def _row_chosen(self, message: RowChosen[Hit]) -> None:
        self._open(message.row)

    def _open(self, hit: Hit) -> None:
        if hit.order_id is not None:
            self.app.open_order(hit.order_id)
        elif hit.buyer_id is not None:
            self.app.open_buyer(hit.buyer_id)

    def on_unmount(self) -> None:
        """Nobody waits for an answer any more."""
        self._interest.drop()

    def sheet(self) -> AnySheet | None:
        from tui.sheets.hits import HITS
        from tui.sheets.sheet import Sheet

        return Sheet("search", N_("Search"), HITS, MemoryWindow(self._found.hits)) if self._found else None

    # Actions

    def do_search_open(self) -> None:
        self.listing.choose()

    def do_go_to(self) -> None:
        """Type again."""
        self.set_focus(self.query_one("#text", Input))
