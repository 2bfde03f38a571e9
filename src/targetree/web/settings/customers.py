"""Customers: hundreds of them, found, changed, handed over."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from targetree.services.access import require
from targetree.services.settings import customers as service
from targetree.services.structure.organisation import person_choices
from targetree.web.guard import Request, page

from .answering import act, form_page, page_number, pager
from .fields import MoneyField, ReasonField, codes, money, person_options

SIZE = 50


def stages() -> list[tuple[str, str]]:
    """Stages with their names."""
    return [("current", _("Current")), ("future", _("Potential")), ("past", _("Past"))]


class CustomerForm(forms.Form):
    """A customer with what is known of its ways (M16)."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    code = forms.CharField(label=gettext_lazy("Id"), max_length=80)
    owner = forms.ChoiceField(label=gettext_lazy("Looked after by"), required=False)
    stage = forms.ChoiceField(label=gettext_lazy("Stage"), required=False)
    visit_every_days = forms.IntegerField(
        label=gettext_lazy("Visit every … days"), required=False, min_value=1, max_value=1000
    )
    repeat_rate = forms.FloatField(label=gettext_lazy("Repeat rate, %"), required=False, min_value=0, max_value=100)
    expected_amount_fen = MoneyField(label=gettext_lazy("Expected this year"), required=False)
    city = forms.CharField(label=gettext_lazy("City"), required=False, max_length=80)
    address = forms.CharField(label=gettext_lazy("Address"), required=False, max_length=300)
    latitude = forms.FloatField(label=gettext_lazy("Latitude"), required=False, min_value=-90, max_value=90)
    longitude = forms.FloatField(label=gettext_lazy("Longitude"), required=False, min_value=-180, max_value=180)
    traits = forms.CharField(label=gettext_lazy("Traits"), required=False, widget=forms.Textarea({"rows": 2}))
    habits = forms.CharField(
        label=gettext_lazy("Habits"), required=False, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Rhythm of ordering, payment habit, who decides."),
    )  # fmt: skip
    why = ReasonField()

    def __init__(self, *args: Any, actor: Any, known: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["code"]
        owner, stage = self.fields["owner"], self.fields["stage"]
        assert isinstance(owner, forms.ChoiceField)
        assert isinstance(stage, forms.ChoiceField)
        owner.choices = person_options(person_choices(actor=actor), _("Nobody"))
        stage.choices = [("", "–"), *stages()]

    def clean_repeat_rate(self) -> float | None:
        """As a fraction."""
        rate = self.cleaned_data["repeat_rate"]
        return None if rate is None else rate / 100


@require_GET
@page
def customers(request: Request) -> HttpResponse:
    """Search, owner, stage; page by page."""
    require(request.actor, "see_drafts")
    query, start = request.GET, page_number(request, SIZE)
    owner = query.get("owner", "")
    found, count = service.customers_shown(
        actor=request.actor, search=query.get("q", "").strip()[:80], owner=owner, stage=query.get("stage", ""),
        archived=query.get("archived") == "1", after=start, limit=SIZE,
    )  # fmt: skip
    people = person_choices(actor=request.actor)
    return render(request, "settings/customers.html", {
        "customers": found, "pager": pager(start, SIZE, count), "owner": owner, "stage": query.get("stage", ""),
        "owners": person_options(people), "stages": stages(), "stage_names": dict(stages()),
        "owner_name": next((p.name for p in people if p.code == owner), ""),
    })  # fmt: skip


@require_http_methods(["GET", "POST"])
@page
def new(request: Request) -> HttpResponse:
    """A new one."""
    require(request.actor, "administer")
    form = CustomerForm(request.POST or None, actor=request.actor, known=False)

    def save(told: dict[str, Any]) -> str:
        code, name, why = (told.pop(field) for field in ("code", "name", "why"))
        service.add_customer(actor=request.actor, code=code, name=name, facts=told, why=why)
        return _("{name} added.").format(name=name)

    return form_page(request, "settings/customer.html", form, save, back=reverse("settings-customers"))


@require_http_methods(["GET", "POST"])
@page
def change(request: Request, code: str) -> HttpResponse:
    """What is known of it."""
    require(request.actor, "administer")
    customer = service.customer_shown(actor=request.actor, customer=code)
    initial = {field: getattr(customer, field) for field in CustomerForm.base_fields if hasattr(customer, field)}
    initial["expected_amount_fen"] = money(customer.expected_amount_fen)
    initial["repeat_rate"] = None if customer.repeat_rate is None else f"{customer.repeat_rate * 100:g}"
    form = CustomerForm(request.POST or None, actor=request.actor, known=True, initial=initial)

    def save(told: dict[str, Any]) -> str:
        why = told.pop("why")
        service.change_customer(actor=request.actor, customer=code, facts=told, why=why)
        return _("Saved.")

    back = reverse("settings-customers")
    return form_page(request, "settings/customer.html", form, save, back=back, customer=customer)


@require_POST
@page
def archive(request: Request, code: str) -> HttpResponse:
    """Not worked on any more, or again."""

    def do() -> str:
        back = request.POST.get("back") == "1"
        service.archive_customer(actor=request.actor, customer=code, back=back)
        return _("{code} is worked on again.").format(code=code) if back else _("{code} archived.").format(code=code)

    return act(request, do, reverse("settings-customers"))


@require_POST
@page
def hand_over(request: Request) -> HttpResponse:
    """The chosen ones, or all of an owner's, to somebody else."""

    def do() -> str:
        whole = request.POST.get("all") == "1"
        count = service.hand_over(
            actor=request.actor, to=request.POST.get("to", ""), owner=request.POST.get("owner", "") if whole else "",
            customers=[] if whole else codes(request.POST.getlist("customer")), why=request.POST.get("why", "")[:500],
        )  # fmt: skip
        return ngettext("{n} customer handed over.", "{n} customers handed over.", count).format(n=count)

    return act(request, do, reverse("settings-customers"))
