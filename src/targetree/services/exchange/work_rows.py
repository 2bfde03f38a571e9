"""Rows of the sheets of work plans, written through the use cases of their rooms, one after the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from django.db import transaction

from targetree.books.work_sheets import WorkRow
from targetree.services.access import Actor
from targetree.services.actions.progress import confirm_action, move_action
from targetree.services.actions.writing import Contents, change_action, contents_of, create_action
from targetree.services.conditions.judging import judge_condition
from targetree.services.conditions.placing import move_condition
from targetree.services.conditions.writing import Fields, add_condition, change_condition
from targetree.services.errors import Invalid, ServiceError
from targetree.services.fiveparts.writing import Written, write_points
from targetree.services.longterm.changing import Wish, set_checkpoints, set_month
from targetree.services.longterm.fields import FIELDS
from targetree.services.longterm.focus import set_focus
from targetree.services.longterm.showing import long_term
from targetree.services.plans.opening import open_plan
from targetree.store import models as store

from .work_known import Names

THIRDS = ("early", "middle", "late")


@dataclass(frozen=True)
class Change:
    """A row that becomes another, or is new. `fields`: the columns that change."""

    table: str
    number: int
    who: str
    text: str
    new: bool
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Refusal:
    """A row that cannot be as it is written."""

    table: str
    number: int
    who: str
    error: ServiceError


@dataclass
class Writing:
    """Writes rows, and keeps what changed and what was refused. Within a transaction of the caller's."""

    actor: Actor
    names: Names
    changes: list[Change] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    same: int = 0
    _plans: dict[tuple[str, str], int] = field(default_factory=dict)
    _labels: dict[tuple[int, str], int] = field(default_factory=dict)
    """(plan, what the file calls a condition) -> its id."""

    @property
    def plans(self) -> frozenset[int]:
        """The plans that the rows are of."""
        return frozenset(self._plans.values())

    def write(self, rows: Sequence[WorkRow]) -> None:
        """All of them: conditions first, since actions name them."""
        by_table: dict[str, list[WorkRow]] = defaultdict(list)
        for row in rows:
            by_table[row.table].append(row)
        self._conditions(by_table["conditions"])
        for row in by_table["actions"]:
            self._row(row, self._action)
        self._checkpoints(by_table["checkpoints"])
        for row in by_table["focuses"]:
            self._row(row, self._focus)
        for row in by_table["points"]:
            self._row(row, self._point)

    def _row(self, row: WorkRow, write: Callable[[int, WorkRow], tuple[bool, Sequence[str]]]) -> bool:
        """One row, whole or not at all. Returns whether it was taken."""
        who, text = str(row.values.get("who") or ""), str(row.values.get("text") or "")
        try:
            plan = self._plan(row)
            with transaction.atomic():
                new, fields = write(plan, row)
        except ServiceError as error:
            self.refused.append(Refusal(row.table, row.number, who, error))
            return False
        if new or fields:
            self.changes.append(Change(row.table, row.number, who, text, new, tuple(fields)))
        else:
            self.same += 1
        return True

    def _plan(self, row: WorkRow) -> int:
        of = (str(row.values["who"]), str(row.values["measure"]))
        if of not in self._plans:
            with transaction.atomic():
                self._plans[of] = open_plan(actor=self.actor, node=self.names.nodes[of[0]], measure=of[1])
        return self._plans[of]

    def _conditions(self, rows: Sequence[WorkRow]) -> None:
        """Each after the one that it stands below, wherever that is in the file."""
        waiting = list(rows)
        while waiting:
            later = []
            mine = {(str(r.values["who"]), str(r.values["measure"]), _label(r, "id")) for r in waiting} - {("", "", "")}
            for row in waiting:
                above = _label(row, "parent")
                of = (str(row.values["who"]), str(row.values["measure"]), above)
                if above and of in mine and above != _label(row, "id"):
                    later.append(row)
                else:
                    self._row(row, self._condition)
            if len(later) == len(waiting):
                self.refused += [
                    Refusal(r.table, r.number, str(r.values["who"]), Invalid("work-parents-in-circle")) for r in later
                ]
                return
            waiting = later

    def _condition(self, plan: int, row: WorkRow) -> tuple[bool, Sequence[str]]:
        values, label = row.values, _label(row, "id")
        parent = self._condition_named(plan, _label(row, "parent")) if _label(row, "parent") else None
        there = self._there(store.Condition, plan, label, text=values["text"], parent_id=parent)
        wanted: dict[str, Any] = {}
        for slug in ("text", "kind", "difficulty", "breakthrough", "due", "effect", "effect_month"):
            if slug in values:
                wanted[slug] = values[slug]
        for slug in ("kind", "difficulty", "breakthrough"):
            if slug in wanted:
                wanted[slug] = wanted[slug] or ("free" if slug == "kind" else "")
        if "owner" in values:
            wanted["owner"] = self.names.persons.get(values["owner"] or "")
        if "effect_product" in values:
            wanted["effect_product"] = self.names.products.get(values["effect_product"] or "")
        changed: list[str]
        if there is None:
            there = add_condition(actor=self.actor, plan=plan, fields=_fields(wanted), parent=parent)
            new, changed, now = True, list(wanted), store.Condition.objects.get(id=there)
        else:
            new, now = False, store.Condition.objects.get(id=there)
            column = {"owner": "owner_id", "effect_product": "effect_product_id"}
            changed = [slug for slug, value in wanted.items() if getattr(now, column.get(slug, slug)) != value]
            if changed:
                fields = _fields({slug: wanted[slug] for slug in changed})
                change_condition(actor=self.actor, plan=plan, condition=there, fields=fields)
            if "parent" in values and now.parent_id != parent:
                move_condition(actor=self.actor, plan=plan, condition=there, parent=parent)
                changed.append("parent")
        state = values.get("state") or now.state
        if state != now.state:
            judge_condition(actor=self.actor, plan=plan, condition=there, state=state)
            changed.append("state")
        if label:
            self._labels[plan, label] = there
        return new, changed

    def _condition_named(self, plan: int, label: str) -> int:
        """Raises Invalid where the plan has none of that name."""
        found = self._labels.get((plan, label)) or self._there(store.Condition, plan, label)
        if found is None:
            raise Invalid("work-no-such-condition", label=label[:40])
        return found

    @staticmethod
    def _there(model: Any, plan: int, label: str, **alike: Any) -> int | None:
        """The row of that id; without one, the row that says the same already: a file sent twice changes nothing."""
        rows = model.objects.filter(plan_id=plan)
        if label.isascii() and label.isdigit() and len(label) < 19:
            found = rows.filter(id=int(label)).values_list("id", flat=True).first()
            if found is not None:
                return int(found)
        found = rows.filter(**alike).values_list("id", flat=True).first() if alike else None
        return None if found is None else int(found)

    def _action(self, plan: int, row: WorkRow) -> tuple[bool, Sequence[str]]:
        values = row.values
        customer = self.names.customers.get(values.get("customer") or "")
        alike = {"text": values["text"], "customer_id": customer}
        there = self._there(store.Action, plan, _label(row, "id"), **alike)
        before = contents_of(actor=self.actor, plan=plan, action=there) if there else Contents("")
        wanted: dict[str, Any] = {}
        for slug, name in _CONTENTS.items():
            if slug in values:
                value = values[slug]
                wanted[name] = ("" if value is None else value) if isinstance(getattr(before, name), str) else value
        for name, slug in (("urgent", "urgent"), ("important", "important")):
            if values.get(slug) is not None:
                wanted[name] = values[slug]
        if "customer" in values:
            wanted["customer"] = customer
        if "owner" in values:
            wanted["owner"] = self.names.persons.get(values["owner"] or "")
        if "condition" in values:
            wanted["condition"] = self._condition_named(plan, _label(row, "condition")) if values["condition"] else None
        after = replace(before, **wanted)
        changed = [name for name, value in wanted.items() if getattr(before, name) != value]
        new = there is None
        if there is None:
            there = create_action(actor=self.actor, plan=plan, contents=after)
        elif changed:
            change_action(actor=self.actor, plan=plan, action=there, contents=after)
        return new, [*changed, *self._progress(plan, there, values)]

    def _progress(self, plan: int, action: int, values: Mapping[str, Any]) -> list[str]:
        now, changed = store.Action.objects.get(id=action), []
        if values.get("status") not in (None, now.status):
            move_action(actor=self.actor, plan=plan, action=action, status=values["status"])
            changed.append("status")
        if "confirmed_on" in values and values["confirmed_on"] != now.confirmed_on:
            confirm_action(actor=self.actor, plan=plan, action=action, on=values["confirmed_on"])
            changed.append("confirmed_on")
        return changed

    def _checkpoints(self, rows: Sequence[WorkRow]) -> None:
        """The thirds of a month together: they add up to it."""
        months: dict[tuple[str, str, int], list[WorkRow]] = defaultdict(list)
        for row in rows:
            months[str(row.values["who"]), str(row.values["measure"]), row.values["month"]].append(row)
        for group in months.values():
            self._row(group[0], lambda plan, _, group=group: self._month(plan, group))  # type: ignore[misc]

    def _month(self, plan: int, group: Sequence[WorkRow]) -> tuple[bool, Sequence[str]]:
        month = group[0].values["month"]
        found = long_term(actor=self.actor, plan=plan).months
        shown = next((m for m in found if m.at == month), None)
        if shown is None:
            raise Invalid("work-no-checkpoints")
        changed: dict[str, dict[int, int]] = defaultdict(dict)
        for row in group:
            third = THIRDS.index(row.values["third"])
            for name in FIELDS:
                amount = row.values.get(name)
                if amount is not None and shown.field(name).thirds[third] != amount:
                    changed[name][third] = amount
        for name, thirds in changed.items():
            now = shown.field(name)
            whole = sum(thirds.get(at, now.thirds[at]) for at in range(len(THIRDS)))
            if now.own and whole != now.planned:
                set_month(actor=self.actor, plan=plan, month=month, field=name, amount=whole)
            wishes = [Wish(at, name, thirds.get(at, now.thirds[at])) for at in range(len(THIRDS)) if shown.days[at]]
            set_checkpoints(actor=self.actor, plan=plan, month=month, wishes=wishes)
        return bool(changed) and not shown.kept, list(changed)

    def _focus(self, plan: int, row: WorkRow) -> tuple[bool, Sequence[str]]:
        values = row.values
        now = store.Focus.objects.filter(plan_id=plan, quarter=values["quarter"]).first()
        share = None if values.get("share") is None else round(values["share"] * 100)
        if "share" not in values and now is not None:
            share = now.share_percent
        changed = [] if now is None else [
            slug for slug, was, wanted in (("text", now.text, values["text"]), ("share", now.share_percent, share))
            if was != wanted
        ]  # fmt: skip
        if now is None or changed:
            set_focus(
                actor=self.actor, plan=plan, quarter=values["quarter"], text=values["text"], share_percent=share,
                serving=now.serving if now else (),
            )  # fmt: skip
        return now is None, changed

    def _point(self, plan: int, row: WorkRow) -> tuple[bool, Sequence[str]]:
        values = row.values
        there = self._there(store.PlanPoint, plan, _label(row, "id"), text=values["text"], part=values["part"])
        now = store.PlanPoint.objects.get(id=there) if there else None
        wanted = {slug: values[slug] for slug in ("part", "text", "kind", "amount", "starts", "due") if slug in values}
        wanted["kind"] = wanted.get("kind") or (now.kind if now and "kind" not in values else "")
        changed = [] if now is None else [slug for slug, value in wanted.items() if getattr(now, slug) != value]
        if now is None or changed:
            before = {} if now is None else {
                "amount": now.amount, "starts": now.starts, "due": now.due, "at_percent": now.at_percent,
                "obstacle": now.obstacle_id,
            }  # fmt: skip
            write_points(actor=self.actor, plan=plan, points=[Written(**{**before, **wanted, "id": there})])
        return now is None, changed


_CONTENTS = {
    "text": "text", "outcome": "outcome", "starts": "starts", "due": "due", "place": "place", "materials": "materials",
    "cost": "cost_fen", "marketing": "marketing", "marketing_cost": "marketing_fen", "return": "return_fen",
}  # fmt: skip


def _label(row: WorkRow, slug: str) -> str:
    return str(row.values.get(slug) or "").strip()


def _fields(values: Mapping[str, Any]) -> Fields:
    return cast(Fields, dict(values))
