"""Jobs that were being done when their worker was killed are done again."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from targetree.jobs.upkeep import forget_sessions, take_up_stalled


def work() -> None:
    """A worker until nothing is left to do; in a thread, since a browser's event loop may run in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_work).result()


def _work() -> None:
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def test_a_job_whose_worker_is_gone_is_done_again(own_database: Callable[[], Any]) -> None:
    Session.objects.create(session_key="ended", session_data="", expire_date=timezone.now() - timedelta(days=1))
    job = forget_sessions.defer(timestamp=0)
    with own_database() as owner:
        owner.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 1 WHERE id = %s", [job])
        take_up_stalled.defer(timestamp=0)
        work()
        done = owner.execute("SELECT task_name, status FROM procrastinate_jobs ORDER BY id").fetchall()
    assert {name for name, _ in done} >= {"forget_sessions", "take_up_stalled"}  # and what the hour brings besides
    assert {status for _, status in done} == {"succeeded"}
    assert not Session.objects.exists()


@pytest.mark.django_db
def test_every_task_is_known_to_the_worker() -> None:
    app.perform_import_paths()
    assert {"take_up_stalled", "forget_sessions"} <= set(app.tasks)
