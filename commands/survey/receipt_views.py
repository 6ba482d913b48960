"""What is said of an import while it runs, when it is done, and when it could not be."""

from collections.abc import Sequence

from commands import blocks
from commands.kpi import kpi_views, period_words, words
from commands.reply import Block
from commands.survey.plan import Plan
from commands.survey.storing import Done
from commands.survey.survey_views import COMMENTS, FAULTS, answers, lines
from commands.text import escape, plural
from commands.wording import title, touchpoint_number
from storage.kpi.measures import Method

Content = tuple[str, list[Block]]
# Slack folds longer sections behind "See more".
_ROOM = 600
# So many single lines fit into one.
_LINES = 40
_SECTIONS = 40
_FEW = 10


def plain(text: str) -> Content:
    """A message of words alone."""
    return text, [blocks.section(text)]


def done(
    plan: Plan,
    found: Done,
    *,
    file_name: str,
    method: Method,
    minutes: int = 0,
    undo: Block | None = None,
) -> Content:
    """What was stored and what it says; `minutes` is how long the comments take, where known.

    `undo` is the button that takes it back.
    """
    name, kpi = f"*{title(file_name)}*", f"*{words.called(found.kpi)}*"
    if found.stored is None:
        return plain(f"{name} was imported to {kpi} meanwhile: nothing was changed.")
    known = len(plan.checked.good) - found.stored
    had = f" {answers(known).capitalize()} were stored already." if known else ""
    said = f"{name}: {answers(found.stored)} imported to {kpi}.{had}"
    parts = [
        said,
        _readings(found, method),
        _touchpoints(found, method),
        _queue(found.queued, minutes),
    ]
    body = [blocks.section(part) for part in parts if part]
    buttons = [kpi_views.of(found.kpi, "Open", kpi_views.CARD)]
    if found.queued:
        buttons.append(blocks.button("Comments", COMMENTS, value=f"1 {found.kpi.journey_id}"))
    if undo:
        buttons.append(undo)
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
    # One group is all there is, or all are too small to be shown.
    if len(by.shown) + by.hidden < 2 or not by.shown:  # noqa: PLR2004
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


def compared(count: int, *, minutes: int, journey_id: int) -> Content:
    """The comments of an earlier import are in line."""
    said = _queue(count, minutes) or "All its comments of low scores were compared before."
    steps = blocks.button("Comments", COMMENTS, value=f"1 {journey_id}")
    return said, [blocks.section(said), blocks.actions(steps)]


def _queue(count: int, minutes: int) -> str:
    if not count:
        return ""
    if count == 1:
        return "*Comments*: 1 comment of a low score is being compared with the pain points."
    wait = f" That takes about {plural(minutes, 'minute')}; then you get a message."
    said = f"{count:,} comments of low scores are being compared with the pain points."
    return f"*Comments*: {said}{wait if minutes else ''}"


def all_faults(
    faults: Sequence[tuple[str, Sequence[int]]], *, file_name: str, draft: str, part: int = 1
) -> Content:
    """One part of the errors with all their lines, and the way to the next; parts begin with 1."""
    count = sum(len(numbers) for _, numbers in faults)
    parts = _parts(faults)
    part = max(1, min(part, len(parts)))
    lead = f"All errors of *{title(file_name)}*: {plural(count, 'row')}"
    if len(parts) > 1:
        lead += f" · part {part:,} of {len(parts):,}"
    body = [blocks.section(lead), *(blocks.section(each) for each in parts[part - 1])]
    if part < len(parts):
        following = blocks.button("Next errors", FAULTS, value=f"{draft} {part + 1}")
        body.append(blocks.actions(following))
    return lead, body


def _parts(faults: Sequence[tuple[str, Sequence[int]]]) -> list[list[str]]:
    """The errors as sections, so many to a message as one reads on a phone."""
    sections = [""]
    for line in (line for said, numbers in faults for line in _lines(said, numbers)):
        if sections[-1] and len(sections[-1]) + len(line) > _ROOM:
            sections.append("")
        sections[-1] += line + "\n"
    return [sections[at : at + _SECTIONS] for at in range(0, len(sections), _SECTIONS)]


def _lines(said: str, numbers: Sequence[int]) -> list[str]:
    """One error in one line; in several where its rows are too many for that."""
    whole = f"• {lines(numbers, every=True)}: {escape(said)}"
    if len(whole) <= _ROOM:
        return [whole]
    parts = (numbers[at : at + _LINES] for at in range(0, len(numbers), _LINES))
    return [f"• {lines(part, every=True)}: {escape(said)}" for part in parts]
