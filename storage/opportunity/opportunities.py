"""Opportunities: ideas that answer pain points, their life and what they are scored by.

Whoever changes something says what they saw. When somebody else was faster nothing is
overwritten, and the answer tells what happened meanwhile.
"""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session, select

from storage.history import entries as history
from storage.identity import identity
from storage.models import Journey, Opportunity
from storage.models.columns import JsonObject
from storage.numbers import next_number
from storage.opportunity import pains as opportunity_pains
from storage.statements import table_of
from storage.status import Changed, move_on
from storage.vocabulary import Framework, OpportunityStatus

# What people may change of the opportunity's own row; with the pain points it is "editable".
COLUMNS = (
    "title",
    "how_might_we",
    "owner_id",
    "reach",
    "reach_period",
    "impact",
    "confidence",
    "effort",
    "ice_impact",
    "ice_confidence",
    "ice_ease",
)
PAINS = "pains"
OPEN_STATUSES = (OpportunityStatus.OPEN, OpportunityStatus.PLANNED)

_JOURNEY = table_of(Journey)


def add(
    session: Session, *, journey: Journey, held: JsonObject, actor_id: str, at: datetime
) -> Opportunity:
    """A new one; `held` are columns by name and, under "pains", P-numbers of the journey."""
    columns = {name: value for name, value in held.items() if name in COLUMNS}
    opportunity = Opportunity(
        workspace_id=journey.workspace_id,
        number=next_number(session, workspace_id=journey.workspace_id, kind="opportunity"),
        journey_id=identity(journey),
        status_at=at,
        created_by=actor_id,
        created_at=at,
        **columns,
    )
    session.add(opportunity)
    session.flush()
    opportunity_pains.put(session, opportunity=opportunity, numbers=held.get(PAINS, ()))
    history.note(
        session,
        opportunity,
        actor_id=actor_id,
        at=at,
        what="added",
        after={"title": opportunity.title},
    )
    return opportunity


def numbered(session: Session, *, workspace_id: str, number: int) -> Opportunity | None:
    """O-number, whatever became of it, of any journey of the workspace."""
    return session.exec(
        select(Opportunity).where(
            Opportunity.workspace_id == workspace_id, Opportunity.number == number
        )
    ).first()


def lock(session: Session, *, workspace_id: str, number: int) -> Opportunity | None:
    """O-number as it is now, held for this transaction: nobody changes it in between."""
    return session.exec(
        select(Opportunity)
        .where(Opportunity.workspace_id == workspace_id, Opportunity.number == number)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def editable(session: Session, *, opportunity: Opportunity) -> JsonObject:
    """What people may change, as it is: columns by name, and "pains" as P-numbers in order."""
    held: JsonObject = {name: getattr(opportunity, name) for name in COLUMNS}
    return {**held, PAINS: opportunity_pains.numbers(session, opportunity=opportunity)}


def edit(
    session: Session,
    *,
    opportunity: Opportunity,
    changes: JsonObject,
    actor_id: str,
    at: datetime,
) -> bool:
    """Changes what `editable` tells of a locked one; False when nothing differs."""
    before, after = history.differences(editable(session, opportunity=opportunity), changes)
    if not after:
        return False
    opportunity.sqlmodel_update({name: held for name, held in after.items() if name in COLUMNS})
    session.add(opportunity)
    session.flush()
    if PAINS in after:
        opportunity_pains.put(session, opportunity=opportunity, numbers=after[PAINS])
    history.note(
        session, opportunity, actor_id=actor_id, at=at, what="edited", before=before, after=after
    )
    return True


def set_status(
    session: Session,
    *,
    opportunity: Opportunity,
    seen: str,
    status: OpportunityStatus,
    reason: str,
    actor_id: str,
    at: datetime,
) -> Changed:
    """Moves a locked opportunity on, if it still has the status the person saw."""
    return move_on(
        session,
        opportunity,
        seen=seen,
        status=status,
        reason=reason,
        actor_id=actor_id,
        at=at,
    )


def use_framework(
    session: Session, *, journey: Journey, framework: Framework, actor_id: str, at: datetime
) -> bool:
    """Orders the journey's list by another framework; False when it was so before."""
    changed = session.connection().execute(
        update(_JOURNEY)
        .where(
            _JOURNEY.c.workspace_id == journey.workspace_id,
            _JOURNEY.c.id == identity(journey),
            _JOURNEY.c.framework != framework.value,
        )
        .values(framework=framework.value)
    )
    if not changed.rowcount:
        return False
    before = journey.framework
    session.refresh(journey)
    history.note(
        session,
        journey,
        actor_id=actor_id,
        at=at,
        what="framework",
        before={"framework": before},
        after={"framework": framework.value},
    )
    return True
