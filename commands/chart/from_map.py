"""The pictures that are drawn from the map itself: curve, flow, heatmaps, the map."""

from collections.abc import Callable

from sqlmodel import Session

from charts import emotion_curve, flow, funnel, heatmap, names
from charts.heatmap import Across
from charts.journey_map import changes, journey_map_alt_text, parts
from commands.chart.drawn import Drawn, Part
from commands.map import gather, typed
from commands.request import Request
from commands.text import escape
from commands.wording import month_day, touchpoint_number
from storage.identity import identity
from storage.map import chart_facts
from storage.map import words as map_words
from storage.map.chart_facts import Place, StagePlaces
from storage.models import Journey
from storage.vocabulary import Channel


def the_map(request: Request, session: Session, journey: Journey, words: str) -> Drawn:
    """The map, for an audience and narrowed as the words say; for a phone in several pictures."""
    look = typed.read(session, journey=journey, text=words).look
    data = gather.journey_map(
        session, journey=journey, now=request.now, look=look, viewer=request.everybody_here
    )
    only = f"\nOnly {escape(data.filters)}" if data.filters else ""
    pictures = tuple(Part(part, journey_map_alt_text(part), changes(part)) for part in parts(data))
    return Drawn(
        names.JOURNEY_MAP, data, f"Map of {journey.name}", gather.alt_text(data),
        f"*Map of {escape(journey.name)}*{only}", pictures,
    )  # fmt: skip


def curve(request: Request, session: Session, journey: Journey, words: str) -> Drawn:
    """The emotion curve, with a customer's words at its best and its worst moment."""
    del words
    stages = places(request, session, journey)
    seen = [place for stage in stages for place in stage.places if place.seen.emotion is not None]
    best = max(seen, key=_emotion, default=None)
    worst = min(seen, key=_emotion, default=None)
    said = {
        place.touchpoint.number: _quote(request, session, place, best=place is best)
        for place in (best, worst)
        if place
    }
    data = emotion_curve.EmotionCurve(
        *head(request, journey),
        tuple(
            emotion_curve.Stage(
                stage.stage.name, tuple(_moment(place, said) for place in stage.places)
            )
            for stage in stages
        ),
    )
    alt_text = emotion_curve.emotion_curve_alt_text(data)
    return pictured(names.EMOTION_CURVE, data, "Emotion curve", journey, alt_text)


def the_flow(request: Request, session: Session, journey: Journey, words: str) -> Drawn:
    """Touchpoints in order across channels, with hand-offs between departments."""
    del words
    data = flow.Flow(
        *head(request, journey),
        tuple(
            flow.Stage(stage.stage.name, tuple(_step(place) for place in stage.places))
            for stage in places(request, session, journey)
        ),
    )
    return pictured(names.FLOW, data, "Flow", journey, flow.flow_alt_text(data))


def heat_by(across: Across) -> Callable[[Request, Session, Journey, str], Drawn]:
    """The heatmap of stages and channels, or departments."""

    def by_heat(request: Request, session: Session, journey: Journey, words: str) -> Drawn:
        del words
        stages = places(request, session, journey)
        columns = dict.fromkeys(
            _column(across, place) for stage in stages for place in stage.places
        )
        # What nobody has named stands last.
        ordered = sorted(columns, key=lambda column: column == heatmap.NOBODY)
        data = heatmap.Heatmap(
            *head(request, journey),
            across,
            tuple(stage.stage.name for stage in stages),
            tuple(ordered),
            tuple(
                _cell(row, column, [p for p in stage.places if _column(across, p) == column])
                for row, stage in enumerate(stages)
                for column in ordered
            ),
        )
        label = f"Heat by stage and {across}"
        return pictured(names.HEATMAP, data, label, journey, heatmap.heatmap_alt_text(data))

    return by_heat


def pictured(
    chart: str,
    data: emotion_curve.EmotionCurve | flow.Flow | heatmap.Heatmap | funnel.Funnel,
    label: str,
    journey: Journey,
    alt_text: str,
) -> Drawn:
    """A chart of a journey under its label."""
    return Drawn(
        chart, data, f"{label} of {journey.name}", alt_text, f"*{label} of {escape(journey.name)}*"
    )


def head(request: Request, journey: Journey) -> tuple[str, str, str]:
    """Title, subtitle and date, as every chart begins."""
    return journey.name, journey.goal or journey.scope, month_day(request.now)


def places(request: Request, session: Session, journey: Journey) -> list[StagePlaces]:
    """The stages with their touchpoints, as they are seen now."""
    return chart_facts.places(
        session,
        workspace_id=journey.workspace_id,
        journey_id=identity(journey),
        now=request.now,
    )


def _emotion(place: Place) -> float:
    return place.seen.emotion or 0.0


def _quote(request: Request, session: Session, place: Place, *, best: bool) -> str:
    point = place.touchpoint
    return map_words.quote(
        session,
        workspace_id=point.workspace_id,
        touchpoint_id=identity(point),
        best=best,
        now=request.now,
    )


def _moment(place: Place, said: dict[int, str]) -> emotion_curve.Moment:
    point, seen = place.touchpoint, place.seen
    return emotion_curve.Moment(
        number=touchpoint_number(point.number),
        name=point.name,
        planned=point.planned_emotion,
        # One decimal: the picture shows no more, and an unchanged one stays in the cache.
        observed=None if seen.emotion is None else round(seen.emotion, 1),
        n=seen.emotions_n,
        spread=None if seen.spread is None else round(seen.spread, 1),
        moment_of_truth=point.moment_of_truth,
        quote=said.get(point.number, ""),
    )


def _step(place: Place) -> flow.Step:
    point = place.touchpoint
    return flow.Step(
        number=touchpoint_number(point.number),
        name=point.name,
        channel=Channel(point.channel).value,
        department=point.department or None,
        moment_of_truth=point.moment_of_truth,
    )


def _column(across: Across, place: Place) -> str:
    point = place.touchpoint
    return point.channel if across == "channel" else point.department.strip()


def _cell(row: int, column: str, places: list[Place]) -> heatmap.Cell:
    return heatmap.Cell(
        row=row,
        column=column,
        touchpoints=len(places),
        sightings=sum(place.seen.sightings for place in places),
        heat=round(sum(place.seen.heat for place in places), 1),
    )
