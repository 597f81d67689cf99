"""What the audit tells of everything that is written: who meant what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Actor(NamedTuple):
    """Who acts: a person (with the id of her row) or a job (without)."""

    name: str
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Intent:
    """One thing that somebody wants done, known by its key: the same key is never carried out twice."""

    code: str
    actor: Actor
    op_key: str
    about: str
    about_id: int | None = None
    params: Mapping[str, object] = field(default_factory=dict)
    undoes: int | None = None
    undoable: bool = True
    """Whether `u` may take it back; making a shop or beginning a list is not what somebody means by it."""
