"""Staged waves, and what they say of the orders in them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, literal, select

from store.book.columns import Instant, table_of
from store.orders.printed import WHAT, of_list, of_table, together
from store.orders.side_tables import Wave
from store.orders.staged import staged_waves
from store.orders.tables import OrderPrint
from store.shops.pairing import Pairing, stamp_of, working_table, write_changes
from store.shops.slices import Merged, Slice

waves, prints = table_of(Wave), table_of(OrderPrint)

PLAIN = ("accepted", "cancelled", "orders", "made_at")
pairing = Pairing(staged_waves, waves, "wave", working_table("merge_waves"))


def merge(connection: Connection, piece: Slice) -> Merged:
    """Bring one slice of a list of waves into `waves` and to their orders; repeatable without harm.

    A row counts as what became of its wave; of rows of one wave in a file the last one counts, others are repeated.
    """
    taken, repeated = pairing.take(connection, piece)
    as_of = literal(piece.as_of, Instant)
    first: dict[str, Any] = pairing.first(piece, PLAIN)
    values: dict[str, Any] = {name: pairing.plain(piece, name) for name in PLAIN if name in piece.fields}
    for what in WHAT:
        said = of_list(staged_waves.c[f"{what}_printed"], as_of)
        first |= said.values(what)
        values |= together(of_table(waves, what), said).values(what)
    ages = [name for name in values if name.endswith("_as_of")]
    changed = pairing.change(connection, piece, values, quiet=ages)
    pairing.stamp(connection, piece)
    added = pairing.add(connection, piece, first | stamp_of(piece))
    numbers = select(waves.c.wave).where(waves.c.id.in_(select(pairing.rows.c.row_id)))
    apply_waves(connection, and_(prints.c.shop_id == piece.shop_id, prints.c.wave.in_(numbers)))
    return Merged(added, changed, taken - added - changed, repeated)


def apply_waves(connection: Connection, which: ColumnElement[bool]) -> None:
    """What is printed of a wave is printed of each of its orders; a cancelled wave says nothing."""
    wave = and_(waves.c.shop_id == prints.c.shop_id, waves.c.wave == prints.c.wave, waves.c.cancelled.is_not(True))
    values: dict[str, Any] = {}
    for what in WHAT:
        values |= together(of_table(prints, what), of_table(waves, what)).values(what)
    ages = [name for name in values if name.endswith("_as_of")]
    write_changes(connection, prints, values, and_(wave, which), quiet=ages)
