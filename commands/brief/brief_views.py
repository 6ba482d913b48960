"""The brief, as pure functions of plain data: short lines, for a phone."""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands import blocks
from commands.blocks import Option
from commands.brief.place_views import chooser, named, place_value
from commands.brief.write_views import EDIT
from commands.pain.form_views import LOG_AT
from commands.reply import Block
from commands.text import escape, plural
from commands.touchpoint import words
from commands.wording import (
    action_number,
    day,
    emotion,
    heat,
    pain_number,
    title,
    touchpoint_number,
)
from storage.brief.facts import Felt, Fixed
from storage.models import Brief, Stage, Touchpoint
from storage.pain.rows import PainRow
from storage.priorities.actions import Doing
from storage.vocabulary import EMOTIONS

_LINE = 90
_TITLE = 48


@dataclass(frozen=True, slots=True)
class Told:
    """Everything the brief shows. `brief` may be the stage's, then `borrowed` is its name.

    `pains` are the hottest of `pains_in_all`, `doing` what is done about them by their id,
    `fixed` the latest of `fixed_in_all`; `ask` is who may change the words; `evidence` is the
    touchpoint's badge, empty for a stage.
    """

    place: Touchpoint | Stage
    stage: Stage
    journey_id: int
    felt: Felt
    evidence: str
    brief: Brief | None
    borrowed: str
    pains: Sequence[PainRow]
    pains_in_all: int
    doing: Mapping[int, Sequence[Doing]]
    fixed: Sequence[Fixed]
    fixed_in_all: int
    delights: Sequence[PainRow]
    choices: Sequence[Option]
    may_edit: bool
    ask: str


def brief_message(told: Told, *, lead: str = "") -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    body = [blocks.section(lead)] if lead else []
    body += [
        blocks.section("\n".join([_heading(told), *_customer(told)])),
        blocks.section(_say(told)),
        blocks.section("\n".join([*_pains(told), *_fixed(told), *_delights(told)])),
        blocks.actions(*_steps(told)),
    ]
    if not told.may_edit:
        body.append(blocks.context(f"Ask <@{told.ask}> to change what to say."))
    return f"Brief: {named(told.place)}", body


def _heading(told: Told) -> str:
    place = told.place
    if isinstance(place, Stage):
        return f"*{named(place)}*"
    where = f"{title(told.stage.name, 40)} · {words.channel(place.channel)}"
    return f"*{named(place)}* · {where}"


def _customer(told: Told) -> list[str]:
    """What they want, do and feel; what nobody has written down is left out, the feeling not."""
    lines = []
    if told.stage.goal:
        lines.append(f"*They want* {title(told.stage.goal, _LINE)}")
    if isinstance(told.place, Touchpoint) and told.place.action:
        lines.append(f"*They do* {title(told.place.action, _LINE)}")
    return [*lines, f"*They feel* {_felt(told.felt)}", *_known(told)]


def _known(told: Told) -> list[str]:
    """How much of it was really seen."""
    return [f"*Evidence* {told.evidence}"] if told.evidence else []


def _felt(felt: Felt) -> str:
    if felt.observed is None:
        seen = "not observed yet"
    else:
        seen = f"{_in_words(felt.observed)} (n = {felt.n:,})"
    if felt.planned is None:
        return seen
    mean = f", mean of {felt.planned_n}" if felt.planned_n > 1 else ""
    return f"{seen} · planned {_in_words(felt.planned)}{mean}"


def _in_words(value: float) -> str:
    """'annoyed -0.8', with a real minus sign; 'pleased +1' where it is a choice, not a mean."""
    word = EMOTIONS[round(value)].lower()
    if isinstance(value, int):
        return f"{word} {emotion(value).removesuffix('.0')}" if value else word
    return f"{word} {emotion(value)}"


def _say(told: Told) -> str:
    if told.brief is None:
        return "*Say and do today*\nNothing is written yet."
    whose = f" in all of {title(told.borrowed, 40)}" if told.borrowed else ""
    by = f"<@{told.brief.by_id}>, {day(told.brief.at)}"
    return f"*Say and do today*{whose} ({by})\n{escape(told.brief.words)}"


def _pains(told: Told) -> list[str]:
    if not told.pains:
        return ["*Hurts now* nothing that is known"]
    more = told.pains_in_all - len(told.pains)
    heading = f"*Hurts now* ({more:,} more)" if more > 0 else "*Hurts now*"
    return [heading, *[_pain(row, told) for row in told.pains]]


def _pain(row: PainRow, told: Told) -> str:
    where = touchpoint_number(row.touchpoint_number)
    at = f"{where}, " if isinstance(told.place, Stage) else ""
    doing = [*told.doing.get(row.id, ())]
    done = row.status.lower()
    if doing:
        first, *others = doing
        more = f" and {len(others):,} more" if others else ""
        done = f"{action_number(first.number)} by <@{first.owner_id}>{more}"
    facts = f"{at}heat {heat(row.heat)}, {done}"
    return f"• {pain_number(row.number)} {_short(row.title)} · {facts}"


def _fixed(told: Told) -> list[str]:
    """The latest in words, the others counted: thanks to reports, never to a ranking of people."""
    if not told.fixed:
        return []
    latest = told.fixed[0]
    what = f"{pain_number(latest.number)} {_short(latest.title)}"
    reports = f"thanks to {plural(latest.sightings, 'report')}"
    more = f" · {told.fixed_in_all - 1:,} more" if told.fixed_in_all > 1 else ""
    lines = [f"*Fixed lately* {what}, {reports}{more}"]
    if latest.reason:
        lines.append(f"Tell them: {title(latest.reason, _LINE)}")
    return lines


def _delights(told: Told) -> list[str]:
    if not told.delights:
        return []
    kept = [f"{pain_number(row.number)} {_short(row.title)}" for row in told.delights]
    return [f"*Keep doing* {'; '.join(kept)}"]


def _short(text: str) -> str:
    """Its beginning in whole words, safe in mrkdwn; the number leads to the rest."""
    words_kept = textwrap.shorten(text, _TITLE, placeholder="…")
    return escape(words_kept) if len(words_kept) > 1 else title(text, _TITLE)


def _steps(told: Told) -> list[Block]:
    value = place_value(told.place)
    if isinstance(told.place, Touchpoint):
        number = str(told.place.number)
        log = blocks.button("Log a pain point", LOG_AT, value=number, style="primary")
    else:
        log = blocks.button("Log a pain point", "pain.open_log", style="primary")
    edit = blocks.button("Edit", EDIT, value=value, label="Edit what to say today")
    chosen = chooser(told.choices, told.journey_id, initial=value)
    return [log, *([edit] if told.may_edit else []), chosen]
