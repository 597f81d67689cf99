"""The app: opens the book behind the first frame, carries what belongs to no screen, and hears when the book moved."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import BindingType

from store.book.errors import FloorbookError
from store.book.paths import logs_folder
from tui.actions import Action, find
from tui.going import GoingApp
from tui.messages import BookMoved, BookOpened, MinutePassed
from tui.screens.base import FloorScreen
from tui.screens.today import TodayScreen
from tui.terminal import settings
from tui.themes import THEMES
from tui.words.catalogue import LANGUAGES, language, preferred, speak, tr
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from store.imports.several import Outcome
    from tui.backstage import Backstage
    from tui.screens.bringing import Bringing
    from tui.screens.chooser import Choice
    from tui.screens.exporting import Export
    from tui.screens.keyed_screen import KeyedScreen


class FloorbookApp(GoingApp, inherit_bindings=False):
    """Floorbook on a terminal.

    Args:
        book: the book's file; made if it is not there.
        login: who works; by default the system's user.
    """

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, book: Path, login: str | None = None) -> None:
        super().__init__(logs=logs_folder(book))
        self._path, self._login = book, login
        self.backstage: Backstage | None = None
        self.zone = "Asia/Shanghai"
        self.shops_open = True
        """Whether there is any shop yet, as far as Today has read."""
        self.export: Export | None = None
        """The list that is being written to a file; it goes on when its screen is left."""
        self.bringing: Bringing | None = None
        """The files that are on their way into the book."""
        self.unseen: tuple[Outcome, ...] = ()
        """What became of files that ended while another screen was open, and needs a look; F4 tells it."""
        self.refused_file: Path | None = None
        """Where refused rows were written last: corrected, it is what comes in next."""
        self.kept: dict[str, str] = {}
        """What was typed into fields that begin with it again, while the app runs."""
        self.refused: str = ""
        """The sentence to leave with when the book cannot be opened."""
        self._minute = -1
        for theme in THEMES:
            self.register_theme(theme)
        wanted = os.environ.get("FLOORBOOK_THEME", "")
        self.theme = wanted if wanted in {theme.name for theme in THEMES} else THEMES[0].name

    # Opening and closing

    def get_default_screen(self) -> TodayScreen:
        """Today, which all other screens lie on."""
        return TodayScreen()

    def on_mount(self) -> None:
        """Open the book behind the first picture."""
        # Not before the first frame is out: what the store imports would take the interpreter from it.
        self.call_after_refresh(self.run_worker, self._open, thread=True)

    def _open(self) -> None:
        from tui.backstage import Backstage

        try:
            backstage = Backstage.open(self._path, self._login)
        except FloorbookError as error:
            self.hand_over(self._cannot_open, sentence(error.reason))
            return
        self.hand_over(self._opened, backstage)

    def _opened(self, backstage: Backstage) -> None:
        self.backstage = backstage
        self._minute = self._minute_now(backstage)
        gc.freeze()
        gc.enable()
        self.floor_screen.post_message(BookOpened())
        self.set_interval(1.0, self.look)

    def _cannot_open(self, why: str) -> None:
        self.refused = why
        self.exit(return_code=2)

    def on_unmount(self) -> None:
        """Leave the book in order."""
        if self.export is not None:
            self.export.stop()
        if self.bringing is not None:
            self.bringing.leave()
        if self.backstage is not None:
            self.backstage.close()

    # What happens meanwhile

    def hand_over(self, then: Callable[[Any], None], answer: Any) -> None:
        """Give what a worker found to the screens, unless they are gone."""
        if self.is_running:
            self.call_later(then, answer)

    def look(self) -> None:
        """Once a second: has anybody written, has a minute passed?"""
        if self.backstage is None or not self.screen_stack:  # its screens are being closed
            return
        screen = self.floor_screen
        if self.backstage.moved():
            screen.post_message(BookMoved())
        if self.backstage.live.moved():
            screen.see_company()
        minute = self._minute_now(self.backstage)
        if minute != self._minute:
            self._minute = minute
            screen.be_here()
            screen.post_message(MinutePassed())

    @staticmethod
    def _minute_now(backstage: Backstage) -> int:
        return int(backstage.book.clock.now().timestamp() // 60)

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted outside a text field leads to what stands in it: agents copy whole lines of a chat."""
        if not event.text.strip():
            return
        if self.screen is not self.floor_screen:
            self.floor_screen.say(tr("Answer the question first, or press Esc; then paste again."), bad=True)
        elif not self.floor_screen.take_paste(event.text):
            self.go_by(event.text)

    def notify(self, message: str, **kwargs: Any) -> None:
        """Say it in the line above the keys instead of over the work."""
        try:
            self.floor_screen.say(message, bad=kwargs.get("severity") in ("warning", "error"))
        except LookupError:
            super().notify(message, markup=False)

    # Actions that belong to no screen

    def open_menu(self, screen: KeyedScreen) -> None:
        """The actions of a screen, chosen with arrows: works with the input method on."""
        self._ask_action(screen, tr("What can be done here"), filtered=False)

    def do_palette(self) -> None:
        """Any action by its words or initials."""
        self._ask_action(self.floor_screen, tr("Anything"), filtered=True)

    def _ask_action(self, screen: KeyedScreen, title: str, *, filtered: bool) -> None:
        from tui.screens.chooser import Chooser

        if not screen.is_attached:
            return
        if not screen.is_mounted:  # faster than the screen: what is possible there is known once it stands
            self.call_later(self._ask_action, screen, title, filtered=filtered)
            return

        about = screen.about()

        def carry_out(name: str | None) -> None:
            if name is not None and screen.about() != about:
                screen.say(tr("The row you were on has left this list."), bad=True)
            elif name is not None:
                screen.carry_out(find(name))

        choices = [self._choice(screen, screen.as_now(action)) for action in screen.menu_actions()]
        self.push_screen(Chooser(title, choices, filtered=filtered), carry_out)

    @staticmethod
    def _choice(screen: KeyedScreen, action: Action) -> Choice:
        from tui.screens.chooser import Choice

        reason = screen.why_not(action.name)
        return Choice(
            action.name,
            tr(action.label),
            key=action.key,
            detail=tr(action.help),
            why_not=sentence(reason) if reason else "",
        )

    def open_help(self, screen: KeyedScreen) -> None:
        """The keys of a screen."""
        from tui.screens.keys import KeysScreen

        self.push_screen(KeysScreen(screen.screen_name))

    def do_undo(self) -> None:
        """Take back the last thing this person did."""
        from store.desk.undone import TakenBack, take_back
        from tui.words.undone import taken_back

        screen = self.floor_screen

        def done(undone: TakenBack) -> None:
            screen.say(taken_back(undone))
            if screen.is_attached:
                screen.load()

        screen.write(lambda stage, key: take_back(stage.book, stage.me.actor, key), done)

    def do_language(self) -> None:
        """The other language, at once."""
        speak(LANGUAGES[(LANGUAGES.index(language()) + 1) % len(LANGUAGES)] if language() in LANGUAGES else "en")
        for screen in self.screen_stack:
            if isinstance(screen, FloorScreen):
                screen.refresh_words()
                screen.load()

    def do_theme(self) -> None:
        """The next set of colours."""
        names = [theme.name for theme in THEMES]
        self.theme = names[(names.index(self.theme) + 1) % len(names)] if self.theme in names else names[0]

    def do_quit(self) -> None:
        """Leave, after asking."""
        from tui.screens.chooser import Choice, Chooser

        def leave(answer: str | None) -> None:
            if answer == "leave":
                self.exit(return_code=0)

        choices = [Choice("leave", tr("leave"), key="1"), Choice("stay", tr("stay"), key="2")]
        body = tr("Everything that was confirmed is in the book, drafts are kept.")
        self.push_screen(Chooser(tr("Leave Floorbook?"), choices, body=body), leave)


def run(book: Path, login: str | None) -> int:
    """Open the screens on the book at `book`; the exit code."""
    import sys

    speak(preferred())
    app = FloorbookApp(book, login)
    code = settings.run(app)
    if app.refused:
        print(app.refused, file=sys.stderr)  # noqa: T201 - the screens are closed, this is the only place left
    return code
