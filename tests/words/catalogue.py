"""The sentences in the code, and the catalogues that hold them."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PO = ROOT / "tui/words/locale/zh_CN/LC_MESSAGES/floorbook.po"
KEYWORDS = {"tr": None, "N_": None, "trn": (1, 2), "NN_": (1, 2)}


def sentences() -> Catalog:
    """Every sentence that the code says, with the files it stands in."""
    found = Catalog(project="Floorbook", charset="utf-8")
    for name, _, message, _, _ in extract_from_dir(ROOT / "tui", method_map=[("**.py", "python")], keywords=KEYWORDS):
        found.add(message, None, [(f"tui/{name}", 0)])
    return found


def chinese() -> Catalog:
    """The Chinese catalogue as it lies in the project."""
    with PO.open("rb") as file:
        return read_po(file, locale="zh_CN")


def update() -> int:
    """Bring the Chinese catalogue up to the code; how many of its sentences have no translation yet."""
    catalogue = chinese()
    catalogue.update(sentences(), no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    with PO.open("wb") as file:
        write_po(file, catalogue, sort_output=True, width=116, include_lineno=False)
    return sum(1 for message in catalogue if message.id and not message.string)
