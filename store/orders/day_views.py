"""What is to be done with orders in the course of a floor's day: predicates and the views of the items that ask for
them (the saved views of the list are in `store.orders.views`)."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select

from store.book.clock import Moment
from store.book.columns import EPOCH, known, missing, table_of, unindexed
from store.handling.queries import is_handled
from store.handling.rules import Done, Subject
from store.orders.evidence import is_unprinted
from store.orders.tables import Order
from store.orders.views import View, is_open, is_to_print
from store.shops.queries import FloorDay

orders = table_of(Order)


def is_due_today(moment: Moment, day: FloorDay) -> ColumnElement[bool]:
    """Unshipped, and by the house's promise to go today or before: paid before the cut-off (design 3, Clocks; domain
    3.2). `due_at` is never after the promise: the walk of its index ends there."""
    return and_(is_open(moment), orders.c.due_at <= day.ends, orders.c.house_due_at <= day.ends)


def is_cut_off_unprinted(moment: Moment, day: FloorDay) -> ColumnElement[bool]:
    """To go today, and not even printed by the newest word of a list or a person."""
    return and_(is_due_today(moment, day), is_unprinted(moment))


def is_shipped_today(moment: Moment, day: FloorDay) -> ColumnElement[bool]:
    """Clicked as shipped in the floor's day, with goods in it, and not over since. A time that stands for `not later
    than the file` is none of today where the courier had it before."""
    o = orders.c
    gone_before = and_(o.estimated.contains("shipped_at,"), o.picked_up_at < day.begins)
    return and_(
        gone_before.is_not(True),
        known(orders.c.shipped_at, moment),
        orders.c.shipped_at >= day.begins,
        orders.c.shipped_at <= moment.now,
        missing(orders.c.settled_at, moment),
        orders.c.money_only.is_(False),
    )


def is_short(moment: Moment, day: FloorDay) -> ColumnElement[bool]:
    """Unshipped with a line that is out of stock by today's list (`stock.rules.availability`), and the buyer was not
    told before today (design 3: the shop starts changes too; domain 7.1, end of day)."""
    # The tables of one list of the evening: no start waits for them.
    from store.orders.line_tables import OrderLine
    from store.stock.tables import StockItem

    lines, items = table_of(OrderLine), table_of(StockItem)
    line, item = lines.c, items.c
    todays = item.as_of.between(day.begins, moment.now)
    lies = and_(item.shop_id == orders.c.shop_id, item.code == line.code, todays)
    # Asked once and not of each order: most days know no list of stock.
    counted = select(func.min(item.quantity)).where(todays, item.quantity.is_not(None)).scalar_subquery()
    # A line of one piece, as most are, is looked for among what is sold out before its code is in the whole list.
    sold_out = select(item.code).where(todays, item.quantity < 1)
    several = func.coalesce(line.quantity, 1).not_in((0, 1))
    short = (
        select(line.id)
        .select_from(lines.join(items, lies))
        .where(
            line.order_id == orders.c.id,
            line.withdrawn_at.is_(None),
            or_(several, unindexed(line.code).in_(sold_out)),
            item.quantity < func.coalesce(func.nullif(line.quantity, 0), 1),
        )
    )
    told = is_handled(Subject.ORDER, orders.c.id, (Done.BUYER_TOLD,), EPOCH, day.begins - timedelta(milliseconds=1))
    return and_(is_open(moment), counted.is_not(None), short.correlate(orders).exists(), ~told)


DAY_VIEWS: dict[str, View] = {
    view.key: view
    for view in (
        View("today", is_due_today, ("due",), daily=True),
        View("unprinted", is_to_print, ("ship_by", "due")),
        View("cut_off_unprinted", is_cut_off_unprinted, ("due",), daily=True),
        View("shipped_today", is_shipped_today, ("shipped",), daily=True),
        View("short", is_short, ("due",), daily=True),
    )
}
