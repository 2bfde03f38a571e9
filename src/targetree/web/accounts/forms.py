"""Choosing a name and a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class Knocking:
    """Whom a password is too much like: what the validators look at before there is an account."""

    def __init__(self, name: str, email: str) -> None:
        self.username, self.first_name, self.last_name, self.email = name, name, "", email


class EnterForm(forms.Form):
    """The name, and a password twice."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=120)
    password = forms.CharField(
        label=gettext_lazy("Choose a password"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=gettext_lazy("Password once more"), max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.address = email
        self.fields["password"].help_text = password_validators_help_texts()[1] if len(
            password_validators_help_texts()) > 1 else ""  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The two must be the same, and good."""
        told = super().clean() or {}
        password, email = told.get("password"), told.get("email", self.address)
        if password and told.get("again") and password != told["again"]:
            self.add_error("again", _("The two passwords differ."))
        elif password:
            try:
                validate_password(password, Knocking(told.get("name", ""), email))  # type: ignore[arg-type]
            except forms.ValidationError as problem:
                self.add_error("password", problem)
        return told


class SetupForm(EnterForm):
    """The first director, let in by the code that only the machine's owner sees."""

    code = forms.CharField(label=gettext_lazy("Set-up code"), max_length=40)
    email = forms.EmailField(label=gettext_lazy("E-mail"), max_length=254)
    field_order = ("code", "name", "email", "password", "again")
