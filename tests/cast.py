"""Who plays in tests of pages and of the API: people of the sample company, each with a client signed in as them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

ADDRESSES = {
    "director": "director",
    "manager": "manager",  # of 华东大区, over the teams E1, E2, E3
    "other_manager": "1200",  # of 华南大区
    "leader": "leader",  # of the team E1; has a number of their own as well
    "seller": "seller",  # 1103, in E1
    "colleague_seller": "1104",  # in E1 too
    "other_seller": "1203",  # in S1
    "operations": "operations",
    "colleague": "colleague",  # of another department
    "auditor": "auditor",
    "outsider": "outsider",  # has an account, and no role
}
HOST = "yuanxiu.example"
CAST = (*ADDRESSES, "anonymous")

As = Callable[[str], Client]


def address(who: str) -> str:
    """The e-mail address of one of the cast."""
    return f"{ADDRESSES[who]}@{HOST}"


def account_id(who: str) -> int:
    """The account of one of the cast."""
    from django.contrib.auth import get_user_model

    from targetree.services.access import acting

    with acting(None):
        return int(get_user_model().objects.get(email=address(who)).pk)


def client_of(who: str, **headers: str) -> Client:
    """A browser with nothing but a session; `anonymous` has none."""
    from django.contrib.auth import get_user_model

    from targetree.services.access import acting

    client = Client(headers=headers)
    if who != "anonymous":
        with acting(None):
            account = get_user_model().objects.get(email=address(who))
        client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def as_(db: None) -> As:
    """`as_("seller").get("/me/")`: a client signed in as one of the cast."""
    clients: dict[str, Client] = {}
    return lambda who: clients.setdefault(who, client_of(who))
