"""The preview of a file of answers: what was understood, what is wrong, and what would happen."""

from commands import blocks
from commands.kpi import period_words, words
from commands.masking import in_words
from commands.reply import Block
from commands.survey import checking, read_views, replaced_views
from commands.survey.choices import Comments, mark
from commands.survey.plan import Plan
from commands.survey.survey_views import (
    CANCEL,
    CHANGE,
    COMPARE,
    FAULTS,
    IMPORT,
    ROLES,
    answers,
    lines,
    new_kind,
    rows,
)
from commands.text import escape, plural
from commands.wording import day, title

KEPT = (
    "Nothing is stored until you import. Until then, and for a day at most, Cairn keeps which file "
    "it is, and none of its rows."
)
_COMPARES = "Its comments of low scores can still be compared with the pain points."
_FEW_FAULTS = 5
_FEW_PERIODS = 8
# With fewer than one row in so many known, a file is none that merely became longer.
_FEW_KNOWN = 10

Content = tuple[str, list[Block]]


def preview(
    plan: Plan, *, file_name: str, journey: str, draft: str = "", undo: Block | None = None
) -> Content:
    """What is to be said of the file, with the next step; `undo` takes an earlier import back.

    `draft` is the reference that its buttons carry; empty where nobody clicks.
    """
    said = lead(plan, file_name)
    if plan.before is not None:
        offer = [blocks.section(_COMPARES)] if plan.compares and draft else []
        return said, [blocks.section(said), *offer, _buttons(plan, draft, undo)]
    body = [blocks.section(said), blocks.context(f"{title(journey)} · {read_views.read_as(plan)}")]
    parts = read_views.columns(plan), _becomes(plan), _comments(plan)
    body += [blocks.section(part) for part in parts]
    wrong = faults(plan)
    if wrong:
        body.append(blocks.section(wrong))
    body += [_buttons(plan, draft), blocks.context(KEPT)]
    return said, [each for each in body if each]


def lead(plan: Plan, file_name: str) -> str:
    """The first line: how many rows are good, or what is asked."""
    return _asked(plan, file_name) or _counted(plan, f"*{title(file_name)}*")


def _asked(plan: Plan, file_name: str) -> str:
    """What has to be told first; empty when nothing has."""
    name, every = f"*{title(file_name)}*", len(plan.table.rows)
    if plan.before is not None:
        # In brackets, for Slack may say "today".
        return f"{name} was imported before ({day(plan.before.at)}): nothing would change."
    if plan.missing:
        asked = " and ".join(ROLES[role].lower() for role in plan.missing)
        if len(plan.table.names) <= len(plan.choices.columns):
            return (
                f"{name} has {rows(every)}, and no column for the {asked}. Add that, and post the "
                "file again."
            )
        return f"{name} has {rows(every)}. Which column holds the {asked}?"
    if plan.checked.unsure_day:
        return (
            f"{name} has {rows(every)}. Is {escape(plan.checked.unsure_day)} written day first or "
            "month first? Nothing in the file tells."
        )
    return ""


def _counted(plan: Plan, name: str) -> str:
    good, every = len(plan.checked.good), len(plan.table.rows)
    if not good:
        none = f"none of the {rows(every)}" if every > 1 else "the one row"
        return f"{name}: {none} can{'not' if every == 1 else ''} be imported."
    counted = f"{good:,} of {rows(every)}" if good < every else f"all {rows(every)}"
    counted = counted if every > 1 else "the one row"
    one = good == 1
    if not plan.new:
        all_ = "it is" if one else "all of them are"
        return f"{name}: {counted} {'is' if one else 'are'} good, and {all_} stored already."
    if plan.method is None:
        which = "Which KPI is it an answer to?" if one else "Which KPI are they answers to?"
        return f"{name}: {counted} can be read. {which}"
    known = f"; {plan.known:,} of them {_are(plan.known)} stored already" if plan.known else ""
    return f"{name}: {counted} {'is a good answer' if one else 'are good answers'}{known}."


def _becomes(plan: Plan) -> str:
    """Which KPI, and how many answers for each of its periods."""
    if plan.method is None:
        return "*KPI*: ⚠️ not chosen"
    kpi = words.called(plan.kpi) if plan.kpi else new_kind(plan.new_kind) if plan.new_kind else ""
    told = [f"*KPI*: {kpi}"]
    counted = [
        f"{period_words.said(plan.method.period, begin)}: {count:,}"
        for begin, count in plan.by_period.items()
    ]
    left = len(counted) - _FEW_PERIODS
    if counted:
        more = [f"and {plural(left, 'more period')}"] if left > 0 else []
        told.append(f"Answers by {plan.method.period}: {', '.join(counted[:_FEW_PERIODS] + more)}")
    if plan.others and plan.known * _FEW_KNOWN < len(plan.checked.good):
        told.append(
            f"⚠️ {plural(plan.others, 'other answer')} of these days {_are(plan.others)} stored "
            "already. Is this the same survey with other columns or words? Then it would count "
            "twice."
        )
    if plan.replaced:
        told.append(replaced_views.told(plan))
    return "\n".join(told)


def _comments(plan: Plan) -> str:
    if not plan.checked.comments:
        return "*Comments*: none"
    count = plural(plan.checked.comments, "comment")
    low = f", {plan.low_comments:,} of low scores" if plan.method else ""
    told = [f"*Comments*: {count}{low}. {_fate(plan)}"]
    masked = in_words(plan.masked)
    if masked:
        told.append(masked)
    if plan.checked.shortened:
        cut = plan.checked.shortened
        told.append(f"{plural(cut, 'comment')} {_are(cut)} too long, and cut.")
    return "\n".join(told)


def _fate(plan: Plan) -> str:
    match plan.choices.comments:
        case Comments.KEEP:
            one = plan.checked.comments == 1
            return "It stays with its answer." if one else "They stay with their answers."
        case Comments.MATCH:
            return "Low ones become sightings where a pain point surely fits; the rest is listed."
        case Comments.NEW:
            return "Low ones become sightings, or new pain points where their touchpoint is known."


def faults(plan: Plan) -> str:
    """The first errors with their lines; empty without any.

    Without its columns every row would be wrong: then only these are asked for.
    """
    found = plan.checked.faults
    if not found or plan.missing:
        return ""
    groups = checking.kinds(found)
    told = [f"• {lines(numbers)}: {escape(said)}" for said, numbers in groups[:_FEW_FAULTS]]
    left = len(groups) - _FEW_FAULTS
    if left > 0:
        told.append(f"• and {plural(left, 'other error')}")
    head = f"*{rows(len(found))} {'has an error and is' if len(found) == 1 else 'have errors and are'} left out*"  # noqa: E501
    return "\n".join([head, *told])


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _buttons(plan: Plan, draft: str, undo: Block | None = None) -> Block:
    asked = not plan.ready and plan.before is None
    elements = []
    if plan.ready:
        elements.append(
            blocks.button(
                f"Import {answers(plan.new)}",
                IMPORT,
                value=f"{draft} {mark(plan.choices.to_json())} {plan.new} {len(plan.fewer)}",
                style="primary",
                confirm=replaced_views.confirm(plan),
            )
        )
    if plan.before is not None and plan.compares:
        compare = f"{draft} {plan.before.id}"
        elements.append(blocks.button("Compare its comments", COMPARE, value=compare))
    if undo:
        elements.append(undo)
    if plan.before is None:
        style = "primary" if asked else None
        elements.append(
            blocks.button("Choose" if asked else "Change", CHANGE, value=draft, style=style)
        )
    if faults(plan):
        elements.append(blocks.button("All errors", FAULTS, value=draft))
    end = "Cancel" if plan.before is None else "Close"
    return blocks.actions(*elements, blocks.button(end, CANCEL, value=draft))
