"""The lines above and below the work: where we are, and what can be pressed."""

from __future__ import annotations

from collections.abc import Callable

from rich.cells import cell_len
from textual.content import Content
from textual.widget import Widget

from tui.actions import Action
from tui.widgets.cells import clean_cell, fit
from tui.words.catalogue import tr

GAP = "   "

MUTED = "$foreground 60%"
"""The style of what is there to be looked up, not to be read first."""


class TopLine(Widget):
    """Where, who, when, what is wrong: words on the left, the clock and what costs money on the right."""

    DEFAULT_CSS = "TopLine { height: 1; background: $panel; color: $foreground; padding: 0 1; }"

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    def say(self, left: tuple[str, ...], right: tuple[str, ...]) -> None:
        """Show other words; nothing is drawn where they are the same."""
        if (left, right) != (self.left, self.right):
            self.left, self.right = left, right
            self.refresh()

    def render(self) -> Content:
        width = self.size.width
        right = clean_cell("  ".join(part for part in self.right if part))
        room = max(0, width - cell_len(right) - 2)
        first, *others = self.left or ("",)
        rest = "".join("  " + part for part in others if part)
        words = fit(first + rest, room).rstrip()
        head, tail = words[: len(first)], words[len(first) :]
        space = " " * max(0, width - cell_len(words) - cell_len(right))
        return Content.assemble((head, "bold"), tail, space, right)


class Rule(Widget):
    """A quiet line between the parts of a screen."""

    DEFAULT_CSS = "Rule { height: 1; color: $foreground 30%; padding: 0 1; }"

    def render(self) -> Content:
        return Content("─" * self.size.width)


class Text(Widget):
    """One or more lines of text of people or of the catalogue; never markup."""

    DEFAULT_CSS = "Text { height: auto; padding: 0 1; }"

    def __init__(self, content: Content | str = "", *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._content = Content(content) if isinstance(content, str) else content

    def show(self, content: Content | str) -> None:
        """Show other text; nothing is drawn where it is the same."""
        content = Content(content) if isinstance(content, str) else content
        if content != self._content or content.spans != self._content.spans:
            taller = content.plain.count("\n") != self._content.plain.count("\n")
            self._content = content
            self.refresh(layout=taller)

    def render(self) -> Content:
        return self._content


class KeyLine(Widget):
    """What happened, and the keys of this moment. The line above the keys is empty unless something is to be said."""

    DEFAULT_CSS = """
    KeyLine { height: 2; padding: 0 1; }
    """

    def __init__(self, actions: Callable[[], tuple[Action, ...]]) -> None:
        super().__init__()
        self._actions = actions
        self._text, self._bad = "", False
        self._drawn = Content()

    @property
    def message(self) -> str:
        """What is being said."""
        return self._text

    def say(self, text: str, *, bad: bool = False) -> None:
        """Say something until the next key; an empty text says nothing."""
        text = clean_cell(("! " if bad and text else "") + text)
        if (text, bad) != (self._text, self._bad):
            self._text, self._bad = text, bad
            self.refresh()

    def refresh_keys(self) -> None:
        """Draw the keys anew if others are possible now."""
        if self.is_mounted and self._keys() != self._drawn:
            self.refresh()

    def render(self) -> Content:
        style = "bold $text-error" if self._bad else "$text-success"
        line = Content.styled(fit(self._text, self.size.width).rstrip(), style)
        self._drawn = self._keys()
        return Content("\n").join([line, self._drawn])

    def _keys(self) -> Content:
        """The keys of this moment; those that help when lost are always among them."""
        actions = self._actions()
        always = [action for action in actions if action.scope == "everywhere"]
        room = self.size.width - sum(map(self._cells, always))
        shown = []
        for action in actions:
            if action not in always:
                room -= self._cells(action)
                if room >= 0:
                    shown.append(action)
        return Content.assemble(*(self._key(action) for action in (*shown, *always)))

    @staticmethod
    def _words(action: Action) -> tuple[str, str]:
        return action.key, tr(action.label)

    def _cells(self, action: Action) -> int:
        keys, label = self._words(action)
        return cell_len(keys) + 1 + cell_len(label) + len(GAP)

    def _key(self, action: Action) -> Content:
        keys, label = self._words(action)
        return Content.assemble((keys, "bold $text-accent"), " ", label, GAP)
