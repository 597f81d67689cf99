"""Going from screen to screen: where the keys lead that belong to no screen."""

from __future__ import annotations

from pathlib import Path

from tui.heeding import HeedingApp
from tui.paths import is_there, typed_path
from tui.screens.base import FloorScreen
from tui.screens.subjects import subject_screen
from tui.words.sentences import sentence


class GoingApp(HeedingApp, inherit_bindings=False):
    """An app whose screens lie on each other: each way on is one more, `Esc` takes one off."""

    @property
    def floor_screen(self) -> FloorScreen:
        """The screen of the floor that is on top, below any question."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, FloorScreen):
                return screen
        raise LookupError("no screen")

    def do_go_to(self) -> None:
        """Search for what is typed."""
        from tui.screens.search import SearchScreen

        self.show(SearchScreen())

    def go_by(self, text: str) -> None:
        """Go where a line leads: to the order it is about, to the buyer, or to what it may mean; a file that is there,
        as a terminal names one that is dropped on it, may be brought in."""
        path = typed_path(text)
        if path.is_absolute() and is_there(path):
            self._offer(path)
            return
        from store.desk.pasted import Nowhere, ToBuyer, ToOrder, ToSearch, Way, find_in_line
        from tui.screens.search import SearchScreen

        def found(way: Way) -> None:
            match way:
                case ToOrder(order_id):
                    self.open_order(order_id)
                case ToBuyer(buyer_id):
                    self.open_buyer(buyer_id)
                case ToSearch(term):
                    self.show(SearchScreen(term))
                case Nowhere(why):
                    self.floor_screen.say(sentence(why), bad=True)

        self.floor_screen.read_to_ask("go", lambda book: find_in_line(book, book.clock.moment(), text), found)

    def _offer(self, path: Path) -> None:
        from tui.screens.files import FilesScreen

        files = FilesScreen()
        self.show(files)
        self.call_after_refresh(files.offer, path)

    def open_order(self, order_id: int) -> None:
        """The card of an order."""
        from tui.screens.order import OrderScreen

        card = OrderScreen(order_id)
        while self.floor_screen.screen_name == "history":  # it lies on the card that it belongs to
            self.pop_screen()
        if isinstance(self.screen, OrderScreen):
            self.switch_screen(card)  # a day of pasted numbers is no way back of a day
        else:
            self.push_screen(card)  # what it was opened from is its way back

    def open_buyer(self, buyer_id: int) -> None:
        """The orders of a buyer."""
        from tui.screens.buyer import BuyerScreen

        self.show(BuyerScreen(buyer_id))

    def show(self, screen: FloorScreen) -> None:
        """Show a screen. One of its kind that is open gives way, with all that lies on it: they do not pile up."""
        same = [place for place, each in enumerate(self.screen_stack) if type(each) is type(screen)]
        if not same:
            self.push_screen(screen)
            return
        while len(self.screen_stack) > same[0] + 1:
            self.pop_screen()
        self.switch_screen(screen)

    def do_today(self) -> None:
        """The list of the day: the first screen."""
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def do_orders(self) -> None:
        """All orders."""
        self.show(subject_screen("orders")())

    def do_refunds(self) -> None:
        """Open refunds."""
        self.show(subject_screen("refunds")())

    def do_parcels(self) -> None:
        """Parcels that need a look."""
        self.show(subject_screen("parcels")())

    def do_returns(self) -> None:
        """What comes back."""
        self.show(subject_screen("returns")())

    def do_stock(self) -> None:
        """What is nearly sold out."""
        self.show(subject_screen("stock")())

    def do_files(self) -> None:
        """What came in, and what has not come today."""
        from tui.screens.files import FilesScreen

        self.show(FilesScreen())

    def do_promise(self) -> None:
        """What may be told to a buyer who asks when it goes."""
        self.open_promise()

    def open_promise(self, order_id: int | None = None) -> None:
        """What may be told of an order; without one it is asked for."""
        from tui.screens.promise import PromiseScreen

        self.show(PromiseScreen(order_id))
