"""What the long-term plan refuses, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "checkpoint-held": (
        "{when} is held, with {held} of {whole} in {month}. Release it first, or change another checkpoint.",
        "{when} 已锁定（{month} 共 {whole}，其中锁定 {held}）。请先解锁，或改动其他节点。",
    ),
    "checkpoint-beyond": (
        "The checkpoints of {month} must add up to {whole}. To change the month itself, propose another number under Commitments.",
        "{month} 的各节点之和必须等于 {whole}。如需改动整月，请在“承诺”里提出另一个数。",
    ),
    "checkpoint-no-days": (
        "Nobody works in {when}: nothing can be planned there. Mend the calendar if that is wrong.",
        "{when} 没有工作日，不能安排。如果日历有误，请先修改日历。",
    ),
    "checkpoint-no-room": (
        "The rest of {whole} in {month} would have to go to {when}, where nobody works.",
        "{month} 共 {whole}，余下的部分只能放到 {when}，而那里没有工作日。",
    ),
    "checkpoint-month-is-target": (
        "The month {month} is a target. To change it, propose another number under Commitments.",
        "{month} 这个数是下达的目标。如需改动，请在“承诺”里提出另一个数。",
    ),
    "checkpoint-no-amount": (
        "“{text}” is no amount. Write one such as 2,717,000, 271.7万 or 12.",
        "“{text}”不是数额，请填写 2,717,000、271.7万 或 12 这样的数。",
    ),
    "checkpoint-no-such-field": (
        "A checkpoint has no figure “{name}”.",
        "节点里没有“{name}”这一项。",
    ),
    "checkpoints-off": (
        "{month} was {was} when you planned it and is {now} now. Spread it anew first.",
        "{month} 制定时是 {was}，现在是 {now}。请先重新分摊。",
    ),
    "checkpoints-idle": (
        "In {month} something stands on days on which nobody works any more. Spread it anew first.",
        "{month} 有数字落在已经不上班的日子里。请先重新分摊。",
    ),
    "checkpoints-no-targets": (
        "There are no targets yet that months could be made of.",
        "还没有目标，无法分到各月。",
    ),
    "focus-share-out-of-range": (
        "The share of the working time is from 1 to 100 per cent.",
        "工作时间占比应在 1 到 100 之间。",
    ),
    "focus-no-such-action": (
        "One of the actions is not in this plan any more. Load the page again and choose anew.",
        "所选行动中有一项已不在本计划里。请重新载入页面后再选。",
    ),
    "focus-action-elsewhere": (
        "“{text}” has no date in this quarter. Change its dates first, or leave it out.",
        "“{text}”的日期不在本季度。请先修改它的日期，或不要勾选。",
    ),
    "focus-gone": (
        "Somebody removed this focus meanwhile. Nothing of yours was kept: copy your text and write it anew.",
        "这个季度重点已被别人删除，您的修改没有保存：请复制内容后重新填写。",
    ),
}  # fmt: skip
