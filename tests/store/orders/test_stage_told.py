"""The stage that SQL tells is the one that the rule tells, whatever the evidence."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from store.book.clock import Moment
from store.book.columns import to_ms
from store.orders.evidence import EVIDENCE, evidence_of, orders, with_evidence
from store.orders.rules import SEEN_IN_ERP, Stage
from store.orders.stage_told import stage_told
from store.orders.stages import stage_of
from tests.exports import paid
from tests.store.floor import Floor, at

NOW = at("2024-06-02 10:00")
MANY = 1_500


def furnish(floor: Floor, chance: random.Random, last: datetime) -> None:
    """Orders with any evidence that there may be until `last`, ties included."""

    def sometime(likely: float) -> int | None:
        return to_ms(last - timedelta(hours=chance.randrange(9))) if chance.random() < likely else None

    floor.take(*(paid(place) for place in range(1, MANY + 1)))
    ids = [row["id"] for row in floor.rows("SELECT id FROM orders")]
    with floor.book._writers.begin() as connection:
        for row_id in ids:
            times = [sometime(likely) for likely in (0.5, 0.05, 0.1, 0.05)]
            connection.exec_driver_sql(
                "UPDATE orders SET shipped_at=?, finished_at=?, picked_up_at=?, signed_at=? WHERE id=?",
                (*times, row_id),
            )
            if chance.random() < 0.6:
                stage = chance.choice(SEEN_IN_ERP)
                gone = sometime(0.1)
                connection.exec_driver_sql(
                    "INSERT INTO stages_seen(version, order_id, stage, person_id, at, withdrawn_at)"
                    " VALUES (1, ?, ?, 1, ?, ?)",
                    (row_id, stage.value, sometime(1.0), gone),
                )
            if chance.random() < 0.7:
                printed = [_print(sometime, chance) for _ in range(2)]
                connection.exec_driver_sql(
                    "INSERT INTO order_prints(version, shop_id, order_no, order_id, slip_printed_at,"
                    " slip_printed_as_of, slip_unprinted_as_of, waybill_printed_at, waybill_printed_as_of,"
                    " waybill_unprinted_as_of, unshipped_as_of, source, as_of, import_id)"
                    " SELECT 1, shop_id, order_no, id, ?, ?, ?, ?, ?, ?, ?, 'erp.slips', 1, 1 FROM orders WHERE id=?",
                    (*printed[0], *printed[1], sometime(0.3), row_id),
                )


def _print(sometime: object, chance: random.Random) -> tuple[int | None, int | None, int | None]:
    """Printed since, the newest list that says so, the newest that denies it."""
    assert callable(sometime)
    since = sometime(0.4)
    as_of = None if since is None else max(since, sometime(1.0))
    return since, as_of, sometime(0.4)


@pytest.mark.parametrize("replay", [False, True], ids=["live", "replay"])
def test_sql_and_the_rule_tell_the_same_stage(floor: Floor, replay: bool) -> None:
    last = NOW + timedelta(hours=4 if replay else 0)
    furnish(floor, random.Random(7), last)
    moment = Moment(NOW, replay)
    told = set()
    with floor.book.read() as connection:
        query = select(stage_told(moment), *EVIDENCE).select_from(with_evidence(orders))
        for stage, *evidence in connection.execute(query):
            assert stage is stage_of(evidence_of(*evidence), NOW), evidence
            told.add(stage)
    assert told == set(Stage)
