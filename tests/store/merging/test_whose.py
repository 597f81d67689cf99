"""Of which shop a file is: another shop's never goes in by mistake, the first one and the usual one always do."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store.book.errors import Refusal
from store.imports.commands import import_file
from store.shops.commands import by_tag, open_shop
from store.shops.queries import all_shops
from store.shops.rules import Platform, ShopSettings
from tests.exports import paid
from tests.store.floor import Floor, key
from tests.store.merging.exports import slips


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


def test_a_book_without_a_shop_gets_one_with_the_name_in_the_file(floor: Floor) -> None:
    floor.rows("SELECT 1")
    with floor.book.keep_house() as connection:
        connection.exec_driver_sql("UPDATE shops SET withdrawn_at = 0")
    floor.take(paid(1, shop="酒行专营店"))
    with floor.book.read() as connection:
        (shop,) = all_shops(connection)
    assert (shop.tag, shop.name) == ("S1", "酒行专营店")


def test_learning_a_name_keeps_what_a_lead_decided(floor: Floor) -> None:
    floor.take(paid(1, shop="茶行旗舰店"))
    settings = by_tag(floor.book, "茶").settings
    assert replace(settings, file_names={}) == floor.shop.settings
