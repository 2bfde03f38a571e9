"""Support of a person, a unit or the company, and one customer behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from targetree.engine.support.what_if import Change
from targetree.services.errors import Invalid, ServiceError
from targetree.services.support.competition import competition_of
from targetree.services.support.judging import customer_outlook, judge_customer
from targetree.services.support.reactivating import worth_a_call
from targetree.services.support.reading import CustomerOutlook
from targetree.services.support.renewing import renew_outlooks
from targetree.services.support.showing import Part, SupportShown, support_of
from targetree.services.support.white_space import white_space as found_space
from targetree.services.tree.targets import SheetShown, sheets, top_nodes
from targetree.services.versioning.showing import shown_version
from targetree.web.context import chosen_version
from targetree.web.guard import Request, in_words, page
from targetree.web.looks.amount_field import AmountField
from targetree.web.looks.words import name_by_code
from targetree.web.partials import done, say
from targetree.web.tree import asked

from . import what_if
from .more import back_to, bars
from .reasons import reasons_of

PAGE = 40
TO_CALL = 8
REASONS = 5
"""Reasons for lost orders named on the page itself."""
MISSING = 8
"""Customers named in the white space of a product."""
STAGES = ("past", "current", "future")


@dataclass(frozen=True)
class Segment:
    """A part of the stacked bar, in percent of its length."""

    part: Part
    width: float


@require_safe
@page
def support(request: Request) -> HttpResponse:
    """`?sheet=&at=` choose the number, `?stage=&q=&page=` the customers."""
    query = request.GET
    version = shown_version(actor=request.actor, chosen=chosen_version(request))
    money = _money(request, version.version) if version else []
    if not version or not money:
        return render(request, "support/none.html", {})
    sheet = next((s for s in money if s.id == asked.maybe_id(query, "sheet")), money[0])
    tops = top_nodes(actor=request.actor, version=version.version)
    node = asked.maybe_id(query, "at") or (tops[0] if tops else None)
    if node is None:
        return render(request, "support/none.html", {})
    found = support_of(actor=request.actor, sheet=sheet.id, node=node)
    return render(request, "support/support.html", _shown(request, found, money, sheet) | {"version": version})


def _money(request: Request, version: int) -> list[SheetShown]:
    return [s for s in sheets(actor=request.actor, version=version) if s.kind == "money" and s.tier == "base"]


def _shown(request: Request, found: SupportShown, money: list[SheetShown], sheet: SheetShown) -> dict[str, Any]:
    whole = max(found.target, found.in_hand, 1)
    customers = _chosen(request, found.customers)
    start = (asked.whole(request.GET, "page", 1, 10**6, 1) - 1) * PAGE
    dormant = worth_a_call(found.customers)
    lost = competition_of(actor=request.actor, sheet=sheet.id, node=found.node)
    missing = -(-found.gap // found.base.new_customer) if found.base.new_customer else 0
    return {
        "found": found,
        "scale": found.scale,
        "sheet": sheet,
        "measures": [(s.id, name_by_code(s.measure, s.measure_name)) for s in money],
        "segments": [Segment(part, part.expected / whole * 100) for part in found.parts if part.expected],
        "below": [(row, [amount / max(row.target, row.in_hand, 1) * 100 for amount in row.expected],
                   row.in_hand / row.target if row.target else None) for row in found.below],
        "sliders": what_if.sliders(found.base, missing),
        "rate_ppm": round(found.base.repeat_rate * 1_000_000),
        "customers": customers[start:start + PAGE],
        "count": len(customers),
        "start": start,
        "last": min(start + PAGE, len(customers)),
        "earlier": start // PAGE if start else None,
        "later": start // PAGE + 2 if start + PAGE < len(customers) else None,
        "stage": request.GET.get("stage", ""),
        "to_call": dormant[:TO_CALL],
        "more_to_call": max(len(dormant) - TO_CALL, 0),
        "competition": lost,
        "lost_reasons": bars(lost)["reasons"][:REASONS],
        "here": f"{reverse('support')}?{urlencode({'sheet': sheet.id, 'at': found.node})}",
        "missing": missing,
    } | what_if.result(found.base, Change(found.base.repeat_rate), found.scale)  # fmt: skip


def _chosen(request: Request, customers: tuple[CustomerOutlook, ...]) -> list[CustomerOutlook]:
    stage, words = request.GET.get("stage", ""), asked.words(request.GET, "q").strip().casefold()
    return [
        row
        for row in customers
        if (not stage or row.stage == stage) and (not words or words in f"{row.name} {row.code} {row.city}".casefold())
        if row.expected or row.orders or row.judged or words or stage == "future"
    ]


class JudgeForm(forms.Form):
    """What is expected instead of the model's amount."""

    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("What do you know that the orders do not show?"),
    )  # fmt: skip

    def __init__(self, *args: Any, scale: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["amount"] = AmountField(scale, label=gettext_lazy("You expect"), required=False)


@require_http_methods(["GET", "HEAD", "POST"])
@page
def customer(request: Request, sheet: int, node: int, customer: int) -> HttpResponse:
    """What a customer can bring and why; POST says otherwise, or with `model=1` goes back to the model."""
    if max(sheet, node, customer) > asked.LARGEST_ID:
        raise Invalid("not-found")
    rows = customer_outlook(actor=request.actor, sheet=sheet, node=node, customer=customer)
    found = support_of(actor=request.actor, sheet=sheet, node=rows[0].node)
    space = found_space(actor=request.actor, sheet=sheet, node=rows[0].node)
    back, lost = (
        back_to(sheet, node),
        competition_of(actor=request.actor, sheet=sheet, node=rows[0].node, customer=customer),
    )
    sending = request.method == "POST"
    form = JudgeForm(request.POST if sending else None, scale=found.scale, initial=_begin(rows))
    if sending and form.is_valid():
        amount = None if request.POST.get("model") else form.cleaned_data["amount"]
        if amount is None and not request.POST.get("model"):
            form.add_error("amount", _("Write an amount such as 2,717,000 or 271.7万."))
        else:
            try:
                judge_customer(
                    actor=request.actor, sheet=sheet, node=node, customer=customer, amount=amount,
                    reason=form.cleaned_data["reason"],
                )  # fmt: skip
            except ServiceError as error:
                if error.code in ("not-allowed", "not-found"):
                    raise
                form.add_error(None, in_words(error))
            else:
                return _kept(request, back)
    return render(request, "support/customer.html", {
        "rows": rows, "row": rows[0], "scale": found.scale, "form": form, "back": back, "may_judge": found.may_judge,
        "modelled": sum(one.modelled for one in rows), "expected": sum(one.expected for one in rows),
        "products": [(c.name, space.bought.get(customer, {}).get(c.code)) for c in space.categories],
        "lost": lost.lost, "notes": lost.notes,
        "reasons": [sentence for one in rows for sentence in reasons_of(one, found.scale)],
    }, status=422 if form.errors else 200)  # fmt: skip


@require_safe
@page
def white_space(request: Request, sheet: int, node: int) -> HttpResponse:
    """Which customers do not buy which products yet."""
    if max(sheet, node) > asked.LARGEST_ID:
        raise Invalid("not-found")
    space = found_space(actor=request.actor, sheet=sheet, node=node)
    return render(request, "support/white_space.html", {
        "space": space, "sheet": sheet, "node": node,
        "scale": support_of(actor=request.actor, sheet=sheet, node=node).scale,
        "back": back_to(sheet, node),
        "categories": [(c, c.missing[:MISSING], max(len(c.missing) - MISSING, 0)) for c in space.categories],
    })  # fmt: skip


@require_POST
@page
def renew(request: Request) -> HttpResponse:
    """Work out anew what customers can bring."""
    version = asked.id_of(request.POST, "version")
    counted = renew_outlooks(actor=request.actor, version=version)
    text = ngettext("Worked out anew: {n} customer.", "Worked out anew: {n} customers.", counted).format(n=counted)
    say(request, text)
    chosen = {name: asked.maybe_id(request.POST, name) for name in ("sheet", "at")}
    return redirect(f"{reverse('support')}?{urlencode({name: id for name, id in chosen.items() if id})}")


def _begin(rows: tuple[CustomerOutlook, ...]) -> dict[str, str]:
    judged = rows[0].judged
    return {"reason": judged.reason} if judged else {}


def _kept(request: Request, back: str) -> HttpResponse:
    if request.htmx:  # type: ignore[attr-defined]
        return done(request, _("Kept"), refresh=True)
    say(request, _("Kept"))
    return redirect(back)
