"""Brings the database to the state that this version needs: roles, tables, rights. Repeating it changes nothing."""

from __future__ import annotations

from typing import Any

from .databases import APP_ROLE
from .environment import Environment
from .folder import DataFolder
from .roles import check_own, connect, grant_the_rest, make_embedded

LOCK = 7_230_184
"""One upgrade at a time, also where several servers share a database."""


def upgrade(environment: Environment, folder: DataFolder) -> None:
    """Makes the roles and applies the migrations as the owner. Raises ServingProblem.

    Django is set up by this; whatever it then asks goes through the application's role.
    """
    import django
    from django.conf import settings

    databases: dict[str, Any] = settings.DATABASES
    if environment.database_url:
        databases["default"].update(check_own(environment, folder, databases["owner"], databases["default"]))
    else:
        make_embedded(folder)
    django.setup()
    with connect(databases["owner"]) as owner:
        owner.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        migrate(databases["default"]["USER"])


def migrate(app: str = APP_ROLE) -> None:
    """The migrations of all parts, and the application's rights to the tables that are not ours."""
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connections

    call_command("migrate", database="owner", verbosity=0, interactive=False)
    call_command("createcachetable", database="owner", verbosity=0)
    ours = frozenset(m._meta.db_table for m in apps.get_app_config("store").get_models())
    owner = connections["owner"]
    owner.ensure_connection()
    grant_the_rest(owner.connection, app, ours)
    owner.close()
