"""Imports, worked on in the background; those that a worker left behind are taken up again."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app

from targetree.services.exchange.import_work import work_on
from targetree.services.exchange.importing import TASK


@app.task(name=TASK, queue="imports")
def work(run: int, account: int) -> None:
    """Read a file, or keep what was read."""
    try:
        work_on(run, account)
    finally:
        connection.close()
