"""Amounts as people read them: the pages and the scripts write them alike (tests/browser/test_scripts.py)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetree.web.looks import amounts

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parent / "amounts.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['units']}/{case['scale']}")
def test_short_exact_and_signed(case: dict[str, Any]) -> None:
    units, scale = case["units"], case["scale"]
    assert amounts.amount(units, scale, "zh") == case["zh"]
    assert amounts.amount(units, scale, "en") == case["en"]
    assert amounts.exact(units, scale) == case["exact"]
    assert amounts.signed(units, scale, "zh") == case["signed"]


@given(st.integers(-(10**15), 10**15), st.sampled_from([1, 100]))
def test_the_exact_amount_has_every_digit(units: int, scale: int) -> None:
    shown = amounts.exact(units, scale).replace(",", "").replace(amounts.MINUS, "-")
    whole, _, rest = shown.partition(".")
    assert int(whole.lstrip("-") + rest) * (-1 if shown.startswith("-") else 1) == units


def test_percentages() -> None:
    assert amounts.percent(0.842) == "84.2%"
    assert amounts.percent(1.0) == "100%"
    assert amounts.percent(-0.05) == "−5%"
    assert amounts.percent(None) == "–"
