"""What was done about rows stays with them; one key press about many rows is one thing to undo."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any

import pytest
from sqlalchemy import literal, select, union_all

from store.book.clock import Moment
from store.book.errors import Refusal
from store.book.transactions import Book
from store.book.undo import undo_last
from store.handling.commands import assign, mark_done
from store.handling.queries import HANDLING, Handled, MarkView, handled_count, handling_of, with_handling
from store.handling.rules import MOST, NOTE_LENGTH, Done, Subject
from tests.store.floor import Floor, at, key
from tests.store.plans import asked, plan

DAWN = at("2024-06-02 00:00")


def moment(floor: Floor) -> Moment:
    return floor.book.clock.moment()


def marked(floor: Floor, *ids: int, subject: Subject = Subject.PARCEL) -> dict[int, MarkView]:
    """The newest marks of these rows."""
    return {row: each["done"] for row, each in handling(floor, subject, ids).items() if each["done"]}


def owned(floor: Floor, subject: Subject, *ids: int) -> dict[int, tuple[str, datetime | None]]:
    """Whose these rows are, and until when."""
    found = handling(floor, subject, ids).items()
    return {row: (each["owner"], each["owner_due_at"]) for row, each in found if each["owner"]}


def handling(floor: Floor, subject: Subject, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What every list shows beside its rows."""
    rows = union_all(*(select(literal(each).label("id")) for each in ids)).subquery("rows")
    query = select(rows.c.id, *HANDLING).select_from(with_handling(rows, subject, rows.c.id, moment(floor)))
    with floor.book.read() as connection:
        return {row[0]: handling_of(*row[1:]) for row in connection.execute(query)}


def at_ten(floor: Floor, text: str = "2024-06-02 10:00") -> Book:
    """The book of a process whose clock was set."""
    return floor.set_to(text)


def handled(floor: Floor, until: datetime, item: str = "parcels.no_scan") -> dict[int, bool]:
    """The rows that are handled, each with whether one of its marks names the item."""
    asked = Handled(Subject.PARCEL, (Done.COURIER_ASKED, Done.MOVED), DAWN, until, item)
    with floor.book.read() as connection:
        found = {row.id: row.named is not None for row in connection.execute(select(asked.rows()))}
        assert handled_count(connection, asked) == (len(found), sum(found.values()))
    return found


def test_many_rows_are_marked_by_one_key_and_one_undo_takes_all_back(floor: Floor) -> None:
    number = mark_done(
        floor.book, floor.agent.actor, key(), subject=Subject.PARCEL, ids=[3, 4, 5], what=Done.COURIER_ASKED
    )
    assert number == 3
    assert {row: mark.what for row, mark in marked(floor, 3, 4, 5, 6).items()} == dict.fromkeys(
        (3, 4, 5), Done.COURIER_ASKED
    )
    assert undo_last(floor.book, floor.agent.actor, key()).intent == "handling.done"
    assert marked(floor, 3, 4, 5) == {}


def test_the_newest_mark_says_who_did_what_when_and_the_note(floor: Floor) -> None:
    book = at_ten(floor)
    mark_done(book, floor.agent.actor, key(), subject=Subject.PARCEL, ids=[3], what=Done.MOVED)
    book.close()
    book = at_ten(floor, "2024-06-02 10:20")
    note = "中通 今天  送"
    mark_done(book, floor.lead.actor, key(), subject=Subject.PARCEL, ids=[3], what=Done.COURIER_ASKED, note=note)
    book.close()
    mark = marked(floor, 3)[3]
    assert (mark.what, mark.who, mark.note) == (Done.COURIER_ASKED, floor.lead.name, "中通 今天 送")
    assert at("2024-06-02 10:20") <= mark.at < at("2024-06-02 10:21")
    assert marked(floor, 3, subject=Subject.ORDER) == {}


def test_the_same_key_twice_and_the_same_deed_twice_are_one_mark(floor: Floor) -> None:
    actor, op_key = floor.agent.actor, key()
    mark = partial(mark_done, floor.book, subject=Subject.PARCEL, ids=[3, 3], what=Done.MOVED)
    assert mark(actor, op_key) == 1
    assert mark(actor, op_key) == 1, "it tells what it told"
    assert mark(actor, key()) == 0
    assert len(floor.rows("SELECT id FROM done_marks")) == 1
    assert mark(floor.lead.actor, key()) == 1
    assert [mark(actor, key(), note=note) for note in ("又问了", "没接", "又问了", "没接")] == [1, 1, 0, 0]


def test_a_mark_of_yesterday_is_another_deed(floor: Floor) -> None:
    for day in ("2024-06-01 17:00", "2024-06-02 10:00"):
        book = at_ten(floor, day)
        done = mark_done(
            book, floor.agent.actor, key(), subject=Subject.PARCEL, ids=[3], what=Done.MOVED, since=at(day[:10])
        )
        assert done == 1
        book.close()
    assert handled(floor, at("2024-06-01 23:00")) == {}, "before the day began"
    assert handled(floor, at("2024-06-02 09:00")) == {}
    assert handled(floor, at("2024-06-02 11:00")) == {3: False}


def test_handled_are_rows_with_a_mark_of_today_that_counts_some_of_them_for_this_item(floor: Floor) -> None:
    book = at_ten(floor)
    for ids, what, item in (
        ([1, 2], Done.MOVED, "parcels.no_scan"),
        ([2, 3], Done.COURIER_ASKED, ""),
        ([4], Done.BUYER_TOLD, "parcels.no_scan"),
        ([5], Done.MOVED, "parcels.windows"),
    ):
        mark_done(book, floor.agent.actor, key(), subject=Subject.PARCEL, ids=ids, what=what, item=item)
    mark_done(book, floor.agent.actor, key(), subject=Subject.ORDER, ids=[1, 2, 3], what=Done.MOVED)
    book.close()
    now = at("2024-06-02 11:00")
    assert handled(floor, now) == {1: True, 2: True, 3: False, 5: False}
    assert handled(floor, now, "parcels.windows") == {1: False, 2: False, 3: False, 5: True}


def test_counting_what_is_handled_walks_the_marks_of_the_day_only(floor: Floor) -> None:
    with asked(floor.book) as statements:
        handled(floor, at("2024-06-02 11:00"))
    assert len(statements) == 2
    for statement in statements:
        steps = plan(floor.book, *statement)
        assert "SEARCH done_marks USING INDEX ix_done_marks_day (subject=? AND at>? AND at<?)" in steps


def test_rows_are_given_and_taken_again(floor: Floor) -> None:
    lead, agent = floor.lead.actor, floor.agent.actor
    due = at("2024-06-02 16:00")
    give = partial(assign, floor.book, lead, subject=Subject.REFUND, ids=[7, 8], owner_id=agent.person_id, due_at=due)
    nobodys = partial(assign, floor.book, lead, subject=Subject.REFUND, ids=[7, 9], owner_id=None, due_at=None)
    assert nobodys(key()) == 0, "nobody had them"
    assert give(key()) == 2
    assert give(key()) == 0
    assert owned(floor, Subject.REFUND, 7, 8, 9) == dict.fromkeys((7, 8), (floor.agent.name, due))
    assert nobodys(key()) == 1
    assert list(owned(floor, Subject.REFUND, 7, 8)) == [8]
    undo_last(floor.book, lead, key())
    assert sorted(owned(floor, Subject.REFUND, 7, 8)) == [7, 8]


def test_what_was_given_and_taken_back_by_undo_can_be_given_again(floor: Floor) -> None:
    lead = floor.lead.actor
    for _ in range(2):
        assign(floor.book, lead, key(), subject=Subject.ORDER, ids=[1], owner_id=lead.person_id, due_at=None)
        undo_last(floor.book, lead, key())
    assign(floor.book, lead, key(), subject=Subject.ORDER, ids=[1], owner_id=lead.person_id, due_at=None)
    assert owned(floor, Subject.ORDER, 1) == {1: (floor.lead.name, None)}


@pytest.mark.parametrize(
    ("ids", "note", "code"),
    [
        ([], "", "handling.no_row"),
        (range(MOST + 1), "", "handling.too_many"),
        ([1], "长" * (NOTE_LENGTH + 1), "handling.note_too_long"),
    ],
)
def test_what_cannot_be_marked_is_refused(floor: Floor, ids: range | list[int], note: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        mark_done(
            floor.book, floor.agent.actor, key(), subject=Subject.ORDER, ids=list(ids), what=Done.BUYER_TOLD, note=note
        )
    assert refused.value.reason.code == code
    assert floor.rows("SELECT id FROM done_marks") == []


def test_nobody_is_given_a_row_who_does_not_work_here(floor: Floor) -> None:
    with pytest.raises(Refusal, match=r"handling\.nobody"):
        assign(floor.book, floor.lead.actor, key(), subject=Subject.ORDER, ids=[1], owner_id=99, due_at=None)


def test_giving_rows_twice_by_one_key_tells_twice_how_many_changed_hands(floor: Floor) -> None:
    op_key, owner = key(), floor.agent.id

    def give() -> int:
        actor = floor.lead.actor
        return assign(floor.book, actor, op_key, subject=Subject.ORDER, ids=[1, 2], owner_id=owner, due_at=None)

    assert (give(), give()) == (2, 2)


def test_what_was_pasted_into_a_note_commands_no_terminal_and_its_signs_stay(floor: Floor) -> None:
    note = "buyer \x1b]52;c;aGk=\x07said\r\n\u202e好\ud800 👩\u200d👩\u200d👧"
    mark_done(floor.book, floor.agent.actor, key(), subject=Subject.PARCEL, ids=[3], what=Done.MOVED, note=note)
    assert marked(floor, 3)[3].note == "buyer ]52;c;aGk=said 好 👩\u200d👩\u200d👧"
