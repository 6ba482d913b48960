"""A team scores opportunities together: everybody for themselves, until it is revealed.

Before that only how many people scored is told; what is told afterwards see score_results.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, func, update
from sqlalchemy import select as core_select
from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import Journey, Opportunity, Score, ScoreItem, ScoreRound
from storage.statements import table_of, upsert
from storage.vocabulary import Scoring

MOST_ITEMS = 12
IMPACT, EFFORT = "impact", "effort"
IMPORTANCE, SATISFACTION = "importance", "satisfaction"
SIDES = {
    Scoring.IMPACT_EFFORT: (IMPACT, EFFORT),
    Scoring.ULWICK: (IMPORTANCE, SATISFACTION),
}

_ROUND, _SCORE = table_of(ScoreRound), table_of(Score)
_RUNS = (_ROUND.c.revealed_at.is_(None), _ROUND.c.cancelled_at.is_(None))
_GIVE = upsert(
    Score,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "round_id", "opportunity_id", "person_id", "side"],
        set_={"value": insert.excluded.value, "scored_at": insert.excluded.scored_at},
        where=_SCORE.c.value != insert.excluded.value,
    ),
)
_SCORERS = core_select(func.count(_SCORE.c.person_id.distinct())).where(
    _SCORE.c.workspace_id == bindparam("workspace_id"),
    _SCORE.c.round_id == bindparam("round_id"),
)

# One person's scores: (opportunity, side) -> 1 to 5.
Sheet = Mapping[tuple[int, str], int]


def start(
    session: Session,
    *,
    journey: Journey,
    channel_id: str,
    kind: Scoring,
    opportunity_ids: Sequence[int],
    person_id: str,
    at: datetime,
) -> ScoreRound:
    """A new round over these opportunities, in this order."""
    begun = ScoreRound(
        workspace_id=journey.workspace_id,
        journey_id=identity(journey),
        channel_id=channel_id,
        kind=kind.value,
        started_by=person_id,
        created_at=at,
    )
    session.add(begun)
    session.flush()
    for position, opportunity_id in enumerate(opportunity_ids, start=1):
        session.add(
            ScoreItem(
                workspace_id=begun.workspace_id,
                round_id=identity(begun),
                opportunity_id=opportunity_id,
                position=position,
            )
        )
    session.flush()
    return begun


def get_or_none(session: Session, *, workspace_id: str, round_id: int) -> ScoreRound | None:
    """The round by its row."""
    return session.exec(
        select(ScoreRound).where(ScoreRound.workspace_id == workspace_id, ScoreRound.id == round_id)
    ).first()


def lock(session: Session, *, workspace_id: str, round_id: int, alone: bool) -> ScoreRound | None:
    """The round as it is now; it is not revealed before this transaction ends.

    With `alone` nobody scores meanwhile either, as revealing needs it.
    """
    return session.exec(
        select(ScoreRound)
        .where(ScoreRound.workspace_id == workspace_id, ScoreRound.id == round_id)
        .with_for_update(read=not alone)
        .execution_options(populate_existing=True)
    ).first()


def items(session: Session, *, begun: ScoreRound) -> Sequence[Opportunity]:
    """What is scored, in order."""
    return session.exec(
        select(Opportunity)
        .join(ScoreItem, col(ScoreItem.opportunity_id) == col(Opportunity.id))
        .where(ScoreItem.workspace_id == begun.workspace_id, ScoreItem.round_id == begun.id)
        .order_by(col(ScoreItem.position))
    ).all()


def give(
    session: Session, *, begun: ScoreRound, person_id: str, sheet: Sheet, at: datetime
) -> None:
    """Makes these a person's scores in a locked round, in place of what they gave before."""
    for (opportunity_id, side), value in sorted(sheet.items()):
        _GIVE.run(
            session,
            workspace_id=begun.workspace_id,
            round_id=identity(begun),
            opportunity_id=opportunity_id,
            person_id=person_id,
            side=side,
            value=value,
            scored_at=at,
        )
    scored = {opportunity_id for opportunity_id, _ in sheet}
    session.connection().execute(
        delete(_SCORE).where(
            _SCORE.c.workspace_id == begun.workspace_id,
            _SCORE.c.round_id == identity(begun),
            _SCORE.c.person_id == person_id,
            _SCORE.c.opportunity_id.not_in(scored),
        )
    )


def mine(session: Session, *, begun: ScoreRound, person_id: str) -> Sheet:
    """What a person gave so far; for nobody else's eyes."""
    found = session.exec(
        select(Score).where(
            Score.workspace_id == begun.workspace_id,
            Score.round_id == begun.id,
            Score.person_id == person_id,
        )
    )
    return {(score.opportunity_id, score.side): score.value for score in found}


def scorers(session: Session, *, begun: ScoreRound) -> int:
    """How many people scored something."""
    asked = {"workspace_id": begun.workspace_id, "round_id": identity(begun)}
    count: int = session.connection().execute(_SCORERS, asked).scalar_one()
    return count


def hear(session: Session, *, workspace_id: str, round_id: int, eligible: int) -> None:
    """Notes how many people the round's channel has."""
    session.connection().execute(
        update(_ROUND)
        .where(_ROUND.c.workspace_id == workspace_id, _ROUND.c.id == round_id)
        .values(eligible=eligible)
    )


def reveal(session: Session, *, begun: ScoreRound, person_id: str, at: datetime) -> bool:
    """Ends a locked round; False when somebody did before, or cancelled it."""
    changed = session.connection().execute(
        update(_ROUND)
        .where(
            _ROUND.c.workspace_id == begun.workspace_id,
            _ROUND.c.id == identity(begun),
            *_RUNS,
        )
        .values(revealed_at=at, revealed_by=person_id)
    )
    session.refresh(begun)
    return changed.rowcount > 0


def cancel(session: Session, *, begun: ScoreRound, person_id: str, at: datetime) -> bool:
    """Ends a locked round without a result; False when it was over before.

    Every score is deleted: only that it was, and who cancelled it when, stays.
    """
    changed = session.connection().execute(
        update(_ROUND)
        .where(
            _ROUND.c.workspace_id == begun.workspace_id,
            _ROUND.c.id == identity(begun),
            *_RUNS,
        )
        .values(cancelled_at=at, cancelled_by=person_id)
    )
    session.refresh(begun)
    if not changed.rowcount:
        return False
    session.connection().execute(
        delete(_SCORE).where(
            _SCORE.c.workspace_id == begun.workspace_id, _SCORE.c.round_id == identity(begun)
        )
    )
    return True
