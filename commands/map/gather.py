"""Gathers what the map's picture shows, as the plain data that charts take."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlmodel import Session

from charts.journey_map import (
    LAYERS,
    JourneyMap,
    Note,
    Pain,
    Stage,
    Touchpoint,
    journey_map_alt_text,
)
from charts.names import JOURNEY_MAP as CHART
from commands import wording
from commands.map import here, measured, narrowing, quoting
from commands.map.look import Look
from commands.wording import (
    action_number,
    evidence,
    month_day,
    opportunity_number,
    pain_number,
    touchpoint_number,
)
from storage.identity import identity
from storage.journey import stages
from storage.journey.channel_content import shared_viewer
from storage.journey.visibility import Viewer
from storage.map import decisions as map_decisions
from storage.map import maps
from storage.map import words as map_words
from storage.map.decisions import Decided
from storage.map.maps import NOTHING_OBSERVED, Observed
from storage.models import Journey
from storage.models import Stage as StageModel
from storage.models import Touchpoint as TouchpointModel
from storage.pain import rows as pain_rows
from storage.pain.rows import PainRow
from storage.vocabulary import Channel
from storage.vote import results as vote_results

MOST_PAINS = 200

__all__ = ["CHART", "alt_text", "journey_map", "votes"]


@dataclass(slots=True)
class _Found:
    """What was read for one map, by ids."""

    observed: Mapping[int, Observed]
    pains: Mapping[int, list[Pain]]
    decided: Sequence[Decided]
    briefs: map_words.Briefs
    kpis: measured.Measured
    points: dict[int, list[TouchpointModel]] = field(default_factory=dict)


def journey_map(
    session: Session,
    *,
    journey: Journey,
    now: datetime,
    look: Look | None = None,
    votes: Mapping[str, str] | None = None,
    viewer: Viewer | None = None,
) -> JourneyMap:
    """The map of a journey at a moment, all of it unless a look narrows it.

    `votes` are words by P-number, as they may be told where the map will stand; `viewer` is who
    will see it there, without one whoever may see the journey.
    """
    look = look or Look()
    found = _found(
        session, journey, now, look, votes or {}, viewer or shared_viewer(session, journey=journey)
    )
    place = here.of(journey)
    columns = [_stage(stage, found) for stage in stages.of(session, **place)]
    drawn = JourneyMap(
        title=journey.name,
        subtitle=journey.goal or journey.scope,
        as_of=month_day(now),
        stages=tuple(columns),
        layers=None if look.layers == LAYERS else look.layers,
        kpis=() if look.narrowed else tuple(found.kpis.overall),
        filters=narrowing.words(session, journey=journey, look=look),
    )
    ids = {
        touchpoint_number(point.number): identity(point)
        for points in found.points.values()
        for point in points
    }
    return quoting.quoted(
        session, drawn, ids, journey.workspace_id, now=now, persona_id=look.persona_id
    )


def _found(
    session: Session,
    journey: Journey,
    now: datetime,
    look: Look,
    votes: Mapping[str, str],
    viewer: Viewer,
) -> _Found:
    place = here.of(journey)
    rows = maps.open_pains(session, **place, now=now, limit=MOST_PAINS, persona_id=look.persona_id)
    found = _Found(
        maps.observed(session, **place, now=now, persona_id=look.persona_id),
        _by_touchpoint(rows, votes),
        map_decisions.decided(session, **place, now=now, viewer=viewer),
        map_words.briefs(session, **place),
        measured.measured(session, journey=journey),
    )
    for point in maps.touchpoints(session, **place):
        if narrowing.fits(point, look):
            found.points.setdefault(point.stage_id, []).append(point)
    return found


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


def _by_touchpoint(rows: list[PainRow], votes: Mapping[str, str]) -> dict[int, list[Pain]]:
    pains: dict[int, list[Pain]] = {}
    for row in rows:
        number = pain_number(row.number)
        drawn = Pain(
            number=number,
            title=_line(row.title),
            heat=round(row.heat, 1),
            sightings=row.sightings,
            status=row.status,
            votes=votes.get(number, ""),
        )
        pains.setdefault(row.touchpoint_id, []).append(drawn)
    return pains


def _stage(stage: StageModel, found: _Found) -> Stage:
    stage_id = identity(stage)
    points = found.points.get(stage_id, [])
    briefs = [("", found.briefs.in_stage.get(stage_id, ""))]
    briefs += [
        (touchpoint_number(point.number), found.briefs.at.get(identity(point), ""))
        for point in points
    ]
    return Stage(
        name=stage.name,
        goal=stage.goal or None,
        funnel=stage.funnel or None,
        touchpoints=tuple(_touchpoint(point, found) for point in points),
        decisions=tuple(_decisions(found.decided, {identity(point) for point in points})),
        kpis=measured.of_places(found.kpis, stage_id, {identity(point): point for point in points}),
        say=tuple(Note(number, _line(words)) for number, words in briefs if words),
    )


def _decisions(decided: Sequence[Decided], here: set[int]) -> list[Note]:
    return [
        Note(
            action_number(each.number) if each.is_action else opportunity_number(each.number),
            _line(each.title),
            each.status,
        )
        for each in decided
        if each.touchpoint_ids & here
    ]


def _touchpoint(point: TouchpointModel, found: _Found) -> Touchpoint:
    seen = found.observed.get(identity(point), NOTHING_OBSERVED)
    return Touchpoint(
        number=touchpoint_number(point.number),
        name=point.name,
        channel=Channel(point.channel).value,
        department=point.department or None,
        moment_of_truth=point.moment_of_truth,
        significance=point.significance,
        evidence=evidence(seen.sightings, seen.reporters, measured=seen.measured),
        # One decimal: the picture shows no more, and an unchanged map stays in the cache.
        heat=round(seen.heat, 1),
        planned=point.planned_emotion,
        observed=None if seen.emotion is None else round(seen.emotion, 1),
        observed_n=seen.emotions_n,
        pains=tuple(found.pains.get(identity(point), ())),
        action=_line(point.action),
        spread=None if seen.spread is None else round(seen.spread, 1),
    )


def _line(words: str) -> str:
    return " ".join(words.split())
