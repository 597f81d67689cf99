"""The key sheets in the docs: `python -m tests.tui.sheets` writes them from the registry."""

from __future__ import annotations

from pathlib import Path

from tui.actions import key_sheet
from tui.words.catalogue import language, speak

DOCS = Path(__file__).resolve().parents[2] / "docs"
SHEETS = {"en": DOCS / "keys.en.md", "zh_CN": DOCS / "keys.zh.md"}


def sheet(spoken: str) -> str:
    """The key sheet in a language, as it stands in its file."""
    before = language()
    speak(spoken)
    try:
        return key_sheet()
    finally:
        speak(before)


if __name__ == "__main__":
    for spoken, path in SHEETS.items():
        path.write_text(sheet(spoken), encoding="utf-8")
