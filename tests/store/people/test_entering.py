"""Who is let in, and as what."""

from __future__ import annotations

import pytest

from store.book.errors import Refusal
from store.book.transactions import Book
from store.people.commands import Colleague, change, enter, find, recognise
from store.people.rules import Role
from tests.store.floor import key, rows


def test_the_first_one_leads_and_the_next_one_does_not(book: Book) -> None:
    assert enter(book, "lin", key()).role is Role.LEAD
    assert enter(book, "xiaomei", key()).role is Role.AFTERSALES


def test_who_comes_again_is_the_same_person_and_nothing_is_written(book: Book, lead: Colleague) -> None:
    before = rows(book.path, "SELECT count(*) AS n FROM audit_entries")
    assert enter(book, " lin ", key(), "somebody else") == lead
    assert rows(book.path, "SELECT count(*) AS n FROM audit_entries") == before


@pytest.mark.parametrize("login", ["", " ", "a b", "x" * 65, "a\x1b[2J", "a/b", "'"])
def test_what_cannot_be_a_login_is_refused(book: Book, login: str) -> None:
    with pytest.raises(Refusal) as caught:
        enter(book, login, key())
    assert caught.value.reason.code == "people.not_a_login"
    assert rows(book.path, "SELECT * FROM people") == []


@pytest.mark.parametrize("login", ["lin", "小美", "lin.wei@tea-1", "x" * 64])
def test_names_of_people_can_be_logins(book: Book, login: str) -> None:
    assert enter(book, login, key()).login == login


def test_the_same_entering_sent_twice_makes_one_person(book: Book) -> None:
    assert enter(book, "lin", "once") == enter(book, "lin", "once")
    assert len(rows(book.path, "SELECT id FROM people")) == 1


def test_the_lead_gives_somebody_another_role(book: Book, lead: Colleague, agent: Colleague) -> None:
    changed = change(book, lead.actor, "xiaomei", key(), name=None, role=Role.WAREHOUSE)
    assert (changed.name, changed.role) == ("Xiaomei", Role.WAREHOUSE)
    assert find(book, "xiaomei") == changed


def test_nobody_is_not_given_a_role(book: Book, lead: Colleague) -> None:
    with pytest.raises(Refusal) as caught:
        change(book, lead.actor, "nobody", key(), name=None, role=Role.PRINT)
    assert caught.value.reason.code == "people.unknown"


def test_a_login_that_was_mistyped_lets_nobody_in(book: Book, lead: Colleague) -> None:
    with pytest.raises(Refusal) as caught:
        recognise(book, "lim", key())
    assert (caught.value.reason.code, caught.value.reason.params) == ("people.typed", {"login": "lim"})
    assert recognise(book, " lin ", key()) == lead
    assert len(rows(book.path, "SELECT id FROM people")) == 1


def test_a_book_without_people_takes_whoever_is_named(book: Book) -> None:
    assert recognise(book, "lin", key()).role is Role.LEAD
