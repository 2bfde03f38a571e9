"""Forms of the strategy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targetree.services.reasons.strategy import LinkChoices
from targetree.web.looks.words import measure_name


class StatementForm(forms.Form):
    """What the company wants to achieve."""

    words = forms.CharField(
        label=gettext_lazy("Statement"), max_length=400, widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("One sentence that everybody understands: what, and by which lever."),
    )  # fmt: skip
    quarter = forms.CharField(
        label=gettext_lazy("Focus quarter"), max_length=10, required=False,
        help_text=gettext_lazy("Such as 2027-Q2; may stay empty."),
    )  # fmt: skip


class LinkForm(forms.Form):
    """A target that serves the statement."""

    measure = forms.ChoiceField(label=gettext_lazy("Measure"))
    node = forms.IntegerField(
        label=gettext_lazy("Unit"), min_value=1, widget=forms.Select,
        help_text=gettext_lazy("Everybody below inherits it until they name a statement of their own."),
    )  # fmt: skip
    what = forms.ChoiceField(label=gettext_lazy("Product"), required=False)

    def __init__(self, choices: LinkChoices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["measure"].choices = [(code, measure_name(code, name, own)) for code, name, own in choices.measures]
        fields["node"].widget.choices = [(id, "\u3000" * depth + name) for id, name, depth in choices.units]
        fields["what"].choices = [("", _("All products")), *choices.products]
