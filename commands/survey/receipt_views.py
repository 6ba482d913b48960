"""What is said of an import while it runs, when it is done, and when it could not be."""

from collections.abc import Sequence

from commands import blocks
from commands.kpi import kpi_views, period_words, words
from commands.reply import Block
from commands.survey.plan import Done, Plan
from commands.survey.survey_views import COMMENTS, answers, lines
from commands.text import clip, escape, plural
from commands.wording import title, touchpoint_number
from storage.kpi.measures import Method

Content = tuple[str, list[Block]]
_ROOM = 2900
_MOST_SECTIONS = 45
_FEW = 10


def plain(text: str) -> Content:
    """A message of words alone."""
    return text, [blocks.section(text)]


def done(plan: Plan, found: Done, *, file_name: str, method: Method) -> Content:
    """What was stored and what it says."""
    name, kpi = f"*{title(file_name)}*", f"*{words.called(found.kpi)}*"
    if found.stored is None:
        return plain(f"{name} was imported to {kpi} meanwhile: nothing was changed.")
    known = len(plan.checked.good) - found.stored
    had = f" {answers(known).capitalize()} were stored already." if known else ""
    said = f"{name}: {answers(found.stored)} imported to {kpi}.{had}"
    parts = [said, _readings(found, method), _touchpoints(found, method), _queued(found)]
    body = [blocks.section(part) for part in parts if part]
    buttons = [kpi_views.of(found.kpi, "Open", kpi_views.CARD)]
    if found.queued:
        buttons.append(blocks.button("Comments", COMMENTS, value=f"1 {found.kpi.journey_id}"))
    return said, [*body, blocks.actions(*buttons)]


def _readings(found: Done, method: Method) -> str:
    told = [
        f"• {period_words.said(method.period, each.begin)}: "
        f"{words.reading(method, each.measured)}"
        + (f", was {words.reading(method, each.before)}" if each.before else "")
        for each in found.values[-_FEW:]
    ]
    left = len(found.values) - _FEW
    more = [f"• and {plural(left, 'earlier period')}"] if left > 0 else []
    return "\n".join(["*Readings*", *more, *told])


def _touchpoints(found: Done, method: Method) -> str:
    by = found.touchpoints
    if len(by.shown) + by.hidden < 2:  # noqa: PLR2004 - one group is all there is
        return ""
    told = [
        f"• {f'{touchpoint_number(each.number)} {title(each.name)}' if each.number else 'None told'}"  # noqa: E501
        f": {words.reading(method, each.measured)}"
        for each in by.shown[:_FEW]
    ]
    left = len(by.shown) - _FEW
    if left > 0:
        told.append(f"• and {plural(left, 'touchpoint')} with fewer answers")
    if by.hidden:
        told.append(
            f"• {answers(by.hidden_answers)} elsewhere: groups of fewer than 5 are not shown"
        )
    return "\n".join(["*These days by touchpoint*", *told])


def _queued(found: Done) -> str:
    if not found.queued:
        return ""
    count = plural(found.queued, "comment")
    are = "is" if found.queued == 1 else "are"
    return f"*Comments*: {count} of low scores {are} being compared with the pain points."


def all_faults(faults: Sequence[tuple[str, Sequence[int]]], *, file_name: str) -> Content:
    """Every error with all its lines, in as many sections as it takes."""
    count = sum(len(numbers) for _, numbers in faults)
    lead = f"All errors of *{title(file_name)}*: {plural(count, 'row')}"
    parts, part = [], ""
    for said, numbers in faults:
        line = clip(f"• {lines(numbers, every=True)}: {escape(said)}", _ROOM)
        if part and len(part) + len(line) > _ROOM:
            parts.append(part)
            part = ""
        part += line + "\n"
    parts.append(part)
    body = [blocks.section(lead), *(blocks.section(each) for each in parts[:_MOST_SECTIONS])]
    if len(parts) > _MOST_SECTIONS:
        body.append(
            blocks.section(
                "There are more than one message holds. Put these right first, or run "
                "`cairn import` where Cairn runs: it prints every one."
            )
        )
    return lead, body
