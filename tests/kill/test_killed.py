"""Killed at any moment of an edit or a publication: what was acknowledged is there, nothing else is, all is exact.

`KILLS` says how often; three times of each kind in `make test`, hundreds in `make soak`.
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
from settings_for_tests import CHECKOUT

KILLS = int(os.environ.get("KILLS", "3"))
VICTIM = Path(__file__).with_name("victim.py")


def _run_and_kill(kind: str, seed: int, environment: dict[str, str], after: float) -> list[tuple[str, int]]:
    """What the victim was told is done before it was killed, `after` seconds from when it was ready."""
    words = [sys.executable, str(VICTIM), kind, str(seed)]
    with subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, text=True) as victim:
        assert victim.stdout is not None
        assert victim.stdout.readline() == "ready\n"
        time.sleep(after)
        victim.send_signal(signal.SIGKILL)
        said = [line.split() for line in victim.stdout if line.endswith("\n")]
    return [(what, int(number)) for what, number in said]


@pytest.fixture
def environment(own_database: Callable[[], Any]) -> dict[str, str]:
    """The environment in which a victim finds this test's database."""
    with own_database() as owner:
        name = owner.info.dbname
        host = owner.info.host
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "settings_of_live",
        "DATABASE_URL": f"postgresql://targetree_owner@/{name}?host={host}",
        "DATABASE_APP_URL": f"postgresql://targetree_app@/{name}?host={host}",
        "TARGETREE_SECRET_KEY": "a key that is for tests alone, and long enough",
        "PYTHONPATH": str(CHECKOUT / "tests"),
    }


@pytest.mark.slow
def test_killed_while_editing(own_database: Callable[[], Any], environment: dict[str, str], tmp_path: Path) -> None:
    environment["TARGETREE_DATA"] = str(tmp_path)
    told: set[int] = set()
    with own_database() as owner:
        before = {number for (number,) in owner.execute("SELECT id FROM edits").fetchall()}
    for seed in range(KILLS):
        after = random.Random(seed).uniform(0.3, 1.5)
        told |= {number for _, number in _run_and_kill("edit", seed, environment, after)}
        with own_database() as owner:
            _quiet(owner)
            assert wrong_now(owner) == []
            there = {number for (number,) in owner.execute("SELECT id FROM edits").fetchall()}
            loose = owner.execute("SELECT id FROM edits e WHERE NOT EXISTS "
                                  "(SELECT FROM line_changes c WHERE c.edit_id = e.id)").fetchall()  # fmt: skip
        assert told <= there, "an acknowledged edit is gone"
        assert len(there - told - before) <= seed + 1, "more is there than was in the making"
        assert loose == []
    assert told


@pytest.mark.slow
def test_killed_while_publishing(own_database: Callable[[], Any], environment: dict[str, str], tmp_path: Path) -> None:
    environment["TARGETREE_DATA"] = str(tmp_path)
    told: list[tuple[str, int]] = []
    with own_database() as owner:
        whole = _sizes(owner)
    for seed in range(KILLS):
        after = random.Random(seed).uniform(0.3, 1.5)
        told += _run_and_kill("publish", seed, environment, after)
        with own_database() as owner:
            _quiet(owner)
            assert wrong_now(owner) == []
            states = dict(owner.execute("SELECT id, status FROM versions").fetchall())
            sizes = _sizes(owner)
        for what, number in told:
            assert number in states, "an acknowledged copy is gone"
            if what == "published":
                assert states[number] == "published"
        known = next(iter(whole.values()))
        assert {number: size for number, size in sizes.items() if size != known and number not in whole} == {}
    assert told


def _sizes(owner: Any) -> dict[int, tuple[int, ...]]:
    """Sheets, lines, receipts, places, holds of each version."""
    found = owner.execute(
        "SELECT v.id, (SELECT count(*) FROM sheets s WHERE s.version_id = v.id),"
        " (SELECT count(*) FROM lines l JOIN sheets s ON s.id = l.sheet_id WHERE s.version_id = v.id),"
        " (SELECT count(*) FROM receipt_lines l JOIN sheets s ON s.id = l.sheet_id WHERE s.version_id = v.id),"
        " (SELECT count(*) FROM places p WHERE p.version_id = v.id),"
        " (SELECT count(*) FROM holds h JOIN sheets s ON s.id = h.sheet_id WHERE s.version_id = v.id)"
        " FROM versions v ORDER BY v.status = 'open' DESC, v.id"
    ).fetchall()
    return {number: tuple(counts) for number, *counts in found}


def _quiet(owner: Any) -> None:
    """Wait until what the victim had begun has ended in the database."""
    for _ in range(200):
        busy = owner.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND usename = 'targetree_app'"
            " AND pid <> pg_backend_pid() AND state <> 'idle'"
        ).fetchone()[0]
        if not busy:
            return
        time.sleep(0.05)
    raise AssertionError("the database does not come to rest")
