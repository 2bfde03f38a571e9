"""The long parts of my page as HTML: the same for every row, so they are put together without a template.

A template takes ten times as long for them, and my page is what everybody opens every morning. Whatever somebody
wrote goes through `escape`; amounts, codes of addresses and percentages are ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from targetree.services.mine.products_of import ProductPart
from targetree.services.tree.customers_of import CustomerRow
from targetree.web.looks.amounts import DASH, amount, exact, percent
from targetree.web.looks.words import stage_name
from targetree.web.templatetags.ui import language

from .picture import HEIGHT, Picture


class Drawn:
    """Parts of one page: of a measure's `scale`, with receipts at `why` (an address that ends in its query)."""

    def __init__(self, scale: int, why: str) -> None:
        self.scale, self.lang = scale, language()
        self.why = escape(why)

    def short(self, units: int | None) -> str:
        """The short amount with the exact one on hover."""
        return f'<span class="amount" title="{exact(units, self.scale)}">{self.plain(units)}</span>'

    def plain(self, units: int | None) -> str:
        return amount(units, self.scale, self.lang)

    def months(self, picture: Picture) -> SafeString:
        """Bars, last year's line over them, and a link to each month's receipt."""
        bars, links, was = [], [], _("last year")
        for m in picture.months:
            state = " now" if m.now else " past" if m.past else ""
            bars.append(f'<rect class="bar{state}" x="{m.x}" y="{m.top:.2f}" width="7" height="{m.height:.2f}"/>')
            if m.done:
                top = f'y="{m.done_top:.2f}" width="7" height="{m.done_height:.2f}"'
                bars.append(f'<rect class="done" x="{m.x}" {top}/>')
            told = f"{m.name} {self.plain(m.amount)}"
            if m.before is not None:
                told += f" · {was} {self.plain(m.before)}"
            here = ' class="now"' if m.now else ""
            links.append(
                f'<a data-drawer href="{self.why}&amp;first={m.at}&amp;count=1" title="{told}"{here}>'
                f'<span class="visually-hidden">{told}</span><span aria-hidden="true">{m.label}</span></a>'
            )
        line = f'<polyline points="{picture.line}"/>' if picture.line else ""
        return _safe(
            f'<svg viewBox="0 0 120 {HEIGHT}" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
            f"{''.join(bars)}{line}</svg>{''.join(links)}"
        )

    def months_table(self, picture: Picture) -> SafeString:
        """The rows of the same as a table."""
        rows = []
        for m in picture.months:
            before = ""
            if picture.line:
                before = f'<td class="num">{self.short(m.before)}</td><td class="num">{percent(m.growth)}</td>'
            rows.append(f'<tr><th scope="row">{m.name}</th><td class="num">{self.short(m.amount)}</td>{before}</tr>')
        return _safe("".join(rows))

    def products(self, parts: Iterable[ProductPart]) -> SafeString:
        """Each with its share as a bar behind it, and its receipt."""
        return _safe(
            "".join(
                f'<li class="depth-{part.depth}"><a data-drawer href="{self.why}&amp;what={quote(part.code)}">'
                f'<span class="ellipsis">{escape(part.name)}</span><span class="push num">'
                f'<span class="hint">{percent(part.share)}</span> {self.short(part.amount)}</span>'
                f'<span class="part-bar" style="inline-size: {part.share * 100:.1f}%"></span></a></li>'
                for part in parts
            )
        )

    def customers(self, rows: Iterable[CustomerRow]) -> SafeString:
        """The largest, with how it stands with those that do not buy at present."""
        return _safe(
            "".join(
                f'<li><div><span class="ellipsis">{escape(row.name)}</span><span class="push num">'
                f"{self._stage(row.stage)}{self.short(sum(row.months))}</span></div></li>"
                for row in rows
            )
        )

    def _stage(self, stage: str) -> str:
        return "" if stage in ("current", "") else f'<span class="badge">{stage_name(stage) or DASH}</span> '


def _safe(html: str) -> SafeString:
    return mark_safe(html)
