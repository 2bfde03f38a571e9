"""The application's role sees nothing outside a use case, and owns nothing."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import connection

pytestmark = pytest.mark.django_db


def test_the_application_is_not_the_owner() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT count(*) FROM pg_tables WHERE tableowner = current_user)")
        assert cursor.fetchone() == ("targetree_app", 0)


@pytest.mark.django_db(databases=["default", "owner"])
def test_the_checks_of_the_database_find_nothing() -> None:
    assert run_checks(tags=["database"], databases=["default", "owner"]) == []


def test_nothing_is_visible_to_nobody() -> None:
    with connection.cursor() as cursor:
        for model in apps.get_app_config("store").get_models():
            if model._meta.db_table == "accounts":
                continue
            cursor.execute(f'SELECT count(*) FROM "{model._meta.db_table}"')
            assert cursor.fetchone() == (0,), model
