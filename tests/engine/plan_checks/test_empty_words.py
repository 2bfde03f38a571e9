"""Empty words are told from words that say something, in both languages, either way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from targetree.engine.plan_checks import filler
from targetree.engine.plan_checks.wording import emptiness, has_figure, pasted, plain

EMPTY = {
    "blank": ["", "   ", "。。。", "……", "---", "🎉🎉🎉", "300", "12345", "\u200b", "()[]"],
    "repeated": ["哈哈哈哈", "aaaaaa", "asdfgh", "努力努力努力", "abc abc abc", "fjdksl", "啊啊啊啊啊啊", "qwerty",
    "xyxyxyxy", "xxx"],
    "placeholder": [
        "待定", "TBD", "tbd（待定）", "N/A", "to be determined", "无", "略", "同上", "测试",
        "lorem ipsum dolor sit amet",
        "暂无。", "待补充……", "as above", "To be confirmed", "ＴＢＤ", "无，无",
    ],
    "slogan": [
        "努力", "加强", "尽力", "努力工作", "加强客户关系维护", "尽最大努力完成任务", "全力以赴，确保完成目标！",
        "我会好好干的",
        "will do my best", "I will try my best", "Work harder", "work hard and improve sales",
        "improve customer relationship", "Increase sales", "do more", "开发新客户", "维护老客户", "做好服务",
        "认真落实各项工作",
        "进一步提高销售业绩", "100%努力", "百分百投入工作", "提高效率", "加强沟通，积极配合", "加强学习，提升能力",
        "Give 110% effort",
        "good", "继续努力，争取更好的成绩", "把握机会", "再创佳绩", "努力拼搏，奋勇争先，再创辉煌",
        "努力 努力 再努力", "加强！！！",
    ],
    "short": ["送样", "报价"],
}  # fmt: skip
REAL = [
    "拜访3家新客户", "3月签下苏州恒力", "请张总看样机", "周五前交报价", "样机试用两周", "招投标资质补办",
    "谈年度框架", "拿下恒力二期",
    "复购率到80%", "上门演示新品", "提高业绩10%", "盯恒力", "两家大客户的产线改造推迟到三季度",
    "一季度集中续签年度框架",
    "机器视觉打进锂电", "竞品降价", "交期太长", "缺视觉选型知识", "价格高于对手", "请研发支持样机",
    "客户改了采购流程，要重新入围",
    "升任主管", "去德国培训", "华东区销售冠军", "晋升一级", "奖金12万", "团建取消", "年底前回款200万", "Q2视觉产品",
    "跨部门评审会",
    "月底前续签", "催回款", "签合同", "努力把恒力的二期签下来", "加强与恒力采购部的每周例会",
    "Sign frame contract with Henkel", "Visit 3 new customers a week", "Call Siemens on Friday", "Win Bosch",
    "Learn PLC programming", "Delivery takes eight weeks", "Demo at the customer's plant",
    "Two engineers for the trial",
    "Get on the vendor list", "Trip to Germany", "Improve the repeat rate to 60 %", "Price above the rival's",
    "Try the sample for two weeks", "بيع ثلاثة أجهزة", "Продать три станка",
]  # fmt: skip


@pytest.mark.parametrize(("why", "text"), [(why, text) for why, texts in EMPTY.items() for text in texts])
def test_empty_words_are_seen_through(why: str, text: str) -> None:
    assert emptiness(text) == why


@pytest.mark.parametrize("text", REAL)
def test_short_lines_that_say_something_pass(text: str) -> None:
    assert emptiness(text) is None


@pytest.mark.parametrize("text", ["报价", "送样", "拜访", "开发新客户", "visit", "报价！"])
def test_beside_a_customer_or_a_figure_less_will_do(text: str) -> None:
    assert emptiness(text) is not None
    assert emptiness(text, True) is None


@pytest.mark.parametrize("text", ["努力", "待定", "aaaa", "尽力完成", "do my best", "", "N/A", "加油"])
def test_but_effort_and_placeholders_never_do(text: str) -> None:
    assert emptiness(text, True) is not None


WORDS_ZH = st.sampled_from([*filler.EFFORT_ZH, *filler.GLUE_ZH, *filler.PLACEHOLDERS_ZH])
WORDS_EN = st.sampled_from([*filler.EFFORT_EN, *filler.GLUE_EN, *filler.PLACEHOLDERS_EN])
MARKS = st.sampled_from(["", "，", "。", "！", " ", "、", "…"])


@given(st.lists(st.tuples(WORDS_ZH, MARKS), min_size=1, max_size=12))
def test_no_string_of_effort_says_anything_in_chinese(words: list[tuple[str, str]]) -> None:
    text = "".join(word + mark for word, mark in words)
    if not has_figure(text) and not any(len(one) == 1 for one, _ in words):  # single characters may join to a word
        assert emptiness(text, True) is not None


@given(st.lists(WORDS_EN, min_size=1, max_size=12))
def test_no_string_of_effort_says_anything_in_english(words: list[str]) -> None:
    assert emptiness(" ".join(words), True) is not None


@given(st.lists(WORDS_EN, min_size=0, max_size=6), st.lists(WORDS_ZH, max_size=6), st.sampled_from(REAL))
def test_whoever_says_something_may_add_effort(english: list[str], chinese: list[str], real: str) -> None:
    assert emptiness(f"{real}。{'，'.join(chinese)}") is None
    assert emptiness(f"{' '.join(english)} – {real}") is None


@given(st.text(max_size=300), st.booleans())
def test_any_text_at_all_gets_an_answer(text: str, anchored: bool) -> None:
    answer = emptiness(text, anchored)
    assert answer is None or answer in ("blank", "repeated", "placeholder", "slogan", "short")
    assert emptiness(text, True) is None or emptiness(text, False) is not None


@given(st.sampled_from("abc努力好"), st.integers(4, 50))
def test_one_character_over_and_over_says_nothing(one: str, times: int) -> None:
    assert emptiness(one * times) == "repeated"


def test_a_text_of_a_million_characters_is_read_in_no_time() -> None:
    assert emptiness("拜访恒力" + "，" * 1_000_000) is None
    assert emptiness("努力" * 500_000) == "repeated"


@pytest.mark.parametrize(
    ("text", "has"),
    [("拜访3家", True), ("三家客户", True), ("一定要赢", False), ("周五", True), ("五月底", True), ("by Friday", True),
     ("three customers", True), ("12", False), ("努力100%", False), ("恒力", False), ("第１名", True), ("進一步",
     False)],
)  # fmt: skip
def test_figures_in_digits_and_words(text: str, has: bool) -> None:
    assert has_figure(text) is has


def test_the_same_text_in_many_places_was_pasted_unless_about_others() -> None:
    assert pasted([("签下恒力", None)] * 3) == {plain("签下恒力")}
    assert pasted([("签下恒力", None)] * 2) == set()
    assert pasted([("签下 恒力！", None), ("签下恒力", None), ("「签下恒力」", None)]) == {plain("签下恒力")}
    assert pasted([("签订框架合同", customer) for customer in range(5)]) == set()
