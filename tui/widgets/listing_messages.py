"""What a list tells the screen it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

from textual.message import Message

from store.book.errors import FloorbookError
from store.book.pages import Count, Row
from tui.widgets.listing_buffer import Place
from tui.widgets.listing_marks import Marks

if TYPE_CHECKING:
    from tui.widgets.listing_view import ListingView

RowT = TypeVar("RowT", bound=Row)


class ListingMessage(Message):
    """Said by a list; `@on(RowChosen, "#cases")` asks for one of several."""

    def __init__(self, listing: ListingView[Any]) -> None:
        super().__init__()
        self.listing = listing

    @property
    def control(self) -> ListingView[Any]:
        """The list that says it."""
        return self.listing


class RowChosen(ListingMessage, Generic[RowT], namespace="listing"):
    """Enter was pressed on a row."""

    def __init__(self, listing: ListingView[RowT], row: RowT) -> None:
        super().__init__(listing)
        self.row = row


class CursorMoved(ListingMessage, Generic[RowT], namespace="listing"):
    """Another row is under the cursor, or the same one reads differently; None in an empty list."""

    def __init__(self, listing: ListingView[RowT], row: RowT | None, place: Place | None) -> None:
        super().__init__(listing)
        self.row = row
        self.place = place


class CursorLost(ListingMessage, Generic[RowT], namespace="listing"):
    """The record under the cursor left the view; the cursor went to the next one."""

    def __init__(self, listing: ListingView[RowT], row: RowT) -> None:
        super().__init__(listing)
        self.row = row


class CameToRest(ListingMessage, namespace="listing"):
    """The rows that keys had gone to are there: the row under the cursor is the one that was meant."""


class MarksChanged(ListingMessage, namespace="listing"):
    """Other rows are marked now."""

    def __init__(self, listing: ListingView[Any], marks: Marks) -> None:
        super().__init__(listing)
        self.marks = marks


class RangeTooLong(ListingMessage, namespace="listing"):
    """The two ends of a range are more than `at_most` rows apart: nothing was marked."""

    def __init__(self, listing: ListingView[Any], at_most: int) -> None:
        super().__init__(listing)
        self.at_most = at_most


class Counted(ListingMessage, namespace="listing"):
    """The rows were counted; first as far as is quick, later all of them."""

    def __init__(self, listing: ListingView[Any], count: Count) -> None:
        super().__init__(listing)
        self.count = count


class ReadFailed(ListingMessage, namespace="listing"):
    """A read failed; what was shown still stands."""

    def __init__(self, listing: ListingView[Any], error: FloorbookError) -> None:
        super().__init__(listing)
        self.error = error
