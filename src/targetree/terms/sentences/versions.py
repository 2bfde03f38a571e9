"""What is refused with versions, scenarios and tiers, and why."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {
    "version-name-needed": (
        "Give the version a name of at most 120 characters.",
        "请填写版本名称，最多 120 个字。",
    ),
    "version-sent-down-already": (
        "This version has been sent down already.",
        "该版本已经下达。",
    ),
    "version-published-already": (
        "This version is published already.",
        "该版本已经发布。",
    ),
    "version-archived": (
        "This version is in the archive. Take it out first.",
        "该版本已归档，请先恢复。",
    ),
    "same-version-twice": (
        "Choose two different versions to compare.",
        "请选择两个不同的版本进行对比。",
    ),
    "sheet-not-in-both": (
        "One of the versions has no targets for this measure and tier.",
        "其中一个版本没有该指标项和档位的目标。",
    ),
    "tier-of-base": (
        "Stretch and challenge are made from the base tier.",
        "冲刺档和挑战档由保底档生成。",
    ),
    "tier-exists": (
        "This measure has that tier already. Change its factor instead.",
        "该指标项已有此档位，请直接调整系数。",
    ),
    "factor-out-of-range": (
        "The factor lies between 1 and 10, for example 1.1 for ten per cent above the base.",
        "系数应在 1 到 10 之间，例如 1.1 表示比保底高一成。",
    ),
}
