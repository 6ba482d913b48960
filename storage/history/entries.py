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
    Journey,
    Kpi,
    Opportunity,
    PainPoint,
    Persona,
    Stage,
    Touchpoint,
    VoteRound,
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

# What has a history of its own.
Noted = Journey | Stage | Touchpoint | PainPoint | VoteRound | Action | Opportunity | Persona | Kpi

_RECORD = insert(table_of(History)).inline()
_SUBJECTS: dict[type[Noted], Subject] = {
    Journey: "journey",
    Stage: "stage",
    Touchpoint: "touchpoint",
    PainPoint: "pain",
    VoteRound: "vote",
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
    thing: Noted,
    *,
    actor_id: str,
    at: datetime,
    what: str,
    before: JsonObject | None = None,
    after: JsonObject | None = None,
    subject: Subject | None = None,
) -> None:
    """The same for a row at hand; `subject` where it is about something that belongs to it."""
    record(
        session,
        workspace_id=thing.workspace_id,
        journey_id=identity(thing) if isinstance(thing, Journey) else thing.journey_id,
        subject=subject or _SUBJECTS[type(thing)],
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


def latest(session: Session, thing: Noted, *, limit: int) -> Sequence[History]:
    """The same for a row at hand."""
    return of(
        session,
        workspace_id=thing.workspace_id,
        subject=_SUBJECTS[type(thing)],
        subject_id=identity(thing),
        limit=limit,
    )


def latest_id(session: Session, thing: Noted) -> int:
    """The newest entry about a row at hand, by its row; 0 where there is none.

    A form carries it, so that `since` can tell what happened while it was open.
    """
    entries = latest(session, thing, limit=1)
    return identity(entries[0]) if entries else 0


def since(session: Session, thing: Noted, *, history_id: int) -> Sequence[History]:
    """What happened to a row at hand after an entry of its history, oldest first."""
    return session.exec(
        select(History)
        .where(
            History.workspace_id == thing.workspace_id,
            History.subject == _SUBJECTS[type(thing)],
            History.subject_id == identity(thing),
            col(History.id) > history_id,
        )
        .order_by(col(History.id))
    ).all()


def differences(before: JsonObject, after: JsonObject) -> tuple[JsonObject, JsonObject]:
    """The fields whose values differ, as (old values, new values)."""
    changed = [name for name in after if before.get(name) != after[name]]
    return {name: before.get(name) for name in changed}, {name: after[name] for name in changed}
