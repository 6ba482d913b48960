"""Every change to the map: who, when, what, before and after."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import insert
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import (
    Action,
    History,
    Kpi,
    Opportunity,
    PainPoint,
    Persona,
    Stage,
    Touchpoint,
)
from storage.models.columns import JsonObject
from storage.statements import table_of

Subject = Literal[
    "journey",
    "stage",
    "touchpoint",
    "pain",
    "binding",
    "vote",
    "opportunity",
    "action",
    "persona",
    "empathy",
    "kpi",
]

_RECORD = insert(table_of(History)).inline()
_SUBJECTS: dict[type, Subject] = {
    Stage: "stage",
    Touchpoint: "touchpoint",
    PainPoint: "pain",
    Action: "action",
    Opportunity: "opportunity",
    Persona: "persona",
    Kpi: "kpi",
}


def record(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    subject: Subject,
    subject_id: int,
    actor_id: str,
    at: datetime,
    what: str,
    before: JsonObject | None = None,
    after: JsonObject | None = None,
) -> None:
    """Notes one change; `before` and `after` hold only what changed."""
    session.connection().execute(
        _RECORD,
        {
            "workspace_id": workspace_id,
            "journey_id": journey_id,
            "subject": subject,
            "subject_id": subject_id,
            "actor_id": actor_id,
            "at": at,
            "what": what,
            "before": before,
            "after": after,
        },
    )


def note(
    session: Session,
    thing: Stage | Touchpoint | PainPoint | Action | Opportunity | Persona | Kpi,
    *,
    actor_id: str,
    at: datetime,
    what: str,
    before: JsonObject | None = None,
    after: JsonObject | None = None,
) -> None:
    """The same for a row at hand, which knows its workspace and journey."""
    record(
        session,
        workspace_id=thing.workspace_id,
        journey_id=thing.journey_id,
        subject=_SUBJECTS[type(thing)],
        subject_id=identity(thing),
        actor_id=actor_id,
        at=at,
        what=what,
        before=before,
        after=after,
    )


def of(
    session: Session, *, workspace_id: str, subject: Subject, subject_id: int, limit: int = 10
) -> Sequence[History]:
    """The latest changes of one thing, newest first."""
    return session.exec(
        select(History)
        .where(
            History.workspace_id == workspace_id,
            History.subject == subject,
            History.subject_id == subject_id,
        )
        .order_by(col(History.id).desc())
        .limit(limit)
    ).all()


def since(
    session: Session, *, workspace_id: str, subject: Subject, subject_id: int, history_id: int
) -> Sequence[History]:
    """What happened to one thing after an entry of its history, oldest first."""
    return session.exec(
        select(History)
        .where(
            History.workspace_id == workspace_id,
            History.subject == subject,
            History.subject_id == subject_id,
            col(History.id) > history_id,
        )
        .order_by(col(History.id))
    ).all()


def differences(before: JsonObject, after: JsonObject) -> tuple[JsonObject, JsonObject]:
    """The fields whose values differ, as (old values, new values)."""
    changed = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in changed}, {name: after[name] for name in changed}
