"""The lines above and below the work: where we are, and what can be pressed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region, Size
from textual.widget import Widget

from tui.actions import Action
from tui.widgets.below import more_below
from tui.widgets.cells import CUT, clean_cell, fit
from tui.words.catalogue import tr

GAP = "   "

RULE_END = 4
"""Cells around the words of a rule: a blank on each side, and the end of the line behind them."""

MOST_SAID = 6
"""Lines of a sentence above the keys at the most: the work below it stays on the smallest screen."""

MUTED = "$foreground 60%"
"""The style of what is there to be looked up, not to be read first."""


class TopLine(Widget):
    """Where, who, when, what is wrong: words on the left, the clock and what costs money on the right."""

    DEFAULT_CSS = "TopLine { height: 1; background: $panel; color: $foreground; padding: 0 1; }"

    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self._end = _End()

    def compose(self) -> ComposeResult:
        yield self._end

    def say(self, left: tuple[str, ...], right: tuple[str, ...]) -> None:
        """Show other words; nothing is drawn where they are the same."""
        if right != self.right:
            self.right = right
            if self._end.say(clean_cell("  ".join(part for part in right if part))):
                self.refresh()
        if left != self.left:
            self.left = left
            self.refresh()

    def render(self) -> Content:
        room = max(0, self.size.width - self._end.cells - 2)
        first, *others = self.left or ("",)
        rest = "".join("  " + part for part in others if part)
        words = fit(first + rest, room).rstrip()
        return Content.assemble((words[: len(first)], "bold"), words[len(first) :])


class _End(Widget):
    """The end of the top line. A widget of its own: every minute the clock changes, and nothing in front of it."""

    DEFAULT_CSS = "_End { dock: right; width: auto; height: 1; }"

    text = ""

    @property
    def cells(self) -> int:
        """Its width."""
        return cell_len(self.text)

    def say(self, text: str) -> bool:
        """Show other words; whether they take another room."""
        old, self.text = self.text, text
        if cell_len(text) != cell_len(old):
            self.refresh(layout=True)
            return True
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, text, strict=False)))
        begin = cell_len(text[:same])
        self.refresh(Region(begin, 0, self.cells - begin, 1))
        return False

    def render(self) -> Content:
        return Content(self.text)


class EndsLine(Widget):
    """A line above the work: words on the left, on the right what moves with the clock."""

    DEFAULT_CSS = "EndsLine { height: 1; padding: 0 1; }"

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._left = Content("")
        self._end = _End()

    def compose(self) -> ComposeResult:
        yield self._end

    def say(self, left: Content, right: str) -> None:
        """Show other words; nothing is drawn where they are the same."""
        moved = self._end.say(clean_cell(right))
        if moved or left != self._left or left.spans != self._left.spans:
            self._left = left
            self.refresh()

    def render(self) -> Content:
        room = max(0, self.size.width - self._end.cells - len(GAP))
        if self._left.cell_length <= room:
            return self._left
        return self._left.truncate(max(0, room - len(CUT))) + CUT


class Rule(Widget):
    """A quiet line between the parts of a screen."""

    DEFAULT_CSS = "Rule { height: 1; color: $foreground 30%; padding: 0 1; }"

    below: int | None = 0

    def tell(self, below: int | None) -> None:
        """Say near its end how much is below; no more of it is drawn than differs."""
        if below != self.below:
            widest = max(cell_len(more_below(each)) for each in (self.below, below))
            self.below = below
            self.refresh(Region(max(0, self.size.width - widest - RULE_END), 0, widest + RULE_END, 1))

    def render(self) -> Content:
        words = more_below(self.below)
        rest = self.size.width - cell_len(words) - RULE_END
        if not words or rest < 0:
            return Content("─" * self.size.width)
        return Content.assemble("─" * rest, (f" {words} ", MUTED), "─" * (RULE_END - 2))


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
            old, self._content = self._content, content
            self.refresh(layout=self._lines(old) != self._lines(content))

    def _lines(self, content: Content) -> int:
        return content.get_height({}, max(1, self.size.width))

    def render(self) -> Content:
        return self._content


class Hint(Text):
    """The last line of a question: which keys answer it, and that there is more to see."""

    DEFAULT_CSS = "Hint { color: $text-muted; }"

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words

    def say(self, more: str) -> None:
        """Say it behind the keys."""
        self.show(GAP.join(part for part in (self._words, more) if part))


class KeyLine(Widget):
    """What happened, and the keys of this moment. The line above the keys is empty unless something is to be said.

    What is longer than a line is folded, and the work gives up its last lines while it stands there.
    """

    DEFAULT_CSS = """
    KeyLine { height: auto; padding: 0 1; }
    """

    def __init__(self, actions: Callable[[], tuple[Action, ...]]) -> None:
        super().__init__()
        self._actions = actions
        self._text, self._bad = "", False
        self._drawn: tuple[Action, ...] = ()

    @property
    def message(self) -> str:
        """What is being said."""
        return self._text

    def say(self, text: str, *, bad: bool = False) -> None:
        """Say something until the next key; an empty text says nothing."""
        text = clean_cell(("! " if bad and text else "") + text)
        if (text, bad) != (self._text, self._bad):
            before = self._lines(self.size.width)
            self._text, self._bad = text, bad
            self.refresh(layout=self._lines(self.size.width) != before)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """The lines of what is said, and one of keys."""
        return self._lines(width) + 1

    def _said(self, width: int) -> Content:
        style = "bold $text-error" if self._bad else "$text-success"
        return Content.styled(fit(self._text, width * MOST_SAID).rstrip(), style)

    def _lines(self, width: int) -> int:
        return max(1, self._said(width).get_height({}, max(1, width)))

    def refresh_keys(self) -> None:
        """Draw the keys anew if others are possible now."""
        if self.is_mounted and self._actions() != self._drawn:
            self.refresh()

    def render(self) -> Content:
        self._drawn = self._actions()
        return Content("\n").join([self._said(self.size.width), self._keys(self._drawn)])

    def _keys(self, actions: tuple[Action, ...]) -> Content:
        """The keys of this moment; those that help when lost are always among them."""
        always = [action for action in actions if action.scope == "everywhere"]
        room = self.size.width + len(GAP) - sum(map(self._cells, always))
        shown = []
        for action in actions:
            if action not in always:
                room -= self._cells(action)
                if room >= 0:
                    shown.append(action)
        return Content.assemble(*(self._key(action) for action in (*shown, *always))).rstrip()

    @staticmethod
    def _words(action: Action) -> tuple[str, str]:
        return action.key, tr(action.label)

    def _cells(self, action: Action) -> int:
        keys, label = self._words(action)
        return cell_len(keys) + 1 + cell_len(label) + len(GAP)

    def _key(self, action: Action) -> Content:
        keys, label = self._words(action)
        return Content.assemble((keys, "bold $text-accent"), " ", label, GAP)
