"""A transfer does not reach what is published."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from people import actor, bookings, open_version
from targetree.services.structure.transferring import transfer_person


def test_a_published_version_stays_and_later_ones_follow(own_database: Callable[[], Any]) -> None:
    version, sheet = open_version(), bookings()
    with own_database() as owner:
        owner.execute("UPDATE versions SET status = 'published' WHERE id = %s", [version])
        lines = "SELECT node_id, cells FROM lines WHERE sheet_id = %s ORDER BY node_id"
        places = "SELECT node_id, parent_id, path, position FROM places WHERE version_id = %s ORDER BY node_id"
        before = owner.execute(lines, [sheet]).fetchall(), owner.execute(places, [version]).fetchall()
        done = transfer_person(actor=actor("director"), person="1103", unit="E2", day=date(2027, 4, 1))
        assert version not in {moved.version for moved in done.moved}
        assert before == (owner.execute(lines, [sheet]).fetchall(), owner.execute(places, [version]).fetchall())
