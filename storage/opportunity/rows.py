"""Opportunities with points, pain points and heat, as lists and cards show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from storage.identity import identity
from storage.models import Opportunity
from storage.opportunity import lists as opportunity_lists
from storage.opportunity import pains as opportunity_pains
from storage.opportunity import points as opportunity_points
from storage.opportunity import score_results
from storage.opportunity.opportunities import OPEN_STATUSES
from storage.opportunity.points import Points
from storage.pain import rows as pain_rows
from storage.pain.rows import PainRow
from storage.vocabulary import OPEN_STATUSES as OPEN_PAINS
from storage.vocabulary import Framework, OpportunityStatus, Scoring

OPEN: tuple[OpportunityStatus, ...] = OPEN_STATUSES


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """One opportunity as lists show it.

    `points` are those of the framework asked for, None while inputs are missing: `lacks` names
    them. `pains` are the pain points it answers, merged ones where they lead to; `heat` is that
    of the open ones among them, each counted once.
    """

    id: int
    number: int
    title: str
    how_might_we: str
    status: str
    owner_id: str | None
    points: Points | None
    lacks: tuple[str, ...] = ()
    pains: Sequence[PainRow] = field(default=())

    @property
    def heat(self) -> float:
        return heat_of(self.pains)


def heat_of(pains: Sequence[PainRow]) -> float:
    """What solved or declined pain points once hurt argues for nothing any more."""
    return sum(pain.heat for pain in pains if pain.status in OPEN_PAINS)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list: `scored` of `total` have points and stand first."""

    rows: Sequence[OpportunityRow]
    framework: Framework
    total: int
    scored: int
    number: int
    pages: int


def page(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    framework: Framework,
    now: datetime,
    statuses: Sequence[OpportunityStatus] = OPEN,
    number: int = 1,
    size: int = 8,
) -> Page:
    """The journey's opportunities by one framework alone; without points below, by number."""
    found = opportunity_lists.of_journey(
        session, workspace_id=workspace_id, journey_id=journey_id, statuses=statuses
    )
    points = _points(session, workspace_id, journey_id, framework, found)
    ranked = sorted(found, key=lambda one: _order(points.get(identity(one)), one.number))
    pages = max(1, -(-len(ranked) // size))
    number = min(max(1, number), pages)
    shown = ranked[(number - 1) * size : number * size]
    return Page(
        rows=_rows(session, workspace_id, shown, points, framework, now),
        framework=framework,
        total=len(ranked),
        scored=len(points),
        number=number,
        pages=pages,
    )


def row(
    session: Session, *, opportunity: Opportunity, framework: Framework, now: datetime
) -> OpportunityRow:
    """One opportunity with its points by a framework."""
    workspace_id, journey_id = opportunity.workspace_id, opportunity.journey_id
    points = _points(session, workspace_id, journey_id, framework, [opportunity])
    (found,) = _rows(session, workspace_id, [opportunity], points, framework, now)
    return found


def points_of(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    framework: Framework,
    statuses: Sequence[OpportunityStatus] = OPEN,
) -> Mapping[int, Points]:
    """The points by opportunity, of those that have all inputs."""
    found = opportunity_lists.of_journey(
        session, workspace_id=workspace_id, journey_id=journey_id, statuses=statuses
    )
    return _points(session, workspace_id, journey_id, framework, found)


def heats(
    session: Session, *, workspace_id: str, ids: Sequence[int], now: datetime
) -> Mapping[int, float]:
    """The heat of the open pain points that each opportunity answers, each counted once."""
    known = known_heats(session, workspace_id=workspace_id, ids=ids, now=now)
    return {one: known.get(one, 0.0) for one in ids}


def known_heats(
    session: Session, *, workspace_id: str, ids: Sequence[int], now: datetime
) -> Mapping[int, float]:
    """The same without those that answer no pain point: of them nothing is known yet."""
    answered = _answered(session, workspace_id, ids, now)
    return {one: heat_of(pains) for one, pains in answered.items()}


def _order(points: Points | None, number: int) -> tuple[bool, float, int]:
    return (points is None, -points.value if points else 0.0, number)


def _points(
    session: Session,
    workspace_id: str,
    journey_id: int,
    framework: Framework,
    found: Sequence[Opportunity],
) -> Mapping[int, Points]:
    if framework is Framework.ULWICK:
        given = score_results.latest(
            session, workspace_id=workspace_id, journey_id=journey_id, kind=Scoring.ULWICK
        )
        ids = {identity(one) for one in found}
        return {
            scored_id: score_results.ulwick(each)
            for scored_id, each in given.items()
            if scored_id in ids
        }
    computed = {identity(one): opportunity_points.of_inputs(one, framework) for one in found}
    return {one: points for one, points in computed.items() if points is not None}


def _rows(
    session: Session,
    workspace_id: str,
    found: Sequence[Opportunity],
    points: Mapping[int, Points],
    framework: Framework,
    now: datetime,
) -> list[OpportunityRow]:
    answered = _answered(session, workspace_id, [identity(one) for one in found], now)
    return [
        OpportunityRow(
            id=identity(one),
            number=one.number,
            title=one.title,
            how_might_we=one.how_might_we,
            status=one.status,
            owner_id=one.owner_id,
            points=points.get(identity(one)),
            lacks=() if identity(one) in points else opportunity_points.lacking(one, framework),
            pains=answered.get(identity(one), ()),
        )
        for one in found
    ]


def _answered(
    session: Session, workspace_id: str, ids: Sequence[int], now: datetime
) -> dict[int, list[PainRow]]:
    """The pain points behind each, each once, in order of number."""
    links = opportunity_pains.of(session, workspace_id=workspace_id, ids=ids)
    pains = list(dict.fromkeys(link.leads_to for link in links))
    known = {pain.id: pain for pain in pain_rows.rows(session, workspace_id, pains, now)}
    found: dict[int, dict[int, PainRow]] = {}
    for link in links:
        if link.leads_to in known:
            found.setdefault(link.opportunity_id, {})[link.leads_to] = known[link.leads_to]
    return {one: sorted(held.values(), key=lambda pain: pain.number) for one, held in found.items()}
