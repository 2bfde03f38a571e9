"""The tree of products."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from targetree.services.access import require
from targetree.services.errors import Missing
from targetree.services.settings import products as service
from targetree.web.guard import Request, page

from .answering import act, form_page
from .fields import MoneyField, ReasonField, money


class ProductForm(forms.Form):
    """A product or a category."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    code = forms.CharField(label=gettext_lazy("Id"), max_length=80)
    parent = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    price_fen = MoneyField(label=gettext_lazy("Price"), required=False)
    why = ReasonField()

    def __init__(self, *args: Any, actor: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if code:
            del self.fields["code"]
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ChoiceField)
        parent.choices = [("", _("None: at the top"))] + [
            (p.code, "\N{EM SPACE}" * p.depth + p.name)
            for p in service.products_shown(actor=actor)
            if p.code != code and (p.category or p.depth == 0)
        ]


@require_GET
@page
def products(request: Request) -> HttpResponse:
    """The tree."""
    require(request.actor, "see_drafts")
    found = service.products_shown(actor=request.actor, archived=request.GET.get("archived") == "1")
    return render(request, "settings/products.html", {"products": found})


@require_http_methods(["GET", "POST"])
@page
def new(request: Request) -> HttpResponse:
    """A new one."""
    require(request.actor, "administer")
    form = ProductForm(request.POST or None, actor=request.actor, initial={"parent": request.GET.get("below")})

    def save(told: dict[str, Any]) -> str:
        service.add_product(actor=request.actor, **told)
        return _("{name} added. Plans that there are do not have it: the next one will.").format(name=told["name"])

    return form_page(request, "settings/product.html", form, save, back=reverse("settings-products"))


@require_http_methods(["GET", "POST"])
@page
def change(request: Request, code: str) -> HttpResponse:
    """Name, category, price."""
    require(request.actor, "administer")
    product = next((p for p in service.products_shown(actor=request.actor, archived=True) if p.code == code), None)
    if product is None:
        raise Missing("no-such-product", id=code)
    initial = {"name": product.name, "parent": product.parent, "price_fen": money(product.price_fen)}
    form = ProductForm(request.POST or None, actor=request.actor, code=code, initial=initial)

    def save(told: dict[str, Any]) -> str:
        if service.change_product(actor=request.actor, product=code, **told):
            return _("Saved. Plans that there are keep the category as it was.")
        return _("Saved.")

    return form_page(request, "settings/product.html", form, save, back=reverse("settings-products"), product=product)


@require_POST
@page
def archive(request: Request, code: str) -> HttpResponse:
    """Not sold any more, or again."""

    def do() -> str:
        back = request.POST.get("back") == "1"
        service.archive_product(actor=request.actor, product=code, back=back)
        return _("{code} is sold again.").format(code=code) if back else _("{code} archived.").format(code=code)

    return act(request, do, reverse("settings-products"))
