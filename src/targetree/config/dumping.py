"""PostgreSQL's dumps: written from and read into a database by the programs of the wheel, as the owner."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from psycopg import sql

from .binaries import binaries
from .databases import Database
from .problems import ServingProblem
from .roles import Connection


def dump(database: Database, snapshot: str, path: Path) -> None:
    """Writes the state that a snapshot shows. Raises ServingProblem."""
    # Row-level security lets the owner see everything, by a policy; without the switch the dump would refuse.
    words = ["-Fc", "-Z", "gzip:4", "--no-owner", "--enable-row-security", f"--snapshot={snapshot}", "-f", str(path)]
    _run("pg_dump", database, words, "dump_failed")


def load(database: Database, path: Path, owner: str, rows: Mapping[str, int], *, clean: bool) -> None:
    """Reads a dump of the role `owner` into a database, in one transaction, as that database's own owner.

    With `clean` it takes the place of what is there. Raises ServingProblem, and nothing has changed, also where
    a table then has not as many rows as `rows` says.
    """
    script, rewritten = path.with_suffix(".sql"), path.with_suffix(".ours.sql")
    _run("pg_restore", database, ["--no-owner", "-f", str(script), str(path)], "load_failed")
    with script.open("rb") as source, rewritten.open("wb") as out:
        out.writelines(_of_this_owner(source, owner))
        out.write(b"SET row_security = on;\n")  # the dump turned it off; the owner sees everything by a policy
        out.writelines(_counted(name, number) for name, number in rows.items())
    words = ["-X", "-q", "--single-transaction", "-v", "ON_ERROR_STOP=1", "-o", os.devnull]
    afresh = ["-c", "DROP SCHEMA public CASCADE", "-c", "CREATE SCHEMA public"] if clean else []
    _run("psql", database, [*words, *afresh, "-f", str(rewritten)], "load_failed")
    script.unlink()
    rewritten.unlink()


def _counted(table: str, number: int) -> bytes:
    return f"""
        DO $$ BEGIN IF (SELECT count(*) FROM public."{table}") <> {number} THEN
        RAISE EXCEPTION 'the rows of {table} are not those that were backed up'; END IF; END $$;\n""".encode()


def _of_this_owner(lines: Iterable[bytes], owner: str) -> Iterator[bytes]:
    """The statements of a dump without the name of the role it was made by; rows stay as they are."""
    names = [name.encode() for name in (owner, f'"{owner}"')]
    in_rows = False
    for line in lines:
        if in_rows:
            in_rows = line.rstrip() != b"\\."
        elif line.startswith(b"COPY ") and line.rstrip().endswith(b" FROM stdin;"):
            in_rows = True
        elif line.startswith((b"GRANT ", b"REVOKE ")) and line.rstrip(b";\r\n ").split(b" ")[-1] in names:
            continue  # an owner's rights are its own
        elif line.startswith((b"CREATE POLICY ", b"ALTER DEFAULT PRIVILEGES ")):
            for name in names:
                line = line.replace(b" TO %s USING " % name, b" TO CURRENT_USER USING ")  # noqa: PLW2901
                line = line.replace(b" FOR ROLE %s " % name, b" ")  # noqa: PLW2901
        yield line


def rows(connection: Connection) -> dict[str, int]:
    """Rows of each table, in the order of names."""
    named = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
    tables = [name for (name,) in connection.execute(named).fetchall()]
    return {name: _count(connection, name) for name in tables}


def others(connection: Connection) -> int:
    """How many sessions of ours, besides this one, are connected to the database."""
    asked = """
        SELECT count(*) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'targetree%' AND pid <> pg_backend_pid()"""
    row = connection.execute(asked).fetchone()
    assert row is not None
    return int(row[0])


def migrations(connection: Connection) -> list[str]:
    """`app.name` of what has been applied; none where the database is empty."""
    if connection.execute("SELECT to_regclass('public.django_migrations')").fetchone() == (None,):
        return []
    found = connection.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1").fetchall()
    return [name for (name,) in found]


def _count(connection: Connection, table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
    assert row is not None
    return int(row[0])


def _run(program: str, database: Database, words: list[str], code: str) -> None:
    options: dict[str, Any] = database["OPTIONS"]
    told = {
        "PGHOST": database["HOST"] or options.get("host", ""),
        "PGPORT": database["PORT"] or options.get("port", ""),
        "PGDATABASE": database["NAME"],
        "PGUSER": database["USER"],
        "PGPASSWORD": database["PASSWORD"],
        "PGSSLMODE": options.get("sslmode", ""),
        "PGSSLROOTCERT": options.get("sslrootcert", ""),
        "PGAPPNAME": "targetree",
    }
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    environment |= {name: value for name, value in told.items() if value}
    done = subprocess.run([binaries() / program, *words], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise ServingProblem(code, said="\n".join(done.stderr.strip().splitlines()[-3:]))
