"""What PostgreSQL refuses is told in our words, by whichever cursor it was asked."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from people import actor
from targetree.services.access import Actor, use_case
from targetree.services.errors import ServiceError
from targetree.store.arrays import rows

pytestmark = pytest.mark.django_db
CODES = {
    "42501": "not-allowed",
    "40001": "try-again",
    "40P01": "try-again",
    "TT002": "version-published",
    "TT003": "only-director-publishes",
}


@use_case
def refused(*, actor: Actor, state: str, plainly: bool) -> None:
    """A statement that the database refuses with that SQLSTATE."""
    statement = f"DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '{state}'; END $$"
    with connection.cursor() if plainly else rows() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("plainly", [True, False])
@pytest.mark.parametrize("state", CODES)
def test_in_our_words(state: str, plainly: bool) -> None:
    with pytest.raises(ServiceError) as told:
        refused(actor=actor("seller"), state=state, plainly=plainly)
    assert told.value.code == CODES[state]


def test_a_defect_stays_what_it_is() -> None:
    with pytest.raises(DatabaseError):
        refused(actor=actor("seller"), state="22012", plainly=True)
