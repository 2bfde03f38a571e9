"""What the five parts of a plan and requests for support refuse, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "point-no-part": (
        "There is no part “{part}” of a plan for this. Load the page again.",
        "计划中没有“{part}”这一部分。请重新载入页面。",
    ),
    "point-no-kind": (
        "“{kind}” is no kind of this part. Choose one of: {kinds}.",
        "这一部分没有“{kind}”这个类别，可选：{kinds}。",
    ),
    "point-percent": (
        "An attainment lies between 0 and {most} %: correct the percentage.",
        "达成率应在 0 到 {most}% 之间，请改正。",
    ),
    "point-no-dates": (
        "Only stages have dates: leave them out here.",
        "只有时间阶段才有日期，这里请不要填写。",
    ),
    "point-no-money": (
        "Only gain and loss have amounts: leave them out here.",
        "只有“得与失”才有金额，这里请不要填写。",
    ),
    "point-no-obstacle": (
        "Only what is needed belongs to an obstacle: leave it out here.",
        "只有“需要的知识、技能、信息”才对应障碍，这里请不要填写。",
    ),
    "point-not-doable": (
        "Only stages and needs can be ticked off.",
        "只有时间阶段和学习需求可以勾选完成。",
    ),
    "plan-too-many-points": (
        "A part has at most {most} points. Nothing was kept: bring them together to the few that matter.",
        "每个部分最多 {most} 条，本次没有保存。请合并为真正重要的几条。",
    ),
    "stage-backwards": (
        "“{what}” would end on {due}, before it starts on {starts}: correct one of the two dates.",
        "“{what}”的截止日期 {due} 早于开始日期 {starts}，请改正其中一个。",
    ),
    "stage-after-year": (
        "“{what}”: {day} is after the plan year, which ends on {last}. Choose an earlier date; what comes later belongs "
        "to next year's plan.",
        "“{what}”：{day} 已超出计划年度（{last} 结束）。请选择更早的日期，之后的事放到下一年的计划。",
    ),
    "stage-too-early": (
        "“{what}”: {day} is more than a year before the plan year, which begins on {first}. Correct the date.",
        "“{what}”：{day} 比计划年度开始（{first}）早了一年以上，请改正日期。",
    ),
    "need-date-past": (
        "{day} is over. Choose today or a later day.",
        "{day} 已经过去，请选择今天或以后的日期。",
    ),
    "request-date-past": (
        "{day} is over: nobody can help by then. Choose today or a later day.",
        "{day} 已经过去，来不及支持了。请选择今天或以后的日期。",
    ),
    "request-after-year": (
        "{day} is after the plan year. Choose a date within it: later support does not help this target.",
        "{day} 已超出计划年度，那时的支持帮不上这个目标。请选择年度内的日期。",
    ),
    "request-to-one": (
        "Choose whom you ask: one unit or one colleague.",
        "请选择向谁请求：一个部门，或一位同事。",
    ),
    "request-to-self": (
        "You would be asking yourself. Choose another unit or colleague; what you do yourself belongs to the actions.",
        "这是在向自己请求支持。请选择其他部门或同事；自己要做的事请写进行动。",
    ),
    "request-unit-archived": (
        "{unit} is archived and answers no more. Choose another unit.",
        "“{unit}”已停用，无法答复。请选择其他部门。",
    ),
    "request-no-manager": (
        "{unit} has no manager who can sign in, so nobody would read it. Ask the unit above or a colleague, or let sales "
        "operations invite the manager.",
        "“{unit}”没有可以登录的负责人，请求不会有人看到。请改为向上级部门或某位同事请求，或请销售运营邀请该负责人开通账号。",
    ),
    "request-no-colleague": (
        "There is no colleague with this account who could answer. Choose one from the list.",
        "没有这位可以答复的同事，请从列表中选择。",
    ),
    "request-too-many": (
        "This plan has {most} open requests already. Withdraw those that are not needed any more.",
        "这份计划已有 {most} 个未完成的请求，请先撤回不再需要的。",
    ),
    "request-answered": (
        "This request has been answered and cannot be changed. Withdraw it and ask again.",
        "这个请求已经答复，不能再修改。请撤回后重新请求。",
    ),
    "request-over": (
        "This request is closed: it was declined, done or withdrawn. Load the page to see how it stands.",
        "这个请求已经结束（谢绝、完成或撤回）。请重新载入页面查看。",
    ),
    "request-going": (
        "This request is still open: there is nothing to ask again.",
        "这个请求仍在进行中，无需重新提出。",
    ),
    "request-changed": (
        "The other side has changed this request since you opened it. Nothing of yours was kept: look at it anew.",
        "在您打开之后，对方修改了这个请求。您的修改没有保存，请重新查看。",
    ),
    "request-reason-needed": (
        "Say why it cannot be done, so that the asker can look for another way.",
        "请说明不能支持的原因，对方才好另想办法。",
    ),
    "request-promise-past": (
        "{day} is over. Promise today or a later day; if it is done already, say “done”.",
        "{day} 已经过去，请承诺今天或以后的日期；如果已经办好，请点“已完成”。",
    ),
    "request-promise-far": (
        "{day} is years away. Correct the date, or decline with a reason.",
        "{day} 太遥远了，请改正日期，或说明原因谢绝。",
    ),
}
