"""Which touchpoints a person probably means: named in the text, or used here lately."""

import math
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

from sqlmodel import Session

from commands.request import Request
from storage.folding import fold
from storage.matching.stems import stem
from storage.matching.stop_words import stop_words
from storage.matching.words import words
from storage.pain.recent import recent_places
from storage.touchpoint import rows as touchpoint_rows
from storage.touchpoint.rows import TouchpointRow

# A name is meant when half of what it says stands in the text, and no other comes near it.
_ENOUGH = 0.5
_AHEAD = 1.5
_WHOLE = 10.0


def ranked(
    request: Request, session: Session, *, journey_id: int, told: str
) -> list[TouchpointRow]:
    """A journey's touchpoints, the likely ones first.

    Those named in the text, this conversation's recent ones, this person's, then by name.
    """
    rows = touchpoint_rows.rows(session, workspace_id=request.workspace_id, journey_id=journey_id)
    recent = recent_places(
        session,
        workspace_id=request.workspace_id,
        journey_id=journey_id,
        person_id=request.person.id,
        channel_id=request.place.id if request.place else None,
    )
    lately = {touchpoint_id: place for place, touchpoint_id in enumerate(recent)}
    named = {each: score for each, score in _scores(rows, told).items() if score >= _ENOUGH}
    return sorted(
        rows,
        key=lambda row: (-named.get(row.id, 0.0), lately.get(row.id, len(recent)), fold(row.name)),
    )


def clear(rows: Sequence[TouchpointRow], told: str) -> TouchpointRow | None:
    """The one touchpoint that the text is about, when there is no doubt about it."""
    scores = _scores(rows, told)
    best = sorted(scores.values(), reverse=True)[:2]
    if not best or best[0] < _ENOUGH or (len(best) > 1 and best[0] < _AHEAD * best[1]):
        return None
    return next(row for row in rows if scores.get(row.id) == best[0])


def _scores(rows: Sequence[TouchpointRow], told: str) -> dict[int, float]:
    """How much of each name stands in the text, rare words counting more; whole names most."""
    spoken = words(told)
    if not spoken:
        return {}
    text, stems = f" {' '.join(spoken)} ", {stem(word) for word in spoken}
    often = Counter(chain.from_iterable(_telling(row.name) for row in rows))
    weights = {each: math.log(1 + len(rows) / count) for each, count in often.items()}
    whole: set[str] = set()
    scores: dict[int, float] = {}
    for row in rows:
        telling = _telling(row.name)
        heard = telling & stems
        if heard:
            said = sum(weights[each] for each in telling)
            scores[row.id] = sum(weights[each] for each in heard) / said
        if (name := _plain(row.name)) in text:
            whole.add(name)
    for row in rows if whole else ():
        if (name := _plain(row.name)) in whole:
            # Of "checkout" and "checkout page" the longer one was meant.
            longer = any(name != other and name in other for other in whole)
            scores[row.id] = 1.0 if longer else _WHOLE
    return scores


# The same names again and again, at every letter typed.
@lru_cache(maxsize=20_000)
def _plain(name: str) -> str:
    """' checkout page ', to be found as whole words."""
    return f" {' '.join(words(name))} " if words(name) else "\n"


@lru_cache(maxsize=20_000)
def _telling(name: str) -> frozenset[str]:
    silent = stop_words()
    said = (word for word in words(name) if word not in silent.stop and word not in silent.glue)
    return frozenset(stem(word) for word in said)
