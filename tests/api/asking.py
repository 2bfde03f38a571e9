"""Ways to ask the API in tests."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from people import actor
from targetree.services.entrance.tokens import create_token

API = "/api/v1"


def by_token(secret: str, **headers: str) -> Client:
    """A program that sends a token with every request."""
    return Client(headers={"Authorization": f"Bearer {secret}", **headers})


def token_of(who: str, *scopes: str) -> str:
    """A new token of one of the sample company's people."""
    return create_token(actor=actor(who), name="test", scopes=scopes or ("read",), days=7)[1]


def post(client: Client, path: str, body: Any = None, **headers: str) -> Any:
    """POST as JSON."""
    return client.post(f"{API}{path}", json.dumps(body or {}), "application/json", headers=headers)


def error(answer: Any) -> dict[str, Any]:
    """What was refused, its shape seen to."""
    told: dict[str, Any] = answer.json()["error"]
    assert set(told) - {"holds"} == {"code", "message", "details"}
    assert isinstance(told["code"], str) and isinstance(told["message"], str) and told["message"]
    assert all(isinstance(detail, dict) for detail in told["details"])
    return told
