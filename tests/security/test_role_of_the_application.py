"""What the application's role of PostgreSQL cannot do, though it may run any statement: the record and what is
published stay as they are, and the fences stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from psycopg import sql

from database import FOLDER

_COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = 'nodes'"
Connection = psycopg.Connection[tuple[Any, ...]]


@pytest.fixture
def app(own_database: Callable[[], Any]) -> Iterator[Connection]:
    """The application's way in, acting as the director, with something published."""
    with own_database() as owner:
        name = owner.info.dbname
        (director,) = owner.execute("SELECT account_id FROM grants WHERE role = 'director'").fetchone()
        owner.execute("SELECT set_config('targetree.account', %s, false)", [str(director)])
        owner.execute("UPDATE versions SET status = 'published', published_at = now()")
        columns = [c for (c,) in owner.execute(_COLUMNS).fetchall() if c not in ("id", "code", "path")]
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        unit = "INSERT INTO nodes ({0}, code, path) SELECT {0}, 'empty', path FROM nodes WHERE code = 'E'"
        owner.execute(sql.SQL(unit).format(names))
    with psycopg.connect(host=str(FOLDER.sockets), dbname=name, user="targetree_app", autocommit=True) as connection:
        connection.execute("SELECT set_config('targetree.account', %s, false)", [str(director)])
        yield connection


def refused(app: Connection, statement: str) -> str:
    """The SQLSTATE with which the statement was refused; what it did otherwise."""
    try:
        return f"done: {app.execute(statement).statusmessage}"
    except psycopg.Error as problem:
        return problem.sqlstate or "?"


NOT_ALLOWED, NO_SUCH, PUBLISHED, NO_CHANGE = "42501", "22023", "TT002", "TT001"

FOR_EVER = [
    *(f"{verb} {table}" for table in ("records", "line_changes", "edits", "versions", "lines", "accounts")
      for verb in ("TRUNCATE", "DROP TABLE")),
    "UPDATE records SET why = 'nothing'",
    "DELETE FROM records",
    "INSERT INTO records (at, account_name, \"table\", row_id, action, why) VALUES (now(), '', 'x', 1, 'insert', '')",
    "UPDATE line_changes SET before = NULL",
    "DELETE FROM line_changes",
    "UPDATE edits SET reason = 'another'",
    "DELETE FROM edits",
    "ALTER TABLE records DISABLE TRIGGER ALL",
    "ALTER TABLE lines DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE lines NO FORCE ROW LEVEL SECURITY",
    "DROP POLICY see ON lines",
    "CREATE POLICY all_of_it ON lines USING (true)",
    "DROP TRIGGER record ON holds",
    "CREATE OR REPLACE FUNCTION targetree_account() RETURNS bigint LANGUAGE sql AS 'SELECT 1'",
    "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE public.mine (id int)",
    "SET ROLE targetree_owner",
    "SET SESSION AUTHORIZATION targetree_owner",
    "SET session_replication_role = replica",
    "GRANT targetree_owner TO targetree_app",
    "ALTER ROLE targetree_app BYPASSRLS",
    "CREATE ROLE another SUPERUSER",
    "COPY records TO PROGRAM 'cat'",
    "COPY accounts TO '/tmp/accounts'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT lo_import('/etc/passwd')",
    "ALTER SYSTEM SET fsync = off",
    "UPDATE pg_class SET relrowsecurity = false",
    "SELECT passwd FROM pg_shadow",
]  # fmt: skip
PUBLISHED_ONES = [
    "UPDATE versions SET name = 'another'",
    "UPDATE versions SET status = 'open'",
    "DELETE FROM versions",
    "UPDATE sheets SET revision = revision + 1",
    "DELETE FROM sheets",
    "UPDATE places SET position = position + 1",
    "DELETE FROM places",
    "UPDATE lines SET year = year + 1",
    "DELETE FROM lines",
    "INSERT INTO lines (sheet_id, node_id, cells, months, year, revision)"
    " SELECT l.sheet_id, n.id, l.cells, l.months, l.year, 0 FROM lines l, nodes n WHERE n.code = 'empty' LIMIT 1",
    "UPDATE receipt_lines SET share = '{}'",
    "DELETE FROM receipt_lines",
    "UPDATE customer_lines SET weights = '{}'",
    "DELETE FROM customer_lines",
    "INSERT INTO edits (sheet_id, node_id, what, first_month, month_count, kind, before, after, reason, at, revision)"
    " SELECT sheet_id, node_id, '', 0, 12, 'edit', 0, 1, '', now(), 1 FROM lines LIMIT 1",
    "INSERT INTO holds (sheet_id, node_id, what, first_month, month_count, amount, reason, owner_name, created_at)"
    " SELECT sheet_id, node_id, 'x', 0, 12, 0, '', '', now() FROM lines LIMIT 1",
]


def test_what_is_written_for_ever_stays(app: Connection) -> None:
    answers = {statement: refused(app, statement) for statement in FOR_EVER}
    assert {s: a for s, a in answers.items() if a not in (NOT_ALLOWED, NO_SUCH)} == {}


def test_what_is_published_stays(app: Connection) -> None:
    answers = {statement: refused(app, statement) for statement in PUBLISHED_ONES}
    assert {s: a for s, a in answers.items() if a != PUBLISHED} == {}


def test_a_line_changes_by_an_edit_alone(own_database: Callable[[], Any]) -> None:
    with own_database() as owner:
        (director,) = owner.execute("SELECT account_id FROM grants WHERE role = 'director'").fetchone()
        name = owner.info.dbname
    with psycopg.connect(host=str(FOLDER.sockets), dbname=name, user="targetree_app", autocommit=True) as app:
        app.execute("SELECT set_config('targetree.account', %s, false)", [str(director)])
        assert (
            refused(app, "UPDATE lines SET cells[1] = cells[1] + 1 WHERE id = (SELECT min(id) FROM lines)") == NO_CHANGE
        )


def test_tables_of_its_own_stand_in_for_no_table_of_ours(app: Connection) -> None:
    """A temporary table is found before a real one of its name, unless a function says where to look."""
    careless = app.execute(
        "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(proconfig::text LIKE '%search_path=public, pg_temp%', false)"
    ).fetchall()
    assert careless == []
    for table in ("records", "grants"):
        copy = "CREATE TEMPORARY TABLE {} (LIKE public.{})"
        app.execute(sql.SQL(copy).format(sql.Identifier(table), sql.Identifier(table)))
        app.execute(sql.SQL("GRANT ALL ON pg_temp.{} TO PUBLIC").format(sql.Identifier(table)))
    (before,) = app.execute("SELECT count(*) FROM public.records").fetchone() or (0,)
    app.execute("UPDATE company SET name = 'Another'")
    (after,) = app.execute("SELECT count(*) FROM public.records").fetchone() or (0,)
    assert after == before + 1
