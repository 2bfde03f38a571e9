"""The scripts' small parts: amounts as read and as typed, dialogs, messages, charts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from looking import assert_accessible

Open = Callable[..., Any]
CASES = json.loads((Path(__file__).parents[1] / "web" / "amounts.json").read_text("utf-8"))

TYPED = [
    ("1200万", 100, 1, {"set": 1_200_000_000}),
    ("1.2亿", 100, 1, {"set": 12_000_000_000}),
    ("1,200,000", 100, 1, {"set": 120_000_000}),
    ("１２００．５", 100, 1, {"set": 120_050}),
    ("￥3,000元", 100, 1, {"set": 300_000}),
    ("1.5M", 100, 1, {"set": 150_000_000}),
    ("2k", 1, 1, {"set": 2_000}),
    ("12w", 100, 1, {"set": 12_000_000}),
    ("3千万", 100, 1, {"set": 3_000_000_000}),
    ("12", 100, 10_000, {"set": 12_000_000}),
    ("12元", 100, 10_000, {"set": 1_200}),
    ("0.005", 100, 1, {"set": 1}),
    ("+5%", 100, 1, {"addPpm": 50_000}),
    ("-2.5%", 100, 1, {"addPpm": -25_000}),
    ("+20万", 100, 1, {"add": 20_000_000}),
    ("\u221220万", 100, 1, {"add": -20_000_000}),
    ("5%", 100, 1, None),
    ("", 100, 1, None),
    ("abc", 100, 1, None),
    ("1.2.3", 100, 1, None),
    ("99999999亿", 100, 1, None),
]


def test_scripts_write_amounts_as_the_pages_do(open_gallery: Open) -> None:
    page = open_gallery("?teams=1&people=1")
    told = page.evaluate(
        "cases => cases.map(({ units, scale }) => ({ zh: format.amount(units, scale, 'zh'),"
        " en: format.amount(units, scale, 'en'), exact: format.exact(units, scale),"
        " signed: format.signed(units, scale, 'zh') }))",
        CASES,
    )
    for case, shown in zip(CASES, told, strict=True):
        assert shown == {name: case[name] for name in shown}, case


def test_amounts_as_people_type_them(open_gallery: Open) -> None:
    page = open_gallery("?teams=1&people=1")
    read = page.evaluate("all => all.map(([text, scale, unit]) => parse.parseAmount(text, scale, unit))", TYPED)
    assert read == [expected for *_, expected in TYPED]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("1\r\n2\r\n", [["1"], ["2"]]),
        ('"x\ty"\t"say ""hi"""', [["x\ty", 'say "hi"']]),
        ('"two\nlines"\t2', [["two\nlines", "2"]]),
        ("\t\n\t", [["", ""], ["", ""]]),
        ("", [[""]]),
    ],
)
def test_blocks_of_spreadsheets(open_gallery: Open, text: str, rows: list[list[str]]) -> None:
    assert open_gallery("?teams=1&people=1").evaluate("text => parse.parseBlock(text)", text) == rows


def test_a_question_is_answered_by_keyboard_and_is_accessible(open_gallery: Open) -> None:
    page = open_gallery("?teams=1&people=1")
    page.evaluate("void (globalThis.answer = ask({ title: '发布？', text: '发布后不能再改。', action: '发布' }))")
    page.wait_for_selector(".modal.show [autofocus]:focus")
    assert_accessible(page)
    page.keyboard.press("Enter")
    assert page.evaluate("answer") is True
    page.evaluate("void (globalThis.answer = ask({ title: '发布？', action: '发布' }))")
    page.wait_for_selector(".modal.show [autofocus]:focus")
    page.keyboard.press("Escape")
    assert page.evaluate("answer") is False


def test_text_in_messages_is_text(open_gallery: Open) -> None:
    page = open_gallery("?teams=1&people=1")
    page.evaluate("toast('<img src=x onerror=alert(1)>', 'bad')")
    assert page.inner_text(".toast.show") == "<img src=x onerror=alert(1)>"
    assert_accessible(page)


def test_a_chart_has_words_and_a_table_and_follows_the_theme(open_gallery: Open) -> None:
    page = open_gallery("?teams=1&people=1")
    page.click("#chart")
    page.wait_for_selector("#picture svg")
    light = page.inner_html("#picture svg")
    assert page.get_attribute("#picture [role=img]", "aria-label") == "各月目标"
    assert page.locator("#picture table tbody tr").count() == 12
    page.click("[data-theme-choice=dark]")
    page.wait_for_timeout(400)
    assert page.inner_html("#picture svg") != light
    assert_accessible(page)
