"""What can be done about the item under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.book.errors import Conflict, FloorbookError, Reason, because
from tui.screens.moving import ListScreen
from tui.screens.opening import can_open, list_behind
from tui.screens.settling import Settling, draft_of, whereabouts
from tui.screens.today_words import title_of
from tui.words.catalogue import tr
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from store.desk.counting import TodayItem
    from store.desk.today import TodayView

OF_AN_ITEM = ("today.open", "today.tick", "today.skip", "today.note")


class ItemActions(ListScreen):
    """For the screen that shows a list of the day."""

    view: TodayView | None = None
    """What is shown; None until it has been read."""

    def item(self) -> TodayItem | None:
        """The item under the cursor."""
        row = self.listing.row
        if self.view is None or row is None or row.id >= len(self.view.items):
            return None
        each: TodayItem = self.view.items[row.id]
        return each

    def why_not(self, action: str) -> Reason | None:
        if action.startswith("today.") and self.view is None:
            return because("book.opening")
        if action == "today.walk" and self.view is not None and self.view.past:
            return because("checklists.past")
        if action not in OF_AN_ITEM or self.view is None:
            return super().why_not(action)
        each = self.item()
        if each is None:
            return because("checklists.no_item")
        if self.view.past:
            return because("today.past" if action == "today.open" else "checklists.past")
        if action == "today.open" and not can_open(each):
            return because("today.no_query")
        if action in ("today.tick", "today.skip") and each.item.at is not None:
            return because("checklists.settled", who=each.item.who)
        return super().why_not(action)

    def do_today_open(self) -> None:
        """Exactly the rows that the item counts, at the moment of the count."""
        each = self.item()
        if each is not None and self.view is not None:
            self.app.push_screen(list_behind(each, self.view.moment, self.view.role))

    def do_today_tick(self) -> None:
        """Done; a number, a reason or a note is asked for where it needs one."""
        self._settle("done")

    def do_today_skip(self) -> None:
        """Not today; the reason is asked for."""
        self._settle("skipped")

    def _settle(self, result: str) -> None:
        each = self.item()
        if each is not None and self.view is not None:
            Settling(self, self.view, each, result).go_on()

    def do_today_walk(self) -> None:
        """The walk through this list with the team."""
        from tui.screens.walk import WalkScreen

        if self.view is not None:
            self.app.push_screen(WalkScreen(self.view))

    def do_today_handover(self) -> None:
        """What is open, for the next shift."""
        from tui.screens.handover import HandoverScreen

        if self.view is not None:
            self.app.push_screen(HandoverScreen(self.view.role))

    def do_today_past(self) -> None:
        """How the lists of the last weeks went."""
        from tui.screens.past_lists import PastListsScreen

        self.app.push_screen(PastListsScreen())

    # The note

    def do_today_note(self) -> None:
        """Write the note of the item, whoever has settled it."""
        each = self.item()
        if each is None or self.backstage is None or self.view is None:
            return
        before, draft = each.item.note, self.backstage.live.draft(draft_of(self.view, each), 0)
        body = tr("Your draft. Saved is: {text}", text=before) if draft and before else ""
        self._ask_note(each, draft.text if draft else before, each.item.version, before, body)

    def _ask_note(self, each: TodayItem, text: str, version: int, before: str, body: str = "") -> None:
        from tui.screens.prompt import Prompt

        def answered(typed: str | None) -> None:
            if typed is not None and typed.strip() != before:
                self._save_note(each, typed, version, before)

        def keep(typed: str) -> None:
            self._keep_draft(each, "" if typed == before else typed)

        title = tr("Note on: {title}", title=title_of(each))
        self.app.push_screen(Prompt(title, body=body, text=text, keep=keep), answered)

    def _keep_draft(self, each: TodayItem, text: str) -> None:
        if self.backstage is not None and self.view is not None:
            self.backstage.live.keep_draft(draft_of(self.view, each), 0, text)

    def _save_note(self, each: TodayItem, text: str, version: int, before: str) -> None:
        from store.checklists.commands import note_item

        view = self.view
        assert view is not None

        def done(_: object) -> None:
            self._keep_draft(each, "")
            self.say(tr("Note saved. u takes it back."))

        def failed(error: FloorbookError) -> None:
            if isinstance(error, Conflict):
                self._note_conflict(each, error)
            elif error.reason.code.startswith("checklists.note"):
                self._ask_note(each, text, version, before, sentence(error.reason))
            else:
                self.say(sentence(error.reason), bad=True)

        self.write(
            lambda stage, key: note_item(
                stage.book,
                stage.me.actor,
                key,
                **whereabouts(view, each),
                text=text,
                seen_version=version,
                before=before,
            ),
            done,
            failed,
        )

    def _note_conflict(self, each: TodayItem, error: Conflict) -> None:
        from tui.screens.conflicting import which_text

        def chosen(value: str | None) -> None:
            if value == "mine":
                self._save_note(each, str(error.mine), error.version, str(error.theirs))
            elif value == "both":
                self._ask_note(each, f"{error.theirs} {error.mine}", error.version, str(error.theirs))
            elif value == "theirs":
                self._keep_draft(each, "")

        self.app.push_screen(which_text(error), chosen)
