"""Puts back what to say today at a touchpoint or in a stage."""

from sqlmodel import Session

from storage.brief import briefs
from storage.models import Stage, Touchpoint
from storage.models.columns import JsonObject
from storage.restore.steps import By, Step

_NOT_THEIRS = "only the touchpoint's owner and those who run the journey change it"


def restore(
    session: Session, place: Touchpoint | Stage, name: str, each: JsonObject, by: By
) -> list[Step]:
    """The text as the snapshot has it; nothing where it was taken before texts were kept.

    The caller holds the journey. `name` is what the place was called before the restore.
    """
    if "brief" not in each:
        return []
    last = briefs.of(session, place=place)
    now = last.words if last else ""
    words = each["brief"]
    subject, number = (
        ("touchpoint", place.number) if isinstance(place, Touchpoint) else ("stage", None)
    )
    if now != words and not _may_write(place, by):
        return [Step(subject, number, name, "kept", {"brief": now}, why=_NOT_THEIRS)]
    if not briefs.write(session, place=place, words=words, actor_id=by.actor_id, at=by.at):
        return []
    return [Step(subject, number, name, "edited", {"brief": now}, {"brief": words})]


def _may_write(place: Touchpoint | Stage, by: By) -> bool:
    """As where it is written: the touchpoint's owner, and whoever runs the journey."""
    return by.runs_journey or (isinstance(place, Touchpoint) and place.owner_id == by.actor_id)
