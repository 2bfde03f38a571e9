"""What conditions refuse, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "condition-below-itself": (
        "A condition cannot stand below itself. Move it next to it, or move the inner one out first.",
        "条件不能移到它自己的下级里。请移到同级，或先把里面的那条移出来。",
    ),
    "condition-too-deep": (
        "Conditions stand at most {most} deep. Move this one further up.",
        "条件最多 {most} 层。请把这一条移到更上层。",
    ),
    "condition-too-many": (
        "A plan has room for {most} conditions. Take away those that nobody needs.",
        "一份计划最多 {most} 个条件。请先删除不再需要的。",
    ),
    "condition-kind": (
        "There is no kind of condition “{kind}”. Choose one of the list.",
        "没有“{kind}”这一类条件，请从列表中选择。",
    ),
    "condition-state": (
        "A condition holds, does not hold or is open; “{state}” is none of them.",
        "条件只有成立、不成立、未定三种，“{state}”不在其中。",
    ),
    "condition-move": (
        "A condition moves up, down, in or out; “{how}” is none of them.",
        "条件只能上移、下移、缩进或提升一级，“{how}”不在其中。",
    ),
    "condition-bound": (
        "A live figure decides this condition. Take the figure away first to judge it yourself.",
        "这个条件由数据自动判断。如需人工判断，请先解除绑定。",
    ),
    "condition-due-far": (
        "The date lies too far from the plan year: choose one from {first} on and before {last}.",
        "日期离计划年度太远：请选择 {first} 至 {last} 之间（不含）的日期。",
    ),
    "condition-owner-unknown": (
        "This person is not there any more. Choose somebody else.",
        "没有这个人，请另选负责人。",
    ),
    "condition-effect-month": ("A month is one of the twelve of the plan year.", "月份须是计划年度十二个月之一。"),
    "condition-effect-product": ("This product is not there any more. Choose another.", "没有这个产品，请另选。"),
    "condition-effect-twice": (
        "What this brings would count twice: “{text}”, above or below it, has an amount already. Keep one of the two.",
        "金额会重复计算：它的上级或下级“{text}”已经填了带来的数额，请只保留一处。",
    ),
    "condition-figure-unknown": ("There is no figure “{figure}” to bind to.", "没有“{figure}”这项数据可以绑定。"),
    "condition-figure-needs-product": ("Say which product the share is of.", "请选择是哪个产品的占比。"),
    "condition-figure-needs-customer": ("Say which customer the share is of.", "请选择是哪家客户的占比。"),
    "condition-figure-needs-opportunity": ("Say which opportunity it is about.", "请选择是哪个商机。"),
    "condition-figure-not-valid": (
        "The stage or period of this figure makes no sense. Choose both from the lists.",
        "这项数据的阶段或期间不正确，请从列表中重新选择。",
    ),
    "condition-figure-nothing": (
        "What this figure is about is not there, is not sold any more, or is in other hands. Choose another.",
        "这项数据所指的客户、商机、产品或指标不存在、已停用或已归他人负责，请另选。",
    ),
    "condition-threshold": (
        "Write from which number on the condition holds; more than 0.",
        "请填写达到多少算成立，须大于 0。",
    ),
    "condition-threshold-rate": (
        "A share or rate is more than 0% and at most 100%.",
        "占比或比率须大于 0%、不超过 100%。",
    ),
    "condition-proposal-gone": (
        "This proposal does not stand any more: the figures have changed, or it was taken over already.",
        "这条建议已不适用：数据有变化，或已经采纳过。请重新打开建议列表。",
    ),
    "condition-template-unknown": (
        "There is no such template. Choose one of the list.",
        "没有这个模板，请从列表中选择。",
    ),
    "condition-no-target": (
        "There is no target to split: no version with this measure is in force or open.",
        "没有可以重新拆分的目标：还没有包含这项指标的现行版本或已下达版本。",
    ),
    "condition-no-effects": (
        "No condition says what it brings yet. Write an amount on some of them first.",
        "还没有条件填写“带来的数额”。请先在几个条件上填写金额。",
    ),
    "condition-share": ("The share of what is open is from 0% to 100%.", "未定部分的计入比例须在 0% 到 100% 之间。"),
}
