"""Forms of an action, its result, and the budget."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from targetree.services.actions.choosing import Choice, Choices
from targetree.services.actions.reading import ActionShown
from targetree.services.actions.writing import Contents
from targetree.web.looks.amount_field import AmountField
from targetree.web.settings.fields import DayField

from .wording import STATUSES

FEW = 60
"""As many customers are a list to choose from; more are found by typing."""


class ActionForm(forms.Form):
    """An action: what, for whom and until when; the rest of the six directions where they are known."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("What will you do?"), max_length=4000, widget=forms.Textarea({"rows": 2}),
        error_messages={"required": gettext_lazy("Say in a few words what is done.")},
    )  # fmt: skip
    due = DayField(label=gettext_lazy("Due on"), required=False)
    outcome = forms.CharField(
        label=gettext_lazy("What the customer is satisfied with"), max_length=4000, required=False,
        widget=forms.Textarea({"rows": 2}), help_text=gettext_lazy("The outcome that the customer can confirm."),
    )  # fmt: skip
    starts = DayField(label=gettext_lazy("Starts on"), required=False)
    place = forms.CharField(
        label=pgettext_lazy("action", "Place"), max_length=300, required=False,
        help_text=gettext_lazy("Blank: the customer's address."),
    )  # fmt: skip
    materials = forms.CharField(
        label=gettext_lazy("Materials"), max_length=4000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("Samples, documents, demonstration units …"),
    )  # fmt: skip
    marketing = forms.CharField(
        label=gettext_lazy("Joint marketing"), max_length=4000, required=False, widget=forms.Textarea({"rows": 2}),
        help_text=gettext_lazy("What you do together with the customer to sell more."),
    )  # fmt: skip
    urgent = forms.BooleanField(label=gettext_lazy("Urgent"), required=False)
    important = forms.BooleanField(label=gettext_lazy("Important"), required=False, initial=True)

    def __init__(self, *args: Any, choices: Choices, shown: ActionShown | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.choices = choices
        self.fields["customer"] = _customer(choices, shown)
        for name, label in (
            ("cost_fen", _("Cost")), ("marketing_fen", _("Cost of joint marketing")),
            ("return_fen", _("Sales that joint marketing brings back")),
        ):  # fmt: skip
            self.fields[name] = AmountField(100, label=label, required=False)
        owners = [(str(o.id), o.name) for o in choices.owners]
        if shown is not None and shown.owner is not None and str(shown.owner) not in dict(owners):
            owners.append((str(shown.owner), shown.owner_name or "?"))
        self.fields["owner"] = forms.TypedChoiceField(
            label=pgettext("action", "Owner"),
            choices=[("", "–"), *owners],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.fields["condition"] = forms.TypedChoiceField(
            label=_("The condition that it serves"), coerce=int, empty_value=None, required=False,
            choices=[("", "–"), *((str(c.id), _cut(c.name)) for c in choices.conditions)],
        )  # fmt: skip
        self.fields["after"] = forms.TypedMultipleChoiceField(
            label=_("Only after"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple,
            choices=[(str(a.id), f"{_cut(a.name)}{f' · {a.more}' if a.more else ''}") for a in choices.actions],
        )  # fmt: skip

    def contents(self, customer: int | None) -> Contents:
        """What was filled in, with the customer that was found."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("revision", "customer")}
        return Contents(**told | {"customer": customer, "after": tuple(told["after"])})


def begun(shown: ActionShown, customer_chosen: bool) -> dict[str, Any]:
    """What the form of an action begins with; the customer as an id where it is chosen from a list."""
    told = {name: getattr(shown, name) for name in (
        "revision", "text", "due", "outcome", "starts", "place", "materials", "marketing", "urgent", "important",
        "owner", "condition",
    )}  # fmt: skip
    told |= {name: written(getattr(shown, name)) for name in ("cost_fen", "marketing_fen", "return_fen")}
    if shown.customer is not None:
        told["customer"] = (
            str(shown.customer.id) if customer_chosen else named(shown.customer.name, shown.customer.code)
        )
    return told | {"after": [str(a) for a in shown.after]}


class ResultForm(forms.Form):
    """How an action stands and what came of it."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    status = forms.ChoiceField(label=gettext_lazy("State"), choices=list(STATUSES.items()))
    confirmed_on = DayField(label=gettext_lazy("Customer confirmed on"), required=False)

    def __init__(self, *args: Any, shown: ActionShown, **more: Any) -> None:
        initial = {
            "revision": shown.revision, "status": shown.status, "confirmed_on": shown.confirmed_on,
            "spent_fen": written(shown.spent_fen), "returned_fen": written(shown.returned_fen),
        }  # fmt: skip
        super().__init__(*args, **more | {"initial": initial})
        self.fields["spent_fen"] = AmountField(
            100, label=_("Really spent"), required=False, help_text=_("Blank: as planned.")
        )
        self.fields["returned_fen"] = AmountField(100, label=_("Sales brought back"), required=False)
        if shown.customer is None:
            del self.fields["confirmed_on"]
        if not shown.marketing and not shown.return_fen and shown.returned_fen is None:
            del self.fields["returned_fen"]


class HandOverForm(forms.Form):
    """From whom to whom."""

    def __init__(self, *args: Any, leaving: list[tuple[str, str]], owners: tuple[Choice, ...], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["owner"] = forms.ChoiceField(label=_("From whom"), choices=leaving, required=False)
        self.fields["to"] = forms.TypedChoiceField(
            label=_("To whom"), coerce=int, choices=[(str(o.id), f"{o.name} · {o.code}") for o in owners]
        )


class BudgetForm(forms.Form):
    """What somebody may spend; blank: a share by the target."""

    revision = forms.IntegerField(required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["amount"] = AmountField(100, required=False)


def written(fen: int | None) -> str:
    """An amount as one would type it."""
    if fen is None:
        return ""
    whole, rest = divmod(fen, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def named(name: str, code: str) -> str:
    """A customer as it stands in the list of suggestions."""
    return f"{name}（{code}）" if name else code


def _customer(choices: Choices, shown: ActionShown | None) -> forms.Field:
    if not choices.all_customers or len(choices.customers) > FEW:
        widget = forms.TextInput({"list": "customers", "autocomplete": "off", "placeholder": _("Type a name or an id")})
        return forms.CharField(label=_("Customer"), required=False, max_length=300, widget=widget)
    offered = [(str(c.id), f"{c.name or c.code}{f' · {c.more}' if c.more else ''}") for c in choices.customers]
    now = shown.customer if shown is not None else None
    if now is not None and str(now.id) not in dict(offered):
        offered.insert(0, (str(now.id), now.name or now.code))
    return forms.ChoiceField(label=_("Customer"), choices=[("", "–"), *offered], required=False)


def _cut(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
