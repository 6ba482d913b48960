"""The card of one touchpoint, as a pure function of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.pain.form_views import LOG_AT
from commands.reply import Block
from commands.text import clip, escape
from commands.touchpoint import words
from commands.touchpoint.receipt_views import (
    ASK_PULSE,
    BRIEF,
    EDIT,
    MOVE,
    RETIRE,
    map_button,
    restore_button,
)
from commands.wording import (
    day,
    emotion,
    evidence,
    heat,
    pain_number,
    title,
    touchpoint_number,
)
from storage.map.maps import Observed
from storage.models import History, Touchpoint
from storage.pain.rows import PainRow

CHANGES = 5
_UNKNOWN = "not set"


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the card shows; `pains` are the hottest of `pains_in_all`."""

    touchpoint: Touchpoint
    journey: str
    place: str
    observed: Observed
    pains: Sequence[PainRow]
    pains_in_all: int
    changes: Sequence[History]
    may_edit: bool
    kpis: Sequence[str] = ()
    pulse: str = ""


def card_blocks(card: Card, *, lead: str = "") -> list[Block]:
    """Where it stands, what is planned and observed there, and what to do next."""
    touchpoint = card.touchpoint
    name = clip(touchpoint.name, 120)
    body = [blocks.section(lead)] if lead else []
    body.append(blocks.header(f"{touchpoint_number(touchpoint.number)} · {name}"))
    if touchpoint.retired_at is not None:
        since = day(touchpoint.retired_at)
        body.append(blocks.section(f"*Retired* since {since}: off the map and the lists."))
    body.append(blocks.context(f"{escape(card.journey)} · {card.place}"))
    body.append(blocks.fields(_facts(card)))
    if touchpoint.action:
        body.append(blocks.section(f"*What the customer does*\n{escape(touchpoint.action)}"))
    if card.kpis:
        body.append(blocks.section("\n".join(["*KPIs*", *card.kpis])))
    if card.pulse:
        body.append(blocks.section(f"*Pulse* {card.pulse}"))
    body += _pains(card)
    body.append(_steps(card))
    if card.changes:
        body.append(blocks.context(_history(card.changes)))
    return body


def _facts(card: Card) -> list[str]:
    touchpoint, observed = card.touchpoint, card.observed
    significance = touchpoint.significance
    planned = touchpoint.planned_emotion
    seen = evidence(observed.sightings, observed.reporters, measured=observed.measured)
    return [
        f"*Channel*\n{words.channel(touchpoint.channel)}",
        f"*Department*\n{escape(touchpoint.department) or _UNKNOWN}",
        f"*Owner*\n{f'<@{touchpoint.owner_id}>' if touchpoint.owner_id else _UNKNOWN}",
        f"*Significance*\n{f'{significance} of 5' if significance else _UNKNOWN}",
        f"*Moment of truth*\n{'yes' if touchpoint.moment_of_truth else 'no'}",
        f"*Evidence*\n{seen}",
        f"*Planned emotion*\n{_UNKNOWN if planned is None else words.planned(planned)}",
        f"*Observed emotion*\n{_observed_emotion(observed)}",
        f"*Heat*\n{heat(observed.heat)}",
    ]


def _observed_emotion(observed: Observed) -> str:
    if observed.emotion is None:
        return "not observed yet"
    return f"{emotion(observed.emotion)} (n = {observed.emotions_n:,})"


def _pains(card: Card) -> list[Block]:
    if not card.pains:
        return [blocks.section("No open pain points here.")]
    shown = len(card.pains)
    if shown < card.pains_in_all:
        number = touchpoint_number(card.touchpoint.number)
        heading = (
            f"*Hottest open pain points* · {shown} of {card.pains_in_all:,}, "
            f"all with `/pain list {number}`"
        )
    else:
        heading = "*Hottest open pain points*"
    return [blocks.section(heading), *[_pain(row) for row in card.pains]]


def _pain(row: PainRow) -> Block:
    number = pain_number(row.number)
    facts = f"heat {heat(row.heat)} · {evidence(row.sightings, row.reporters)} · {row.status}"
    return blocks.section(
        f"*{number}* {title(row.title)}\n{facts}",
        accessory=blocks.button("Open", "pain.card", value=str(row.number), label=f"Open {number}"),
    )


def _steps(card: Card) -> Block:
    number = card.touchpoint.number
    said, value = touchpoint_number(number), str(number)
    move = blocks.button("Move", MOVE, value=value, label=f"Move {said}")
    if card.touchpoint.retired_at is not None:
        back = [restore_button(number), move] if card.may_edit else []
        return blocks.actions(*back, map_button())
    log = blocks.button("Log a pain point here", LOG_AT, value=value, style="primary")
    ask = blocks.confirm(
        f"Retire {said}?",
        f"{clip(card.touchpoint.name, 120)} leaves the map and the lists. Its pain points and "
        "history are kept, and it can be restored at any time.",
        "Retire",
    )
    edits = [
        blocks.button("Edit", EDIT, value=value, label=f"Edit {said}"),
        move,
        blocks.button(
            "Retire", RETIRE, value=value, style="danger", label=f"Retire {said}", confirm=ask
        ),
    ]
    ask_pulse = blocks.button("Ask a pulse", ASK_PULSE, value=said, label=f"Ask a pulse: {said}")
    brief = blocks.button("Brief", BRIEF, value=said, label=f"Brief of {said}")
    return blocks.actions(log, brief, *([ask_pulse, *edits] if card.may_edit else []), map_button())


def _history(changes: Sequence[History]) -> str:
    lines = [words.change(entry) for entry in changes[:CHANGES]]
    if len(changes) > CHANGES:
        lines.append("Earlier changes are kept too.")
    return "\n".join(lines)
