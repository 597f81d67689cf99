"""When does it go? The agent pastes an order or types goods, and copies what may be told."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from store.book.clock import Moment
from store.desk.promise import Told
from store.shops.queries import ShopView
from store.shops.rules import Platform, ShopSettings
from store.stock import promising
from store.stock.promising import Facts, Promise, PromiseKind, Standing, promise
from store.stock.rules import Availability
from tests.exports import number, paid
from tests.store.stock.test_promising import generated
from tests.tui.floor import Desk, at_work, moment, opened, take, take_lines
from tests.tui.test_order import clipboard_of, here
from tests.tui.test_words import holes
from tui.words.catalogue import speak
from tui.words.promise import situation, templates, texts_for_buyer
from tui.words.sentences import SENTENCES

STOCK = """商家编码,商品名称,规格,可用库存
SW-018,毛衣 圆领 羊毛,白色;M,14
SW-019,毛衣 圆领 羊毛,白色;L,0
DJ-1,【预售】羽绒服 长款,黑色;L,50
"""
A_DAY = re.compile(
    r"今天|明天|后天|周[一二三四五六日]|\d月|\d日|\d:\d\d|today|tomorrow|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b"
)


@pytest.fixture
def stocked(floor_path: Path) -> Path:
    """The floor with a list of stock of this morning, an order that is paid and one that is not."""
    file = floor_path.with_name("stock.csv")
    file.write_text(STOCK, encoding="utf-8")
    with opened(floor_path) as book:
        take(book, file, moment("2026-11-21T08:10:00+08:00"))
        take_lines(book, floor_path.parent, [paid(1, "2026-11-21 08:30:00", title="手套")])
    return floor_path


async def copied(desk: Desk, monkeypatch: pytest.MonkeyPatch, *keys: str) -> list[str]:
    """What goes to the clipboard when these keys are pressed."""
    texts = clipboard_of(monkeypatch)
    await desk.hammer(*keys)
    return texts


async def test_from_a_row_two_keys_copy_the_answer(stocked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_work(stocked) as desk:
        await desk.press("f3", "3")
        order_id = here(desk)
        (text,) = await copied(desk, monkeypatch, "w", "y")
        assert desk.where == "promise"
        assert text in desk.text()
        assert "仓库" in text
        assert "ask the warehouse · stock unknown" in desk.text()
        await desk.press("escape")
        assert (desk.where, here(desk)) == ("orders", order_id)


async def test_a_pasted_order_is_answered_and_its_card_says_the_same(
    stocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(stocked) as desk:
        await desk.press("f9")
        await desk.paste(f"亲 订单号{number(1)} 什么时候发货\n谢谢")
        assert number(1) in desk.lines()[0]
        assert await copied(desk, monkeypatch, "y", "2") == [each for each in _texts(desk) if each]
        promised = [line.strip() for line in desk.lines() if "may promise" in line]
        await desk.press("enter")
        assert desk.where == "order"
        assert [line.strip() for line in desk.lines() if "may promise" in line] == promised


def _texts(desk: Desk) -> list[str]:
    return [found[1].strip() for line in desk.lines() if (found := re.match(r" [1-3]  (.*)", line))]


async def ask(desk: Desk, paid: str = "") -> Desk:
    """Ask when the woollen sweater goes, for who pays at `paid`."""
    await desk.press("f9")
    await desk.type("sw-018")
    if paid:
        await desk.press("tab")
        await desk.type(paid)
    return await desk.press("enter")


async def test_goods_that_are_there_go_today(stocked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_work(stocked) as desk:
        await ask(desk)
        assert "if paid now" in desk.text()
        assert "goes today · in stock (08:10) · paid before 16:00" in desk.text()
        (text,) = await copied(desk, monkeypatch, "y")
        assert text == "亲，这款有货，今天 16:00 前付款，今天就能发出哦。"


async def test_what_it_is_about_stands_on_one_line(stocked: Path) -> None:
    async with at_work(stocked, size=(80, 24)) as desk:
        await desk.press("f9")
        await desk.type("毛衣")
        await desk.press("enter")
        for width in range(62, 80):
            await desk.resize(width, 24)
            (about,) = (place for place, line in enumerate(desk.lines()) if "if paid now" in line)
            assert "may promise" in desk.lines()[about + 1], desk.text()


async def test_a_time_of_payment_after_the_cut_off_is_another_day(
    stocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(stocked) as desk:
        await ask(desk, "16:01")
        assert "goes Mon, 23 Nov" in desk.text()
        assert "the warehouse is off until Mon, 23 Nov" in desk.text()
        (text,) = await copied(desk, monkeypatch, "y")
        assert text == "亲，这款有货，16:01付款的话11月23日（周一）发出哦。"


async def test_a_time_that_is_none_is_said_and_nothing_can_be_copied(
    stocked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_work(stocked) as desk:
        await ask(desk, "25:00")
        assert "“25:00” is no time of payment." in desk.text()
        assert await copied(desk, monkeypatch, "y") == []
        assert "Say first" in desk.said


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("my", "goes today"),
        ("毛衣 M", "goes today"),
        ("sw-018 x15", "out of stock (08:10)"),
        ("SW-018 14件", "goes today"),
        ("sw-019", "goes Mon, 23 Nov · out of stock"),
        ("羽绒服 长款", "ask the warehouse · presale"),
        ("手套", "ask the warehouse · stock unknown"),
    ],
)
async def test_goods_are_found_by_words_initials_and_pieces(stocked: Path, typed: str, told: str) -> None:
    async with at_work(stocked) as desk:
        await desk.press("f9")
        await desk.type(typed)
        assert told in desk.text()


async def test_the_cursor_chooses_among_what_fits(stocked: Path) -> None:
    async with at_work(stocked, size=(80, 24)) as desk:
        await desk.press("f9")
        await desk.type("圆领 羊毛")
        assert "goes today" in desk.text()
        await desk.press("down")
        assert "out of stock" in desk.text()
        await desk.press("enter", "j")
        assert desk.where == "promise"


async def test_what_was_typed_is_kept_and_a_paste_takes_its_place(stocked: Path) -> None:
    async with at_work(stocked) as desk:
        await desk.press("f9")
        await desk.type("sw-018")
        await desk.press("tab")
        await desk.type("15:00")
        await desk.press("escape", "f3", "f9")
        assert "goes today" in desk.text()
        assert "15:00" in desk.lines()[2]
        await desk.press("enter")
        await desk.paste("sw-019")
        assert "sw-018" not in desk.text()
        assert "15:00" not in desk.lines()[2]
        assert "out of stock" in desk.text()


async def test_with_the_input_method_on_the_menu_copies(stocked: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with at_work(stocked) as desk:
        await desk.press("f9")
        await desk.type("sw-018")
        await desk.press("enter", "f10")
        texts = await copied(desk, monkeypatch, "enter")
        assert len(texts) == 1


async def test_it_is_said_in_chinese_too(stocked: Path) -> None:
    async with at_work(stocked) as desk:
        speak("zh_CN")
        await desk.press("f9")
        await desk.type("sw-018")
        assert "亲，这款有货" in desk.text()


# The texts


def told(found: Promise, settings: ShopSettings, now: datetime, paid_at: datetime | None) -> Told:
    """The answer of a shop of these habits."""
    shop = ShopView(1, "MM", "棉木", Platform.TMALL, settings, 1)
    supposed = paid_at is not None and paid_at >= now
    return Told(shop, Moment(now), "SW-018", "", 1, paid_at, False, found, supposed=supposed)


def test_every_situation_has_its_texts_in_both_languages_with_the_same_holes() -> None:
    for where, said in templates().items():
        assert set(said) == {"zh_CN", "en"}, where
        assert [holes(text) for text in said["zh_CN"]] == [holes(text) for text in said["en"]], where


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_no_text_names_a_day_that_may_not_be_told(language: str) -> None:
    met = set()
    for facts, settings, now in generated(2_000):
        habits = replace(settings, language=language)
        found = promise(facts, habits, now)
        answer = told(found, habits, now, facts.paid_at)
        texts = texts_for_buyer(answer)
        met.add(situation(found, to_pay=answer.supposed))
        assert texts
        assert not any("{" in text for text in texts)
        unknown = facts.availability is Availability.UNKNOWN and found.kind is not PromiseKind.BY_A_DAY
        if found.day is None or unknown:
            assert not any(A_DAY.search(text) for text in texts), texts
    standings = {str(each) for each in Standing if each is not Standing.OPEN}
    assert met == set(templates()) - standings


@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.OPEN])
def test_where_nothing_goes_no_day_is_named(standing: Standing) -> None:
    for language in ("zh_CN", "en"):
        settings = ShopSettings(language=language)
        now = moment()
        found = promise(Facts(now, Availability.IN_STOCK, standing=standing), settings, now)
        texts = texts_for_buyer(told(found, settings, now, now))
        assert texts
        assert not any(A_DAY.search(text) for text in texts)


def test_the_courier_is_named_only_where_it_is_known() -> None:
    settings = ShopSettings(pickups={"ZTO": "16:30", "SF": "18:00"})
    now = moment()
    for courier, named in ((None, False), ("ZTO", True)):
        found = promise(Facts(now, Availability.IN_STOCK, courier=courier), settings, now)
        texts = texts_for_buyer(replace(told(found, settings, now, now), supposed=False))
        assert ("亲，今天 16:30 中通来取件，这单会跟这一趟发走。" in texts) is named


def test_every_reason_has_a_sentence() -> None:
    source = Path(promising.__file__).read_text(encoding="utf-8")
    codes = set(re.findall(r'"(promise\.\w+)"', source))
    assert len(codes) > 12
    assert codes <= set(SENTENCES)
