"""The settings of the company, and whether plans rest on something that has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

from django.db import connection

from targetree.engine.book import Basis, SeasonalityRule
from targetree.engine.money import LARGEST_AMOUNT
from targetree.facts.calendars import known_country
from targetree.services.access import Actor, require, use_case
from targetree.services.errors import Conflict, Invalid, Missing
from targetree.services.structure.nodes import named
from targetree.services.structure.rearranging import lock_organisation, renew_versions
from targetree.store import models as store

_PPM = (500_000, 3_000_000)
_PLANNED_WITH = ("round_to_fen", "basis", "seasonality", "country", "year_start", "plan_year")


@dataclass(frozen=True, slots=True)
class CompanyShown:
    """The company's settings, as in a planning book. `planned`: there are plans of this year."""

    name: str
    plan_year: int
    year_start: date
    currency: str
    country: str
    amount_unit: int
    round_to_fen: int
    basis: str
    seasonality: str
    stretch_ppm: int
    challenge_ppm: int
    planned: bool


@dataclass(frozen=True, slots=True)
class Stale:
    """A plan rests on something that has changed since it was made: how often what changed."""

    version: str
    since: datetime
    calendar: int
    people: int
    units: int
    company: int


@use_case
def company_shown(*, actor: Actor) -> CompanyShown | None:
    """The settings; None before the first book is imported."""
    require(actor, "plan")
    c = store.Company.objects.filter(id=1).first()
    return None if c is None else CompanyShown(
        c.name, c.plan_year, c.year_start, c.currency, c.country, c.amount_unit, c.round_to_fen, c.basis,
        c.seasonality, c.stretch_ppm, c.challenge_ppm, store.Version.objects.exists(),
    )  # fmt: skip


@use_case
def change_company(*, actor: Actor, changes: Mapping[str, object], why: str = "") -> bool:
    """Change what is given. True where plans made before rest on what was."""
    require(actor, "administer")
    row = store.Company.objects.select_for_update().filter(id=1).first()
    if row is None:
        raise Missing("not-found")
    before = {f: getattr(row, f) for f in _PLANNED_WITH}
    for field, value in changes.items():
        setattr(row, field, _checked(field, value))
    year = (row.plan_year, row.year_start)
    if year != (before["plan_year"], before["year_start"]) and store.Version.objects.exists():
        raise Conflict("year-has-plans", year=before["plan_year"])
    if row.year_start.year not in (row.plan_year - 1, row.plan_year):
        raise Invalid("company-value", field="year_start", value=row.year_start.isoformat())
    row.save()
    if row.country != before["country"]:
        renew_versions(lock_organisation())
    return any(getattr(row, f) != before[f] for f in _PLANNED_WITH)


@use_case
def stale_plans(*, actor: Actor) -> list[Stale]:
    """The plans in work or in force that rest on what has changed since they were made, newest first."""
    require(actor, "see_drafts")
    with connection.cursor() as cursor:
        cursor.execute(_STALE)
        return [Stale(*row) for row in cursor.fetchall() if any(row[2:])]


_STALE = """
SELECT v.name, v.created_at,
  count(*) FILTER (WHERE r.table = 'calendar_days'),
  count(*) FILTER (WHERE r.table = 'people'),
  count(*) FILTER (WHERE r.table = 'nodes'),
  count(*) FILTER (WHERE r.table = 'company')
FROM versions v JOIN records r ON r.at > v.created_at AND (
  r.table = 'calendar_days'
  OR r.table = 'people' AND (r.action = 'insert' OR r.before ?| ARRAY['start_date', 'capacity', 'ramp', 'weight',
                                                                      'carries'])
  OR r.table = 'nodes' AND r.before ? 'over_assign' AND r.action = 'update'
  OR r.table = 'company' AND r.before ?| ARRAY['round_to_fen', 'basis', 'seasonality', 'country'])
WHERE v.archived_at IS NULL AND (v.status <> 'published' OR v.id = (SELECT in_force_id FROM company))
GROUP BY v.id, v.name, v.created_at ORDER BY v.created_at DESC
"""


def _checked(field: str, value: object) -> Any:
    good = True
    if field == "name":
        return named(str(value))
    if field == "country":
        value = str(value).strip().upper()
        if not known_country(value):
            raise Invalid("no-calendar-of-country", country=value)
    elif field == "currency":
        value = str(value).strip().upper()
        good = len(value) == 3 and value.isascii() and value.isalpha()
    elif field == "basis":
        good = value in get_args(Basis)
    elif field == "seasonality":
        good = value in get_args(SeasonalityRule)
    elif field == "round_to_fen":
        good = isinstance(value, int) and 1 <= value <= LARGEST_AMOUNT
    elif field == "amount_unit":
        good = value in (1, 1000, 10_000, 1_000_000, 100_000_000)
    elif field in ("stretch_ppm", "challenge_ppm"):
        good = isinstance(value, int) and _PPM[0] <= value <= _PPM[1]
    elif field == "plan_year":
        good = isinstance(value, int) and 2000 <= value <= 2100
    elif field == "year_start":
        good = isinstance(value, date) and value.day == 1
    else:
        raise Invalid("no-such-field", field=field)
    if not good:
        raise Invalid("company-value", field=field, value=value)
    return value
