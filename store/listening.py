"""Who listens to whom from the moment a book is open: what must be told upwards goes through lists of callbacks.

Those who listen to what an import brings are named by `store.imports.registry`.
"""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection

from store.handling.rules import Done, Subject
from store.handling.telling import marks_changed
from store.shops.rules import ShopSettings
from store.shops.telling import settings_changed


def _reckon_anew(connection: Connection, shop_id: int, settings: ShopSettings) -> None:
    # Settings change rarely, and a book is opened by everybody: what reckons is loaded when it is wanted.
    from store.orders import reckoning
    from store.parcels import deadlines
    from store.refunds import reckoning as refunds

    reckoning.reckon_anew(connection, shop_id, settings)
    deadlines.reckon_anew(connection, shop_id, settings)
    refunds.reckon_anew(connection, shop_id, settings)


def _put_off(connection: Connection, subject: Subject, what: Done, ids: Collection[int]) -> None:
    if (subject, what) == (Subject.PARCEL, Done.EXTENDED):
        from store.parcels import deadlines

        deadlines.reckon_extended(connection, ids)


settings_changed.append(_reckon_anew)
marks_changed.append(_put_off)
