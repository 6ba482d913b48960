"""Sightings that comments became by themselves: remembered, and taken off with their import."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, exists, func, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.history import entries as history
from storage.models import (
    ActionPain,
    Answer,
    AnswerComment,
    EmpathyNote,
    MovedSighting,
    OpportunityPain,
    PainPoint,
    Sighting,
    VoteOption,
)
from storage.statements import table_of
from storage.status import move_on
from storage.survey.comments import State
from storage.vocabulary import Status

REASON = "The import of survey answers that it came from was undone."

_C, _A, _S = table_of(AnswerComment), table_of(Answer), table_of(Sighting)
_N, _MOVED = table_of(EmpathyNote), table_of(MovedSighting)
_LINKS = tuple(table_of(model) for model in (OpportunityPain, ActionPain, VoteOption))


@dataclass
class Cleared:
    """Sightings that went, by pain point; pain points that went with them, or keep some."""

    sightings: int = 0
    pains: list[int] = field(default_factory=list)
    declined: list[PainPoint] = field(default_factory=list)
    staying: list[PainPoint] = field(default_factory=list)


def remember(
    session: Session, *, workspace_id: str, comment_id: int, pain_id: int, reporter_id: str
) -> None:
    """Notes which sighting a comment became: the reporter's latest of this pain point."""
    latest = (
        core_select(func.max(_S.c.id))
        .where(
            _S.c.workspace_id == workspace_id,
            _S.c.reporter_id == reporter_id,
            _S.c.pain_point_id == pain_id,
        )
        .scalar_subquery()
    )
    session.connection().execute(
        update(_C)
        .where(_C.c.workspace_id == workspace_id, _C.c.id == comment_id)
        .values(sighting_id=latest)
    )


def clear(
    session: Session, *, workspace_id: str, batch_id: int, actor_id: str, at: datetime
) -> Cleared:
    """Forgets what became of an import's comments, and takes off what nobody touched since.

    A pain point that began with them and that nobody did anything about is declined. What
    somebody sorted by hand, linked or goes on with stays as it is.
    """
    done = Cleared()
    became = _forgotten(session, workspace_id, batch_id)
    kept = {pain_id for pain_id, sighting_id in became if sighting_id is None}
    made = {sighting_id for _, sighting_id in became if sighting_id is not None}
    by_pain: dict[int, list[int]] = defaultdict(list)
    for sighting_id, pain_id, touched in _present(session, workspace_id, made):
        if touched:
            kept.add(pain_id)
        else:
            by_pain[pain_id].append(sighting_id)
    for pain in _locked(session, workspace_id, by_pain):
        mine = by_pain[pain.id or 0]
        alone = _count(session, pain) == len(mine)
        if alone and _is_touched(session, pain):
            kept.add(pain.id or 0)
            continue
        _take_off(session, workspace_id, mine)
        done.sightings += len(mine)
        if alone:
            move_on(
                session,
                pain,
                seen=pain.status,
                status=Status.DECLINED,
                reason=REASON,
                actor_id=actor_id,
                at=at,
            )
            done.declined.append(pain)
        else:
            done.pains.append(pain.id or 0)
    done.staying = list(_locked(session, workspace_id, kept))
    return done


def _forgotten(session: Session, workspace_id: str, batch_id: int) -> list[tuple[int, int | None]]:
    """The pain points and sightings that an import's comments became; the comments are gone."""
    connection = session.connection()
    of_batch = (
        core_select(_C.c.id, _C.c.state, _C.c.pain_point_id, _C.c.sighting_id)
        .join_from(_C, _A, and_(_A.c.workspace_id == _C.c.workspace_id, _A.c.id == _C.c.answer_id))
        .where(_C.c.workspace_id == workspace_id, _A.c.batch_id == batch_id)
        .order_by(_C.c.id)
        # Somebody may be sorting one of them this very moment.
        .with_for_update(of=_C)
    )
    found = connection.execute(of_batch).all()
    for part in _parts([each.id for each in found]):
        connection.execute(delete(_C).where(_C.c.workspace_id == workspace_id, _C.c.id.in_(part)))
    return [
        (each.pain_point_id, each.sighting_id)
        for each in found
        if each.state == State.SIGHTED.value and each.pain_point_id is not None
    ]


def _present(
    session: Session, workspace_id: str, ids: Collection[int]
) -> Iterator[tuple[int, int, bool]]:
    """Sightings with the pain points they stand at now, and whether somebody used them."""
    note = exists().where(
        _N.c.workspace_id == workspace_id, _N.c.sighting_id == _S.c.id, _N.c.retired_at.is_(None)
    )
    for part in _parts(sorted(ids)):
        found = session.connection().execute(
            core_select(_S.c.id, _S.c.pain_point_id, note | _S.c.persona_id.is_not(None)).where(
                _S.c.workspace_id == workspace_id, _S.c.id.in_(part)
            )
        )
        for sighting_id, pain_id, touched in found:
            yield sighting_id, pain_id, bool(touched)


def _locked(session: Session, workspace_id: str, ids: Collection[int]) -> Iterator[PainPoint]:
    for part in _parts(sorted(ids)):
        yield from session.exec(
            select(PainPoint)
            .where(PainPoint.workspace_id == workspace_id, col(PainPoint.id).in_(part))
            .order_by(col(PainPoint.number))
            .with_for_update()
            .execution_options(populate_existing=True)
        ).all()


def _count(session: Session, pain: PainPoint) -> int:
    found: int = (
        session.connection()
        .execute(
            core_select(func.count())
            .select_from(_S)
            .where(_S.c.workspace_id == pain.workspace_id, _S.c.pain_point_id == pain.id)
        )
        .scalar_one()
    )
    return found


def _is_touched(session: Session, pain: PainPoint) -> bool:
    """Whether anything happened to it but that it was added."""
    if (
        pain.status != Status.NEW
        or pain.owner_id
        or len(history.latest(session, pain, limit=2)) > 1
    ):
        return True
    return any(
        session.connection()
        .execute(
            core_select(
                exists().where(
                    table.c.workspace_id == pain.workspace_id, table.c.pain_point_id == pain.id
                )
            )
        )
        .scalar_one()
        for table in _LINKS
    )


def _take_off(session: Session, workspace_id: str, ids: list[int]) -> None:
    connection = session.connection()
    for part in _parts(ids):
        connection.execute(
            delete(_MOVED).where(
                _MOVED.c.workspace_id == workspace_id, _MOVED.c.sighting_id.in_(part)
            )
        )
        # Notes that were taken back may be put back: never as seen in what gets its number next.
        connection.execute(
            update(_N)
            .where(_N.c.workspace_id == workspace_id, _N.c.sighting_id.in_(part))
            .values(sighting_id=None)
        )
        connection.execute(delete(_S).where(_S.c.workspace_id == workspace_id, _S.c.id.in_(part)))


def _parts(ids: list[Any]) -> Iterator[list[Any]]:
    return (ids[start : start + 500] for start in range(0, len(ids), 500))
