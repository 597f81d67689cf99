"""A list as the TOML that people begin with: each code with its words beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tui.cli.text import left, width
from tui.words.catalogue import tr
from tui.words.names import ITEMS, name

if TYPE_CHECKING:
    from store.checklists.template_text import Template, TemplateItem


def as_toml(template: Template, role: str) -> str:
    """The list of one role as a file; what is read from it again is the same list."""
    lines = [_item(item) for item in template.items]
    cells = max(map(width, lines))
    items = [f"    {left(line, cells)}  # {_words(item)}" for line, item in zip(lines, template.items, strict=True)]
    return "\n".join(
        (
            f"# {tr('An item is a code; one of your own has a title. note = true: only done with a note.')}",
            f'occasion = "{template.occasion}"',
            f'roles = ["{role}"]',
            f'due = "{template.due}"',
            "items = [",
            *items,
            "]",
        )
    )


def _item(item: TemplateItem) -> str:
    if not item.title and not item.note:
        return f'"{item.code}",'
    title = f", title = {json.dumps(item.title, ensure_ascii=False)}" if item.title else ""
    return f'{{ code = "{item.code}"{title}{", note = true" if item.note else ""} }},'


def _words(item: TemplateItem) -> str:
    return item.title or name(ITEMS, item.code)
