"""Mapping files: what a person says of a sheet that no source of ours knows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from store.imports.recognise import HEAD
from store.imports.sources import Source
from store.imports.sources.reading import Reading


@dataclass(frozen=True, slots=True)
class Mappings:
    """The mappings of one import: none, one that is to be used, or those that may fit."""

    sources: tuple[Source, ...] = ()
    given: bool = False

    @classmethod
    def at(cls, path: Path | None) -> Mappings:
        """Those of a file or a folder."""
        return cls()

    @property
    def reading(self) -> Reading | None:
        """How the file is to be read, where that is known before it is opened."""
        return self.sources[0].reading if self.given else None

    @property
    def head(self) -> int:
        """In how many lines the header may be."""
        return max([HEAD, *(source.reading.header_line or 0 for source in self.sources)])
