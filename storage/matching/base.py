"""What every matcher offers, whatever it compares texts by."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from sqlmodel import Session


@dataclass(frozen=True, slots=True)
class Similar:
    """An open pain point worth offering; score is the estimated chance that it is the same."""

    pain_id: int
    score: float


@dataclass(frozen=True, slots=True)
class Theme:
    """Pain points that may be related, hottest first, and what they share in their own words.

    score grows with their number and with how telling the shared words are.
    """

    label: str
    pain_ids: tuple[int, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Themes:
    """The themes of the `looked_at` hottest pain points among all `open_ones`."""

    themes: tuple[Theme, ...]
    looked_at: int
    open_ones: int


def best(found: Iterable[Similar], *, least: float, limit: int) -> list[Similar]:
    """Those likely enough, the likeliest first and each once; of equal ones the newest first."""
    highest: dict[int, float] = {}
    for each in found:
        highest[each.pain_id] = max(each.score, highest.get(each.pain_id, 0.0))
    likely = [Similar(*each) for each in highest.items() if each[1] >= least]
    return sorted(likely, key=lambda each: (-each.score, -each.pain_id))[:limit]


class Matcher(Protocol):
    """Finds open pain points that may be the same, and keeps what it needs for that.

    Everything happens in the caller's transaction. The verbs name a workspace with every
    pain point, and do nothing for one that this workspace doesn't have.
    """

    @property
    def name(self) -> str:
        """Under which it is shown to people."""
        ...

    def similar(
        self,
        session: Session,
        *,
        workspace_id: str,
        journey_id: int,
        text: str,
        touchpoint_id: int | None,
        stage_id: int | None,
        limit: int = 3,
    ) -> list[Similar]:
        """The open pain points worth offering, best first; often none."""
        ...

    def add(
        self,
        session: Session,
        *,
        workspace_id: str,
        journey_id: int,
        touchpoint_id: int,
        pain_id: int,
        text: str,
    ) -> None:
        """A new open pain point can be found from now on."""
        ...

    def confirm(self, session: Session, *, workspace_id: str, pain_id: int, text: str) -> None:
        """Somebody told of it in these words, too: further evidence."""
        ...

    def merge(self, session: Session, *, workspace_id: str, pain_id: int, into_id: int) -> None:
        """A duplicate is found no more, and its words become evidence for the other."""
        ...

    def unmerge(self, session: Session, *, workspace_id: str, pain_id: int, from_id: int) -> None:
        """It was no duplicate: found again, and its words are its own."""
        ...

    def move(
        self, session: Session, *, workspace_id: str, pain_id: int, touchpoint_id: int
    ) -> None:
        """It belongs to another touchpoint of the same journey now."""
        ...

    def forget(self, session: Session, *, workspace_id: str, pain_id: int) -> None:
        """It is not open any more, and found no more; what was learned is kept."""
        ...

    def restore(self, session: Session, *, workspace_id: str, pain_id: int) -> None:
        """It is open again, and found by all that was learned of it."""
        ...

    def erase(self, session: Session, *, workspace_id: str, pain_id: int) -> None:
        """Nothing of it is kept: to be called before its row is deleted, or its text changed."""
        ...

    def themes(self, session: Session, *, workspace_id: str, journey_id: int) -> Themes:
        """What the journey's hottest open pain points talk about, in groups."""
        ...
