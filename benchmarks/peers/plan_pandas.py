"""A straightforward pandas script that makes the same plan of a folder of CSV files: `python plan_pandas.py BOOK OUT`.

Written as an analyst at home in pandas would: long tables, merges, vectorised group-bys. It knows what it is given
(one measure, no holds of single people, no leave) and checks nothing. Shares: last twelve months by person and
product, of the customer's owner; mixes pulled to the team's; seasons per working day; stated regions and products
met together by proportional fitting; fen by largest remainder, the last one takes the rest.
"""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from pathlib import Path

import holidays
import numpy as np
import pandas as pd

YEAR = 2027
Frames = dict[str, pd.DataFrame]


def read(book: Path) -> Frames:
    tables = {name: pd.read_csv(book / f"{name}.csv") for name in ("units", "products", "customers", "targets")}
    tables["people"] = pd.read_csv(book / "people.csv", parse_dates=["start_date"])
    tables["actuals"] = pd.read_csv(book / "actuals.csv", parse_dates=["date"])
    return tables


def working_days(first: int, last: int) -> pd.DatetimeIndex:
    china = holidays.country_holidays("CN", years=range(first, last + 1))
    days = pd.date_range(f"{first}-01-01", f"{last}-12-31")
    return days[[china.is_working_day(day) for day in days]]


def organisation(tables: Frames) -> pd.DataFrame:
    """Person, team, region."""
    region = tables["units"].set_index("id")["parent"]
    people = tables["people"].rename(columns={"id": "person", "unit": "team"})
    people["region"] = people["team"].map(region)
    return people


def orders(tables: Frames) -> pd.DataFrame:
    owner = tables["customers"].set_index("id")["owner"]
    actuals = tables["actuals"].copy()
    actuals["person"] = actuals["customer"].map(owner).fillna(actuals["person"])
    actuals["category"] = actuals["product"].map(tables["products"].set_index("id")["parent"])
    return actuals


def strengths(people: pd.DataFrame, recent: pd.DataFrame) -> pd.Series:
    """Last twelve months by person, annualised for those who joined within them, the team's median for want of any."""
    sold = recent.groupby("person")["amount"].sum().reindex(people["person"]).fillna(0.0)
    start = people.set_index("person")["start_date"]
    served = (pd.Timestamp(f"{YEAR}-01-01") - start.clip(lower=f"{YEAR - 1}-01-01")).dt.days
    strength = sold * (365 / served.where(served > 0, 365))
    known = strength.where(strength > 0)
    median = known.groupby(people.set_index("person")["team"]).transform("median")
    return known.fillna(median).fillna(known.median())


def mixes(people: pd.DataFrame, recent: pd.DataFrame, products: list[str]) -> pd.DataFrame:
    """Person x product shares, pulled to the team's by a quarter of an average colleague's history."""
    sold = recent.pivot_table(index="person", columns="product", values="amount", aggfunc="sum", fill_value=0.0)
    sold = sold.reindex(index=people["person"], columns=products, fill_value=0.0)
    team = people.set_index("person")["team"]
    of_team = sold.groupby(team).transform("sum")
    heads = team.groupby(team).transform("size")
    pulled = sold + of_team.mul(0.25 / heads, axis=0) + of_team.div(of_team.sum(axis=1), axis=0)
    return pulled.div(pulled.sum(axis=1), axis=0)


def seasons(history: pd.DataFrame, worked: pd.DatetimeIndex) -> pd.DataFrame:
    """Category x month: what was sold per working day, beside the category's average."""
    days = pd.Series(1, worked).groupby([worked.year, worked.month]).sum()
    date = history["date"].dt
    sold = history.groupby([history["category"], date.year.rename("year"), date.month.rename("month")])["amount"].sum()
    per_day = sold / days.rename_axis(["year", "month"]).reindex(sold.index.droplevel("category")).to_numpy()
    year_rate = per_day.groupby(["category", "year"]).transform("mean")
    return (per_day / year_rate).groupby(["category", "month"]).mean().rename("rate").reset_index()


def fit(weights: pd.DataFrame, targets: pd.DataFrame) -> pd.DataFrame:
    """Region x product amounts that meet the company's total and every stated region and product."""
    total = targets.loc[targets["who"].isna() & targets["what"].isna(), "amount"].iloc[0]
    rows = targets.dropna(subset="who").set_index("who")["amount"]
    columns = targets.dropna(subset="what").set_index("what")["amount"]
    fitted = weights * (total / weights.to_numpy().sum())
    for _ in range(500):
        before = fitted.copy()
        for axis, stated in ((0, rows), (1, columns)):
            sums = fitted.sum(axis=1 - axis)
            free = sums.index.difference(stated.index)
            factor = pd.concat(
                [stated / sums[stated.index], (total - stated.sum()) / sums[free].sum() + 0 * sums[free]]
            )
            fitted = fitted.mul(factor.reindex(sums.index), axis=axis)
        if np.abs(fitted - before).to_numpy().max() < 1e-4:
            break
    fen = (fitted * 100).round().astype("int64")
    free_region, free_product = fen.index.difference(rows.index)[-1], fen.columns.difference(columns.index)[-1]
    for region, amount in rows.items():
        fen.loc[region, free_product] += round(amount * 100) - fen.loc[region].sum()
    for product, amount in columns.items():
        fen.loc[free_region, product] += round(amount * 100) - fen[product].sum()
    fen.loc[free_region, free_product] += round(total * 100) - fen.to_numpy().sum()
    return fen


def share_out(ideal: pd.DataFrame, wanted: pd.Series, by: list[str]) -> pd.Series:
    """Largest remainder within each group: `wanted` is the group's fen on every row."""
    floor = np.floor(ideal["ideal"]).astype("int64")
    groups = [ideal[name] for name in by]
    rest = wanted - floor.groupby(groups).transform("sum")
    place = (floor - ideal["ideal"]).groupby(groups).rank(method="first")
    return floor + (place <= rest).astype("int64")


def months_of_cells(cells: pd.DataFrame, rates: pd.DataFrame, calendar: pd.DataFrame) -> pd.DataFrame:
    """Person x product x month, the running total of the year rounded to fen."""
    weights = calendar.merge(rates, on="month")
    weights["weight"] = weights["n"] * weights["rate"]
    weights["part"] = weights["weight"] / weights.groupby(["join", "category"])["weight"].transform("sum")
    long = cells.merge(weights[["join", "category", "month", "part"]], on=["join", "category"])
    long = long.sort_values(["person", "product", "month"], kind="stable")
    long["ideal"] = long["year"] * long["part"]
    keys = [long["person"], long["product"]]
    running = long.groupby(["person", "product"])["ideal"].cumsum().round().astype("int64")
    long["amount"] = running - running.groupby(keys).shift(fill_value=0)
    return long[["person", "team", "region", "product", "category", "month", "ideal", "amount"]]


def roll_up(leaves: pd.DataFrame) -> pd.DataFrame:
    """Every unit and person x every product, category and `*` x month."""
    figures = ["ideal", "amount"]
    by_who = [
        leaves.assign(who="C", above=""),
        leaves.assign(who=leaves["region"], above="C"),
        leaves.assign(who=leaves["team"], above=leaves["region"]),
    ]
    products = [part.groupby(["who", "above", "product", "category", "month"])[figures].sum() for part in by_who]
    own = leaves.rename(columns={"person": "who", "team": "above"})
    products.append(own.set_index(["who", "above", "product", "category", "month"])[figures])
    rows = pd.concat([part.reset_index() for part in products], ignore_index=True)
    categories = rows.groupby(["who", "above", "category", "month"])[figures].sum().reset_index()
    everything = categories.groupby(["who", "above", "month"])[figures].sum().reset_index()
    rows = rows.rename(columns={"product": "what", "category": "what_above"})
    categories = categories.rename(columns={"category": "what"}).assign(what_above="*")
    return pd.concat([rows, categories, everything.assign(what="*", what_above="")], ignore_index=True)


def month_table(nodes: pd.DataFrame, people: pd.DataFrame) -> pd.DataFrame:
    kind = np.where(nodes["who"].isin(people["person"]), "person", "unit")
    month = f"{YEAR}-" + nodes["month"].astype(str).str.zfill(2)
    amount = nodes["amount"] / 100
    return pd.DataFrame(
        {"measure": "bookings", "who": nodes["who"], "who_kind": kind, "what": nodes["what"], "month": month,
         "amount": amount, "target": amount, "held": "no"}
    )  # fmt: skip


def day_table(leaves: pd.DataFrame, people: pd.DataFrame, days: pd.DataFrame) -> pd.DataFrame:
    totals = leaves.groupby(["person", "month"], as_index=False)["amount"].sum()
    totals["join"] = totals["person"].map(people.set_index("person")["join"])
    long = totals.merge(days, on=["join", "month"])
    running = (long["amount"] * long["k"] + long["n"] // 2) // long["n"]
    long["day"] = running - running.groupby([long["person"], long["month"]]).shift(fill_value=0)
    return pd.DataFrame(
        {"measure": "bookings", "who": long["person"], "what": "*", "date": long["date"], "amount": long["day"] / 100}
    )


def receipt_table(nodes: pd.DataFrame) -> pd.DataFrame:
    """Years are a part of the unit above (`*`) or of the product above, months of their year."""
    keys = ["who", "what", "above", "what_above"]
    years = nodes.groupby(keys, as_index=False)[["ideal", "amount"]].sum()
    whole = years[["who", "what", "ideal", "amount"]]
    names = {"ideal": "parent_ideal", "amount": "parent_amount"}
    of_all = years["what"] == "*"
    of_who = years[of_all].merge(whole.rename(columns={"who": "above", **names}), on=["above", "what"], how="left")
    of_what = years[~of_all].merge(whole.rename(columns={"what": "what_above", **names}), on=["who", "what_above"])
    of_year = nodes.merge(whole.rename(columns=names), on=["who", "what"])
    rows = pd.concat(
        [
            of_who.assign(parent=of_who["above"], basis="history", when=str(YEAR)),
            of_what.assign(parent=of_what["what_above"], basis="mix", when=str(YEAR)),
            of_year.assign(
                parent=str(YEAR), basis="workday", when=f"{YEAR}-" + of_year["month"].astype(str).str.zfill(2)
            ),
        ],
        ignore_index=True,
    )
    share = (rows["ideal"] / rows["parent_ideal"]).fillna(1.0)
    parent_amount = rows["parent_amount"].fillna(rows["amount"]) / 100
    amount = rows["amount"] / 100
    return pd.DataFrame(
        {"measure": "bookings", "who": rows["who"], "what": rows["what"], "when": rows["when"],
         "parent": rows["parent"], "parent_amount": parent_amount, "basis": rows["basis"], "share": share,
         "rounding": amount - parent_amount * share, "amount": amount}
    )  # fmt: skip


def compute(tables: Frames) -> Frames:
    people = organisation(tables)
    products = tables["products"].dropna(subset="parent")
    worked = working_days(YEAR - 3, YEAR)
    history = orders(tables)
    recent = history[history["date"] >= f"{YEAR - 1}-01-01"]
    people["join"] = people["start_date"].clip(lower=f"{YEAR}-01-01")
    days = pd.DataFrame({"date": worked[worked.year == YEAR]})
    days = pd.DataFrame({"join": people["join"].unique()}).merge(days, how="cross").query("date >= join")
    days["month"] = days["date"].dt.month
    days["k"] = days.groupby(["join", "month"]).cumcount() + 1
    days["n"] = days.groupby(["join", "month"])["k"].transform("size")
    calendar = days.groupby(["join", "month"], as_index=False)["n"].first()
    strength = strengths(people, recent) * people.set_index("person")["join"].map(
        calendar.groupby("join")["n"].sum() / calendar.groupby("join")["n"].sum().max()
    )
    cells = mixes(people, recent, products["id"].tolist()).mul(strength, axis=0)
    cells = cells.rename_axis(columns="product").stack().rename("weight").reset_index()
    cells = cells.merge(people[["person", "team", "region", "join"]], on="person")
    cells["category"] = cells["product"].map(products.set_index("id")["parent"])
    by_region = cells.groupby(["region", "product"])["weight"].sum()
    fen = fit(by_region.unstack(), tables["targets"]).stack().rename("fen").reset_index()
    cells = cells.merge(fen, on=["region", "product"]).merge(by_region.rename("all").reset_index())
    cells["ideal"] = cells["weight"] / cells["all"] * cells["fen"]
    cells["year"] = share_out(cells, cells["fen"], ["region", "product"])
    leaves = months_of_cells(cells.drop(columns="ideal"), seasons(history, worked), calendar)
    nodes = roll_up(leaves)
    return {
        "months": month_table(nodes, people),
        "days": day_table(leaves, people, days),
        "receipts": receipt_table(nodes),
    }


def write(made: Frames, out: Path) -> None:
    out.mkdir(parents=True)
    for name, frame in made.items():
        frame.to_parquet(out / f"{name}.parquet", index=False)


def main(book: Path, out: Path) -> None:
    times = [time.perf_counter()]
    tables = read(book)
    times.append(time.perf_counter())
    made = compute(tables)
    times.append(time.perf_counter())
    write(made, out)
    times.append(time.perf_counter())
    took = [after - before for before, after in pairwise(times)]
    print(json.dumps({"read": took[0], "compute": took[1], "write": took[2]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
