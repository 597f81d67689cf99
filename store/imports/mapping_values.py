"""A table of a mapping file, read with its mistakes named."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from store.book.errors import Refusal


@dataclass(frozen=True, slots=True)
class Entry:
    """A table of a mapping file.

    Attributes:
        name: of the file; text: all of it, to find the line of a mistake.
        path: of the table, with dots.
    """

    name: str
    text_of_file: str
    path: str
    values: dict[str, Any]

    def no(self, mistake: str, key: str, /, **params: object) -> Refusal:
        """The refusal `mapping.<mistake>` of a key."""
        path = key if key == self.path or not self.path else f"{self.path}.{key}"
        line = self._line(key.rpartition(".")[2])
        return Refusal(f"mapping.{mistake}", name=self.name, key=path, line=line, **params)

    def only(self, keys: Sequence[str], code: str = "unknown_key") -> None:
        """Refuse keys that mean nothing here."""
        for key in self.values:
            if key not in keys:
                raise self.no(code, key, keys=list(keys))

    def text(self, key: str, *, needed: bool = False) -> str:
        """A text; empty when there is none.

        Raises:
            Refusal: `mapping.missing`, `mapping.wrong_type`.
        """
        value = self.values.get(key)
        if needed and not value:
            raise self.no("missing", key)
        if value is None:
            return ""
        return str(self._typed(key, value, str, "text"))

    def texts(self, key: str) -> list[str]:
        """One text or a list of them.

        Raises:
            Refusal: `mapping.wrong_type`.
        """
        value = self.values.get(key, [])
        found = [value] if isinstance(value, str) else self._typed(key, value, list, "texts")
        if (key in self.values and not found) or not all(isinstance(each, str) and each for each in found):
            raise self.no("wrong_type", key, expected="texts")
        return list(found)

    def lists(self, key: str) -> list[list[str]]:
        """A list of lists of texts.

        Raises:
            Refusal: `mapping.wrong_type`.
        """
        value = self._typed(key, self.values.get(key, []), list, "lists")
        if not all(isinstance(each, list) and each and all(isinstance(name, str) for name in each) for each in value):
            raise self.no("wrong_type", key, expected="lists")
        return list(value)

    def flag(self, key: str) -> bool:
        """Yes or no.

        Raises:
            Refusal: `mapping.wrong_type`.
        """
        return bool(self._typed(key, self.values.get(key, False), bool, "yes_no"))

    def table(self, key: str) -> Entry:
        """A table inside this one; empty when there is none.

        Raises:
            Refusal: `mapping.wrong_type`.
        """
        value = self._typed(key, self.values.get(key, {}), dict, "table")
        return Entry(self.name, self.text_of_file, f"{self.path}.{key}" if self.path else key, value)

    def _typed(self, key: str, value: object, kind: type, expected: str) -> Any:
        if not isinstance(value, kind):
            raise self.no("wrong_type", key, expected=expected)
        return value

    def _line(self, key: str) -> int:
        """Where a key is written, 0 when it is not."""
        found = re.search(rf"(?m)^[^#\n]*(?<![\w-])[\"']?{re.escape(key)}[\"']?\s*[=\].]", self.text_of_file)
        return self.text_of_file.count("\n", 0, found.start()) + 1 if found else 0
