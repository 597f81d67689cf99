"""What was taken back, in a sentence that says of what."""

from __future__ import annotations

from store.desk.undone import TakenBack
from tui.words import names
from tui.words.catalogue import tr, trn
from tui.words.names import name
from tui.words.sentences import deed


def taken_back(undone: TakenBack) -> str:
    """What was taken back: `Taken back: courier asked (7 parcels).`"""
    what, about = _what(undone), " · ".join(filter(None, _about(undone)))
    if not about:
        return tr("Taken back: {what}.", what=what)
    return tr("Taken back: {what} ({about}).", what=what, about=about)


def _what(undone: TakenBack) -> str:
    """The deed; of a mark what it says, because that is what was pressed."""
    if undone.intent == "handling.done":
        return name(names.DONE, str(undone.params.get("what", ""))) or deed(undone.intent)
    return deed(undone.intent, stage=name(names.STAGES, str(undone.params.get("stage", ""))))


def _about(undone: TakenBack) -> tuple[str, ...]:
    """The item or the list, then the one row, or how many there were."""
    item = undone.title or name(names.ITEMS, undone.code) or name(names.OCCASIONS, undone.occasion)
    several = trn(*names.COUNTS[undone.subject], undone.rows) if undone.subject and undone.rows > 1 else ""
    return item, undone.number or several
