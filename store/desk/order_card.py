"""The order card: everything known about one order, in one read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any

from sqlalchemy import Connection, func, select

from store.book.clock import Moment
from store.book.columns import table_of
from store.book.errors import Refusal
from store.book.interest import Interest
from store.book.transactions import Book
from store.buyers.rules import masked_nick
from store.buyers.tables import Buyer
from store.desk.contact import ContactView, contact_of
from store.desk.evidence import Happening, printed, refunded, then, travelled, until
from store.desk.goods import LineView, ParcelView, goods_of, parcels_of
from store.desk.handled import handled
from store.desk.history import FileSaid, files_of, history_of
from store.desk.noted import NoteView, SeenView, note_of, seen_of
from store.orders.evidence import EVIDENCE, evidence_of, with_evidence
from store.orders.queries import as_known
from store.orders.rules import PlatformStatus, Stage
from store.orders.stages import stage_of
from store.orders.tables import Order
from store.refunds.queries import RefundView, refunds_of
from store.shops.queries import ShopView, all_shops
from store.stock.promising import Facts, Promise, Standing, promise

orders, buyers = table_of(Order), table_of(Buyer)


@dataclass(frozen=True, slots=True)
class OrderCard:
    """Everything known about one order at a moment."""

    id: int
    shop: ShopView
    moment: Moment
    order_no: str
    nick: str
    orders_of_buyer: int
    status: PlatformStatus | None
    platform_word: str
    stage: Stage
    seen: SeenView
    placed_at: datetime | None
    paid_at: datetime | None
    shipped_at: datetime | None
    picked_up_at: datetime | None
    signed_at: datetime | None
    finished_at: datetime | None
    settled_at: datetime | None
    estimated: frozenset[str]
    ship_by_at: datetime | None
    ship_by_estimated: bool
    house_due_at: datetime | None
    pay_by_at: datetime | None
    total: int | None
    paid: int | None
    postage: int | None
    refunded: int | None
    buyer_message: str
    memo: str
    closed_reason: str
    kind_word: str
    hold: bool
    presale: bool
    money_only: bool
    lines: tuple[LineView, ...]
    facts: Facts
    """What the promise stands on."""
    promise: Promise
    """What may be told to the buyer."""
    refunds: tuple[RefundView, ...]
    refund_open_since: datetime | None
    """Since when a refund is open; None where none is."""
    parcels: tuple[ParcelView, ...]
    contact: ContactView | None
    note: NoteView
    history: tuple[Happening, ...]
    files: tuple[FileSaid, ...]


def order_card(book: Book, order_id: int, interest: Interest | None = None) -> OrderCard:
    """The card of an order, personal data masked.

    Raises:
        Refusal: there is no such order.
    """
    moment = book.clock.moment()
    with book.read(interest) as connection:
        order = connection.execute(select(orders).where(orders.c.id == order_id)).first()
        if order is None:
            raise Refusal("orders.unknown", number=order_id)
        return _card(connection, order, moment)


def _card(connection: Connection, order: Any, moment: Moment) -> OrderCard:
    times = ("paid_at", "shipped_at", "picked_up_at", "signed_at", "finished_at")
    known = {name: then(getattr(order, name), moment) for name in times}
    shop = next(shop for shop in all_shops(connection) if shop.id == order.shop_id)
    nick = connection.scalar(select(buyers.c.nick).where(buyers.c.id == order.buyer_id)) or ""
    word = as_known(order.platform_word, order.status_as_of, moment)
    files = files_of(connection, order.id)
    goods = goods_of(connection, order.id, shop, moment)
    refunds = refunds_of(connection, order.id, moment)
    stage = _stage(connection, order.id, moment)
    travelling = parcels_of(connection, order.id, moment)
    open_since = min((each.opened_at for each in refunds if each.over_at is None), default=None)
    settled_at = then(order.settled_at, moment)
    facts = Facts(
        paid_at=known["paid_at"],
        availability=goods.availability,
        standing=_standing(order, stage, known, settled_at, open_since),
        ship_by_at=None if order.ship_by_estimated else order.ship_by_at,
        kind_word=" ".join([order.kind_word or "", *(line.title for line in goods.lines)]),
        presale=bool(order.presale),
        stock_as_of=goods.stock_as_of,
        packed=stage is Stage.PACKED,
        courier=_only({each.courier for each in travelling}),
    )
    said = chain(
        printed(connection, order.id, moment),
        travelled(connection, order.id),
        refunded(refunds),
        handled(connection, order.id, moment),
    )
    return OrderCard(
        id=order.id,
        shop=shop,
        moment=moment,
        order_no=order.order_no,
        nick=masked_nick(nick),
        orders_of_buyer=_orders_of_buyer(connection, order.buyer_id),
        status=as_known(order.status, order.status_as_of, moment),
        platform_word=word or "",
        stage=stage,
        seen=seen_of(connection, order.id, moment),
        placed_at=order.placed_at,
        **known,
        settled_at=settled_at,
        estimated=frozenset(name for name in order.estimated.split(",") if name),
        ship_by_at=order.ship_by_at,
        ship_by_estimated=order.ship_by_estimated,
        house_due_at=order.house_due_at,
        pay_by_at=order.pay_by_at,
        total=order.total,
        paid=order.paid,
        postage=order.postage,
        refunded=order.refunded if then(order.refunded_at, moment) else None,
        buyer_message=order.buyer_message or "",
        memo=order.memo or "",
        closed_reason=order.closed_reason or "",
        kind_word=order.kind_word or "",
        hold=bool(order.hold),
        presale=bool(order.presale),
        money_only=order.money_only,
        lines=goods.lines,
        facts=facts,
        promise=promise(facts, shop.settings, moment.now),
        refunds=refunds,
        refund_open_since=open_since,
        parcels=travelling,
        contact=contact_of(connection, order.id),
        note=note_of(connection, order.id, moment),
        history=history_of(connection, order, files, until(said, moment), moment),
        files=files,
    )


def _stage(connection: Connection, order_id: int, moment: Moment) -> Stage:
    query = select(*EVIDENCE).select_from(with_evidence(orders)).where(orders.c.id == order_id)
    return stage_of(evidence_of(*connection.execute(query).one()), moment.now)


def _standing(
    order: Any, stage: Stage, known: dict[str, datetime | None], settled_at: datetime | None, refund: datetime | None
) -> Standing:
    """Whether anything of it is still to go."""
    standings = {
        Standing.SHIPPED: known["shipped_at"] is not None or stage in (Stage.CLICKED, Stage.LEFT, Stage.SIGNED),
        Standing.CLOSED: settled_at is not None,
        Standing.MONEY_ONLY: order.money_only,
        Standing.NOT_PAID: known["paid_at"] is None,
        Standing.REFUND_OPEN: refund is not None,
        Standing.HOLD: bool(order.hold),
    }
    return next((standing for standing, holds in standings.items() if holds), Standing.OPEN)


def _only(couriers: set[str | None]) -> str | None:
    return couriers.pop() if len(couriers) == 1 else None


def _orders_of_buyer(connection: Connection, buyer_id: int | None) -> int:
    if buyer_id is None:
        return 0
    return connection.scalar(select(func.count()).select_from(orders).where(orders.c.buyer_id == buyer_id)) or 0
