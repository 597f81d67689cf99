"""Search finds what a look at every row finds, says why, shows no more than it should, and walks no table."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event

from store.book.clock import Moment
from store.book.interest import Interest, Interrupted
from store.buyers.tables import BUYER_WORDS
from store.desk.search import Found, Kind, Why, search
from store.orders.line_tables import TITLE_WORDS
from tests.exports import SHIPPED, Line, number, paid
from tests.store.floor import Floor, at
from tests.store.search.scanned import Scan

NOW = Moment(at("2024-06-03 10:00"))
ALL = 10_000

NICKS = ("买家", "tb88", "张兰", "Ｔea＿Lover", 'a"b*c', "羊毛控", "o'neil--")
TITLES = ("红茶 250g", "绿茶（新）", "羊毛衫 XL", "100% 羊毛，红茶", "a_b AND c", 'NEAR("红茶")', "Tea 茶")


def generated(count: int = 150, seed: int = 5) -> list[Line]:
    """Orders as chance made them; numbers share tails, phones are whole, masked and virtual."""
    chance = random.Random(seed)
    lines = []
    for place in range(1, count + 1):
        tail = f"{chance.randrange(40):04}"
        phone = chance.choice([f"1380000{tail}", f"138****{tail}", f"13800000000-{tail}", "138****", ""])
        cells = {
            "nick": f"{chance.choice(NICKS)}{chance.randrange(30)}",
            "receiver": "王五",
            "phone": phone,
            "address": "浙江省 杭州市 西湖区 某街道1号(310000)",
            "title": chance.choice(TITLES),
        }
        if chance.random() < 0.5:
            cells |= {"tracking_no": f"YT{chance.randrange(10**9):09}{tail}", "courier": "圆通快递", "status": SHIPPED}
        lines.append(paid(place, **cells))
    return lines


@pytest.fixture
def scan(floor: Floor) -> Scan:
    """The generated orders, taken in by two files that overlap."""
    lines = generated()
    floor.take(*lines[:90])
    floor.take(*lines[60:], as_of="2024-06-02 11:00")
    return Scan.of(floor)


def look(floor: Floor, text: str, moment: Moment = NOW) -> Found:
    """Everything that a text finds."""
    found = search(floor.book, moment, text, ALL)
    assert not found.more
    return found


def orders(found: Found, *why: Why) -> set[int]:
    """The orders found for these reasons."""
    return {hit.order_id for hit in found.hits if hit.order_id is not None and hit.why in why}


def buyers(found: Found, *why: Why) -> set[int]:
    """The buyers found for these reasons."""
    return {hit.buyer_id for hit in found.hits if hit.kind is Kind.BUYER and hit.buyer_id and hit.why in why}


OF_NICKS = (Why.NICK, Why.NICK_BEGIN, Why.NICK_PART)
OF_NUMBERS = (Why.NUMBER, Why.NUMBER_TAIL, Why.NUMBER_BEGIN)
OF_PARCELS = (Why.TRACKING, Why.TRACKING_TAIL, Why.TRACKING_BEGIN)


@pytest.mark.parametrize("cut", [slice(None), slice(-4, None), slice(-6, None), slice(0, 18), slice(0, 6)], ids=str)
def test_order_numbers_whole_by_tail_and_by_beginning(floor: Floor, scan: Scan, cut: slice) -> None:
    for place in (1, 77, 150):
        text = number(place)[cut]
        assert orders(look(floor, text), *OF_NUMBERS) == scan.numbers(text), text
    assert look(floor, number(7)).hits[0].why is Why.NUMBER


def test_tracking_numbers_whole_by_tail_and_by_beginning_in_any_case(floor: Floor, scan: Scan) -> None:
    numbers = [row["tracking_no"] for row in scan.rows if row["tracking_no"]]
    assert len(numbers) > 40
    for whole in numbers[:5]:
        for text in (whole, whole.lower(), whole[-5:], whole[:7]):
            found = look(floor, text)
            mine = orders(found, *OF_PARCELS)
            assert mine == scan.trackings(text) - orders(found, *OF_NUMBERS), text
            assert {hit.tracking_no for hit in found.hits if hit.why in OF_PARCELS} <= set(numbers)
    assert look(floor, numbers[0]).hits[0].why is Why.TRACKING


def test_phones_by_their_tail_masked_or_not(floor: Floor, scan: Scan) -> None:
    tails = {row["phone"][-4:] for row in scan.rows if row["phone"] and row["phone"][-4:].isdigit()}
    assert len(tails) > 20
    for tail in tails:
        found = look(floor, tail)
        assert buyers(found, Why.PHONE_TAIL) | buyers(found, *OF_NICKS) >= scan.phones(tail), tail
        assert buyers(found, Why.PHONE_TAIL) <= scan.phones(tail)
    whole = next(row for row in scan.rows if row["phone"] and len(row["phone"]) == 11 and "*" not in row["phone"])
    found = look(floor, whole["phone"])
    assert found.hits[0].why is Why.PHONE
    assert buyers(found, Why.PHONE) == {row["buyer_id"] for row in scan.rows if row["phone"] == whole["phone"]}
    assert look(floor, "****").hits == ()


@pytest.mark.parametrize(
    "text", ["买家", "家1", "TB88", "b882", "tea_lover", "Tea＿Lover1", "b*c", "o'neil", "--", "张兰", "羊毛"]
)
def test_nicks_by_any_part(floor: Floor, scan: Scan, text: str) -> None:
    found = look(floor, text)
    assert buyers(found, *OF_NICKS) == scan.nicks(text)
    assert scan.nicks(text), "the book has some"


@pytest.mark.parametrize("text", ["红茶", "羊毛", "茶 250", "羊毛 红茶", "xl", "100%", "a_b", "（新）", "(新)", "AND"])
def test_goods_by_words(floor: Floor, scan: Scan, text: str) -> None:
    assert orders(look(floor, text), Why.GOODS) == scan.goods(text)
    assert scan.goods(text), "the book has some"


@pytest.mark.parametrize("text", ["hc", "yms", "mj", "zl", "lc", "ym"])
def test_initials_of_nicks_and_goods(floor: Floor, scan: Scan, text: str) -> None:
    found = look(floor, text)
    assert buyers(found, Why.NICK_INITIALS, *OF_NICKS) == scan.initials(text)
    assert orders(found, Why.GOODS_INITIALS, Why.GOODS) == scan.goods_initials(text)
    assert scan.initials(text) | scan.goods_initials(text)


HOSTILE = (
    *('"', '""', "'", "' OR 1=1 --", 'a" OR "b', "NEAR(红 茶)", "红茶 OR 绿茶", "words:红茶", "{words}:x", "^红茶"),
    *("红*", "-红茶", "%_", "__", "[/red]", "\\\\", ";DROP TABLE orders", "红\x00茶", "\x1b]52;c;aGk=\x07", "((("),
    *("a AND", "\ue000\ue001", "\ue100买家", "AND", "NOT x", "+++", "１２３４５", "🧶🧶", "\u202e1234", "1" * 400),
)


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_signs_of_the_query_language_are_what_they_look_like(floor: Floor, scan: Scan, text: str) -> None:
    found = look(floor, text)
    if found.why_not is None:
        assert buyers(found, *OF_NICKS) == (scan.nicks(text) if len(text.split()) == 1 else buyers(found, *OF_NICKS))
        assert orders(found, Why.GOODS) == scan.goods(text) or min(map(len, text.split())) < 2
    assert Scan.of(floor).rows == scan.rows


@pytest.mark.parametrize(("text", "code"), [("", "search.empty"), (" \t", "search.empty"), ("茶", "search.short")])
def test_what_is_too_short_is_refused(floor: Floor, text: str, code: str) -> None:
    why_not = search(floor.book, NOW, text).why_not
    assert why_not is not None
    assert why_not.code == code


def test_a_replay_hides_later_orders_and_buyers_who_had_none_yet(floor: Floor) -> None:
    floor.take(paid(1, nick="买家一", title="红茶", placed_at="2024-06-01 10:00:00", phone="13800001234"))
    floor.take(paid(2, nick="买家二", title="红茶", placed_at="2024-06-02 09:00:00", phone="13800001234"))
    then = Moment(at("2024-06-01 12:00"), replay=True)
    first, second = floor.order_id(1), floor.order_id(2)
    for text in ("红茶", "hc", number(1)[:9], "216000"):
        assert {first, second} <= orders(look(floor, text), *Why)
        assert orders(look(floor, text, then), *Why) == {first}
    assert look(floor, number(2), then).hits == ()
    for text in ("买家", "mj", "1234"):
        assert len(buyers(look(floor, text), *Why)) == 2
        (one,) = [hit for hit in look(floor, text, then).hits if hit.kind is Kind.BUYER]
        assert (one.orders, one.at) == (1, at("2024-06-01 10:00"))


def test_a_buyer_is_told_with_her_orders_and_those_that_are_open(floor: Floor) -> None:
    closed = paid(3, nick="买家一", status="交易关闭", closed_reason="缺货")
    floor.take(paid(1, nick="买家一"), paid(2, nick="买家一", placed_at="2024-06-01 18:00:00"), closed)
    (hit,) = look(floor, "买家一").hits
    assert (hit.kind, hit.why, hit.orders, hit.running) == (Kind.BUYER, Why.NICK, 3, 2)
    assert hit.at == at("2024-06-01 18:00")


def test_no_hit_shows_personal_data(floor: Floor, scan: Scan) -> None:
    for text in ("买家", "红茶", "138", "0007", "1380000", "tb88"):
        for hit in look(floor, text).hits:
            assert hit.nick in {_masked(row["nick"]) for row in scan.rows}
            assert "王五" not in repr(hit)
            assert "1380000" not in repr(hit).replace(hit.order_no, "").replace(hit.tracking_no, "")


def _masked(nick: str) -> str:
    from store.buyers.rules import masked_nick

    return masked_nick(nick)


def test_the_newest_of_too_many_and_every_reason_has_its_turn(floor: Floor, scan: Scan) -> None:
    found = search(floor.book, NOW, "红茶", 5)
    assert found.more
    newest = sorted(scan.goods("红茶"), key=lambda each: _placed(scan, each), reverse=True)[:5]
    assert [_placed(scan, hit.order_id) for hit in found.hits] == [_placed(scan, each) for each in newest]
    mixed = search(floor.book, NOW, "羊毛", 6)
    assert {hit.kind for hit in mixed.hits} == {Kind.ORDER, Kind.BUYER}
    assert [hit.why for hit in mixed.hits] == sorted((hit.why for hit in mixed.hits), key=list(Why).index)


def _placed(scan: Scan, order_id: int | None) -> int:
    return next(int(row["placed_at"]) for row in scan.rows if row["id"] == order_id)


def test_a_title_that_changes_is_found_by_what_it_says_now(floor: Floor) -> None:
    floor.take(paid(1, title="红茶"))
    floor.take(paid(1, title="绿茶"), as_of="2024-06-02 12:00")
    assert orders(look(floor, "绿茶"), Why.GOODS) == {floor.order_id(1)}
    assert look(floor, "红茶").hits == ()


def test_what_was_indexed_slice_by_slice_is_what_is_indexed_at_once(floor: Floor, scan: Scan) -> None:
    texts = ("红茶", "羊毛", "hc", "买家", "tb88", "张兰1", "zl")
    before = [look(floor, text).hits for text in texts]
    with floor.book._writers.begin() as connection:
        assert BUYER_WORDS.rebuild(connection) == len({row["nick"] for row in scan.rows})
        assert TITLE_WORDS.rebuild(connection) == len(TITLES)
        assert BUYER_WORDS.catch_up(connection) == 0
    assert [look(floor, text).hits for text in texts] == before
    for words in (BUYER_WORDS, TITLE_WORDS):
        with floor.book._writers.begin() as connection:
            connection.exec_driver_sql(f"INSERT INTO {words.name}({words.name}) VALUES ('integrity-check')")


def test_a_search_that_nobody_waits_for_ends(floor: Floor) -> None:
    interest = Interest()
    interest.drop()
    with pytest.raises(Interrupted):
        search(floor.book, NOW, "红茶", interest=interest)


@pytest.fixture
def asked(floor: Floor) -> Iterator[list[tuple[str, Any]]]:
    """What is sent to the readers."""
    sent: list[tuple[str, Any]] = []

    def hear(_c: Any, _cursor: Any, statement: str, values: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, values))

    event.listen(floor.book._readers, "before_cursor_execute", hear)
    yield sent
    event.remove(floor.book._readers, "before_cursor_execute", hear)


@pytest.mark.parametrize("moment", [NOW, Moment(NOW.now, replay=True)], ids=["live", "replay"])
def test_no_question_walks_a_table(floor: Floor, scan: Scan, asked: list[tuple[str, Any]], moment: Moment) -> None:
    tables = {row["name"] for row in floor.rows("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE%'")}
    tracking = next(row["tracking_no"] for row in scan.rows if row["tracking_no"])
    for text in (number(3), "0007", tracking, "13800000007", "买家", "羊毛", "hc", "a_b AND"):
        look(floor, text, moment)
    questions = list(asked)
    assert len(questions) > 60
    with floor.book.read() as connection:
        for statement, values in questions:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values).all()
            walked = [step[3] for step in plan if step[3].startswith("SCAN ") and step[3].split()[1] in tables]
            assert not walked, (statement, walked)
