"""PostgreSQL's dumps: written from and read into a database by the programs of the wheel, as the owner."""

from __future__ import annotations

import os
import subprocess
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


def load(database: Database, path: Path, *, clean: bool) -> None:
    """Reads a dump into a database, in one transaction. With `clean` it takes the place of what is there."""
    words = ["--no-owner", "--single-transaction", "--exit-on-error", "-d", database["NAME"]]
    _run("pg_restore", database, [*words, *(["--clean", "--if-exists"] if clean else []), str(path)], "load_failed")


def rows(connection: Connection) -> dict[str, int]:
    """Rows of each table, in the order of names."""
    named = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' ORDER BY 1"
    tables = [name for (name,) in connection.execute(named).fetchall()]
    return {name: _count(connection, name) for name in tables}


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
