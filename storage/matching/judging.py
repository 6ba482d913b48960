"""From evidence to the chance that it is the same problem: words and touchpoint together.

Logistic regression (Cox 1958) on the log-odds of the words. Before these are known, each of N
pain points is as likely as any other: the odds begin at 1 : N, and in a crowd more words must
agree. The weights were fitted on the
labelled complaints for tuning (`python -m benchmarks.matching_fit` does it again); how much
another touchpoint speaks against is set by hand, for in those complaints it never happens that
one problem is told at two.
"""

import math
from dataclasses import dataclass
from enum import Enum

from storage.matching.scoring import Evidence


@dataclass(frozen=True, slots=True)
class Weights:
    """What each kind of evidence counts."""

    shared: float
    apart: float
    ways: float
    troubles: float
    start: float

    def log_odds(self, evidence: Evidence) -> float:
        return (
            self.start
            + self.shared * evidence.shared
            + self.apart * evidence.apart
            + self.ways * evidence.ways
            + self.troubles * evidence.troubles
            - evidence.crowd
        )


AT_TOUCHPOINT = Weights(shared=0.38, apart=-2.50, ways=0.32, troubles=1.11, start=4.32)
BY_TEXT = Weights(shared=0.43, apart=-2.24, ways=0.90, troubles=0.47, start=3.04)


class Seen(Enum):
    """Where a known pain point stands, seen from where the question is asked."""

    HERE = "the same touchpoint"
    IN_STAGE = "another touchpoint of the stage"
    ELSEWHERE = "another stage"
    UNKNOWN = "nobody said where"


# One in ten names another touchpoint for the same problem, more often one of the same stage;
# among different problems nine in ten have another touchpoint, one in five in the same stage.
PLACE = {
    Seen.IN_STAGE: math.log(0.06 / 0.18),
    Seen.ELSEWHERE: math.log(0.04 / 0.72),
    Seen.UNKNOWN: 0.0,
}

# A little over one in ten new problems is offered a wrong one here (0.12 of the "tune" half), and
# of businesses the lists know less about one in four. From 0.6 it would be fewer, and a fifth of
# the right ones would no longer be offered: a wrong one costs a glance, a missed one a duplicate.
OFFERED_FROM = 0.5
# While nobody has said where, half that chance is enough: one still types, and it costs a glance.
BY_TEXT_ENOUGH = 0.5


def chance(log_odds: float) -> float:
    """The probability of these log-odds."""
    return 1.0 / (1.0 + math.exp(-log_odds))


def log_odds(evidence: Evidence, seen: Seen) -> float:
    """Words and touchpoint together."""
    if seen is Seen.HERE:
        return AT_TOUCHPOINT.log_odds(evidence)
    return BY_TEXT.log_odds(evidence) + PLACE[seen]
