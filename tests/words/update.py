"""Brings the catalogues and the key sheets up to the code: `python -m tests.words.update`."""

from __future__ import annotations

import hatch_build
from tests.words.catalogue import ROOT, update
from tui.actions import key_sheet
from tui.words.catalogue import speak

SHEETS = {"en": ROOT / "docs/keys.en.md", "zh_CN": ROOT / "docs/keys.zh.md"}


def sheet(language: str) -> str:
    """The key sheet in one language."""
    speak(language)
    try:
        return key_sheet()
    finally:
        speak("en")


def main() -> None:
    """Write what has changed, and say what is still to be translated."""
    waiting = update()
    hatch_build.compile_catalogues(ROOT)
    for language, path in SHEETS.items():
        path.write_text(sheet(language), encoding="utf-8")
    print(f"{waiting} to translate")  # noqa: T201


if __name__ == "__main__":
    main()
