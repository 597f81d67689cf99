"""The order card: everything known about one order, in one read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from store.book.audit import Actor
from store.book.clock import Moment
from store.book.columns import table_of
from store.book.errors import Refusal
from store.book.tables import AuditEntry
from store.book.transactions import Book, Interest
from store.buyers.rules import masked_name, masked_nick, masked_phone
from store.buyers.tables import Buyer, Contact
from store.desk.evidence import Happening, PrintView, printed, prints_of, refunded, travelled, until
from store.desk.goods import LineView, ParcelView, goods_of, parcels_of
from store.imports.tables import ImportRun
from store.orders.commands import record_reveal
from store.orders.evidence import EVIDENCE, evidence_of, with_evidence
from store.orders.queries import as_known
from store.orders.rules import PlatformStatus, Stage
from store.orders.stages import stage_of
from store.orders.tables import Order, OrderNote, OrderSource, StageSeen
from store.people.tables import Person
from store.refunds.queries import RefundView, refunds_of
from store.shops.queries import ShopView, all_shops
from store.stock.rules import Availability

orders, notes, seen = table_of(Order), table_of(OrderNote), table_of(StageSeen)
buyers, contacts, people = table_of(Buyer), table_of(Contact), table_of(Person)
sources, runs, entries = table_of(OrderSource), table_of(ImportRun), table_of(AuditEntry)


@dataclass(frozen=True, slots=True)
class ContactView:
    """Where it goes. Masked unless it was revealed."""

    receiver: str
    phone: str
    place: str
    """Province, city, district."""
    address: str


@dataclass(frozen=True, slots=True)
class NoteView:
    """What the house remembers about the order."""

    text: str
    who: str
    at: datetime | None
    version: int
    """0 where there has never been one."""


@dataclass(frozen=True, slots=True)
class SeenView:
    """What somebody saw in the ERP."""

    stage: Stage | None
    who: str
    at: datetime | None
    version: int


@dataclass(frozen=True, slots=True)
class FileSaid:
    """Which file last spoke about the order."""

    source: str
    file_name: str
    as_of: datetime


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
    money_only: bool
    lines: tuple[LineView, ...]
    availability: Availability
    stock_as_of: datetime | None
    """Of when the stock is that `availability` stands on."""
    prints: PrintView | None
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


def reveal_contact(book: Book, actor: Actor, op_key: str, order_id: int) -> ContactView | None:
    """The unmasked contact of an order; that somebody looked is recorded before it is shown."""
    record_reveal(book, actor, op_key, order_id)
    with book.read() as connection:
        row = _contact_row(connection, order_id)
    return None if row is None else _contact(row, masked=False)


def _card(connection: Connection, order: Any, moment: Moment) -> OrderCard:
    times = ("paid_at", "shipped_at", "picked_up_at", "signed_at", "finished_at")
    known = {name: _then(getattr(order, name), moment) for name in times}
    shop = next(shop for shop in all_shops(connection) if shop.id == order.shop_id)
    nick = connection.scalar(select(buyers.c.nick).where(buyers.c.id == order.buyer_id)) or ""
    contact = _contact_row(connection, order.id)
    word = as_known(order.platform_word, order.status_as_of, moment)
    files = _files(connection, order.id)
    goods = goods_of(connection, order.id, shop, moment)
    refunds = refunds_of(connection, order.id, moment)
    prints = prints_of(connection, order.id)
    said = [*printed(prints), *travelled(connection, order.id), *refunded(refunds)]
    return OrderCard(
        id=order.id,
        shop=shop,
        moment=moment,
        order_no=order.order_no,
        nick=masked_nick(nick),
        orders_of_buyer=_orders_of_buyer(connection, order.buyer_id),
        status=as_known(order.status, order.status_as_of, moment),
        platform_word=word or "",
        stage=_stage(connection, order.id, moment),
        seen=_seen(connection, order.id),
        placed_at=order.placed_at,
        **known,
        settled_at=_then(order.settled_at, moment),
        estimated=frozenset(name for name in order.estimated.split(",") if name),
        ship_by_at=order.ship_by_at,
        ship_by_estimated=order.ship_by_estimated,
        house_due_at=order.house_due_at,
        pay_by_at=order.pay_by_at,
        total=order.total,
        paid=order.paid,
        postage=order.postage,
        refunded=order.refunded if _then(order.refunded_at, moment) else None,
        buyer_message=order.buyer_message or "",
        memo=order.memo or "",
        closed_reason=order.closed_reason or "",
        kind_word=order.kind_word or "",
        hold=bool(order.hold),
        money_only=order.money_only,
        lines=goods.lines,
        availability=goods.availability,
        stock_as_of=goods.stock_as_of,
        prints=prints,
        refunds=refunds,
        refund_open_since=min((each.opened_at for each in refunds if each.over_at is None), default=None),
        parcels=parcels_of(connection, order.id, moment),
        contact=None if contact is None else _contact(contact, masked=True),
        note=_note(connection, order.id),
        history=_history(connection, order, files, until(iter(said), moment), moment),
        files=files,
    )


def _stage(connection: Connection, order_id: int, moment: Moment) -> Stage:
    query = select(*EVIDENCE).select_from(with_evidence(orders)).where(orders.c.id == order_id)
    return stage_of(evidence_of(*connection.execute(query).one()), moment.now)


def _then(at: datetime | None, moment: Moment) -> datetime | None:
    """The evidence as far as it was there at the moment."""
    return at if at is not None and (not moment.replay or at <= moment.now) else None


def _orders_of_buyer(connection: Connection, buyer_id: int | None) -> int:
    if buyer_id is None:
        return 0
    return connection.scalar(select(func.count()).select_from(orders).where(orders.c.buyer_id == buyer_id)) or 0


def _seen(connection: Connection, order_id: int) -> SeenView:
    query = (
        select(seen.c.stage, people.c.name, seen.c.at, seen.c.version, seen.c.withdrawn_at)
        .select_from(seen.outerjoin(people, people.c.id == seen.c.person_id))
        .where(seen.c.order_id == order_id)
    )
    row = connection.execute(query).first()
    if row is None:
        return SeenView(None, "", None, 0)
    if row.withdrawn_at is not None:
        return SeenView(None, "", None, row.version)
    return SeenView(row.stage, row.name or "", row.at, row.version)


def _note(connection: Connection, order_id: int) -> NoteView:
    query = (
        select(notes.c.text, people.c.name, notes.c.at, notes.c.version, notes.c.withdrawn_at)
        .select_from(notes.outerjoin(people, people.c.id == notes.c.person_id))
        .where(notes.c.order_id == order_id)
    )
    row = connection.execute(query).first()
    if row is None:
        return NoteView("", "", None, 0)
    if row.withdrawn_at is not None:
        return NoteView("", "", None, row.version)
    return NoteView(row.text, row.name or "", row.at, row.version)


def _contact_row(connection: Connection, order_id: int) -> Any:
    query = select(contacts).select_from(orders.join(contacts, contacts.c.id == orders.c.contact_id))
    return connection.execute(query.where(orders.c.id == order_id)).first()


def _contact(row: Any, *, masked: bool) -> ContactView:
    name, phone, address = row.receiver or "", row.phone or "", row.address or ""
    if masked:
        name, phone, address = masked_name(name), masked_phone(phone), "****" if address else ""
    place = " ".join(part for part in (row.province, row.city, row.district) if part)
    return ContactView(name, phone, place, address)


def _files(connection: Connection, order_id: int) -> tuple[FileSaid, ...]:
    query = (
        select(sources.c.source, runs.c.file_name, sources.c.as_of)
        .select_from(sources.outerjoin(runs, runs.c.id == sources.c.import_id))
        .where(sources.c.order_id == order_id)
        .order_by(sources.c.as_of)
    )
    return tuple(FileSaid(row.source, row.file_name or "", row.as_of) for row in connection.execute(query))


def _history(
    connection: Connection, order: Any, files: tuple[FileSaid, ...], said: Iterator[Happening], moment: Moment
) -> tuple[Happening, ...]:
    """What the files know, and what people did, oldest first."""
    guessed = order.estimated.split(",")
    said_by = files[-1].source if files else ""
    found = [
        Happening(at, f"order.{name}", {}, said_by, name in guessed)
        for name in ("placed_at", "paid_at", "shipped_at", "finished_at", "refunded_at", "settled_at")
        if (at := _then(getattr(order, name), moment)) is not None
        and not (name == "settled_at" and at in (order.finished_at, order.refunded_at))
    ]
    found += said
    query = (
        select(entries.c.at, entries.c.intent, entries.c.params, people.c.name, entries.c.actor)
        .select_from(entries.outerjoin(people, people.c.id == entries.c.person_id))
        .where(entries.c.about == "order", entries.c.about_id == order.id, entries.c.at <= moment.now)
        .order_by(entries.c.id)
    )
    found += [Happening(row.at, row.intent, row.params, row.name or row.actor) for row in connection.execute(query)]
    return tuple(sorted(found, key=lambda each: each.at))
