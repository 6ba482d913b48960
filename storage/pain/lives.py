"""The life of a pain point: its status, who owns it, and what it is called.

Whoever changes something says what they saw. When somebody else was faster nothing is
overwritten, and the answer tells what happened meanwhile.
"""

from datetime import datetime

from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.models import History, PainPoint
from storage.models.columns import JsonObject
from storage.pain import notices
from storage.pain import personas as pain_personas
from storage.pain.filters import searchable
from storage.status import Changed, Outcome, changes_status, last_status, move_on
from storage.vocabulary import Status

# What people may change of the pain point's own row.
COLUMNS = ("title", "description", "touchpoint_id", "owner_id")


def lock(session: Session, *, workspace_id: str, number: int) -> PainPoint | None:
    """P-number as it is now, held for this transaction: nobody changes it in between."""
    return session.exec(
        select(PainPoint)
        .where(PainPoint.workspace_id == workspace_id, PainPoint.number == number)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def set_status(
    session: Session,
    *,
    pain: PainPoint,
    seen: str,
    status: Status,
    reason: str,
    actor_id: str,
    at: datetime,
) -> Changed:
    """Moves a locked pain point on, if it still has the status the person saw.

    Its reporters, without the actor, are to be told. Raises ValueError for Duplicate, which
    only a merge makes.
    """
    if status is Status.DUPLICATE:
        raise ValueError("A pain point becomes a duplicate by a merge")
    if pain.status == Status.DUPLICATE:
        return Changed(Outcome.OVERTAKEN, last_status(session, pain))
    changed = move_on(
        session, pain, seen=seen, status=status, reason=reason, actor_id=actor_id, at=at
    )
    if changed.outcome is Outcome.DONE:
        notices.about(session, pain=pain, kind=notices.STATUS, but=actor_id, at=at)
    return changed


def edit(
    session: Session, *, pain: PainPoint, changes: JsonObject, actor_id: str, at: datetime
) -> bool:
    """Changes what `editable` tells of a locked pain point; False when nothing differs."""
    before, after = history.differences(editable(session, pain=pain), changes)
    if not after:
        return False
    if "persona_id" in after:
        old, new = before["persona_id"], after["persona_id"]
        pain_personas.change(session, pain=pain, old=old, new=new)
    pain.sqlmodel_update({name: held for name, held in after.items() if name in COLUMNS})
    pain.search = searchable(pain.title, pain.description)
    session.add(pain)
    session.flush()
    history.note(session, pain, actor_id=actor_id, at=at, what="edited", before=before, after=after)
    return True


def editable(session: Session, *, pain: PainPoint) -> JsonObject:
    """What people may change, as it is; without a persona where its sightings name several."""
    held: JsonObject = {name: getattr(pain, name) for name in COLUMNS}
    about = pain_personas.of(session, pain=pain)
    return held if about.several else {**held, "persona_id": about.persona_id}


def status_since(session: Session, *, pain: PainPoint) -> datetime:
    """Since when it has the status that people last gave it, merges aside."""
    given = session.exec(
        select(History)
        .where(
            History.workspace_id == pain.workspace_id,
            History.subject == "pain",
            History.subject_id == pain.id,
            History.what == "status",
        )
        .order_by(col(History.id).desc())
    )
    return next((entry.at for entry in given if changes_status(entry)), pain.created_at)
