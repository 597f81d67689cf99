"""The registry of actions: everything that a key can do, once. Footer, help, menu, palette, key sheets and bindings
are read from it. An action names what it does, never how; the screen that it belongs to has the method."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from tui.words.catalogue import N_, tr

TWINS = {
    "question_mark": "fullwidth_question_mark",
    "colon": "fullwidth_colon",
    "exclamation_mark": "fullwidth_exclamation_mark",
    "slash": "ideographic_comma",
    "asterisk": "multiplication_sign",
    "left_square_bracket": "left_black_lenticular_bracket",
    "right_square_bracket": "right_black_lenticular_bracket",
}
"""What the same key sends while a Chinese input method is on."""

SHOWN = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "asterisk": "*",
    "exclamation_mark": "!",
    "space": "Space",
    "enter": "Enter",
    "escape": "Esc",
    "up": "↑",
    "down": "↓",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
}


class Action(NamedTuple):
    """Something that a person can do by a key.

    Args:
        name: of the action; `orders.note` is carried out by the method `do_orders_note`.
        keys: in Textual's spelling, the first one is shown.
        label: two or three words for the footer and the menu.
        help: a sentence for the help.
        scope: where it is possible: `everywhere`, `list`, or a screen.
        footer: its place in the footer, 0 keeps it out.
    """

    name: str
    keys: tuple[str, ...]
    label: str
    help: str
    scope: str
    footer: int = 0

    @property
    def method(self) -> str:
        """The method of the screen that carries it out."""
        return "do_" + self.name.replace(".", "_")

    @property
    def key(self) -> str:
        """The key as people call it: the first one, or all of them where they are digits: `1-3`, `1-6 0`."""
        digits = [key for key in self.keys if key.isdigit() and key != "0"]
        if len(digits) < 2:
            return shown(self.keys[0])
        return f"{digits[0]}-{digits[-1]}" + (" 0" if "0" in self.keys else "")


def shown(key: str) -> str:
    """A key as people call it: `?`, `F1`, `Ctrl+Q`."""
    if key in SHOWN:
        return SHOWN[key]
    if key.startswith("ctrl+"):
        return "Ctrl+" + key[5:].upper()
    return key.upper() if key[0] == "f" and key[1:].isdigit() else key


def _a(name: str, keys: str, label: str, help: str, scope: str, footer: int = 0) -> Action:  # noqa: A002
    return Action(name, tuple(keys.split()), label, help, scope, footer)


ACTIONS: tuple[Action, ...] = (
    # In a list
    _a("list.down", "down j", N_("down"), N_("The next row."), "list"),
    _a("list.up", "up k", N_("up"), N_("The row before."), "list"),
    _a("list.page_down", "pagedown ctrl+f", N_("page down"), N_("A screen further."), "list"),
    _a("list.page_up", "pageup ctrl+b", N_("page up"), N_("A screen back."), "list"),
    _a("list.first", "g home", N_("first"), N_("The first row."), "list"),
    _a("list.last", "G end", N_("last"), N_("The last row."), "list"),
    _a("export", "X", N_("export"), N_("Write this list, or its marked rows, to .xlsx or .csv."), "list"),
    # Today
    _a("today.open", "enter", N_("open these"), N_("Open exactly the rows that this item counts."), "today", 1),
    _a("today.tick", "space", N_("done"), N_("Tick the item; with rows left it asks why."), "today", 2),
    _a("today.skip", "s", N_("skip"), N_("Skip the item today, with a reason."), "today", 3),
    _a("today.note", "i", N_("note"), N_("Write a note on the item, whoever has settled it."), "today", 4),
    _a("today.occasion", "1 2 3 4 5", N_("list"), N_("Another list of this role: before pick-up, end.."), "today", 6),
    _a("today.earlier", "left_square_bracket", N_("day before"), N_("The list of the day or week before."), "today", 7),
    _a(
        "today.later",
        "right_square_bracket",
        N_("day after"),
        N_("One day or week on, up to today."),
        "today",
        7,
    ),
    _a("today.lists", "r", N_("all roles"), N_("How the lists of all roles stand; Enter shows one."), "today", 8),
    _a("today.walk", "W", N_("walk"), N_("Walk through this list with the team, item by item."), "today", 5),
    _a("today.handover", "H", N_("hand-over"), N_("What is open, as a text for the next shift."), "today", 9),
    _a("today.past", "p", N_("how it went"), N_("How the lists of the last weeks went, and what is skipped."), "today"),
    # The hand-over
    _a("handover.view", "1 2", N_("whose"), N_("What one role leaves open, or everybody."), "handover", 1),
    _a("handover.copy", "y", N_("copy"), N_("Copy the hand-over, for the group chat."), "handover", 2),
    _a("handover.earlier", "left_square_bracket", N_("day before"), N_("What the day before leaves."), "handover", 3),
    _a("handover.later", "right_square_bracket", N_("day after"), N_("One day on, up to today."), "handover", 3),
    # How lists went
    _a("past.export", "X", N_("export"), N_("Write the lists, or what was skipped, to .xlsx or .csv."), "past", 1),
    # The walk with the team
    _a("walk.next", "enter", N_("next"), N_("Write what was agreed and go on; at the end, sign."), "walk", 1),
    _a("walk.leave", "f2", N_("Today"), N_("Back to Today from any item; W goes on where it stopped."), "walk", 2),
    _a("walk.someone", "f", N_("anybody"), N_("Anybody of the floor takes it, by name or initials."), "walk", 3),
    _a("walk.due", "l", N_("until when"), N_("Until when: in an hour, before pick-up, today.."), "walk", 4),
    _a("walk.remark", "i", N_("remark"), N_("Write down what was said about it."), "walk", 5),
    _a("walk.tick", "space", N_("done"), N_("Tick the item right here."), "walk", 6),
    _a("walk.owner", "1 2 3 4 5 6 7 8 9 0", N_("who takes it"), N_("Who takes it; 0 is nobody yet."), "walk", 7),
    _a("walk.copy", "y", N_("copy"), N_("Copy what was agreed, for the group chat."), "walk", 8),
    _a("walk.export", "X", N_("export"), N_("Write what was agreed to .xlsx or .csv."), "walk", 9),
    # Orders
    _a("orders.view", "1 2 3 4 5", N_("view"), N_("Another saved view of the list."), "orders", 4),
    # Refunds, parcels, what comes back, low stock
    _a("refunds.view", "1 2 3 4 5 6 7", N_("view"), N_("Another saved view of the list."), "refunds", 4),
    _a("refunds.remind", "p", N_("remind"), N_("Copy a text that reminds who has it; that is noted."), "refunds", 5),
    _a("refunds.copy", "y", N_("copy"), N_("Copy the refund number."), "refunds", 8),
    _a("parcels.view", "1 2 3 4 5 6 7 8", N_("view"), N_("Another saved view: one flag each."), "parcels", 4),
    _a("parcels.copy", "y", N_("copy"), N_("Copy the tracking number."), "parcels", 8),
    _a("returns.copy", "y", N_("copy"), N_("Copy the tracking number."), "returns", 8),
    _a("stock.copy", "y", N_("copy"), N_("Copy the code of the item."), "stock", 8),
    # The rows of a list that people look after
    _a("rows.open", "enter", N_("open"), N_("Open the row under the cursor: the card of its order."), "rows", 1),
    _a("rows.filter", "slash", N_("filter"), N_("Narrow the list as you type."), "rows", 2),
    _a("rows.done", "d", N_("handled"), N_("Note what was done about the row, or the marked ones."), "rows", 3),
    _a("rows.remark", "D", N_("with a remark"), N_("Note what was done, with a remark."), "rows"),
    _a("rows.take", "t", N_("take"), N_("The row, or the marked ones, are yours from now on."), "rows", 5),
    _a("rows.sort", "S", N_("sort"), N_("The next order of rows that this view offers."), "rows", 6),
    _a("rows.mark", "space", N_("mark"), N_("Mark the row, or unmark it."), "rows"),
    _a("rows.mark_all", "asterisk", N_("mark all"), N_("Mark every row of the view; again: none."), "rows"),
    _a("rows.range", "v", N_("range"), N_("Begin a range here; press it again where it ends."), "rows"),
    # Search, and the orders of a buyer
    _a(
        "search.open",
        "enter",
        N_("open"),
        N_("Open what is under the cursor: an order, or a buyer's orders."),
        "search",
        1,
    ),
    _a("buyer.open", "enter", N_("open"), N_("Open the order under the cursor."), "buyer", 1),
    # Files, one import, one refused row
    _a("files.open", "enter", N_("open"), N_("What became of this file, and its refused rows."), "files", 1),
    _a("files.view", "1 2 3 4", N_("view"), N_("Another saved view of the list."), "files", 3),
    _a("import.open", "enter", N_("open"), N_("The whole row, each cell beside its column."), "import", 1),
    _a("import.export", "e", N_("write out"), N_("Write the refused rows to a file, to be corrected."), "import", 2),
    _a("files.bring", "n", N_("bring in"), N_("Bring a file or a folder in."), "bring", 4),
    _a("files.stop", "x", N_("stop"), N_("Stop what is being read: it does not go in."), "bring", 5),
    _a("refused.reveal", "r", N_("reveal"), N_("Show the row unmasked; that you looked is recorded."), "refused", 1),
    # One order (the row under the cursor, or the card)
    _a("order.stage", "s", N_("where is it"), N_("Say what the ERP shows: one digit, 1 to 4."), "order", 6),
    _a("order.note", "i", N_("note"), N_("Write what the house should remember about this order."), "order", 7),
    _a("order.copy", "y", N_("copy"), N_("Copy the order number, a tracking number or a text."), "order", 8),
    _a("order.buyer", "b", N_("buyer"), N_("All orders of this buyer."), "order", 11),
    _a(
        "order.reveal",
        "r",
        N_("reveal"),
        N_("Show the buyer's contact unmasked; that you looked is recorded."),
        "card",
        9,
    ),
    _a("order.history", "h", N_("history"), N_("Everything that happened to this order."), "card", 10),
    _a(
        "order.words",
        "w",
        N_("words"),
        N_("When it goes: what may be told to the buyer, to copy."),
        "order",
        8,
    ),
    # What may be told to a buyer
    _a("promise.copy", "y", N_("copy"), N_("Copy the first text for the buyer."), "promise", 1),
    _a("promise.copy_one", "1 2 3", N_("copy this one"), N_("Copy another of the texts."), "promise", 2),
    _a(
        "promise.ask", "slash", N_("ask"), N_("Type another order, code or goods; pasting does the same."), "promise", 3
    ),
    _a("promise.paid", "p", N_("paid at"), N_("Say when it was, or will be, paid."), "promise", 4),
    _a("promise.open", "enter", N_("open"), N_("Open the order."), "promise", 5),
    # A text that is longer than the screen
    _a("card.down", "down j", N_("down"), N_("Scroll down."), "scroll"),
    _a("card.up", "up k", N_("up"), N_("Scroll up."), "scroll"),
    _a("card.page_down", "pagedown ctrl+f", N_("page down"), N_("A screen further."), "scroll"),
    _a("card.page_up", "pageup ctrl+b", N_("page up"), N_("A screen back."), "scroll"),
    # Everywhere
    _a("back", "escape", N_("back"), N_("One step back; what you were typing is kept."), "everywhere", 20),
    _a("help", "question_mark f1", N_("keys"), N_("The keys of this screen."), "everywhere", 21),
    _a(
        "palette",
        "colon ctrl+p",
        N_("anything"),
        N_("Find any action by its words or their initials."),
        "everywhere",
        22,
    ),
    _a(
        "menu",
        "f10",
        N_("menu"),
        N_("The actions of this screen as a menu; works with the input method on."),
        "everywhere",
    ),
    _a(
        "go_to",
        "o",
        N_("search"),
        N_("Find orders, parcels, buyers; pasting what you have does the same."),
        "everywhere",
    ),
    _a("today", "f2", N_("Today"), N_("The list of the day."), "everywhere"),
    _a("orders", "f3", N_("Orders"), N_("All orders."), "everywhere"),
    _a("files", "f4", N_("Files"), N_("What came in, and what has not come today."), "everywhere"),
    _a("promise", "f9", N_("Promise"), N_("When does it go? What may be told to the buyer."), "everywhere"),
    _a("parcels", "f6", N_("Parcels"), N_("Parcels that need a look, flag by flag."), "everywhere"),
    _a("refunds", "f7", N_("Refunds"), N_("Open refunds, by what is to be done first."), "everywhere"),
    _a("returns", "f8", N_("Returns"), N_("What comes back to the warehouse."), "everywhere"),
    _a("stock", "f12", N_("Low stock"), N_("Main items that are nearly sold out."), "everywhere"),
    _a("refresh", "f5 R", N_("refresh"), N_("Read again what is shown."), "everywhere"),
    _a("undo", "u", N_("undo"), N_("Take back the last thing you did."), "everywhere"),
    _a("language", "ctrl+l", N_("language"), N_("English or Chinese, at once."), "everywhere"),
    _a("theme", "ctrl+t", N_("colours"), N_("Dark, light, or the colours of your terminal."), "everywhere"),
    _a("quit", "ctrl+q", N_("leave"), N_("Leave Floorbook; nothing is lost."), "everywhere"),
)

SCREENS: dict[str, tuple[str, ...]] = {
    "today": ("today", "list", "everywhere"),
    "walk": ("walk", "everywhere"),
    "handover": ("handover", "scroll", "everywhere"),
    "past": ("past", "scroll", "everywhere"),
    "orders": ("orders", "rows", "order", "list", "everywhere"),
    "refunds": ("refunds", "rows", "order", "list", "everywhere"),
    "parcels": ("parcels", "rows", "order", "list", "everywhere"),
    "returns": ("returns", "rows", "order", "list", "everywhere"),
    "stock": ("stock", "rows", "list", "everywhere"),
    "order": ("order", "card", "scroll", "everywhere"),
    "search": ("search", "list", "everywhere"),
    "buyer": ("buyer", "order", "list", "everywhere"),
    "files": ("files", "bring", "list", "everywhere"),
    "import": ("import", "bring", "list", "everywhere"),
    "refused": ("refused", "scroll", "everywhere"),
    "promise": ("promise", "list", "everywhere"),
    "history": ("scroll", "everywhere"),
}
"""Which scopes each screen has, the nearest first: where two want the same key, the first one gets it."""

TITLES = {
    "today": N_("Today"),
    "walk": N_("Walk with the team"),
    "handover": N_("Hand-over"),
    "past": N_("How lists went"),
    "orders": N_("Orders"),
    "refunds": N_("Refunds"),
    "parcels": N_("Parcels"),
    "returns": N_("Returns"),
    "stock": N_("Low stock"),
    "order": N_("Order"),
    "search": N_("Search"),
    "buyer": N_("Buyer"),
    "files": N_("Files"),
    "import": N_("Import"),
    "refused": N_("Refused row"),
    "promise": N_("Promise"),
    "history": N_("History"),
}


@cache
def actions_of(screen: str) -> tuple[Action, ...]:
    """What can be done on a screen, each key taken once."""
    taken: set[str] = set()
    found = []
    for scope in SCREENS[screen]:
        for action in ACTIONS:
            if action.scope == scope and not taken.issuperset(action.keys):
                taken.update(action.keys)
                found.append(action)
    return tuple(found)


def keys_of(screen: str) -> dict[str, Action]:
    """Which action each key of a screen presses, full-width twins included."""
    pressed: dict[str, Action] = {}
    for action in actions_of(screen):
        for key in action.keys:
            pressed.setdefault(key, action)
            if key in TWINS:
                pressed.setdefault(TWINS[key], action)
    return pressed


@cache
def find(name: str) -> Action:
    """The action of this name (KeyError if there is none)."""
    for action in ACTIONS:
        if action.name == name:
            return action
    raise KeyError(name)


@cache
def footer_of(screen: str) -> tuple[Action, ...]:
    """The keys of this moment, in the order of the footer."""
    return tuple(sorted((a for a in actions_of(screen) if a.footer), key=lambda action: action.footer))


def key_sheet() -> str:
    """The key sheet in the language spoken now, as Markdown."""
    lines = ["# " + tr("The keys of Floorbook"), ""]
    for screen, title in TITLES.items():
        lines += ["## " + tr(title), "", f"| {tr('key')} | {tr('what it does')} |", "|---|---|"]
        lines += [f"| {_all_keys(action)} | {tr(action.help)} |" for action in actions_of(screen)]
        lines.append("")
    return "\n".join(lines)


def _all_keys(action: Action) -> str:
    return " ".join(f"`{shown(key)}`" for key in action.keys)
