"""Thanks for what was solved, or pleased: by name to those who agreed."""

from collections.abc import Sequence

from sqlmodel import Session

from commands.text import plural
from storage.models import PainPoint
from storage.pain import thanks as owed_thanks
from storage.pain.thanks import Thanks
from storage.vocabulary import Kind, Status

_MOST_NAMES = 10


def of(session: Session, pain: PainPoint) -> str:
    """What a card and the channel's message say of whom to thank; often nothing."""
    if pain.kind == Kind.DELIGHT:
        return to_makers(owed_thanks.makers(session, pain=pain))
    if pain.status == Status.SOLVED:
        return in_words(owed_thanks.owed(session, pain=pain))
    return ""


def to_makers(makers: Sequence[str]) -> str:
    """Thanks to who made a customer happy."""
    if not makers:
        return ""
    others = len(makers) > _MOST_NAMES
    return f"Thank you {_listed(makers[:_MOST_NAMES])}{', and everybody else' if others else ''}."


def in_words(thanks: Thanks) -> str:
    """How many colleagues' sightings led to it, and who may be named; nobody is ranked."""
    if not thanks.colleagues:
        return ""
    led = f"The sightings of {plural(thanks.colleagues, 'colleague')} led to this."
    if thanks.colleagues == 1:
        led = "The sighting of one colleague led to this."
    named = thanks.by_name[:_MOST_NAMES]
    if not named:
        return f"{led} Thank you all." if thanks.colleagues > 1 else f"{led} Thank you."
    others = thanks.colleagues > len(named)
    return f"{led} Thank you {_listed(named)}{', and everybody else' if others else ''}."


def _listed(people: Sequence[str]) -> str:
    names = [f"<@{person}>" for person in people]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
