from datetime import date

from targetree.engine.periods import PlanYear, days_between


def test_the_first_five_days_are_five_days() -> None:  # acceptance A1: Axelor lets the last two overlap
    days = days_between(date(2026, 1, 1), date(2026, 1, 5))
    assert [d.day for d in days] == [1, 2, 3, 4, 5]


def test_a_year_that_starts_in_april() -> None:
    year = PlanYear(2027, date(2027, 4, 1))
    assert year.month_names[0] == "2027-04" and year.month_names[-1] == "2028-03"
    assert year.period("2027-Q1") == (0, 3)
    assert year.period("2028-02") == (10, 1)
    assert year.period("2027-02") is None
    assert year.day_count == 366
    assert sum(s.stop - s.start for s in year.month_slices) == 366


def test_thirds_end_with_the_month() -> None:
    year = PlanYear(2027, date(2027, 1, 1))
    thirds = [int(t) for t in year.third_of_day[:31]]
    assert thirds == [0] * 10 + [1] * 10 + [2] * 11
    assert year.third_of_day[58] == 5  # 28 February


def test_weeks_are_clipped_to_the_year() -> None:
    year = PlanYear(2027, date(2027, 1, 1))  # a Friday
    assert year.week_starts[0] == date(2026, 12, 28) and year.week_names[0] == "2026-W53"
    assert year.week_of_day[2] == 0 and year.week_of_day[3] == 1
    assert len(year.week_starts) == year.week_of_day[-1] + 1


def test_periods_read_back() -> None:
    year = PlanYear(2027, date(2027, 7, 1))
    for first, count in [(0, 12), (3, 3), (9, 3), (0, 1), (11, 1)]:
        assert year.period(year.name(first, count)) == (first, count)
