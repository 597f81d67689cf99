"""What is searched for: titles and nicks by parts and initials, numbers and phones by their tails."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from store.book.fts import Words

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "titles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("text"),
    )
    op.execute("INSERT INTO titles(text) SELECT DISTINCT title FROM orders WHERE title IS NOT NULL ORDER BY 1")
    # As SQL: a column at the end needs no new table, and orders may be a million.
    op.execute("ALTER TABLE orders ADD COLUMN title_id INTEGER REFERENCES titles(id)")
    op.execute("UPDATE orders SET title_id=(SELECT id FROM titles WHERE text=title) WHERE title IS NOT NULL")
    op.create_index(
        "ix_orders_title", "orders", ["title_id", "placed_at"], sqlite_where=sa.text("title_id IS NOT NULL")
    )
    op.create_index("ix_orders_contact", "orders", ["contact_id"])
    # The indexes of the tails of numbers are made after every upgrade: `store.book.upgrade.INDEXES`.
    for words in (Words("title_words", "titles", "text"), Words("buyer_words", "buyers", "nick")):
        words.make(op.get_bind())
        words.catch_up(op.get_bind())
