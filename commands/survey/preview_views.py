"""The preview of a file of answers: what was understood, what is wrong, and what would happen."""

from commands import blocks
from commands.kpi import period_words, words
from commands.masking import in_words
from commands.reply import Block
from commands.survey import checking
from commands.survey.choices import Comments, mark
from commands.survey.columns import REQUIRED
from commands.survey.plan import Plan
from commands.survey.survey_views import (
    CANCEL,
    CHANGE,
    FAULTS,
    IMPORT,
    ORDERS,
    ROLES,
    answers,
    lines,
    new_kind,
    rows,
)
from commands.survey.table import DELIMITERS
from commands.text import escape, plural
from commands.wording import day, title

KEPT = (
    "Nothing is stored until you import. Until then, and for a day at most, Cairn keeps which file "
    "it is, and none of its rows."
)
_FEW_FAULTS = 5
_FEW_PERIODS = 8

Content = tuple[str, list[Block]]


def preview(plan: Plan, *, draft_id: int, file_name: str, journey: str) -> Content:
    """What is to be said of the file, with the next step."""
    said = lead(plan, file_name)
    if plan.before is not None:
        return said, [blocks.section(said), _buttons(plan, draft_id)]
    body = [blocks.section(said), blocks.context(f"{title(journey)} · {_read_as(plan)}")]
    body += [blocks.section(part) for part in (_columns(plan), _becomes(plan), _comments(plan))]
    wrong = faults(plan)
    if wrong:
        body.append(blocks.section(wrong))
    body += [_buttons(plan, draft_id), blocks.context(KEPT)]
    return said, [each for each in body if each]


def lead(plan: Plan, file_name: str) -> str:
    """The first line: how many rows are good, or what is asked."""
    return _asked(plan, file_name) or _counted(plan, f"*{title(file_name)}*")


def _asked(plan: Plan, file_name: str) -> str:
    """What has to be told first; empty when nothing has."""
    name, every = f"*{title(file_name)}*", len(plan.table.rows)
    if plan.before is not None:
        return f"{name} was imported before, on {day(plan.before.at)}: nothing would change."
    if plan.missing:
        asked = " and ".join(ROLES[role].lower() for role in plan.missing)
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
        return f"{name}: none of the {rows(every)} can be imported."
    counted = f"{good:,} of {rows(every)}" if good < every else f"all {rows(every)}"
    if not plan.new:
        return f"{name}: {counted} are good, and all of them are stored already."
    if plan.method is None:
        return f"{name}: {counted} can be read. Which KPI are they answers to?"
    known = f"; {plan.known:,} of them are stored already" if plan.known else ""
    return f"{name}: {counted} are good answers{known}."


def _read_as(plan: Plan) -> str:
    table = plan.table
    parts = [f"{table.encoding}, {DELIMITERS.get(table.delimiter, 'other')}-separated"]
    if table.assumed:
        parts.append(f"⚠️ {table.assumed} is assumed: look at letters like é and ü below")
    if not table.headed:
        parts.append("no heading: the first row is data")
    return " · ".join(parts)


def _columns(plan: Plan) -> str:
    found = plan.choices.columns
    told = [
        f"*{ROLES[role]}*: {title(plan.table.names[found[role]])}{_order(plan, role.value)}"
        if role in found
        else f"*{ROLES[role]}*: {'⚠️ not found' if role in REQUIRED else 'none'}"
        for role in ROLES
    ]
    return "\n".join(told)


def _order(plan: Plan, role: str) -> str:
    order = plan.checked.order
    return f" ({ORDERS[order].partition(':')[0].lower()})" if role == "date" and order else ""


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
        more = [f"and {plural(left, 'period')} more"] if left > 0 else []
        told.append(f"Answers by {plan.method.period}: {', '.join(counted[:_FEW_PERIODS] + more)}")
    if plan.replaced:
        those = ", ".join(period_words.said(plan.method.period, each) for each in plan.replaced)
        told.append(f"⚠️ Replaces what was recorded for {those}; the history keeps it.")
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
        told.append(f"{plural(plan.checked.shortened, 'comment')} too long, and cut.")
    return "\n".join(told)


def _fate(plan: Plan) -> str:
    match plan.choices.comments:
        case Comments.KEEP:
            return "They stay with their answers."
        case Comments.MATCH:
            return "Low ones become sightings where a pain point surely fits; the rest is listed."
        case Comments.NEW:
            return "Low ones become sightings, or new pain points where their touchpoint is known."


def faults(plan: Plan) -> str:
    """The first errors with their lines; empty without any."""
    found = plan.checked.faults
    if not found:
        return ""
    groups = checking.grouped(found)
    told = [f"• {lines(numbers)}: {escape(said)}" for said, numbers in groups[:_FEW_FAULTS]]
    left = len(groups) - _FEW_FAULTS
    if left > 0:
        told.append(f"• and {plural(left, 'other kind')} of error")
    head = f"*{rows(len(found))} {'has an error and is' if len(found) == 1 else 'have errors and are'} left out*"  # noqa: E501
    return "\n".join([head, *told])


def _buttons(plan: Plan, draft_id: int) -> Block:
    value = str(draft_id)
    asked = not plan.ready and plan.before is None
    elements = []
    if plan.ready:
        elements.append(
            blocks.button(
                f"Import {answers(plan.new)}",
                IMPORT,
                value=f"{value} {mark(plan.choices.to_json())}",
                style="primary",
            )
        )
    if plan.before is None:
        style = "primary" if asked else None
        elements.append(
            blocks.button("Choose" if asked else "Change", CHANGE, value=value, style=style)
        )
    if plan.checked.faults:
        elements.append(blocks.button("All errors", FAULTS, value=value))
    end = "Cancel" if plan.before is None else "Close"
    return blocks.actions(*elements, blocks.button(end, CANCEL, value=value))
