"""Two people wrote the same text: before, theirs, mine, and nothing thrown away until one of them is chosen."""

from __future__ import annotations

from textual.content import Content

from store.book.errors import Conflict
from tui.screens.chooser import Choice, Chooser
from tui.words.catalogue import tr
from tui.words.sentences import sentence


def which_text(error: Conflict) -> Chooser:
    """The question what is to stand: `both`, `mine` or `theirs`."""
    body = Content("\n").join(
        Content.assemble((f"{label}  ", "bold"), Content(text or "-"))
        for label, text in (
            (tr("before"), error.before),
            (error.who or tr("theirs"), error.theirs),
            (tr("yours"), error.mine),
        )
    )
    choices = [
        Choice("both", tr("put both together and look at it"), key="1"),
        Choice("mine", tr("save yours over it"), key="2"),
        Choice("theirs", tr("keep {who}'s, drop yours", who=error.who), key="3"),
    ]
    return Chooser(sentence(error.reason), choices, body=body)
