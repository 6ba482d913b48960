"""The card of one KPI, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.kpi import bars, history_views, kpi_views, period_words, words
from commands.reply import Block
from commands.text import clip
from commands.wording import day, title
from storage.kpi.rows import KpiRow, Point
from storage.models import History

CHANGES = 3
READINGS = 6
EFFECTS = 5
SPARKS = 12


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the card shows; `effects` are the latest of `effects_in_all`, in words.

    `readings` counts those of all series; the row holds those of the present one. `sources` tell
    what comes by itself.
    """

    row: KpiRow
    journey: str
    place: str
    readings: int
    effects: Sequence[str]
    effects_in_all: int
    changes: Sequence[History]
    methods: history_views.Methods
    may_edit: bool = True
    in_channel: bool = True
    sources: Sequence[Block] = ()


def summary(card: Card) -> str:
    """The card in one line, where no blocks are shown."""
    latest = card.row.latest
    said = words.value(card.row.method, latest.measured.value) if latest else "no reading yet"
    return f"{words.called(card.row)}: {said}"


def card_blocks(card: Card, *, lead: str = "") -> list[Block]:
    """Where it stands and how surely, what was done about it, and what to do next."""
    row = card.row
    body = [blocks.section(lead)] if lead else []
    body.append(blocks.header(f"{kpi_views.number(row.number)} {row.name}"))
    if row.retired_at is not None:
        since = day(row.retired_at)
        body.append(blocks.section(f"*Retired* since {since}: off the lists and digests."))
    body.append(
        blocks.context(
            words.method(row.method),
            f"{card.place} · {title(card.journey, 80)} · owner <@{row.owner_id}>",
        )
    )
    body += [_now(row), *_readings(card), *_effects(card), *_steps(card), *card.sources]
    body += [
        blocks.context(history_views.change(entry, card.methods))
        for entry in card.changes[:CHANGES]
    ]
    return body


def _now(row: KpiRow) -> Block:
    latest = row.latest
    if latest is None:
        said = "*No reading yet.* Nothing can be said until the first one is recorded."
        return blocks.section("\n".join(filter(None, (said, _sentence(words.goal(row))))))
    when = period_words.said(row.method.period, latest.period_start)
    lines = [
        f"*{words.value(row.method, latest.measured.value)}* · {when}",
        words.facts(row.method, latest.estimate),
        _sentence(words.trend(row)) or "The first reading: nothing to compare it with yet.",
    ]
    if goal := words.goal(row):
        lines.append(_sentence(goal))
    return blocks.section("\n".join(lines))


def _sentence(said: str) -> str:
    """As a line of its own begins."""
    return said[:1].upper() + said[1:]


def _readings(card: Card) -> list[Block]:
    row = card.row
    if not row.points:
        return []
    heading = f"*Readings* · {bars.spark(row, SPARKS)}"
    lines = [_reading(row, point) for point in reversed(row.points[-READINGS:])]
    earlier = card.readings - len(row.points)
    if earlier:
        lines.append(
            f"_{words.readings(earlier)} of an earlier series, measured otherwise: not compared._"
        )
    return [blocks.section("\n".join([heading, *lines]))]


def _reading(row: KpiRow, point: Point) -> str:
    when = period_words.said(row.method.period, point.period_start)
    return f"{when}: {words.reading(row.method, point.measured)}"


def _effects(card: Card) -> list[Block]:
    if not card.effects:
        return []
    shown = len(card.effects)
    more = f" · the latest {shown} of {card.effects_in_all}" if card.effects_in_all > shown else ""
    return [
        blocks.section(f"*Before and after what was done*{more}"),
        *[blocks.section(effect) for effect in card.effects],
    ]


def _steps(card: Card) -> list[Block]:
    row = card.row

    def step(label: str, action: str, rest: str = "") -> Block:
        return kpi_views.button(row.number, row.name, label, action, rest=rest)

    every = [step("All readings", kpi_views.READINGS, "1")] if card.readings > READINGS else []
    history = [step("More history", kpi_views.HISTORY, "1")] if len(card.changes) > CHANGES else []
    everything = kpi_views.list_button(row.journey_id)
    picture = [step("Picture", kpi_views.PICTURE)] if row.points else []
    if not card.may_edit:
        return [blocks.actions(*picture, *every, *history, everything)]
    if row.retired_at is not None:
        back = step("Restore", kpi_views.RESTORE)
        return [blocks.actions(back, *picture, *every, *history, everything)]
    post = [step("Post in the channel", kpi_views.POST)] if picture and card.in_channel else []
    record = {**step("Record", kpi_views.RECORD), "style": "primary"}
    correct = []
    if row.latest:
        rest = f"for {row.latest.period_start.isoformat()}"
        label = f"Correct {period_words.said(row.method.period, row.latest.period_start)}"
        correct = [
            {**step(label, kpi_views.RECORD, rest), "action_id": f"{kpi_views.RECORD}:correct"}
        ]
    return [
        blocks.actions(record, *correct, *picture, *post),
        blocks.actions(step("Edit", kpi_views.EDIT), _retire(row), *every, *history, everything),
    ]


def _retire(row: KpiRow) -> Block:
    ask = blocks.confirm(
        "Retire this KPI?",
        f"{clip(row.name, 60)} leaves the lists and digests. Its readings and history are kept, "
        "and it can be restored at any time.",
        "Retire",
    )
    button = kpi_views.button(row.number, row.name, "Retire", kpi_views.RETIRE)
    return {**button, "style": "danger", "confirm": ask}
