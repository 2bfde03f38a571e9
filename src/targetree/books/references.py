"""From what people write to ids: by id, else by a unique name; and trees that must be trees."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property
from itertools import repeat

from targetree.engine.findings import Place, error

from .collector import Collector
from .rows import Rows
from .schema import fold


class AmbiguousError(LookupError):
    """A name that several ids have."""

    def __init__(self, ids: Sequence[str]) -> None:
        super().__init__(ids)
        self.ids = ids


class Directory:
    """What can be referred to: (id, name) pairs; the first of a duplicated id counts."""

    def __init__(self, entries: Iterable[tuple[str, str]] = (), complete: bool = True) -> None:
        self.complete = complete
        """False where a table could not be read: then nobody can say what does not exist."""
        pairs = list(entries)
        self.names: dict[str, str] = dict(pairs)
        if len(self.names) < len(pairs):
            self.names = {}
            for key, name in pairs:
                self.names.setdefault(key, name)

    def __contains__(self, key: str) -> bool:
        return key in self.names

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for key, name in self.names.items():
            for text in {fold(name), fold(key)} - {""}:
                found.setdefault(text, []).append(key)
        return found

    def find(self, text: str) -> str | None:
        """The id that `text` names; None where there is none. Raises AmbiguousError."""
        if text in self.names:
            return text
        ids = self._by_name.get(fold(text), ())
        if len(ids) > 1:
            raise AmbiguousError(ids)
        return ids[0] if ids else None

    def near(self, text: str) -> str:
        """What `text` may have been meant to be, "" where nothing is close."""
        if len(self.names) > 3000:
            return ""
        close = get_close_matches(fold(text), list(self._by_name), 1, 0.7)
        return self._by_name[close[0]][0] if close else ""


def report_unknown(code: str, place: Place, text: str, directory: Directory, found: Collector) -> None:
    """The error for a text that names nothing, or more than one thing; none where the directory is not complete."""
    if not directory.complete:
        return
    try:
        directory.find(text)
    except AmbiguousError as several:
        found.add(error("name-ambiguous", place, ids=list(several.ids)[:10]))
        return
    near = "" if found.is_full(code, place) else directory.near(text)
    found.add(error(code, place, near=near))


def resolve(
    rows: Rows, slug: str, directory: Directory, code: str, found: Collector, *, blank: str = ""
) -> list[str | None]:
    """[n] ids of a column; `blank` where it says nothing, None (with a finding of `code`) where it names nothing."""
    texts = rows.column(slug)
    if set(texts) <= directory.names.keys():
        return list(texts)
    known: dict[str, str | None] = {}
    ids: list[str | None] = []
    for position, text in enumerate(texts):
        if text is None:
            ids.append(None if (slug, position) in rows.bad else blank)
            continue
        if text not in known:
            try:
                known[text] = directory.find(text)
            except AmbiguousError:
                known[text] = None
        if known[text] is None:
            report_unknown(code, rows.place(position, slug), text, directory, found)
        ids.append(known[text])
    return ids


def unique_ids(rows: Rows, found: Collector, taken: dict[str, tuple[str, int]] | None = None) -> list[bool]:
    """[n] False for rows whose id is blank, bad or was seen before; `taken`: (table, row) of the ids seen so far."""
    keys = rows.column("id")
    seen = {} if taken is None else taken
    if None not in keys and len(set(keys)) == len(rows) and seen.keys().isdisjoint(keys):
        if taken is not None:
            taken.update(zip(keys, zip(repeat(rows.table.slug), rows.numbers, strict=False), strict=False))
        return [True] * len(rows)
    fresh: list[bool] = []
    for position, key in enumerate(keys):
        if key is None:
            fresh.append(False)
            continue
        number = rows.numbers[position]
        first = seen.setdefault(key, (rows.table.slug, number))
        fresh.append(first == (rows.table.slug, number))
        if not fresh[-1]:
            code = "id-twice" if first[0] == rows.table.slug else "id-twice-in-tables"
            found.add(error(code, rows.place(position, "id"), first_row=first[1], table=first[0]))
    return fresh


def cycle_in(parents: dict[str, str]) -> list[str]:
    """The ids of one cycle of child -> parent, starting with its smallest; [] where there is none."""
    done: set[str] = set()
    for start in sorted(parents):
        path: dict[str, int] = {}
        node = start
        while node and node not in done and node not in path:
            path[node] = len(path)
            node = parents.get(node, "")
        if node in path:
            ring = list(path)[path[node] :]
            turn = ring.index(min(ring))
            return [*ring[turn:], *ring[:turn]]
        done.update(path)
    return []


def check_parents(rows: Rows, keys: Sequence[str | None], parents: Sequence[str | None], found: Collector) -> None:
    """An error for the first cycle, at the row of its first member."""
    ring = cycle_in({k: p for k, p in zip(keys, parents, strict=True) if k and p})
    if ring:
        position = next(k for k, key in enumerate(keys) if key == ring[0])
        found.add(error("cycle", rows.place(position, "parent"), ids=[*ring, ring[0]]))
