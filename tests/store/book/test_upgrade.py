"""An upgrade happens or does not: tried with a revision that rebuilds tables, made up for these tests."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.config import Config

from store.book import clock, driver, opening, upgrade
from store.book.errors import Refusal
from store.book.migrations import HEAD
from tests.store.book import filled
from tests.store.floor import rows
from tests.store.processes import heard, kill, run, running

NEXT = "next"

REBUILDING = f'''
import sqlalchemy as sa
from alembic import op
revision, down_revision, branch_labels, depends_on = "{NEXT}", "{HEAD}", None, None

def upgrade():
    for name in ("orders", "people", "audit_entries"):
        with op.batch_alter_table(name, recreate="always") as batch:
            batch.add_column(sa.Column("colour", sa.Text(), nullable=True))
    slowly()
    op.execute("UPDATE orders SET colour='green'")

def slowly():
    pass
'''

SLOW = REBUILDING.replace("    pass", '    import sys\n    print("half", flush=True)\n    sys.stdin.read()')
BREAKING = REBUILDING.replace("    pass", '    op.execute("DELETE FROM people")')

UPGRADE = """
import functools, sys
from pathlib import Path
from alembic.config import Config
from store.book import opening, upgrade
config = Config()
config.set_main_option("script_location", sys.argv[2])
upgrade._config = lambda: config
opening.HEAD, opening.KNOWN = sys.argv[3], (*opening.KNOWN, sys.argv[3])
opening.upgrade = functools.partial(upgrade.upgrade, to=sys.argv[3])
opening.open_book(Path(sys.argv[1])).close()
print("up")
"""

Scripts = Callable[[str], Path]


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A filled book of this version, which will be the old one."""
    path = tmp_path / "floor.db"
    filled.restore(HEAD, path)
    return path


@pytest.fixture
def scripts(tmp_path: Path) -> Scripts:
    """The folder of migrations with one more revision in it."""

    def make(text: str) -> Path:
        folder = tmp_path / "migrations"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(Path(upgrade.__file__).parent / "migrations", folder)
        (folder / "versions" / "v_next.py").write_text(text, encoding="utf-8")
        return folder

    return make


def bring_up(path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Upgrade a book to the made-up revision, in this process."""
    config = Config()
    config.set_main_option("script_location", str(folder))
    monkeypatch.setattr(upgrade, "_config", lambda: config)
    upgrade.upgrade(path, to=NEXT)


def everything(path: Path) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table."""
    names = [row["name"] for row in rows(path, "SELECT name FROM sqlite_master WHERE type='table' ORDER BY name")]
    return {name: sorted(rows(path, f"SELECT * FROM {name}"), key=repr) for name in names}


def made(path: Path) -> list[dict[str, Any]]:
    """How the triggers and indexes of a book are made."""
    found = rows(
        path, "SELECT name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql NOT NULL ORDER BY name"
    )
    return [{"name": row["name"], "sql": " ".join(row["sql"].replace('"', "").split())} for row in found]


def test_rebuilding_a_table_keeps_child_rows_triggers_and_indexes(
    old: Path, scripts: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, made_before = everything(old), made(old)
    bring_up(old, scripts(REBUILDING), monkeypatch)
    after = everything(old)
    assert {row.pop("colour") for row in after["orders"]} == {"green"}
    for table in ("people", "audit_entries"):
        assert {row.pop("colour") for row in after[table]} == {None}
    assert (before.pop("alembic_version"), after.pop("alembic_version")) == (
        [{"version_num": HEAD}],
        [{"version_num": NEXT}],
    )
    assert after == before
    assert made(old) == made_before
    with closing(driver.connect(old, journal="WAL")) as connection:
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        with pytest.raises(driver.sqlite().IntegrityError, match="never changed"):
            connection.execute("UPDATE audit_entries SET actor='x'")


def test_an_upgrade_that_breaks_a_key_is_refused_and_did_not_happen(
    old: Path, scripts: Scripts, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(old)
    with pytest.raises(Refusal) as caught:
        bring_up(old, scripts(BREAKING), monkeypatch)
    assert caught.value.reason.code == "book.keys_broken"
    assert everything(old) == before


def test_killed_in_the_middle_the_old_book_works_and_the_next_try_succeeds(old: Path, scripts: Scripts) -> None:
    before = everything(old)
    with running(UPGRADE, old, scripts(SLOW), NEXT) as process:
        heard(process, "half")
        kill(process)
    book = opening.open_book(old, clock.Clock())
    book.close()
    assert everything(old) == before
    assert run(UPGRADE, old, scripts(REBUILDING), NEXT).strip() == "up"
    assert {row["colour"] for row in rows(old, "SELECT colour FROM orders")} == {"green"}


def test_a_copy_of_the_old_book_is_made_before(old: Path, scripts: Scripts) -> None:
    before = everything(old)
    assert run(UPGRADE, old, scripts(REBUILDING), NEXT).strip() == "up"
    (copy,) = old.parent.glob(f"floor.{HEAD}-*.db")
    assert everything(copy) == before
    assert copy.stat().st_mode & 0o777 == 0o600


def test_two_who_open_an_old_book_upgrade_it_once(old: Path, scripts: Scripts) -> None:
    folder = scripts(REBUILDING)
    with running(UPGRADE, old, folder, NEXT) as one, running(UPGRADE, old, folder, NEXT) as other:
        assert [process.communicate()[0].strip() for process in (one, other)] == ["up", "up"]
    assert rows(old, "SELECT version_num FROM alembic_version") == [{"version_num": NEXT}]
