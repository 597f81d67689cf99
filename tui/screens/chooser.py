"""One thing out of a few: the menu, the palette, and every picker. A digit or letter chooses only while it is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from store.book.initials import initials
from tui.screens.question import Question
from tui.widgets.cells import clean_cell, fit
from tui.widgets.hanging import Hanging
from tui.widgets.line_input import Line
from tui.widgets.lines import MUTED, Hint, Text
from tui.widgets.scroll import Options, Scroll
from tui.words.catalogue import tr

LABEL, WIDEST = 30, 90
"""Cells of the words of a choice at the most: beside more that helps to choose, and alone on the line."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose.

    Args:
        value: what the chooser answers with.
        key: a digit or letter that chooses it at once, where the chooser has no filter.
        label: what it is.
        detail: what else helps to choose.
        why_not: why it cannot be chosen now.
    """

    value: str
    label: str
    key: str = ""
    detail: str = ""
    why_not: str = ""


class Chooser(Question[str | None]):
    """Asks for one of `choices`; the answer is its value, None after Esc.

    Args:
        body: what should be read before choosing.
        filtered: with a line to type words or initials into.
        first: the value under the cursor at the beginning; None: none is, and Enter alone is no answer.
    """

    DEFAULT_CSS = """
    Chooser { align: center middle; background: $background 60%; }
    Chooser > Vertical { width: 96; max-width: 96%; height: auto; max-height: 96%; background: $surface;
        border: round $primary; padding: 0 1; }
    Chooser Text { padding: 0; }
    Chooser Scroll { height: auto; max-height: 40vh; }
    Chooser .title { text-style: bold; }
    Chooser OptionList { height: auto; max-height: 70vh; border: none; background: $surface; padding: 0;
        scrollbar-size-vertical: 0; }
    Chooser OptionList:focus { border: none; }
    Chooser OptionList > .option-list--option-highlighted,
    Chooser OptionList:focus > .option-list--option-highlighted {
        background: $accent 30%; color: $foreground; text-style: bold; }
    Chooser Input { margin: 0 0 1 0; background: $boost; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("f10", "leave", show=False),
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
        Binding("pagedown", "page(1)", show=False, priority=True),
        Binding("pageup", "page(-1)", show=False, priority=True),
        Binding("enter", "choose", show=False, priority=True),
    ]

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        body: Content | str = "",
        filtered: bool = False,
        first: str | None = "",
    ) -> None:
        super().__init__()
        self._title, self._choices, self._body = title, tuple(choices), body
        self._filtered, self._first = filtered, first
        self._shown: tuple[Choice, ...] = ()

    def compose(self) -> ComposeResult:
        with Vertical():
            title = Text(self._title)
            title.add_class("title")
            yield title
            if self._filtered:
                yield Line(placeholder=tr("words or initials"))
            if self._body:
                with Scroll(can_focus=False):
                    yield Text(self._body)
            yield Options(markup=False)
            yield Hint(tr("Enter choose   Esc back") if self._first is not None else tr("A digit chooses   Esc back"))

    def on_mount(self) -> None:
        """Offer everything."""
        self._offer(self._choices)
        if not self._filtered:
            self.query_one(OptionList).focus()

    def _offer(self, choices: Sequence[Choice]) -> None:
        self._shown = tuple(choices)
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(choice), disabled=bool(choice.why_not)) for choice in choices])
        if not choices:
            options.add_option(Option(Content.styled(self._nothing(), MUTED), disabled=True))
        places = [i for i, choice in enumerate(choices) if not choice.why_not]
        wanted = [i for i in places if choices[i].value == self._first]
        options.highlighted = next(iter(wanted or (places if self._first is not None else ())), None)

    def _nothing(self) -> str:
        typed = clean_cell(self.query_one(Input).value.strip()) if self._filtered else ""
        return tr("Nothing is called “{text}”: type less of it, or initials.", text=typed)

    def _line(self, choice: Choice) -> Hanging:
        longest = max((len(c.key) for c in self._choices), default=0)
        key = fit(choice.key, 7 if longest > 1 else 2 * longest)
        most = LABEL if any(c.detail or c.why_not for c in self._choices) else WIDEST
        label = fit(choice.label, max((min(most, cell_len(c.label)) for c in self._choices), default=0))
        told = clean_cell(choice.why_not or choice.detail)
        style = MUTED if choice.why_not else ""
        head = Content.assemble((key, "bold $text-accent"), " ", (label, style), "  " if told else "")
        return Hanging(head, Content.styled(told, MUTED))

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        wanted = event.value.strip().casefold()
        self._offer([choice for choice in self._choices if _fits(choice, wanted)])

    def on_key(self, event: events.Key) -> None:
        """A digit or letter of a choice chooses it."""
        if self._filtered:
            return
        if event.key in ("j", "k"):
            self.action_move(1 if event.key == "j" else -1)
            return
        for choice in self._shown:
            if choice.key and event.character == choice.key:
                event.stop()
                if not choice.why_not:
                    self.dismiss(choice.value)

    def action_move(self, by: int) -> None:
        """Another choice."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def action_page(self, by: int) -> None:
        """A screen on, or back, of what is to be read before choosing; where all of it can be seen, of choices."""
        for body in self.query(Scroll):
            if body.max_scroll_y:
                body.scroll_relative(y=by * body.size.height, animate=False)
                return
        options = self.query_one(OptionList)
        page = options.action_page_down if by > 0 else options.action_page_up
        page()  # type: ignore[no-untyped-call]

    def action_choose(self) -> None:
        """Answer with the choice under the cursor."""
        place = self.query_one(OptionList).highlighted
        if place is not None and not self._shown[place].why_not:
            self.dismiss(self._shown[place].value)

    @on(OptionList.OptionSelected)
    def _selected(self) -> None:
        self.action_choose()

    def action_leave(self) -> None:
        """Choose nothing."""
        self.dismiss(None)


def _fits(choice: Choice, wanted: str) -> bool:
    words = f"{choice.label} {choice.detail} {choice.key}".casefold()
    return wanted in words or wanted in initials(choice.label)
