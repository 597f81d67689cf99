"""Who, when, before, after; written once and never changed."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from store.book import driver
from store.book.audit import Intent
from store.book.clock import VARIABLE
from store.book.columns import from_ms, to_ms
from store.book.opening import open_book
from store.book.transactions import Book
from store.buyers.tables import Contact
from store.orders.commands import save_note, see_stage
from store.orders.rules import Stage
from store.people.commands import Colleague, change
from store.people.rules import Role
from store.people.tables import Person
from tests.exports import paid
from tests.store.floor import Floor, at, key, rows

ENTRIES = "SELECT * FROM audit_entries ORDER BY id"
IMAGES = "SELECT * FROM audit_images ORDER BY id"


def last_images(book: Book) -> list[dict[str, object]]:
    """What the last command left: table, row, version, before and after."""
    found = rows(
        book.path,
        "SELECT table_name, row_id, version, before, after FROM audit_images"
        " WHERE entry_id=(SELECT max(id) FROM audit_entries) ORDER BY id",
    )
    return [row | {"before": json.loads(row["before"]), "after": json.loads(row["after"])} for row in found]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET actor='x'",
        "UPDATE audit_images SET after='{}'",
        "DELETE FROM audit_entries",
        "DELETE FROM audit_images",
        "INSERT OR REPLACE INTO audit_entries SELECT id, op_key, at, real_at, person_id, 'x', intent, about,"
        " about_id, params, undoes, undoable FROM audit_entries WHERE id=1",
        "INSERT OR REPLACE INTO audit_images SELECT id, entry_id, table_name, row_id, 9, before, after"
        " FROM audit_images WHERE id=1",
    ],
)
def test_what_is_written_stays_written(book: Book, lead: Colleague, statement: str) -> None:
    change(book, lead.actor, "lin", key(), name="Wei", role=None)
    before = rows(book.path, ENTRIES), rows(book.path, IMAGES)
    assert before[1] != []
    with closing(driver.connect(book.path, journal=book.choice.journal)) as connection:
        connection.execute("PRAGMA foreign_keys=OFF")  # else the keys refuse it before the triggers are asked
        with pytest.raises(driver.sqlite().IntegrityError, match="never changed"):
            connection.execute(statement)
    assert (rows(book.path, ENTRIES), rows(book.path, IMAGES)) == before


def test_a_new_row_has_an_after_and_no_before(floor: Floor) -> None:
    floor.take(paid(1))
    order_id = floor.order_id()
    save_note(floor.book, floor.agent.actor, key(), order_id, "急", seen_version=0, before="")
    (image,) = last_images(floor.book)
    assert (image["table_name"], image["row_id"], image["version"], image["before"]) == (
        "order_notes",
        order_id,
        1,
        None,
    )
    assert isinstance(image["after"], dict)
    assert image["after"]["text"] == "急"
    assert image["after"]["person_id"] == floor.agent.id


def test_a_changed_row_has_only_what_changed(book: Book, lead: Colleague, agent: Colleague) -> None:
    change(book, lead.actor, "xiaomei", key(), name=None, role=Role.PRINT)
    assert last_images(book) == [
        {
            "table_name": "people",
            "row_id": agent.id,
            "version": 2,
            "before": {"role": "aftersales"},
            "after": {"role": "print"},
        }
    ]


def test_a_row_that_one_command_writes_twice_has_one_image(book: Book, lead: Colleague) -> None:
    with book.write(Intent("test", lead.actor, key(), "person")) as work:
        person = work.session.get_one(Person, lead.id)
        for name in ("Wei", "Lan"):
            person.name = name
            work.session.flush()
    (image,) = last_images(book)
    assert (image["before"], image["after"], image["version"]) == ({"name": "Lin"}, {"name": "Lan"}, 3)


def test_times_are_in_the_images_and_come_back_as_times(floor: Floor) -> None:
    floor.take(paid(1))
    see_stage(floor.book, floor.agent.actor, key(), floor.order_id(), Stage.PRINTED, seen_version=0)
    see_stage(floor.book, floor.agent.actor, key(), floor.order_id(), Stage.PACKED, seen_version=1)
    (image,) = last_images(floor.book)
    assert isinstance(image["before"], dict)
    assert (image["before"]["stage"], set(image["before"])) == ("printed", {"stage", "at"})
    assert set(image["before"]["at"]) == {"ms"}


def test_personal_data_is_not_in_the_audit(floor: Floor) -> None:
    floor.take(paid(1, receiver="张三丰", phone="13812345678", address="浙江省 杭州市 西湖区 某街道1号"))
    with floor.book.write(Intent("test", floor.lead.actor, key(), "contact")) as work:
        contact = work.session.get_one(Contact, 1)
        assert contact.receiver == "张三丰"
        contact.receiver, contact.phone = "李四光", "13900000000"
    (image,) = last_images(floor.book)
    assert (image["table_name"], image["row_id"], image["version"]) == ("contacts", 1, 2)
    assert (image["before"], image["after"]) == ({}, {})
    written = json.dumps([floor.rows(ENTRIES), floor.rows(IMAGES)], ensure_ascii=False)
    for word in ("张三丰", "李四光", "13812345678", "13900000000", "某街道"):
        assert word not in written


def test_an_import_is_one_entry_a_slice_with_its_counts_and_no_images(floor: Floor) -> None:
    floor.take(paid(1), paid(2))
    (entry,) = floor.rows("SELECT * FROM audit_entries WHERE intent='imports.merge'")
    assert json.loads(entry["params"]) == {"line": 0, "added": 2, "changed": 0}
    assert floor.rows("SELECT * FROM audit_images WHERE entry_id=?", entry["id"]) == []


def test_an_entry_says_who_and_when_and_the_real_time_beside_it(
    book: Book, lead: Colleague, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, "2020-02-20T09:00:00+08:00")
    set_back = open_book(book.path)
    earliest = to_ms(datetime.now(UTC))
    try:
        change(set_back, lead.actor, "lin", "in the past", name="Wei", role=None)
    finally:
        set_back.close()
    (entry,) = rows(book.path, "SELECT * FROM audit_entries WHERE op_key='in the past'")
    assert (entry["actor"], entry["person_id"], entry["intent"]) == ("lin", lead.id, "people.change")
    assert from_ms(entry["at"]).replace(minute=0, second=0, microsecond=0) == at("2020-02-20 09:00")
    assert entry["real_at"] >= earliest


def test_what_a_driver_did_behind_the_books_back_is_still_refused_a_key(book: Book, lead: Colleague) -> None:
    with book.write(Intent("test", lead.actor, "mine", "person")) as work:
        assert work.connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert work.connection.scalar(text("PRAGMA recursive_triggers")) == 1
