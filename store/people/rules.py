"""Roles, and who is let in."""

from __future__ import annotations

import re
from enum import StrEnum

from store.book.errors import Refusal

LOGIN = re.compile(r"[\w.@-]{1,64}")


class Role(StrEnum):
    """What somebody does on the floor. Guidance for what is shown first, never permission to look away."""

    PRESALE = "presale"
    AFTERSALES = "aftersales"
    LEAD = "lead"
    PRINT = "print"
    WAREHOUSE = "warehouse"
    FINANCE = "finance"


def role_of_newcomer(people_already: int) -> Role:
    """The first one of a book leads the floor; who comes later starts in after-sales until the lead says otherwise."""
    return Role.AFTERSALES if people_already else Role.LEAD


def checked_login(login: str) -> str:
    """The login without blanks around it; one that cannot be a login is refused."""
    login = login.strip()
    if not LOGIN.fullmatch(login):
        raise Refusal("people.not_a_login", login=login)
    return login
