"""The work that a snapshot keeps beside the map: what hurt, what was thought of, what was done."""

from datetime import datetime

from sqlmodel import Session

from storage.action import rows as action_rows
from storage.action.rows import ActionRow
from storage.identity import identity
from storage.journey.channel_content import shared_viewer
from storage.models import Journey
from storage.models.columns import JsonObject
from storage.opportunity import lists as opportunity_lists
from storage.opportunity import rows as opportunity_rows
from storage.pain import lists as pain_lists
from storage.pain import rows as pain_rows
from storage.pain.lists import Filter
from storage.pain.rows import PainRow
from storage.vocabulary import Framework
from storage.vote import results as vote_results

# Each part is kept whole up to so many, the hottest or most urgent; the counts are of all.
MOST = 1000


def pains(session: Session, journey: Journey, at: datetime) -> JsonObject:
    """The hottest open ones, and what got votes."""
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    which = Filter(journey_id=journey_id)
    rows = pain_lists.hottest(session, workspace_id=workspace_id, which=which, now=at, limit=MOST)
    voted = vote_results.for_pains(session, workspace_id=workspace_id, journey_id=journey_id)
    numbers = {row.id: row.number for row in pain_rows.rows(session, workspace_id, [*voted], at)}
    return {
        "pains": [_pain(row) for row in rows],
        "pains_in_all": pain_lists.count(session, workspace_id=workspace_id, which=which),
        "votes": [
            {"pain": numbers[pain_id], "dots": got.dots, "voters": got.voters, "round": got.round}
            for pain_id, got in voted.items()
            if pain_id in numbers
        ],
    }


def _pain(row: PainRow) -> JsonObject:
    return {
        "id": row.id,
        "number": row.number,
        "title": row.title,
        "status": row.status,
        "touchpoint_id": row.touchpoint_id,
        "heat": round(row.heat, 2),
        "sightings": row.sightings,
        "reporters": row.reporters,
    }


def opportunities(session: Session, journey: Journey, at: datetime) -> JsonObject:
    """What was thought of."""
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    page = opportunity_rows.page(
        session,
        workspace_id=workspace_id,
        journey_id=journey_id,
        framework=Framework(journey.framework),
        now=at,
        size=MOST,
    )
    return {
        "opportunities": [
            {
                "number": row.number,
                "title": row.title,
                "status": row.status,
                "heat": round(row.heat, 2),
                "points": row.points.value if row.points else None,
            }
            for row in page.rows
        ],
        "opportunities_in_all": opportunity_lists.count(
            session, workspace_id=workspace_id, journey_id=journey_id
        ),
    }


def actions(session: Session, journey: Journey, at: datetime) -> JsonObject:
    """What was being done, as far as everybody who may see the journey may know."""
    viewer = shared_viewer(session, journey=journey)
    which = action_rows.Filter(at.date(), journey_id=identity(journey), viewer=viewer)
    page = action_rows.page(
        session, workspace_id=journey.workspace_id, which=which, number=1, size=MOST
    )
    return {"actions": [_action(row) for row in page.rows], "actions_in_all": page.total}


def _action(row: ActionRow) -> JsonObject:
    return {
        "number": row.number,
        "what": row.what,
        "status": row.status,
        "owner_id": row.owner_id,
        "due_on": row.due_on.isoformat(),
    }
