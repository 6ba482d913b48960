"""What a journey's open pain points talk about: groups that share telling words.

Groups are made as in suffix tree clustering (Zamir and Etzioni, "Web document clustering",
SIGIR 1998): what shares a phrase, here a pair of words, is a base cluster, scored by how
many it holds and how telling its words are; the best is taken, and the rest looked at again.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from sqlalchemy import bindparam, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.matching import memory
from storage.matching.labels import label
from storage.models import PainPoint
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Kind

# So many of the hottest are looked at, however many there are.
LOOKED_AT = 600
MOST_THEMES = 12
FEWEST_PAINS = 3
MOST_KEYS = 14

Keys = frozenset[str]


@dataclass(frozen=True, slots=True)
class Theme:
    """Pain points that may be related, hottest first, and what they share in their own words.

    score grows with their number and with how telling the shared words are.
    """

    label: str
    pain_ids: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes of the `looked_at` hottest pain points among all `open_ones`."""

    themes: tuple[Theme, ...]
    looked_at: int
    open_ones: int


_P = table_of(PainPoint)
_OPEN = (
    _P.c.workspace_id == bindparam("workspace_id"),
    _P.c.journey_id == bindparam("journey_id"),
    _P.c.kind == Kind.PAIN.value,
    _P.c.status.in_([status.value for status in OPEN_STATUSES]),
)
_COUNT = core_select(func.count()).select_from(_P).where(*_OPEN)
_HOTTEST = (
    core_select(_P.c.id, _P.c.title)
    .where(*_OPEN)
    .order_by(_P.c.coldness, _P.c.number)
    .limit(bindparam("number"))
)


def themes(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    looked_at: int = LOOKED_AT,
    most: int = MOST_THEMES,
) -> Themes:
    """The themes of the hottest open pain points, most telling first."""
    scope = {"workspace_id": workspace_id, "journey_id": journey_id}
    connection = session.connection()
    total: int = connection.execute(_COUNT, scope).scalar_one()
    hottest = connection.execute(_HOTTEST, scope | {"number": looked_at}).all()
    titles = {pain_id: title for pain_id, title in hottest}
    told = memory.open_ones(
        session, workspace_id=workspace_id, journey_id=journey_id, pain_ids=list(titles)
    )
    keys = {
        each.pain_id: frozenset(
            [key for way in each.ways[:2] for word in way for key in word.keys][:MOST_KEYS]
        )
        for each in told
    }
    in_order = {pain_id: keys[pain_id] for pain_id in titles if pain_id in keys}
    found = [
        Theme(label([titles[each] for each in members], shared), members, score)
        for shared, members, score in groups(in_order, most)
    ]
    return Themes(tuple(found), len(in_order), total)


def groups(
    pains: Mapping[int, Keys], most: int
) -> list[tuple[tuple[str, ...], tuple[int, ...], float]]:
    """Shared keys, members and score of each group; a pain point is in one group at most."""
    often = Counter(key for keys in pains.values() for key in keys)
    weights = {key: math.log(1 + len(pains) / count) for key, count in often.items()}
    rest = dict(pains)
    found = []
    while len(found) < most:
        shared, score = _best(rest, weights)
        if not shared:
            break
        members = tuple(pain_id for pain_id, keys in rest.items() if keys.issuperset(shared))
        found.append((shared, members, score))
        for pain_id in members:
            del rest[pain_id]
    return found


def _best(pains: Mapping[int, Keys], weights: Mapping[str, float]) -> tuple[tuple[str, ...], float]:
    """The word or pair of words that makes the best group of those that are left."""
    counts: defaultdict[tuple[str, ...], int] = defaultdict(int)
    for keys in pains.values():
        ordered = sorted(keys)
        for key in ordered:
            counts[(key,)] += 1
        for pair in combinations(ordered, 2):
            counts[pair] += 1
    scored = (
        (_score(shared, count, weights), shared)
        for shared, count in counts.items()
        if count >= FEWEST_PAINS
    )
    score, best = max(scored, default=(0.0, ()))
    return best, score


def _score(shared: Sequence[str], count: int, weights: Mapping[str, float]) -> float:
    # A pair says more than its words apart, but the last member says less than the first.
    return math.log2(1 + count) * sum(weights[key] for key in shared)
