"""What every screen of the floor has: the lines above and below the work, company, and what happens meanwhile."""

from __future__ import annotations

from collections.abc import Iterable

from textual import events, on
from textual.app import ComposeResult
from textual.widget import Widget

from tui.messages import BookMoved, BookOpened, MinutePassed
from tui.screens.keyed_screen import KeyedScreen
from tui.terminal.repaint import ExactCompositor
from tui.widgets.lines import KeyLine, Rule, TopLine
from tui.words.when import day_and_clock


class FloorScreen(KeyedScreen):
    """A screen of the floor: its work in the middle, where and when above, the keys of the moment below."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = ExactCompositor()
        self.key_line = KeyLine(self.footer_actions)
        self.rule = Rule()

    def compose(self) -> ComposeResult:
        yield TopLine()
        yield from self.compose_body()
        yield self.rule
        yield self.key_line

    def compose_body(self) -> Iterable[Widget]:
        """The work in the middle."""
        return ()

    # Words

    def say(self, text: str, *, bad: bool = False) -> None:
        """Say something above the keys until the next key is pressed; what comes too late for this screen is said on
        the one that is on top now."""
        screen = self if self in self.app.screen_stack else self.app.floor_screen
        screen.key_line.say(text, bad=bad)

    def say_below(self, teller: Widget, lines: int | None) -> None:
        """Say in the line under `teller` how much of it is out of sight."""
        self.rule_under(teller).tell(lines)

    def rule_under(self, widget: Widget) -> Rule:
        """The line that says how much of `widget` is out of sight."""
        return self.rule

    def where(self) -> tuple[str, ...]:
        """The words on the left of the top line, most important first."""
        return ()

    def refresh_top(self) -> None:
        """Draw the top line anew if its words changed."""
        if self.is_mounted:
            for top in self.query(TopLine):  # none on a screen that is being closed
                top.say(("Floorbook", *self.where()), self._right())

    def _right(self) -> tuple[str, ...]:
        backstage = self.backstage
        if backstage is None:
            return ()
        return (day_and_clock(backstage.book.clock.now(), self.app.zone),)

    def refresh_words(self) -> None:
        """Another language is spoken, or other colours are worn: draw everything anew."""
        self.refresh_top()
        self.key_line.refresh()
        for widget in self.query("*"):
            widget.refresh(layout=True)

    # Company

    def place(self) -> tuple[str, int | None]:
        """Where this screen is: its name, and the record that is open."""
        return self.screen_name, None

    def be_here(self) -> None:
        """Say where this person is. Once a minute it also says that she still is."""
        if self.backstage is not None:
            self.backstage.live.be(*self.place())
            self.see_company()

    def see_company(self) -> None:
        """Others came or went: a screen that shows a record shows who has it open too."""

    # Moments

    def on_mount(self) -> None:
        """Show what can be shown at once."""
        self.refresh_top()
        if self.backstage is not None:
            self.load()
            self.be_here()
        self._turning.update(self._asked)
        self.call_after_refresh(self.app.call_later, self.app.let_keys_go, self)

    @on(BookOpened)
    def _book_opened(self) -> None:
        self.say("")  # that it is still being opened is not true any more
        self.refresh_top()
        self.load()
        self.be_here()

    @on(BookMoved)
    def _book_moved(self) -> None:
        self.renew()

    @on(MinutePassed)
    def _minute_passed(self) -> None:
        self.refresh_top()
        self.tick()

    def tick(self) -> None:
        """Another minute: what shows time left draws what has changed."""

    @on(events.ScreenResume)
    def _resumed(self) -> None:
        self.app.ask_what_waits()
        if self.is_mounted:
            self.refresh_top()
            self.load()
            self.be_here()
