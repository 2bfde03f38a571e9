"""A server with a database of its own, and a real browser: for tests of what people see and do.

`live` serves a module of tests, which may change what they like; `open_page("seller", width=390)` gives a page
signed in as one of the cast.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from pytest_django.plugin import DjangoDbBlocker

from cast import client_of
from database import FOLDER, admin, clone, drop, point_at
from settings_for_tests import CHECKOUT, SECRET_KEY
from targetree.config.serving import free_port

FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --disable-dev-shm-usage"
).split()
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
PATIENCE = 60


@dataclass
class Live:
    """A server that runs. Django in the test leads to its database."""

    url: str
    name: str
    environment: dict[str, str]
    log: Path
    _stack: ExitStack = field(default_factory=ExitStack)
    _jobs: bool = False

    def start_jobs(self) -> None:
        """Jobs in the background are done from here on."""
        if not self._jobs:
            self._stack.enter_context(_process("targetree.config.worker", self.environment, self.log))
            self._jobs = True


@pytest.fixture(scope="module")
def live(
    sample_template: str,
    django_db_setup: str,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Live]:
    """A server for the tests of a module."""
    name, port = f"{django_db_setup}_live", free_port()
    folder = tmp_path_factory.mktemp("live")
    environment = os.environ | {
        "DATABASE_URL": _url("targetree_owner", name),
        "DATABASE_APP_URL": _url("targetree_app", name),
        "TARGETREE_DATA": str(folder),
        "TARGETREE_PORT": str(port),
        "TARGETREE_WORKERS": "1",
        "TARGETREE_SECRET_KEY": SECRET_KEY,
        "DJANGO_SETTINGS_MODULE": "settings_of_live",
        "PYTHONPATH": str(CHECKOUT / "tests"),
    }
    log = folder / "log"
    with django_db_blocker.unblock(), ExitStack() as stack:
        clone(sample_template, name)
        stack.callback(_drop, name)
        point_at(name)
        stack.callback(point_at, django_db_setup)
        server = stack.enter_context(_process("targetree.config.webserver", environment, log))
        url = f"http://127.0.0.1:{port}"
        _wait(f"{url}/health/", server, log)
        yield Live(url, name, environment, log, stack)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Chromium of the system."""
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if found is None:
        pytest.fail("Chromium is missing: apt-get install chromium fonts-noto-cjk")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def open_page(browser: Any, live: Live) -> Iterator[Callable[..., Any]]:
    """`open_page("manager", "/tree/", width=1440, dark=False, lang="zh")`: a page of a browser of its own.

    The test fails when a page raised an error or wrote one to its console.
    """
    contexts: list[Any] = []
    errors: list[str] = []

    def note(message: Any) -> None:
        if message.type == "error" and not message.location.get("url", "").endswith("/favicon.ico"):
            errors.append(message.text)

    def open_(who: str, path: str = "/", *, width: int = 1440, dark: bool = False, lang: str = "zh") -> Any:
        phone = width < 600
        context = browser.new_context(
            base_url=live.url,
            viewport={"width": width, "height": 844 if phone else 900},
            is_mobile=phone,
            has_touch=phone,
            color_scheme="dark" if dark else "light",
            locale="zh-CN" if lang == "zh" else "en-GB",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_cookies(
            [{"name": m.key, "value": m.value, "url": live.url} for m in client_of(who).cookies.values()]
        )
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", note)
        page.errors_seen = errors
        page.pending = _pending(page)
        page.goto(path)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert not errors, errors


def _pending(page: Any) -> set[Any]:
    """The requests of the page that are under way, as they come and go."""
    pending: set[Any] = set()

    def begins(request: Any) -> None:
        pending.add(request)

    def ends(request: Any) -> None:
        pending.discard(request)

    page.on("request", begins)
    page.on("requestfinished", ends)
    page.on("requestfailed", ends)
    return pending


def _url(role: str, name: str) -> str:
    return f"postgresql://{role}@/{name}?host={quote(str(FOLDER.sockets), safe='')}"


def _drop(name: str) -> None:
    with admin() as connection:
        drop(connection, name)


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends and server.poll() is None:
        with suppress(OSError, urllib.error.URLError), urllib.request.urlopen(address, timeout=PATIENCE):
            return
        time.sleep(0.05)
    pytest.fail(f"The server did not start:\n{log.read_text('utf-8')}")


@contextmanager
def _process(module: str, environment: dict[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """One of the server's processes, for as long as the block lasts."""
    with log.open("ab") as out:
        process = subprocess.Popen([sys.executable, "-m", module], env=environment, stdout=out, stderr=out)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
