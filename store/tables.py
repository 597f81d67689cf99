"""Every table of the book, so that the mappers know each other (a test walks the rooms)."""

from __future__ import annotations

from store.book.tables import AuditEntry, AuditImage, JobLease, JobRun
from store.buyers.tables import Buyer, Contact
from store.checklists.tables import ChecklistItem, ChecklistRun
from store.imports.tables import ImportRun, MissingFile, RefusedRow
from store.orders.tables import Order, OrderLine, OrderNote, OrderSource, StageSeen
from store.parcels.tables import Parcel, ParcelOrder
from store.people.tables import Person
from store.shops.tables import Shop

__all__ = [
    "AuditEntry",
    "AuditImage",
    "Buyer",
    "ChecklistItem",
    "ChecklistRun",
    "Contact",
    "ImportRun",
    "JobLease",
    "JobRun",
    "MissingFile",
    "Order",
    "OrderLine",
    "OrderNote",
    "OrderSource",
    "Parcel",
    "ParcelOrder",
    "Person",
    "RefusedRow",
    "Shop",
    "StageSeen",
]
