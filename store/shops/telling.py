"""Who is told that a shop works by other settings now, whoever wrote them: the command, or an undo of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, event, inspect
from sqlalchemy.orm import Mapper

from store.shops.rules import ShopSettings, from_json
from store.shops.tables import Shop

SettingsChanged = Callable[[Connection, int, ShopSettings], None]
"""Is given the transaction's connection, the shop, and its settings from now on."""

settings_changed: list[SettingsChanged] = []
"""`store.listening` fills it."""


@event.listens_for(Shop, "after_update")
def _written(_mapper: Mapper[Any], connection: Connection, shop: Shop) -> None:
    if inspect(shop).attrs.settings.history.has_changes() and shop.id is not None:
        for listener in settings_changed:
            listener(connection, shop.id, from_json(shop.settings))
