"""What a team's scores come to once they are revealed, and only together.

Told is what at least three people scored: from fewer, single scores could be read off.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Row, Select, func
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.identity import identity
from storage.models import Score, ScoreRound
from storage.opportunity import frameworks
from storage.opportunity.points import UlwickPoints
from storage.opportunity.scores import IMPORTANCE, SATISFACTION
from storage.statements import table_of
from storage.vocabulary import Scoring

ENOUGH = 3

_ROUND, _SCORE = table_of(ScoreRound), table_of(Score)


@dataclass(frozen=True, slots=True)
class Scored:
    """What people together gave an opportunity: all values of each side, in order of size."""

    round_id: int
    sides: Mapping[str, Sequence[int]]

    @property
    def n(self) -> int:
        """How many people scored it; everybody scores both sides or none."""
        return min(len(values) for values in self.sides.values())

    @property
    def enough(self) -> bool:
        """Whether it may be told: of fewer people single scores could be worked out."""
        return self.n >= ENOUGH


def given(session: Session, *, begun: ScoreRound) -> Mapping[int, Scored]:
    """What people together gave each opportunity of a revealed round; ValueError before."""
    if begun.revealed_at is None:
        raise ValueError("Nobody sees scores before they are revealed")
    counts = session.connection().execute(
        _counts().where(
            _SCORE.c.workspace_id == begun.workspace_id, _SCORE.c.round_id == identity(begun)
        )
    )
    return {scored_id: each for (scored_id, _), each in _together(counts).items()}


def latest(
    session: Session, *, workspace_id: str, journey_id: int, kind: Scoring
) -> Mapping[int, Scored]:
    """Of each opportunity of a journey the last revealed round that enough people scored it in."""
    counts = session.connection().execute(
        _counts()
        .join(_ROUND, _ROUND.c.id == _SCORE.c.round_id)
        .where(
            _ROUND.c.workspace_id == workspace_id,
            _ROUND.c.journey_id == journey_id,
            _ROUND.c.kind == kind.value,
            _ROUND.c.revealed_at.is_not(None),
        )
    )
    found: dict[int, Scored] = {}
    for (scored_id, _), each in sorted(_together(counts).items()):
        if each.enough:
            found[scored_id] = each
    return found


def ulwick(given: Scored) -> UlwickPoints:
    """The points of what a team answered on importance and satisfaction."""
    shares = {side: frameworks.top_two_box(values) for side, values in given.sides.items()}
    return UlwickPoints(10 * shares[IMPORTANCE], 10 * shares[SATISFACTION], given.n)


def _counts() -> Select[int, int, str, int, int]:
    """How many people gave which value: never more rows than there are values."""
    told = (_SCORE.c.opportunity_id, _SCORE.c.round_id, _SCORE.c.side, _SCORE.c.value)
    return core_select(*told, func.count()).group_by(*told)


def _together(counts: Iterable[Row[int, int, str, int, int]]) -> dict[tuple[int, int], Scored]:
    """By opportunity and round."""
    found: dict[tuple[int, int], dict[str, list[int]]] = {}
    for opportunity_id, round_id, side, value, people in counts:
        sides = found.setdefault((opportunity_id, round_id), {})
        sides.setdefault(side, []).extend([value] * people)
    return {
        key: Scored(key[1], {side: sorted(values) for side, values in sides.items()})
        for key, sides in found.items()
    }
