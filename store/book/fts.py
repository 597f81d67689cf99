"""Full-text indexes with words of our own making. The only file that speaks the language of FTS5.

They hold no text (`content=''`), only which row has which pair of characters, and follow the ids of their table: what
has a higher id than the last one indexed is not in yet. Ids only grow and rows are never deleted, so whoever adds rows
calls `catch_up` in the same transaction, and nothing else has to be remembered.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Integer, Select, column, select, table

from store.book.terms import indexed

BATCH = 2_000


class Words(NamedTuple):
    """The index over a column of distinct texts.

    Args:
        name: of the index.
        source: the table whose ids it follows; its key is `id`.
        text: the column with the texts.
    """

    name: str
    source: str
    text: str

    def make(self, connection: Connection) -> None:
        """Make the index, empty."""
        connection.exec_driver_sql(
            f"CREATE VIRTUAL TABLE {self.name} USING fts5(words, initials, content='', tokenize='ascii')"
        )

    def catch_up(self, connection: Connection) -> int:
        """Index the rows that have come; how many."""
        query = f"SELECT id, {self.text} FROM {self.source} WHERE id > ? ORDER BY id LIMIT {BATCH}"
        adding = f"INSERT INTO {self.name}(rowid, words, initials) VALUES (?, ?, ?)"
        last, added = self._last(connection), 0
        while rows := connection.exec_driver_sql(query, (last,)).all():
            connection.exec_driver_sql(adding, [(row_id, *indexed(text)) for row_id, text in rows])
            last, added = rows[-1][0], added + len(rows)
        return added

    def rebuild(self, connection: Connection) -> int:
        """Index everything anew; how many rows."""
        connection.exec_driver_sql(f"INSERT INTO {self.name}({self.name}) VALUES ('delete-all')")
        return self.catch_up(connection)

    def unfit(self, connection: Connection) -> int:
        """By how many rows the index and its table differ; 0 where it fits."""
        there = connection.exec_driver_sql(f"SELECT count(*) FROM {self.source}").scalar() or 0
        indexed_rows = connection.exec_driver_sql(f"SELECT count(*) FROM {self.name}_docsize").scalar() or 0
        return abs(int(there) - int(indexed_rows))

    def _last(self, connection: Connection) -> int:
        newest = f"SELECT rowid FROM {self.name} ORDER BY rowid DESC LIMIT 1"
        return connection.exec_driver_sql(newest).scalar() or 0

    def found(self, query: str, most: int, *, initials: bool = False) -> Select[Any]:
        """The ids of rows that fit a query of `terms.phrase`s, newest first, as a column `id`."""
        index = table(self.name, column("rowid", Integer), column("words"), column("initials"))
        where: ColumnElement[bool] = (index.c.initials if initials else index.c.words).match(query)
        return select(index.c.rowid.label("id")).where(where).order_by(index.c.rowid.desc()).limit(most)
