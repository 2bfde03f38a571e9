"""Somebody else's names of sheets and columns, and what they mean here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .schema import fold

LEFT_OUT = ""
"""What stands for a sheet or column that is not to be read."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What was decided about names that are not ours. Names are compared folded."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    """Folded title -> slug of a table, or LEFT_OUT."""
    columns: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Slug of a table -> folded heading -> slug of a column, or LEFT_OUT."""

    def table(self, title: str) -> str | None:
        """The table that a sheet of this title holds; None where nothing was decided."""
        return self.sheets.get(fold(title)) if title else None

    def of(self, table: str) -> Mapping[str, str]:
        """What was decided about the columns of a table."""
        return self.columns.get(table, {})


OURS = Naming()
"""Nothing was decided."""
