"""A write that is asked for twice with the same key is done once; its answer is kept with it, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction

from targetree.store.mapping.sheet_cells import begin

from .access import Actor, acting
from .errors import Conflict, Invalid

KEPT = "24 hours"
LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: the HTTP status and the body as text."""

    status: int
    body: str


class Once:
    """`earlier` is the answer given already, if any; otherwise `keep` the answer, or nothing is kept of the write."""

    def __init__(self, earlier: Answer | None) -> None:
        self.earlier = earlier
        self.kept: Answer | None = None

    def keep(self, answer: Answer) -> None:
        self.kept = answer


@contextmanager
def once(*, actor: Actor, key: str, fingerprint: str) -> Iterator[Once]:
    """The transaction of one write. What is done within and the answer to it are kept together or not at all.

    `fingerprint` is a hash of what is asked for. Raises Invalid where the key was used for something else, Conflict
    while the same write is going on.
    """
    if not connection.in_atomic_block:
        begin()
    with transaction.atomic():
        with acting(actor.account_id):
            earlier = _earlier(actor, key, fingerprint)
        asked = Once(earlier)
        yield asked
        if earlier is not None:
            return
        if asked.kept is None:
            transaction.set_rollback(True)
            return
        with acting(actor.account_id):
            _keep(actor, key, fingerprint, asked.kept)


def _earlier(actor: Actor, key: str, fingerprint: str) -> Answer | None:
    with connection.cursor() as cursor:
        cursor.execute(_FIND, {"account": actor.account_id, "key": key, "kept": KEPT})
        free, was, status, answer = cursor.fetchone() or (False, None, 0, "")
    if not free:
        raise Conflict("idempotency-at-work")
    if was is None:
        return None
    if was != fingerprint:
        raise Invalid("idempotency-other-request")
    return Answer(status, answer)


def _keep(actor: Actor, key: str, fingerprint: str, answer: Answer) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            _KEEP,
            {
                "account": actor.account_id, "key": key, "hash": fingerprint, "status": answer.status,
                "answer": answer.body, "kept": KEPT,
            },
        )  # fmt: skip
        if cursor.fetchone() is None:
            raise Conflict("idempotency-at-work")


_FIND = """
SELECT pg_try_advisory_xact_lock(hashtextextended(%(account)s::text || ' ' || %(key)s, 0)),
       k.request_hash, k.status, k.answer #>> '{}'
FROM (SELECT 1) AS one LEFT JOIN idempotency_keys k
  ON k.account_id = %(account)s AND k.key = %(key)s AND k.created_at > now() - %(kept)s::interval
"""
_KEEP = """
WITH old AS (DELETE FROM idempotency_keys
             WHERE account_id = %(account)s AND key <> %(key)s AND created_at < now() - %(kept)s::interval)
INSERT INTO idempotency_keys (account_id, key, request_hash, status, answer, created_at)
VALUES (%(account)s, %(key)s, %(hash)s, %(status)s, to_jsonb(%(answer)s::text), now())
ON CONFLICT (account_id, key) DO UPDATE
  SET request_hash = excluded.request_hash, status = excluded.status, answer = excluded.answer, created_at = now()
  WHERE idempotency_keys.created_at < now() - %(kept)s::interval
RETURNING id
"""
