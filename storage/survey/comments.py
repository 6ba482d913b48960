"""What becomes of the comments of low scores: waiting, a sighting, listed for people, or left."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import and_, exists, func, literal, update
from sqlalchemy import select as core_select
from sqlalchemy.sql.expression import Select
from sqlmodel import Session

from storage.identity import identity
from storage.models import Answer, AnswerComment, Journey, Kpi, Touchpoint
from storage.statements import table_of, upsert
from storage.survey import references


class State(StrEnum):
    """Where a comment is on its way."""

    WAITING = "waiting"
    SIGHTED = "sighted"
    LISTED = "listed"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its answer; the text is free of customer data, and raw otherwise."""

    id: int
    row_key: str
    journey_id: int
    kpi_id: int
    series: int
    text: str
    score: int
    day: date
    touchpoint_id: int | None
    as_new: bool
    by_id: str
    at: datetime

    @property
    def reference(self) -> str:
        """What buttons and forms know it by; once it is gone, no other comment's."""
        return references.of(self.id, self.at, self.row_key[:12])


_C, _A = table_of(AnswerComment), table_of(Answer)
_K, _T, _J = table_of(Kpi), table_of(Touchpoint), table_of(Journey)
_COLUMNS = (
    *(
        _C.c.id,
        _A.c.row_key,
        _C.c.journey_id,
        _A.c.kpi_id,
        _A.c.series,
        _A.c.comment.label("text"),
        _A.c.score,
    ),
    *(_A.c.answered_on.label("day"), _C.c.as_new, _C.c.by_id, _C.c.at),
    func.coalesce(_A.c.touchpoint_id, _K.c.touchpoint_id).label("touchpoint_id"),
)
_NAMES = (*("workspace_id", "journey_id", "answer_id", "state", "as_new", "by_id", "at"),)


def queue(
    session: Session,
    *,
    kpi: Kpi,
    batch_id: int,
    scores: Sequence[int],
    as_new: bool,
    by_id: str,
    at: datetime,
) -> int:
    """Puts the comments of an import's answers with these scores in line; returns how many.

    What was said in the same words on the same day in an answer to another KPI of the journey is
    the same customer's: it is not taken twice.
    """
    other = _A.alias()
    elsewhere = exists().where(
        other.c.workspace_id == _A.c.workspace_id,
        other.c.answered_on == _A.c.answered_on,
        other.c.comment == _A.c.comment,
        other.c.kpi_id != _A.c.kpi_id,
        _C.c.workspace_id == other.c.workspace_id,
        _C.c.answer_id == other.c.id,
        _C.c.journey_id == kpi.journey_id,
    )
    chosen = core_select(
        _A.c.workspace_id,
        literal(kpi.journey_id, _C.c.journey_id.type),
        _A.c.id,
        literal(State.WAITING.value, _C.c.state.type),
        literal(as_new, _C.c.as_new.type),
        literal(by_id, _C.c.by_id.type),
        literal(at, _C.c.at.type),
    ).where(
        _A.c.workspace_id == kpi.workspace_id,
        _A.c.batch_id == batch_id,
        _A.c.comment != "",
        _A.c.score.in_(scores),
        ~elsewhere,
    )
    add = upsert(
        AnswerComment,
        lambda insert: (
            insert.from_select(list(_NAMES), chosen).on_conflict_do_nothing().returning(_C.c.id)
        ),
    )
    return len(add.run(session).all())


def take(session: Session, *, workspace_id: str, limit: int) -> list[Comment]:
    """The next that wait, held until this transaction ends; other processes take others."""
    held = (
        core_select(_C.c.id)
        .where(_C.c.workspace_id == workspace_id, _C.c.state == State.WAITING.value)
        .order_by(_C.c.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    ids = list(session.connection().execute(held).scalars())
    if not ids:
        return []
    return _read(session, _with_answers(workspace_id).where(_C.c.id.in_(ids)))


def listed(
    session: Session, *, workspace_id: str, journey_id: int, limit: int, offset: int = 0
) -> list[Comment]:
    """Those that people are to sort, the newest answers first."""
    wanted = _with_answers(workspace_id).where(
        _C.c.state == State.LISTED.value, _C.c.journey_id == journey_id
    )
    newest = (_A.c.answered_on.desc(), _C.c.id.desc())
    return _read(session, wanted.order_by(None).order_by(*newest).limit(limit).offset(offset))


def get_or_none(session: Session, *, workspace_id: str, known_by: str) -> Comment | None:
    """The listed comment of a reference; None when somebody sorted it, or undid its import."""
    wanted = _with_answers(workspace_id).where(
        _C.c.id == references.row_id(known_by), _C.c.state == State.LISTED.value
    )
    found = _read(session, wanted)
    # Its number may have been another comment's before.
    return next((each for each in found if each.reference == known_by), None)


def count(session: Session, *, workspace_id: str, journey_id: int, state: State) -> int:
    """How many of a journey are in a state."""
    found: int = (
        session.connection()
        .execute(
            core_select(func.count())
            .select_from(_C)
            .where(
                _C.c.workspace_id == workspace_id,
                _C.c.journey_id == journey_id,
                _C.c.state == state.value,
            )
        )
        .scalar_one()
    )
    return found


def counts_of(session: Session, *, workspace_id: str, by_id: str, at: datetime) -> Counter[State]:
    """How many comments of one import are in each state."""
    found = session.connection().execute(
        core_select(_C.c.state, func.count())
        .where(_C.c.workspace_id == workspace_id, _C.c.by_id == by_id, _C.c.at == at)
        .group_by(_C.c.state)
    )
    return Counter({State(state): count for state, count in found})


def settle(
    session: Session,
    *,
    workspace_id: str,
    comment_id: int,
    was: State,
    state: State,
    pain_id: int | None = None,
) -> bool:
    """What became of it; False when that was decided already."""
    done = session.connection().execute(
        update(_C)
        .where(_C.c.workspace_id == workspace_id, _C.c.id == comment_id, _C.c.state == was.value)
        .values(state=state.value, pain_point_id=pain_id)
    )
    return done.rowcount == 1


def kpi_of(session: Session, *, workspace_id: str, kpi_id: int) -> Kpi:
    """The KPI whose answer a comment belongs to."""
    found = session.get_one(Kpi, kpi_id)
    if found.workspace_id != workspace_id or identity(found) != kpi_id:
        raise LookupError("This KPI is another workspace's")
    return found


def _with_answers(workspace_id: str) -> Select[tuple[object, ...]]:
    return (
        core_select(*_COLUMNS)
        .join_from(_C, _A, and_(_A.c.workspace_id == _C.c.workspace_id, _A.c.id == _C.c.answer_id))
        .join(_K, and_(_K.c.workspace_id == _A.c.workspace_id, _K.c.id == _A.c.kpi_id))
        .where(_C.c.workspace_id == workspace_id)
        .order_by(_C.c.id)
    )


def _read(session: Session, wanted: Select[tuple[object, ...]]) -> list[Comment]:
    found = session.connection().execute(wanted).mappings()
    return [Comment(**dict(each)) for each in found]
