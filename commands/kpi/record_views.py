"""The form that records a reading: the value, or the counts that it is worked out from."""

from collections.abc import Sequence
from datetime import date

from commands import blocks
from commands.kpi import period_words, words
from commands.kpi.held import Held
from commands.kpi.kpi_views import HOW, RECORD
from commands.kpi.record_typed import COUNTS, VALUE
from commands.reply import Block, View
from commands.text import clip
from storage.kpi.measures import (
    CES,
    DETRACTORS,
    MEANS,
    NEEDS_N,
    OF_N,
    PASSIVES,
    PROMOTERS,
    KpiKind,
    Method,
)
from storage.models import Kpi

MOST_N = 1_000_000_000
_WIDE = 24
_HOW = {
    KpiKind.NPS: "Promoters, passives and detractors",
    KpiKind.CSAT: "Answers for each point of the scale",
    KpiKind.CES_1: "Answers for each point of the scale",
    KpiKind.CES_2: "Answers for each point of the scale",
    KpiKind.CONVERSION: "How many of how many",
    KpiKind.RETENTION: "How many of how many",
}


def point(answer: int) -> str:
    """The field of one point of the scale."""
    return f"point_{answer}"


def record_form(
    kpi: Kpi, method: Method, held: Held, *, today: date, notes: Sequence[str] = ()
) -> View:
    """What is known so far, with the fields for how it is told."""
    counts = counting(method, held)
    fields = [*_how(method, counts=counts), *_told(method, held, counts=counts)]
    fields.append(_period(method, held, today))
    known = blocks.context(f"*{words.called(kpi)}* · {words.method(method)}")
    body = [*[blocks.section(note) for note in notes], known, *fields]
    shown = [block["block_id"] for block in fields]
    return blocks.form(
        RECORD, "Record a reading", body, submit="Record", context=held.hidden(shown)
    )


def counting(method: Method, held: Held) -> bool:
    """Whether the form asks for counts: at first wherever there are some."""
    return method.kind in NEEDS_N and held.text("how") != VALUE


def _how(method: Method, *, counts: bool) -> list[Block]:
    if method.kind not in NEEDS_N:
        return []
    choices = [(_HOW[method.kind], COUNTS), ("The value, already worked out", VALUE)]
    element = {
        **blocks.radio(choices, initial=COUNTS if counts else VALUE),
        "action_id": HOW,
    }
    return [{**blocks.field("how", "What do you have?", element), "dispatch_action": True}]


def _told(method: Method, held: Held, *, counts: bool) -> list[Block]:
    if not counts:
        return _value(method, held)
    if method.kind is KpiKind.NPS:
        labels = {
            PROMOTERS: "Promoters (9-10)",
            PASSIVES: "Passives (7-8)",
            DETRACTORS: "Detractors (0-6)",
        }
        return [_text(held, name, label, "0") for name, label in labels.items()]
    if method.kind in OF_N:
        reached = "Came back or stayed" if method.kind is KpiKind.RETENTION else "Did it"
        return [_text(held, "k", reached, "120"), _text(held, "of", "Of how many", "400")]
    return [
        _text(held, point(answer), f"Answers of {answer}", "0", optional=True)
        for answer in reversed(method.points)
    ]


def _value(method: Method, held: Held) -> list[Block]:
    unit = f" in {clip(method.unit, 24)}" if method.unit else ""
    found = [_text(held, "value", f"Value{unit}", "42")]
    if method.kind is KpiKind.COUNT:
        return found
    needed = method.kind in NEEDS_N
    hint = "" if needed else "Without it a change can't be told from noise."
    found.append(_text(held, "n", "How many answers (n)", "100", optional=not needed, hint=hint))
    if method.kind in MEANS:
        what = "answers" if method.kind in CES else "values"
        hint = f"How far the {what} lie apart: the interval is worked out from it."
        found.append(
            _text(held, "sd", "Standard deviation, if known", "1.3", optional=True, hint=hint)
        )
    return found


def _text(
    held: Held, name: str, label: str, example: str, *, optional: bool = False, hint: str = ""
) -> Block:
    element = blocks.text_input(initial=held.text(name), most=_WIDE, placeholder=example)
    return blocks.field(name, label, element, optional=optional, hint=hint)


def _period(method: Method, held: Held, today: date) -> Block:
    """Periods back from today; an earlier one that was typed or is corrected is offered too."""
    offered = period_words.offered(method.period, today)
    chosen = held.text("period")
    if chosen and chosen not in [each.isoformat() for each in offered]:
        offered = [*offered[: blocks.MAX_OPTIONS - 1], date.fromisoformat(chosen)]
    choices = [(period_words.said(method.period, each), each.isoformat()) for each in offered]
    element = blocks.select(choices, initial=chosen or offered[0].isoformat())
    hint = "One reading each: recording again corrects it, and the history keeps what was."
    return blocks.field("period", "For which period?", element, hint=hint)
