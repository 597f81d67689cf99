"""Who listens to whom: what must be told upwards goes through lists of callbacks, and they are filled here."""

from __future__ import annotations

from store.orders import prints_intake
from store.orders.reckoning import reckon_anew
from store.orders.telling import orders_came
from store.parcels import returns_intake
from store.refunds import linking
from store.shops.telling import settings_changed

orders_came += [prints_intake.link_orders, linking.link_orders, returns_intake.link_orders]
settings_changed += [reckon_anew]
