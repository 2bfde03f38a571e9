"""The sample company as a running one: its plan, its people's accounts, and one sign-in for each role."""

from __future__ import annotations

import csv
import secrets
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from targetree.books.planned import plan_book
from targetree.engine.result import Plan
from targetree.sample.company import tables
from targetree.services.access import Actor, acting
from targetree.services.entrance.setup import first_director, is_new, password_hash
from targetree.services.versioning.planning import bring_in_plan
from targetree.store import models as store

from . import actions, activity, cards, checks, commitments, conditions, five_parts, long_term, reviews

HOST = "yuanxiu.example"
_WORDS = {
    "zh": {
        "version": "2027 年度目标", "note": "1 月 5 日前请每位同事确认承诺。", "finance": "冯静（财务部）",
        "audit": "郑岚（内审）", "why": "示例公司",
    },
    "en": {
        "version": "Targets 2027", "note": "Please commit by 5 January.", "finance": "Feng Jing (finance)",
        "audit": "Zheng Lan (internal audit)", "why": "sample company",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Login:
    role: str
    name: str
    email: str
    password: str


def load_sample(lang: str = "zh", password: str | None = None) -> list[Login]:
    """Load the sample company into empty tables. Returns one login for each role; nothing where somebody is there."""
    if not is_new():
        return []
    plan, words = _plan(lang), _WORDS[lang]
    password = password or secrets.token_urlsafe(6)
    hashed = password_hash(password)
    with transaction.atomic():
        names = {p.id: p.name for p in plan.book.people}
        director = first_director(email=f"director@{HOST}", name=names["1001"], password_hash=hashed)
        bring_in_plan(
            actor=director, plan=plan, name=words["version"], status="open", note=words["note"], why=words["why"]
        )
        chosen = _accounts(director, words, hashed)
        commitments.add(lang)
        actions.add(lang)
        cards.add(director)
        conditions.add(lang)
        long_term.add(lang)  # after the actions, which serve its focuses
        five_parts.add(lang)
        activity.add(lang)
        checks.add(lang)
        reviews.add(lang)  # last: it hands in what the others have written
    return [Login(role, name, email, password) for role, name, email in chosen]


def _plan(lang: str) -> Plan:
    with TemporaryDirectory() as folder:
        for name, rows in tables(lang).items():
            if not rows:
                continue
            with (Path(folder) / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
                out = csv.writer(file)
                out.writerow(rows[0])
                out.writerows(row.values() for row in rows)
        plan = plan_book(Path(folder)).plan
    assert plan is not None
    return plan


def _accounts(director: Actor, words: dict[str, str], hashed: str) -> list[tuple[str, str, str]]:
    """An account for everybody in the company and two beside it; those of the roles come first."""
    with acting(director.account_id, words["why"]):
        people = {p.code: p for p in store.Person.objects.all()}
        seats = {n.person_id: n for n in store.Node.objects.filter(kind="seat").order_by("-position")}
        units = {u.manager_id: u for u in store.Node.objects.filter(kind="unit", parent__isnull=False)}
        leader, manager = people["1101"], people["1100"]
        seller = people["1103"]
        special = {"1001": "director", "1002": "operations", manager.code: "manager", leader.code: "leader",
                   seller.code: "seller"}  # fmt: skip
        store.Account.objects.filter(id=director.account_id).update(person=people["1001"])
        grants: list[store.Grant] = []
        for code, person in sorted(people.items()):
            if code == "1001":
                continue
            email = f"{special.get(code, code)}@{HOST}"
            account = store.Account.objects.create(email=email, name=person.name, person=person, password=hashed)
            if code == "1002":
                grants.append(store.Grant(account=account, role="operations"))
            if person.id in units:
                grants.append(store.Grant(account=account, role="manager", node=units[person.id]))
            if person.carries:
                grants.append(store.Grant(account=account, role="seller", node=seats[person.id]))
        for role, name in (("colleague", words["finance"]), ("auditor", words["audit"])):
            account = store.Account.objects.create(email=f"{role}@{HOST}", name=name, password=hashed)
            grants.append(store.Grant(account=account, role=role))
        for grant in grants:
            grant.granted_by_id = director.account_id
        store.Grant.objects.bulk_create(grants)
    told = [
        ("director", director.name), ("manager", manager.name), ("leader", leader.name), ("seller", seller.name),
        ("operations", people["1002"].name), ("colleague", words["finance"]), ("auditor", words["audit"]),
    ]  # fmt: skip
    return [(role, name, f"{role}@{HOST}") for role, name in told]
