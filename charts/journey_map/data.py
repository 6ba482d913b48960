"""The journey map picture's data: plain, frozen, and JSON there and back."""

from dataclasses import dataclass
from functools import cache
from typing import Literal, Self

from pydantic import TypeAdapter

from charts.journey_map import layers

Channel = Literal[
    "website", "app", "email", "phone", "chat", "store",
    "social", "advertising", "mail", "partner", "other",
]  # fmt: skip
View = Literal["poster", "overview", "stages"]


@dataclass(frozen=True, slots=True)
class Pain:
    number: str
    title: str
    heat: float
    sightings: int
    status: str
    votes: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Some words of a stage under a number: a decision with its status, a KPI, what to say.

    A KPI has its `name`, its latest value as a `figure`, its `change` and its `target` in a few
    words, too: these are drawn then, and `words` say all of it in a sentence. `better` tells the
    change's side where it is beyond noise.
    """

    number: str
    words: str
    status: str = ""
    name: str = ""
    figure: str = ""
    change: str = ""
    target: str = ""
    better: bool | None = None


@dataclass(frozen=True, slots=True)
class Touchpoint:
    """`planned` and `observed` are emotions from -2 (gives up) to 2 (delighted), None if unknown.

    `evidence` is the badge's words, `observed_n` the number of sightings behind `observed`,
    `spread` their standard deviation. `action` is what the customer does, `quote` what one said.
    """

    number: str
    name: str
    channel: str
    department: str | None
    moment_of_truth: bool
    significance: int | None
    evidence: str
    heat: float
    planned: float | None
    observed: float | None
    observed_n: int
    pains: tuple[Pain, ...]
    action: str = ""
    spread: float | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    goal: str | None
    funnel: str | None
    touchpoints: tuple[Touchpoint, ...]
    decisions: tuple[Note, ...] = ()
    say: tuple[Note, ...] = ()
    kpis: tuple[Note, ...] = ()

    @property
    def actions(self) -> list[Note]:
        """What the customer does at each touchpoint where that is known."""
        return [Note(point.number, point.action) for point in self.touchpoints if point.action]

    @property
    def pains(self) -> list[Pain]:
        """Each pain point of the stage once, the hottest first."""
        found = {pain.number: pain for point in self.touchpoints for pain in point.pains}
        return sorted(found.values(), key=lambda pain: (-pain.heat, pain.number))


@dataclass(frozen=True, slots=True)
class JourneyMap:
    """A journey; `layers` are the lanes that show (None: all), `filters` what it is narrowed to.

    `kpis` are those of the journey as a whole in words. `view` is the whole map for a wall, or one
    of the pictures that a phone can show: what stands out in all of it, or some stages. `shown`
    are the first of these stages and the one after the last; None is all.
    """

    title: str
    subtitle: str
    as_of: str
    stages: tuple[Stage, ...]
    layers: tuple[str, ...] | None = None
    filters: str = ""
    kpis: tuple[str, ...] = ()
    shown: tuple[int, int] | None = None
    view: View = "poster"

    @property
    def opens(self) -> bool:
        """Whether this picture is the first one, with what stands out in all of the map."""
        led = self.view == "stages" and self.has(layers.EMOTIONS)
        return self.shown is None or (self.shown[0] == 0 and not led)

    @property
    def columns(self) -> tuple[Stage, ...]:
        """The stages that this picture shows."""
        return self.stages if self.shown is None else self.stages[slice(*self.shown)]

    def has(self, layer: str) -> bool:
        """Whether a layer shows; what has no content anywhere takes no room unless it invites."""
        left_out = self.view == "overview" and layer not in layers.OVERVIEW
        return not left_out and layer not in layers.hidden(self.layers) and self.holds(layer)

    def holds(self, layer: str) -> bool:
        """Whether there is anything in a layer, or it invites people to add the first."""
        match layer:
            case layers.ACTIONS:
                return any(stage.actions for stage in self.stages)
            case layers.KPIS:
                return any(stage.kpis for stage in self.stages)
            case layers.DECISIONS:
                return any(stage.decisions for stage in self.stages)
            case layers.SAY:
                return any(stage.say for stage in self.stages)
            case layers.DEPARTMENTS:
                return any(point.department for point in self.touchpoints)
            case _:
                return True

    @property
    def touchpoints(self) -> list[Touchpoint]:
        return [point for stage in self.stages for point in stage.touchpoints]

    @property
    def pains(self) -> list[Pain]:
        """Each pain point of the map once, the hottest first."""
        found = {pain.number: pain for stage in self.stages for pain in stage.pains}
        return sorted(found.values(), key=lambda pain: (-pain.heat, pain.number))

    @property
    def best(self) -> Touchpoint | None:
        """The touchpoint with the highest observed emotion, the first one of equals."""
        seen = [point for point in self.touchpoints if point.observed is not None]
        return max(seen, key=lambda point: point.observed or 0.0, default=None)

    @property
    def worst(self) -> Touchpoint | None:
        """The touchpoint with the lowest observed emotion; None when it is the best one too."""
        seen = [point for point in self.touchpoints if point.observed is not None]
        worst = min(seen, key=lambda point: point.observed or 0.0, default=None)
        best = self.best
        if worst is None or best is None or worst.observed == best.observed:
            return None
        return worst

    def to_json(self) -> str:
        return _adapter().dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The map in `text`; pydantic's ValidationError when it is not one."""
        return _adapter().validate_json(text)  # type: ignore[return-value]


@cache
def _adapter() -> TypeAdapter[JourneyMap]:
    return TypeAdapter(JourneyMap)
