"""Who takes the item that is talked about, until when, and what was said: nothing of it is written yet."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from store.book.errors import Reason, because
from store.desk.walk import WalkNow
from tui.screens.base import FloorScreen
from tui.screens.chooser import Choice, Chooser
from tui.screens.prompt import Prompt
from tui.screens.settling import Settling
from tui.screens.today_words import title_of
from tui.screens.walk_due import due_choices
from tui.screens.walk_words import DIGITS, Taking, standing
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name

if TYPE_CHECKING:
    from store.desk.counting import TodayItem

OF_AN_ITEM = ("walk.owner", "walk.someone", "walk.due", "walk.remark", "walk.tick")


class Takings(FloorScreen):
    """For the screen of a walk: what is agreed about the item that is talked about, before it is written."""

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
        if not action.startswith("walk.") or action == "walk.leave":
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

    def means(self, action: str, digit: str) -> bool:
        return self.now is None or int(digit) <= len(self.now.team[: len(DIGITS)])

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
        each, backstage = self.item(), self.backstage
        assert each is not None
        assert backstage is not None
        before = self.taking(each).text
        draft = backstage.live.draft(*self._draft(each))

        def answered(text: str | None) -> None:
            if text is not None:
                self._take(text=text.strip())

        title = tr("What was agreed: {title}", title=title_of(each))
        text = draft.text if draft is not None else before
        self.app.push_screen(Prompt(title, text=text, most=300, keep=partial(self._keep_remark, each)), answered)

    def _draft(self, each: TodayItem) -> tuple[str, int]:
        """Under what a remark is kept until it is agreed."""
        assert self.now is not None
        return f"walks.agree {each.item.code}", self.now.walk.id

    def _keep_remark(self, each: TodayItem, text: str) -> None:
        if self.backstage is not None:
            self.backstage.live.keep_draft(*self._draft(each), text)

    def do_walk_tick(self) -> None:
        """Done, here and now."""
        each = self.item()
        if each is not None and self.now is not None:
            Settling(self, self.now.list, each, "done").go_on()
