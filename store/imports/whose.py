"""Of which shop a file is: the one that somebody named, the only one, or the one whose name stands in the file."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import uuid4

from store.book.audit import Actor
from store.book.errors import Refusal
from store.book.transactions import Book, Work
from store.imports.parent import Staged
from store.shops.commands import open_shop, remember_names
from store.shops.queries import ShopView, all_shops
from store.shops.rules import Platform, ShopSettings

FIRST_TAG = "S1"


def shops_of(book: Book) -> tuple[ShopView, ...]:
    """Every shop, by tag."""
    with book.read() as connection:
        return all_shops(connection)


def zone_of(book: Book, tag: str | None) -> str:
    """The zone to read times in, before the file has said of which shop it is."""
    shops = shops_of(book)
    named = [shop for shop in shops if tag is not None and _goes_by(shop, tag)]
    for shop in (*named, *shops):
        return shop.settings.zone
    return ShopSettings().zone


def shop_of(book: Book, tag: str | None, staged: Staged, names: Sequence[str]) -> ShopView | None:
    """The shop that a staged file is of; None: the book has no shop yet, the file's will be its first.

    Args:
        names: what the file calls the shops of its rows.

    Raises:
        Refusal: `imports.which_shop`, `imports.another_shop`, `shops.unknown`.
    """
    shops = shops_of(book)
    if not shops:
        return None
    if tag is not None:
        return _only([shop for shop in shops if _goes_by(shop, tag)], shops, "shops.unknown", tag=tag)
    if len(shops) > 1:
        fitting = [shop for shop in shops if shop.name in names]
        fitting = fitting or [shop for shop in shops if not names_of(shop).isdisjoint(names)]
        return _only(fitting, shops, "imports.which_shop", said=names[0] if names else "")
    (shop,) = shops
    learnt = family_of(staged.source) in shop.settings.file_names.values()
    if names and learnt and names_of(shop).isdisjoint(names):
        raise Refusal("imports.another_shop", name=staged.path.name, said=names[0], tag=shop.tag, shop=shop.name)
    return shop


def open_first(book: Book, actor: Actor, tag: str | None, names: Sequence[str]) -> ShopView:
    """The first file of a book makes its shop."""
    tag, settings = tag or FIRST_TAG, ShopSettings()
    name = names[0] if names else tag
    return open_shop(book, actor, uuid4().hex, tag=tag, name=name, platform=Platform.TAOBAO, settings=settings)


def learn_names(work: Work, shop_id: int, source: str, names: Sequence[str]) -> None:
    """Remember what a file that goes in calls its shop, in the transaction in which it begins to."""
    known: set[str] = set()
    for shop in all_shops(work.connection):
        known.update(shop.settings.file_names if shop.id == shop_id else (shop.name,))
    new = [name for name in names if name not in known]
    if new:
        remember_names(work, shop_id, new, family_of(source))


def names_of(shop: ShopView) -> set[str]:
    """What files may call a shop."""
    return {shop.name, *shop.settings.file_names}


def family_of(source: str) -> str:
    """Whose files they are: each platform and each ERP has its own name for a shop."""
    return source.partition(".")[0]


def _goes_by(shop: ShopView, tag: str) -> bool:
    return shop.tag.casefold() == tag.strip().casefold()


def _only(fitting: Sequence[ShopView], shops: Sequence[ShopView], code: str, **params: str) -> ShopView:
    if len(fitting) == 1:
        return fitting[0]
    raise Refusal(code, **params, tags=" ".join(shop.tag for shop in shops))
