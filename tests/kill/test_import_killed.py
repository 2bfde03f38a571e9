"""Killed at any moment of an import: afterwards all of it is there or nothing, and it can be taken up again.

`KILLS` says how often; a few times in `make test`, hundreds in `make soak`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exact import wrong_now
from people import actor
from settings_for_tests import CHECKOUT
from targetree.services.exchange.import_work import work_on
from targetree.services.exchange.importing import import_shown

KILLS = int(os.environ.get("KILLS", "3"))
VICTIM = Path(__file__).with_name("import_victim.py")


def _run_and_kill(seed: int, environment: dict[str, str]) -> set[int]:
    """The imports that the victim was told are kept, before it was killed."""
    with subprocess.Popen(
        [sys.executable, str(VICTIM), str(seed)], env=environment, stdout=subprocess.PIPE, text=True
    ) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "ready\n"
        time.sleep(random.Random(seed).uniform(0.5, 9.0))
        victim.send_signal(signal.SIGKILL)
        return {int(line.split()[1]) for line in victim.stdout if line.endswith("\n")}


@pytest.mark.slow
def test_killed_while_importing(own_database: Callable[[], Any], tmp_path: Path) -> None:
    with own_database() as owner:
        name, host = owner.info.dbname, owner.info.host
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "settings_of_live",
        "DATABASE_URL": f"postgresql://targetree_owner@/{name}?host={host}",
        "DATABASE_APP_URL": f"postgresql://targetree_app@/{name}?host={host}",
        "TARGETREE_SECRET_KEY": "a key that is for tests alone, and long enough",
        "TARGETREE_DATA": str(tmp_path),
        "PYTHONPATH": str(CHECKOUT / "tests"),
    }
    told: set[int] = set()
    for seed in range(KILLS):
        told |= _run_and_kill(seed, environment)
        with own_database() as owner:
            _quiet(owner)
            _all_or_nothing(owner, told)
            left = owner.execute(
                "SELECT id FROM import_runs WHERE state IN ('uploaded', 'reading', 'applying')"
            ).fetchall()
        for (run,) in left:  # the next worker takes up what the killed one left
            work_on(run, actor("operations").account_id)
            assert import_shown(actor=actor("operations"), run=run).state in ("ready", "done")
        with own_database() as owner:
            _all_or_nothing(owner, told)


def _quiet(owner: Any) -> None:
    """What the killed one had under way is over."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        busy = owner.execute(
            "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            " WHERE d.datname = current_database() AND l.mode = 'RowExclusiveLock' AND l.pid <> pg_backend_pid()"
        ).fetchone()[0]
        if not busy:
            return
        time.sleep(0.05)


def _all_or_nothing(owner: Any, told: set[int]) -> None:
    assert wrong_now(owner) == []
    runs = dict(owner.execute("SELECT id, version_id FROM import_runs WHERE state = 'done'").fetchall())
    assert told <= runs.keys(), "an acknowledged import is gone"
    assert None not in runs.values()
    made = owner.execute("SELECT id FROM versions WHERE name LIKE 'import %'").fetchall()
    assert {version for (version,) in made} == set(runs.values()), "a version that no import is done with"
    lines = owner.execute(
        "SELECT v.id, count(l.*), count(r.*) FROM versions v JOIN sheets s ON s.version_id = v.id"
        " JOIN lines l ON l.sheet_id = s.id LEFT JOIN receipt_lines r ON r.sheet_id = s.id AND r.node_id = l.node_id"
        " WHERE v.name LIKE 'import %' GROUP BY v.id"
    ).fetchall()
    assert len({tuple(counts) for _, *counts in lines}) <= 1, "versions of different size"
    assert len(lines) == len(made)
    names = owner.execute(
        "SELECT DISTINCT name FROM customers WHERE archived_at IS NULL AND name LIKE 'Customer %'"
    ).fetchall()
    whole = owner.execute(
        "SELECT count(*) FROM customers WHERE archived_at IS NULL AND name NOT LIKE 'Customer %'"
    ).fetchone()[0]
    assert len(names) <= 1, "customers of two imports"
    assert not names or whole == 0, "half of the customers renamed"
