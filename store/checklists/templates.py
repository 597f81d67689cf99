"""The templates that a run is copied from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Template:
    """What a list of one occasion asks, for which roles."""

    occasion: str
    version: int
    roles: tuple[str, ...]
    items: tuple[str, ...]


@cache
def templates() -> tuple[Template, ...]:
    """Every template in the package."""
    found = []
    for path in sorted(FOLDER.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        found.append(Template(data["occasion"], data["version"], tuple(data["roles"]), tuple(data["items"])))
    return tuple(found)


def template_for(role: str, occasion: str) -> Template:
    """The template of this role and occasion (a LookupError if the package has none)."""
    for template in templates():
        if template.occasion == occasion and role in template.roles:
            return template
    raise LookupError((role, occasion))
