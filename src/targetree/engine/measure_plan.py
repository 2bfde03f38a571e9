"""The plan of one measure: stated cells, ground, cascade, receipts, and the findings on the way."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from .basis.ground import Footing, footing
from .book import Book, Measure
from .findings import Finding, Place, has_errors, note, warning
from .holds.cascade import Cascade, cascade
from .holds.clashes import clash_finding, sum_finding
from .holds.stated import StatedCells, star_only, stated_cells, year_is_stated
from .holds.sums import disagreements
from .money import Amount
from .receipts import receipts
from .result import MeasurePlan
from .setting import Setting
from .tree import ALL, Tree, lone

_MOST_CLASHES = 4
"""How many contradictions of one measure are looked for before giving up."""


def plan_measure(setting: Setting, measure: Measure) -> tuple[MeasurePlan | None, list[Finding]]:
    """The measure's plan, or None with at least one error among the findings."""
    what = lone(ALL) if star_only(setting.book, measure) else setting.products
    stated = stated_cells(setting.book, measure, setting.year, setting.who, what)
    findings = list(stated.findings)
    if has_errors(findings):
        return None, findings
    base = footing(setting, measure, what)
    base = _let_stated_people_carry(setting, base, stated, findings)
    factors = over_assignments(setting.book, setting.who)
    found, clashes = _cascade(setting, measure, base, stated, factors)
    if clashes or found is None:
        return None, findings + clashes
    findings += base.findings
    if not year_is_stated((*stated.held, *stated.starts), setting.who, what, base.ground.room):
        findings.append(warning("measure-partly-stated", Place("targets"), measure=measure.id))
    findings += _odd_rests(setting, measure, found) + _over_assigned(setting, measure, found)
    boxes = frozenset(s.box for s in stated.held)
    month_basis = setting.book.company.seasonality
    paper = receipts(
        setting.who,
        what,
        found,
        base.ground.ideal.sum(axis=(1, 2)),
        (base.basis, month_basis, base.thin),
        boxes,
        [s.box for s in stated.starts],
    )
    held = frozenset((b.who, b.what, b.first_month) for b in boxes if b.month_count == 1)
    return MeasurePlan(measure, what, found.cells, found.targets, held, paper), findings


def over_assignments(book: Book, who: Tree) -> dict[int, Fraction]:
    """Node of who -> over-assignment, where it is not 1."""
    return {who.index[u.id]: u.over_assign for u in book.units if u.over_assign != 1}


def _cascade(
    setting: Setting, measure: Measure, base: Footing, stated: StatedCells, factors: dict[int, Fraction]
) -> tuple[Cascade | None, list[Finding]]:
    """The cascade, or every contradiction: after each its cells are set aside and the rest is tried again."""
    held = list(stated.held)
    clashes: list[Finding] = []
    for total, parts in disagreements(held, setting.who, base.ground.what, factors):
        place = (measure, setting.year, setting.book)
        clashes.append(sum_finding(place, total, parts, factors.get(total.box.who, Fraction(1))))
        held = [s for s in held if s is not total]
    while len(clashes) < _MOST_CLASHES:
        found = cascade(base.ground, held, stated.starts, factors)
        if isinstance(found, Cascade):
            return found, clashes
        trees = (setting.who, base.ground.what)
        clashes.append(clash_finding(setting.book, measure, setting.year, trees, found, factors))
        held = [s for s in held if s.source not in found.stated]
    return None, clashes


def _let_stated_people_carry(setting: Setting, base: Footing, stated: StatedCells, findings: list[Finding]) -> Footing:
    """People who carry nothing but have a target of their own are given room in the months they work."""
    leaf_of = {int(node): leaf for leaf, node in enumerate(setting.who.leaf_nodes)}
    leaves = {leaf_of[s.box.who] for s in (*stated.held, *stated.starts) if s.box.who in leaf_of and s.amount}
    idle = sorted(leaf for leaf in leaves if not setting.person(leaf).carries)
    if not idle:
        return base
    room, strength = base.ground.room.copy(), base.ground.strength.copy()
    for leaf in idle:
        room[leaf] = setting.calendar.days_in_month[setting.calendar.person_class[leaf]] > 0
        strength[leaf] = max(float(strength.max()), 1.0)
        person = setting.person(leaf)
        findings.append(warning("target-on-non-carrier", Place("people", person.row, "carries"), who=person.id))
    return replace(base, ground=replace(base.ground, room=room, strength=strength))


def _odd_rests(setting: Setting, measure: Measure, found: Cascade) -> list[Finding]:
    return [
        note(
            "odd-rest",
            Place("people", setting.person(leaf).row, who=setting.person(leaf).id),
            who=setting.person(leaf).id,
            rest=Amount(rest, measure.scale),
            quantum=Amount(quantum, measure.scale),
            unit=setting.person(leaf).unit,
        )
        for leaf, rest, quantum in found.odd_rests
    ]


def _over_assigned(setting: Setting, measure: Measure, found: Cascade) -> list[Finding]:
    carried = setting.who.roll_up(found.cells.sum(axis=(1, 2)))
    out = []
    for node, target in sorted(found.targets.items()):
        own, given = int(target[0].sum()), int(carried[node])
        if own != given:
            out.append(
                note(
                    "over-assigned",
                    Place(who=setting.who.ids[node]),
                    who=setting.who.ids[node],
                    target=Amount(own, measure.scale),
                    given=Amount(given, measure.scale),
                    difference=Amount(given - own, measure.scale),
                )
            )
    return out
