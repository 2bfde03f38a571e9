"""Findings as they come up while reading, capped so that one mistake made in every row stays readable."""

from __future__ import annotations

from collections import Counter

from targetree.engine.findings import Finding, Place

from .columns import ALL_TABLES
from .values import Cell, CellError, show

MOST_OF_A_KIND = 50


class Collector:
    """All findings of one reading; of each code and column the first `MOST_OF_A_KIND`, and a count of the rest."""

    def __init__(self) -> None:
        self._found: list[Finding] = []
        self._seen: Counter[tuple[str, str, str, str | None]] = Counter()

    def add(self, finding: Finding) -> None:
        key = (finding.severity, finding.code, finding.place.table, finding.place.column)
        self._seen[key] += 1
        if self._seen[key] <= MOST_OF_A_KIND:
            self._found.append(finding)

    def is_full(self, code: str, place: Place) -> bool:
        """Whether another error of this kind would only be counted; saves working out what it would say."""
        return self._seen[("error", code, place.table, place.column)] >= MOST_OF_A_KIND

    def bad_cell(self, table: str, row: int | None, column: str, cell: Cell, problem: CellError) -> None:
        place = Place(table, row, column, show(cell))
        self.add(Finding("error", problem.code, place, problem.values))

    @property
    def has_errors(self) -> bool:
        return any(key[0] == "error" for key in self._seen)

    def result(self) -> list[Finding]:
        """Errors first, then warnings and notes; within each by table, row by row."""
        rest = [
            Finding(severity, "and-more", Place(table, None, column), {"count": count - MOST_OF_A_KIND, "code": code})  # type: ignore[arg-type]
            for (severity, code, table, column), count in self._seen.items()
            if count > MOST_OF_A_KIND
        ]
        severities, tables = ("error", "warning", "note"), ("", *ALL_TABLES)

        def rank(finding: Finding) -> tuple[int, int, bool, int]:
            place = finding.place
            return (
                severities.index(finding.severity),
                tables.index(place.table),
                finding.code == "and-more",
                place.row or 0,
            )

        return sorted([*self._found, *rest], key=rank)
