"""Heat and observed emotion as SQL, right for any moment asked about.

Sources: formulas of the project. Heat of a pain point at time t is the sum over its
sightings of severity x 0.5^(age / 30 days); an observed emotion is the mean of the
sightings' emotions with the same weights.
"""

import math
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, bindparam, case, distinct, func, type_coerce
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import col

from storage.models import Sighting

HALF_LIFE = timedelta(days=30)
_RATE_PER_MS = math.log(2) / (HALF_LIFE / timedelta(milliseconds=1))

# Statements are built once; the moment is given at each execution, in milliseconds.
NOW_MS = bindparam("now_ms", type_=BigInteger)
_SEEN_MS = type_coerce(Sighting.seen_at, BigInteger)

WEIGHT: ColumnElement[float] = func.exp((_SEEN_MS - NOW_MS) * _RATE_PER_MS)
HAPPENED: ColumnElement[bool] = _SEEN_MS <= NOW_MS

HEAT: ColumnElement[Any] = func.coalesce(func.sum(col(Sighting.severity) * WEIGHT), 0.0)
SIGHTINGS: ColumnElement[Any] = func.count(col(Sighting.id))
REPORTERS: ColumnElement[Any] = func.count(distinct(col(Sighting.reporter_id)))

_FELT = col(Sighting.emotion).is_not(None)
EMOTIONS: ColumnElement[Any] = func.count(col(Sighting.emotion))
EMOTION: ColumnElement[Any] = func.sum(col(Sighting.emotion) * WEIGHT) / func.sum(
    case((_FELT, WEIGHT))
)
