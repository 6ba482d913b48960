"""What came of a pulse: worked out once when it ends, from five answers up.

While it runs only the number of answers is told, and when it ends who answered what is deleted.
So nobody can work out a single answer by looking before and after it came.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, update
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.identity import identity
from storage.kpi import statistics
from storage.kpi.statistics import Estimate
from storage.models import Pulse, PulseAnswer
from storage.statements import table_of

LEAST_SHOWN = 5
NO, YES, UNSURE = 1, 2, 3
# On the scale these are the good ones.
BOX_FROM = 4

_A = table_of(PulseAnswer)


@dataclass(frozen=True, slots=True)
class Progress:
    """How many people it is for, were asked so far, and answered."""

    people: int
    asked: int
    answered: int


@dataclass(frozen=True, slots=True)
class Result:
    """Answers by value and the words that may be shown; both empty below five answers."""

    asked: int
    answered: int
    counts: Mapping[int, int]
    words: Sequence[str]


def progress(session: Session, *, pulse: Pulse) -> Progress:
    """Only numbers of people; what they said stays unknown."""
    found = session.connection().execute(
        core_select(func.count(), func.count(_A.c.asked_at), func.count(_A.c.answered_at)).where(
            _A.c.workspace_id == pulse.workspace_id, _A.c.pulse_id == identity(pulse)
        )
    )
    return Progress(*found.one())


def of(pulse: Pulse) -> Result:
    """What was kept when it ended; nothing while it runs."""
    kept = pulse.result or {}
    counts = {int(value): int(count) for value, count in kept.get("counts", {}).items()}
    return Result(kept.get("asked", 0), kept.get("answered", 0), counts, kept.get("words", []))


def keep(session: Session, *, pulse: Pulse) -> None:
    """Counts once, with the pulse held, and forgets who said what."""
    where = (_A.c.workspace_id == pulse.workspace_id, _A.c.pulse_id == identity(pulse))
    rows = session.connection().execute(
        core_select(_A.c.value, _A.c.words, _A.c.shown).where(*where, _A.c.value.is_not(None))
    )
    answers = rows.all()
    counts: dict[str, int] = {}
    words: list[str] = []
    if len(answers) >= LEAST_SHOWN:
        for value, said, shown in answers:
            counts[str(value)] = counts.get(str(value), 0) + 1
            if shown and said:
                words.append(said)
    so_far = progress(session, pulse=pulse)
    pulse.result = {
        "asked": so_far.asked,
        "answered": len(answers),
        "counts": dict(sorted(counts.items())),
        # In an order that tells neither when they came nor what else was answered.
        "words": sorted(words, key=str.casefold),
    }
    session.add(pulse)
    session.flush()
    session.connection().execute(update(_A).where(*where).values(value=None, words="", shown=False))


def scale_share(result: Result) -> Estimate | None:
    """The share 0..1 that gave 4 or 5, with Wilson's interval."""
    return statistics.top_box(result.counts, box_from=BOX_FROM)


def scale_mean(result: Result) -> Estimate | None:
    """The mean in points of the scale, with Student's interval."""
    return statistics.mean_of(result.counts)


def yes_share(result: Result) -> Estimate | None:
    """The share 0..1 of Yes among Yes and No; None where fewer than five could say."""
    yes, no = result.counts.get(YES, 0), result.counts.get(NO, 0)
    return statistics.share(yes, yes + no) if yes + no >= LEAST_SHOWN else None
