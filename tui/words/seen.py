"""What is said after somebody told what the ERP shows, also where it changes nothing: something else is known."""

from __future__ import annotations

from store.desk.order_card import OrderCard
from store.orders.rules import Stage
from tui.words import names
from tui.words.catalogue import tr
from tui.words.names import name


def seen_words(card: OrderCard, said: Stage) -> str:
    """What is said of a card as it stands after `said` was saved."""
    words = name(names.STAGES, said)
    if card.stage is said:
        return tr("ERP: {stage}. u takes it back.", stage=words)
    return tr(
        "“{said}” is noted, but the stage stays “{stage}”: {why}. u takes it back.",
        said=words,
        stage=name(names.STAGES, card.stage),
        why=_why(card),
    )


def _why(card: OrderCard) -> str:
    """What stands before a look into the ERP (`stage_of`)."""
    if card.stage is Stage.SIGNED:
        return tr("the courier has it signed") if card.signed_at else tr("the platform says it is finished")
    if card.stage is Stage.LEFT:
        return tr("the courier has picked it up")
    return tr("something newer says so")
