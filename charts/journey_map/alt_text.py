"""The journey map in words, for those who can't see the picture."""

from charts.journey_map.data import JourneyMap, Touchpoint
from charts.numerals import counted, heat_words, signed
from charts.sentences import listed, named, sentences

MOST_CHARACTERS = 1000
HOTTEST = 3
STAGES_NAMED = 6


def journey_map_alt_text(data: JourneyMap) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    return sentences(
        [_opening(data), *_emotions(data), _pains(data), _as_of(data)], MOST_CHARACTERS
    )


def _opening(data: JourneyMap) -> str:
    title = named(data.title) or "Untitled journey"
    if not data.stages:
        return f"Customer journey map \u201c{title}\u201d, still without stages."
    names = [named(stage.name) or "Unnamed stage" for stage in data.stages[:STAGES_NAMED]]
    if len(data.stages) > STAGES_NAMED:
        names.append(f"{len(data.stages) - STAGES_NAMED} more")
    counts = f"{counted(len(data.stages), 'stage')} ({listed(names)})"
    points = (
        counted(len(data.touchpoints), "touchpoint") if data.touchpoints else "no touchpoint yet"
    )
    return f"Customer journey map \u201c{title}\u201d with {counts} and {points}."


def _moment(label: str, point: Touchpoint) -> str:
    emotion = signed(point.observed or 0.0)
    seen = counted(point.observed_n, "sighting")
    return f"{label}: {named(point.name)} ({point.number}), observed emotion {emotion} from {seen}."


def _emotions(data: JourneyMap) -> list[str]:
    if not data.touchpoints:
        return []
    seen = sum(point.observed is not None for point in data.touchpoints)
    if data.best is None:
        return ["No emotion has been observed yet."]
    scale = "on a scale from \u22122 (gives up) to +2 (delighted)"
    found = [
        f"Emotion is observed at {seen} of {len(data.touchpoints)}, {scale}.",
        _moment("Best moment", data.best),
    ]
    if data.worst is not None:
        found.append(_moment("Worst moment", data.worst))
    return found


def _pains(data: JourneyMap) -> str:
    if not data.stages:
        return ""
    if not data.pains:
        return "No pain point has been reported yet."
    hottest = [
        f"{named(pain.title)} ({pain.number}, heat {heat_words(pain.heat)}, "
        f"{counted(pain.sightings, 'sighting')})"
        for pain in data.pains[:HOTTEST]
    ]
    return f"Hottest of {counted(len(data.pains), 'pain point')}: {listed(hottest)}."


def _as_of(data: JourneyMap) -> str:
    return f"As of {data.as_of}." if data.as_of else ""
