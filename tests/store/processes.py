"""Real processes for what is claimed about processes: started from a script, heard line by line, killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def running(script: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """A process that runs `script`; whatever happens it does not outlive the block."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def heard(process: subprocess.Popen[str], word: str) -> None:
    """Wait until the process says `word`."""
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == word:
            return
    raise AssertionError(f"ended without saying {word!r}")


def kill(process: subprocess.Popen[str]) -> None:
    """kill -9, and wait until it is dead."""
    process.send_signal(signal.SIGKILL)
    process.wait()


def run(script: str, *arguments: object) -> str:
    """Run a script to its end; what it said."""
    with running(script, *arguments) as process:
        said, _ = process.communicate()
        assert process.returncode == 0, said
        return said
