"""Every table of the book, so that the mappers know each other (a test walks the rooms)."""

from __future__ import annotations

from store.book.tables import AuditEntry, AuditImage, JobLease, JobRun
from store.buyers.tables import Buyer, Contact
from store.checklists.tables import ChecklistItem, ChecklistRun, ChecklistTemplate
from store.checklists.walk_tables import ChecklistWalk, WalkAgreement
from store.handling.tables import Assignment, DoneMark
from store.imports.tables import ImportRun, MissingFile, RefusedRow
from store.orders.line_tables import OrderLine, Title
from store.orders.side_tables import OrderNote, OrderSource, Wave
from store.orders.tables import Order, OrderPrint, StageSeen
from store.parcels.returned_tables import ReturnedItem, ReturnedParcel
from store.parcels.tables import AwaitedOrder, Parcel, ParcelOrder, ParcelScan
from store.people.tables import Person
from store.refunds.tables import Refund, RefundSource
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
