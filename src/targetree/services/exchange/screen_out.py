"""What is on the screen of the tree, to Excel: the rows that are open, the columns that are shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from targetree.books.report.screen import Screen, ScreenColumn, ScreenRow, write_screen
from targetree.engine.money import SCALES
from targetree.engine.periods import MONTHS, PlanYear
from targetree.services.access import Actor, use_case
from targetree.services.cells import Head, head_of
from targetree.services.errors import Invalid
from targetree.services.tree.by_product import by_product
from targetree.services.tree.marks import Marks, marks_of
from targetree.services.tree.periods import PartsShown, parts_of
from targetree.services.tree.rows import rows_below, rows_of
from targetree.services.versioning.showing import shown_version
from targetree.store.arrays import rows
from targetree.terms.words import word

USUAL = ("year", "q1", "q2", "q3", "q4", *(f"m{m}" for m in range(1, 13)))
MOST_COLUMNS, MOST_OPEN = 130, 5000
_KEY = re.compile(r"(?:(year)|q([1-4])|m(1[0-2]|[1-9])|t(1[0-2]|[1-9])-([1-3])|w(1[0-2]|[1-9])|d(1[0-2]|[1-9]))$")
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_THIRDS = {"zh": ("上旬", "中旬", "下旬"), "en": ("early", "middle", "late")}


@dataclass(frozen=True, slots=True)
class File:
    """A file to be handed over."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class _Column:
    shown: ScreenColumn
    amount: Callable[[int, Sequence[int]], int]
    """Of a node and its months."""
    first_month: int
    month_count: int
    """0 where holds cannot be on it."""


@use_case
def export_screen(
    *, actor: Actor, sheet: int, node: int, lang: str, opened: Sequence[str] = (), columns: Sequence[str] = USUAL,
    what: str = "", products: bool = False,
) -> File:  # fmt: skip
    """The rows of a node and what is open below it, as the actor may see them.

    `columns`: `year`, `q1`, `m1`, and for parts of month 3 `t3-1` (a third), `w3` (its weeks), `d3` (its days).
    `products`: the rows are the products of the node instead of the nodes below it.
    """
    head = head_of(actor, "see_targets", sheet, node)
    shown = shown_version(actor=actor, chosen=head.version)
    if shown is None or len(columns) > MOST_COLUMNS or len(opened) > MOST_OPEN:
        raise Invalid("no-such-cell", what=what or "*", when="")
    if products:
        listed, marks = _products(actor, sheet, node, set(opened))
        keyed: dict[int, tuple[str, str, int, bool, Sequence[int]]] = dict(enumerate(listed))
    else:
        keyed, marks = _nodes(actor, sheet, node, {int(n) for n in opened if n.isascii() and n.isdigit()}, what)
    chosen = _columns(actor, sheet, list(keyed) if not products else [], columns or USUAL, shown.year, what, lang)
    held = _held(marks, chosen)
    table = [
        ScreenRow(
            name, code, level, leaf, [column.amount(key, months) for column in chosen],
            held.get((node, code) if products else (key, what), frozenset()),
        )
        for key, (name, code, level, leaf, months) in keyed.items()
    ]  # fmt: skip
    measure, scale = _measure_name(head, sheet, lang), SCALES[head.kind]
    words = [shown.name, measure, *([what] if what else []), *([table[0].name] if table else [])]
    subtitle = " · ".join([_unit(head, lang), "底色为锁定的数" if lang == "zh" else "shaded: held"])
    data = write_screen(Screen(" · ".join(words), subtitle, [c.shown for c in chosen], table, scale, lang))
    return File("-".join([measure, *([what] if what else []), keyed[next(iter(keyed))][0]]) + ".xlsx", data)


def _nodes(
    actor: Actor, sheet: int, node: int, opened: set[int], what: str
) -> tuple[dict[int, tuple[str, str, int, bool, Sequence[int]]], Marks]:
    """Node -> name, code, level, leaf, months of the rows that are seen, in the order of the screen."""
    top = [row for row in rows_of(actor=actor, sheet=sheet, nodes=[node], what=what) if row.node == node]
    below = rows_below(actor=actor, sheet=sheet, node=node, what=what, all_levels=True) if node in opened else ()
    levels: dict[int, int] = {}
    found: dict[int, tuple[str, str, int, bool, Sequence[int]]] = {}
    for row in (*top, *below):
        seen = row.node == node or (row.parent in levels and row.parent in opened)
        if not seen:
            continue
        levels[row.node] = levels[row.parent] + 1 if row.parent in levels and row.node != node else 0
        found[row.node] = (row.name, row.code, levels[row.node], row.kind == "seat", row.months)
    return found, marks_of(actor, sheet, [row for row in (*top, *below) if row.node in found])


def _products(
    actor: Actor, sheet: int, node: int, opened: set[str]
) -> tuple[list[tuple[str, str, int, bool, Sequence[int]]], Marks]:
    told = by_product(actor=actor, sheet=sheet, node=node)
    levels: dict[str, int] = {}
    found: list[tuple[str, str, int, bool, Sequence[int]]] = []
    for row in told.rows:
        if row.parent is not None and (row.parent not in levels or (row.parent and row.parent not in opened)):
            continue
        levels[row.code] = levels[row.parent] + 1 if row.parent is not None else 0
        name = told.node_name if not row.code else row.name
        found.append((name, row.code, levels[row.code], row.children == 0 and bool(row.code), row.months))
    return found, told.marks


def _columns(
    actor: Actor, sheet: int, nodes: list[int], keys: Sequence[str], year: PlanYear, what: str, lang: str
) -> list[_Column]:
    parts: dict[tuple[str, int], PartsShown] = {}

    def part(kind: str, month: int) -> PartsShown:
        if (kind, month) not in parts:
            if not nodes:
                raise Invalid("no-such-cell", what=what or "*", when=kind)
            parts[kind, month] = parts_of(
                actor=actor, sheet=sheet, nodes=nodes, part=kind, first_month=month, month_count=1, what=what,  # type: ignore[arg-type]
            )  # fmt: skip
        return parts[kind, month]

    found: list[_Column] = []
    for key in keys:
        match = _KEY.match(key)
        if match is None:
            raise Invalid("no-such-cell", what=what or "*", when=key[:20])
        whole, quarter, month, of_third, third, of_weeks, of_days = match.groups()
        if whole:
            found.append(_months(_year_name(year, lang), 0, MONTHS, total=True))
        elif quarter:
            found.append(_months(_quarter_name(int(quarter), lang), 3 * int(quarter) - 3, 3, total=True))
        elif month:
            found.append(_months(_month_name(year, int(month) - 1, lang), int(month) - 1, 1))
        elif of_third:
            at = int(of_third) - 1
            heading = _THIRDS[lang][int(third) - 1]
            found.append(_of_part(part("third", at), int(third) - 1, heading, _month_name(year, at, lang)))
        else:
            kind, at = ("week", int(of_weeks) - 1) if of_weeks else ("day", int(of_days) - 1)
            told = part(kind, at)
            for k, column in enumerate(told.columns):
                name = _day(column.first) if kind == "day" else f"{_day(column.first)}–{_day(column.last)}"
                found.append(_of_part(told, k, name, _month_name(year, at, lang)))
    if len(found) > MOST_COLUMNS * 3:
        raise Invalid("no-such-cell", what=what or "*", when="")
    return found


def _months(heading: str, first: int, count: int, *, total: bool = False) -> _Column:
    def amount(_node: int, months: Sequence[int]) -> int:
        return sum(months[first : first + count])

    return _Column(ScreenColumn(heading, total=total), amount, first, count)


def _of_part(told: PartsShown, k: int, heading: str, above: str) -> _Column:
    return _Column(ScreenColumn(heading, above), lambda node, _months: told.lines.get(node, [0] * (k + 1))[k], 0, 0)


def _held(marks: Marks, columns: Sequence[_Column]) -> Mapping[tuple[int, str], frozenset[int]]:
    """(node, product) -> positions of columns that are held just so."""
    found: dict[tuple[int, str], frozenset[int]] = {}
    for hold in marks.holds:
        for at, column in enumerate(columns):
            if (column.first_month, column.month_count) == (hold.first_month, hold.month_count):
                key = (hold.node, hold.what)
                found[key] = found.get(key, frozenset()) | {at}
    return found


def _measure_name(head: Head, sheet: int, lang: str) -> str:
    with rows() as cursor:
        cursor.execute(
            "SELECT m.name, m.builtin FROM sheets s JOIN measures m ON m.id = s.measure_id WHERE s.id = %s", [sheet]
        )
        name, builtin = cursor.fetchone() or (head.measure, False)
    return word(head.measure, lang) if builtin else str(name)


def _unit(head: Head, lang: str) -> str:
    if head.kind == "money":
        return "单位：元" if lang == "zh" else "In main units of the currency"
    return "单位：个" if lang == "zh" else "Counts"


def _year_name(year: PlanYear, lang: str) -> str:
    return f"{year.year}年" if lang == "zh" else str(year.year)


def _quarter_name(quarter: int, lang: str) -> str:
    return f"{'一二三四'[quarter - 1]}季度" if lang == "zh" else f"Q{quarter}"


def _month_name(year: PlanYear, month: int, lang: str) -> str:
    start = year.month_starts[month]
    return f"{start.month}月" if lang == "zh" else _ENGLISH[start.month - 1]


def _day(day: date) -> str:
    return f"{day.month}/{day.day}"
