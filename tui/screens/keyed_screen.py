"""Keys of a screen: from the registry to the method that carries an action out, or to the reason why not."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from textual.binding import Binding
from textual.widgets import Input

from store.book.errors import Reason, because
from tui.actions import Action, actions_of, find, footer_of, keys_of
from tui.screens.book_screen import BookScreen
from tui.words.catalogue import tr
from tui.words.sentences import sentence

PAST_A_FIELD = re.compile(r"escape|f\d+|up|down|pageup|pagedown|ctrl\+[pqlt]")
"""Keys that mean nothing inside a line of text, so they act while one is being typed."""

WITHOUT_BOOK = frozenset({"back", "help", "palette", "menu", "language", "theme", "quit", "today"})
"""What is possible while the book is still being opened."""


class KeyedScreen(BookScreen):
    """A screen with actions. A subclass names itself in `screen_name` and has a method `do_...` for each action of the
    registry that belongs there; `why_not` says which of them are not possible now, and why."""

    screen_name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        if cls.screen_name:
            cls.BINDINGS = [
                Binding(key, f"press('{action.name}', '{key}')", show=False, priority=True)
                for key, action in keys_of(cls.screen_name).items()
            ]
        super().__init_subclass__(**kwargs)

    def footer_actions(self) -> tuple[Action, ...]:
        """What the line of keys shows: what is possible now, and the way back from all but the first screen. Of digits
        there is a choice or nothing to show."""
        offered = (each for each in footer_of(self.screen_name) if each.name != "back" or self.leads_back())
        possible = (each for each in offered if self.why_not(each.name) is None)
        return tuple(now for now in map(self.as_now, possible) if not now.keys[0].isdigit() or len(now.keys) > 1)

    def as_now(self, action: Action) -> Action:
        """An action with those of its digits that mean something now."""
        if not action.keys[0].isdigit():
            return action
        keys = tuple(key for key in action.keys if self.means(action.name, key))
        return action if keys == action.keys else action._replace(keys=keys or action.keys[:1])

    def means(self, action: str, digit: str) -> bool:
        """Whether a digit of an action means something now."""
        return True

    def why_not(self, action: str) -> Reason | None:
        """Why an action is not possible now, or None."""
        if self.backstage is None and action not in WITHOUT_BOOK:
            return because("book.opening")
        return None

    def action_press(self, name: str, key: str) -> None:
        """Carry out an action of the registry, or say why not."""
        if not self.is_mounted:
            self.call_later(self.action_press, name, key)  # faster than the screen: it waits for its widgets
            return
        if not self.is_attached:
            return
        self.say("")
        self.carry_out(find(name), key)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys go to the actions before they go to a widget (a list under a thumb must not wait for the way round),
        but what types goes into the field that has the focus."""
        if action == "press" and isinstance(self.focused, Input):
            return PAST_A_FIELD.fullmatch(str(parameters[1])) is not None
        return super().check_action(action, parameters)

    def carry_out(self, action: Action, key: str = "") -> None:
        """Carry out an action, chosen by whatever way; `key` is the one that was pressed."""
        reason = self.why_not(action.name)
        if reason is not None:
            self.say(sentence(reason), bad=True)
            return
        method = getattr(self, action.method, None) or getattr(self.app, action.method)
        if len(action.keys) > 1 and action.keys[0].isdigit():
            method(key)
        else:
            method()

    def do_back(self) -> None:
        """One step back; from the first screen there is none."""
        if self is self.app.screen_stack[0]:
            self.say(tr("This is the first screen. Ctrl+Q leaves Floorbook."))
        else:
            self.app.pop_screen()

    def leads_back(self) -> bool:
        """Whether there is a step back."""
        return self is not self.app.screen_stack[0]

    def about(self) -> object:
        """What the actions are about: the record under the cursor, where there is one."""
        return None

    def do_menu(self) -> None:
        """The actions of this screen as a menu, those that are not possible with the reason."""
        self.app.open_menu(self)

    def do_help(self) -> None:
        """The keys of this screen."""
        self.app.open_help(self)

    def do_refresh(self) -> None:
        """Read again what is shown."""
        self.load()
        self.say(tr("Read again."))

    def take_paste(self, text: str) -> bool:
        """Use what was pasted outside a field; False leads to what stands in it."""
        return False

    def menu_actions(self) -> tuple[Action, ...]:
        """What the menu and the palette offer: all that this screen can do but moving about."""
        return tuple(a for a in actions_of(self.screen_name) if not a.name.startswith(("list.", "card.")))
