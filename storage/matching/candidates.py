"""Which pain points are compared with a question at all, and what speaks for each.

A bounded number, whatever the journey's size: the lists of the question's rarest words are
read from the index, what stands in several rises, and only the first are compared in full
(the "quit" strategy of Moffat and Zobel, "Self-indexing inverted files", ACM TOIS 14, 1996).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from storage.matching import background, index, memory
from storage.matching.background import Counts
from storage.matching.features import Word
from storage.matching.index import EVERYTHING, SAMPLE, Entry, Where
from storage.matching.judging import Seen
from storage.matching.scoring import Evidence, Question
from storage.matching.spots import Spot

MOST_KEYS = 24
MOST_LISTS = 12
MOST_COMPARED = 100
# In the order of candidates a shared touchpoint counts like a word that one in ten has.
HERE_BONUS = math.log(10)


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate, where it stands seen from the question, and what the words say."""

    pain_id: int
    seen: Seen
    evidence: Evidence


def judged(session: Session, where: Where, asked: Sequence[Word], spot: Spot) -> list[Judged]:
    """The candidates among the journey's open pain points, with the evidence for each."""
    if not asked:
        return []
    found = _look_up(session, where, asked, spot)
    shares = [background.in_journey(word, found.journey) for word in asked]
    shares_here = [
        background.at_touchpoint(word, share, found.here, spot.name)
        for word, share in zip(asked, shares, strict=True)
    ]
    by_text, by_spot = Question(asked, shares), Question(asked, shares_here)
    told = memory.open_ones(
        session,
        workspace_id=where.workspace_id,
        journey_id=where.journey_id,
        pain_ids=found.candidates,
    )
    result = []
    for each in told:
        seen = spot.sees(each.touchpoint_id)
        question = by_spot if seen is Seen.HERE else by_text
        result.append(Judged(each.pain_id, seen, question.compare(each.ways)))
    return result


@dataclass(frozen=True, slots=True)
class _Found:
    """What the index says about the words of a question."""

    journey: Counts
    here: Counts
    candidates: list[int]


def _look_up(session: Session, where: Where, asked: Sequence[Word], spot: Spot) -> _Found:
    keys = list(dict.fromkeys(key for word in asked for key in word.keys))[:MOST_KEYS]
    places = [] if spot.touchpoint_id is None else [index.at_touchpoint(spot.touchpoint_id)]
    total, *others = index.counts(session, where, [EVERYTHING, *places, *keys])
    at_place, by_key = others[: len(places)], dict(zip(keys, others[len(places) :], strict=True))
    rarest = sorted((key for key in keys if by_key[key]), key=lambda key: by_key[key])
    lists = [*places, *rarest[:MOST_LISTS]]
    entries = index.entries(session, where, lists)
    journey = Counts(total, by_key)
    here = Counts(sum(at_place), _counted_here(entries, lists, by_key, spot.touchpoint_id))
    return _Found(journey, here, _candidates(entries, lists, journey, spot.touchpoint_id))


def _counted_here(
    entries: Sequence[Entry],
    lists: Sequence[str],
    by_key: dict[str, float],
    touchpoint_id: int | None,
) -> dict[str, float]:
    """How many at the touchpoint stand under each key; of long lists, told from the sample."""
    if touchpoint_id is None:
        return {}
    read = Counter(entry.key for entry in entries)
    local = Counter(entry.key for entry in entries if entry.touchpoint_id == touchpoint_id)
    return {
        lists[slot]: number * (max(by_key.get(lists[slot], 0.0) / SAMPLE, 1.0))
        if read[slot] >= SAMPLE
        else float(number)
        for slot, number in local.items()
    }


def _candidates(
    entries: Sequence[Entry], lists: Sequence[str], journey: Counts, touchpoint_id: int | None
) -> list[int]:
    """The pain points that share most with the question, by the sum of their keys' IDF."""
    weights = [
        math.log((journey.total + 1) / (journey.by_key[key] + 0.5)) if key in journey.by_key else 0
        for key in lists
    ]
    scores: dict[int, float] = defaultdict(float)
    here = set()
    for entry in entries:
        scores[entry.pain_id] += max(weights[entry.key], 0.1)
        if entry.touchpoint_id == touchpoint_id:
            here.add(entry.pain_id)
    for pain_id in here:
        scores[pain_id] += HERE_BONUS
    ranked = sorted(scores, key=lambda pain_id: (-scores[pain_id], -pain_id))
    return ranked[:MOST_COMPARED]
