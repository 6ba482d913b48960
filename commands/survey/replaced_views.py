"""Readings that an import would replace, in words; and the question before they shrink."""

from collections.abc import Sequence

from commands import blocks
from commands.kpi import period_words, words
from commands.reply import Block
from commands.survey.plan import Plan
from commands.survey.replaced import Replaced
from commands.survey.survey_views import answers
from commands.text import plural
from storage.kpi.measures import Method

_FEW = 8
# Slack shows 300 characters of a question.
_FEW_ASKED = 3


def told(plan: Plan) -> str:
    """A thousand answers that somebody recorded may give way to two: so both are told."""
    if plan.method is None or not plan.replaced:
        return ""
    named = _named(plan.replaced, plan.method, _FEW)
    return f"⚠️ Replaces what was recorded: {named}. The history keeps it."


def asked(plan: Plan) -> str:
    """What is asked before readings give way to ones of fewer answers; empty without any."""
    if plan.method is None or not plan.fewer:
        return ""
    one = len(plan.fewer) == 1
    lead = (
        "A recorded reading gives way to one of fewer answers"
        if one
        else f"{len(plan.fewer)} recorded readings give way to ones of fewer answers"
    )
    named = _named(plan.fewer, plan.method, _FEW_ASKED)
    return f"{lead}: {named}. The history keeps what was recorded."


def confirm(plan: Plan) -> Block | None:
    """The same as Slack asks it; None where nothing has to be asked."""
    question = asked(plan)
    return blocks.confirm("Replace by fewer answers?", question, "Import") if question else None


def _named(found: Sequence[Replaced], method: Method, most: int) -> str:
    parts = [
        f"{period_words.said(method.period, each.begin)} {words.value(method, each.before.value)}"
        f"{f' (n {each.before.n:,})' if each.before.n else ''} by {answers(each.answers)}"
        for each in found[:most]
    ]
    left = len(found) - most
    return "; ".join([*parts, *([plural(left, "more period")] if left > 0 else [])])
