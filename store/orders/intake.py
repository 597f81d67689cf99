"""Staged rows into the orders, set-based: newest source wins, evidence once there does not go away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    MetaData,
    Select,
    Table,
    Text,
    and_,
    case,
    column,
    func,
    literal,
    or_,
    select,
    table,
    type_coerce,
    update,
)
from sqlalchemy import Column as SqlColumn
from sqlalchemy.dialects.sqlite import insert

from store.book.columns import Instant, from_ms, table_of
from store.buyers.tables import Buyer, Contact
from store.orders.rules import PlatformStatus, split_titles
from store.orders.tables import Order, OrderLine, OrderSource
from store.shops.rules import ShopSettings, house_steps

orders, sources, lines = table_of(Order), table_of(OrderSource), table_of(OrderLine)
buyers, contacts = table_of(Buyer), table_of(Contact)

SCHEMA = "staging"
TIMES = ("placed_at", "paid_at", "shipped_at", "finished_at", "ship_by_at")
TEXTS = ("memo", "buyer_message", "closed_reason", "title", "platform_word")
NUMBERS = ("payable", "postage", "total", "paid", "refunded", "quantity")
CONTACT = ("receiver", "phone", "province", "city", "district", "address", "postcode")

staged = table(
    "staged_orders",
    *(column(name, Integer) for name in ("line", *NUMBERS)),
    *(column(name, Text) for name in ("order_no", "buyer_nick", "status", *TEXTS, *CONTACT, "contact_digest")),
    *(column(name, Instant) for name in TIMES),
    column("tracking_no", Text),
    column("courier", Text),
    column("courier_word", Text),
    schema=SCHEMA,
)
"""The staging file, attached to the writer's connection."""

rows = Table(
    "merge_rows",
    MetaData(),
    SqlColumn("line", Integer, primary_key=True),
    SqlColumn("order_id", Integer),
    SqlColumn("newer", Integer),
    prefixes=["TEMPORARY"],
)
"""The slice at work: which staged row belongs to which order, and whether it may overwrite."""

house_days = Table(
    "merge_house_days",
    MetaData(),
    SqlColumn("begins_at", Instant, primary_key=True),
    SqlColumn("due_at", Instant),
    prefixes=["TEMPORARY"],
)
"""`shops.rules.house_due` as steps, so that the rule stays in Python and the rows stay in SQL."""

STARTED = (PlatformStatus.PAID, PlatformStatus.PART_SHIPPED, PlatformStatus.SHIPPED)
"""Statuses that say the buyer has paid, beside the two that say more."""
ENDED = (PlatformStatus.BUYER_SIGNED, PlatformStatus.FINISHED)
GONE = (PlatformStatus.SHIPPED, *ENDED)


@dataclass(frozen=True, slots=True)
class Slice:
    """Some staged lines of one file for one shop."""

    shop_id: int
    settings: ShopSettings
    source: str
    import_id: int
    as_of: datetime
    fields: frozenset[str]
    """The fields that the file has; what it has not it cannot overwrite."""
    first: int
    last: int
    """Lines, both included."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of the rows of a slice."""

    added: int = 0
    changed: int = 0
    same: int = 0
    repeated: int = 0


def prepare(connection: Connection) -> None:
    """Make the working tables of a merge; they live in the memory of this connection."""
    rows.create(connection, checkfirst=True)
    house_days.create(connection, checkfirst=True)


def merge(connection: Connection, piece: Slice) -> Merged:
    """Bring one slice of staged rows into buyers, contacts, orders, lines and sources; repeatable without harm."""
    connection.execute(rows.delete())
    in_slice = staged.c.line.between(piece.first, piece.last)
    total = connection.scalar(select(func.count()).select_from(staged).where(in_slice)) or 0
    _take_rows(connection, piece, in_slice)
    _add_buyers(connection, piece)
    _add_contacts(connection, piece)
    _lay_house_days(connection, piece)
    at_work = connection.scalar(select(func.count()).select_from(rows)) or 0
    added = _add_orders(connection, piece)
    changed = _overwrite(connection, piece) + _fill(connection, piece)
    _remember_source(connection, piece)
    _add_lines(connection, piece)
    return Merged(added, changed, at_work - added - changed, total - at_work)


def _take_rows(connection: Connection, piece: Slice, in_slice: ColumnElement[bool]) -> None:
    """The last staged line of every order number, if it lies in this slice."""
    later = staged.alias("later")
    is_last = ~select(later.c.line).where(later.c.order_no == staged.c.order_no, later.c.line > staged.c.line).exists()
    known = and_(orders.c.shop_id == piece.shop_id, orders.c.order_no == staged.c.order_no)
    spoken = and_(sources.c.order_id == orders.c.id, sources.c.source == piece.source)
    query = (
        select(staged.c.line, orders.c.id, case((sources.c.as_of > piece.as_of, 0), else_=1))
        .select_from(staged.outerjoin(orders, known).outerjoin(sources, spoken))
        .where(in_slice, is_last)
    )
    connection.execute(rows.insert().from_select(["line", "order_id", "newer"], query))


def _of_slice(*more: ColumnElement[bool]) -> tuple[FromClause, ColumnElement[bool]]:
    return rows.join(staged, staged.c.line == rows.c.line), and_(*more) if more else rows.c.line >= 0


def _add_buyers(connection: Connection, piece: Slice) -> None:
    source, _ = _of_slice()
    query = (
        select(literal(piece.shop_id), staged.c.buyer_nick, literal(1))
        .select_from(source)
        .where(staged.c.buyer_nick.is_not(None))
        .distinct()
    )
    connection.execute(insert(buyers).from_select(["shop_id", "nick", "version"], query).on_conflict_do_nothing())


def _add_contacts(connection: Connection, piece: Slice) -> None:
    source, _ = _of_slice()
    query = (
        select(literal(piece.shop_id), staged.c.contact_digest, literal(1), *(staged.c[name] for name in CONTACT))
        .select_from(source)
        .where(staged.c.contact_digest.is_not(None))
    )
    names = ["shop_id", "digest", "version", *CONTACT]
    connection.execute(insert(contacts).from_select(names, query).on_conflict_do_nothing())


def _lay_house_days(connection: Connection, piece: Slice) -> None:
    source, _ = _of_slice()
    paid = _Said(piece, over=False).paid_at
    first, last = connection.execute(select(func.min(paid), func.max(paid)).select_from(source)).one()
    connection.execute(house_days.delete())
    if first is None:
        return
    steps = house_steps(_moment(first), _moment(last), piece.settings)
    connection.execute(house_days.insert(), [{"begins_at": at, "due_at": due} for at, due in steps])


def _moment(value: Any) -> datetime:
    return from_ms(value) if isinstance(value, int) else value


def _later(at: ColumnElement[Any], hours: int) -> ColumnElement[Any]:
    """A time so many hours on, counted in the milliseconds of the book."""
    return type_coerce(type_coerce(at, BigInteger) + hours * 3_600_000, Instant)


def _earlier_of(first: ColumnElement[Any], second: ColumnElement[Any]) -> ColumnElement[Any]:
    """The earlier of two times, or the one that is there."""
    return func.coalesce(func.min(first, second), first, second)


def _says(*statuses: PlatformStatus) -> ColumnElement[bool]:
    return staged.c.status.in_([status.value for status in statuses])


class _Said:
    """What a staged row says about its order, column by column of ours.

    Args:
        over: the order is there already. What an earlier file knew then stands before what this one lets us only
            estimate: a click at 10:40 is not turned into `not later than the file`.
    """

    def __init__(self, piece: Slice, *, over: bool) -> None:
        self._piece, self._over = piece, over
        self._file = literal(piece.as_of, Instant)
        self.placed_at = self._or_mine("placed_at", staged.c.paid_at, self._file)
        self.paid_at = self._or_mine("paid_at", case((_says(*STARTED, *ENDED), self.placed_at)))
        self.shipped_at = self._or_mine("shipped_at", case((_says(*GONE), self._file)))
        self.finished_at = self._or_mine("finished_at", case((_says(*ENDED), self._file)))

    def _or_mine(self, name: str, *estimates: ColumnElement[Any]) -> ColumnElement[Any]:
        mine = (orders.c[name],) if self._over else ()
        return func.coalesce(staged.c[name], *mine, *estimates, type_=Instant())

    def _or_first(self, name: str, value: ColumnElement[Any]) -> ColumnElement[Any]:
        """The first file that said it keeps its time."""
        return func.coalesce(orders.c[name], value, type_=Instant()) if self._over else value

    @property
    def refunded_at(self) -> ColumnElement[Any]:
        """Since when money is known to have gone back; a newer file may take it back."""
        said = case((staged.c.refunded > 0, self._or_first("refunded_at", self._file)))
        return said if "refunded" in self._piece.fields or not self._over else orders.c.refunded_at

    @property
    def settled_at(self) -> ColumnElement[Any]:
        """Since when nothing is left to pay or to ship: closed, finished, refunded in full."""
        worth = func.coalesce(staged.c.total, staged.c.paid)
        in_full = and_(staged.c.refunded > 0, worth.is_not(None), staged.c.refunded >= worth)
        over = or_(_says(PlatformStatus.CLOSED), staged.c.closed_reason.is_not(None), in_full)
        return self._or_first("settled_at", case((over, self._file), else_=self.finished_at))

    @property
    def estimated(self) -> ColumnElement[str]:
        """Names of the times that no file has said."""
        stands = {
            "paid_at": _says(*STARTED, *ENDED),
            "shipped_at": _says(*GONE),
            "finished_at": _says(*ENDED),
        }
        text: ColumnElement[str] = literal("")
        for name, says in stands.items():
            unsaid = and_(staged.c[name].is_(None), says)
            if self._over:
                guessed = orders.c.estimated.contains(name + ",")
                unsaid = and_(staged.c[name].is_(None), or_(guessed, and_(orders.c[name].is_(None), says)))
            text = text.concat(case((unsaid, name + ","), else_=""))
        return text

    def clocks(self) -> dict[str, ColumnElement[Any]]:
        """The two clocks before shipping, and how long an unpaid order is chased."""
        settings = self._piece.settings
        estimate = _later(self.paid_at, settings.promise_hours)
        house: ColumnElement[Any] = (
            select(house_days.c.due_at)
            .where(house_days.c.begins_at <= self.paid_at)
            .order_by(house_days.c.begins_at.desc())
            .limit(1)
            .correlate(staged, orders)
            .scalar_subquery()
        )
        unsaid: ColumnElement[bool] = staged.c.ship_by_at.is_(None)
        if self._over:
            said_before = and_(orders.c.ship_by_at.is_not(None), orders.c.ship_by_estimated == 0)
            estimate = case((said_before, orders.c.ship_by_at), else_=estimate)
            unsaid = and_(unsaid, ~said_before)
            paid_before = and_(staged.c.paid_at.is_(None), orders.c.house_due_at.is_not(None))
            house = case((paid_before, orders.c.house_due_at), else_=house)
        ship_by = func.coalesce(staged.c.ship_by_at, estimate, type_=Instant())
        return {
            "ship_by_at": ship_by,
            "ship_by_estimated": unsaid,
            "house_due_at": house,
            "due_at": _earlier_of(ship_by, house),
            "pay_by_at": _later(self.placed_at, settings.pay_hours),
        }

    def values(self) -> dict[str, ColumnElement[Any]]:
        """Every column of ours that the file has something to say about."""
        has, shop_id = self._piece.fields, self._piece.shop_id
        values: dict[str, ColumnElement[Any]] = {name: staged.c[name] for name in (*NUMBERS, *TEXTS) if name in has}
        if "status" in has:
            values["platform_word"] = staged.c.platform_word
            values["status"] = staged.c.status
            values["status_as_of"] = self._file
        buyer = select(buyers.c.id).where(buyers.c.shop_id == shop_id, buyers.c.nick == staged.c.buyer_nick)
        contact = select(contacts.c.id).where(
            contacts.c.shop_id == shop_id, contacts.c.digest == staged.c.contact_digest
        )
        for name, query in (("buyer_id", buyer), ("contact_id", contact)):
            found = query.correlate(staged).scalar_subquery()
            values[name] = func.coalesce(found, orders.c[name]) if self._over else found
        for name in (
            "placed_at",
            "paid_at",
            "shipped_at",
            "finished_at",
            "refunded_at",
            "settled_at",
            "estimated",
        ):
            values[name] = getattr(self, name)
        return values | self.clocks()


def _add_orders(connection: Connection, piece: Slice) -> int:
    values = _Said(piece, over=False).values()
    source, fresh = _of_slice(rows.c.order_id.is_(None))
    query: Select[Any] = (
        select(literal(piece.shop_id), staged.c.order_no, literal(1), literal(0), *values.values())
        .select_from(source)
        .where(fresh)
        .order_by(rows.c.line)
    )
    names = ["shop_id", "order_no", "version", "money_only", *values]
    return connection.execute(insert(orders).from_select(names, query)).rowcount


def _overwrite(connection: Connection, piece: Slice) -> int:
    """A file at least as new as the last of its kind: its own fields are what it says."""
    return _update(connection, _Said(piece, over=True).values(), rows.c.newer == 1)


def _fill(connection: Connection, piece: Slice) -> int:
    """An older file: it only fills what is empty."""
    said = _Said(piece, over=True).values()
    empty = {name: func.coalesce(orders.c[name], value) for name, value in said.items() if name not in _JUDGED}
    return _update(connection, empty, rows.c.newer == 0)


_JUDGED = frozenset({"estimated", "ship_by_estimated"})
"""Never empty, so an older file has nothing to fill there."""


def _update(connection: Connection, values: Mapping[str, ColumnElement[Any]], which: ColumnElement[bool]) -> int:
    present = connection.scalar(select(func.count()).select_from(rows).where(rows.c.order_id.is_not(None), which))
    if not present:
        return 0
    unlike = {name: value for name, value in values.items() if name != "status_as_of"}
    differs = or_(*(orders.c[name].is_distinct_from(value) for name, value in unlike.items()))
    statement = (
        update(orders)
        .values({**values, "version": orders.c.version + 1})
        .where(orders.c.id == rows.c.order_id, staged.c.line == rows.c.line, which, differs)
    )
    return connection.execute(statement).rowcount


def _remember_source(connection: Connection, piece: Slice) -> None:
    source, _ = _of_slice()
    known = and_(orders.c.shop_id == piece.shop_id, orders.c.order_no == staged.c.order_no)
    query = (
        select(orders.c.id, literal(piece.source), literal(piece.as_of, Instant), literal(piece.import_id))
        .select_from(source.join(orders, known))
        .where(rows.c.newer == 1)
    )
    statement = insert(sources).from_select(["order_id", "source", "as_of", "import_id"], query)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["order_id", "source"],
            set_={"as_of": statement.excluded.as_of, "import_id": statement.excluded.import_id},
        )
    )


def _add_lines(connection: Connection, piece: Slice) -> None:
    """The titles of orders that have no lines yet; a list of items will say it better."""
    if "title" not in piece.fields:
        return
    known = and_(orders.c.shop_id == piece.shop_id, orders.c.order_no == staged.c.order_no)
    source = rows.join(staged, staged.c.line == rows.c.line).join(orders, known)
    query = (
        select(orders.c.id, staged.c.title, staged.c.quantity)
        .select_from(source)
        .where(rows.c.order_id.is_(None), staged.c.title.is_not(None))
    )
    found: list[dict[str, Any]] = []
    for order_id, title, quantity in connection.execute(query):
        titles = split_titles(title)
        for position, one in enumerate(titles):
            number = quantity if len(titles) == 1 else None
            found.append({"order_id": order_id, "position": position, "title": one, "quantity": number, "version": 1})
    if found:
        connection.execute(insert(lines).on_conflict_do_nothing(), found)
