"""The tables about CDNOW's customers."""

from __future__ import annotations

import numpy as np

from . import scores
from .cdnow import MOST, PUBLISHED, PUBLISHED_SPEND, Cohort, Floats, Orders39, money_foreseen, spend_fitted
from .markdown import percent, signed, table


def fit(cohort: Cohort, found: Orders39) -> str:
    """Ours beside the published parameters."""
    base, spend = found.base, spend_fitted(cohort)
    rows = [
        ["BG/NBD: r, α, a, b", f"{base.r:.3f}, {base.alpha:.3f}, {base.a:.3f}, {base.b:.3f}",
         f"{PUBLISHED.r}, {PUBLISHED.alpha}, {PUBLISHED.a}, {PUBLISHED.b}"],
        ["its log-likelihood", f"{base.log_likelihood:.1f}", f"{PUBLISHED.log_likelihood:.1f}"],
        ["gamma-gamma: p, q, γ", f"{spend.p:.2f}, {spend.q:.2f}, {spend.gamma:.2f}" if spend else "–",
         f"{PUBLISHED_SPEND.p}, {PUBLISHED_SPEND.q}, {PUBLISHED_SPEND.gamma}"],
    ]  # fmt: skip
    return table(["fitted on 39 weeks", "ours", "published"], rows)


def groups(found: Orders39) -> str:
    """By how often a customer had come back: orders expected and orders that came, in all and of one."""
    rows = [
        [
            _times(times), f"{size:,.0f}", f"{expected:,.0f}",
            f"{came:,.0f}", signed(scores.error(expected, came)), f"{expected / size:.2f}", f"{came / size:.2f}",
        ]
        for times, size, expected, came in zip(
            range(MOST + 1), found.customers, found.expected_of_group, found.came_of_group, strict=True
        )
        if size
    ]  # fmt: skip
    expected, came = float(found.expected_of_group.sum()), float(found.came_of_group.sum())
    each, off = float(found.customers.sum()), signed(scores.error(expected, came))
    rows.append(["**all**", f"{each:,.0f}", f"{expected:,.0f}", f"{came:,.0f}", f"**{off}**",
                 f"{expected / each:.2f}", f"{came / each:.2f}"])  # fmt: skip
    return table(["had come back", "customers", "orders expected", "came", "error", "expected of one", "came"], rows)


def one_by_one(cohort: Cohort, found: Orders39) -> str:
    """Customer by customer; only from a log, since nobody published each customer's later orders beside the summary."""
    if cohort.later is None or cohort.log is None:
        return "Customer by customer: only from the log (see below)."
    rows = [_row("orders", found.expected, found.as_before, cohort.later)]
    money = money_foreseen(cohort.log, len(cohort.later))
    before = cohort.spend * found.as_before
    rows.append(_row("dollars", money.expected, before, money.came))
    inside = float(((money.low <= money.came) & (money.came <= money.high)).mean())
    return (
        table(["each customer's", "expected in all", "came", "error", "off by, each (MAE)",
               "the same if all went on as before", "correlation"], rows)
        + f"\n\nCustomers whose dollars lie in the 80 % range: {percent(inside)}."
    )  # fmt: skip


def _row(name: str, expected: Floats, before: Floats, came: Floats) -> list[str]:
    total, real = float(expected.sum()), float(came.sum())
    return [
        name, f"{total:,.0f}", f"{real:,.0f}", signed(scores.error(total, real)),
        f"**{np.abs(expected - came).mean():.2f}**",
        f"{np.abs(before - came).mean():.2f} (in all {signed(scores.error(float(before.sum()), real))})",
        f"{np.corrcoef(expected, came)[0, 1]:.2f}",
    ]  # fmt: skip


def _times(times: int) -> str:
    return ("never", "once")[times] if times < 2 else f"{times} times" if times < MOST else f"{times} times or more"
