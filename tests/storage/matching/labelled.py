"""The labelled complaints, a database filled with them, and how well a matcher does on them.

One pain point stands for each problem, as in a team that merges duplicates. A complaint is asked
about while the others of its group are known, in one of three ways:

cold      only the group's first complaint: the pain point was logged just now;
learned   the first logged it, the others were confirmed by "I've seen this too";
separate  every complaint is a pain point of its own: nothing was ever merged.

Pain points that are alone with their problem ("new") are in the database, too.
"""

import random
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from sqlalchemy import Engine
from sqlmodel import Session

from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.journeys import NewStage
from storage.matching import Matcher, Similar
from storage.models import Touchpoint
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.touchpoint import touchpoints
from storage.vocabulary import Channel, Kind
from storage.workspace import workspaces

COMPLAINTS = Path(__file__).with_name("complaints.toml")
# Of other businesses: for tuning, and to be measured on only.
OTHER = COMPLAINTS.with_name("complaints_other.toml")
FRESH = COMPLAINTS.with_name("complaints_fresh.toml")
WORKSPACE = "T1"
AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)

Known = Literal["cold", "learned", "separate"]


@dataclass(frozen=True, slots=True)
class Problem:
    """What lies beneath some complaints; a new one has a single complaint."""

    name: str
    touchpoint: str
    part: str
    complaints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """The whole file."""

    places: dict[str, str]
    groups: tuple[Problem, ...]
    new: tuple[Problem, ...]

    def part(self, part: str) -> "Labelled":
        """One half; the places are common to both."""
        return Labelled(
            self.places,
            tuple(each for each in self.groups if each.part == part),
            tuple(each for each in self.new if each.part == part),
        )


@dataclass(frozen=True, slots=True)
class Quality:
    """How well a matcher did: all four from 0 to 1, the last the lower the better."""

    hit_at_1: float
    hit_at_3: float
    recall_at_3: float
    false_offers: float


def load(path: Path = COMPLAINTS) -> Labelled:
    """The labelled complaints of a file."""
    with path.open("rb") as file:
        found = tomllib.load(file)
    return Labelled(
        {each["name"]: each["stage"] for each in found["touchpoint"]},
        tuple(
            Problem(each["name"], each["touchpoint"], each["part"], tuple(each["complaints"]))
            for each in found["group"]
        ),
        tuple(
            Problem(each["text"], each["touchpoint"], each["part"], (each["text"],))
            for each in found["new"]
        ),
    )


@dataclass(slots=True)
class World:
    """A session on a journey with the labelled touchpoints, and a matcher to fill."""

    session: Session
    matcher: Matcher
    journey_id: int
    places: dict[str, Touchpoint]
    problem_of: dict[int, str]
    # With it, a random part of what others said is confirmed.
    some: random.Random | None = None

    def log(self, problem: Problem, complaints: Sequence[str]) -> int:
        """One pain point, told by the first and confirmed by the other complaints."""
        place = self.places[problem.touchpoint]
        row = pains.add(
            self.session,
            touchpoint=place,
            told=complaints[0],
            kind=Kind.PAIN,
            channel_id=None,
            sighting=NewSighting("U1", AT, 3),
        )
        self.matcher.add(
            self.session,
            workspace_id=WORKSPACE,
            journey_id=self.journey_id,
            touchpoint_id=identity(place),
            pain_id=row.id,
            text=complaints[0],
        )
        others = complaints[1:]
        if self.some:
            others = self.some.sample(others, self.some.randint(0, len(others)))
        for complaint in others:
            self.matcher.confirm(
                self.session, workspace_id=WORKSPACE, pain_id=row.id, text=complaint
            )
        self.problem_of[row.id] = problem.name
        return row.id

    def erase(self, pain_id: int) -> None:
        self.matcher.erase(self.session, workspace_id=WORKSPACE, pain_id=pain_id)
        del self.problem_of[pain_id]

    def ask(self, text: str, place: str | None) -> list[Similar]:
        return self.matcher.similar(
            self.session,
            workspace_id=WORKSPACE,
            journey_id=self.journey_id,
            text=text,
            touchpoint_id=identity(self.places[place]) if place else None,
            stage_id=None,
        )


@contextmanager
def world(
    engine: Engine,
    matcher: Matcher,
    labelled: Labelled,
    *,
    some: random.Random | None = None,
) -> Iterator[World]:
    """An empty journey on a migrated database, in one transaction."""
    with transaction(engine) as session:
        workspaces.ensure(session, workspace_id=WORKSPACE, at=AT)
        journey = journeys.add(
            session,
            workspace_id=WORKSPACE,
            name="Buying furniture",
            goal="",
            scope="",
            owner_id="U1",
            at=AT,
            stages=[NewStage(name) for name in dict.fromkeys(labelled.places.values())],
        )
        if journey is None:
            raise RuntimeError("The database was filled before")
        journey_id = identity(journey)
        columns = stages.of(session, workspace_id=WORKSPACE, journey_id=journey_id)
        by_name = {stage.name: stage for stage in columns}
        places = {
            name: touchpoints.add(
                session,
                stage=by_name[stage],
                name=name,
                channel=Channel.OTHER,
                actor_id="U1",
                at=AT,
            )
            for name, stage in labelled.places.items()
        }
        yield World(session, matcher, journey_id, places, {}, some)


def questions(here: World, labelled: Labelled, known: Known) -> Iterator[tuple[Problem, str]]:
    """Every complaint once, while the world knows the others but not this one."""
    ids: dict[tuple[str, str], int] = {}
    for problem in (*labelled.groups, *labelled.new):
        for complaints in _pain_points(problem.complaints, known):
            ids[problem.name, complaints[0]] = here.log(problem, complaints)
    for problem in (*labelled.groups, *labelled.new):
        for complaint in problem.complaints:
            if known == "cold" and problem.complaints[1:] and complaint == problem.complaints[0]:
                continue
            told = [each for each in problem.complaints if each != complaint]
            if known == "separate" or not told:
                here.erase(ids[problem.name, complaint])
                yield problem, complaint
                ids[problem.name, complaint] = here.log(problem, [complaint])
            elif known == "learned":
                here.erase(ids[problem.name, problem.complaints[0]])
                before = here.log(problem, told)
                yield problem, complaint
                here.erase(before)
                ids[problem.name, problem.complaints[0]] = here.log(problem, problem.complaints)
            else:
                yield problem, complaint


def _pain_points(complaints: Sequence[str], known: Known) -> list[Sequence[str]]:
    if known == "separate":
        return [[each] for each in complaints]
    return [complaints[:1] if known == "cold" else complaints]


def measure(
    engine: Engine,
    matcher: Matcher,
    labelled: Labelled,
    *,
    part: str,
    known: Known,
    with_touchpoint: bool,
) -> Quality:
    """Asks about every complaint of one part, among the pain points of that part."""
    labelled = labelled.part(part)
    first = hits = found = asked = false = new = 0.0
    with world(engine, matcher, labelled) as here:
        for problem, complaint in questions(here, labelled, known):
            offered = here.ask(complaint, problem.touchpoint if with_touchpoint else None)
            right = [here.problem_of[each.pain_id] == problem.name for each in offered]
            if problem in labelled.new:
                new += 1
                false += bool(offered)
                continue
            there = sum(name == problem.name for name in here.problem_of.values())
            asked += 1
            first += bool(right and right[0])
            hits += any(right)
            found += sum(right) / min(3, there)
    return Quality(first / asked, hits / asked, found / asked, false / new)
