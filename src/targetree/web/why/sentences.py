"""How a number came about, in whole sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from targetree.services.reasons.receipt_steps import Step
from targetree.services.reasons.receipts import ChangeShown, HoldOnIt, Receipt
from targetree.terms.words import word
from targetree.web.looks.amounts import amount, exact, percent, signed
from targetree.web.looks.words import measure_name, period_name
from targetree.web.templatetags.ui import language


def summary(receipt: Receipt) -> str:
    """The whole in one or two sentences."""
    told = {
        "company": short(receipt, receipt.company_own), "measure": measure(receipt), "period": period(receipt),
        "share": percent(receipt.share_of_company, 2 if receipt.share_of_company < 0.01 else 1),
        "amount": short(receipt, receipt.amount), "name": receipt.node_name,
    }  # fmt: skip
    if len(receipt.head.path) == 1:
        return _("The company's {measure} in {period}: {amount}.").format(**told)
    return _("{name} carries {amount} of {measure} in {period}: {share} of what is handed down in the company.").format(
        **told
    )


def compared(receipt: Receipt) -> str:
    """Against the year before; blank where nothing is known."""
    if not receipt.last_year:
        return ""
    told = {"before": short(receipt, receipt.last_year), "growth": _growth(receipt.amount / receipt.last_year - 1)}
    return _("The same months of the year before brought {before}; that is {growth}.").format(**told)


def _growth(growth: float) -> str:
    if growth >= 0:
        return _("{percent} more").format(percent=percent(growth))
    return _("{percent} less").format(percent=percent(-growth))


def why_step(receipt: Receipt, step: Step, above: str) -> str:
    """Why it is that part of the step before."""
    told = {"above": above, "share": percent(step.planned_share, 1 if (step.planned_share or 0) >= 0.01 else 2)}
    if step.level == "company" and step.basis == "sum":
        return _("The sum of what its parts were given.")
    if step.basis == "stated":
        return _stated(receipt, step, told)
    if step.level == "quarter":
        return _("The sum of its three months: {share} of the year.").format(**told)
    if step.basis == "fitted" and step.level in ("unit", "seat"):
        told["basis"] = word(receipt.company_basis, language())
        return _(
            "{share} of {above}: shared by {basis} first, then moved so that all totals that were fixed"
            " hold at the same time."
        ).format(**told)
    if step.basis == "fitted":
        return _(
            "{share} of {above}: shared by working days and season first, then moved so that all totals that were fixed"
            " hold at the same time."
        ).format(**told)
    sentence = {
        "history": _("{share} of {above}: the part in the sales of the last twelve months."),
        "potential": _(
            "{share} of {above}: the part in what customers may bring and in open opportunities by their odds."
        ),
        "capacity": _(
            "{share} of {above}: the part in the working capacity, with part-time work, joining, leaving and ramp-up."
        ),
        "weight": _("{share} of {above}: by the weights that were stated."),
        "equal": _("{share} of {above}: everybody gets the same."),
        "median": _("{share} of {above}: too new for a record of their own, so the middle of the unit counts."),
        "mix": _("{share} of {above}: the product's part in the own sales and the unit's."),
        "workday": _("{share} of the year: its working days, and how the season runs in the record of past years."),
        "share": _("{share} of the year: the month's part in last year's sales."),
        "flat": _("{share} of the year: all months alike."),
        "start": _("A starting value that was given, and moved as little as the fixed totals allow."),
        "sum": _("The sum of what its parts were given."),
    }.get(step.basis)
    if sentence is None:
        return _("{share} of {above}.").format(above=above, share=percent(step.share))
    return sentence.format(**told)


def _stated(receipt: Receipt, step: Step, told: dict[str, str]) -> str:
    for hold in receipt.holds:
        place = (hold.node, hold.what, hold.first_month, hold.month_count)
        if place == (step.node, step.what, step.first_month, step.month_count) and hold.reason:
            told |= {"reason": hold.reason, "who": hold.owner}
            if hold.owner:
                return _("Fixed by {who}: {reason}.").format(**told)
            return _("Fixed: {reason}.").format(**told)
    return _("Fixed as it is.")


def sums(receipt: Receipt, step: Step) -> str:
    """The arithmetic of a step as it was planned; blank where there is none."""
    if step.planned is None or step.planned_above is None or step.planned_share is None or step.rounding is None:
        return ""
    scale = receipt.scale
    rounding = round(step.rounding)
    text = f"{exact(step.planned_above, scale)} × {step.planned_share * 100:.4f}%"
    if rounding:
        text += f" {'+' if rounding > 0 else '−'} {exact(abs(rounding), scale)}"
    return f"{text} = {exact(step.planned, scale)}"


def rounded(receipt: Receipt, step: Step) -> str:
    """What rounding did, where somebody would notice; blank otherwise."""
    if step.rounding is None or step.level not in ("seat", "unit") or abs(step.rounding) < receipt.scale:
        return ""
    told = {"amount": signed(round(step.rounding), receipt.scale, language()), "step": short(receipt, receipt.round_to)}
    if receipt.round_to > receipt.scale and step.level == "seat":
        return _("Rounded to {step}: {amount}.").format(**told)
    return _("Rounding: {amount}.").format(**told)


def padded(receipt: Receipt, step: Step) -> str:
    """Over-assignment, openly; blank where there is none."""
    if not step.padding:
        return ""
    told = {
        "own": short(receipt, step.own_target), "handed": short(receipt, step.amount),
        "more": short(receipt, abs(step.padding)),
        "percent": percent(step.padding / step.own_target if step.own_target else 0),
    }  # fmt: skip
    if step.padding < 0:
        return _("Its own target is {own}; {handed} is handed on, {more} less.").format(**told)
    return _(
        "Its own target is {own}; {handed} is handed on: {more} ({percent}) more, so that it is reached"
        " even if somebody falls short."
    ).format(**told)


def by_hand(receipt: Receipt, step: Step) -> str:
    """What was changed by hand since the plan was made."""
    if not step.by_hand:
        return ""
    told = {"change": signed(step.by_hand, receipt.scale, language()), "planned": short(receipt, step.planned or 0)}
    return _("Changed by hand since: {change} (the plan said {planned}).").format(**told)


def change_where(receipt: Receipt, change: ChangeShown) -> str:
    """Where a change was made, when it was not this very figure; blank otherwise."""
    cell = receipt.cell
    if (change.node, change.what, change.first_month, change.month_count) == (
        cell.node, cell.what, cell.first_month, cell.month_count,
    ):  # fmt: skip
        return ""
    if change.node is None:
        return _("made at somebody else's number, from which this one made room")
    parts = [change.node_name if change.node != cell.node else ""]
    parts.append(receipt.products.get(change.what, change.what))
    if change.month_count != 12:
        parts.append(period_name(receipt.year, change.first_month, change.month_count))
    named = " · ".join(p for p in parts if p)
    return _("made at {where}").format(where=named) if named else ""


def change_kind(change: ChangeShown) -> str:
    """What sort of change it was, where it was not a plain edit."""
    return {
        "undo": _("taken back"), "settle": _("agreed after a proposal"), "transfer": _("a transfer"),
        "import": _("import"),
    }.get(change.kind, "")  # fmt: skip


def held_where(receipt: Receipt, hold: HoldOnIt) -> str:
    """The cell of a hold in words."""
    parts = [hold.node_name, receipt.products.get(hold.what, hold.what)]
    parts.append(period_name(receipt.year, hold.first_month, hold.month_count))
    return " · ".join(p for p in parts if p)


def measure(receipt: Receipt) -> str:
    return measure_name(receipt.head.measure, receipt.measure_name, receipt.builtin)


def period(receipt: Receipt) -> str:
    return period_name(receipt.year, receipt.cell.first_month, receipt.cell.month_count)


def short(receipt: Receipt, units: int) -> str:
    return amount(units, receipt.scale, language())
