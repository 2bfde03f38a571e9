"""Rule 3 and M8: totals on several axes are met together, or the cells that stand against each other are named."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from .conftest import MONTHS, Plan, company

PRODUCTS = "id,name,parent\nk,K,\nk1,K1,k\nk2,K2,k\nm,M,\n"
FLAT = company(seasonality="flat", basis="equal")


def targets(*lines: str) -> str:
    return "measure,who,what,when,amount,hold\n" + "".join(f"bookings,{line}\n" for line in lines)


def all_met(made, lines: list[str]) -> None:
    """Every held line of the targets stands in the months, to the fen."""
    quarters = {f"2026-Q{q + 1}": MONTHS[3 * q : 3 * q + 3] for q in range(4)}
    for line in lines:
        who, what, when, amount, hold = line.split(",")
        if hold == "no":
            continue
        months = quarters.get(when) or ([when] if when in MONTHS else MONTHS)
        got = sum(made.month(m, who or "C", what or "*") for m in months)
        assert got == Decimal(amount), (line, got)


def named_rows(text: str) -> set[int]:
    """The rows of the targets that a contradiction names: by #n, and the row of its place."""
    return {int(n) for n in re.findall(r"#(\d+)", text)} | {int(n) for n in re.findall(r"targets\S* row (\d+)", text)}


class TestMet:
    def test_two_axes(self, plan: Plan) -> None:
        lines = ["C,,,1000.01,", "N,,,600.01,", "S,,,400,", "C,k,,700,", "C,m,,300.01,"]
        all_met(plan(products=PRODUCTS, targets=targets(*lines)), lines)

    def test_two_axes_with_nested_totals(self, plan: Plan) -> None:
        lines = ["C,,,1000,", "N,,,600,", "a,,,350.37,", "C,k,,700,", "C,k1,,333.33,", "C,m,,300,"]
        all_met(plan(products=PRODUCTS, targets=targets(*lines)), lines)

    def test_a_permutation_is_the_only_answer(self, plan: Plan) -> None:
        """Crossing cells at their limits: all of k1 must be sold by a."""
        lines = ["C,,,100,", "a,,,50,", "a,k1,,50,", "C,k1,,50,", "C,k2,,50,", "b,,,0,", "C,,2026-05,100,"]
        made = plan(products=PRODUCTS, targets=targets(*lines))
        all_met(made, lines)
        assert made.year("N", "k2") == 0 and made.month("2026-05", "S", "k2") == 50

    def test_three_axes(self, plan: Plan) -> None:
        lines = [
            "C,,,12000,", "N,,,7000,", "S,,,5000,", "C,k,,8000,", "C,m,,4000,", "C,,2026-Q1,3000,",
            "C,,2026-02,500.55,", "N,k,2026-Q2,1000,", "S,m,2026-11,77.77,", "a,,2026-07,600,", "a,k1,,999.99,",
        ]  # fmt: skip
        all_met(plan(products=PRODUCTS, targets=targets(*lines)), lines)

    def test_regions_x_products_x_months(self, plan: Plan) -> None:
        """Sixty cells on all three axes and their pairs, taken from a table that exists."""
        truth = {
            (u, p, m): Decimal((i * 37 + j * 101 + k * 53) % 400 + 50) + Decimal((i + 3 * j + 7 * k) % 100) / 100
            for i, u in enumerate("NS") for j, p in enumerate(("k1", "k2", "m")) for k, m in enumerate(MONTHS)
        }  # fmt: skip

        def total(u: str = "", p: str = "", m: str = "") -> Decimal:
            return sum(
                (x for (a, b, c), x in truth.items() if u in ("", a) and p in ("", b) and m in ("", c)), Decimal(0)
            )

        lines = [f",,,{total()},"] + [f"{u},,,{total(u)}," for u in "NS"] + [f",,{m},{total(m=m)}," for m in MONTHS]
        lines += [f",{p},,{total(p=p)}," for p in ("k1", "k2", "m")]
        lines += [f"{u},,{m},{total(u, m=m)}," for u in "NS" for m in MONTHS]
        lines += [f"{u},{p},,{total(u, p)}," for u in "NS" for p in ("k1", "k2", "m")]
        lines += [f",m,{m},{total(p='m', m=m)}," for m in MONTHS]
        assert len(lines) == 60
        all_met(plan(products=PRODUCTS, targets=targets(*lines)), lines)

    def test_signings_on_three_axes(self, plan: Plan) -> None:
        lines = ["C,,,100,", "N,,,60,", "C,k,,55,", "C,,2026-03,20,", "C,,2026-Q3,31,", "N,k,2026-03,7,", "a,m,,11,"]
        made = plan(products=PRODUCTS, targets=targets(*lines).replace("bookings", "signings"))
        for line in lines[:4]:
            who, what, when, amount, _ = line.split(",")
            got = sum(made.months(who, what or "*", "signings")) if not when else made.month(when, who, "*", "signings")
            assert got == int(amount)

    def test_products_by_person(self, plan: Plan) -> None:
        lines = ["C,,,1000,"] + [
            f"{p},{k},,{10 * i + j}," for i, p in enumerate("abcd") for j, k in enumerate(("k1", "m"))
        ]
        all_met(plan(products=PRODUCTS, targets=targets(*lines)), lines)


class TestRefused:
    def test_two_cells(self, refused: Callable[..., str]) -> None:
        text = refused(products=PRODUCTS, targets=targets("C,,,1000,", "N,,,600,", "N,k,,700,"))
        assert named_rows(text) == {3, 4} and "100.00" in text

    def test_four_cells(self, refused: Callable[..., str]) -> None:
        """700 of k and 600 in March in a year of 1000 need 300 of k in March at least; 299 are stated."""
        lines = ["C,,,1000,", "C,k,,700,", "C,,2026-03,600,", "C,k,2026-03,299,"]
        text = refused(products=PRODUCTS, targets=targets(*lines))
        assert named_rows(text) == {2, 3, 4, 5}
        assert "599" not in text  # parts that overlap are not added up

    def test_disjoint_parts_above_the_total(self, refused: Callable[..., str]) -> None:
        """a in N, S and March of b: three parts without overlap, none of them too much alone or in pairs."""
        lines = ["C,,,1000,", "a,,,400,", "S,,,400,", "b,,2026-03,201,", "C,,2026-05,10,"]
        text = refused(products=PRODUCTS, targets=targets(*lines))
        assert named_rows(text) == {2, 3, 4, 5} and "1.00" in text

    def test_the_set_is_irreducible_and_the_rest_is_left_out(self, refused: Callable[..., str], plan: Plan) -> None:
        """Taking away any one of the named cells, the rest can be met."""
        lines = [
            "C,,,1000,", "N,,,600,", "C,k,,500,", "S,k,,350,", "C,m,2026-12,20,", "S,k,2026-Q1,30,", "S,m,,60,",
        ]  # fmt: skip
        rows = named_rows(refused(products=PRODUCTS, targets=targets(*lines)))
        assert rows and rows < set(range(2, 9))
        for row in sorted(rows):
            rest = [line for at, line in enumerate(lines, 2) if at != row]
            made = plan(products=PRODUCTS, targets=targets(*rest))
            assert made.status == 0, row

    def test_on_three_axes_the_set_is_irreducible(self, refused: Callable[..., str], plan: Plan) -> None:
        lines = [
            "C,,,1000,", "N,,,500,", "C,k,,500,", "C,,2026-Q1,500,", "N,k,,500,", "N,,2026-Q1,400,", "C,k,2026-Q1,350,",
            "S,m,2026-04,10,",
        ]  # fmt: skip
        rows = named_rows(refused(products=PRODUCTS, targets=targets(*lines)))
        assert rows
        for row in sorted(rows):
            rest = [line for at, line in enumerate(lines, 2) if at != row]
            assert plan(products=PRODUCTS, targets=targets(*rest)).status == 0, row

    def test_nobody_works_there_then(self, refused: Callable[..., str]) -> None:
        people = "id,name,unit,start_date\na,Ann,N,2026-07-01\nc,Cid,S,\n"
        text = refused(people=people, targets=targets("C,,,1000,", "N,,2026-03,5,"))
        assert "row 3" in text and "5.00" in text

    def test_nothing_stated_where_nobody_works_is_no_contradiction(self, plan: Plan) -> None:
        people = "id,name,unit,start_date\na,Ann,N,2026-07-01\nc,Cid,S,\n"
        assert plan(people=people, targets=targets("C,,,1000,", "N,,2026-03,0,")).status == 0

    def test_a_structural_zero_by_crossing(self, refused: Callable[..., str]) -> None:
        """All of March is the north's, where nobody works in March."""
        people = "id,name,unit,start_date\na,Ann,N,2026-07-01\nc,Cid,S,\n"
        text = refused(people=people, targets=targets("C,,,1000,", "C,,2026-03,100,", "S,,2026-03,90,"))
        assert named_rows(text) == {3, 4} and "10.00" in text

    def test_a_unit_without_people(self, refused: Callable[..., str]) -> None:
        units = "id,name,parent\nC,Company,\nN,North,C\nS,South,C\nE,East,C\n"
        text = refused(units=units, targets=targets("C,,,1000,", "E,,,10,"))
        assert "row 3" in text and "10.00" in text

    def test_two_contradictions_are_both_told(self, refused: Callable[..., str]) -> None:
        lines = ["C,,,1000,", "N,,,600,", "N,k,,700,", "d,,,100,", "d,,2026-02,101,"]
        assert named_rows(refused(products=PRODUCTS, targets=targets(*lines))) >= {3, 4, 5, 6}
