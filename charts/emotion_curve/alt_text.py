"""The emotion curve in words, for those who can't see it."""

from charts.emotion_curve.data import EmotionCurve, Moment
from charts.numerals import counted, plain, signed
from charts.sentences import listed, named, sentences

MOST_CHARACTERS = 1000
FURTHEST = 3
DRIFT, ENOUGH = 1.0, 5
"""Observed is called off the plan from this far on, and from so many sightings on."""


def emotion_curve_alt_text(data: EmotionCurve) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    return sentences([_opening(data), *_moments(data), _drift(data), _as_of(data)], MOST_CHARACTERS)


def drifted(data: EmotionCurve) -> list[tuple[Moment, float]]:
    """Moments whose observed emotion is far from the planned one, the furthest first."""
    found = [
        (moment, moment.observed - moment.planned)
        for moment in data.moments
        if moment.observed is not None and moment.planned is not None and moment.n >= ENOUGH
    ]
    far = [(moment, drift) for moment, drift in found if abs(drift) >= DRIFT]
    return sorted(far, key=lambda each: -abs(each[1]))


def _opening(data: EmotionCurve) -> str:
    title = named(data.title) or "Untitled journey"
    if not data.moments:
        return f"Emotion curve of \u201c{title}\u201d, still without touchpoints."
    seen = sum(moment.observed is not None for moment in data.moments)
    planned = sum(moment.planned is not None for moment in data.moments)
    return (
        f"Emotion curve of \u201c{title}\u201d over {counted(len(data.moments), 'touchpoint')} in "
        f"{counted(len(data.stages), 'stage')}, on a scale from \u22122 (gives up) to +2 "
        f"(delighted): {planned} planned, {seen} observed."
    )


def _moments(data: EmotionCurve) -> list[str]:
    if data.best is None:
        return ["No emotion has been observed yet."] if data.moments else []
    told = [_moment("Best moment", data.best)]
    return told + ([_moment("Worst moment", data.worst)] if data.worst else [])


def _moment(label: str, moment: Moment) -> str:
    spread = f", spread {plain(moment.spread)}" if moment.spread is not None else ""
    quote = named(moment.quote, 120)
    said = f" \u201c{quote}\u201d" if quote else ""
    return (
        f"{label}: {named(moment.name)} ({moment.number}), observed {signed(moment.observed or 0)} "
        f"from {counted(moment.n, 'sighting')}{spread}.{said}"
    )


def _drift(data: EmotionCurve) -> str:
    far = [
        f"{named(moment.name)} ({moment.number}) {signed(drift)}"
        for moment, drift in drifted(data)[:FURTHEST]
    ]
    return f"Furthest from the plan: {listed(far)}." if far else ""


def _as_of(data: EmotionCurve) -> str:
    return f"As of {data.as_of}." if data.as_of else ""
