"""Puts back what to say today at a touchpoint or in a stage."""

from sqlmodel import Session

from storage.brief import briefs
from storage.models import Stage, Touchpoint
from storage.models.columns import JsonObject
from storage.restore.steps import By, Step


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
    if not briefs.write(session, place=place, words=words, actor_id=by.actor_id, at=by.at):
        return []
    subject, number = (
        ("touchpoint", place.number) if isinstance(place, Touchpoint) else ("stage", None)
    )
    return [Step(subject, number, name, "edited", {"brief": now}, {"brief": words})]
