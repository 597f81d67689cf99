"""A tick or a skip on its way: what it needs is asked for, one question after the other, then it is carried out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, TypedDict

from store.book.errors import FloorbookError, because
from tui.screens.today_words import title_of
from tui.words.catalogue import tr, trn
from tui.words.sentences import sentence

if TYPE_CHECKING:
    from store.checklists.commands import Settled
    from store.desk.counting import TodayItem
    from store.desk.today import TodayView
    from tui.screens.base import FloorScreen

ASKED_AGAIN = {
    "checklists.why": "why",
    "checklists.why_too_long": "why",
    "checklists.number": "number",
    "checklists.bad_number": "number",
    "checklists.note": "note",
    "checklists.note_too_long": "note",
}
"""Which question a refusal leads back to."""


class Whereabouts(TypedDict):
    """Which item of which list, as the commands want it named."""

    day: str
    role: str
    occasion: str
    code: str


def whereabouts(view: TodayView, each: TodayItem) -> Whereabouts:
    """Which item this is."""
    return {"day": view.day, "role": view.role, "occasion": view.occasion, "code": each.item.code}


def draft_of(view: TodayView, each: TodayItem, what: str = "note") -> str:
    """Under what the draft of its note, or of another text about it, is kept: an item of a list that nobody has begun
    has no number yet."""
    return " ".join((f"checklists.{what}", *map(str, whereabouts(view, each).values())))


class Settling:
    """One item being ticked or skipped. What was typed is there again when an answer is refused, and a text also when
    the question was left.

    Args:
        screen: that asks and writes.
        result: `done` or `skipped`.
    """

    def __init__(self, screen: FloorScreen, view: TodayView, each: TodayItem, result: str) -> None:
        self._screen, self._view, self._each, self._result = screen, view, each, result
        self._answers: dict[str, str] = {}

    def go_on(self) -> None:
        """Ask the next question, or settle the item when all are answered."""
        for what in self._needed():
            if what not in self._answers:
                self._ask(what, self._body(what))
                return
        self._settle()

    def _needed(self) -> tuple[str, ...]:
        if self._result == "skipped":
            return ("why",)
        each = self._each
        wanted = {"number": each.by_hand, "why": each.needs_why, "note": each.needs_note}
        return tuple(what for what, needed in wanted.items() if needed)

    def _title(self, what: str) -> str:
        if what == "number":
            return tr("How many were there?")
        if what == "note":
            return tr("How did it go?")
        return tr("Skip it today? Say why") if self._result == "skipped" else tr("Tick it all the same? Say why")

    def _body(self, what: str) -> str:
        if what == "number":
            return "\n".join((title_of(self._each), tr("Enter alone: none.")))
        if what == "note":
            return "\n".join((title_of(self._each), sentence(because("checklists.note"))))
        if self._result == "skipped":
            return title_of(self._each)
        left = self._each.remaining
        if left is None:
            return tr("Nobody knows how many are left.")
        return trn("One is left.", "{n} are left.", left)

    def _ask(self, what: str, body: str, text: str = "") -> None:
        from tui.screens.prompt import Prompt

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            answer = answer.strip() or "0" if what == "number" else answer
            if what == "number" and not (answer.isascii() and answer.isdecimal() and len(answer) < 10):
                self._ask(what, tr("Type a number; 0 is one too."), answer)
                return
            self._answers[what] = answer
            self.go_on()

        keep = None if what == "number" else partial(self._keep, what)
        prompt = Prompt(self._title(what), body=body, text=text or self._kept(what), keep=keep)
        self._screen.app.push_screen(prompt, answered)

    # What is being typed

    def _draft(self, what: str) -> str:
        return draft_of(self._view, self._each, what if what == "note" else f"{what}.{self._result}")

    def _kept(self, what: str) -> str:
        stage = self._screen.backstage
        draft = stage.live.draft(self._draft(what), 0) if stage is not None else None
        return draft.text if draft is not None and what != "number" else ""

    def _keep(self, what: str, text: str) -> None:
        if self._screen.backstage is not None:
            self._screen.backstage.live.keep_draft(self._draft(what), 0, text)

    # Carrying it out

    def _settle(self) -> None:
        from store.checklists.commands import settle_item
        from store.checklists.rules import Result

        view, each = self._view, self._each
        answers: dict[str, Any] = {
            what: int(text) if what == "number" else text for what, text in self._answers.items()
        }
        self._screen.write(
            lambda stage, key: settle_item(
                stage.book,
                stage.me.actor,
                key,
                **whereabouts(view, each),
                result=Result(self._result),
                left=each.remaining,
                by_hand=each.by_hand,
                **answers,
            ),
            self._done,
            self._refused,
        )

    def _done(self, settled: Settled) -> None:
        for what in self._answers:
            self._keep(what, "")
        if settled.mine and self._result == "skipped":
            self._screen.say(tr("Skipped: {title}. u takes it back.", title=title_of(self._each)))
        elif settled.mine:
            self._screen.say(tr("Done: {title}. u takes it back.", title=title_of(self._each)))
        else:
            self._screen.say(tr("{who} was first.", who=settled.who), bad=True)

    def _refused(self, error: FloorbookError) -> None:
        what = ASKED_AGAIN.get(error.reason.code)
        if what is None:
            self._screen.say(sentence(error.reason), bad=True)
        else:
            self._ask(what, sentence(error.reason), self._answers.pop(what, ""))
