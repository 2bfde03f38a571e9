"""A large company in a database and a server of its own, for measuring pages."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from .big_book import write_book

PER_TEAM = 10


@dataclass(frozen=True)
class Served:
    """A server, the sessions of two who are signed in, and where they look."""

    port: int
    director: str
    seller: str
    """Cookies."""
    sheet: int
    top: int
    region: int
    team: int
    person: int


@contextmanager
def served(folder: Path, people: int, products: int) -> Iterator[Served]:
    """The company of `people` x `products`, with teams of ten, planned and served."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "benchmarks.web_settings")
    os.environ.update({"TARGETREE_DATA": str(folder / "data"), "TARGETREE_WORKERS": "1"})
    from targetree.config.databases import embedded
    from targetree.config.environment import read
    from targetree.config.folder import DataFolder
    from targetree.config.postgres import SUPERUSER, running
    from targetree.config.roles import connect
    from targetree.config.serving import free_port
    from targetree.config.upgrade import upgrade

    port = free_port()
    os.environ["TARGETREE_PORT"] = str(port)
    with running(DataFolder(folder / "data")):
        import django

        django.setup()
        upgrade(read(), DataFolder(folder / "data"))
        found = _filled(folder, people, products)
        with connect(embedded(DataFolder(folder / "data"), SUPERUSER, "postgres")) as database:
            database.execute("CHECKPOINT")  # as PostgreSQL does by itself within five minutes
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parent.parent)}
        with subprocess.Popen([sys.executable, "-m", "targetree.config.webserver"], env=environment) as server:
            try:
                _wait(port)
                yield Served(port, *found)
            finally:
                server.terminate()


def _filled(folder: Path, people: int, products: int) -> tuple[str, str, int, int, int, int, int]:
    from targetree.books.planned import plan_book
    from targetree.services.access import acting, actor_of
    from targetree.services.entrance.setup import first_director
    from targetree.services.tree.targets import lines_below, sheets, top_nodes
    from targetree.services.versioning.planning import bring_in_plan
    from targetree.store import models as store

    write_book(folder / "book", people, products, per_team=PER_TEAM)
    plan = plan_book(folder / "book").plan
    assert plan is not None
    director = first_director(email="director@large.example", name="Director", password_hash="!")
    version = bring_in_plan(actor=director, plan=plan, name="Large", status="open")
    director = actor_of(director.account_id) or director
    sheet = sheets(actor=director, version=version)[0].id
    top = top_nodes(actor=director, version=version)[0]

    def below(node: int) -> int:
        return lines_below(actor=director, sheet=sheet, node=node)[0].node

    region = below(top)
    team = below(region)
    person = below(team)
    with acting(director.account_id):
        seller = store.Account.objects.create(
            email="seller@large.example", name="Seller", password="!", person=store.Node.objects.get(id=person).person
        )
        store.Grant.objects.create(account=seller, role="seller", node_id=person)
    return _session(director.account_id), _session(seller.id), sheet, top, region, team, person


def _session(account: int) -> str:
    """The cookies of a browser in which the account is signed in."""
    from django.conf import settings
    from django.test import Client

    from targetree.services.access import acting
    from targetree.store import models as store

    client = Client()
    with acting(None):
        found = store.Account.objects.get(id=account)
    client.force_login(found, "allauth.account.auth_backends.AuthenticationBackend")
    session = settings.SESSION_COOKIE_NAME
    return f"{session}={client.cookies[session].value}; {settings.CSRF_COOKIE_NAME}={'c' * 32}; language=zh-hans"


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            connection = HTTPConnection("127.0.0.1", port, timeout=2)
            connection.request("GET", "/health/")
            connection.getresponse().read()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError("the server does not answer")
