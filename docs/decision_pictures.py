"""A vote on the sample journey's hottest pain points and scores of ideas, as examples to draw."""

from charts.evidence import Evidence
from charts.evidence import Point as Voted
from charts.journey_map import JourneyMap
from charts.priority_matrix import Point as Scored
from charts.priority_matrix import PriorityMatrix
from charts.vote_result import Option, VoteResult

QUESTION = "What should we fix first?"
DOTS = (7, 9, 4, 2, 9, 2, 5, 0)
VOTERS, ELIGIBLE, QUORUM = 19, 24, 12
IDEAS = (
    ("O-1 Keep collected orders in a locked shelf", 4.6, 1.9, False),
    ("O-2 Sprout hands over to a person after two tries", 4.3, 3.9, False),
    ("O-3 Delivery windows of two hours", 3.7, 4.6, True),
    ("O-4 Return label at the parcel shop", 4.0, 2.3, False),
    ("O-5 Other stores' stock on the shop floor", 2.4, 4.2, False),
    ("O-6 Hide the voucher box until it is asked for", 2.1, 1.4, True),
)


def vote_result(journey: JourneyMap) -> VoteResult:
    """Two that share the first place, of the eight hottest."""
    pains = list(zip(journey.pains, DOTS, strict=False))
    ordered = sorted((dots for _, dots in pains), reverse=True)
    options = [
        Option(
            label=f"{pain.number} {pain.title}",
            dots=dots,
            share=dots / sum(ordered),
            voters=dots - dots // 4,
            rank=1 + ordered.index(dots),
        )
        for pain, dots in pains
    ]
    return VoteResult(
        QUESTION,
        f"Dots on the hottest pain points of {journey.title}",
        tuple(options),
        VOTERS,
        ELIGIBLE,
        quorum_met=VOTERS >= QUORUM,
        as_of=journey.as_of,
        quorum=QUORUM,
    )


def evidence(journey: JourneyMap) -> Evidence:
    points = [
        Voted(f"{pain.number} {pain.title}", dots, pain.heat)
        for pain, dots in zip(journey.pains, DOTS, strict=False)
    ]
    return Evidence(QUESTION, "Votes against what customers really met", tuple(points))


def priority_matrix(journey: JourneyMap) -> PriorityMatrix:
    points = [
        Scored(label, value, effort, pain.heat, discuss)
        for (label, value, effort, discuss), pain in zip(IDEAS, journey.pains, strict=False)
    ]
    subtitle = f"Ideas for {journey.title}, scored by the team"
    return PriorityMatrix("What is worth doing?", subtitle, tuple(points))
