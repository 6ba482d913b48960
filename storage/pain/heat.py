"""Heat and observed emotion as SQL, right for any moment asked about.

Sources: formulas of the project. Heat of a pain point at time t is the sum over its
sightings of severity x 0.5^(age / 30 days); an observed emotion is the mean of the
sightings' emotions with the same weights.

Heat is always computed from the sightings. Only the order of a list is kept: all heats cool
by the same factor, so from the last sighting on the order no longer depends on the moment.
PainPoint.coldness is minus the sum of severity x 2^((seen - 2020) / 30 days), kept exact by
triggers with every sighting that comes, moves or goes, and ascending in an index. For
moments before the last sighting it is not asked.
"""

import math
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, and_, bindparam, case, distinct, func, or_, type_coerce
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from storage.models import Sighting

HALF_LIFE = timedelta(days=30)
RISING_WITHIN = timedelta(days=14)
_MS = timedelta(milliseconds=1)
_RATE_PER_MS = math.log(2) / (HALF_LIFE / _MS)

# Statements are built once; the moment is given at each execution, in milliseconds.
NOW_MS = bindparam("now_ms", type_=BigInteger)
_SEEN_MS = type_coerce(Sighting.seen_at, BigInteger)

WEIGHT: ColumnElement[float] = func.exp((_SEEN_MS - NOW_MS) * _RATE_PER_MS)
HAPPENED: ColumnElement[bool] = _SEEN_MS <= NOW_MS
RISING_SINCE: ColumnElement[int] = NOW_MS - RISING_WITHIN // _MS

HEAT: ColumnElement[Any] = func.coalesce(func.sum(col(Sighting.severity) * WEIGHT), 0.0)
SIGHTINGS: ColumnElement[Any] = func.count(col(Sighting.id))
REPORTERS: ColumnElement[Any] = func.count(distinct(col(Sighting.reporter_id)))

_FELT = col(Sighting.emotion).is_not(None)
EMOTIONS: ColumnElement[Any] = func.count(col(Sighting.emotion))
EMOTION: ColumnElement[Any] = func.sum(col(Sighting.emotion) * WEIGHT) / func.sum(
    case((_FELT, WEIGHT))
)

# Sightings weighed so much more two weeks earlier.
_THEN = 2.0 ** (RISING_WITHIN / HALF_LIFE)
HEAT_BEFORE: ColumnElement[Any] = func.coalesce(
    func.sum(case((_SEEN_MS <= RISING_SINCE, col(Sighting.severity) * WEIGHT * _THEN))), 0.0
)
_ENOUGH_SIGHTINGS = 3
_ENOUGH_REPORTERS = 2
# A heat that doubled exactly must not fail by a rounding.
_DOUBLED = 2.0 - 1e-9


def is_rising(*, heat: float, before: float, sightings: int, reporters: int) -> bool:
    """Whether heat at least doubled within 14 days, `before` being the heat 14 days ago.

    Nothing doubles from zero: what was not seen before then rises when there are at least
    3 sightings by 2 people.
    """
    if before > 0:
        return heat >= _DOUBLED * before
    return sightings >= _ENOUGH_SIGHTINGS and reporters >= _ENOUGH_REPORTERS


# The same in SQL, over the sightings of one pain point that have happened. Whether there are
# two people is told by the first and the last of them, which is cheaper than counting.
RISING: ColumnElement[bool] = or_(
    and_(HEAT_BEFORE > 0, HEAT >= _DOUBLED * HEAT_BEFORE),
    and_(
        HEAT_BEFORE == 0,
        SIGHTINGS >= _ENOUGH_SIGHTINGS,
        func.min(col(Sighting.reporter_id)) != func.max(col(Sighting.reporter_id)),
    ),
)
