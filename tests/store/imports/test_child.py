"""The process of its own: bound, killed, thrown away, and never a trace of it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.book.errors import Refusal, Unavailable
from store.imports import parent
from store.imports.limits import Limits
from store.imports.parent import Progress, Staged, stage
from tests.store.imports.files import NOW, ORDER, V2, Filled, csv_text, simple, table, write_csv, write_xlsx

HEAVY = ("sqlmodel", "sqlalchemy", "pydantic", "textual", "apscheduler", "alembic")


def staged(path: Path, limits: Limits | None = None) -> Staged:
    return stage(path, path.parent / "staging.db", "Asia/Shanghai", NOW, limits=limits)


def refusal_of(path: Path, limits: Limits) -> Refusal:
    folder = sorted(path.parent.iterdir())
    with pytest.raises(Refusal) as caught:
        staged(path, limits)
    assert sorted(path.parent.iterdir()) == folder, "something was left behind"
    return caught.value


def test_a_file_is_staged_by_the_child(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "ExportOrderList202406021000.csv", table(V2, ORDER))
    told: list[Progress] = []
    done = stage(path, tmp_path / "staging.db", "Asia/Shanghai", NOW, told.append)
    assert (done.source, done.kind, done.rows, done.refused, done.repeated) == ("taobao.orders", "orders", 1, 0, 0)
    assert done.as_of == int(datetime(2024, 6, 2, 2, 0, tzinfo=UTC).timestamp() * 1000)
    assert done.header[:2] == ("订单编号", "买家会员名")
    assert (done.path, done.staging) == (path, tmp_path / "staging.db")
    assert told[-1] == Progress(1, 0, done.size, done.size)
    assert Filled({}, done.staging).orders[0]["buyer_nick"] == "测试买家一"


def test_a_refusal_of_the_child_is_a_refusal_here(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", [["姓名", "班次"], ["甲", "早"]])
    no = refusal_of(path, Limits())
    assert no.reason.code == "import.unknown_header"
    assert no.reason.params == {"columns": ["姓名", "班次"], "name": "orders.csv"}


def test_relative_paths_mean_the_callers_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_csv(tmp_path / "orders.csv", simple("1001"))
    monkeypatch.chdir(tmp_path)
    stage(Path("orders.csv"), Path("staging.db"), "Asia/Shanghai", NOW)
    assert (tmp_path / "staging.db").exists()


def test_a_module_lying_in_the_callers_folder_is_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_csv(tmp_path / "orders.csv", simple("1001"))
    for name in ("csv.py", "store.py", "json.py"):
        (tmp_path / name).write_text("open('was_run', 'w')\nraise SystemExit(3)\n")
    monkeypatch.chdir(tmp_path)
    assert staged(path).rows == 1
    assert not (tmp_path / "was_run").exists()


def test_the_child_imports_nothing_heavy() -> None:
    code = f"import sys, store.imports.child; print([name for name in {HEAVY!r} if name in sys.modules])"
    root = Path(parent.__file__).parents[2]
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert answer.stdout.strip() == "[]"


def test_a_zip_bomb_is_one_refusal(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    with zipfile.ZipFile(write_xlsx(path, simple("1001"))) as plain:
        parts = {name: plain.read(name) for name in plain.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as bomb:
        for name, content in parts.items():
            bomb.writestr(name, content)
        bomb.writestr("xl/media/zeros.bin", bytes(80 << 20))
    assert path.stat().st_size < 1 << 20
    no = refusal_of(path, Limits(memory_mb=64))
    assert (no.reason.code, no.reason.params["name"]) == ("file.too_large", "orders.xlsx")


def test_a_workbook_that_grows_beyond_its_memory_in_the_reader(tmp_path: Path) -> None:
    # Two cells in opposite corners: small in every part of the zip, and a grid of 17,179,869,184 cells in memory.
    path = tmp_path / "orders.xlsx"
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "订单编号")
    sheet.write(1_048_575, 16_383, "x")
    book.close()
    no = refusal_of(path, Limits(memory_mb=512))
    assert no.reason.code == "file.too_large"
    assert no.reason.params == {"name": "orders.xlsx", "limit_mb": 512}


def test_the_limits_are_really_set() -> None:
    code = (
        "import resource; from store.imports.limits import *; bind_this_process(Limits(memory_mb=700, cpu_s=77));"
        "print([resource.getrlimit(getattr(resource, f'RLIMIT_{what}'))[0] for what in ('AS', 'CPU', 'CORE')])"
    )
    root = Path(parent.__file__).parents[2]
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=True)
    assert json.loads(answer.stdout) == [700 << 20, 77, 0]


def test_a_reader_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", simple("1001"))
    no = refusal_of(path, Limits(wall_s=0))
    assert no.reason.code == "import.too_slow"


def fake_child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """Let something else answer instead of the child."""

    def start() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", f"import os, sys, json, signal\nasked = json.load(sys.stdin)\n{code}"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )

    monkeypatch.setattr(parent, "_start", start)


@pytest.mark.parametrize(
    ("end", "code", "param"),
    [
        ("os.kill(os.getpid(), signal.SIGKILL)", "file.too_large", "limit_mb"),
        ("os.abort()", "file.too_large", "limit_mb"),
        ("os.kill(os.getpid(), signal.SIGXCPU)", "import.too_slow", "seconds"),
        ("os.kill(os.getpid(), signal.SIGSEGV)", "import.reader_died", "fault"),
        ("raise SystemExit(3)", "import.reader_died", "fault"),
        ("print('{\"rows\": 1', end='')", "import.reader_died", "fault"),
    ],
)
def test_a_child_that_dies_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str, code: str, param: str
) -> None:
    path = write_csv(tmp_path / "orders.csv", simple("1001"))
    fake_child(
        monkeypatch,
        f"import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\nopen(asked['staging'], 'w')\n{end}",
    )
    no = refusal_of(path, Limits())
    assert no.reason.code == code
    assert param in no.reason.params


def test_a_fault_in_the_child_has_a_place_but_quotes_no_data(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", simple("1001"))
    with pytest.raises(Refusal) as caught:
        stage(path, tmp_path / "staging.db", "Asia/13800000000", NOW)
    assert caught.value.reason.code == "import.reader_died"
    fault = str(caught.value.reason.params["fault"])
    assert fault.startswith("ZoneInfoNotFoundError ")
    assert "13800000000" not in fault
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, RuntimeError])
def test_whoever_stops_it_finds_no_child_and_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    path = write_csv(tmp_path / "orders.csv", simple("1001"))
    fake_child(
        monkeypatch,
        "open(asked['staging'], 'w')\n"
        "print(json.dumps({'rows': os.getpid(), 'refused': 0, 'bytes': 0, 'of': 1}), flush=True)\n"
        "signal.pause()",
    )
    children: list[int] = []

    def interrupt(progress: Progress) -> None:
        children.append(progress.rows)
        raise stop

    with pytest.raises(stop):
        stage(path, tmp_path / "staging.db", "Asia/Shanghai", NOW, interrupt)
    with pytest.raises(ProcessLookupError):
        os.kill(children[0], signal.SIGCONT)
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_for_staging_that_cannot_be_made(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "orders.csv", simple("1001"))
    with pytest.raises(Unavailable) as caught:
        stage(path, path / "staging.db", "Asia/Shanghai", NOW)
    assert caught.value.reason.code == "import.no_staging"


@pytest.mark.skipif(sys.platform == "win32", reason="no bound for the size of files")
def test_a_full_disk(tmp_path: Path) -> None:
    import resource

    path = write_csv(tmp_path / "orders.csv", simple(*map(str, range(100_000, 140_000))))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    # The child inherits the bound: its staging file may not grow beyond 256 KiB.
    resource.setrlimit(resource.RLIMIT_FSIZE, (256 << 10, before[1]))
    try:
        with pytest.raises(Unavailable) as caught:
            staged(path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)
    assert caught.value.reason.code == "import.disk_full"
    assert list(tmp_path.iterdir()) == [path]


def test_memory_stays_flat_however_many_rows(tmp_path: Path) -> None:
    path = tmp_path / "orders.csv"
    rows = csv_text(table(V2, *[ORDER] * 1_000)).encode("gb18030")
    header, _, below = rows.partition(b"\r\n")
    with path.open("wb") as file:
        file.write(header + b"\r\n")
        for _ in range(80):
            file.write(below)
    # Kept in memory, the cells of 80,000 rows would be 240 MB; the interpreter and SQLite need 100 of address space.
    done = staged(path, Limits(memory_mb=200))
    assert (done.rows, done.repeated) == (80_000, 79_999)
