"""The flow's data: touchpoints in order, each in its channel's lane, and who hands over to whom."""

from dataclasses import dataclass
from itertools import pairwise

from charts.plain_data import PlainData


@dataclass(frozen=True, slots=True)
class Step:
    """A touchpoint; `department` is None where nobody said whose it is."""

    number: str
    name: str
    channel: str
    department: str | None = None
    moment_of_truth: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class HandOff:
    """From one step to the next the department changes; `changes_channel`: the channel, too."""

    before: Step
    after: Step

    @property
    def changes_channel(self) -> bool:
        return self.before.channel != self.after.channel


@dataclass(frozen=True, slots=True)
class Flow(PlainData):
    title: str
    subtitle: str
    as_of: str
    stages: tuple[Stage, ...]

    @property
    def steps(self) -> list[Step]:
        return [step for stage in self.stages for step in stage.steps]

    @property
    def channels(self) -> list[str]:
        """Each channel once, in the order in which customers first meet it."""
        return list(dict.fromkeys(step.channel for step in self.steps))

    @property
    def hand_offs(self) -> list[HandOff]:
        """Where one department hands over to another; unknown departments hand nothing over."""
        return [
            HandOff(one, other)
            for one, other in pairwise(self.steps)
            if one.department and other.department and one.department != other.department
        ]

    @property
    def channel_changes(self) -> int:
        return sum(one.channel != other.channel for one, other in pairwise(self.steps))

    @property
    def without_department(self) -> int:
        return sum(not step.department for step in self.steps)
