"""What a team does on a walk: who takes an item until when, on to the next, and a name at the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.book.errors import FloorbookError, Reason, because
from store.checklists.walking import Agreed, agree, sign_walk, step_walk, take_over_walk
from store.desk.walk import WalkNow, ids_of
from tui.screens.base import FloorScreen
from tui.screens.chooser import Choice, Chooser
from tui.screens.prompt import Prompt
from tui.screens.settling import Settling
from tui.screens.today_words import title_of
from tui.screens.walk_due import due_choices
from tui.screens.walk_words import DIGITS, Taking, standing
from tui.widgets.memory_window import MemoryWindow
from tui.words import names
from tui.words.catalogue import N_, tr
from tui.words.names import name
from tui.words.sentences import sentence
from tui.words.walk_text import walk_text

if TYPE_CHECKING:
    from store.checklists.walk_queries import WalkView
    from store.desk.counting import TodayItem
    from tui.backstage import Backstage

OF_AN_ITEM = ("walk.owner", "walk.someone", "walk.due", "walk.remark", "walk.tick")


class WalkActions(FloorScreen):
    """For the screen of a walk."""

    now: WalkNow | None = None
    at = 0
    """The item that is talked about; as many as there are items when all have been."""
    looking = False
    """Whether somebody else walks and this one only looks on."""

    def __init__(self) -> None:
        super().__init__()
        self._takings: dict[str, Taking] = {}

    def draw(self) -> None:
        """Show what is talked about."""
        raise NotImplementedError

    def moved(self) -> None:
        """Another item is talked about."""
        raise NotImplementedError

    def item(self) -> TodayItem | None:
        """The item that is talked about; None behind the last one."""
        if self.now is None or self.at >= len(self.now.list.items):
            return None
        return self.now.list.items[self.at]

    def taking(self, each: TodayItem) -> Taking:
        """Who is about to take it."""
        assert self.now is not None
        return self._takings.get(each.item.code) or standing(self.now, each)

    @property
    def _only_read(self) -> bool:
        """Whether nothing is written any more: it is signed, or somebody else walks."""
        return self.looking or self.now is None or self.now.walk.signed_at is not None

    def why_not(self, action: str) -> Reason | None:
        if not action.startswith("walk."):
            return super().why_not(action)
        if self.now is None:
            return because("book.opening")
        each = self.item()
        if action in OF_AN_ITEM and each is None:
            return because("walks.end")
        if action in OF_AN_ITEM and self._only_read:
            walk = self.now.walk
            return (
                because("walks.signed", who=walk.signed_name)
                if walk.signed_at
                else because("walks.another", who=walk.walker)
            )
        if action == "walk.tick" and each is not None and each.item.at is not None:
            return because("checklists.settled", who=each.item.who)
        if action == "walk.next" and each is None and self._only_read:
            return because("walks.end")
        return super().why_not(action)

    # Who, until when

    def _take(self, **changes: object) -> None:
        each = self.item()
        if each is not None:
            self._takings[each.item.code] = self.taking(each).but(**changes)
            self.draw()

    def do_walk_owner(self, key: str) -> None:
        """The person with this digit takes it; it is written when the walk goes on."""
        assert self.now is not None
        if not key:
            self.do_walk_someone()
        elif key == "0":
            self._take(owner_id=None)
        elif int(key) <= len(self.now.team[: len(DIGITS)]):
            self._take(owner_id=self.now.team[int(key) - 1].id)

    def do_walk_someone(self) -> None:
        """Anybody of the floor, by name or initials."""
        assert self.now is not None

        def chosen(value: str | None) -> None:
            if value is not None:
                self._take(owner_id=int(value) if value else None)

        people = [Choice(str(one.id), one.name, detail=name(names.ROLES, one.role)) for one in self.now.team]
        question = Chooser(tr("Who takes it?"), [*people, Choice("", tr("nobody yet"))], filtered=True)
        self.app.push_screen(question, chosen)

    def do_walk_due(self) -> None:
        """Another time until when, by a digit."""
        assert self.now is not None
        offered = due_choices(self.now)

        def chosen(value: str | None) -> None:
            if value is not None:
                self._take(due_at=offered[int(value)][1])

        choices = [Choice(str(i), label, key=str(i + 1)) for i, (label, _) in enumerate(offered)]
        self.app.push_screen(Chooser(tr("Until when?"), choices), chosen)

    def do_walk_remark(self) -> None:
        """What was said about it."""
        each = self.item()
        assert each is not None

        def answered(text: str | None) -> None:
            if text is not None:
                self._take(text=text.strip())

        title = tr("What was agreed: {title}", title=title_of(each))
        self.app.push_screen(Prompt(title, text=self.taking(each).text, most=300), answered)

    def do_walk_tick(self) -> None:
        """Done, here and now."""
        each = self.item()
        if each is not None and self.now is not None:
            Settling(self, self.now.list, each, "done").go_on()

    # On and back

    def do_walk_next(self) -> None:
        """Write what was agreed and go on; behind the last item sign."""
        each = self.item()
        if each is None:
            self._ask_name()
        else:
            self._agree(each)
            self._step(self.at + 1)

    def do_back(self) -> None:
        """One item back; from the first one, and from a signed walk, it is left, to be gone on with later."""
        if self.now is None or self.at == 0 or (self.item() is None and self._only_read):
            super().do_back()
        else:
            self._step(self.at - 1)

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
        now, taking = self.now, self._takings.pop(each.item.code, None)
        if now is None or taking is None or self._only_read:
            return

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

        self.write(work, self._agreed, failed)

    def _agreed(self, done: Agreed) -> None:
        if done.only_noted:
            self.say(tr("Too many rows to give one by one: the agreement alone says whose they are."))
        elif done.rows:
            self.say(tr("{n} rows given. u takes it back.", n=f"{done.rows:,}"))

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

    def _ask_name(self, why: str = "", typed: str = "") -> None:
        stage = self.backstage
        if stage is None:
            return

        def answered(signed: str | None) -> None:
            if signed is not None:
                self._sign(signed)

        body = why or tr("After that nothing of it changes.")
        question = Prompt(tr("Whose name stands under it?"), body=body, text=typed or stage.me.name)
        self.app.push_screen(question, answered)

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
