"""Beside the refunds: what only imports read."""

from datetime import datetime

from sqlmodel import Field

from store.book.columns import Instant, Record


class RefundSource(Record, table=True):
    """Which file last spoke about a refund, by kind: a newer one overwrites, an older one fills what is empty."""

    __tablename__ = "refund_sources"
    __table_args__ = ({"sqlite_with_rowid": False},)

    refund_id: int = Field(primary_key=True, foreign_key="refunds.id")
    source: str = Field(primary_key=True)
    as_of: datetime = Field(sa_type=Instant)
    import_id: int
