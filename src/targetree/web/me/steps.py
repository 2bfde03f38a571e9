"""The next step in words, with the way to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from targetree.services.mine.my_page import MyMeasure, MyPage
from targetree.services.mine.my_steps import NextStep
from targetree.web.looks.amounts import amount
from targetree.web.looks.links import there
from targetree.web.looks.words import day_name, measure_name, sentences
from targetree.web.templatetags.ui import language


@dataclass(frozen=True)
class StepShown:
    icon: str
    title: str
    text: str
    action: str = ""
    address: str = ""
    tone: str = "accent"
    """accent: to be done; calm: nothing is asked for."""
    quote: str = ""


def shown_step(page: MyPage) -> StepShown | None:
    """None where there is nothing to say."""
    step = page.step
    if step is None or page.shown is None or page.place is None:
        return None
    make = {
        "commit": _commit, "changed": _changed, "reply": _reply, "settle": _settle, "chase": _chase, "wait": _wait,
        "publish": _publish, "draft": _draft, "read": _read, "start": _start, "today": _today, "over": _over,
        "mend": _mend, "plan": _plan,
    }[step.kind]  # fmt: skip
    return make(page, step)


def _commit(page: MyPage, step: NextStep) -> StepShown:
    told = _about(page, step)
    more = step.count - 1
    unit = page.place is not None and page.place.kind == "unit"
    title = _("Commit to the number of {name}") if unit else _("Commit to your number of {year}")
    text = [_("{measure}: {amount} in the year.").format(**told)]
    if more:
        text.append(ngettext("One more number waits too.", "{n} more numbers wait too.", more).format(n=more))
    text.append(_("Accept it, or propose another with your reasons."))
    return StepShown("handshake", title.format(**told), sentences(text), _("Go to it"), told["address"])


def _changed(page: MyPage, step: NextStep) -> StepShown:
    told = _about(page, step) | {"was": _short(page, step, step.was)}
    text = _("{measure} was {was} when you answered; now it is {amount}. See why, and answer again.").format(**told)
    return StepShown("git-compare", _("Your number has changed"), text, _("See the change"), told["address"])


def _reply(page: MyPage, step: NextStep) -> StepShown:
    told = _about(page, step)
    title = _("{who} has written to you").format(who=step.who)
    return StepShown("message-square", title, "", _("Answer"), told["address"], quote=step.text)


def _settle(page: MyPage, step: NextStep) -> StepShown:
    title = ngettext("One proposal waits for you", "{n} proposals wait for you", step.count).format(n=step.count)
    text = _("{who} has proposed another number.").format(who=step.who) if step.count == 1 else _(
        "{who} and others have proposed other numbers."
    ).format(who=step.who)  # fmt: skip
    return StepShown("handshake", title, text, _("Settle them"), there("commitments"))


def _chase(page: MyPage, step: NextStep) -> StepShown:
    title = ngettext("One person has not answered yet", "{n} people have not answered yet", step.count)
    text = _("The largest number among them is that of {who}.").format(who=step.who)
    return StepShown("users", title.format(n=step.count), text, _("See who"), there("commitments"))


def _wait(page: MyPage, step: NextStep) -> StepShown:
    told = _about(page, step)
    text = _(
        "You have proposed another number for {measure}. Until it is settled, the number that was assigned counts."
    )
    return StepShown("hourglass", _("Your proposal waits to be settled"), text.format(**told), _("See it"),
                     told["address"], "calm")  # fmt: skip


def _publish(page: MyPage, step: NextStep) -> StepShown:
    text = _("Nobody's answer is missing and no proposal is open. The version can be published.")
    return StepShown("badge-check", _("Everybody has answered"), text, _("To the versions"), there("versions"))


def _draft(page: MyPage, step: NextStep) -> StepShown:
    text = _("Only those who plan see it. Send it down, and everybody sees their part and answers to it.")
    return StepShown("pencil", _("This version is a draft"), text, _("To the versions"), there("versions"), "calm")


def _read(page: MyPage, step: NextStep) -> StepShown:
    text = _(
        "You see every number and every reason, and change nothing. What was changed, by whom and why is in the record."
    )
    return StepShown("eye", _("You look over everything"), text, _("To the record"), there("record"), "calm")


def _mend(page: MyPage, step: NextStep) -> StepShown:
    text = _("Read what was said at its lines, mend them, and hand it in again.")
    return StepShown("undo-2", _("Your plan was returned"), text, _("Open the plan"), there("plan", step.count))


def _plan(page: MyPage, step: NextStep) -> StepShown:
    text = _(
        "What does the number rest on, what is missing, and what will be done? Twenty minutes are enough to begin."
    )
    return StepShown("clipboard", _("Begin the plan behind your number"), text, _("To the plans"), there("plans"))


def _start(page: MyPage, step: NextStep) -> StepShown:
    assert page.times is not None and page.shown is not None
    title = ngettext("The year {year} starts in one day", "The year {year} starts in {n} days", step.count)
    told = _about(page, step) | {"day": day_name(page.times.day)}
    text = [_("The first working day is {day}.").format(**told)]
    day = next((m.day for m in page.measures if m.sheet == step.sheet), None)
    if day is not None:
        text.append(_("{measure} on that day: {day}.").format(measure=told["measure"], day=_short(page, step, day)))
    title = title.format(year=page.shown.year.year, n=step.count)
    return StepShown("calendar-days", title, sentences(text), tone="calm")


def _today(page: MyPage, step: NextStep) -> StepShown:
    assert page.times is not None
    told = _about(page, step) | {"now": _short(page, step, step.now), "n": page.times.days_left_in_month}
    if not page.times.day_is_today:
        title = _("No working day today")
        text = _("The next one is {day}: {now}.").format(day=day_name(page.times.day), **told)
        return StepShown("calendar-days", title, text, tone="calm")
    title = _("Today: {now}").format(**told)
    text = ngettext(
        "{measure}. This is the month's last working day.", "{measure}. The month has {n} working days left.",
        page.times.days_left_in_month,
    )  # fmt: skip
    return StepShown("target", title, text.format(**told))


def _over(page: MyPage, step: NextStep) -> StepShown:
    assert page.shown is not None
    last = page.shown.year.end - timedelta(days=1)
    title = _("The year {year} is over").format(year=page.shown.year.year)
    return StepShown("calendar-x", title, _("It ended on {day}.").format(day=day_name(last)), tone="calm")


def _about(page: MyPage, step: NextStep) -> dict[str, str]:
    assert page.place is not None and page.shown is not None
    measure = _measure(page, step)
    sheet = step.sheet or (page.number.measure.sheet if page.number else 0)
    return {
        "name": page.place.name, "year": str(page.shown.year.year), "amount": _short(page, step, step.now),
        "measure": measure_name(measure.code, measure.name, measure.builtin) if measure else "",
        "address": there("commitment", sheet, page.place.node) or there("commitments"),
    }  # fmt: skip


def _measure(page: MyPage, step: NextStep) -> MyMeasure | None:
    return next((m for m in page.measures if m.sheet == step.sheet), page.number.measure if page.number else None)


def _short(page: MyPage, step: NextStep, units: int) -> str:
    measure = _measure(page, step)
    return amount(units, measure.scale if measure else 100, language())
