"""Takes a snapshot with the map's picture in it."""

import json
from datetime import datetime

from sqlmodel import Session

from commands.map import gather
from storage.identity import identity
from storage.models import Journey, Snapshot, VoteRound
from storage.snapshot import snapshots


def take(
    session: Session,
    *,
    journey: Journey,
    slot: str,
    by: str | None,
    at: datetime,
    name: str = "",
) -> Snapshot | None:
    """The map as it is now; None when it was taken for this slot before."""
    drawn = gather.journey_map(session, journey=journey, now=at)
    return snapshots.take(
        session,
        workspace_id=journey.workspace_id,
        journey_id=identity(journey),
        slot=slot,
        by=by,
        at=at,
        name=name,
        picture=json.loads(drawn.to_json()),
    )


def before_vote(session: Session, round: VoteRound, at: datetime) -> None:
    """The map as people vote on it, once for each round."""
    take(
        session,
        journey=session.get_one(Journey, round.journey_id),
        slot=snapshots.vote_slot(round.number),
        by=round.starter_id,
        at=at,
    )
