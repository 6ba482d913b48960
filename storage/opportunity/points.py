"""What an opportunity's points are and what they were computed from, by framework."""

from dataclasses import dataclass

from storage.models import Opportunity
from storage.opportunity import frameworks
from storage.opportunity.frameworks import Period
from storage.vocabulary import Framework


@dataclass(frozen=True, slots=True)
class RicePoints:
    """`reach` people in `period`; `effort` in person-months, as given."""

    reach: float
    period: Period
    impact: float
    confidence: int
    effort: float

    @property
    def reach_a_month(self) -> float:
        return frameworks.a_month(self.reach, self.period)

    @property
    def effort_counted(self) -> float:
        return frameworks.counted_effort(self.effort)

    @property
    def value(self) -> float:
        return frameworks.rice(
            reach=self.reach_a_month,
            impact=self.impact,
            confidence=self.confidence,
            effort=self.effort,
        )


@dataclass(frozen=True, slots=True)
class IcePoints:
    """Three judgements from 1 to 10; a high ease is easy."""

    impact: int
    confidence: int
    ease: int

    @property
    def value(self) -> float:
        return float(frameworks.ice(impact=self.impact, confidence=self.confidence, ease=self.ease))


@dataclass(frozen=True, slots=True)
class UlwickPoints:
    """Importance and satisfaction as 10 x the share of answers 4-5, and how many answered."""

    importance: float
    satisfaction: float
    n: int

    @property
    def value(self) -> float:
        return frameworks.ulwick(importance=self.importance, satisfaction=self.satisfaction)

    @property
    def underserved(self) -> bool:
        return self.value > frameworks.UNDERSERVED_ABOVE


Points = RicePoints | IcePoints | UlwickPoints


def of_inputs(opportunity: Opportunity, framework: Framework) -> Points | None:
    """RICE or ICE points from the opportunity's own row; None when an input is missing."""
    if framework is Framework.RICE:
        return _rice(opportunity)
    return _ice(opportunity) if framework is Framework.ICE else None


def _rice(held: Opportunity) -> RicePoints | None:
    if (
        held.reach is None
        or held.reach_period is None
        or held.impact is None
        or held.confidence is None
        or held.effort is None
    ):
        return None
    period = Period(held.reach_period)
    return RicePoints(held.reach, period, held.impact, held.confidence, held.effort)


def _ice(held: Opportunity) -> IcePoints | None:
    if held.ice_impact is None or held.ice_confidence is None or held.ice_ease is None:
        return None
    return IcePoints(held.ice_impact, held.ice_confidence, held.ice_ease)


_INPUTS = {
    Framework.RICE: {
        "reach": "reach",
        "impact": "impact",
        "confidence": "confidence",
        "effort": "effort",
    },
    Framework.ICE: {
        "ice_impact": "impact",
        "ice_confidence": "confidence",
        "ice_ease": "ease",
    },
}


def lacking(opportunity: Opportunity, framework: Framework) -> tuple[str, ...]:
    """What people must still say before there are points; for Ulwick the team is asked."""
    if framework is Framework.ULWICK:
        return ("answers of the team",)
    return tuple(
        called for name, called in _INPUTS[framework].items() if getattr(opportunity, name) is None
    )
