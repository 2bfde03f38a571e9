"""Forms of answering and settling."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targetree.books.cells import CellError
from targetree.books.figures import parse_quantity, to_units
from targetree.engine.money import LARGEST_AMOUNT

SURE = [(value, f"{value}%") for value in (50, 60, 70, 80, 90, 100)]


class AmountField(forms.CharField):
    """`1200万`, `1.2亿`, `1,200,000`: in the smallest unit of the measure."""

    def __init__(self, scale: int, **more: Any) -> None:
        super().__init__(max_length=40, **more)
        self.scale = scale
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            units = to_units(parse_quantity(text), self.scale)
        except CellError:
            raise forms.ValidationError(_("Write an amount such as 2,717,000 or 271.7万.")) from None
        if not 0 <= units <= LARGEST_AMOUNT:
            raise forms.ValidationError(_("Write an amount that is not negative."))
        return units


def _sure() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=gettext_lazy("How sure are you?"), choices=SURE, coerce=int, initial=80, required=False, empty_value=None
    )


class AcceptForm(forms.Form):
    """Commit to the number as it is."""

    was = forms.IntegerField(widget=forms.HiddenInput)
    sure = _sure()


class ProposeForm(forms.Form):
    """Another number, with reasons."""

    was = forms.IntegerField(widget=forms.HiddenInput)
    cells = forms.CharField(widget=forms.HiddenInput, required=False, max_length=400_000)
    sure = _sure()
    why = forms.CharField(
        label=gettext_lazy("Reasons"), max_length=4000, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("What stands in the way, what you rest the other number on."),
    )  # fmt: skip

    def __init__(self, scale: int, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["amount"] = AmountField(scale, label=_("The year that I can commit to"))
        self.order_fields(["was", "cells", "amount", "sure", "why"])

    def clean_cells(self) -> list[int] | None:
        """The proposal by product and month, where it goes into them."""
        text = self.cleaned_data["cells"]
        if not text:
            return None
        try:
            cells = json.loads(text)
        except ValueError:
            cells = None
        good = isinstance(cells, list) and all(type(c) is int and 0 <= c <= LARGEST_AMOUNT for c in cells)
        if not good:
            raise forms.ValidationError(_("The months and products came in pieces. Load the page again."))
        return list(cells)


class CommentForm(forms.Form):
    """Something to say."""

    words = forms.CharField(label=gettext_lazy("Comment"), max_length=4000, widget=forms.Textarea({"rows": 2}))


class SettleForm(forms.Form):
    """How a proposal is settled."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    how = forms.ChoiceField(label=gettext_lazy("Decision"), widget=forms.RadioSelect)
    why = forms.CharField(
        label=gettext_lazy("Note"), max_length=4000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("The person reads it."),
    )  # fmt: skip

    def __init__(self, scale: int, kept: str, granted: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["how"].choices = [
            ("kept", _("Keep the assigned {amount}").format(amount=kept)),
            ("granted", _("Grant the proposed {amount}").format(amount=granted)),
            ("between", _("Agree on another")),
        ]
        fields["amount"] = AmountField(scale, label=_("The year agreed on"), required=False)
        self.order_fields(["seen", "how", "amount", "why"])
