"""Gathers what the map's picture shows, as the plain data that charts take."""

from collections.abc import Mapping
from datetime import datetime

from sqlmodel import Session

from charts.journey_map import JourneyMap, Pain, Stage, Touchpoint, journey_map_alt_text
from charts.names import JOURNEY_MAP as CHART
from commands import wording
from commands.map.views import HOTTEST, Hot, Moment, Summary
from commands.wording import evidence, month_day, pain_number, touchpoint_number
from storage import maps, pain_rows, stages, vote_results
from storage.identity import identity
from storage.maps import NOTHING_OBSERVED, Observed
from storage.models import Journey
from storage.models import Touchpoint as TouchpointModel
from storage.pain_rows import PainRow
from storage.vocabulary import Channel

MOST_PAINS = 200

__all__ = ["CHART", "alt_text", "journey_map", "summary", "votes"]


def journey_map(session: Session, *, journey: Journey, now: datetime) -> JourneyMap:
    """The whole map of a journey at a moment."""
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    observed = maps.observed(session, workspace_id=workspace_id, journey_id=journey_id, now=now)
    pains = _by_touchpoint(
        maps.open_pains(
            session, workspace_id=workspace_id, journey_id=journey_id, now=now, limit=MOST_PAINS
        )
    )
    points: dict[int, list[Touchpoint]] = {}
    for point in maps.touchpoints(session, workspace_id=workspace_id, journey_id=journey_id):
        seen = observed.get(identity(point), NOTHING_OBSERVED)
        drawn = _touchpoint(point, seen, pains.get(identity(point), []))
        points.setdefault(point.stage_id, []).append(drawn)
    return JourneyMap(
        title=journey.name,
        subtitle=journey.goal or journey.scope,
        as_of=month_day(now),
        stages=tuple(
            Stage(
                name=stage.name,
                goal=stage.goal or None,
                funnel=stage.funnel or None,
                touchpoints=tuple(points.get(identity(stage), ())),
            )
            for stage in stages.of(session, workspace_id=workspace_id, journey_id=journey_id)
        ),
    )


def alt_text(drawn: JourneyMap) -> str:
    """What the picture says, in numbers, for those who can't see it."""
    return journey_map_alt_text(drawn)


def votes(
    session: Session, *, journey: Journey, channel_id: str | None, now: datetime
) -> dict[str, str]:
    """By P-number, what pain points got when they were last voted on, as it may be told here."""
    voted = vote_results.for_pains(
        session,
        workspace_id=journey.workspace_id,
        journey_id=identity(journey),
        channel_id=channel_id,
    )
    return {
        pain_number(row.number): wording.votes(got.dots, got.voters, got.round)
        for row in pain_rows.rows(session, journey.workspace_id, list(voted), now)
        if (got := voted[row.id])
    }


def summary(drawn: JourneyMap, votes: Mapping[str, str]) -> Summary:
    """The same, for the words beside the picture."""
    return Summary(
        title=drawn.title,
        as_of=drawn.as_of,
        stages=len(drawn.stages),
        touchpoints=len(drawn.touchpoints),
        observed=sum(point.observed is not None for point in drawn.touchpoints),
        pains=len(drawn.pains),
        best=_moment(drawn.best),
        worst=_moment(drawn.worst),
        hottest=[
            Hot(
                pain.number,
                pain.title,
                pain.heat,
                pain.sightings,
                votes.get(pain.number, ""),
            )
            for pain in drawn.pains[:HOTTEST]
        ],
    )


def _moment(point: Touchpoint | None) -> Moment | None:
    if point is None or point.observed is None:
        return None
    return Moment(point.number, point.name, point.observed, point.observed_n)


def _by_touchpoint(rows: list[PainRow]) -> dict[int, list[Pain]]:
    pains: dict[int, list[Pain]] = {}
    for row in rows:
        drawn = Pain(
            number=pain_number(row.number),
            title=" ".join(row.title.split()),
            heat=round(row.heat, 1),
            sightings=row.sightings,
            status=row.status,
        )
        pains.setdefault(row.touchpoint_id, []).append(drawn)
    return pains


def _touchpoint(point: TouchpointModel, seen: Observed, pains: list[Pain]) -> Touchpoint:
    return Touchpoint(
        number=touchpoint_number(point.number),
        name=point.name,
        channel=Channel(point.channel).value,
        department=point.department or None,
        moment_of_truth=point.moment_of_truth,
        significance=point.significance,
        evidence=evidence(seen.sightings, seen.reporters),
        # One decimal: the picture shows no more, and an unchanged map stays in the cache.
        heat=round(seen.heat, 1),
        planned=point.planned_emotion,
        observed=None if seen.emotion is None else round(seen.emotion, 1),
        observed_n=seen.emotions_n,
        pains=tuple(pains),
    )
