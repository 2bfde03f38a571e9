"""Forms of versions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from targetree.services.versioning.versions import LONGEST_NAME, VersionCard

LONGEST_NOTE = 1000


class NameForm(forms.Form):
    """What a version is called, and what it is for."""

    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)
    note = forms.CharField(
        label=_("Note"), max_length=LONGEST_NOTE, required=False, widget=forms.Textarea({"rows": 3}),
        help_text=_("What this version assumes, or what you want to try with it."),
    )  # fmt: skip


class CopyForm(NameForm):
    """A draft out of another version."""

    version = forms.IntegerField(label=_("Copy of"), min_value=1, widget=forms.Select)

    def __init__(self, versions: Sequence[VersionCard], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["version"].widget.choices = [(v.id, v.name) for v in versions]
        self.order_fields(["version", "name", "note"])


class PublishForm(forms.Form):
    """Why it is published, for the record."""

    why = forms.CharField(
        label=_("Reason"), max_length=LONGEST_NOTE, required=False, help_text=_("Stands in the record of changes.")
    )


class FactorForm(forms.Form):
    """A tier by a factor of its base, in per cent."""

    sheet = forms.IntegerField(min_value=1, max_value=2**53)
    tier = forms.ChoiceField(choices=[("stretch", ""), ("challenge", "")], required=False)
    percent = forms.DecimalField(max_digits=8, decimal_places=4)
