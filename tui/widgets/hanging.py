"""A line of two parts that folds its second part: what has no room beside the first goes on below itself."""

from __future__ import annotations

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

LEAST = 16
"""Cells that are worth folding into; where fewer are left, the second part goes below the first."""
STEP = 4
"""Cells by which it then stands back."""


class Hanging(Visual):
    """`head`, and beside it `told`, whole at any width."""

    def __init__(self, head: Content, told: Content) -> None:
        self._head, self._told = head, told

    def folded(self, width: int) -> Content:
        """Its lines in so many cells."""
        if not self._told:
            return self._head
        beside = width - self._head.cell_length
        if beside >= LEAST:
            first, *others = self._told.wrap(beside)
            return self._below([self._head + first], others, self._head.cell_length)
        return self._below(self._head.rstrip().wrap(width), self._told.wrap(max(1, width - STEP)), STEP)

    @staticmethod
    def _below(lines: list[Content], others: list[Content], indent: int) -> Content:
        return Content("\n").join([*lines, *(Content(" " * indent) + each for each in others)])

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        return self.folded(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return (self._head + self._told).get_optimal_width(rules, container_width)

    def get_height(self, rules: RulesMap, width: int) -> int:
        return self.folded(width).get_height(rules, width)
