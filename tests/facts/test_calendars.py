"""Working calendars: China's make-up days, estimated years, other weekends, lunar new years."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from targetree.engine.calendar import DayFacts
from targetree.engine.periods import PlanYear
from targetree.facts.calendars import calendar_findings, day_facts, known_country
from targetree.terms.sentences.calendar import SENTENCES


def whole(country: str, year: int, start_month: int = 1) -> tuple[PlanYear, DayFacts]:
    plan_year = PlanYear(year, date(year, start_month, 1))
    return plan_year, day_facts(country, plan_year.start, plan_year)


def works(facts: DayFacts, day: date) -> bool:
    return bool(facts.working[(day - facts.start).days])


def test_cn1_china_2026_by_month_with_make_up_days() -> None:
    year, facts = whole("CN", 2026)
    by_month = [int(facts.working[days].sum()) for days in year.month_slices]
    assert by_month == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23]
    assert sum(by_month) == 248
    made_up = [d for d in year.days if d.weekday() >= 5 and works(facts, d)]
    assert made_up == [date(2026, *md) for md in ((1, 4), (2, 14), (2, 28), (5, 9), (9, 20), (10, 10))]
    assert facts.estimated_years == ()


def test_a_year_without_notice_is_estimated_and_said() -> None:
    year, facts = whole("CN", 2031)
    assert facts.estimated_years == (2031,)
    assert not any(works(facts, d) for d in year.days if d.weekday() >= 5)
    assert not works(facts, date(2031, 1, 23))
    (finding,) = calendar_findings(facts)
    assert (finding.severity, finding.code) == ("warning", "calendar-estimated")
    assert all("2031" in sentence.format(**finding.values) for sentence in SENTENCES[finding.code])


def test_only_years_that_the_plan_touches_count_as_estimated() -> None:
    start = date(2030, 7, 1)
    assert day_facts("CN", date(2027, 1, 1), PlanYear(2030, start)).estimated_years == (2030, 2031)
    assert day_facts("FR", date(2027, 1, 1), PlanYear(2030, start)).estimated_years == ()
    assert day_facts("CN", date(2023, 1, 1), PlanYear(2026, date(2026, 1, 1))).estimated_years == ()


def test_facts_reach_from_first_to_the_end_of_the_plan_year() -> None:
    year = PlanYear(2026, date(2026, 4, 1))
    facts = day_facts("CN", date(2023, 4, 1), year)
    assert len(facts.working) == (date(2027, 4, 1) - date(2023, 4, 1)).days
    assert facts.between(date(2026, 10, 1), date(2026, 10, 11)).tolist() == [False] * 7 + [True] * 3
    assert day_facts("CN", date(2026, 9, 1), year).start == year.start


def test_a_make_up_day_in_december_for_the_next_year() -> None:
    _, facts = whole("CN", 2011)
    assert works(facts, date(2011, 12, 31))


def test_known_spring_festivals() -> None:
    year = PlanYear(2027, date(2027, 1, 1))
    known = {2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6)}
    for country in ("CN", "HK", "TW", "SG", "VN", "MO"):
        facts = day_facts(country, date(2024, 1, 1), year)
        assert facts.spring_festivals == tuple(date(y, *md) for y, md in known.items()), country
    older = day_facts("CN", date(2009, 1, 1), PlanYear(2014, date(2014, 1, 1))).spring_festivals
    assert [f"{d:%m-%d}" for d in older] == ["01-26", "02-14", "02-03", "01-23", "02-10", "01-31"]


def test_lunar_new_year_where_the_first_day_is_not_named() -> None:
    assert whole("HK", 2023)[1].spring_festivals == (date(2023, 1, 22),)
    assert whole("KR", 2026)[1].spring_festivals == (date(2026, 2, 17),)
    assert whole("US", 2026)[1].spring_festivals == ()


def test_other_weekends() -> None:
    _, emirates = whole("AE", 2021)
    assert not works(emirates, date(2021, 6, 4))
    assert works(emirates, date(2021, 6, 6))
    _, later = whole("AE", 2023)
    assert works(later, date(2023, 6, 9))
    assert not works(later, date(2023, 6, 11))


@pytest.mark.parametrize("country", ["CN", "cn", " CHN ", "中国", "US", "HK", "GBR"])
def test_known_countries(country: str) -> None:
    assert known_country(country)
    assert whole(country, 2026)[1].working.any()


@pytest.mark.parametrize("country", ["", "XX", "China town", "C", "火星"])
def test_unknown_countries(country: str) -> None:
    assert not known_country(country)
    with pytest.raises(ValueError, match="country-unknown"):
        whole(country, 2026)


def test_only_the_country_that_is_needed_is_imported() -> None:
    code = """
import sys
from datetime import date
from targetree.engine.periods import PlanYear
from targetree.facts.calendars import day_facts
assert "holidays" not in sys.modules
day_facts("CN", date(2024, 1, 1), PlanYear(2027, date(2027, 1, 1)))
assert [m for m in sys.modules if m.startswith("holidays.countries.")] == ["holidays.countries.china"]
import holidays
assert date(2027, 7, 14) in holidays.country_holidays("FR")
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
