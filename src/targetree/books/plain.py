"""Cells that say just what they are: most columns of most tables, which then need no look at each cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Set

from .cells import NOTHING, Cell

_WIDE = re.compile("[\u3000\xa0\ufeff\u200b\uff10-\uff5a]")
"""Blanks that may be at an edge; letters and digits of full width, and what stands between them."""
_AT_EDGES = {" ": (" \n", "\n "), "\t": ("\t\n", "\n\t"), "\r": ("\r\n", "\n\r"), ".": (".0\n",)}


def all_plain(cells: Collection[Cell]) -> bool:
    """Whether every cell is text that is its own id: not nothing, no blanks at its edges, nothing wide, no `.0` behind.

    Ids, references and texts of such cells are the cells themselves. False says nothing.
    """
    try:
        text = "\n".join(cells)  # type: ignore[arg-type]
    except TypeError:
        return False
    if text.count("\n") != max(len(cells) - 1, 0) or (not text.isascii() and _WIDE.search(text)):
        return False
    text = f"\n{text}\n"
    for sign, edges in _AT_EDGES.items():
        if sign in text and any(edge in text for edge in edges):
            return False
    return NOTHING.isdisjoint(cells if isinstance(cells, (Set, dict)) else set(cells))
