"""To come."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.cli.parser import Commands


def add(commands: Commands) -> None:
    """To come."""
