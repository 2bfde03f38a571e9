"""The web server: granian with a few workers, each with a few threads. A process of its own, started by `serve`."""

from __future__ import annotations

from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels
from granian.server import Server

from . import leash
from .environment import read

TARGET = "targetree.config.wsgi:application"
LEAVING = 5
"""Seconds that requests may take to end when the server does."""


def main() -> None:
    """Serves until it is told to stop."""
    leash.hold()
    environment = read()
    Server(
        TARGET,
        address=environment.bind,
        port=environment.port,
        interface=Interfaces.WSGI,
        http=HTTPModes.http1,
        websockets=False,
        workers=environment.workers,
        blocking_threads=environment.threads,
        backpressure=environment.threads * 16,
        respawn_failed_workers=True,
        respawn_interval=0.5,
        workers_kill_timeout=LEAVING,
        log_level=LogLevels.warning,
        process_name=None,
    ).serve()


if __name__ == "__main__":
    main()
