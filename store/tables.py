"""Every table of the book, so that the mappers know each other (a test walks the rooms)."""

from __future__ import annotations

from store.book.tables import AuditEntry, AuditImage, JobLease, JobRun
from store.buyers.tables import Buyer, Contact
from store.checklists.tables import ChecklistItem, ChecklistRun, ChecklistTemplate
from store.checklists.walk_tables import ChecklistWalk, WalkAgreement
from store.handling.tables import Assignment, DoneMark
from store.imports.side_tables import MissingFile, RefusedRow
from store.imports.tables import ImportRun
from store.orders.line_tables import OrderLine, Title
from store.orders.side_tables import OrderNote, OrderSource, Wave
from store.orders.tables import Order, OrderPrint, StageSeen
from store.parcels.returned_tables import ReturnedItem, ReturnedParcel
from store.parcels.side_tables import AwaitedOrder
from store.parcels.tables import Parcel, ParcelOrder, ParcelScan
from store.people.tables import Person
from store.refunds.side_tables import RefundSource
from store.refunds.tables import Refund
from store.shops.tables import Shop
from store.stock.tables import StockItem

__all__ = [
    "Assignment",
    "AuditEntry",
    "AuditImage",
    "AwaitedOrder",
    "Buyer",
    "ChecklistItem",
    "ChecklistRun",
    "ChecklistTemplate",
    "ChecklistWalk",
    "Contact",
    "DoneMark",
    "ImportRun",
    "JobLease",
    "JobRun",
    "MissingFile",
    "Order",
    "OrderLine",
    "OrderNote",
    "OrderPrint",
    "OrderSource",
    "Parcel",
    "ParcelOrder",
    "ParcelScan",
    "Person",
    "Refund",
    "RefundSource",
    "RefusedRow",
    "ReturnedItem",
    "ReturnedParcel",
    "Shop",
    "StageSeen",
    "StockItem",
    "Title",
    "WalkAgreement",
    "Wave",
]
