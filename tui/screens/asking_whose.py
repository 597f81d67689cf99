"""Of which shop are files that only somebody can tell? One question for the files that call their shop alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tui.screens.chooser import Choice, Chooser
from tui.words.catalogue import tr, trn
from tui.words.names import called

if TYPE_CHECKING:
    from store.imports.several import Outcome
    from store.shops.queries import ShopView
    from tui.app import FloorbookApp

Batch = tuple[Sequence[Path], str | None]
"""Files, and the tag of the shop they are of, where they do not say."""


class AskingWhose:
    """Files whose shop is asked for, one question after the other; after the first one the rest can be of the same.

    Args:
        then: gets the files that were answered for, each with its shop; after Esc only those before it.
    """

    def __init__(
        self,
        app: FloorbookApp,
        outcomes: Sequence[Outcome],
        shops: Sequence[ShopView],
        then: Callable[[Sequence[Batch]], None],
    ) -> None:
        self._app, self._then = app, then
        self._shops = {shop.tag: called(shop.tag, shop.name) for shop in shops}
        self._groups = _alike(outcomes)
        self._found: list[Batch] = []
        self._one_by_one = False

    def go_on(self) -> None:
        """Ask for the next files, or bring in those that were answered for."""
        if not self._groups:
            self._then(self._found)
            return
        paths = [each.path for each in self._groups[0]]
        title = tr("Of which shop is {file}?", file=paths[0].name)
        if len(paths) > 1:
            title = tr("Of which shop are these {n} files?", n=len(paths))
        choices = [
            Choice(tag, words, key=str(place) if place < 10 else "")
            for place, (tag, words) in enumerate(self._shops.items(), start=1)
        ]
        self._app.push_screen(Chooser(title, choices, body=_named(self._groups[0]), first=None), self._answered)

    def _answered(self, tag: str | None) -> None:
        if tag is None:
            self._then(self._found)
            return
        self._found.append(([each.path for each in self._groups.pop(0)], tag))
        if self._groups and not self._one_by_one:
            self._ask_for_the_rest(tag)
        else:
            self.go_on()

    def _ask_for_the_rest(self, tag: str) -> None:
        rest = [each for group in self._groups for each in group]

        def chosen(value: str | None) -> None:
            if value == "same":
                self._groups.clear()
                self._found.append(([each.path for each in rest], tag))
            self._one_by_one = value == "each"
            if value is None:
                self._groups.clear()
            self.go_on()

        title = trn("And the other file?", "And the other {n} files?", len(rest))
        choices = [
            Choice("same", tr("the same shop: {shop}", shop=self._shops[tag]), key="1"),
            Choice("each", tr("ask for each shop"), key="2"),
        ]
        body = "\n".join(each.path.name for each in rest)
        self._app.push_screen(Chooser(title, choices, body=body, first=None), chosen)


def _alike(outcomes: Sequence[Outcome]) -> list[list[Outcome]]:
    """Files that call their shop alike together; one that calls it nothing stands alone."""
    groups: dict[str, list[Outcome]] = {}
    for each in outcomes:
        groups.setdefault(_said(each) or str(each.path), []).append(each)
    return list(groups.values())


def _said(each: Outcome) -> str:
    return str(each.reason.params.get("said") or "") if each.reason is not None else ""


def _named(outcomes: Sequence[Outcome]) -> str:
    """Which files they are, and what they call their shop, where they call it something."""
    lines = [each.path.name for each in outcomes] if len(outcomes) > 1 else []
    if said := _said(outcomes[0]):
        lines.append(tr("It calls its shop “{said}”; what you say is remembered.", said=said))
    return "\n".join(lines)
