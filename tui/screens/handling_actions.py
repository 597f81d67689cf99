"""Noting what was done about rows, and taking them: the marked ones, else the one under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from store.book.errors import FloorbookError, Reason, because
from store.handling.rules import MOST, Done, Subject
from store.shops.queries import day_at
from tui.screens.chooser import Choice, Chooser
from tui.screens.moving import ListScreen
from tui.screens.prompt import Prompt
from tui.words import names
from tui.words.catalogue import tr, trn
from tui.words.names import name
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from tui.backstage import Backstage

ON_ROWS = ("rows.open", "rows.done", "rows.remark", "rows.take")
Ids = tuple[int, ...]


class HandlingActions(ListScreen):
    """For lists whose rows people look after."""

    subject: ClassVar[Subject]
    subject_kinds: ClassVar[tuple[Done, ...]]
    """What can have been done about a row, in the order of the digits, where no item says less."""
    item: str = ""
    """The item of a checklist whose list this is."""
    kinds: tuple[Done, ...] = ()
    """What can be noted here."""

    def why_not(self, action: str) -> Reason | None:
        if action in ON_ROWS and self.backstage is not None and self.listing.row is None:
            return because("handling.no_row")
        return super().why_not(action)

    # Which rows

    def _with_rows(self, then: Callable[[Ids], None]) -> None:
        """Those that are marked, else the one under the cursor."""
        marks, row, window = self.listing.marks, self.listing.row, self.listing.window
        number = marks.count(self.listing.total.number if self.listing.total else 0)
        if number > MOST:
            self.say(sentence(because("handling.too_many", number=f"{number:,}", most=f"{MOST:,}")), bad=True)
        elif marks.everything and window is not None:
            self.read_to_ask("marked rows", lambda _: marks.ids(window, MOST + 1), then)
        elif marks:
            then(marks.named)
        elif row is not None:
            then((row.id,))

    def _settled(self, words: str, ids: Ids) -> None:
        """It stands in the book: their marks were for this; those that were made meanwhile stay."""
        if self.is_attached:
            self.listing.unmark(ids)
        self.say(words)

    @staticmethod
    def _how_many(ids: Ids) -> str:
        return tr("{n} marked rows.", n=f"{len(ids):,}") if len(ids) > 1 else ""

    # What was done

    def do_rows_done(self) -> None:
        """Ask for the digit of what was done so far."""
        self._with_rows(lambda ids: self._ask_kind(ids, lambda what: self.mark(ids, what)))

    def do_rows_remark(self) -> None:
        """The same, with a remark."""
        self._with_rows(lambda ids: self._ask_kind(ids, lambda what: self._ask_remark(ids, what)))

    def _ask_kind(self, ids: Ids, then: Callable[[Done], None]) -> None:
        def chosen(value: str | None) -> None:
            if value is not None:
                then(Done(value))

        choices = [Choice(kind, name(names.DONE, kind), key=str(i)) for i, kind in enumerate(self.kinds, start=1)]
        self.app.push_screen(Chooser(tr("What was done?"), choices, body=self._how_many(ids)), chosen)

    def _ask_remark(self, ids: Ids, what: Done, why: str = "", text: str = "") -> None:
        def answered(typed: str | None) -> None:
            if typed is not None:
                self.mark(ids, what, typed)

        body = "\n".join(line for line in (why, self._how_many(ids)) if line)
        self.app.push_screen(
            Prompt(tr("{what}: the remark", what=name(names.DONE, what)), body=body, text=text), answered
        )

    def mark(self, ids: Ids, what: Done, note: str = "", said: str = "") -> None:
        """Note it; `said` is what is said then instead of what was noted."""
        item, subject = self.item, self.subject

        def work(stage: Backstage, key: str) -> int:
            from store.handling.commands import mark_done

            book, actor = stage.book, stage.me.actor
            since = day_at(book, book.clock.moment()).begins
            return mark_done(book, actor, key, subject=subject, ids=ids, what=what, item=item, note=note, since=since)

        def done(number: int) -> None:
            self._settled(said or self._marked(what, number, len(ids)), ids)

        def failed(error: FloorbookError) -> None:
            if error.reason.code == "handling.note_too_long":
                self._ask_remark(ids, what, sentence(error.reason), note)
            else:
                self.say(sentence(error.reason), bad=True)

        self.write(work, done, failed)

    @staticmethod
    def _marked(what: Done, number: int, wanted: int) -> str:
        words = name(names.DONE, what)
        if not number:
            return tr("You have noted that today already: {what}.", what=words)
        if wanted == 1:
            return tr("Noted: {what}. u takes it back.", what=words)
        if number == wanted:
            return tr("Noted on {n} rows: {what}. u takes it back.", n=f"{number:,}", what=words)
        return trn(
            "Noted on one row: {what}; on {rest} you had before. u takes it back.",
            "Noted on {n} rows: {what}; on {rest} you had before. u takes it back.",
            number,
            rest=f"{wanted - number:,}",
            what=words,
        )

    # Whose they are

    def do_rows_take(self) -> None:
        """They are mine from now on."""
        self._with_rows(self._take)

    def _take(self, ids: Ids) -> None:
        row = self.listing.row
        due = row.owner_due_at if row is not None and ids == (row.id,) else None
        item, subject = self.item, self.subject

        def work(stage: Backstage, key: str) -> int:
            from store.handling.commands import assign

            me = stage.me.actor
            return assign(stage.book, me, key, subject=subject, ids=ids, owner_id=me.person_id, due_at=due, item=item)

        def done(number: int) -> None:
            taken = trn("It is yours now. u takes it back.", "{n} rows are yours now. u takes it back.", number)
            self._settled(taken if number else tr("That is yours already."), ids)

        self.write(work, done)
