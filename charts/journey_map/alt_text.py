"""The journey map in words, for those who can't see the picture."""

from dataclasses import replace

from charts.journey_map.data import JourneyMap, Pain, Touchpoint
from charts.journey_map.layers import DECISIONS, EMOTIONS, KPIS, PAINS, hidden
from charts.journey_map.parts import stages_words
from charts.numerals import counted, heat_words, signed
from charts.sentences import listed, named, sentences

MOST_CHARACTERS = 1000
HOTTEST = 3
STAGES_NAMED = 6


def journey_map_alt_text(data: JourneyMap) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    told = data
    if data.shown is not None:
        kpis = data.kpis if data.opens else ()
        told = replace(data, stages=data.columns, shown=None, kpis=kpis)
    parts = [_opening(data), f"Only {data.filters}." if data.filters else ""]
    parts += _emotions(told) if data.has(EMOTIONS) else []
    parts.append(_kpis(told) if KPIS not in hidden(data.layers) else "")
    parts += [_hottest_elsewhere(data, told), _pains(told)] if data.has(PAINS) else []
    parts.append(_decisions(told) if data.has(DECISIONS) else "")
    return sentences([*parts, _as_of(data)], MOST_CHARACTERS)


def _opening(data: JourneyMap) -> str:
    title = named(data.title) or "Untitled journey"
    if not data.stages:
        return f"Customer journey map \u201c{title}\u201d, still without stages."
    stages = data.columns
    names = [named(stage.name) or "Unnamed stage" for stage in stages[:STAGES_NAMED]]
    if len(stages) > STAGES_NAMED:
        names.append(f"{len(stages) - STAGES_NAMED} more")
    points = sum(len(stage.touchpoints) for stage in stages)
    held = counted(points, "touchpoint") if points else "no touchpoint yet"
    if data.shown is not None:
        part = f"{stages_words(data)} ({listed(names)})"
        return f"Customer journey map \u201c{title}\u201d, {part}, with {held}."
    counts = f"{counted(len(stages), 'stage')} ({listed(names)})"
    return f"Customer journey map \u201c{title}\u201d with {counts} and {held}."


def _moment(label: str, point: Touchpoint) -> str:
    emotion = signed(point.observed or 0.0)
    seen = counted(point.observed_n, "sighting")
    said = f", \u201c{named(point.quote)}\u201d" if point.quote else ""
    told = f"{named(point.name)} ({point.number}), observed emotion {emotion} from {seen}{said}"
    return f"{label}: {told}."


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
    hottest = [_pain(pain) for pain in data.pains[:HOTTEST]]
    return f"Hottest of {counted(len(data.pains), 'pain point')}: {listed(hottest)}."


def _pain(pain: Pain) -> str:
    heat = f"heat {heat_words(pain.heat)}"
    return f"{named(pain.title)} ({pain.number}, {heat}, {counted(pain.sightings, 'sighting')})"


def _hottest_elsewhere(data: JourneyMap, here: JourneyMap) -> str:
    """What the tile on top of a first picture names, where it isn't among its own stages."""
    if not data.opens or not data.pains or data.pains[0] in here.pains:
        return ""
    return f"Hottest of the whole map: {_pain(data.pains[0])}."


def _kpis(data: JourneyMap) -> str:
    told = [*data.kpis, *(note.words for stage in data.stages for note in stage.kpis)]
    if not told:
        return ""
    rest = [f"{len(told) - HOTTEST} more"] if len(told) > HOTTEST else []
    return f"KPIs: {listed([*(named(words) for words in told[:HOTTEST]), *rest])}."


def _decisions(data: JourneyMap) -> str:
    found = {note.number: note for stage in data.stages for note in stage.decisions}
    if not found:
        return ""
    first = [
        f"{note.number} {named(note.words)} ({note.status})"
        for note in list(found.values())[:HOTTEST]
    ]
    rest = [f"{len(found) - HOTTEST} more"] if len(found) > HOTTEST else []
    return f"Opportunities and actions: {listed([*first, *rest])}."


def _as_of(data: JourneyMap) -> str:
    return f"As of {data.as_of}." if data.as_of else ""
