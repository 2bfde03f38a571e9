"""What handing in, reviewing, signing and the planning season refuse, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "plan-empty": (
        "Nothing stands in this plan yet. Write down conditions, the five parts or actions first, then hand it in.",
        "这份计划还是空的。请先填写条件、五步计划或行动，再提交。",
    ),
    "plan-waits": (
        "This plan has been handed in already and waits for an answer.",
        "这份计划已经提交，正在等待审批。",
    ),
    "plan-not-submitted": (
        "This plan is not handed in at present: its writer is working on it. Load the page again.",
        "这份计划目前不在待审批状态，编写人正在修改。请重新载入页面。",
    ),
    "plan-agreed-already": (
        "This plan is agreed already. Load the page again.",
        "这份计划已经批准。请重新载入页面。",
    ),
    "plan-not-agreed": (
        "Only an agreed plan is opened again; this one is in work or waits for an answer.",
        "只有已批准的计划才需要重新打开；这份计划正在编写或等待审批。",
    ),
    "plan-changed-since": (
        "This plan has changed since you read it, and nothing was decided. Load the page again and look at what is new.",
        "在您阅读之后这份计划有了改动，本次操作没有生效。请重新载入页面，看过改动后再决定。",
    ),
    "plan-target-moved": (
        "The target has changed since you read this plan, and nothing was decided. Load the page again.",
        "在您阅读之后目标数额有了变动，本次操作没有生效。请重新载入页面后再决定。",
    ),
    "plan-not-yours-to-agree": (
        "Nobody agrees their own plan: the manager above does.",
        "自己的计划不能由自己审批，请由上级审批。",
    ),
    "plan-line-gone": (
        "The line that you speak of is not in the plan any more. Load the page again.",
        "您要评论的这一行已不在计划中。请重新载入页面。",
    ),
    "plan-comments-full": (
        "There are {most} comments on this plan, more than anybody reads. Settle it in a talk.",
        "这份计划已有 {most} 条意见，没有人读得完了，请当面沟通。",
    ),
    "plan-deadlines-backwards": (
        "The dates go backwards: plans are handed in first, then agreed, then the letter is signed.",
        "日期前后颠倒：先提交计划，再批准，最后签署责任书。",
    ),
    "plan-deadline-far": (
        "Deadlines lie between {first} and {last}.",
        "截止日期应在 {first} 年至 {last} 年之间。",
    ),
    "letter-superseded": (
        "A newer letter has taken the place of this one. Sign that.",
        "这份责任书已被新的替代，请签署最新的一份。",
    ),
    "letter-signed-already": (
        "This side of the letter is signed already.",
        "这份责任书的这一方已经签署。",
    ),
    "letter-not-yours": (
        "You are neither the responsible person nor a manager above: this letter is not yours to sign.",
        "您既不是责任人，也不是其上级，不能签署这份责任书。",
    ),
    "letter-not-as-read": (
        "This is not the letter that you read. Load the page again, read it, then sign.",
        "这与您读到的责任书不一致。请重新载入页面，读过后再签署。",
    ),
    "letter-name-differs": (
        "Sign with your name as it stands in your account: {name}.",
        "请按账号中的姓名签署：{name}。",
    ),
    "paper-no-font": (
        "The font for printing is missing: build the front end (make front), then try again.",
        "缺少打印用的字体：请先构建前端（make front），再重试。",
    ),
}
