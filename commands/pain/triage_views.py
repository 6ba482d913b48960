"""The form of `/pain triage`, as pure functions of plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from commands import blocks
from commands.blocks import Option
from commands.pain import card_sighting_views, merge_views, status_views, status_words
from commands.reply import Block, Say, View
from commands.text import escape, plural
from commands.wording import day, evidence, heat, pain_number, title, touchpoint_number
from storage.models import PainPoint, Sighting
from storage.pain.rows import PainRow

FORM = "pain.triage"
OPEN = "pain.open_triage"
SIGHTINGS = 3
MAX_REASON = status_views.MAX_REASON


class Choice(StrEnum):
    """What becomes of the one that is shown."""

    CONFIRM = "confirm"
    PLAN = "plan"
    DECLINE = "decline"
    DUPLICATE = "duplicate"
    SKIP = "skip"


_CHOICES: list[Option] = [
    ("Confirm", Choice.CONFIRM),
    ("Plan", Choice.PLAN),
    ("Decline", Choice.DECLINE),
    ("Duplicate of …", Choice.DUPLICATE),
    ("Skip", Choice.SKIP),
]


@dataclass(frozen=True, slots=True)
class Names:
    """The fields of one pain point.

    They carry its number: the next one is shown in the same form, and Slack would keep what
    was answered in fields of the same name.
    """

    number: int

    @property
    def choice(self) -> str:
        return f"choice:{self.number}"

    @property
    def other(self) -> str:
        return f"{merge_views.OTHER}:{self.number}"

    @property
    def reason(self) -> str:
        return f"reason:{self.number}"

    @property
    def owner(self) -> str:
        return f"owner:{self.number}"


@dataclass(frozen=True, slots=True)
class Shown:
    """The one to look at; `left` is how many wait after it."""

    pain: PainPoint
    row: PainRow
    sightings: Sequence[Sighting]
    personas: Mapping[int, str]
    place_id: str | None
    left: int


@dataclass(frozen=True, slots=True)
class Answers:
    """What the person had in mind already, when the same one is shown again."""

    choice: str | None = None
    owner_id: str | None = None
    reason: str = ""
    other: Option | None = None


def triage_form(
    shown: Shown, *, context: Mapping[str, str], answers: Answers, notes: Sequence[str] = ()
) -> View:
    """One pain point with its sightings, and what may become of it."""
    names = Names(shown.pain.number)
    reason = blocks.text_input(initial=answers.reason, most=MAX_REASON, multiline=True)
    body = [
        *[blocks.section(note) for note in notes],
        blocks.context(f"{shown.left:,} left after this one"),
        *_about(shown),
        blocks.field(
            names.choice, "What becomes of it?", blocks.radio(_CHOICES, initial=answers.choice)
        ),
        merge_views.other_field(names.other, initial=answers.other, optional=True),
        blocks.field(
            names.reason,
            status_views.DECLINED_LABEL,
            reason,
            optional=True,
            hint="Needed when you decline: those who reported it get it as the answer.",
        ),
        blocks.field(
            names.owner, "Owner", blocks.person_select(initial=answers.owner_id), optional=True
        ),
    ]
    return blocks.form(FORM, "Triage", body, submit="Next", close="Stop", context=context)


def all_looked_at(note: str, *, skipped: int) -> View:
    """The friendly end."""
    later = (
        f" You skipped {plural(skipped, 'pain point')}; `/pain triage` shows them again."
        if skipped
        else ""
    )
    body = [
        blocks.section(note),
        blocks.section(f"*All looked at.* Thank you, the list is clean.{later}"),
    ]
    return blocks.form(FORM, "All looked at", body, close="Done")


def nothing_new(journey: str) -> Say:
    """There is nothing to look at."""
    said = f"All looked at: no new pain point waits in {escape(journey)}."
    steps = blocks.actions(
        blocks.button("Open pain points", "pain.list", value="open"),
        blocks.button("Log a pain point", "pain.open_log"),
    )
    return Say(said, [blocks.section(said), steps])


def _about(shown: Shown) -> list[Block]:
    pain, row = shown.pain, shown.row
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 80)}"
    facts = (
        f"{where} · {pain.status} · heat {heat(row.heat)} · "
        f"{evidence(row.sightings, row.reporters)} · logged {day(pain.created_at)}"
    )
    body = [blocks.header(f"{pain_number(pain.number)} · {pain.title}"), blocks.context(facts)]
    more = status_words.more(pain)
    if more:
        body.append(blocks.section(escape(more)))
    body += [
        card_sighting_views.sighting_block(
            each, pain.kind, personas=shown.personas, place_id=shown.place_id
        )
        for each in shown.sightings
    ]
    if row.sightings > len(shown.sightings):
        body.append(blocks.context(f"The latest {len(shown.sightings)} of {row.sightings:,}"))
    return body
