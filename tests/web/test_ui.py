"""The tags of templates, and how much a page makes a browser load."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ImproperlyConfigured
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from targetree.web.looks import built

DIST = built.MANIFEST.parents[1]
PAGES = sorted((Path(__file__).parents[2] / "frontend" / "src" / "pages").glob("*.ts"))
MOST_BYTES = 300 * 1024


def render(source: str, lang: str = "zh-hans", **values: object) -> str:
    with translation.override(lang):
        return Template("{% load ui %}" + source).render(Context(values))


def test_amounts_say_the_exact_figure_on_hover() -> None:
    assert render("{% amount 1234567890 %}") == '<span class="amount " title="12,345,678.90">1,235万</span>'
    assert render("{% amount 12500 1 %}", "en") == '<span class="amount " title="12,500">12.5K</span>'
    assert render("{% signed -300000000 100 True %}") == '<span class="amount bad" title="−3,000,000.00">−300万</span>'
    assert render("{{ x|amount }} {{ x|exact }} {{ 0.5|percent }} {{ 842000|ppm }}", x=None) == "– – 50% 84.2%"


def test_a_field_says_its_error_to_everybody() -> None:
    class Form(forms.Form):
        name = forms.CharField(label="<b>Name</b>", help_text="As in the register")

    html = render("{% field form.name %}", form=Form({"name": ""}))
    assert '<label class="form-label required" for="id_name">&lt;b&gt;Name&lt;/b&gt;</label>' in html
    assert 'aria-describedby="id_name_hint id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error" role="alert"' in html


def test_query_changes_one_thing_and_keeps_the_rest() -> None:
    request = RequestFactory().get("/tree/?measure=cash&page=2")
    assert render("{% query page=3 %}", request=request) == "?measure=cash&amp;page=3"
    assert render("{% query page=None measure=None %}", request=request) == "/tree/"
    assert render('<a{% here "/tree/" %}>', request=request) == '<a aria-current="page">'


def test_built_files_are_named_and_there() -> None:
    html = render("{% vite_first %}{% vite 'app' %}{% icon 'lock' %}{% icon_file %}")
    names = re.findall(r"/static/dist/([^\"#]+)", html)
    assert len(names) >= 6
    assert all((DIST / name).is_file() for name in names)
    assert "words" not in html
    assert "zh-" not in render("{% vite_first %}", "en")


def test_an_entry_that_is_not_built_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"pages/nowhere.*build\.py"):
        built.needed("pages/nowhere")


def test_without_a_build_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(built, "MANIFEST", tmp_path / "manifest.json")
    with pytest.raises(ImproperlyConfigured, match=r"not built.*frontend/build\.py"):
        built.needed("app")


@pytest.mark.parametrize("page", [None, *(p.stem for p in PAGES if p.stem != "gallery")])
def test_the_first_load_of_a_page_is_small(page: str | None) -> None:
    entries = [built.needed("app"), *([built.needed(f"pages/{page}")] if page else [])]
    addresses = {built.icons(), built.font(), built.words(), built.needed("boot").script}
    for entry in entries:
        addresses |= {entry.script, *entry.imports, *entry.styles}
    sizes = {address: _sent(DIST / address.removeprefix("/static/dist/")) for address in addresses}
    assert sum(sizes.values()) < MOST_BYTES, sizes


def _sent(file: Path) -> int:
    small = file.with_name(file.name + ".br")
    return (small if small.exists() else file).stat().st_size
