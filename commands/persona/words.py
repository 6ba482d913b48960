"""How a persona is called, and how its values and history are said."""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from commands import change_words
from commands.text import clip, escape, plural
from commands.wording import evidence, title
from storage.models import History, Persona
from storage.persona.sightings import Seen
from storage.vocabulary import EmpathySide

LABELS = {
    "name": "Name",
    "portrait": "Portrait",
    "picture": "Picture",
    "demographics": "Demographics",
    "goals": "Goals",
    "motivations": "Motivations that bring them",
    "hindrances": "What keeps them away",
    "frustrations": "Frustrations",
    "quote": "Quote",
    "evidence": "Evidence",
}
SIDES: Mapping[EmpathySide, str] = {side: side.value.capitalize() for side in EmpathySide}
_MOST_NAME = 80
_MOST_VALUE = 80
# Of a longer beginning that two values share, only the end is told.
_MOST_SAME = 40


def named(persona: Persona) -> str:
    """Portrait and name, safe in mrkdwn."""
    return f"{persona.portrait} {called(persona)}".strip()


def called(persona: Persona) -> str:
    """The name alone, safe in mrkdwn."""
    return title(persona.name, _MOST_NAME)


def plain(persona: Persona) -> str:
    """Portrait and name, for headers and options, which format nothing."""
    return f"{persona.portrait} {persona.name}".strip()


def badge(persona: Persona, seen: Seen) -> str:
    """What it stands on: sightings, research, or nothing yet."""
    if not seen.sightings and persona.evidence:
        return "no sightings yet"
    return evidence(seen.sightings, seen.reporters)


def notes(count: int) -> str:
    return plural(count, "empathy note") if count else "no empathy notes yet"


def labels(columns: Sequence[str]) -> str:
    """'Name, Quote'."""
    return ", ".join(label for column, label in LABELS.items() if column in columns)


def value(held: object) -> str:
    """A column's value as a person reads it, safe in mrkdwn."""
    said = " ".join(str(held or "").split())
    return f"“{escape(clip(said, _MOST_VALUE))}”" if said else "empty"


def _apart(before: object, after: object) -> tuple[str, str]:
    """Two values of a column; what both begin with is left out where it would hide the rest."""
    was, now = (" ".join(str(held or "").split()) for held in (before, after))
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(was, now, strict=False)))
    if max(len(was), len(now)) > _MOST_VALUE and same > _MOST_SAME:
        begin = was.rfind(" ", 0, same - _MOST_SAME // 2) + 1
        was, now = f"…{was[begin:]}", f"…{now[begin:]}"
    return value(was), value(now)


def change(entry: History) -> str:
    """One line of history: when, who, what."""
    return change_words.line(entry, _happened(entry))


def _happened(entry: History) -> str:
    before, after = entry.before or {}, entry.after or {}
    if entry.what == "edited":
        changed = [
            f"{LABELS[column]} from {was} to {now}"
            for column in after
            if column in LABELS
            for was, now in [_apart(before.get(column), after[column])]
        ]
        return f"changed {'; '.join(changed)}"
    return f"{escape(entry.what)} it"
