"""Votes, evidence and scores for the tests: few and many, all alike, and names that are hard."""

from charts.evidence import Evidence
from charts.evidence import Point as Voted
from charts.priority_matrix import Point as Scored
from charts.priority_matrix import PriorityMatrix
from charts.vote_result import Option, VoteResult
from tests.charts.maps import NAMES

TITLES = (
    "Click & collect order gone, somebody bought it off the shelf first",
    "Sprout goes round in circles and never offers a person",
    "Delivery window is a whole day, 7 to 21",
    "Return label has to be printed and nobody has a printer any more",
    "We can't see other stores' stock on the shop floor",
)
LONG = tuple((name * 30)[:150] for name in NAMES)
DOTS: dict[str, tuple[int, ...]] = {
    "nothing to vote on": (),
    "one option": (5,),
    "two that are tied": (7, 7),
    "eight": (31, 24, 24, 15, 12, 6, 6, 0),
    "twenty": (40, 33, 33, 33, 20, 19, 18, 17, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0),
    "twenty all tied": (3,) * 20,
    "twenty without a dot": (0,) * 20,
    "thousands": (9876, 1234, 1, 0),
}


def labels(names: tuple[str, ...], count: int) -> list[str]:
    """Numbered labels as pain points have them."""
    return [f"P-{index + 1} {names[index % len(names)]}" for index in range(count)]


def result(
    dots: tuple[int, ...],
    names: tuple[str, ...] = TITLES,
    *,
    voters: int = 42,
    eligible: int | None = 60,
    quorum_met: bool | None = True,
) -> VoteResult:
    total, ordered = sum(dots), sorted(dots, reverse=True)
    options = tuple(
        Option(
            label=label,
            dots=count,
            share=count / total if total else None,
            voters=min(count, voters),
            rank=1 + ordered.index(count),
        )
        for label, count in zip(labels(names, len(dots)), dots, strict=True)
    )
    quorum = None if quorum_met is None else 30
    return VoteResult(
        names[0], names[-1], options, voters, eligible, quorum_met, "21 Nov 2026", quorum
    )


HEATS = (17.8, 47.6, 2.2, 25.4, 6.7, 32.7, 15.2, 24.8, 0.0, 3.1)


def evidence(dots: tuple[int, ...], names: tuple[str, ...] = TITLES) -> Evidence:
    rows = zip(labels(names, len(dots)), dots, strict=True)
    points = [
        Voted(label, count, HEATS[index % len(HEATS)]) for index, (label, count) in enumerate(rows)
    ]
    return Evidence(names[0], names[-1], tuple(points))


SCORES: dict[str, tuple[tuple[float, float], ...]] = {
    "nothing scored": (),
    "one": ((5.0, 1.0),),
    "the corners": ((1.0, 1.0), (1.0, 5.0), (5.0, 1.0), (5.0, 5.0)),
    "eight": (
        (4.2, 1.8), (4.5, 4.2), (3.6, 4.6), (4.1, 2.2), (2.2, 4.3), (1.8, 1.4), (2.8, 2.6), (3, 3),
    ),
    "twenty in one place": ((4.0, 2.0),) * 20,
    "a crowd": tuple((2.5 + index % 5 / 4, 2.6 + index * 7 % 20 / 20) for index in range(20)),
    "the whole grid": tuple((1.0 + index % 5, 1.0 + index // 5) for index in range(25)),
}  # fmt: skip


def matrix(
    scores: tuple[tuple[float, float], ...], names: tuple[str, ...] = TITLES
) -> PriorityMatrix:
    rows = zip(labels(names, len(scores)), scores, strict=True)
    points = [
        Scored(label, value, effort, HEATS[index % len(HEATS)], index % 3 == 1)
        for index, (label, (value, effort)) in enumerate(rows)
    ]
    return PriorityMatrix(names[0], names[-1], tuple(points))
