"""One person's answer to a pulse: given, changed until it ends, with words if they like."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from sqlalchemy import select as core_select
from sqlalchemy import update
from sqlmodel import Session, col, select

from storage.models import Pulse, PulseAnswer
from storage.pulse.results import UNSURE
from storage.statements import table_of
from storage.vocabulary import PulseKind

MOST_WORDS = 500

_A = table_of(PulseAnswer)


class Outcome(Enum):
    """What became of an answer."""

    STORED = "stored"
    OVER = "over"
    NOT_ASKED = "not asked"


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person was asked and said, as far as it is still known."""

    value: int | None
    answered: bool
    words: str
    shown: bool


NOTHING = Mine(None, answered=False, words="", shown=False)


def most(kind: str) -> int:
    """The largest value of an answer: 5 on the scale, else "can't say"."""
    return 5 if kind == PulseKind.SCALE else UNSURE


def give(session: Session, *, pulse: Pulse, person_id: str, value: int, at: datetime) -> Outcome:
    """Stores or changes an answer; only who was asked has one, and one alone."""
    if not 1 <= value <= most(pulse.kind):
        raise ValueError(f"{value} is no answer to a pulse of the kind {pulse.kind}")
    if not _hold(session, pulse, at):
        return Outcome.OVER
    return _change(session, pulse, person_id, {"value": value, "answered_at": at})


def say(
    session: Session, *, pulse: Pulse, person_id: str, words: str, shown: bool, at: datetime
) -> Outcome:
    """Words beside the answer; `shown` is the writer's leave to show them without a name."""
    if not _hold(session, pulse, at):
        return Outcome.OVER
    return _change(session, pulse, person_id, {"words": words, "shown": shown and bool(words)})


def mine(session: Session, *, pulse: Pulse, person_id: str) -> Mine | None:
    """None for who was not asked."""
    row = (
        session.connection()
        .execute(
            core_select(_A.c.value, _A.c.answered_at, _A.c.words, _A.c.shown).where(
                _A.c.workspace_id == pulse.workspace_id,
                _A.c.pulse_id == pulse.id,
                _A.c.person_id == person_id,
                _A.c.asked_at.is_not(None),
            )
        )
        .one_or_none()
    )
    return Mine(row.value, row.answered_at is not None, row.words, row.shown) if row else None


def is_over(pulse: Pulse, at: datetime) -> bool:
    """Whether nothing can be answered any more, also before the clock has looked."""
    return pulse.closed_at is not None or pulse.closes_at <= at


def _hold(session: Session, pulse: Pulse, at: datetime) -> bool:
    """Whether it runs, and then it does until this transaction ends."""
    held = session.exec(
        select(Pulse.id)
        .where(
            Pulse.workspace_id == pulse.workspace_id,
            Pulse.id == pulse.id,
            col(Pulse.closed_at).is_(None),
            col(Pulse.closes_at) > at,
        )
        .with_for_update(read=True)
    )
    return held.first() is not None


def _change(session: Session, pulse: Pulse, person_id: str, values: dict[str, object]) -> Outcome:
    changed = session.connection().execute(
        update(_A)
        .where(
            _A.c.workspace_id == pulse.workspace_id,
            _A.c.pulse_id == pulse.id,
            _A.c.person_id == person_id,
            _A.c.asked_at.is_not(None),
        )
        .values(**values)
    )
    return Outcome.STORED if changed.rowcount else Outcome.NOT_ASKED
