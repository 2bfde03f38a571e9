"""A large planning book from a seed, as a folder of CSV or Parquet: `python -m benchmarks.big_book FOLDER PEOPLE …`.

Units in three levels (company, 10 regions, teams of about 100), products in 4 categories, three years of orders
with customers, and a target for the company, half of its regions and some products that all have to be met.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .sizes import ACTUALS_PER_PERSON, CUSTOMERS_PER_PERSON

PLAN_YEAR = 2027
REGIONS, CATEGORIES = 10, 4
PEOPLE_PER_TEAM = 111
FIRST_DAY, DAYS = np.datetime64("2024-01-01"), 1096
MONTH_LEVEL = np.array([0.7, 0.5, 1.1, 1.0, 1.0, 1.1, 0.9, 0.9, 1.2, 0.9, 1.2, 1.5])
GROWTH = 1.12

Columns = dict[str, list[object] | NDArray[np.generic]]


def write_book(
    folder: Path, people: int, products: int, file_format: str = "csv", per_team: int = PEOPLE_PER_TEAM
) -> None:
    """The same book for the same numbers; both formats hold the same."""
    random = np.random.default_rng(people)
    teams = max(1, people // per_team)
    team = np.sort(random.integers(0, teams, people))
    tables: dict[str, Columns] = {
        "company": {"setting": ["name", "plan_year"], "value": ["Large", str(PLAN_YEAR)]},
        "units": _units(teams),
        "people": _people(team, random),
        "products": _products(products),
    }
    customers = people * CUSTOMERS_PER_PERSON
    owner = np.sort(random.integers(0, people, customers))
    tables["customers"] = {
        "id": _ids("k", np.arange(customers)),
        "name": _ids("Customer ", np.arange(customers)),
        "owner": _ids("x", owner),
    }
    orders = Orders(owner, people, products, random)
    tables["actuals"] = orders.columns
    tables["targets"] = _targets(orders, team % min(REGIONS, teams), products)
    folder.mkdir(parents=True)
    for name, columns in tables.items():
        _write(folder / f"{name}.{file_format}", columns, file_format)


class Orders:
    """Orders by date: for which owner, what, how much (in fen); one in ten was made by a colleague of the owner."""

    def __init__(self, owner: NDArray[np.int64], people: int, products: int, random: np.random.Generator) -> None:
        count = people * ACTUALS_PER_PERSON
        level = MONTH_LEVEL[_months(FIRST_DAY + np.arange(DAYS))]
        day = np.sort(random.choice(DAYS, count, p=level / level.sum()))
        skill = random.lognormal(0, 0.4, people)
        customer = random.integers(0, len(owner), count)
        self.owner = owner[customer]
        self.product = (random.beta(1.2, 2.5, count) * products).astype(np.int64)
        self.fen = (random.lognormal(8, 0.8, count) * 100 * skill[self.owner]).astype(np.int64)
        self.recent = day >= DAYS - 365
        self.columns: Columns = {
            "date": FIRST_DAY + day,
            "person": _ids("x", np.where(random.random(count) < 0.1, random.integers(0, people, count), self.owner)),
            "customer": _ids("k", customer),
            "product": _ids("p", self.product),
            "measure": np.full(count, "bookings"),
            "amount": self.fen / 100,
        }


def _units(teams: int) -> Columns:
    regions = min(REGIONS, teams)
    ids = ["C", *(f"r{r}" for r in range(regions)), *(f"t{t:04d}" for t in range(teams))]
    parents = ["", *["C"] * regions, *(f"r{t % regions}" for t in range(teams))]
    return {"id": list(ids), "name": [f"Unit {name}" for name in ids], "parent": list(parents)}


def _people(team: NDArray[np.int64], random: np.random.Generator) -> Columns:
    """One in fifty joined last year, one in a hundred joins in the plan year."""
    people = len(team)
    start = np.full(people, "2020-01-01", dtype="datetime64[D]")
    late = random.random(people)
    start[late < 0.02] = np.datetime64("2026-04-01")
    start[late < 0.01] = np.datetime64(f"{PLAN_YEAR}-07-01")
    return {
        "id": _ids("x", np.arange(people)),
        "name": _ids("Person ", np.arange(people)),
        "unit": [f"t{t:04d}" for t in team.tolist()],
        "start_date": start,
    }


def _products(products: int) -> Columns:
    categories = [f"c{k}" for k in range(CATEGORIES)]
    ids = [*categories, *(f"p{k:06d}" for k in range(products))]
    parents = [*[""] * CATEGORIES, *(f"c{k % CATEGORIES}" for k in range(products))]
    return {"id": list(ids), "name": [f"Product {name}" for name in ids], "parent": list(parents)}


def _targets(orders: Orders, region: NDArray[np.int64], products: int) -> Columns:
    """Company, every other region, two products: each a little off what growth alone would give."""
    fen = np.where(orders.recent, orders.fen, 0)
    of_region = np.bincount(region[orders.owner], fen)
    of_product = np.bincount(orders.product, fen, products)
    stated: list[tuple[str, str, float]] = [("", "", fen.sum() * GROWTH)]
    stated += [(f"r{r}", "", of_region[r] * (GROWTH + 0.01 * (r % 5))) for r in range(0, len(of_region) - 1, 2)]
    stated += [("", f"p{k:06d}", of_product[k] * (GROWTH + 0.05)) for k in (1, 2)]
    return {
        "measure": ["bookings"] * len(stated),
        "who": [who for who, _, _ in stated],
        "what": [what for _, what, _ in stated],
        "amount": [round(amount / 1_000_000) * 10_000 for _, _, amount in stated],
    }


def _months(days: NDArray[np.datetime64]) -> NDArray[np.int64]:
    return days.astype("datetime64[M]").astype(np.int64) % 12


def _ids(prefix: str, numbers: NDArray[np.int64]) -> NDArray[np.str_]:
    text: NDArray[np.str_] = np.char.add(prefix, np.char.zfill(np.arange(numbers.max() + 1).astype(str), 6))
    return text[numbers]


def _write(path: Path, columns: Columns, file_format: str) -> None:
    import pyarrow as pa
    import pyarrow.csv as pa_csv
    import pyarrow.parquet as pq

    table = pa.table({name: pa.array(column) for name, column in columns.items()})
    if file_format == "csv":
        pa_csv.write_csv(table, path, pa_csv.WriteOptions(quoting_style="needed"))
    else:
        pq.write_table(table, path)


if __name__ == "__main__":
    write_book(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), *sys.argv[4:])
