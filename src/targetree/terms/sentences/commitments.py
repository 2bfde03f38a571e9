"""What is refused when people commit to numbers and when answers are settled, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "version-not-open": (
        "This version has not been sent down: nobody commits to it yet.",
        "该版本尚未下达，暂时不能承诺。",
    ),
    "number-changed": (
        "Your number was changed while you answered: it is {now} now (you saw {was}). Nothing was kept; look at it and answer again.",
        "在您填写期间，您的目标已从 {was} 改为 {now}。承诺没有保存，请看过新数字后再回复。",
    ),
    "answer-settled": (
        "This answer is settled. It opens again when the number changes.",
        "该承诺已有定案；目标再次调整后可重新回复。",
    ),
    "answer-changed": (
        "The answer was changed after you opened the page. Look at the new one before you settle it.",
        "在您打开页面之后，对方更新了承诺。请看过新内容后再定案。",
    ),
    "proposal-is-the-same": (
        "This is the number that was assigned. Accept it, or propose another.",
        "这与下达的目标相同。请直接接受，或提出另一个数字。",
    ),
    "proposal-does-not-fit": (
        "A proposal has one amount for each month and product of the sheet: {wanted} in all, none of them negative.",
        "建议需要按月份和产品逐格填写，共 {wanted} 个，且不能为负数。",
    ),
    "proposal-impossible": (
        "What you have typed already leaves no room for this number. Clear some of it or start again.",
        "您已填定的数字放不下这个数。请清除其中一些，或重新填写。",
    ),
    "sure-in-per-cent": (
        "How sure you are is a number from 0 to 100.",
        "把握程度请填 0 到 100 之间的数。",
    ),
    "nothing-to-settle": (
        "There is no proposal to settle here.",
        "这里没有待定案的建议。",
    ),
    "own-answer": (
        "Your own proposal is settled by the manager above you.",
        "您本人的建议由上级定案。",
    ),
    "between-needs-amount": (
        "Say which number you settle on.",
        "请填写定案的数字。",
    ),
    "comment-empty": (
        "Write something first.",
        "请先写点内容。",
    ),
    "too-long": (
        "At most {most} characters, please.",
        "最多 {most} 个字。",
    ),
}
