"""Making shops and setting how they work."""

from __future__ import annotations

from sqlalchemy import select

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Conflict, Refusal
from store.book.transactions import Book
from store.shops.queries import ShopView, all_shops
from store.shops.rules import Platform, ShopSettings, checked, checked_tag, to_json
from store.shops.tables import Shop


def open_shop(
    book: Book, actor: Actor, op_key: str, *, tag: str, name: str, platform: Platform, settings: ShopSettings
) -> ShopView:
    """Add a shop to the book.

    Raises:
        Refusal: the tag is taken or is none, or the settings cannot be right.
    """
    tag, settings = checked_tag(tag), checked(settings)
    with book.write(Intent("shops.open", actor, op_key, "shop", params={"tag": tag}, undoable=False)) as work:
        if not work.repeated:
            taken = work.connection.scalar(select(table_of(Shop).c.id).where(table_of(Shop).c.tag == tag))
            if taken is not None:
                raise Refusal("shops.tag_taken", tag=tag)
            shop = Shop(
                tag=tag,
                name=name.strip() or tag,
                platform=platform,
                settings=to_json(settings),
                made_at=work.moment.now,
            )
            work.session.add(shop)
            work.session.flush()
            assert shop.id is not None
            work.about(shop.id)
    return by_tag(book, tag)


def change_settings(
    book: Book, actor: Actor, op_key: str, tag: str, settings: ShopSettings, seen_version: int
) -> ShopView:
    """Save what a shop decides for itself.

    Raises:
        Refusal: the settings cannot be right.
        Conflict: somebody saved other settings since `seen_version`.
    """
    settings = checked(settings)
    there = by_tag(book, tag)
    with book.write(Intent("shops.settings", actor, op_key, "shop", there.id, {"tag": tag})) as work:
        shop = work.session.get_one(Shop, there.id, with_for_update=True)
        if shop.version != seen_version and not work.repeated:
            raise Conflict(
                "shops.settings",
                mine=repr(to_json(settings)),
                theirs=repr(shop.settings),
                before="",
                who="",
                version=shop.version,
            )
        shop.settings = to_json(settings)
    return by_tag(book, tag)


def by_tag(book: Book, tag: str) -> ShopView:
    """The shop with this tag; an unknown one is refused with those that exist."""
    with book.read() as connection:
        shops = all_shops(connection)
    for shop in shops:
        if shop.tag.casefold() == tag.strip().casefold():
            return shop
    raise Refusal("shops.unknown", tag=tag, tags=" ".join(shop.tag for shop in shops) or "-")
