"""The first account of an installation, and sign-ins of the sample company."""

from __future__ import annotations

from django.contrib.auth.hashers import make_password
from django.db import connection

from targetree.services.access import Actor, acting, actor_of
from targetree.services.errors import Conflict
from targetree.store import models as store


def first_director(*, email: str, name: str, password_hash: str) -> Actor:
    """Make the account that directs a new installation. Raises Conflict where somebody has a role already."""
    with acting(None):
        account = store.Account.objects.create(email=email.lower(), name=name, password=password_hash)
        with connection.cursor() as cursor:
            cursor.execute("SELECT targetree_first_director(%s)", [account.id])
            if not (cursor.fetchone() or (False,))[0]:
                raise Conflict("has-director")
    actor = actor_of(account.id)
    assert actor is not None
    return actor


def is_new() -> bool:
    """Whether nobody has an account yet."""
    with acting(None):
        return not store.Account.objects.exists()


def password_hash(password: str) -> str:
    """The salted hash of a password."""
    return make_password(password)
