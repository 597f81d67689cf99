"""Files: what came in today, from where, how old it is, what became of its rows, and what has not come."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widget import Widget

from store.book.clock import Moment
from store.book.errors import Reason, because
from store.book.paging import QueryWindow
from store.imports.file_views import ALL, DayOfFiles, all_files, day_of_files
from store.imports.files_today import FileLine
from tui.screens.bring_in import BringIn
from tui.screens.chooser import Choice, Chooser
from tui.screens.file_columns import file_columns, missing_words
from tui.screens.moving import ListScreen
from tui.widgets.lines import MUTED, Rule, Text
from tui.widgets.listing import Counted, Listing, RowChosen
from tui.widgets.memory_window import MemoryWindow
from tui.words import names
from tui.words.catalogue import N_, tr, trn
from tui.words.names import name

if TYPE_CHECKING:
    from tui.sheets.sheet import AnySheet


class FilesScreen(ListScreen, BringIn):
    """The files of the day, and all that ever came.

    Args:
        view: the saved view to begin with.
        counted: the moment of the count that this list was opened from, so that it begins with exactly those rows.
        run_id: the import to put the cursor on.
    """

    screen_name: ClassVar[str] = "files"
    shows_bringing: ClassVar[bool] = True

    def __init__(self, view: str = "today", counted: Moment | None = None, run_id: int | None = None) -> None:
        super().__init__()
        self._view, self._counted_at, self._wanted = view, counted, run_id
        self._shown = ""
        self._day: DayOfFiles | None = None
        self._window: QueryWindow[FileLine] | None = None

    def compose_body(self) -> Iterable[Widget]:
        yield Text(id="views")
        yield Text(id="said")
        yield Rule()
        yield Listing(file_columns(self._now, lambda: self.app.zone), empty=self._empty)

    def _now(self) -> datetime | None:
        return self._day.moment.now if self._day else None

    def _empty(self) -> str:
        if self._day is not None and not self._day.shops:
            return tr("There is no shop yet.\nThe first file makes one: n brings it in.")
        if self._view == "missing":
            return tr("Every file that is expected today is in.\nEsc goes back.")
        if self._view == "refused":
            return tr("No row of today's files was refused.\n1 shows all files of today.")
        return tr("Nothing has come in yet.\nn brings a file in.")

    # Reading

    def on_mount(self) -> None:
        super().on_mount()
        self.listing.focus()

    def where(self) -> tuple[str, ...]:
        return (tr("Files"), name(names.FILE_VIEWS, self._view))

    def load(self) -> None:
        at, self._counted_at = self._counted_at, None
        self.read("files", lambda book: day_of_files(book, at or book.clock.moment()), self._show)

    def tick(self) -> None:
        self.load()

    def _show(self, day: DayOfFiles) -> None:
        self._day = day
        if day.shops:
            self.app.zone = day.shops[0].settings.zone
        self._list()
        self._say_lines()
        self.refresh_top()
        self.key_line.refresh_keys()
        self.tell_unseen()

    def _list(self) -> None:
        """The lines of the view: from the top where it is another one, else with the cursor kept."""
        assert self._day is not None
        assert self.backstage is not None
        before, self._window = self._window, None
        window: QueryWindow[FileLine] | MemoryWindow[FileLine]
        if self._view == ALL:
            window = self._window = all_files(self.backstage.book, self._day)
        else:
            window = MemoryWindow(self._day.view(self._view))
        wanted = [line for line in self._day.lines if line.id == self._wanted]
        if wanted or self._shown != self._view:
            self.listing.show(window, keep=next(iter(wanted), None))
            self._shown, self._wanted = self._view, None if wanted else self._wanted
        else:
            self.listing.reload(window)
            self.listing.refresh_words()
        if before is not None:
            before.close()

    @on(Counted)
    def _say_lines(self) -> None:
        """The views and how many lines this one has; below, how far a file is, or what is missing."""
        styles = {self._view: "bold $text-accent"}
        views = [
            Content.styled(f"{place} {name(names.FILE_VIEWS, view)}", styles.get(view, MUTED))
            for place, view in enumerate(names.FILE_VIEWS, start=1)
        ]
        total = self.listing.total
        count = "" if total is None else f"{total.number:,}{'' if total.exact else '+'}"
        words = "" if total is None else trn("{n} line", "{n} lines", total.number, n=count)
        room = self.size.width - 2 - sum(cell_len(each.plain) + 3 for each in views)
        shown = [*views, Content(words)] if words and cell_len(words) <= room else views
        self.query_one("#views", Text).show(Content("   ").join(shown))
        self.query_one("#said", Text).show(self._said())

    def _said(self) -> Content:
        room = self.size.width - 2
        if self.app.bringing is not None:
            return Content.styled(self.app.bringing.said(room), "$text-accent")
        if self._day is None:
            return Content("")
        missing = missing_words(self._day.lines, self._day.moment.now, self.app.zone, room)
        if missing:
            return Content.styled(missing, "$text-accent")
        return Content.styled(tr("Every file that is expected today is in.") if self._day.shops else "", MUTED)

    def see_bringing(self) -> None:
        self._say_lines()
        self.key_line.refresh_keys()

    def see_run(self, run_id: int) -> None:
        """Today's files, the cursor on this one."""
        self._view, self._shown, self._wanted = "today", "", run_id
        self.load()

    def on_resize(self) -> None:
        """Other words find room."""
        if self._day is not None:
            self._say_lines()

    def refresh_words(self) -> None:
        super().refresh_words()
        self._say_lines()

    @on(RowChosen)
    def _chosen(self, message: RowChosen[FileLine]) -> None:
        from tui.screens.import_run import ImportScreen

        if message.row.run is not None:
            self.app.push_screen(ImportScreen(message.row.run.id))

    def sheet(self) -> AnySheet | None:
        from tui.sheets.files import FILES
        from tui.sheets.sheet import Sheet

        if self._day is None or self.backstage is None:
            return None
        name = f"files-{self._view}"
        if self._view == ALL:
            return Sheet(name, N_("Files"), FILES, all_files(self.backstage.book, self._day))
        return Sheet(name, N_("Files"), FILES, MemoryWindow(self._day.view(self._view)))

    # Actions

    def why_not(self, action: str) -> Reason | None:
        row = self.listing.row if self.is_mounted else None
        if action == "files.open" and (row is None or row.run is None):
            return because("imports.no_row" if row is None else "imports.not_come")
        return super().why_not(action)

    def do_files_open(self) -> None:
        self.listing.choose()

    def do_files_view(self, key: str) -> None:
        """Another saved view, asked for where no digit said which."""
        if key:
            self._show_view(list(names.FILE_VIEWS)[int(key) - 1])
            return

        def chosen(view: str | None) -> None:
            if view is not None:
                self._show_view(view)

        views = enumerate(names.FILE_VIEWS, start=1)
        choices = [Choice(view, name(names.FILE_VIEWS, view), key=str(place)) for place, view in views]
        self.app.push_screen(Chooser(tr("Which view?"), choices, first=self._view), chosen)

    def _show_view(self, view: str) -> None:
        self._view, self._shown = view, ""
        self.turn("files")
        self.load()
