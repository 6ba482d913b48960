"""What a journey's open pain points talk about: groups that share telling words.

Groups are made as in suffix tree clustering (Zamir and Etzioni, "Web document clustering",
SIGIR 1998): what shares a phrase, here a pair of words, is a base cluster, scored by how
many it holds and how telling its words are; the best is taken, and the rest looked at again.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

from sqlalchemy import bindparam, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.matching import memory
from storage.matching.base import Theme, Themes
from storage.matching.labels import label
from storage.matching.memory import Told
from storage.models import PainPoint
from storage.statements import table_of
from storage.vocabulary import OPEN_STATUSES, Kind

# So many of the hottest are looked at, however many there are.
LOOKED_AT = 600
MOST_THEMES = 12
FEWEST_PAINS = 3
MOST_WORDS = 14

# The keys of each word of a pain point.
Keys = tuple[frozenset[str], ...]
Shared = tuple[str, ...]


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


@dataclass(frozen=True, slots=True)
class Hottest:
    """The pain points that are looked at, hottest first."""

    titles: Mapping[int, str]
    told: Sequence[Told]
    open_ones: int


def hottest(session: Session, *, workspace_id: str, journey_id: int, number: int) -> Hottest:
    """The hottest open pain points, and how many there are in all."""
    scope = {"workspace_id": workspace_id, "journey_id": journey_id}
    connection = session.connection()
    total: int = connection.execute(_COUNT, scope).scalar_one()
    found = connection.execute(_HOTTEST, scope | {"number": number})
    titles = {pain_id: title for pain_id, title in found}  # noqa: C416 - typed as rows
    told = memory.open_ones(
        session, workspace_id=workspace_id, journey_id=journey_id, pain_ids=list(titles)
    )
    place = {pain_id: number for number, pain_id in enumerate(titles)}
    return Hottest(titles, sorted(told, key=lambda each: place[each.pain_id]), total)


def themes(
    session: Session,
    *,
    workspace_id: str,
    journey_id: int,
    looked_at: int = LOOKED_AT,
    most: int = MOST_THEMES,
) -> Themes:
    """The themes of the hottest open pain points by their words, most telling first."""
    known = hottest(session, workspace_id=workspace_id, journey_id=journey_id, number=looked_at)
    keys = {
        each.pain_id: tuple(
            frozenset(word.keys) for word in each.ways[0] if word.keys and not word.trouble
        )[:MOST_WORDS]
        for each in known.told
    }
    found = [
        Theme(label([known.titles[each] for each in members], shared), members, score)
        for shared, members, score in groups(keys, most)
    ]
    return Themes(tuple(found), len(known.told), known.open_ones)


def groups(pains: Mapping[int, Keys], most: int) -> list[tuple[Shared, tuple[int, ...], float]]:
    """Shared keys, members and score of each group; a pain point is in one group at most."""
    holds = {pain_id: _shareable(keys) for pain_id, keys in pains.items()}
    counts = Counter(chain.from_iterable(holds.values()))
    singles = {shared[0]: count for shared, count in counts.items() if len(shared) == 1}
    # Most are shared by hardly anybody, and the groups found only take away from the rest.
    counts = Counter({each: count for each, count in counts.items() if count >= FEWEST_PAINS})
    holds = {pain_id: held & counts.keys() for pain_id, held in holds.items()}
    weights = {key: math.log(1 + len(pains) / count) for key, count in singles.items()}
    found: list[tuple[Shared, tuple[int, ...], float]] = []
    while len(found) < most:
        score, best = max(
            (
                (math.sqrt(count) * sum(weights[key] for key in shared), shared)
                for shared, count in counts.items()
                if count >= FEWEST_PAINS
            ),
            default=(0.0, ()),
        )
        if not best:
            break
        members = tuple(pain_id for pain_id, held in holds.items() if best in held)
        found.append((best, members, score))
        for pain_id in members:
            counts.subtract(holds.pop(pain_id))
    return found


def _shareable(keys: Keys) -> frozenset[Shared]:
    """Each key, and each pair of keys of two different words."""
    ones = {(key,) for word in keys for key in word}
    pairs = {
        (min(one, other), max(one, other))
        for first, second in combinations(keys, 2)
        for one in first
        for other in second
        if one != other
    }
    return frozenset(ones | pairs)
