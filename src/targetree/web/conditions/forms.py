"""The details of a condition as a form: one page, with the figure that it is bound to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from targetree.books.cells import CellError
from targetree.books.figures import parse_quantity, to_units
from targetree.engine.money import LARGEST_AMOUNT, SCALES
from targetree.engine.periods import MONTHS
from targetree.services.conditions.choices import Choices
from targetree.services.conditions.figures import FIGURES as KINDS_OF_FIGURE
from targetree.services.conditions.figures import Binding
from targetree.services.conditions.reading import ConditionShown
from targetree.services.conditions.writing import Fields
from targetree.services.plans.heads import PlanHead
from targetree.web.looks.amount_field import AmountField
from targetree.web.looks.words import measure_name, period_name
from targetree.web.settings.fields import DayField

from . import words

_ABOUT = ("stage", "over", "product", "customer", "opportunity", "stage_name", "measure", "period")
Options = list[tuple[str, str]]


def _long(label: Any, help_text: Any = "", rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=4000, required=False, widget=forms.Textarea({"rows": rows})
    )


class DetailsForm(forms.Form):
    """All that is said of a condition. Fields of a figure that does not need them are not looked at."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(label=gettext_lazy("What must hold"), max_length=4000, widget=forms.Textarea({"rows": 2}))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    difficulty = _long(gettext_lazy("Difficulty"), gettext_lazy("What makes it hard?"))
    breakthrough = _long(
        gettext_lazy("What breaks through it"), gettext_lazy("What will be done about the difficulty?")
    )
    due = DayField(label=gettext_lazy("Due"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Person responsible"), required=False)
    figure = forms.ChoiceField(
        label=gettext_lazy("Decided by"), required=False,
        help_text=gettext_lazy("A figure turns it green or red by itself; people judge all others."),
    )  # fmt: skip
    level = forms.CharField(
        label=gettext_lazy("Holds from"), required=False, max_length=40,
        help_text=gettext_lazy("A number, an amount such as 120万, or a rate such as 70%."),
        widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
    )  # fmt: skip
    stage = forms.ChoiceField(label=gettext_lazy("Which customers"), required=False)
    over = forms.ChoiceField(label=gettext_lazy("Counted"), required=False)
    product = forms.ChoiceField(label=gettext_lazy("Product"), required=False)
    customer = forms.ChoiceField(label=gettext_lazy("Customer"), required=False)
    opportunity = forms.ChoiceField(label=gettext_lazy("Opportunity"), required=False)
    stage_name = forms.ChoiceField(label=gettext_lazy("Reaches"), required=False)
    measure = forms.ChoiceField(label=gettext_lazy("Measure"), required=False)
    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    effect_month = forms.ChoiceField(label=gettext_lazy("In which month"), required=False)
    effect_product = forms.ChoiceField(label=gettext_lazy("Of which product"), required=False)

    def __init__(self, head: PlanHead, one: ConditionShown, choices: Choices, data: Any = None) -> None:
        super().__init__(data, initial=_begun(one, head))
        self.head, self.choices_ = head, choices
        fields: dict[str, Any] = self.fields
        fields["effect"] = AmountField(
            head.scale, label=gettext_lazy("What it brings"), required=False,
            help_text=gettext_lazy("To the target, when it holds. The target can be split again from these amounts."),
        )  # fmt: skip
        nothing: Options = [("", "–")]
        products = [(str(id), name) for id, name in choices.products]
        years: Options = [("0-12", period_name(head.year, 0, MONTHS))]
        quarters = [(f"{m}-3", period_name(head.year, m, 3)) for m in range(0, MONTHS, 3)]
        months = [(f"{m}-1", period_name(head.year, m, 1)) for m in range(MONTHS)]
        names = one.about.get("names", {})
        fields["kind"].choices = [*words.KINDS.items()]
        fields["owner"].choices = _with(nothing + _told(choices.people), one.owner, one.owner_name)
        fields["figure"].choices = [("", _("People judge")), *words.FIGURES.items()]
        fields["stage"].choices = [("", _("All customers")), *words.STAGES.items()]
        fields["over"].choices = [*words.OVER.items()]
        fields["product"].choices = _with(nothing + products, one.about.get("product"), names.get("product"))
        fields["customer"].choices = _with(
            nothing + _told(choices.customers), one.about.get("customer"), names.get("customer")
        )
        fields["opportunity"].choices = _with(
            nothing + _told(choices.opportunities), one.about.get("opportunity"), names.get("opportunity")
        )
        fields["stage_name"].choices = _with(
            [("", _("is won")), *((s, s) for s in choices.stages)], one.about.get("stage_name"),
            one.about.get("stage_name"),
        )  # fmt: skip
        fields["measure"].choices = [("", _("The target's own"))] + [
            (str(m.id), measure_name(m.code, m.name, m.builtin)) for m in choices.measures
        ]
        fields["period"].choices = _with(years + quarters + months, self.initial["period"], self.initial["period"])
        fields["effect_month"].choices = [("", _("Over the year"))] + [
            (str(m), period_name(head.year, m, 1)) for m in range(MONTHS)
        ]
        fields["effect_product"].choices = _with(
            [("", _("All products")), *products], one.effect_product, one.effect_product_name
        )

    def clean(self) -> dict[str, Any]:
        """The figure needs its level."""
        told = super().clean() or {}
        figure = told.get("figure")
        if figure and KINDS_OF_FIGURE[figure].unit != "reached":
            try:
                told["level"] = self._level(figure, told.get("level", ""))
            except (CellError, ArithmeticError):
                self.add_error("level", _("Write a number, an amount such as 120万, or a rate such as 70%."))
        return told

    def fields_told(self) -> Fields:
        """As the service takes them."""
        told = self.cleaned_data
        return {
            "text": told["text"], "kind": told["kind"], "difficulty": told["difficulty"],
            "breakthrough": told["breakthrough"], "due": told["due"], "owner": _number(told["owner"]),
            "binding": self._binding(), "effect": told["effect"], "effect_month": _number(told["effect_month"]),
            "effect_product": _number(told["effect_product"]),
        }  # fmt: skip

    def _binding(self) -> Binding | None:
        told = self.cleaned_data
        figure = told["figure"]
        if not figure:
            return None
        may = KINDS_OF_FIGURE[figure].may
        about: dict[str, Any] = {name: told[name] for name in ("stage", "over", "stage_name") if name in may}
        about |= {
            name: _number(told[name]) for name in ("product", "customer", "opportunity", "measure") if name in may
        }
        if "first_month" in may:
            first, count = told["period"].split("-")
            about |= {"first_month": int(first), "month_count": int(count)}
        level = told["level"] if KINDS_OF_FIGURE[figure].unit != "reached" else 1.0
        return Binding(figure, level, {name: value for name, value in about.items() if value not in ("", None)})

    def _level(self, figure: str, text: str) -> float:
        quantity = parse_quantity(text)
        unit = KINDS_OF_FIGURE[figure].unit
        if unit == "rate":
            rate = float(quantity.value)
            return rate / 100 if rate > 1 or ("%" not in text and rate == 1 and "." not in text) else rate
        kind = self.head.measure_kind
        if figure == "done" and self.cleaned_data.get("measure"):
            kind = next(m.kind for m in self.choices_.measures if str(m.id) == self.cleaned_data["measure"])
        units = to_units(quantity, 100 if unit == "fen" else SCALES[kind] if unit == "amount" else 1)
        if not 0 <= units <= LARGEST_AMOUNT:
            raise CellError("not-a-number")
        return float(units)


class JudgeForm(forms.Form):
    """Whether it holds, and why."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    state = forms.CharField(max_length=20)
    note = _long(gettext_lazy("Grounds"), gettext_lazy("What do you know?"))


def _begun(one: ConditionShown, head: PlanHead) -> dict[str, Any]:
    told = one.about
    begun = {name: told.get(name, "") for name in _ABOUT}
    begun["period"] = f"{told.get('first_month', 0)}-{told.get('month_count', MONTHS)}"
    return begun | {
        "revision": one.revision, "text": one.text, "kind": one.kind, "difficulty": one.difficulty,
        "breakthrough": one.breakthrough, "due": one.due, "owner": one.owner or "", "figure": one.figure,
        "level": _level_written(one), "effect": _written(one.effect, head.scale),
        "effect_month": "" if one.effect_month is None else one.effect_month,
        "effect_product": one.effect_product or "",
    }  # fmt: skip


def _level_written(one: ConditionShown) -> str:
    if one.at_least is None or one.unit == "reached":
        return ""
    if one.unit == "rate":
        return f"{one.at_least * 100:.4g}%"
    return _written(round(one.at_least), one.scale)


def _written(units: int | None, scale: int) -> str:
    if units is None:
        return ""
    whole, rest = divmod(units, scale)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def _told(found: tuple[tuple[int, str], ...]) -> Options:
    return [(str(id), name) for id, name in found]


def _with(options: Options, chosen: object, name: str | None) -> Options:
    """With what is chosen now, though it is not to be chosen any more."""
    if chosen in (None, "") or any(value == str(chosen) for value, _ in options):
        return options
    return [*options, (str(chosen), name or str(chosen))]


def _number(text: str) -> int | None:
    return int(text) if text else None
