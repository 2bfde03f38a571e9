"""Sheets of plans go out and come back: the same file changes nothing, what changes is shown and kept as a whole."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest

from people import actor, node
from targetree.services.access import acting
from targetree.services.conditions.reading import conditions_of
from targetree.services.conditions.writing import change_condition
from targetree.services.errors import Conflict, Denied, Invalid
from targetree.services.exchange.work_in import WorkLooked, keep_work, look_at_work
from targetree.services.exchange.work_out import export_work
from targetree.services.plans.opening import open_plan
from targetree.store import models as store

pytestmark = pytest.mark.django_db
Rows = Sequence[Mapping[str, object]]


def book(**sheets: Rows) -> bytes:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, rows in sheets.items():
        sheet = made.create_sheet(title)
        headings = list(dict.fromkeys(slug for row in rows for slug in row))
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(slug) for slug in headings])
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def look(who: str = "seller", **sheets: Rows) -> WorkLooked:
    return look_at_work(actor=actor(who), file_name="plans.xlsx", data=book(**sheets))


def kept(who: str = "seller", **sheets: Rows) -> int:
    looked = look(who, **sheets)
    assert not looked.wrong and not looked.refused, (looked.findings, looked.refused)
    return keep_work(actor=actor(who), token=looked.token) if looked.token else 0


def told(query: Callable[[], Any], who: str = "seller") -> Any:
    with acting(actor(who).account_id):
        return query()


CONDITIONS: Rows = [
    {"id": "a", "who": "1103", "text": "四家新客户签约", "kind": "needed", "due": date(2027, 6, 30), "owner": "1103",
     "effect": 300000, "effect_month": "2027-06"},
    {"id": "b", "who": "1103", "parent": "a", "text": "样机测试通过", "difficulty": "工期紧"},
]  # fmt: skip


def test_what_goes_out_changes_nothing_when_it_comes_back() -> None:
    for lang in ("zh", "en"):
        file = export_work(actor=actor("manager"), lang=lang)  # type: ignore[arg-type]
        looked = look_at_work(actor=actor("manager"), file_name=file.name, data=file.data)
        assert not looked.wrong and not looked.refused, (looked.findings, looked.refused)
        assert looked.changes == () and looked.token == "" and looked.same > 0


def test_new_rows_are_shown_first_and_kept_then_and_the_same_file_again_is_nothing() -> None:
    before = told(store.Condition.objects.count)
    looked = look(conditions=CONDITIONS)
    assert [(c.table, c.number, c.new) for c in looked.changes] == [("conditions", 2, True), ("conditions", 3, True)]
    assert told(store.Condition.objects.count) == before
    assert keep_work(actor=actor("seller"), token=looked.token) == 2
    below = told(lambda: store.Condition.objects.get(text="样机测试通过"))
    above = told(lambda: store.Condition.objects.get(text="四家新客户签约"))
    assert below.parent_id == above.id and above.effect == 30_000_000 and above.effect_month == 5
    again = look(conditions=CONDITIONS)
    assert again.changes == () and again.same == 2


def test_only_what_differs_is_changed_and_named() -> None:
    kept(conditions=CONDITIONS)
    id = told(lambda: store.Condition.objects.get(text="样机测试通过").id)
    looked = look(conditions=[{"id": id, "who": "1103", "text": "样机测试一次通过"}])
    assert [(c.new, c.fields) for c in looked.changes] == [(False, ("text",))]
    keep_work(actor=actor("seller"), token=looked.token)
    row = told(lambda: store.Condition.objects.get(id=id))
    assert row.text == "样机测试一次通过" and row.difficulty == "工期紧"


def test_actions_serve_conditions_of_the_same_file() -> None:
    kept(
        conditions=CONDITIONS,
        actions=[{"who": "1103", "text": "寄样机", "due": date(2027, 3, 5), "cost": "1,200.50", "condition": "b",
                  "status": "doing", "urgent": "yes"}],
    )  # fmt: skip
    action = told(lambda: store.Action.objects.select_related("condition").get(text="寄样机"))
    assert action.condition.text == "样机测试通过"
    assert (action.cost_fen, action.status, action.urgent) == (120_050, "doing", True)


def test_a_row_that_a_room_refuses_is_named_and_nothing_is_kept() -> None:
    looked = look(
        actions=[
            {"who": "1103", "text": "先做", "starts": date(2027, 3, 9), "due": date(2027, 3, 5)},
            {"who": "1103", "text": "后做"},
        ],
    )
    assert [(r.number, r.error.code) for r in looked.refused] == [(2, "action-dates-backward")]
    assert looked.token == "" and not told(lambda: store.Action.objects.filter(text="后做").exists())


def test_rows_of_others_are_not_theirs_to_write() -> None:
    looked = look(conditions=[{"who": "1104", "text": "别人的"}])
    assert looked.wrong  # a colleague's code is not theirs to know
    looked = look("auditor", conditions=[{"who": "1103", "text": "审计写的"}])
    assert [r.error.code for r in looked.refused] == ["not-allowed"]


def test_a_plan_that_is_agreed_is_left_alone() -> None:
    plan = open_plan(actor=actor("seller"), node=node("1103"))
    told(lambda: store.WorkPlan.objects.filter(id=plan).update(status="agreed"))
    looked = look(conditions=[{"who": "1103", "text": "再加一条"}])
    assert [r.error.code for r in looked.refused] == ["plan-agreed"]


def test_conditions_in_a_circle_are_told() -> None:
    looked = look(
        conditions=[{"id": "x", "who": "1103", "parent": "y", "text": "甲"},
                    {"id": "y", "who": "1103", "parent": "x", "text": "乙"}],
    )  # fmt: skip
    assert {r.error.code for r in looked.refused} == {"work-parents-in-circle"}


def test_a_child_may_stand_before_its_parent() -> None:
    assert kept(conditions=list(reversed(CONDITIONS))) == 2


def test_what_somebody_else_looked_at_is_not_kept() -> None:
    token = look(conditions=CONDITIONS).token
    with pytest.raises(Denied):
        keep_work(actor=actor("leader"), token=token)
    with pytest.raises(Invalid, match="work-token"):
        keep_work(actor=actor("seller"), token=token[:-3] + "abc")


def test_what_cannot_be_kept_any_more_is_said() -> None:
    token = look(conditions=CONDITIONS).token
    plan = open_plan(actor=actor("seller"), node=node("1103"))
    told(lambda: store.WorkPlan.objects.filter(id=plan).update(status="submitted"))
    with pytest.raises(Conflict, match="work-moved-on"):
        keep_work(actor=actor("seller"), token=token)


def test_what_somebody_changed_meanwhile_is_not_written_over() -> None:
    kept(conditions=CONDITIONS)
    plan = open_plan(actor=actor("seller"), node=node("1103"))
    changed = [{**CONDITIONS[0], "difficulty": "换一种说法"}, *CONDITIONS[1:]]
    token = look(conditions=changed).token
    other = conditions_of(actor=actor("leader"), plan=plan).conditions[0]
    change_condition(actor=actor("leader"), plan=plan, condition=other.id, fields={"difficulty": "主管写的"})
    with pytest.raises(Conflict, match="work-plan-changed"):
        keep_work(actor=actor("seller"), token=token)
    after = conditions_of(actor=actor("leader"), plan=plan).one(other.id)
    assert after is not None and after.difficulty == "主管写的"
    assert keep_work(actor=actor("seller"), token=look(conditions=changed).token) == 1


def test_checkpoints_come_back_changed_and_add_up() -> None:
    from targetree.services.longterm.showing import long_term

    plan = open_plan(actor=actor("seller"), node=node("1103"))
    month = long_term(actor=actor("seller"), plan=plan).months[2]
    now = month.field("amount_signed")
    first, second, third = now.thirds
    assert first > 100 and month.days[0] and month.days[1]
    thirds = (first - 100, second + 100, third)
    rows = [
        {"who": "1103", "month": "2027-03", "third": name, "amount_signed": amount / 100}
        for name, amount in zip(("early", "middle", "late"), thirds, strict=True)
    ]
    assert kept(checkpoints=rows) == 1
    after = long_term(actor=actor("seller"), plan=plan).months[2].field("amount_signed")
    assert after.thirds == thirds and sum(after.thirds) == now.month
    rows[0]["amount_signed"] = first / 100 + 1_000_000_000
    assert look(checkpoints=rows).refused


def test_focus_and_points() -> None:
    sheets: dict[str, Rows] = {
        "focuses": [{"who": "1103", "quarter": "2027-Q3", "text": "做透苏州园区三家老客户", "share": 0.4}],
        "points": [{"who": "1103", "part": "obstacle", "text": "竞品降价一成，老客户在比价"}],
    }
    assert kept(**sheets) == 2
    focus = told(lambda: store.Focus.objects.get(plan__node__code="1103", plan__measure__code="bookings", quarter=2))
    assert focus.share_percent == 40 and not look(**sheets).changes
