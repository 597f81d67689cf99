"""The lists that a run is copied from: those of the package, and a book's own in their place."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from store.book.columns import table_of
from store.book.errors import Refusal
from store.checklists.rules import Occasion
from store.checklists.tables import ChecklistTemplate
from store.checklists.template_text import Template, TemplateItem, checked, read_toml

FOLDER = Path(__file__).parent / "templates"


@cache
def packaged() -> tuple[Template, ...]:
    """Every list in the package, in the order of a day."""
    found = [checked(read_toml(path.read_text(encoding="utf-8"))) for path in sorted(FOLDER.glob("*.toml"))]
    order = list(Occasion)
    return tuple(sorted(found, key=lambda each: order.index(each.occasion)))


@cache
def known_codes() -> frozenset[str]:
    """The items that have words of their own in the catalogue: those of the package."""
    return frozenset(item.code for template in packaged() for item in template.items)


def template_for(role: str, occasion: str) -> Template:
    """The package's list of this role and occasion (a LookupError if it has none)."""
    for template in packaged():
        if template.occasion == occasion and role in template.roles:
            return template
    raise LookupError((role, occasion))


def templates_of(connection: Connection, role: str | None = None) -> dict[tuple[str, str], Template]:
    """The lists by (occasion, role) as this book has them, of one role or all, in the order of a day."""
    own = _own(connection)
    found = {(each.occasion.value, role): each for each in packaged() for role in each.roles}
    found.update(own)
    order = [*Occasion]
    keys = sorted(found, key=lambda key: order.index(Occasion(key[0])))
    return {key: found[key] for key in keys if role in (None, key[1])}


def template_of(connection: Connection, role: str, occasion: str) -> Template:
    """The list of this role and occasion as this book has it.

    Raises:
        Refusal: neither the book nor the package has one.
    """
    found = templates_of(connection, role).get((occasion, role))
    if found is None:
        raise Refusal("checklists.no_list", occasion=occasion, role=role)
    return found


def from_content(occasion: str, role: str, edition: int, content: dict[str, Any]) -> Template:
    """A list from the row of the book that holds it."""
    items = tuple(TemplateItem(**each) for each in content["items"])
    return Template(Occasion(occasion), edition, (role,), content["due"], items)


def _own(connection: Connection) -> dict[tuple[str, str], Template]:
    table = table_of(ChecklistTemplate)
    columns = (table.c.occasion, table.c.role, table.c.edition, table.c.content)
    stands = (table.c.occasion.in_(list(Occasion)), table.c.withdrawn_at.is_(None))
    query = select(*columns).where(*stands)
    return {(row[0], row[1]): from_content(*row) for row in connection.execute(query) if row.content}
