"""Why the model expects what it does of a customer, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from targetree.services.support.reading import CustomerOutlook
from targetree.web.looks.amounts import amount, percent
from targetree.web.templatetags.ui import language


def reasons_of(row: CustomerOutlook, scale: int) -> list[str]:
    """The sentences, what weighs most first."""
    lang = language()
    said = []
    if row.orders:
        text = ngettext("{n} order on record", "{n} orders on record", row.orders).format(n=row.orders)
        if row.every_days:
            text += _(", one every {days} days").format(days=round(row.every_days))
        if row.order_value:
            text += _(", usually {value}").format(value=amount(row.order_value, scale, lang))
        said.append(text + ("。" if lang == "zh" else "."))
    if row.last_year:
        said.append(
            _("In the last twelve months on record: {amount}.").format(amount=amount(row.last_year, scale, lang))
        )
    if row.alive is not None and row.orders == 1:
        said.append(_("One order so far: no rhythm is known yet, so those like this customer are the measure."))
    elif row.alive is not None and row.orders:
        said.append(_("Buys again with a likelihood of {rate}, by the rhythm so far and the time since the last order.")
                    .format(rate=percent(row.alive, 0)))  # fmt: skip
    growth = row.modelled - row.habit
    if row.open_count and growth > 0:
        text = ngettext("{n} open opportunity of {amount}", "{n} open opportunities of {amount}", row.open_count)
        text = text.format(n=row.open_count, amount=amount(row.open_fen, 100, lang))
        said.append(_("{deals} add {growth} by their odds.").format(deals=text, growth=amount(growth, scale, lang)))
    elif row.open_count:
        text = ngettext("{n} open opportunity is within what is usual.",
                        "{n} open opportunities are within what is usual.", row.open_count)  # fmt: skip
        said.append(text.format(n=row.open_count))
    elif growth > 0 and not row.orders:
        said.append(_("Expected by the amount and rate that stand with the customer."))
    if not row.modelled and not row.orders:
        said.append(_("Nothing is known yet: no order, no opportunity, no expected amount."))
    return said
