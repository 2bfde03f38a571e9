"""A program that brings books in until it is killed; it says which imports it was told are kept.

`python import_victim.py SEED`
"""

from __future__ import annotations

import random
import sys

import django


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def main(seed: int) -> None:
    """One book after the other, each with another name for every customer."""
    from people import actor
    from targetree.services.access import acting
    from targetree.services.exchange.import_work import work_on
    from targetree.services.exchange.importing import begin_import, import_shown, keep_import
    from targetree.store import models as store

    operations = actor("operations")
    with acting(operations.account_id):
        codes = list(store.Customer.objects.filter(archived_at=None).order_by("code").values_list("code", flat=True))
    say("ready")
    for number in range(1000):
        mark = f"{seed}.{number}"
        lines = "\n".join(f"{code},Customer {mark}" for code in codes)
        run = begin_import(actor=operations, file_name="customers.csv", data=f"id,name\n{lines}\n".encode())
        work_on(run, operations.account_id)
        keep_import(actor=operations, run=run, name=f"import {mark} {random.random()}")
        work_on(run, operations.account_id)
        assert import_shown(actor=operations, run=run).state == "done"
        say("kept", run)


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
