"""The emotion curve's data: what is planned and what was observed, touchpoint after touchpoint."""

from dataclasses import dataclass

from charts.plain_data import PlainData


@dataclass(frozen=True, slots=True)
class Moment:
    """`planned` and `observed` are emotions from -2 (gives up) to 2 (delighted), None if unknown.

    `n` sightings are behind `observed`; `spread` is their standard deviation, None where one
    can't be worked out. `quote` is what a customer said there.
    """

    number: str
    name: str
    planned: float | None
    observed: float | None
    n: int
    spread: float | None = None
    moment_of_truth: bool = False
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class EmotionCurve(PlainData):
    title: str
    subtitle: str
    as_of: str
    stages: tuple[Stage, ...]

    @property
    def moments(self) -> list[Moment]:
        return [moment for stage in self.stages for moment in stage.moments]

    @property
    def best(self) -> Moment | None:
        """The moment with the highest observed emotion, the first one of equals."""
        seen = [moment for moment in self.moments if moment.observed is not None]
        return max(seen, key=lambda moment: moment.observed or 0.0, default=None)

    @property
    def worst(self) -> Moment | None:
        """The moment with the lowest observed emotion; None when all feel the same."""
        seen = [moment for moment in self.moments if moment.observed is not None]
        worst = min(seen, key=lambda moment: moment.observed or 0.0, default=None)
        best = self.best
        if worst is None or best is None or worst.observed == best.observed:
            return None
        return worst
