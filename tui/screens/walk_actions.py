"""What a team does on a walk: on to the next item, back, and a name at the end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.book.errors import FloorbookError
from store.checklists.walking import Agreed, agree, sign_walk, step_walk, take_over_walk
from store.desk.walk import ids_of
from tui.actions import Action
from tui.screens.chooser import Choice, Chooser
from tui.screens.prompt import Prompt
from tui.screens.walk_taking import Takings
from tui.screens.walk_words import standing
from tui.widgets.memory_window import MemoryWindow
from tui.words.catalogue import N_, tr, trn
from tui.words.sentences import sentence
from tui.words.walk_text import walk_text

if TYPE_CHECKING:
    from store.checklists.walk_queries import WalkView
    from store.desk.counting import TodayItem
    from tui.backstage import Backstage


class WalkActions(Takings):
    """For the screen of a walk."""

    def moved(self) -> None:
        """Another item is talked about."""
        raise NotImplementedError

    # On and back

    def do_walk_next(self) -> None:
        """Write what was agreed and go on; behind the last item sign."""
        each = self.item()
        if each is None:
            self._ask_to_sign()
        else:
            self._agree(each)
            self._step(self.at + 1)

    def as_now(self, action: Action) -> Action:
        """Behind the last item Enter signs; Esc says whether it goes one item back or leaves."""
        if action.name == "walk.next" and self.now is not None and self.item() is None:
            return action._replace(label=N_("sign"))
        if action.name == "back" and not self._esc_leaves:
            return action._replace(label=N_("item before"))
        return super().as_now(action)

    @property
    def _esc_leaves(self) -> bool:
        return self.now is None or self.at == 0 or (self.item() is None and self._only_read)

    def do_back(self) -> None:
        """One item back; from the first one, and from a signed walk, it is left, to be gone on with later."""
        if self._esc_leaves:
            super().do_back()
        else:
            self._step(self.at - 1)

    def do_walk_leave(self) -> None:
        """Leave it from any item at once, where it stands."""
        self.app.do_today()

    def _step(self, place: int) -> None:
        now = self.now
        assert now is not None
        self.at = place
        self.moved()
        if not self._only_read:
            self.write(
                lambda stage, key: step_walk(stage.book, stage.me.actor, key, now.walk.id, place), lambda _: None
            )

    def _agree(self, each: TodayItem) -> None:
        """Write it in one transaction with the rows that it gives to somebody."""
        now, chosen = self.now, self._takings.pop(each.item.code, None)
        if now is None or self._only_read or (chosen is None and not self._leaves_work(each)):
            return
        taking = chosen or standing(now, each)

        def work(stage: Backstage, key: str) -> Agreed:
            return agree(
                stage.book,
                stage.me.actor,
                key,
                now.walk.id,
                each.item.code,
                owner_id=taking.owner_id,
                due_at=taking.due_at,
                left=each.remaining,
                text=taking.text,
                subject=each.subject,
                ids=ids_of(stage.book, each, now.list.moment) if taking.owner_id is not None else (),
            )

        def failed(error: FloorbookError) -> None:
            self._takings[each.item.code] = taking
            self.say(sentence(error.reason), bad=True)

        self.write(work, partial(self._agreed, each), failed)

    def _leaves_work(self, each: TodayItem) -> bool:
        """Whether an item that is passed without a word has rows left that nobody has: the signed text says so."""
        assert self.now is not None
        return bool(each.left) and each.item.at is None and self.now.walk.of(each.item.code) is None

    def _agreed(self, each: TodayItem, done: Agreed) -> None:
        self._keep_remark(each, "")
        if done.only_noted:
            self.say(tr("Too many rows to give one by one: the agreement alone says whose they are."))
        elif done.rows:
            self.say(trn("One row given. u takes it back.", "{n} rows given. u takes it back.", done.rows))

    def offer_to_take_over(self, walk: WalkView) -> None:
        """Somebody else walks: go on in her place, or only look."""

        def chosen(value: str | None) -> None:
            self.looking = value != "over"
            if not self.looking:
                self.write(
                    lambda stage, key: take_over_walk(stage.book, stage.me.actor, key, walk.id), lambda _: self.load()
                )

        choices = [
            Choice("look", tr("only look"), key="1"),
            Choice("over", tr("take over from {who}", who=walk.walker), key="2"),
        ]
        self.app.push_screen(Chooser(tr("{who} walks through this list", who=walk.walker), choices), chosen)

    # The end

    def _ask_to_sign(self) -> None:
        """By a digit: an Enter that is held down walks through every item, and must stop here."""
        stage = self.backstage
        if stage is None:
            return

        def chosen(value: str | None) -> None:
            if value == "mine":
                self._sign(stage.me.name)
            elif value == "other":
                self._ask_name(tr("After that nothing of it changes."), "")

        choices = [
            Choice("mine", tr("sign as {who}", who=stage.me.name), key="1"),
            Choice("other", tr("somebody else signs"), key="2"),
            Choice("later", tr("not yet"), key="3"),
        ]
        title, body = tr("Whose name stands under it?"), tr("After that nothing of it changes.")
        self.app.push_screen(Chooser(title, choices, body=body, first=None), chosen)

    def _ask_name(self, body: str, typed: str) -> None:
        def answered(signed: str | None) -> None:
            if signed is not None and signed.strip():
                self._sign(signed)
            elif signed is not None:
                self._ask_to_sign()

        self.app.push_screen(Prompt(tr("Whose name stands under it?"), body=body, text=typed), answered)

    def _sign(self, signed: str) -> None:
        assert self.now is not None
        walk_id = self.now.walk.id
        self.write(
            lambda stage, key: sign_walk(stage.book, stage.me.actor, key, walk_id, signed),
            lambda _: self.load(),
            lambda error: self._ask_name(sentence(error.reason), signed),
        )

    def do_walk_copy(self) -> None:
        """What was agreed, to paste into the group chat."""
        assert self.now is not None
        self.app.copy(walk_text(self.now.walk, self.now.list.moment.now, self.now.list.zone))

    def do_walk_export(self) -> None:
        """The agreed sheet as a file."""
        from tui.screens.exporting import Export
        from tui.sheets.sheet import Sheet
        from tui.sheets.walk import AGREED, agreed_rows

        assert self.now is not None
        walk = self.now.walk
        window = MemoryWindow(agreed_rows(walk))
        self.app.export = Export(self, Sheet(f"walk-{walk.role}-{walk.occasion}", N_("Walk"), AGREED, window))
        self.app.export.ask()
