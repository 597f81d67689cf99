"""A book's own lists in the place of the package's. A list that has begun keeps its copy."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Refusal
from store.book.transactions import Book, Work
from store.checklists.tables import ChecklistTemplate
from store.checklists.template_text import Template, checked, read_toml
from store.checklists.templates import known_codes, packaged, template_of
from store.people.rules import Role
from store.people.tables import Person


def set_template(book: Book, actor: Actor, op_key: str, source: str | Mapping[str, Any]) -> Template:
    """Let this book have a list of its own, for each of its roles.

    Args:
        source: the list as TOML, or as the dictionary that it says.

    Raises:
        Refusal: the list cannot be right, or the actor does not lead the floor.
    """
    template = checked(read_toml(source) if isinstance(source, str) else source)
    for item in template.items:
        if not item.title and item.code not in known_codes():
            raise Refusal("checklists.no_title", item=item.code)
    params = {"occasion": template.occasion.value, "roles": list(template.roles)}
    with book.write(Intent("checklists.template", actor, op_key, "template", params=params)) as work:
        _check_leads(work)
        for role in template.roles if not work.repeated else ():
            _put(work, template.occasion, role, template.content)
    return template


def reset_template(book: Book, actor: Actor, op_key: str, *, occasion: str, role: str) -> None:
    """Let this book have the package's list again (none, where the package has none).

    Raises:
        Refusal: there is no such list, or the actor does not lead the floor.
    """
    params = {"occasion": occasion, "roles": [role]}
    with book.write(Intent("checklists.template", actor, op_key, "template", params=params)) as work:
        _check_leads(work)
        if not work.repeated:
            template_of(work.connection, role, occasion)
            _put(work, occasion, role, {})


def _put(work: Work, occasion: str, role: str, content: dict[str, Any]) -> None:
    """Write the list down, its edition one above the one before."""
    assert work.intent.actor.person_id is not None
    table = table_of(ChecklistTemplate)
    found = work.connection.scalar(select(table.c.id).where(table.c.occasion == occasion, table.c.role == role))
    if found is None:
        if not content:
            return
        row = ChecklistTemplate(
            occasion=occasion,
            role=role,
            edition=_packaged_version(occasion, role) + 1,
            content=content,
            person_id=work.intent.actor.person_id,
            at=work.moment.now,
        )
        work.session.add(row)
        return
    row = work.session.get_one(ChecklistTemplate, found, with_for_update=True)
    row.edition, row.content, row.withdrawn_at = row.edition + 1, content, None
    row.person_id, row.at = work.intent.actor.person_id, work.moment.now


def _packaged_version(occasion: str, role: str) -> int:
    found = (each.version for each in packaged() if each.occasion == occasion and role in each.roles)
    return next(found, 0)


def _check_leads(work: Work) -> None:
    people = table_of(Person)
    role = work.connection.scalar(select(people.c.role).where(people.c.id == work.intent.actor.person_id))
    if role is not Role.LEAD:
        raise Refusal("checklists.only_lead")
