"""What a shop decides for itself: checked when it is saved and when it is read."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from store.book.errors import Conflict, Refusal
from store.book.transactions import Book
from store.people.commands import Colleague
from store.shops.commands import by_tag, change_settings, open_shop, rename_shop
from store.shops.queries import ShopView, all_shops
from store.shops.rules import Platform, ShopSettings, checked, from_json, to_json
from tests.store.floor import at, key, rows


@pytest.mark.parametrize(
    "wrong",
    [
        {"zone": "Asia/Peking"},
        {"zone": ""},
        {"zone": "Asia"},
        {"zone": "../etc/passwd"},
        {"language": "zh"},
        {"cut_off": "24:00"},
        {"cut_off": "4pm"},
        {"day_starts": "5:00"},
        {"pickups": {"ZTO": "25:00"}},
        {"promise_hours": 0},
        {"pay_hours": -1},
        {"auto_confirm_days": 100_000},
        {"extend_days": 4},
        {"respond_days": 0},
        {"days_off": (0, 1, 2, 3, 4, 5, 6)},
        {"days_off": (7,)},
        {"holidays": ("2024-2-10",)},
        {"holidays": ("spring",)},
    ],
    ids=lambda wrong: "-".join(f"{name}={value}" for name, value in wrong.items()),
)
def test_settings_that_cannot_be_right_are_refused_by_name(wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        checked(replace(ShopSettings(), **wrong))
    assert caught.value.reason.code == "shops.bad_setting"
    assert str(caught.value.reason.params["field"]).split(".")[0] in wrong


def test_settings_come_back_as_they_were_saved() -> None:
    settings = ShopSettings(
        zone="Europe/Berlin", days_off=(5, 6), holidays=("2024-12-25",), pickups={"ZTO": "16:30"}, pay_hours=24
    )
    assert from_json(to_json(settings)) == settings
    assert to_json(ShopSettings()) == {}


@pytest.mark.parametrize(
    "stored", [{"colour": "red"}, {"cut_off": "nine"}, {"cut_off": 16}, {"promise_hours": "48"}, {"days_off": 6}]
)
def test_settings_in_the_book_that_nobody_understands_are_refused(stored: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as caught:
        from_json(stored)
    assert caught.value.reason.params["field"] in stored


def test_a_tag_is_one_or_two_characters_and_taken_once(book: Book, lead: Colleague, shop: ShopView) -> None:
    def opened(tag: str) -> ShopView:
        return open_shop(book, lead.actor, key(), tag=tag, name="", platform=Platform.JD, settings=ShopSettings())

    for bad in ("", "  ", "茶行店", "a b", "a\x1b", "\t"):
        with pytest.raises(Refusal) as caught:
            opened(bad)
        assert caught.value.reason.code == "shops.bad_tag", bad
    with pytest.raises(Refusal) as taken:
        opened(" 茶 ")
    assert taken.value.reason.code == "shops.tag_taken"
    other = opened("酒1")
    assert (other.tag, other.name, other.platform) == ("酒1", "酒1", Platform.JD)
    with book.read() as connection:
        assert {each.tag for each in all_shops(connection)} == {"茶", "酒1"}


def test_two_tags_that_differ_by_their_capitals_alone_are_one(book: Book, lead: Colleague, shop: ShopView) -> None:
    open_shop(book, lead.actor, key(), tag="MM", name="木棉", platform=Platform.JD, settings=ShopSettings())
    with pytest.raises(Refusal) as opened:
        open_shop(book, lead.actor, key(), tag="mm", name="", platform=Platform.JD, settings=ShopSettings())
    with pytest.raises(Refusal) as renamed:
        rename_shop(book, lead.actor, key(), shop.tag, shop.version, new_tag="mM", name=None)
    assert {each.value.reason.code for each in (opened, renamed)} == {"shops.tag_taken"}
    again = by_tag(book, "MM")
    assert rename_shop(book, lead.actor, key(), "MM", again.version, new_tag="mm", name=None).tag == "mm"


def test_the_same_opening_sent_twice_opens_one_shop(book: Book, lead: Colleague) -> None:
    made = [
        open_shop(book, lead.actor, "once", tag="茶", name="茶行", platform=Platform.JD, settings=ShopSettings())
        for _ in range(2)
    ]
    assert made[0] == made[1]


def test_the_same_renaming_sent_twice_renames_once(book: Book, lead: Colleague, shop: ShopView) -> None:
    for _ in range(2):
        renamed = rename_shop(book, lead.actor, "once", "茶", shop.version, new_tag="叶", name="叶行")
        assert (renamed.id, renamed.tag, renamed.name, renamed.version) == (shop.id, "叶", "叶行", shop.version + 1)
    rename_shop(book, lead.actor, key(), "叶", renamed.version, new_tag="茶", name=None)
    assert rename_shop(book, lead.actor, "once", "茶", shop.version, new_tag="叶", name="叶行").tag == "茶", (
        "as it is now"
    )
    (entry,) = rows(book.path, "SELECT about_id, params FROM audit_entries WHERE op_key='once'")
    assert (entry["about_id"], json.loads(entry["params"])) == (shop.id, {"tag": "叶"})


def test_an_unknown_tag_names_those_that_exist(book: Book, shop: ShopView) -> None:
    with pytest.raises(Refusal) as caught:
        by_tag(book, "酒")
    assert caught.value.reason.params["tags"] == "茶"


def test_settings_saved_over_newer_ones_are_a_conflict(book: Book, lead: Colleague, shop: ShopView) -> None:
    changed = change_settings(book, lead.actor, key(), "茶", ShopSettings(cut_off="12:00"), shop.version)
    assert changed.settings.cut_off == "12:00"
    with pytest.raises(Conflict) as caught:
        change_settings(book, lead.actor, key(), "茶", ShopSettings(cut_off="14:00"), shop.version)
    assert "12:00" in caught.value.theirs
    assert "14:00" in caught.value.mine
    assert caught.value.version == changed.version
    assert by_tag(book, "茶").settings.cut_off == "12:00"


def test_wrong_settings_are_not_saved(book: Book, lead: Colleague, shop: ShopView) -> None:
    before = rows(book.path, "SELECT * FROM shops")
    with pytest.raises(Refusal):
        change_settings(book, lead.actor, key(), "茶", ShopSettings(cut_off="99:00"), shop.version)
    assert rows(book.path, "SELECT * FROM shops") == before


def test_the_floors_day_begins_when_the_shop_says() -> None:
    settings = ShopSettings(day_starts="06:00")
    assert settings.day_of(at("2024-06-02 05:59")).isoformat() == "2024-06-01"
    assert settings.day_of(at("2024-06-02 06:00")).isoformat() == "2024-06-02"
    assert settings.start_of(settings.day_of(at("2024-06-02 06:00"))) == at("2024-06-02 06:00")
