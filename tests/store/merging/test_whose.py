"""Of which shop a file is: another shop's never goes in by mistake, the first one and the usual one always do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from store.book.errors import Refusal
from store.imports.commands import check_file, import_file
from store.imports.merging import finish_pending
from store.imports.several import import_files
from store.shops.commands import by_tag, open_shop
from store.shops.queries import all_shops
from store.shops.rules import Platform, ShopSettings
from tests.exports import paid
from tests.store.floor import Floor, at, key
from tests.store.merging.exports import slips
from tests.store.merging.test_killed import IMPORTER
from tests.store.merging.test_sweeping import STAGER
from tests.store.processes import heard, kill, running


def refused(floor: Floor, path: Path) -> str:
    """The code with which a file is refused."""
    with pytest.raises(Refusal) as caught:
        import_file(floor.book, floor.lead.actor, path)
    return caught.value.reason.code


def test_the_first_file_of_a_shop_goes_in_whatever_it_calls_the_shop(floor: Floor) -> None:
    assert floor.take(paid(1, shop="茶行旗舰店")).added == 1
    assert by_tag(floor.book, "茶").settings.file_names == {"茶行旗舰店": "taobao"}
    assert floor.take(paid(2, shop="茶行旗舰店")).added == 1
    assert floor.take(paid(3)).added == 1, "one that names none"


def test_a_file_of_another_shop_is_refused_and_says_which(floor: Floor) -> None:
    floor.take(paid(1, shop="茶行旗舰店"))
    other = floor.file([paid(2, shop="酒行专营店")])
    with pytest.raises(Refusal) as caught:
        import_file(floor.book, floor.lead.actor, other)
    reason = caught.value.reason
    assert (reason.code, reason.params["said"], reason.params["tag"]) == ("imports.another_shop", "酒行专营店", "茶")
    assert len(floor.rows("SELECT id FROM orders")) == 1
    assert import_file(floor.book, floor.lead.actor, other, tag="茶").added == 1
    assert floor.take(paid(3, shop="酒行专营店")).added == 1, "it was said once that they are the same"


def test_the_erp_may_have_a_name_of_its_own_for_the_shop(floor: Floor) -> None:
    floor.take(paid(1, shop="茶行旗舰店"))
    sheet = slips(floor.folder / "slips.csv", (str(2_160_000_000_000_000_007), "是", "否"))
    assert import_file(floor.book, floor.lead.actor, sheet).refused == 0
    assert by_tag(floor.book, "茶").settings.file_names == {"茶行旗舰店": "taobao", "茶行": "erp"}


def test_among_several_shops_a_learnt_name_is_enough(floor: Floor) -> None:
    open_shop(
        floor.book, floor.lead.actor, key(), tag="酒", name="酒行", platform=Platform.TAOBAO, settings=ShopSettings()
    )
    path = floor.file([paid(1, shop="酒行专营店")])
    assert refused(floor, path) == "imports.which_shop"
    import_file(floor.book, floor.lead.actor, path, tag="酒")
    again = import_file(floor.book, floor.lead.actor, path)
    assert (again.same, again.shop_id) == (1, by_tag(floor.book, "酒").id)


def without_a_shop(floor: Floor) -> None:
    with floor.book.keep_house() as connection:
        connection.exec_driver_sql("UPDATE shops SET withdrawn_at = 0")


def test_a_book_without_a_shop_gets_one_with_the_name_in_the_file(floor: Floor) -> None:
    without_a_shop(floor)
    floor.take(paid(1, shop="酒行专营店"))
    with floor.book.read() as connection:
        (shop,) = all_shops(connection)
    assert (shop.tag, shop.name) == ("S1", "酒行专营店")


def test_learning_a_name_keeps_what_a_lead_decided(floor: Floor) -> None:
    floor.take(paid(1, shop="茶行旗舰店"))
    settings = by_tag(floor.book, "茶").settings
    assert replace(settings, file_names={}) == floor.shop.settings


def shops(floor: Floor) -> list[dict[str, Any]]:
    return floor.rows("SELECT * FROM shops")


def in_euros(folder: Path) -> Path:
    """A mapping by which no shop of ours can take a file in."""
    path = folder / "euro.toml"
    fields = 'order_no = "订单编号"\ntotal = "总金额"\nplaced_at = "订单创建时间"\nshop_name = "店铺名称"\n'
    path.write_text(f'id = "a.sheet"\nkind = "orders"\n[reading]\ncurrency = "EUR"\n[fields]\n{fields}', "utf-8")
    return path


@pytest.mark.parametrize("first", [False, True], ids=["usual", "first"])
def test_a_dry_run_and_a_refused_file_teach_no_name_and_make_no_shop(floor: Floor, first: bool) -> None:
    if first:
        without_a_shop(floor)
    before = shops(floor)
    path = floor.file([paid(1, shop="茶行旗舰店")])
    assert check_file(floor.book, floor.lead.actor, path).rows == 1
    assert shops(floor) == before
    with pytest.raises(Refusal) as caught:
        import_file(floor.book, floor.lead.actor, path, mapping=in_euros(floor.folder))
    assert caught.value.reason.code == "imports.not_this_money"
    assert shops(floor) == before


@pytest.mark.parametrize("first", [False, True], ids=["usual", "first"])
def test_an_import_that_was_killed_before_it_began_to_merge_teaches_no_name(floor: Floor, first: bool) -> None:
    if first:
        without_a_shop(floor)
    before = shops(floor)
    path = floor.file([paid(1, shop="茶行旗舰店")])
    with running(STAGER, floor.book.path, path) as process:
        heard(process, "here")
        kill(process)
    assert shops(floor) == before


def test_an_import_that_was_killed_half_way_goes_on_under_the_name_that_it_taught(floor: Floor) -> None:
    path = floor.file([paid(place, shop="茶行旗舰店") for place in range(1, 30)])
    with running(IMPORTER, floor.book.path, path, at("2024-06-02 10:00").isoformat(), 1) as process:
        heard(process, "here")
        kill(process)
    assert by_tag(floor.book, "茶").settings.file_names == {"茶行旗舰店": "taobao"}
    assert refused(floor, floor.file([paid(40, shop="酒行专营店")])) == "imports.another_shop"
    assert finish_pending(floor.book, floor.agent.actor) == 1
    assert len(floor.rows("SELECT id FROM orders")) == 29


def test_of_files_of_two_shops_at_once_only_the_first_teaches_its_name(floor: Floor) -> None:
    files = [floor.file([paid(place, shop=shop)]) for place, shop in ((1, "茶行旗舰店"), (2, "酒行专营店"))]
    outcomes = import_files(floor.book, floor.lead.actor, files)
    assert [each.reason and each.reason.code for each in outcomes] == [None, "imports.another_shop"]
    assert by_tag(floor.book, "茶").settings.file_names == {"茶行旗舰店": "taobao"}
