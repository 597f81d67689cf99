"""Making shops and setting how they work."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, select, update

from store.book.audit import Actor, Intent
from store.book.columns import table_of
from store.book.errors import Conflict, Refusal
from store.book.tables import AuditEntry
from store.book.transactions import Book, Work
from store.shops.queries import ShopView, all_shops
from store.shops.rules import Platform, ShopSettings, checked, checked_tag, from_json, to_json
from store.shops.tables import Shop

entries = table_of(AuditEntry)


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
            _check_free(work.connection, tag)
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


def rename_shop(
    book: Book, actor: Actor, op_key: str, tag: str, seen_version: int, *, new_tag: str | None, name: str | None
) -> ShopView:
    """Give a shop another tag, another name, or both; None leaves it as it is. Sent twice: the shop as it is now.

    Raises:
        Refusal: `shops.unknown`, `shops.bad_tag`, `shops.tag_taken`.
        Conflict: somebody changed the shop since `seen_version`.
    """
    wanted = None if new_tag is None else checked_tag(new_tag)
    with book.write(Intent("shops.rename", actor, op_key, "shop")) as work:
        if work.repeated:
            shop_id = work.connection.scalar(select(entries.c.about_id).where(entries.c.op_key == op_key))
        else:
            shop_id = _rename(work, _named(all_shops(work.connection), tag), seen_version, wanted, name)
    with book.read() as connection:
        return next(shop for shop in all_shops(connection) if shop.id == shop_id)


def _rename(work: Work, there: ShopView, seen_version: int, new_tag: str | None, name: str | None) -> int:
    wanted = new_tag or there.tag
    work.about(there.id)
    work.note(tag=wanted)
    _check_free(work.connection, wanted, but=there.id)
    shop = work.session.get_one(Shop, there.id, with_for_update=True)
    if shop.version != seen_version:
        raise Conflict(
            "shops.rename",
            mine=f"{wanted} {name or there.name}",
            theirs=f"{shop.tag} {shop.name}",
            before="",
            who="",
            version=shop.version,
        )
    shop.tag = wanted
    shop.name = (name or "").strip() or shop.name
    return there.id


def remember_names(work: Work, shop_id: int, names: Iterable[str], family: str) -> None:
    """As a part of another intent, keep what the files of a family (`taobao`, `erp`) call a shop, so that those of
    another one are told apart.

    No promise hangs on it: nothing is reckoned anew, and other settings that somebody saves meanwhile stay.
    """
    shops = table_of(Shop)
    kept = work.connection.scalar(select(shops.c.settings).where(shops.c.id == shop_id))
    settings = from_json(kept or {})
    learnt = replace(settings, file_names={**settings.file_names, **dict.fromkeys(names, family)})
    values = {"settings": to_json(checked(learnt)), "version": shops.c.version + 1}
    work.connection.execute(update(shops).where(shops.c.id == shop_id).values(values))


def _check_free(connection: Connection, tag: str, but: int | None = None) -> None:
    """A tag is found whatever its capitals are, so that two shops cannot differ by them alone."""
    if tag.casefold() in (shop.tag.casefold() for shop in all_shops(connection) if shop.id != but):
        raise Refusal("shops.tag_taken", tag=tag)


def by_tag(book: Book, tag: str) -> ShopView:
    """The shop with this tag; an unknown one is refused with those that exist."""
    with book.read() as connection:
        return _named(all_shops(connection), tag)


def _named(shops: tuple[ShopView, ...], tag: str) -> ShopView:
    for shop in shops:
        if shop.tag.casefold() == tag.strip().casefold():
            return shop
    raise Refusal("shops.unknown", tag=tag, tags=" ".join(shop.tag for shop in shops) or "-")
