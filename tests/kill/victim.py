"""A program that works on the database until it is killed: it says each thing that it was told is done.

`python victim.py edit` changes numbers one after the other; `python victim.py publish` copies, opens and publishes.
"""

from __future__ import annotations

import random
import sys
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from targetree.services.access import Actor


def say(*words: object) -> None:
    sys.stdout.write(" ".join(map(str, words)) + "\n")
    sys.stdout.flush()


def edit(director: Actor, dice: random.Random) -> None:
    """Changes of units and people."""
    from people import bookings, node
    from targetree.services.cells import Cell
    from targetree.services.changes.editing import Wish, edit_cells
    from targetree.services.errors import Refused

    sheet = bookings()
    say("ready")
    while True:
        code = dice.choice(["HQ", "E", "E1", "E2", "1101", "1103", "S1"])
        try:
            wish = Wish(Cell(sheet, node(code)), dice.randrange(10**8, 10**9))
            effect = edit_cells(actor=director, wishes=[wish])
        except Refused:
            continue
        for number in effect.edits:
            say("edit", number)


def publish_copies(director: Actor, dice: random.Random) -> None:
    """A copy, sent down, published, again and again."""
    from people import open_version as the_open_one
    from targetree.services.versioning.versions import copy_version, publish, send_down

    source, number = the_open_one(), 0
    say("ready")
    while True:
        number += 1
        copy = copy_version(actor=director, version=source, name=f"copy {dice.random()} {number}")
        say("copied", copy)
        send_down(actor=director, version=copy)
        say("opened", copy)
        publish(actor=director, version=copy)
        say("published", copy)


if __name__ == "__main__":
    django.setup()
    from people import actor

    work = {"edit": edit, "publish": publish_copies}[sys.argv[1]]
    work(actor("director"), random.Random(int(sys.argv[2])))
