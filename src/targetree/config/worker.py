"""The process that does the jobs: python -m targetree.config.worker"""

from __future__ import annotations

import os

from . import leash

CONCURRENT = 2
POLLING = 5.0


def main() -> None:
    """Works until it is told to stop; what it is at is then finished."""
    leash.hold()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "targetree.config.settings")
    import django

    django.setup()
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        working.run_worker(
            concurrency=CONCURRENT,
            fetch_job_polling_interval=POLLING,
            delete_jobs="successful",
            shutdown_graceful_timeout=8,
        )


if __name__ == "__main__":
    main()
