"""What a line of the grid is made of.

    from web.grid.frame import EDIT, PLAN, row

    ROWS = [
        row("holds", "GET", PLAN),                                              # a page about nobody in particular
        row("person", "GET", SEE, at=lambda o: {"code": o.person}),             # parts of the address
        row("api:lines_below", "GET", SEE, at=SHEET, ask=lambda o: {"node": o.node}),   # the query
        row("api:hold", "POST", EDIT, send=lambda o: {"sheet": o.sheet, "node": o.node}),   # a body, or a form's fields
    ]

`who` has a word for each of ROLES: `*` any object, `-` none, or some of the letters `o` (the role's own), `b`
(something below it), `x` (another unit's). Where neither `at`, `ask` nor `send` looks at the object, there is one
request for each role, and any letter means that the role gets in.

Getting in means an answer below 400, or 409; staying out means 401, 403, 404, or a redirect to the sign-in page. So a
row must send something that would be accepted from those who may. What a request did is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

ROLES = (
    "director", "operations", "manager", "other_manager", "seller", "colleague_seller", "colleague", "auditor",
    "outsider", "anonymous",
)  # fmt: skip

#           director operations manager other_manager seller colleague_seller colleague auditor outsider anonymous
ANYBODY = "    *         *         *        *           *          *             *        *        *        *"
SIGNED_IN = "  *         *         *        *           *          *             *        *        *        -"
EMPLOYED = "   *         *         *        *           *          *             *        *        -        -"
PLAN = "       *         *         *        *           *          *             -        *        -        -"
SEE = "        *         *         ob       ob          o          o             -        *        -        -"
EDIT = "       *         *         ob       ob          -          -             -        -        -        -"
EDIT_BELOW = " *         *         b        b           -          -             -        -        -        -"
ANSWER = "     -         -         o        o           o          o             -        -        -        -"
SETTLE = "     *         -         b        b           -          -             -        -        -        -"
DRAFTS = "     *         *         -        -           -          -             -        *        -        -"
ADMIN = "      *         *         -        -           -          -             -        -        -        -"
PUBLISH = "    *         -         -        -           -          -             -        -        -        -"
CARRY = "      *         *         *        *           *          *             -        -        -        -"
NOBODY = "     -         -         -        -           -          -             -        -        -        -"

OBJECTS = {
    # role: (own, below, another unit's), as codes of nodes
    "director": ("*", "E", "S"),
    "operations": ("*", "E", "S"),
    "auditor": ("*", "E", "S"),
    "manager": ("E", "1103", "S"),
    "other_manager": ("S", "1203", "E"),
    "seller": ("1103", "1103", "1104"),
    "colleague_seller": ("1104", "1104", "1103"),
}
_NOT_THEIRS = ("1103", "1103", "1103")

Fields = dict[str, Any]
Of = Callable[["Thing"], Fields] | Fields | None


@dataclass(frozen=True)
class Thing:
    """What a request is about: a node, and whatever hangs on it, made when it is first asked for."""

    code: str
    node: int
    unit: int
    """The unit that the node is, or is in."""
    name: str
    person: str
    """The code of the person whose seat or unit it is."""
    path: tuple[int, ...]
    version: int
    sheet: int
    """The sheet of bookings of the version that is open."""
    role: str
    """The role that asks."""

    def account(self, who: str | None = None) -> int:
        """The account of one of the cast; of the role that asks if none is named."""
        from cast import account_id

        return account_id(who or self.role)

    @cached_property
    def hold(self) -> int:
        """A hold of the director's on the node's first month."""
        from people import actor
        from targetree.services.cells import Cell
        from targetree.services.holds.holding import hold_cell

        cell = Cell(self.sheet, self.node, "", 0, 1)
        return hold_cell(actor=actor("director"), cell=cell, why="grid")

    @cached_property
    def plan(self) -> int:
        """The work plan of the node for bookings, begun by the director."""
        from people import actor
        from targetree.services.plans.opening import open_plan

        return open_plan(actor=actor("director"), node=self.node)

    def token_of(self, who: str) -> int:
        """A personal token of one of the cast."""
        from people import actor
        from targetree.services.entrance.tokens import create_token

        return create_token(actor=actor(_ADDRESS.get(who, who)), name="grid", scopes=["read"], days=1)[0]

    @cached_property
    def edit(self) -> int:
        """A change of the node's first month by the role that asks; by the director where it may not."""
        from people import actor
        from targetree.services.cells import Cell
        from targetree.services.changes.editing import Wish, edit_cells
        from targetree.services.errors import ServiceError
        from targetree.services.tree.targets import lines_of

        (line,) = lines_of(actor=actor("director"), sheet=self.sheet, nodes=[self.node])
        wish = [Wish(Cell(self.sheet, self.node, "", 0, 1), line.months[0] + 100)]
        for who in (self.role, "director"):
            try:
                return edit_cells(actor=actor(_ADDRESS.get(who, who)), wishes=wish, why="grid").edits[0]
            except ServiceError:
                continue
        raise AssertionError("nobody may edit")


_ADDRESS = {"other_manager": "1200", "colleague_seller": "1104", "anonymous": "outsider"}
"""As whom `people.actor` knows them."""


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    who: tuple[str, ...]
    at: Of = None
    ask: Of = None
    send: Of = None
    also: tuple[int, ...] = ()
    form: bool = False
    headers: Fields = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.method} {self.name}"

    @property
    def is_json(self) -> bool:
        """Whether it sends JSON; pages send forms, and so does an operation that takes files."""
        return self.name.startswith("api:") and not self.form

    @property
    def about_something(self) -> bool:
        return any(callable(part) for part in (self.at, self.ask, self.send))

    def gets_in(self, role: str, letter: str) -> bool:
        """Whether the role gets in with its object `o`, `b` or `x`."""
        word = self.who[ROLES.index(role)]
        return word == "*" or letter in word if self.about_something else word != "-"


def row(
    name: str, method: str, who: str, *, at: Of = None, ask: Of = None, send: Of = None, also: tuple[int, ...] = (),
    form: bool = False, **headers: str,
) -> Row:  # fmt: skip
    """A line: name of the address, method, who gets in; `also` are further statuses that mean getting in.

    `form`: an operation of the API that takes a form (files) and no JSON.
    """
    words = tuple(who.split())
    assert len(words) == len(ROLES), f"{name}: a word for each of {ROLES}"
    assert all(word in "*-" or set(word) <= set("obx") for word in words), name
    return Row(name, method, words, at, ask, send, also, form, headers)


def made(part: Of, thing: Thing) -> Fields:
    """The part of a request for that object."""
    return (part(thing) if callable(part) else part) or {}


def sheet_of(thing: Thing) -> Fields:
    """`at=sheet_of` for addresses below /sheets/{sheet}."""
    return {"sheet": thing.sheet}


def plan_at(thing: Thing) -> Fields:
    """`at=plan_at` for pages below /plans/<plan>/ and operations below /plans/{plan}."""
    return {"plan": thing.plan}


def version_of(thing: Thing) -> Fields:
    """`at=version_of` for addresses below /versions/{version}."""
    return {"version": thing.version}


def objects_of(role: str) -> dict[str, str]:
    """Codes of the role's objects by letter; those that are the same once."""
    found: dict[str, str] = {}
    for letter, code in zip("obx", OBJECTS.get(role, _NOT_THEIRS), strict=True):
        if code not in found.values():
            found[letter] = code
    return found
