"""Two people move conditions at the same moment, in a database of their own: no circle comes about."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

from django.db import DatabaseError, connection

from people import actor, node
from targetree.services.access import acting
from targetree.services.conditions.placing import move_condition
from targetree.services.conditions.reading import conditions_of
from targetree.services.conditions.writing import add_condition
from targetree.services.errors import Conflict
from targetree.services.plans.opening import open_plan


def at_once(*calls: Callable[[], object]) -> list[Exception]:
    """What went wrong when all begin together."""
    wrong: list[Exception] = []
    ready = threading.Barrier(len(calls))

    def run(call: Callable[[], object]) -> None:
        ready.wait()
        try:
            call()
        except Exception as problem:
            wrong.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


def test_two_moves_at_once_make_no_circle(own_database: object) -> None:
    who = actor("1104")
    plan = open_plan(actor=who, node=node("1104"))
    for _ in range(5):
        a, b = (add_condition(actor=who, plan=plan, fields={"text": text}) for text in "甲乙")
        wrong = at_once(
            lambda a=a, b=b: move_condition(actor=who, plan=plan, condition=a, parent=b),  # type: ignore[misc]
            lambda a=a, b=b: move_condition(actor=who, plan=plan, condition=b, parent=a),  # type: ignore[misc]
        )
        assert [type(problem) for problem in wrong] == [Conflict], wrong
        assert isinstance(wrong[0], Conflict) and wrong[0].code == "condition-below-itself"
    assert sorted(c.depth for c in conditions_of(actor=who, plan=plan).conditions) == [0] * 5 + [1] * 5


def test_nor_do_two_statements_that_pass_by_the_services(own_database: object) -> None:
    who = actor("1104")
    plan = open_plan(actor=who, node=node("1104"))
    a, b = (add_condition(actor=who, plan=plan, fields={"text": text}) for text in "甲乙")
    halfway = threading.Barrier(2)

    def put(child: int, parent: int) -> None:
        with acting(who.account_id), connection.cursor() as cursor:
            cursor.execute("UPDATE conditions SET parent_id = %s WHERE id = %s", [parent, child])
            with suppress(threading.BrokenBarrierError):  # the other one waits for this one to be committed
                halfway.wait(0.5)

    wrong = at_once(lambda: put(a, b), lambda: put(b, a))
    assert len(wrong) == 1 and isinstance(wrong[0], DatabaseError), wrong
    assert len(conditions_of(actor=who, plan=plan).conditions) == 2
