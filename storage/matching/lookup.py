"""Reading the index: how long lists are, and what stands in most of them; always bounded."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    CompoundSelect,
    Float,
    Integer,
    String,
    bindparam,
    case,
    func,
    literal,
    union_all,
)
from sqlalchemy import select as core_select
from sqlalchemy.sql.expression import Select
from sqlmodel import Session

from storage.matching.index import PLACES, Where
from storage.models import PainKey
from storage.statements import table_of

# A longer list is read up to here, in all and for each touchpoint.
SAMPLE = 400
# Enough to know a share within a tenth: the error is 1 / sqrt(COUNTED - 2).
COUNTED = 100

_K = table_of(PainKey)


def counts(session: Session, where: Where, keys: Sequence[str]) -> list[float]:
    """About how many pain points stand in each list: exact below 100, then within a tenth.

    The estimate by the k-th smallest hash, (k - 1) / U(k): Beyer, Haas, Reinwald, Sismanis
    and Gemulla, "On synopses for distinct-value estimation", SIGMOD 2007.
    """
    if not keys:
        return []
    found = session.connection().execute(_counts(len(keys)), _values(where, keys))
    by_slot = {slot: (number, last) for slot, number, last in found}
    return [_estimate(*by_slot[slot]) for slot in range(len(keys))]


def _estimate(number: int, last: int | None) -> float:
    if number < COUNTED or not last:
        return float(number)
    return (number - 1) * PLACES / last


def most_shared(
    session: Session,
    where: Where,
    weights: Mapping[str, float],
    *,
    touchpoint_id: int | None,
    bonus: float,
    limit: int,
) -> list[int]:
    """The pain points in the lists of these keys with the highest sums of weights.

    Those at the touchpoint get a bonus; of equal ones the newest come first. At most SAMPLE
    entries of each list are read.
    """
    if not weights:
        return []
    values = _values(where, list(weights)) | {"here": touchpoint_id, "bonus": bonus}
    values |= {f"weight_{slot}": weight for slot, weight in enumerate(weights.values())}
    values["number"] = limit
    return list(session.connection().execute(_most_shared(len(weights)), values).scalars())


def counts_at(
    session: Session, where: Where, totals: Mapping[str, float], *, touchpoint_id: int
) -> dict[str, float]:
    """About how many of those in each list, which holds so many, are at the touchpoint.

    Of a list longer than SAMPLE its beginning stands for the whole.
    """
    if not totals:
        return {}
    keys = list(totals)
    values = _values(where, keys) | {"here": touchpoint_id}
    found = session.connection().execute(_counts_at(len(keys)), values)
    return {
        keys[slot]: here * (totals[keys[slot]] / read if read >= SAMPLE else 1.0)
        for slot, read, here in found
        if here
    }


def _values(where: Where, keys: Sequence[str]) -> dict[str, Any]:
    return {
        "workspace_id": where.workspace_id,
        "journey_id": where.journey_id,
        **{f"key_{slot}": key for slot, key in enumerate(keys)},
    }


@lru_cache(maxsize=64)
def _counts(number: int) -> CompoundSelect[Any]:
    """One statement for so many keys."""
    lists = [_list(slot, COUNTED, _K.c.place).subquery() for slot in range(number)]
    return union_all(
        *(
            core_select(literal(slot, Integer), func.count(), func.max(each.c.place))
            for slot, each in enumerate(lists)
        )
    )


@lru_cache(maxsize=64)
def _most_shared(number: int) -> Select[Any]:
    lists = [
        _list(slot, SAMPLE, _K.c.pain_point_id, _K.c.touchpoint_id).subquery()
        for slot in range(number)
    ]
    entries = union_all(
        *(
            core_select(bindparam(f"weight_{slot}", type_=Float).label("weight"), *each.c)
            for slot, each in enumerate(lists)
        )
    ).subquery()
    is_here = func.max(entries.c.touchpoint_id) == bindparam("here", type_=BigInteger)
    bonus = case((is_here, bindparam("bonus", type_=Float)), else_=0.0)
    return (
        core_select(entries.c.pain_point_id)
        .group_by(entries.c.pain_point_id)
        .order_by((func.sum(entries.c.weight) + bonus).desc(), entries.c.pain_point_id.desc())
        .limit(bindparam("number", type_=Integer))
    )


@lru_cache(maxsize=64)
def _counts_at(number: int) -> CompoundSelect[Any]:
    lists = [_list(slot, SAMPLE, _K.c.touchpoint_id).subquery() for slot in range(number)]
    here = bindparam("here", type_=BigInteger)
    return union_all(
        *(
            core_select(
                literal(slot, Integer),
                func.count(),
                func.sum(case((each.c.touchpoint_id == here, 1), else_=0)),
            )
            for slot, each in enumerate(lists)
        )
    )


def _list(slot: int, limit: int, *columns: Any) -> Select[Any]:  # noqa: ANN401 - columns of any type
    return (
        core_select(*columns)
        .where(
            _K.c.workspace_id == bindparam("workspace_id", type_=String),
            _K.c.journey_id == bindparam("journey_id", type_=BigInteger),
            _K.c.key == bindparam(f"key_{slot}", type_=String),
        )
        .order_by(_K.c.place, _K.c.pain_point_id)
        .limit(literal(limit, Integer, literal_execute=True))
    )
