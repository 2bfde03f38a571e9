"""The two roles of the database: who owns everything, and who the application is, which owns nothing."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from .databases import APP_ROLE, NAME, OWNER_ROLE, Database, embedded
from .environment import Environment
from .folder import DataFolder
from .postgres import SUPERUSER
from .problems import ServingProblem

Connection = psycopg.Connection[tuple[Any, ...]]
OLDEST = 160000


def connect(database: Database) -> Connection:
    """A connection of our own, outside Django. Each statement stands for itself."""
    given = {
        "host": database["HOST"],
        "port": database["PORT"],
        "dbname": database["NAME"],
        "user": database["USER"],
        "password": database["PASSWORD"],
        **{name: value for name, value in database["OPTIONS"].items() if name != "pool"},
    }
    return psycopg.connect(autocommit=True, **{name: value for name, value in given.items() if value})


def make_embedded(folder: DataFolder) -> None:
    """The roles and the database in the embedded PostgreSQL, where they are missing."""
    with connect(embedded(folder, SUPERUSER, "postgres")) as admin:
        for role in (OWNER_ROLE, APP_ROLE):
            if not _one(admin, "SELECT 1 FROM pg_roles WHERE rolname = %s", role):
                admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
        make_database(admin, NAME)


def make_database(admin: Connection, name: str, template: str = "template1") -> None:
    """A database that belongs to the owner and that the application may enter, where it is missing."""
    if not _one(admin, "SELECT 1 FROM pg_database WHERE datname = %s", name):
        make = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
        admin.execute(make.format(*map(sql.Identifier, (name, OWNER_ROLE, template))))
    database, app = sql.Identifier(name), sql.Identifier(APP_ROLE)
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(database))
    admin.execute(sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(database, app))


def check_own(environment: Environment, folder: DataFolder, owner: Database, app: Database) -> Database:
    """The application's way into the user's server, its role made where it may be. Raises ServingProblem."""
    try:
        connection = connect(owner)
    except psycopg.OperationalError as problem:
        raise ServingProblem("database_unreachable", name="DATABASE_URL", reason=_short(problem)) from None
    with connection:
        if connection.info.server_version < OLDEST:
            raise ServingProblem("database_too_old", found=connection.info.server_version // 10000)
        if not environment.database_app_url:
            app = {**app, "PASSWORD": _make_app_role(connection, folder, owner["USER"])}
        connection.execute(
            sql.SQL("GRANT CONNECT, TEMPORARY ON DATABASE {} TO {}").format(
                sql.Identifier(owner["NAME"]), sql.Identifier(app["USER"])
            )
        )
    try:
        with connect(app) as connection:
            _refuse_mighty(connection, app["USER"])
    except psycopg.OperationalError as problem:
        raise ServingProblem("database_unreachable", name="DATABASE_APP_URL", reason=_short(problem)) from None
    return app


def _make_app_role(connection: Connection, folder: DataFolder, owner: str) -> str:
    kept = folder.app_password
    if _one(connection, "SELECT 1 FROM pg_roles WHERE rolname = %s", APP_ROLE):
        if kept.exists():
            return kept.read_text("ascii")
        raise ServingProblem("app_role_password_lost", app=APP_ROLE, path=kept)
    if not _one(connection, "SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user"):
        raise ServingProblem("app_role_missing", owner=owner, app=APP_ROLE)
    password = folder.keep_secret(kept)
    try:
        make = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(sql.Identifier(APP_ROLE), sql.Literal(password))
        connection.execute(make)
    except psycopg.Error:
        kept.unlink(missing_ok=True)
        raise
    return password


def _refuse_mighty(connection: Connection, role: str) -> None:
    question = """
        SELECT CASE WHEN rolsuper THEN 'SUPERUSER' WHEN rolbypassrls THEN 'BYPASSRLS'
            WHEN NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = %s AND pg_has_role(current_user, oid, 'USAGE'))
                THEN 'NOT A MEMBER OF targetree_app'
            WHEN EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
                WHERE relkind IN ('r', 'p') AND nspname = 'public' AND pg_has_role(current_user, relowner, 'MEMBER'))
                THEN 'OWNER' END
        FROM pg_roles WHERE rolname = current_user"""
    if reason := _one(connection, question, APP_ROLE):
        raise ServingProblem("app_role_too_mighty", role=role, reason=reason)


def grant_the_rest(connection: Connection, app: str, ours: frozenset[str]) -> None:
    """Lets the application use the tables that are not `ours`: sessions, sign-in, jobs. Ours say it in migrations.

    The history of migrations is not for the application.
    """
    role = sql.Identifier(app)
    connection.execute(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(role))
    named = """
        SELECT relname, relkind FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'S')"""
    for name, kind in connection.execute(named).fetchall():
        if kind == "S":
            grant = sql.SQL("GRANT USAGE, SELECT ON SEQUENCE {} TO {}")
        elif name in ours or name == "django_migrations":
            continue
        else:
            grant = sql.SQL("GRANT SELECT, INSERT, UPDATE, DELETE ON TABLE {} TO {}")
        connection.execute(grant.format(sql.Identifier(name), role))


def _one(connection: Connection, statement: str, *values: object) -> Any:
    row = connection.execute(statement, values or None).fetchone()
    return row[0] if row else None


def _short(problem: Exception) -> str:
    """The first line of a driver's complaint; it has no password in it."""
    return str(problem).strip().splitlines()[0]
