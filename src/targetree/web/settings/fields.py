"""Fields that several forms share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targetree.services.structure.organisation import Choice
from targetree.web.templatetags.ui import language

Choices = list[tuple[str, str]]


def unit_options(units: Iterable[Choice], nothing: str | None = None) -> Choices:
    """Units as the options of a select, indented by depth."""
    first = [] if nothing is None else [("", nothing)]
    return first + [(u.code, "\N{EM SPACE}" * u.depth + u.name) for u in units]


def person_options(people: Iterable[Choice], nothing: str | None = None) -> Choices:
    """People as the options of a select."""
    first = [] if nothing is None else [("", nothing)]
    return first + [(p.code, f"{p.name} · {p.code}" + (f" · {p.more}" if p.more else "")) for p in people]


class DayField(forms.DateField):
    """A date, with the browser's own picker."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)
        self.input_formats = ["%Y-%m-%d"]


class ReasonField(forms.CharField):
    """Why it is done; stands in the record."""

    def __init__(self) -> None:
        super().__init__(
            required=False, max_length=500, label=gettext_lazy("Reason"),
            help_text=gettext_lazy("Stands in the record of changes."),
        )  # fmt: skip


class MoneyField(forms.DecimalField):
    """An amount in the main unit, cleaned to fen."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_digits=15, decimal_places=2, min_value=Decimal(0), localize=False, **options)

    def clean(self, value: Any) -> Any:
        amount = super().clean(value)
        return None if amount is None else int(amount * 100)

    def prepare_value(self, value: Any) -> Any:
        return value


def money(fen: int | None) -> Decimal | None:
    """What a MoneyField begins with."""
    if fen is None:
        return None
    return Decimal(fen) / 100 if fen % 100 else Decimal(fen // 100)


def roles() -> Choices:
    """Roles with their names."""
    return [
        ("director", _("Director")),
        ("operations", _("Sales operations")),
        ("manager", _("Unit manager")),
        ("seller", _("Salesperson")),
        ("colleague", _("Colleague of another department")),
        ("auditor", _("Auditor")),
    ]


def role_names() -> dict[str, str]:
    """Names of roles by slug."""
    return dict(roles())


def measure_title(code: str, name: str, builtin: bool) -> str:
    """The name of a measure: built-in ones by language."""
    from targetree.terms.words import WORDS, word

    return word(code, language()) if builtin and code in WORDS else name


def codes(text: Sequence[str]) -> list[str]:
    """Codes that came with a form, at most a page of them."""
    return [code for code in text if code][:500]
