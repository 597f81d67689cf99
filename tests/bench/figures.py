"""Figures beside their yardsticks, and the table that they stand in."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

SHORT = "SHORT"


@dataclass(frozen=True, slots=True)
class Budget:
    """What a figure is held against: a bound of the ratio to the yardstick, or of the figure itself."""

    bound: float
    of: Literal["ratio", "figure"] = "ratio"
    least: bool = False
    """The bound is the least that is allowed, not the most."""

    def keeps(self, value: float) -> bool:
        """Whether `value` is within the budget."""
        return value >= self.bound if self.least else value <= self.bound


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure."""

    rows: int
    what: str
    ours: float
    unit: str
    theirs: float | None = None
    budget: Budget | None = None
    remark: str = ""

    @property
    def ratio(self) -> float | None:
        """How much of the yardstick."""
        return self.ours / self.theirs if self.theirs else None

    @property
    def short(self) -> bool:
        """Whether it falls short of its budget."""
        if self.budget is None:
            return False
        value = self.ratio if self.budget.of == "ratio" else self.ours
        return value is not None and not self.budget.keeps(value)


HEADINGS = ("rows", "what", "ours", "yardstick", "unit", "ratio", "budget", "")


def _number(value: float | None) -> str:
    if value is None:
        return ""
    return f"{value:,.0f}" if value >= 100 or value == 0 else f"{value:,.1f}" if value >= 10 else f"{value:,.2f}"


def _cells(figure: Figure) -> tuple[str, ...]:
    ratio, budget, kept = figure.ratio, figure.budget, ""
    if budget is not None:
        sign = ">=" if budget.least else "<="
        kept = f"{sign} {budget.bound:g}{'x' if budget.of == 'ratio' else ' ' + figure.unit}"
    mark = " ".join(part for part in (SHORT if figure.short else "", figure.remark) if part)
    return (
        f"{figure.rows:,}",
        figure.what,
        _number(figure.ours),
        _number(figure.theirs),
        figure.unit,
        "" if ratio is None else f"{ratio:.2f}x",
        kept,
        mark,
    )


def table(figures: Iterable[Figure]) -> str:
    """The figures as aligned columns."""
    lines = [HEADINGS, *map(_cells, figures)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEADINGS))]
    left = {1, 4, 7}
    return "\n".join(
        "  ".join(
            cell.ljust(width) if i in left else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)
