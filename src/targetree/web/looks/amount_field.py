"""A field of a form that takes an amount as people write it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from targetree.books.cells import CellError
from targetree.books.figures import parse_quantity, to_units
from targetree.engine.money import LARGEST_AMOUNT


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
