"""What a search found as a sheet."""

from __future__ import annotations

from store.desk.hits import Hit, Kind
from tui.sheets.sheet import Field
from tui.words import names
from tui.words.catalogue import N_
from tui.words.names import name

HITS: tuple[Field[Hit], ...] = (
    Field(N_("what"), lambda hit: name(names.FOUND, hit.kind)),
    Field(N_("shop"), lambda hit: hit.tag),
    Field(N_("number"), lambda hit: hit.tracking_no if hit.kind is Kind.PARCEL else hit.order_no),
    Field(N_("buyer"), lambda hit: hit.nick),
    Field(N_("goods"), lambda hit: hit.title),
    Field(N_("orders of the buyer"), lambda hit: hit.orders if hit.kind is Kind.BUYER else None, "number"),
    Field(N_("still open"), lambda hit: hit.running if hit.kind is Kind.BUYER else None, "number"),
    Field(N_("found by"), lambda hit: name(names.WHY_FOUND, hit.why)),
    Field(N_("placed at"), lambda hit: hit.at, "instant"),
)
