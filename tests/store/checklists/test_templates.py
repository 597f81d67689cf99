"""The lists of the package, and a book's own: read strictly, changed by the lead only, kept by what has begun."""

from __future__ import annotations

from typing import Any

import pytest

from store.book.errors import Refusal
from store.book.undo import undo_last
from store.checklists.own import reset_template, set_template
from store.checklists.rules import Occasion, Result
from store.checklists.template_text import CODE_LENGTH, MOST_ITEMS, TITLE_LENGTH, checked, read_toml
from store.checklists.templates import packaged, template_for, templates_of
from store.people.rules import Role
from tests.store.checklists.settling import DAY, items_of, settle
from tests.store.floor import Floor, key

OWN: dict[str, Any] = {
    "occasion": "start",
    "roles": ["lead", "print"],
    "due": "08:45",
    "items": ["orders.late", {"code": "lamps", "title": "Lamps in the packing room", "note": True}],
}


def codes(floor: Floor, role: str = "lead") -> list[str]:
    """What the list of a role asks today."""
    with floor.book.read() as connection:
        return [item.code for item in items_of(connection, DAY, role, "start")]


def test_every_role_has_a_morning_and_the_lead_the_evening_and_the_week() -> None:
    lists = {(template.occasion, role) for template in packaged() for role in template.roles}
    assert {role for occasion, role in lists if occasion is Occasion.START} == {role.value for role in Role}
    assert {role for occasion, role in lists if occasion is Occasion.PICKUP} == {*Role} - {Role.FINANCE}
    assert {role for occasion, role in lists if occasion is Occasion.HANDOVER} == {"aftersales", "presale"}
    assert {(occasion, "lead") for occasion in (Occasion.END, Occasion.WEEKLY)} <= lists


def test_no_role_has_two_lists_of_one_occasion() -> None:
    lists = [(template.occasion, role) for template in packaged() for role in template.roles]
    assert len(lists) == len(set(lists))


def test_the_book_has_a_list_of_its_own_for_each_role_that_it_names(floor: Floor) -> None:
    set_template(floor.book, floor.lead.actor, key(), OWN)
    assert codes(floor) == codes(floor, "print") == ["orders.late", "lamps"]
    assert codes(floor, "presale") != ["orders.late", "lamps"]
    with floor.book.read() as connection:
        own = templates_of(connection, "lead")["start", "lead"]
        lamps = items_of(connection, DAY, "lead", "start")[1]
    assert (own.due, own.version) == ("08:45", template_for("lead", "start").version + 1)
    assert (lamps.title, lamps.note_needed) == ("Lamps in the packing room", True)


def test_each_change_is_a_new_edition_and_the_packages_list_comes_back(floor: Floor) -> None:
    before = codes(floor)
    set_template(floor.book, floor.lead.actor, key(), OWN)
    set_template(floor.book, floor.lead.actor, key(), {**OWN, "roles": ["lead"], "items": ["orders.late"]})
    assert codes(floor) == ["orders.late"]
    with floor.book.read() as connection:
        assert templates_of(connection)["start", "lead"].version == template_for("lead", "start").version + 2
    reset_template(floor.book, floor.lead.actor, key(), occasion="start", role="lead")
    assert codes(floor) == before
    assert codes(floor, "print") == ["orders.late", "lamps"]


def test_a_list_that_has_begun_keeps_its_copy(floor: Floor) -> None:
    before = codes(floor)
    settle(floor, floor.lead)
    set_template(floor.book, floor.lead.actor, key(), OWN)
    assert codes(floor) == before
    assert codes(floor, "print") == ["orders.late", "lamps"]


def test_a_changed_list_is_taken_back_with_u(floor: Floor) -> None:
    before = codes(floor)
    set_template(floor.book, floor.lead.actor, key(), OWN)
    assert undo_last(floor.book, floor.lead.actor, key()).intent == "checklists.template"
    assert codes(floor) == before
    set_template(floor.book, floor.lead.actor, key(), OWN)
    assert codes(floor) == ["orders.late", "lamps"]


def test_only_the_lead_changes_a_list(floor: Floor) -> None:
    for change in (
        lambda: set_template(floor.book, floor.agent.actor, key(), OWN),
        lambda: reset_template(floor.book, floor.agent.actor, key(), occasion="start", role="lead"),
    ):
        with pytest.raises(Refusal) as caught:
            change()
        assert caught.value.reason.code == "checklists.only_lead"
    assert floor.rows("SELECT * FROM checklist_templates") == []


def test_a_list_that_nobody_has_cannot_be_put_back(floor: Floor) -> None:
    with pytest.raises(Refusal) as caught:
        reset_template(floor.book, floor.lead.actor, key(), occasion="end", role="finance")
    assert caught.value.reason.code == "checklists.no_list"


def test_an_item_that_nobody_knows_needs_words(floor: Floor) -> None:
    with pytest.raises(Refusal) as caught:
        set_template(floor.book, floor.lead.actor, key(), {**OWN, "items": ["lamps"]})
    assert (caught.value.reason.code, caught.value.reason.params) == ("checklists.no_title", {"item": "lamps"})


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"colour": "red"}, "unknown_key"),
        ({"items": [{"code": "lamps", "tite": "x"}]}, "unknown_key"),
        ({"items": [{"title": "x"}]}, "missing_key"),
        ({"occasion": "noon"}, "not_one_of"),
        ({"roles": ["boss"]}, "not_one_of"),
        ({"roles": [["lead"]]}, "not_one_of"),
        ({"roles": "lead"}, "bad_value"),
        ({"roles": []}, "empty"),
        ({"items": []}, "empty"),
        ({"items": [7]}, "bad_value"),
        ({"items": ["orders.late", {"code": "orders.late"}]}, "twice"),
        ({"roles": ["lead", "lead"]}, "twice"),
        ({"due": "25:00"}, "bad_due"),
        ({"due": 9}, "bad_due"),
        ({"due": "mon 18:00"}, "bad_due"),
        ({"occasion": "weekly"}, "bad_due"),
        ({"version": 0}, "bad_value"),
        ({"version": True}, "bad_value"),
        ({"items": ["Orders Late"]}, "bad_code"),
        ({"items": ["a" * (CODE_LENGTH + 1)]}, "bad_code"),
        ({"items": [{"code": "lamps", "title": "x" * (TITLE_LENGTH + 1)}]}, "too_long"),
        ({"items": [{"code": "lamps", "title": 7}]}, "bad_value"),
        ({"items": [{"code": "lamps", "note": "yes"}]}, "bad_value"),
        ({"items": [f"a{n}" for n in range(MOST_ITEMS + 1)]}, "too_many"),
    ],
)
def test_a_slip_of_the_pen_is_refused_by_name(change: dict[str, Any], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        checked({**OWN, **change})
    assert caught.value.reason.code == f"checklists.{code}"


@pytest.mark.parametrize("key", ["occasion", "roles", "due", "items"])
def test_what_a_list_must_say(key: str) -> None:
    with pytest.raises(Refusal) as caught:
        checked({name: value for name, value in OWN.items() if name != key})
    assert (caught.value.reason.code, caught.value.reason.params) == ("checklists.missing_key", {"key": key})


def test_what_commands_a_terminal_is_taken_out_of_the_words() -> None:
    item = {"code": "lamps", "title": " Lamps\x1b[2J\n in \u202ethe room "}
    assert checked({**OWN, "items": [item]}).items[0].title == "Lamps[2J in the room"


def test_a_text_that_is_no_toml_says_where() -> None:
    with pytest.raises(Refusal) as caught:
        read_toml('occasion = "start"\nroles = lead')
    assert caught.value.reason.code == "checklists.not_toml"
    assert "line 2" in str(caught.value.reason.params["why"])


def test_results_are_those_of_the_copy(floor: Floor) -> None:
    settle(floor, floor.lead)
    set_template(floor.book, floor.lead.actor, key(), {**OWN, "items": ["files.missing"]})
    with floor.book.read() as connection:
        found = {item.code: item.result for item in items_of(connection, DAY, "lead", "start")}
    assert found["orders.late"] is Result.DONE
