"""What a use case of the web application refuses, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "not-allowed": (
        "Your role does not allow this. Ask sales operations if you think that it should.",
        "您的角色没有这项权限。如果您认为应该有，请联系销售运营。",
    ),
    "not-found": (
        "This does not exist, or it is not yours to see.",
        "找不到，或者您无权查看。",
    ),
    "try-again": (
        "Somebody changed the same thing at the same moment. Nothing of yours was kept; please try again.",
        "有人正好同时修改了同一内容。您的这次修改没有保存，请再试一次。",
    ),
    "version-published": (
        "This version is published and never changes. Copy it and work on the copy.",
        "该版本已发布，不能再修改。请复制一个版本，在副本上修改。",
    ),
    "only-director-publishes": (
        "Only a director publishes a version.",
        "只有总监可以发布版本。",
    ),
    "cell-changed": (
        "{who} changed this to {now} at {at}, after you opened the page (you saw {was}). Nothing of yours was kept: look at the new number and decide again.",
        "在您打开页面之后，{who} 于 {at} 已把这里改为 {now}（您看到的是 {was}）。您的修改没有保存：请看过新数字后再决定。",
    ),
    "holds-in-the-way": (
        "These holds stand against it. Release one of them, or choose another number; nothing was changed.",
        "以下锁定与这次修改冲突。请先解锁其中一项，或改填别的数字；数据没有任何变动。",
    ),
    "support-money-only": (
        "Support is shown for money: choose bookings, cash or another amount.",
        "支撑分析只针对金额类指标：请选择签约额、回款额等。",
    ),
    "support-data-not-whole": (
        "The company's data do not make a plan at present: export the book, check it, and import it mended.",
        "目前的公司数据无法组成完整的方案：请导出计划簿，检查修正后再导入。",
    ),
    "own-number-from-above": (
        "Your unit's number for the year is set above you. If you cannot carry it, propose another under Commitments.",
        "本部门的全年目标由上级下达。如果无法承担，请在“承诺”中提出您的数字。",
    ),
    "nobody-there": (
        "Nobody can carry a target there: no working day in this period.",
        "这里没有人能承担目标：该期间没有工作日。",
    ),
    "no-such-cell": (
        "The cell “{what} · {when}” is not in this plan.",
        "方案中没有“{what} · {when}”这一格。",
    ),
    "amount-out-of-range": (
        "An amount must lie between 0 and {most}.",
        "数额必须在 0 到 {most} 之间。",
    ),
    "hold-exists": (
        "This cell is held already.",
        "这一格已经锁定。",
    ),
    "hold-not-yours": (
        "This hold belongs to {owner}. Only its owner, a superior of the unit, or a director may release it.",
        "这项锁定属于 {owner}。只有锁定人、上级或总监可以解锁。",
    ),
    "hold-gone": (
        "This hold has been released already.",
        "这项锁定已经解除。",
    ),
    "reason-needed": (
        "Please say why; the reason stands in the record.",
        "请填写理由；理由会写入变更记录。",
    ),
    "date-past": (
        "{date} is past. Choose a later date.",
        "{date} 已经过去，请选择之后的日期。",
    ),
    "edit-overtaken": (
        "This change cannot be undone any more: {who} changed the same numbers at {at}.",
        "这次修改已无法撤销：{who} 于 {at} 又改了同样的数字。",
    ),
    "edit-not-yours": (
        "Only your own changes can be undone here.",
        "这里只能撤销您自己的修改。",
    ),
    "version-name-taken": (
        "There is a version called “{name}” already. Choose another name.",
        "已有名为“{name}”的版本，请换一个名称。",
    ),
    "has-director": (
        "This installation has its director already. Ask them to invite you.",
        "系统已有总监账号，请联系总监邀请您加入。",
    ),
}
