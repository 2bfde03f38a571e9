"""Overrule what the model expects of a customer, with a reason. Both are kept."""

from __future__ import annotations

from targetree.services.access import Actor, require, use_case
from targetree.services.agreement.answers import text
from targetree.services.cells import amount_in_range, head_of
from targetree.services.errors import Invalid, Missing
from targetree.store import models as store

from .reading import CustomerOutlook, base_sheet, outlooks_below


@use_case
def customer_outlook(*, actor: Actor, sheet: int, node: int, customer: int) -> tuple[CustomerOutlook, ...]:
    """The rows of one customer at a node or below; several where money is due, overdue and to come. Raises Missing."""
    head = head_of(actor, "see_targets", sheet, node)
    found = tuple(row for row in outlooks_below(base_sheet(head), node) if row.customer == customer)
    if not found:
        raise Missing("not-found")
    return found


@use_case
def judge_customer(
    *, actor: Actor, sheet: int, node: int, customer: int, amount: int | None, reason: str = "", why: str = ""
) -> None:
    """Expect `amount` (smallest unit) of a customer in the plan year; None goes back to what the model expects.

    `node` is the customer's seat or unit or one above. Raises Invalid without a reason.
    """
    head = head_of(actor, "see_targets", sheet, node)
    row = customer_outlook(actor=actor, sheet=sheet, node=node, customer=customer)
    seat = head_of(actor, "see_targets", sheet, row[0].node)
    require(actor, "judge", seat.path)
    said = text(reason)
    if amount is not None:
        amount_in_range(amount)
        if not said:
            raise Invalid("reason-needed")
    measure = store.Measure.objects.get(code=head.measure)
    year = store.Company.objects.values_list("plan_year", flat=True).get()
    store.Judgement.objects.create(
        measure=measure, year=year, customer_id=customer, node_id=row[0].node, amount=amount,
        model_said=sum(one.modelled for one in row), reason=said, account_id=actor.account_id,
    )  # fmt: skip
