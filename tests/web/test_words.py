"""The Chinese catalogue has every string of the interface, nothing else, and the same placeholders."""

from __future__ import annotations

import gettext
import io
import re
import string
from pathlib import Path

import pytest

from targetree.locale import catalogue, po, scripts
from targetree.locale.used import area_of, used

AREAS = catalogue.areas()
ALL = [(area, source, chinese) for area, entries in AREAS.items() for source, chinese in entries.items()]


def test_every_string_has_its_chinese() -> None:
    known = catalogue.everything()
    gaps = {source: [p.name for p in places] for source, places in used().items() if source not in known}
    assert not gaps, "python -m targetree.locale adds them to the .po files"


def test_no_chinese_is_left_over() -> None:
    there = used()
    assert [(area, source.text) for area, source, _ in ALL if source not in there] == []


@pytest.mark.parametrize(("area", "source", "chinese"), ALL, ids=lambda value: None)
def test_both_languages_say_the_same(area: str, source: po.Source, chinese: str) -> None:
    assert _placeholders(source.text) | _placeholders(source.plural) == _placeholders(chinese), f"{area}.po: {chinese}"
    assert not re.search(r"[\u4e00-\u9fff]\s*[,;!?](?!\d)", chinese), f"{area}.po: half-width punctuation: {chinese}"


def test_catalogues_survive_being_read_and_written(tmp_path: Path) -> None:
    entries = {
        po.Source('A "quoted"\nline'): "「引用」\n行",
        po.Source("{n} row", "{n} rows"): "{n} 行",
        po.Source("Open", context="verb"): "打开",
        po.Source("Open"): "开放",
    }
    po.write(tmp_path / "x.po", entries)
    assert po.read(tmp_path / "x.po") == entries
    translations = gettext.GNUTranslations(io.BytesIO(po.compiled([entries])))
    assert translations.pgettext("verb", "Open") == "打开"
    assert translations.gettext("Open") == "开放"
    assert translations.ngettext("{n} row", "{n} rows", 5) == "{n} 行"
    assert translations.gettext("not there") == "not there"


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.po").write_text('msgid "a"\nmsgstr "b"\nnonsense here\n', "utf-8")
    with pytest.raises(ValueError, match="line 3"):
        po.read(tmp_path / "x.po")


def test_strings_of_scripts_are_found_and_comments_are_not() -> None:
    script = """
      // t('not this')
      /* tn('nor', 'this', 2) */
      const a = t('It\\'s {n}', { n }) + tn(
        "one {n}", 'many {n}', n) + other.t('no') + element('no')
    """
    assert list(scripts.strings_of(script)) == [po.Source("It's {n}"), po.Source("one {n}", "many {n}")]


def test_areas_follow_the_folders() -> None:
    package, front = Path(catalogue.__file__).parents[1], catalogue.FRONTEND
    assert area_of(package / "web" / "holds" / "views.py") == "holds"
    assert area_of(package / "web" / "templates" / "holds" / "list.html") == "holds"
    assert area_of(front / "src" / "pages" / "holds-edit.ts") == "holds"
    assert area_of(package / "web" / "navigation.py") == "base"


def _placeholders(text: str) -> set[str]:
    braces = {name for _, name, _, _ in string.Formatter().parse(re.sub(r"%\(\w+\)s", "", text)) if name is not None}
    return braces | set(re.findall(r"%\((\w+)\)s", text))
