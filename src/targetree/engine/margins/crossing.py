"""Totals that cross in two directions as a table: the regions of one family by those of the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .flow import FAR, Cut, Impossible, Table, forced_to_zero
from .merged import Merged
from .transport import round_table


@dataclass(frozen=True)
class Crossing:
    """The table of merged cells, with one more row and column for what lies in no region of a family.

    These have no total of their own: both get all there is, and the entry where they meet, the last one,
    takes up the difference.
    """

    merged: Merged
    down: int
    """The family whose regions are the rows, the one with more of them."""
    order: NDArray[np.intp]
    """[M] the merged cell of each entry but the last."""
    table: Table

    @classmethod
    def of(cls, merged: Merged) -> Crossing:
        down = max(range(2), key=lambda family: (len(merged.partitions[family].net), family))
        rows, columns = merged.partitions[down], merged.partitions[1 - down]
        order = np.lexsort((columns.bins, rows.bins))
        shape = len(rows.net), len(columns.net)
        row, column = np.append(rows.bins[order], shape[0]), np.append(columns.bins[order], shape[1])
        return cls(merged, down, order, Table(row, column, shape[0] + 1, shape[1] + 1))

    def round(self, real: NDArray[np.float64]) -> NDArray[np.int64] | Impossible:
        """Whole values [M] with all sums exact, near to `real` [M]."""
        rows, columns = self.merged.partitions[self.down], self.merged.partitions[1 - self.down]
        both = (rows.code >= 0) & (columns.code >= 0)
        entries = round_table(
            self.table,
            np.append(real[self.order], real[both].sum()),
            np.append(rows.net, columns.net.sum()),
            np.append(columns.net, rows.net.sum()),
            lowest=np.append(self.merged.lowest[self.order], -FAR),
            highest=np.append(self.merged.highest[self.order], FAR),
        )
        if isinstance(entries, Impossible):
            return entries
        whole = np.zeros(len(real), np.int64)
        whole[self.order] = entries[:-1]
        return whole

    def forced_to_zero(self, whole: NDArray[np.int64]) -> NDArray[np.bool_]:
        """[M] the values that are 0 in every solution, of which `whole` is one; none where signs mix."""
        forced = np.zeros(len(whole), bool)
        if not self.merged.down.any():
            # The last entry is no value of the book: it may always go either way.
            forced[self.order] = forced_to_zero(self.table, np.append(whole[self.order], 1))[:-1]
        return forced

    def boxes_behind(self, cut: Cut) -> list[int]:
        """The boxes that make a cut: those whose own region is on another side of it than the region around it."""
        boxes: list[int] = []
        outside = bool(cut.rows[-1] or cut.columns[-1])
        for index, family in enumerate(self.merged.families):
            reached = cut.rows if index == self.down else cut.columns
            side = np.append(reached[: len(family.box)] != outside, False)
            boxes.extend(family.box[side[:-1] != side[family.parent]].tolist())
        return sorted(boxes)
