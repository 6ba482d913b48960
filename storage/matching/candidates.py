"""Which pain points are compared with a question at all, and what speaks for each.

A bounded number, whatever the journey's size: the lists of the question's rarest words are
read from the index, what stands in several rises, and only the first are compared in full
(the "quit" strategy of Moffat and Zobel, "Self-indexing inverted files", ACM TOIS 14, 1996).
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session

from storage.matching import background, index, lookup, memory
from storage.matching.background import NOTHING, Counts
from storage.matching.features import Word
from storage.matching.index import EVERYTHING, Where
from storage.matching.judging import Seen
from storage.matching.scoring import Evidence, Question
from storage.matching.spots import Spot

MOST_KEYS = 24
MOST_LISTS = 12
MOST_COMPARED = 100
# In the order of candidates a shared touchpoint counts like a word that one in ten has.
HERE_BONUS = math.log(10)
HERE_WEIGHT = 0.1


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
    found = look_up(session, where, asked, spot)
    shares = [background.in_journey(word, found.journey) for word in asked]
    shares_here = [
        background.at_touchpoint(word, share, found.here, spot.name)
        for word, share in zip(asked, shares, strict=True)
    ]
    by_text = Question(asked, shares, among=found.journey.total)
    by_spot = Question(asked, shares_here, among=found.here.total)
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
class Found:
    """What the index says about the words of a question."""

    journey: Counts
    here: Counts
    candidates: list[int]


def look_up(session: Session, where: Where, asked: Sequence[Word], spot: Spot) -> Found:
    troubles = [key for word in asked if word.trouble for key in word.keys]
    telling = dict.fromkeys(key for word in asked if not word.trouble for key in word.keys)
    keys = [*list(telling)[:MOST_KEYS], *troubles]
    places = [] if spot.touchpoint_id is None else [index.at_touchpoint(spot.touchpoint_id)]
    total, *others = lookup.counts(session, where, [EVERYTHING, *places, *keys])
    by_key = {key: count for key, count in zip(keys, others[len(places) :], strict=True) if count}
    by_word = {key: count for key, count in by_key.items() if key in telling}
    rarest = dict(sorted(by_word.items(), key=lambda each: each[1])[:MOST_LISTS])
    by_trouble = {key: by_key[key] for key in troubles if key in by_key}
    here = NOTHING
    if spot.touchpoint_id is not None:
        here_by_key = lookup.counts_at(
            session, where, rarest | by_trouble, touchpoint_id=spot.touchpoint_id
        )
        here = Counts(others[0], here_by_key)
    weights = {key: math.log((total + 1) / (count + 0.5)) for key, count in rarest.items()}
    candidates = lookup.most_shared(
        session,
        where,
        weights | dict.fromkeys(places, HERE_WEIGHT),
        touchpoint_id=spot.touchpoint_id,
        bonus=HERE_BONUS,
        limit=MOST_COMPARED,
    )
    return Found(Counts(total, by_key), here, candidates)
