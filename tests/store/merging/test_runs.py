"""What becomes of the rows of one file, and of a run that is disturbed."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest

from store.book.errors import Refusal, Unavailable
from store.book.paths import staging_folder
from store.book.transactions import Book
from store.imports import merging
from store.imports.commands import Hearing, check_file, import_file
from store.imports.merging import Step, finish_pending
from store.imports.refused import refused_of
from store.imports.tables import RunState
from store.orders.commands import save_note
from store.people.commands import Colleague
from store.shops.commands import change_settings, open_shop
from store.shops.queries import all_shops
from store.shops.rules import Platform, ShopSettings
from tests.exports import line, number, paid, write_export
from tests.store.floor import Floor, at, key

NOON = "2024-06-02 12:00"


def counted(floor: Floor) -> int:
    """The orders in the book."""
    return int(floor.rows("SELECT count(*) AS n FROM orders")[0]["n"])


@pytest.fixture
def slices_of_three(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files go in by three lines at a time."""
    monkeypatch.setattr(merging, "WHOLE", 2)
    monkeypatch.setattr(merging, "SLICE", 3)


def test_every_row_is_counted_once(floor: Floor) -> None:
    floor.take(paid(1), paid(2, memo="一"))
    run = floor.take(
        paid(1), paid(2, memo="二"), paid(3), paid(3, memo="三"), line(4, total="?"), {"order_no": ""}, as_of=NOON
    )
    assert (run.rows, run.added, run.changed, run.same, run.repeated, run.refused) == (5, 1, 1, 1, 1, 1)
    assert counted(floor) == 3


@pytest.mark.usefixtures("slices_of_three")
def test_every_row_is_counted_once_in_slices_too(floor: Floor) -> None:
    floor.take(*(paid(place) for place in range(1, 6)))
    lines = [
        *(paid(place) for place in range(1, 4)),
        *(paid(place, memo="新") for place in range(4, 8)),
        paid(1),
        line(9, total="?"),
        paid(1, memo="最后"),
    ]
    steps: list[Step] = []
    path = floor.file(lines)
    run = import_file(floor.book, floor.lead.actor, path, as_of=at(NOON), hearing=Hearing(merging=steps.append))
    assert (run.rows, run.added, run.changed, run.same, run.repeated, run.refused) == (10, 2, 3, 2, 2, 1)
    assert len(steps) > 3
    assert floor.order(1)["memo"] == "最后"
    assert counted(floor) == 7


def test_of_an_order_that_stands_twice_in_a_file_the_last_line_counts(floor: Floor) -> None:
    run = floor.take(paid(1, memo="先"), paid(2), paid(1, memo="后"))
    assert floor.order()["memo"] == "后"
    assert (run.added, run.repeated) == (2, 1)


def test_the_same_file_again_changes_not_one_byte(floor: Floor) -> None:
    lines = [paid(1, memo="急", title="红茶，绿茶", nick="买家一", tracking_no="73190553102532"), line(2), line(3)]
    floor.take(*lines)
    before = floor.snapshot()
    run = floor.take(*lines)
    assert floor.snapshot() == before
    assert (run.added, run.changed, run.same) == (0, 0, 3)


def test_refused_rows_are_kept_as_they_came(floor: Floor) -> None:
    run = floor.take(paid(1), paid(2, total="约五十", memo=" 空格 "), paid(3, paid_at="昨天"))
    with floor.book.read() as connection:
        refused = refused_of(connection, run.id, 10)
    assert [(row.line, row.code) for row in refused] == [
        (3, "row.money_unreadable"),
        (4, "row.time_unreadable"),
    ]
    assert " 空格 " in refused[0].raw
    assert "约五十" in refused[0].raw
    assert counted(floor) == 1


def test_checking_a_file_leaves_the_book_and_the_disk_as_they_were(floor: Floor) -> None:
    entries = floor.rows("SELECT count(*) AS n FROM audit_entries")
    found = check_file(floor.book, floor.lead.actor, floor.file([paid(1), paid(1), line(2, total="?")]))
    assert (found.rows, found.refused, found.repeated, found.source) == (3, 1, 1, "taobao.orders")
    assert counted(floor) == 0
    assert floor.rows("SELECT count(*) AS n FROM audit_entries") == entries
    assert list(staging_folder(floor.book.path).iterdir()) == []


def test_nothing_stays_staged_after_an_import(floor: Floor) -> None:
    floor.take(paid(1))
    assert list(staging_folder(floor.book.path).iterdir()) == []


def test_nothing_stays_staged_after_a_file_was_read_twice_for_its_shops_zone(floor: Floor) -> None:
    settings = ShopSettings(zone="Europe/Berlin")
    open_shop(floor.book, floor.lead.actor, key(), tag="柏", name="柏林", platform=Platform.TAOBAO, settings=settings)
    lines = [paid(1, shop="茶行")]  # 柏 comes first by tag: its zone is the first guess
    floor.take(*lines)
    assert list(staging_folder(floor.book.path).iterdir()) == []
    assert floor.order()["placed_at"] == at("2024-06-01 15:58:00")


@pytest.mark.usefixtures("slices_of_three")
def test_a_colleague_saves_between_two_slices(floor: Floor) -> None:
    floor.take(paid(1))
    order_id = floor.order_id()
    saved: list[int] = []

    def note(step: Step) -> None:
        saved.append(
            save_note(
                floor.book,
                floor.agent.actor,
                key(),
                order_id,
                f"第{step.line}行",
                seen_version=len(saved),
                before="",
            )
        )

    path = floor.file([paid(place) for place in range(1, 12)])
    run = import_file(floor.book, floor.lead.actor, path, as_of=at(NOON), hearing=Hearing(merging=note))
    assert run.state is RunState.DONE
    assert saved == list(range(1, len(saved) + 1))
    assert len(saved) >= 3
    assert floor.card().note.version == len(saved)


def stop_after(steps: int) -> Hearing:
    """Ends the import after so many slices, as a lost connection would."""
    seen: list[Step] = []

    def stop(step: Step) -> None:
        seen.append(step)
        if len(seen) == steps:
            raise KeyboardInterrupt

    return Hearing(merging=stop)


def half(floor: Floor) -> None:
    """Leave an import of ten orders half-way."""
    path = floor.file([paid(place) for place in range(1, 11)])
    with pytest.raises(KeyboardInterrupt):
        import_file(floor.book, floor.lead.actor, path, as_of=at(NOON), hearing=stop_after(2))
    assert 0 < counted(floor) < 10


def pass_time(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The minute after which a run belongs to nobody is over."""
    later = floor.book.clock.real() + merging.HELD + timedelta(seconds=1)
    monkeypatch.setattr(type(floor.book.clock), "real", lambda clock: later)


@pytest.mark.usefixtures("slices_of_three")
def test_an_import_left_half_way_is_finished_by_the_next_one_who_comes(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    half(floor)
    assert finish_pending(floor.book, floor.agent.actor) == 0, "its process may still be at it"
    pass_time(floor, monkeypatch)
    assert finish_pending(floor.book, floor.agent.actor) == 1
    assert counted(floor) == 10
    (run,) = floor.rows("SELECT * FROM import_runs")
    assert (run["state"], run["added"], run["rows"]) == ("done", 10, 10)
    assert finish_pending(floor.book, floor.agent.actor) == 0
    assert list(staging_folder(floor.book.path).iterdir()) == []


@pytest.mark.usefixtures("slices_of_three")
def test_whoever_lost_his_run_to_another_process_merges_nothing_more(
    floor: Floor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(step: Step) -> None:
        monkeypatch.setattr(merging, "this_process", lambda: "elsewhere:1")

    path = floor.file([paid(place) for place in range(1, 11)])
    with pytest.raises(Unavailable) as caught:
        import_file(floor.book, floor.lead.actor, path, as_of=at(NOON), hearing=Hearing(merging=taken))
    assert caught.value.reason.code == "imports.taken_over"
    assert 0 < counted(floor) < 10


@pytest.mark.usefixtures("slices_of_three")
def test_a_run_whose_staged_file_is_gone_is_lost_and_says_so(floor: Floor, monkeypatch: pytest.MonkeyPatch) -> None:
    half(floor)
    for file in staging_folder(floor.book.path).iterdir():
        file.unlink()
    merged = counted(floor)
    pass_time(floor, monkeypatch)
    finish_pending(floor.book, floor.agent.actor)
    assert [run["state"] for run in floor.rows("SELECT state FROM import_runs")] == ["lost"]
    assert counted(floor) == merged


@pytest.mark.usefixtures("slices_of_three")
def test_two_people_take_the_same_file_in_at_the_same_time(floor: Floor) -> None:
    path = floor.file([paid(place, memo="急", tracking_no=f"9000000{place:05}") for place in range(1, 41)])
    faults: list[BaseException] = []

    def take(person: Colleague) -> None:
        try:
            import_file(floor.book, person.actor, path, as_of=at(NOON))
        except BaseException as fault:
            faults.append(fault)
            raise

    threads = [threading.Thread(target=take, args=(person,)) for person in (floor.lead, floor.agent)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    runs = floor.rows("SELECT * FROM import_runs")
    assert [run["state"] for run in runs] == ["done", "done"]
    assert sum(run["added"] for run in runs) == 40
    assert sum(run["same"] for run in runs) == 40
    assert {row["version"] for row in floor.rows("SELECT version FROM orders")} == {1}


def test_an_import_that_cannot_tell_its_shop_changes_nothing(floor: Floor) -> None:
    open_shop(
        floor.book, floor.lead.actor, key(), tag="酒", name="酒行", platform=Platform.TAOBAO, settings=ShopSettings()
    )
    with pytest.raises(Refusal) as caught:
        floor.take(paid(1))
    assert caught.value.reason.code == "imports.which_shop"
    assert str(caught.value.reason.params["tags"]).split() == sorted(["茶", "酒"])
    with pytest.raises(Refusal) as unknown:
        floor.take(paid(1), tag="水")
    assert unknown.value.reason.code == "shops.unknown"
    assert counted(floor) == 0
    assert list(staging_folder(floor.book.path).iterdir()) == []


@pytest.mark.parametrize(("tag", "shop"), [(None, "酒行"), ("酒", ""), (" 酒 ", "茶行")])
def test_the_shop_is_the_one_named_or_the_one_in_the_file(floor: Floor, tag: str | None, shop: str) -> None:
    there = open_shop(
        floor.book, floor.lead.actor, key(), tag="酒", name="酒行", platform=Platform.TAOBAO, settings=ShopSettings()
    )
    run = floor.take(paid(1, shop=shop), tag=tag)
    assert run.shop_id == there.id


@pytest.mark.parametrize(("tag", "shop", "opened"), [(None, "酒行", ("S1", "酒行")), ("酒", "", ("酒", "酒"))])
def test_the_first_file_of_a_book_opens_its_shop(
    book: Book, lead: Colleague, tmp_path: Path, tag: str | None, shop: str, opened: tuple[str, str]
) -> None:
    path = write_export(tmp_path / "first.csv", [paid(1, shop=shop)])
    import_file(book, lead.actor, path, tag=tag)
    with book.read() as connection:
        assert [(each.tag, each.name) for each in all_shops(connection)] == [opened]


def test_settings_of_the_shop_count_from_the_next_file_on(floor: Floor) -> None:
    floor.take(paid(1))
    change_settings(
        floor.book, floor.lead.actor, key(), "茶", ShopSettings(cut_off="12:00"), seen_version=floor.shop.version
    )
    floor.take(paid(1), as_of=NOON)
    assert floor.order()["house_due_at"] == at("2024-06-03 00:00")


def test_the_age_of_a_file_is_in_its_name(floor: Floor) -> None:
    path = write_export(floor.folder / "ExportOrderList202406021048.csv", [paid(1)])
    run = import_file(floor.book, floor.lead.actor, path)
    assert run.as_of == at("2024-06-02 10:48")
    assert floor.rows("SELECT order_no FROM orders") == [{"order_no": number(1)}]


def test_nobody_says_that_a_file_is_from_the_future(floor: Floor) -> None:
    path, ahead = floor.file([paid(1)]), floor.book.clock.now() + timedelta(minutes=1)
    for take in (import_file, check_file):
        with pytest.raises(Refusal) as caught:
            take(floor.book, floor.lead.actor, path, as_of=ahead)
        assert caught.value.reason.code == "imports.from_the_future"
    assert floor.rows("SELECT id FROM import_runs") == []
