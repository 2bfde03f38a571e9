"""The words of the responsibility letter 目标责任书. slug -> (English, 中文); `{…}` are filled in."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "title": ("Responsibility letter for the targets of {year}", "{year} 年度目标责任书"),
    "between": (
        "between {manager} (manager) and {person} (responsible), {company}",
        "{company}　上级：{manager}　责任人：{person}",
    ),
    "alone": ("given by {person} (responsible), {company}", "{company}　责任人：{person}"),
    "role": ("{person}, {title}, {unit}", "{person}，{unit}{title}"),
    "role_untitled": ("{person}, {unit}", "{person}，{unit}"),
    "target": ("Target", "一、目标"),
    "takes": (
        "{person} takes the responsibility for {measure} of {amount} in {year}, quarter by quarter:",
        "{person}承担 {year} 年度{measure}目标 {amount}，分季度如下：",
    ),
    "takes_for": (
        "{person} takes the responsibility for {measure} of {amount} in {year} for {name}, quarter by quarter:",
        "{person}承担{name} {year} 年度{measure}目标 {amount}，分季度如下：",
    ),
    "quarter": ("Quarter", "季度"), "q0": ("Q1", "一季度"), "q1": ("Q2", "二季度"), "q2": ("Q3", "三季度"),
    "q3": ("Q4", "四季度"), "year": ("Year", "全年"),
    "base": ("Base", "保底"), "stretch": ("Stretch", "冲刺"), "challenge": ("Challenge", "挑战"),
    "duties": ("Duties", "二、职责"),
    "no_duties": ("The role card names no duties yet.", "岗位卡尚未填写职责。"),
    "decides": ("Decides alone: {text}", "可自行决定：{text}"),
    "hands_on": ("Hands on: {text}", "工作交接：{text}"),
    "gain_loss": ("Gain and loss", "三、奖惩（得与失）"),
    "gain": ("When met", "达成"), "loss": ("When missed", "未达成"),
    "from": ("from {percent}%", "达成率 {percent}% 起"), "below": ("below {percent}%", "达成率低于 {percent}%"),
    "no_gain": ("The plan names none.", "计划中未约定。"),
    "money": ("money", "奖金"), "honour": ("honour", "荣誉"), "training": ("training", "培训"),
    "promotion": ("promotion", "晋升"), "stake": ("own stake", "个人承诺"), "other": ("other", "其他"),
    "promised": ("Support promised", "四、承诺的支持"),
    "promise": ("{to}: {text}, by {day}", "{to}：{text}，{day} 前"),
    "promise_kept": ("{to}: {text}, given", "{to}：{text}，已完成"),
    "asked": (
        "asked, not answered yet: {to}: {text}, needed by {day}", "已请求、尚未答复：{to}：{text}，需要日期 {day}"
    ),
    "no_promise": ("No support was asked for.", "未提出支持请求。"),
    "dates": ("Dates", "五、时间节点"),
    "focus": ("{quarter}: {text}", "{quarter}重点：{text}"),
    "stage": ("{starts} to {due}: {text}", "{starts} 至 {due}：{text}"),
    "stage_until": ("by {due}: {text}", "{due} 前：{text}"),
    "no_dates": ("The plan names none.", "计划中未约定。"),
    "rules": ("Terms", "六、约定"),
    "made_of": (
        "This letter is made of the work plan that was agreed on {day} (copy {copy}). It is not altered once made.",
        "本责任书根据 {day} 批准的工作计划（第 {copy} 份留存）生成，生成后不得修改。",
    ),
    "follows": (
        "When a changed plan is agreed, a new letter takes the place of this one, which is kept.",
        "计划变更并重新批准后，以新的责任书为准，本责任书予以留存。",
    ),
    "in_force": ("It is in force once both have signed.", "双方签署后生效。"),
    "in_force_alone": ("It is in force once signed.", "签署后生效。"),
}  # fmt: skip


def say(slug: str, lang: str, **values: object) -> str:
    """The words in `zh` or `en`."""
    return WORDS[slug][1 if lang == "zh" else 0].format(**values)
