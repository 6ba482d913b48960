"""What there is to vote on in a journey, hottest first, and how hot what stands on a ballot is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from storage.identity import identity
from storage.models import Opportunity, PainPoint, VoteOption
from storage.opportunity import lists as opportunity_lists
from storage.opportunity import rows as opportunity_rows
from storage.opportunity.opportunities import OPEN_STATUSES as OPEN_IDEAS
from storage.pain import lists as pain_lists
from storage.pain import rows as pain_rows
from storage.pain.filters import Filter
from storage.pain.rows import PainRow
from storage.vocabulary import OPEN_STATUSES, Kind


@dataclass(frozen=True, slots=True)
class Choice:
    """A pain point or an opportunity that may stand on a ballot; heat as of now.

    None: an opportunity that answers no pain point yet.
    """

    id: int
    number: int
    title: str
    heat: float | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The number and the heat now of what stands on a ballot; heat as a `Choice` has it."""

    number: int
    heat: float | None


def pains(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    now: datetime,
    words: Sequence[str] = (),
    limit: int,
) -> list[Choice]:
    """Open pain points, merged duplicates left out."""
    rows = pain_lists.hottest(
        session,
        workspace_id=workspace_id,
        which=Filter(journey_id, words=tuple(words)),
        now=now,
        limit=limit,
    )
    return [_of_pain(row) for row in rows]


def opportunities(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    now: datetime,
    typed: str = "",
    limit: int,
) -> list[Choice]:
    """Open opportunities; as hot as the pain points they answer."""
    found = opportunity_lists.matching(
        session, workspace_id=workspace_id, journey_id=journey_id, typed=typed, limit=None
    )
    return _hottest(session, workspace_id, found, now)[:limit]


def open_pains(
    session: Session, *, workspace_id: str, journey_id: int, ids: Sequence[int], now: datetime
) -> list[Choice]:
    """Of these pain points those that can be voted on, in this order."""
    allowed = set(
        session.exec(
            select(PainPoint.id).where(
                PainPoint.workspace_id == workspace_id,
                PainPoint.journey_id == journey_id,
                PainPoint.kind == Kind.PAIN.value,
                col(PainPoint.status).in_([status.value for status in OPEN_STATUSES]),
                col(PainPoint.id).in_(ids),
            )
        )
    )
    rows = pain_rows.rows(session, workspace_id, [each for each in ids if each in allowed], now)
    return [_of_pain(row) for row in rows]


def open_opportunities(
    session: Session, *, workspace_id: str, journey_id: int, ids: Sequence[int], now: datetime
) -> list[Choice]:
    """Of these opportunities those that can be voted on, in this order."""
    found = session.exec(
        select(Opportunity).where(
            Opportunity.workspace_id == workspace_id,
            Opportunity.journey_id == journey_id,
            col(Opportunity.status).in_([status.value for status in OPEN_IDEAS]),
            col(Opportunity.id).in_(ids),
        )
    ).all()
    by_id = {each.id: each for each in _hottest(session, workspace_id, found, now)}
    return [by_id[each] for each in ids if each in by_id]


def standings(
    session: Session, *, workspace_id: str, options: Sequence[VoteOption], now: datetime
) -> Mapping[int, Standing]:
    """By option id; words that somebody typed have neither number nor heat."""
    of_pains = {each.pain_point_id: identity(each) for each in options if each.pain_point_id}
    of_ideas = {each.opportunity_id: identity(each) for each in options if each.opportunity_id}
    rows = pain_rows.rows(session, workspace_id, list(of_pains), now) if of_pains else []
    found = {of_pains[row.id]: Standing(row.number, row.heat) for row in rows}
    if of_ideas:
        ideas = session.exec(
            select(Opportunity).where(
                Opportunity.workspace_id == workspace_id, col(Opportunity.id).in_(of_ideas)
            )
        ).all()
        for each in _hottest(session, workspace_id, ideas, now):
            found[of_ideas[each.id]] = Standing(each.number, each.heat)
    return found


def _hottest(
    session: Session, workspace_id: str, found: Sequence[Opportunity], now: datetime
) -> list[Choice]:
    ids = [identity(each) for each in found]
    heats = opportunity_rows.known_heats(session, workspace_id=workspace_id, ids=ids, now=now)
    choices = [
        Choice(identity(each), each.number, each.title, heats.get(identity(each))) for each in found
    ]
    return sorted(choices, key=lambda each: (-(each.heat or 0.0), each.heat is None, each.number))


def _of_pain(row: PainRow) -> Choice:
    return Choice(row.id, row.number, row.title, row.heat)
