"""Forms of answering and settling."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targetree.engine.money import LARGEST_AMOUNT
from targetree.web.looks.amount_field import AmountField

SURE = [(value, f"{value}%") for value in (50, 60, 70, 80, 90, 100)]


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
