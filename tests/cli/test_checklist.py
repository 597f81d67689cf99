"""The lead makes the lists her floor's own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.cli.floorbook import floorbook


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book that Lin leads and in which Mei works."""
    path = tmp_path_factory.mktemp("lists") / "b.db"
    for arguments in ((), ("add", "mei", "--name", "Mei")):
        assert floorbook("people", *arguments, "--as", "lin", "--book", path).returncode == 0
    return path


@pytest.fixture
def book(made: Path, tmp_path: Path) -> Path:
    """A copy of it to change."""
    return Path(shutil.copy(made, tmp_path / "b.db"))


def lists(book: Path) -> dict[tuple[str, str], list[str]]:
    """What `list` prints, by occasion and role."""
    printed = floorbook("checklist", "list", "--as", "lin", "--book", book).stdout.splitlines()[1:]
    return {(line.split()[0], line.split()[1]): line.split()[2:] for line in printed}


def test_every_list_is_shown_with_when_it_is_due(made: Path) -> None:
    found = lists(made)
    assert found["start", "lead"] == ["09:30", "8"]
    assert found["weekly", "lead"] == ["mon", "18:00", "4"]
    assert ("end", "finance") not in found


def test_a_list_is_printed_changed_and_taken(book: Path, tmp_path: Path) -> None:
    printed = floorbook("checklist", "show", "weekly", "lead", "--as", "lin", "--book", book).stdout
    assert "# Weekly meeting held" in printed
    file = tmp_path / "weekly.toml"
    lamps = '    { code = "lamps", title = "Lamps \\"hot\\"", note = true },\n]'
    file.write_text(printed.replace("mon 18:00", "fri 17:30").replace("\n]", "\n" + lamps), encoding="utf-8")
    done = floorbook("checklist", "set", file, "--as", "lin", "--book", book)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "Weekly (lead): 5 items, due fri 17:30"
    assert lists(book)["weekly", "lead"] == ["fri", "17:30", "5", "this", "book's", "own"]
    again = floorbook("checklist", "show", "weekly", "lead", "--as", "lin", "--book", book).stdout
    assert 'title = "Lamps \\"hot\\"", note = true' in again
    back = floorbook("checklist", "reset", "weekly", "lead", "--as", "lin", "--book", book)
    assert back.stdout.splitlines()[0] == "Weekly (lead): 4 items, due mon 18:00"
    assert lists(book)["weekly", "lead"] == ["mon", "18:00", "4"]


def test_what_is_printed_is_taken_as_it_is(book: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.toml"
    for occasion in ("start", "weekly"):
        lead = (occasion, "lead", "--as", "lin", "--book", book)
        file.write_text(floorbook("checklist", "show", *lead, FLOORBOOK_LANG="zh_CN").stdout, encoding="utf-8")
        done = floorbook("checklist", "set", file, *lead[2:])
        assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('occasion = "start', "This is no TOML"),
        ('occasion = "start"\nroles = ["lead"]\ndue = "09:30"\nitems = ["lamps"]', "title = ..."),
        ('occasion = "start"\nroles = ["lead"]\ndue = "9"\nitems = ["lamps"]', "Write 09:30"),
    ],
)
def test_a_file_that_cannot_be_a_list_is_refused_in_one_line(made: Path, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "list.toml"
    file.write_text(text, encoding="utf-8")
    done = floorbook("checklist", "set", file, "--as", "lin", "--book", made)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_cannot_be_read_says_why(made: Path, tmp_path: Path) -> None:
    file = tmp_path / "list.toml"
    missing = floorbook("checklist", "set", file, "--as", "lin", "--book", made)
    assert (missing.returncode, len(missing.stderr.splitlines())) == (2, 1)
    file.write_bytes("名称".encode("gbk"))
    assert "not in UTF-8" in floorbook("checklist", "set", file, "--as", "lin", "--book", made).stderr


def test_only_the_lead_changes_a_list(made: Path) -> None:
    done = floorbook("checklist", "reset", "start", "lead", "--as", "mei", "--book", made)
    assert done.returncode == 2
    assert "Only the lead" in done.stderr
