"""The pages of commitments: queries do not grow with the rows, numbers are read as people write them."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cast import As
from people import bookings, node
from targetree.web.commitments.forms import AmountField

pytestmark = pytest.mark.django_db


def test_as_many_queries_for_a_region_as_for_the_company(as_: As) -> None:
    counts = []
    for who in ("director", "leader"):
        client = as_(who)
        client.get("/commitments/")
        with CaptureQueriesContext(connection) as seen:
            assert client.get("/commitments/").status_code == 200
        counts.append(len(seen))
    assert abs(counts[0] - counts[1]) <= 1 and counts[0] < 40


@pytest.mark.parametrize(
    ("written", "units"), [("271.7万", 271_700_000), ("1,200.5", 120_050), ("1.2亿", 12_000_000_000)]
)
def test_amounts_as_people_write_them(written: str, units: int) -> None:
    assert AmountField(100).clean(written) == units


def test_a_number_that_changed_since_is_not_committed_to(as_: As) -> None:
    at = f"/commitments/{bookings()}/{node('1105')}/"
    answer = as_("colleague_seller").post(f"{at}accept/", {"was": "1"})
    assert answer.status_code in (403, 404)
    mine = f"/commitments/{bookings()}/{node('1104')}/"
    assert as_("colleague_seller").post(f"{mine}accept/", {"was": "1"}).status_code == 409
