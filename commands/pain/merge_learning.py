"""What the matcher is told of a pain point's life: the one place where triage calls it."""

from collections.abc import Sequence

from sqlmodel import Session

from storage.identity import identity
from storage.matching import matcher_of
from storage.models import PainPoint, Touchpoint
from storage.pain import pains
from storage.vocabulary import OPEN_STATUSES, Kind

_SIGHTINGS = 20


def similar(session: Session, pain: PainPoint, *, limit: int) -> Sequence[int]:
    """The ids of open pain points like this one, the likeliest first."""
    touchpoint = session.get_one(Touchpoint, pain.touchpoint_id)
    found = matcher_of(session).similar(
        session,
        workspace_id=pain.workspace_id,
        journey_id=pain.journey_id,
        text=_told(pain),
        touchpoint_id=touchpoint.id,
        stage_id=touchpoint.stage_id,
        limit=limit,
    )
    return [each.pain_id for each in found]


def merged(session: Session, pain: PainPoint, into: PainPoint) -> None:
    """The duplicate's words are further evidence for the other one."""
    matcher_of(session).merge(
        session,
        workspace_id=pain.workspace_id,
        pain_id=identity(pain),
        into_id=identity(into),
    )


def unmerged(session: Session, pain: PainPoint, into: PainPoint) -> None:
    """They were not the same after all: each is found by its own words again."""
    matcher_of(session).unmerge(
        session,
        workspace_id=pain.workspace_id,
        pain_id=identity(pain),
        from_id=identity(into),
    )
    opened_or_closed(session, pain)


def opened_or_closed(session: Session, pain: PainPoint) -> None:
    """Only what is open is offered as seen before."""
    matcher = matcher_of(session)
    tell = matcher.restore if pain.status in OPEN_STATUSES else matcher.forget
    tell(session, workspace_id=pain.workspace_id, pain_id=identity(pain))


def placed(session: Session, pain: PainPoint) -> None:
    """It stands at another touchpoint."""
    matcher_of(session).move(
        session,
        workspace_id=pain.workspace_id,
        pain_id=identity(pain),
        touchpoint_id=pain.touchpoint_id,
    )


def told_anew(session: Session, pain: PainPoint) -> None:
    """Its own words are others; those of its sightings stay evidence."""
    if pain.kind != Kind.PAIN:
        return
    workspace_id, pain_id = pain.workspace_id, identity(pain)
    matcher = matcher_of(session)
    matcher.erase(session, workspace_id=workspace_id, pain_id=pain_id)
    matcher.add(
        session,
        workspace_id=workspace_id,
        journey_id=pain.journey_id,
        touchpoint_id=pain.touchpoint_id,
        pain_id=pain_id,
        text=_told(pain),
    )
    latest = pains.sightings(session, workspace_id=workspace_id, pain_id=pain_id, limit=_SIGHTINGS)
    for words in reversed([sighting.words for sighting in latest if sighting.words]):
        matcher.confirm(session, workspace_id=workspace_id, pain_id=pain_id, text=words)
    opened_or_closed(session, pain)


def _told(pain: PainPoint) -> str:
    return f"{pain.title}\n{pain.description}"
