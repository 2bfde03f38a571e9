"""The organisation's order and depth, and the places of a version brought into line with it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from django.db import connection

from targetree.store.arrays import rows

_ORDER = """
WITH RECURSIVE tree AS (
  SELECT id, ARRAY[id] AS path, ARRAY[code::text COLLATE "C"] AS key FROM nodes WHERE parent_id IS NULL
  UNION ALL
  SELECT n.id, t.path || n.id, t.key || (n.code::text COLLATE "C") FROM nodes n JOIN tree t ON n.parent_id = t.id
), placed AS (SELECT id, path, row_number() OVER (ORDER BY key) - 1 AS position FROM tree)
UPDATE nodes SET path = placed.path, position = placed.position FROM placed
WHERE nodes.id = placed.id AND (nodes.path, nodes.position) IS DISTINCT FROM (placed.path, placed.position::integer)
"""

_NEW = """
INSERT INTO places (version_id, node_id, parent_id, path, position, children, open_months)
SELECT %(version)s, n.id, n.parent_id, n.path, n.position, 0, 4095 FROM nodes n
WHERE n.archived_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM places p WHERE p.version_id = %(version)s AND p.node_id = n.id)
"""

_MOVED = """
WITH placed AS (
  SELECT p.id, n.parent_id, n.path, row_number() OVER (ORDER BY n.position) - 1 AS position
  FROM places p JOIN nodes n ON n.id = p.node_id WHERE p.version_id = %(version)s)
UPDATE places SET parent_id = placed.parent_id, path = placed.path, position = placed.position FROM placed
WHERE places.id = placed.id AND (places.parent_id, places.path, places.position)
  IS DISTINCT FROM (placed.parent_id, placed.path, placed.position::integer)
"""

_CHILDREN = """
UPDATE places SET children = counted.children FROM (
  SELECT p.id, count(c.id)::integer AS children FROM places p
  LEFT JOIN places c ON c.version_id = p.version_id AND c.parent_id = p.node_id
  WHERE p.version_id = %(version)s GROUP BY p.id) AS counted
WHERE places.id = counted.id AND places.children <> counted.children
"""

_LINES = """
INSERT INTO lines (sheet_id, node_id, cells, months, year, revision)
SELECT s.id, p.node_id,
       array_fill(0::bigint, ARRAY[12 * (SELECT count(*)::integer FROM generate_subscripts(s.what_codes, 1) AS at
                                         WHERE NOT (at - 1) = ANY (s.what_parents))]),
       array_fill(0::bigint, ARRAY[12]), 0, s.revision
FROM sheets s JOIN places p ON p.version_id = s.version_id
WHERE s.version_id = %(version)s
  AND NOT EXISTS (SELECT 1 FROM lines l WHERE l.sheet_id = s.id AND l.node_id = p.node_id)
"""

_RECEIPTS = """
INSERT INTO receipt_lines (sheet_id, node_id, share, basis, parent, own_target, planned)
SELECT s.id, p.node_id, array_fill(0::double precision, size), array_fill(0::smallint, size),
       array_fill(0::smallint, size), NULL, array_fill(0::bigint, size)
FROM sheets s JOIN places p ON p.version_id = s.version_id,
     LATERAL (SELECT ARRAY[13 * cardinality(s.what_codes)]) AS l(size)
WHERE s.version_id = %(version)s
  AND NOT EXISTS (SELECT 1 FROM receipt_lines r WHERE r.sheet_id = s.id AND r.node_id = p.node_id)
"""


def renew_order() -> None:
    """Paths and depth-first positions of all nodes, siblings by code."""
    with connection.cursor() as cursor:
        cursor.execute(_ORDER)


def renew_places(version: int) -> None:
    """The version's places as the organisation now is: new nodes come with lines of zeros, moved ones stand anew.

    The sums of units are not touched: the caller rolls up. What was read of the version's sheets before is stale.
    """
    with connection.cursor() as cursor:
        for statement in (_NEW, _MOVED, _CHILDREN, _LINES, _RECEIPTS):
            cursor.execute(statement, {"version": version})
        cursor.execute("UPDATE versions SET organisation = organisation + 1 WHERE id = %s", [version])


_OPEN = """
WITH told AS (SELECT * FROM unnest(%s, %s, %s) AS t(node, bits, carries)),
wanted AS (
  SELECT p.id, CASE WHEN told.carries <> 0 OR EXISTS (
      SELECT 1 FROM lines l JOIN sheets s ON s.id = l.sheet_id
      WHERE s.version_id = p.version_id AND l.node_id = p.node_id AND l.year <> 0)
    THEN told.bits ELSE 0 END AS bits
  FROM places p JOIN told ON told.node = p.node_id WHERE p.version_id = %s)
UPDATE places SET open_months = wanted.bits FROM wanted
WHERE places.id = wanted.id AND places.open_months <> wanted.bits
"""


def renew_open_months(version: int, months: Mapping[int, int], carries: Mapping[int, bool]) -> bool:
    """In which months somebody is there (bits by seat); who carries nothing is there where a target stands already.

    True where anything changed: the caller counts the version's organisation up.
    """
    seats = sorted(months)
    columns = [np.array(column, np.int64) for column in (
        seats, [months[seat] for seat in seats], [carries[seat] for seat in seats]
    )]  # fmt: skip
    with rows() as cursor:
        cursor.execute(_OPEN, [*columns, version])
        return cursor.rowcount > 0
