"""What can be done to one order, from its card and from the list alike.

What reads and writes the card is loaded when it is asked for, beside the screen: the list does without.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.book.errors import Conflict, FloorbookError, Reason, because
from store.orders.rules import SEEN_IN_ERP, Stage
from tui.screens.base import FloorScreen
from tui.screens.chooser import Choice, Chooser
from tui.screens.conflicting import which_text
from tui.screens.prompt import Prompt
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name
from tui.words.sentences import sentence
from tui.words.when import moment

if TYPE_CHECKING:
    from store.book.transactions import Book
    from store.desk.order_card import OrderCard
    from tui.backstage import Backstage

NOTE = "orders.note"
DIGITS = 9
"""So many things have a digit to be chosen by; the arrows choose what is behind them."""


def _card(book: Book, order_id: int) -> OrderCard:
    from store.desk.order_card import order_card

    return order_card(book, order_id)


def _seen_words(card: OrderCard, said: Stage) -> str:
    from tui.words.seen import seen_words

    return seen_words(card, said)


def _buyer(book: Book, order_id: int) -> int:
    from store.desk.buyer import buyer_of

    return buyer_of(book, order_id)


class OrderActions(FloorScreen):
    """For screens that have an order: the one on the card, or the one under the cursor."""

    def order_id(self) -> int | None:
        """The order that an action is about."""
        raise NotImplementedError

    def why_not(self, action: str) -> Reason | None:
        if action.startswith("order.") and self.order_id() is None:
            return because("orders.no_row")
        return super().why_not(action)

    def _with_card(self, then: object) -> None:
        order_id = self.order_id()
        if order_id is not None and callable(then):
            self.read_to_ask("card for action", lambda book: _card(book, order_id), then)

    def do_order_buyer(self) -> None:
        """The other orders of its buyer."""
        order_id = self.order_id()
        if order_id is not None:
            self.read_to_ask("buyer of it", lambda book: _buyer(book, order_id), self.app.open_buyer)

    def do_order_words(self) -> None:
        """What may be told to its buyer."""
        order_id = self.order_id()
        if order_id is not None:
            self.app.open_promise(order_id)

    # The stage, seen in the ERP

    def do_order_stage(self) -> None:
        """Ask for one digit: what the ERP shows."""
        self._with_card(self._ask_stage)

    def _ask_stage(self, card: OrderCard) -> None:
        def chosen(value: str | None) -> None:
            if value is not None:
                self._see(card, Stage(value), card.seen.version)

        choices = [
            Choice(stage.value, name(names.STAGES, stage), key=str(i)) for i, stage in enumerate(SEEN_IN_ERP, start=1)
        ]
        body = tr("Look in the ERP and press the digit. Now: {stage}", stage=name(names.STAGES, card.stage))
        title = tr("Where is {tag} {number}?", tag=card.shop.tag, number=card.order_no)
        known = Stage.LEFT if card.stage is Stage.SIGNED else card.stage
        first = known.value if known in SEEN_IN_ERP else None
        self.app.push_screen(Chooser(title, choices, body=body, first=first), chosen)

    def _see(self, card: OrderCard, stage: Stage, version: int) -> None:
        def work(back: Backstage, key: str) -> OrderCard:
            from store.orders.commands import see_stage

            see_stage(back.book, back.me.actor, key, card.id, stage, seen_version=version)
            return _card(back.book, card.id)

        def done(now: OrderCard) -> None:
            self.say(_seen_words(now, stage))

        def failed(error: FloorbookError) -> None:
            if isinstance(error, Conflict):
                self._stage_conflict(card, stage, error)
            else:
                self.say(sentence(error.reason), bad=True)

        self.write(work, done, failed)

    def _stage_conflict(self, card: OrderCard, stage: Stage, error: Conflict) -> None:
        def chosen(value: str | None) -> None:
            if value == "mine":
                self._see(card, stage, error.version)

        theirs = name(names.STAGES, error.theirs)
        choices = [
            Choice("theirs", tr("keep {who}'s: {what}", who=error.who, what=theirs), key="1"),
            Choice("mine", tr("mine is newer: {what}", what=name(names.STAGES, stage)), key="2"),
        ]
        self.app.push_screen(Chooser(sentence(error.reason), choices), chosen)

    # The note

    def do_order_note(self) -> None:
        """Write the note; what was typed and not saved before stands there again."""
        self._with_card(self._ask_note)

    def _ask_note(self, card: OrderCard) -> None:
        backstage = self.backstage
        if backstage is None:
            return
        draft = backstage.live.draft(NOTE, card.id)
        text = draft.text if draft else card.note.text
        body = ""
        if draft and draft.text != card.note.text and card.note.text:
            body = tr("Your draft. Saved is: {text}", text=card.note.text)
        elif card.note.at is not None:
            at = moment(card.note.at, card.moment.now, card.shop.settings.zone)
            body = tr("Last by {who}, {at}", who=card.note.who, at=at)
        self._prompt_note(card, text, body, card.note.version, card.note.text)

    def _prompt_note(self, card: OrderCard, text: str, body: str, version: int, before: str) -> None:
        backstage = self.backstage
        if backstage is None:
            return

        def keep(typed: str) -> None:
            backstage.live.keep_draft(NOTE, card.id, "" if typed == before else typed)

        def answered(typed: str | None) -> None:
            if typed is not None and typed.strip() != before:
                self._save_note(card, typed, version, before)

        title = tr("Note on {tag} {number}", tag=card.shop.tag, number=card.order_no)
        self.app.push_screen(Prompt(title, body=body, text=text, keep=keep, several=True), answered)

    def _save_note(self, card: OrderCard, text: str, version: int, before: str) -> None:
        def work(back: Backstage, key: str) -> int:
            from store.orders.commands import save_note

            return save_note(back.book, back.me.actor, key, card.id, text, seen_version=version, before=before)

        def done(_: int) -> None:
            if self.backstage is not None:
                self.backstage.live.drop_draft(NOTE, card.id)
            self.say(tr("Note saved. u takes it back."))

        def failed(error: FloorbookError) -> None:
            if isinstance(error, Conflict):
                self._note_conflict(card, error)
            else:
                self.say(sentence(error.reason), bad=True)

        self.write(work, done, failed)

    def _note_conflict(self, card: OrderCard, error: Conflict) -> None:
        """Mine, theirs, before, and nothing thrown away: the draft stays until one of them is chosen."""

        def chosen(value: str | None) -> None:
            both = f"{error.theirs}\n{error.mine}"
            if value == "mine":
                self._save_note(card, error.mine, error.version, error.theirs)
            elif value == "both":
                self._prompt_note(card, both, "", error.version, error.theirs)
            elif value == "theirs" and self.backstage is not None:
                self.backstage.live.drop_draft(NOTE, card.id)

        self.app.push_screen(which_text(error), chosen)

    # Copying

    def do_order_copy(self) -> None:
        """Copy a number or a text of the order."""
        self._with_card(self._ask_copy)

    def _ask_copy(self, card: OrderCard) -> None:
        things = [(tr("order number"), card.order_no)]
        things += [(tr("tracking number"), parcel.tracking_no) for parcel in card.parcels]
        things += [
            (tr("seller memo"), card.memo),
            (tr("buyer's message"), card.buyer_message),
            (tr("note"), card.note.text),
        ]
        there = [(label, text) for label, text in things if text]
        if len(there) == 1:
            self.app.copy(there[0][1])
            return
        choices = [
            Choice(str(i), label, key=str(i + 1) if i < DIGITS else "", detail=text)
            for i, (label, text) in enumerate(there)
        ]

        def chosen(value: str | None) -> None:
            if value is not None:
                self.app.copy(there[int(value)][1])

        self.app.push_screen(Chooser(tr("Copy what?"), choices), chosen)
