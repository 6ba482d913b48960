"""How pain points and opportunities hang together: who answers what, and with which score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from storage.identity import identity
from storage.opportunity import lists as opportunity_lists
from storage.opportunity import pains as opportunity_pains
from storage.opportunity import rows as opportunity_rows
from storage.opportunity.points import Points
from storage.pain import rows as pain_rows
from storage.pain.rows import PainRow
from storage.priorities.order import Wanted


@dataclass(frozen=True, slots=True)
class Score:
    """Points by the journey's framework; of a pain point, those of O-number."""

    points: Points
    opportunity: int | None = None


def answered(session: Session, wanted: Wanted) -> dict[int, dict[int, int]]:
    """By pain point, the ids and O-numbers of the open opportunities that answer it."""
    found = opportunity_lists.of_journey(
        session, workspace_id=wanted.workspace_id, journey_id=wanted.journey_id
    )
    numbers = {identity(one): one.number for one in found}
    by_pain: dict[int, dict[int, int]] = {}
    links = opportunity_pains.of(session, workspace_id=wanted.workspace_id, ids=list(numbers))
    for link in links:
        one = link.opportunity_id
        by_pain.setdefault(link.leads_to, {})[one] = numbers[one]
    return by_pain


def best(
    session: Session, wanted: Wanted, by_pain: Mapping[int, Mapping[int, int]]
) -> dict[int, Score]:
    """The best points among the opportunities that answer each pain point: never their sum."""
    if not by_pain:
        return {}
    points = opportunity_rows.points_of(
        session,
        workspace_id=wanted.workspace_id,
        journey_id=wanted.journey_id,
        framework=wanted.framework,
    )
    found: dict[int, Score] = {}
    for pain_id, by in by_pain.items():
        held = [(points[one], number) for one, number in by.items() if one in points]
        if held:
            highest, number = max(held, key=lambda each: (each[0].value, -each[1]))
            found[pain_id] = Score(highest, number)
    return found


def behind(
    session: Session, workspace_id: str, ids: Sequence[int], now: datetime
) -> dict[int, list[PainRow]]:
    """The pain points behind each opportunity, each once."""
    links = opportunity_pains.of(session, workspace_id=workspace_id, ids=ids)
    leads = list({link.leads_to for link in links})
    known = {row.id: row for row in pain_rows.rows(session, workspace_id, leads, now)}
    found: dict[int, dict[int, PainRow]] = {}
    for link in links:
        if link.leads_to in known:
            found.setdefault(link.opportunity_id, {})[link.leads_to] = known[link.leads_to]
    return {one: list(held.values()) for one, held in found.items()}
