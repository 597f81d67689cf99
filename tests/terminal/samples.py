"""Small apps for the tests: `python -m tests.terminal.samples NAME [ARGUMENT]`."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.terminal.base import TerminalApp
from tui.terminal.settings import run


class Plain(TerminalApp):
    """Shows the keys that came, leaves with `q`, crashes with `!`."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("q", "leave"),
        Binding("exclamation_mark,fullwidth_exclamation_mark", "crash"),
        Binding("y", "copied"),
        Binding("Z", "suspend_process"),
    ]

    def __init__(self, logs: Path | None = None) -> None:
        super().__init__(logs=logs)
        self.seen: list[str] = []

    def compose(self) -> ComposeResult:
        """A line for what has come."""
        yield Static("ready", id="seen", markup=False)

    def on_key(self, event: events.Key) -> None:
        """Show the key."""
        self.show(event.key)

    def on_paste(self, event: events.Paste) -> None:
        """Show the paste and how long it is."""
        self.show(f"{len(event.text)}<{event.text}>")

    def show(self, what: str) -> None:
        """Add `what` to the line."""
        self.seen.append(what)
        self.query_one("#seen", Static).update("ready " + " ".join(self.seen))

    def key_e(self) -> None:
        """Leave Python."""
        raise SystemExit(5)

    def action_leave(self) -> None:
        """Leave with the exit code 3."""
        self.exit(3)

    def action_copied(self) -> None:
        """Copy something that is not clean."""
        self.copy("张三\x1b]52;c;aGFja2Vk\x07")

    def action_crash(self) -> None:
        """Fail with a buyer's name in a local variable and in the message."""
        buyer = "张三 secret-local"
        raise ValueError(f"secret-message {buyer}")


class Stuck(Plain):
    """Hears nothing any more after `s`: its message pump waits for ever."""

    async def key_s(self) -> None:
        """Wait for what never comes."""
        self.show("stuck")
        await asyncio.Event().wait()


class Flood(Plain):
    """Draws without end."""

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(0.001, lambda: self.show("more"))


class Untidy(Plain):
    """Fails while it is being taken down."""

    def on_unmount(self) -> None:
        """Fail with a buyer's name."""
        raise ValueError("secret 张三")


class Form(Plain):
    """Two fields and a command on `x`."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("x", "pressed"), Binding("X", "pressed", priority=True)]

    def compose(self) -> ComposeResult:
        """The line, a field in focus and another."""
        yield from super().compose()
        yield Input(id="first")
        yield Input(id="second")

    def on_mount(self) -> None:
        """Begin in the first field."""
        self.query_one("#first", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Show what was submitted."""
        self.show(f"submitted({event.value})")

    def action_pressed(self) -> None:
        """Show that the action was pressed."""
        self.show("ACTION")


class Line(Widget):
    """Draws its text without anybody's help."""

    DEFAULT_CSS = "Line { height: 1; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def render_line(self, y: int) -> Strip:
        """The text as it is."""
        return Strip([Segment(self.text)])


class Hostile(TerminalApp):
    """Draws a hostile text through every kind of widget, one character after the other."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        """The same text, six times."""
        yield Static(self.text, id="static", markup=False)
        yield Static(Content(self.text))
        yield Input(value=self.text)
        yield OptionList(Option(Content(self.text)), id="options")
        yield Line(self.text)

    def on_mount(self) -> None:
        """Titles and the toast."""
        options = self.query_one("#options")
        options.border_title = Content(self.text)
        options.styles.border = ("round", "white")
        self.notify(self.text, title=self.text, markup=False, timeout=60)
        self.call_after_refresh(self.mount, Static("all drawn"))

    def on_key(self, event: events.Key) -> None:
        """Leave with any key."""
        self.exit(0)


def main(name: str, *args: str) -> int:
    """Run the sample `name`."""
    if name == "hostile":
        return run(Hostile(bytes.fromhex(args[0]).decode("utf-8", "surrogatepass")))
    logs = Path(args[0]) if args else None
    return run({"plain": Plain, "form": Form, "stuck": Stuck, "flood": Flood, "untidy": Untidy}[name](logs))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
