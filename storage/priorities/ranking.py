"""What a journey should turn to next: heat, votes, score, status and owner of each side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.identity import identity
from storage.journey.visibility import Viewer
from storage.models import Opportunity, PainPoint
from storage.opportunity import rows as opportunity_rows
from storage.opportunity.points import Points
from storage.opportunity.rows import heat_of
from storage.pain import rows as pain_rows
from storage.pain.rows import PainRow
from storage.priorities import actions as priority_actions
from storage.priorities import order as priority_order
from storage.priorities import rounds as priority_rounds
from storage.priorities import scores as priority_scores
from storage.priorities.actions import Doing
from storage.priorities.order import Sort, Wanted
from storage.priorities.rounds import Round
from storage.priorities.scores import Score
from storage.statements import table_of
from storage.vocabulary import Framework
from storage.vote import outcomes as vote_outcomes
from storage.vote.outcomes import Voted

__all__ = ["Page", "Priority", "Round", "Score", "Sort", "Wanted", "opportunities", "pains"]

_P = table_of(PainPoint)


@dataclass(frozen=True, slots=True)
class Priority:
    """A pain point or an opportunity in the list; None where there is nothing to go by.

    `heat` is None of what nobody has seen. `answers` counts the open opportunities that answer
    a pain point, or the pain points that an opportunity answers. `doing` are the open actions.
    """

    id: int
    number: int
    title: str
    status: str
    owner_id: str | None
    heat: float | None
    reporters: int | None = None
    votes: Voted | None = None
    score: Score | None = None
    answers: int = 0
    doing: Sequence[Doing] = field(default=())


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the list, and the vote rounds that it tells of by V-number."""

    rows: Sequence[Priority]
    framework: Framework
    total: int
    number: int
    pages: int
    rounds: Mapping[int, Round] = field(default_factory=dict)


def pains(
    session: Session,
    *,
    wanted: Wanted,
    now: datetime,
    viewer: Viewer,
    number: int = 1,
    size: int = 10,
) -> Page:
    """Open pain points; the score of each is the best of the opportunities that answer it."""
    answered = priority_scores.answered(session, wanted)
    scores = priority_scores.best(session, wanted, answered)
    votes: Mapping[int, Voted] = {}
    rounds: Mapping[int, Round] = {}
    if wanted.sort is Sort.VOTES:
        votes = vote_outcomes.for_pains(
            session,
            workspace_id=wanted.workspace_id,
            journey_id=wanted.journey_id,
            channel_id=viewer.channel_id,
        )
        rounds = priority_rounds.told(session, wanted.workspace_id, votes)
    first = priority_order.voted(votes, rounds) if wanted.sort is Sort.VOTES else {}
    if wanted.sort is Sort.SCORE:
        first = {pain_id: (score.points.value,) for pain_id, score in scores.items()}
    some = priority_order.pains(session, wanted=wanted, first=first, number=number, size=size)
    if wanted.sort is not Sort.VOTES:
        votes = vote_outcomes.of_pains(
            session, workspace_id=wanted.workspace_id, ids=some.ids, channel_id=viewer.channel_id
        )
        rounds = priority_rounds.told(session, wanted.workspace_id, votes)
    owners = _owners(session, wanted.workspace_id, some.ids)
    doing = priority_actions.of_pains(session, viewer=viewer, ids=some.ids)
    rows = [
        Priority(
            id=row.id,
            number=row.number,
            title=row.title,
            status=row.status,
            owner_id=owners.get(row.id),
            heat=row.heat if row.sightings else None,
            reporters=row.reporters,
            votes=votes.get(row.id),
            score=scores.get(row.id),
            answers=len(answered.get(row.id, ())),
            doing=doing.get(row.id, ()),
        )
        for row in pain_rows.rows(session, wanted.workspace_id, some.ids, now)
    ]
    return Page(rows, wanted.framework, some.total, some.number, some.pages, rounds)


def opportunities(
    session: Session,
    *,
    wanted: Wanted,
    now: datetime,
    viewer: Viewer,
    number: int = 1,
    size: int = 10,
) -> Page:
    """Open opportunities, with the heat of the open pain points that each answers."""
    workspace_id, journey_id = wanted.workspace_id, wanted.journey_id
    votes = vote_outcomes.for_opportunities(
        session, workspace_id=workspace_id, journey_id=journey_id, channel_id=viewer.channel_id
    )
    rounds = priority_rounds.told(session, workspace_id, votes)
    points = opportunity_rows.points_of(
        session, workspace_id=workspace_id, journey_id=journey_id, framework=wanted.framework
    )
    first: Mapping[int, tuple[float, ...]] = {}
    if wanted.sort is Sort.VOTES:
        first = priority_order.voted(votes, rounds)
    elif wanted.sort is Sort.SCORE:
        first = {one: (held.value,) for one, held in points.items()}
    some, found = priority_order.opportunities(
        session, wanted=wanted, first=first, number=number, size=size
    )
    behind = priority_scores.behind(session, workspace_id, some.ids, now)
    doing = priority_actions.of_opportunities(session, viewer=viewer, ids=some.ids)
    rows = [_opportunity(one, behind.get(identity(one), ()), votes, points, doing) for one in found]
    return Page(rows, wanted.framework, some.total, some.number, some.pages, rounds)


def _opportunity(
    one: Opportunity,
    behind: Sequence[PainRow],
    votes: Mapping[int, Voted],
    points: Mapping[int, Points],
    doing: Mapping[int, Sequence[Doing]],
) -> Priority:
    one_id = identity(one)
    held = points.get(one_id)
    return Priority(
        id=one_id,
        number=one.number,
        title=one.title,
        status=one.status,
        owner_id=one.owner_id,
        heat=heat_of(behind) if behind else None,
        votes=votes.get(one_id),
        score=Score(held) if held else None,
        answers=len(behind),
        doing=doing.get(one_id, ()),
    )


def _owners(session: Session, workspace_id: str, ids: Sequence[int]) -> dict[int, str]:
    found = session.connection().execute(
        core_select(_P.c.id, _P.c.owner_id).where(
            _P.c.workspace_id == workspace_id, _P.c.id.in_(ids), _P.c.owner_id.is_not(None)
        )
    )
    return {pain_id: str(owner_id) for pain_id, owner_id in found}
