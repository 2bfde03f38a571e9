"""`{% load ui %}`: scripts, icons, amounts, form fields."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect, Select
from django.template.context import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from targetree.web.looks import amounts, built

register = template.Library()


def language() -> str:
    """`zh` or `en`."""
    return "en" if (get_language() or "zh").startswith("en") else "zh"


@register.filter
def listed(names: Iterable[object]) -> str:
    """`华东、华北`; `East, North`."""
    return ("、" if language() == "zh" else ", ").join(map(str, names))


@register.simple_tag
def vite(entry: str) -> SafeString:
    """Links to the built files of an entry: `{% vite 'pages/tree' %}` for frontend/src/pages/tree.ts."""
    files = built.needed(entry)
    return format_html(
        '{}{}<script type="module" src="{}"></script>',
        format_html_join("", '<link rel="stylesheet" href="{}">', ((sheet,) for sheet in files.styles)),
        format_html_join("", '<link rel="modulepreload" href="{}">', ((script,) for script in files.imports)),
        files.script,
    )


@register.simple_tag(takes_context=True)
def part(context: Context, name: str) -> SafeString:
    """A part that stands on the page more than once, rendered once: `{% part 'parts/switcher.html' as switcher %}`."""
    assert context.template is not None
    return context.template.engine.get_template(name).render(context)


@register.simple_tag
def vite_first() -> SafeString:
    """What has to come before all: the theme (dark pages never flash white), the font, the words in Chinese."""
    preload = (
        format_html('<link rel="modulepreload" href="{}">', built.words()) if language() == "zh" else SafeString("")
    )
    return format_html(
        '<script src="{}"></script><link rel="preload" href="{}" as="font" type="font/woff2" crossorigin>{}',
        built.needed("boot").script,
        built.font(),
        preload,
    )


@register.simple_tag
def icon_file() -> str:
    """The address of the icon of the browser's tab."""
    return built.favicon()


@register.simple_tag
def icon(name: str, more: str = "") -> SafeString:
    """An icon of frontend/src/icons/names.txt; decorative: a button with nothing else needs an aria-label."""
    return _icon(name, more, built.icons())


@lru_cache(maxsize=512)
def _icon(name: str, more: str, sprite: str) -> SafeString:
    return format_html('<svg class="icon {}" aria-hidden="true"><use href="{}#{}"></use></svg>', more, sprite, name)


@register.simple_tag(name="amount")
def amount_tag(units: int | None, scale: int = 100, more: str = "") -> SafeString:
    """The short amount, with the exact one on hover: `{% amount line.year measure.scale %}`."""
    return format_html(
        '<span class="amount {}" title="{}">{}</span>',
        more,
        amounts.exact(units, scale),
        amounts.amount(units, scale, language()),
    )


@register.simple_tag(name="signed")
def signed_tag(units: int | None, scale: int = 100, status: bool = False) -> SafeString:
    """A signed difference with the exact one on hover; `status=True` colours it."""
    tone = "" if not status or not units else "good" if units > 0 else "bad"
    return format_html(
        '<span class="amount {}" title="{}">{}</span>',
        tone,
        amounts.exact(units, scale),
        amounts.signed(units, scale, language()),
    )


@register.filter
def amount(units: int | None, scale: int = 100) -> str:
    """`{{ units|amount }}`, `{{ visits|amount:1 }}`: `1,235万`."""
    return amounts.amount(units, scale, language())


@register.filter
def exact(units: int | None, scale: int = 100) -> str:
    """`{{ units|exact }}`: `12,345,678.90`."""
    return amounts.exact(units, scale)


@register.filter
def signed(units: int | None, scale: int = 100) -> str:
    """`{{ units|signed }}`: `+12.5万`."""
    return amounts.signed(units, scale, language())


@register.filter
def percent(fraction: float | None, decimals: int = 1) -> str:
    """`{{ 0.842|percent }}`: `84.2%`."""
    return amounts.percent(fraction, decimals)


@register.filter
def ppm(millionths: int | None, decimals: int = 1) -> str:
    """`{{ 842000|ppm }}`: `84.2%`."""
    return amounts.percent(None if millionths is None else millionths / 1_000_000, decimals)


@register.inclusion_tag("parts/field.html")
def field(bound: BoundField, **more: Any) -> dict[str, Any]:
    """A form field with label, control, hint and error; `label=`, `hint=`, `classes=` and attributes of the control."""
    widget = bound.field.widget
    choices = isinstance(widget, RadioSelect | CheckboxSelectMultiple)
    check = isinstance(widget, CheckboxInput)
    css = "form-check-input" if check or choices else "form-select" if isinstance(widget, Select) else "form-control"
    label, hint, classes = more.pop("label", bound.label), more.pop("hint", bound.help_text), more.pop("classes", "")
    attrs = {name.replace("_", "-"): value for name, value in more.items()}
    attrs["class"] = f"{css} {widget.attrs.get('class', '')}{' is-invalid' if bound.errors else ''}".strip()
    if choices:
        attrs["class"] = "form-check-input"
    described = [f"{bound.auto_id}_{part}" for part, there in (("hint", hint), ("error", bound.errors)) if there]
    if described:
        attrs["aria-describedby"] = " ".join(described)
    return {
        "field": bound, "label": label, "hint": hint, "classes": classes, "check": check, "choices": choices,
        "control": bound.as_widget(attrs=attrs), "labelled": attrs.get("id", bound.id_for_label),
    }  # fmt: skip


@register.simple_tag(takes_context=True)
def here(context: Context, *starts: str) -> SafeString:
    """`aria-current` for a link when the page's address begins with one of `starts`."""
    request = context.get("request")
    matches = request is not None and any(request.path.startswith(start) for start in starts)
    return SafeString(' aria-current="page"' if matches else "")


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """The address of this page with some of its query changed: `{% query page=2 %}`; None takes one out."""
    request = context["request"]
    kept = request.GET.copy()
    for name, value in changes.items():
        if value is None:
            kept.pop(name, None)
        else:
            kept[name] = value
    return f"?{kept.urlencode()}" if kept else str(request.path)
