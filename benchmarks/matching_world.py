"""Journeys with very many pain points, for measuring the matcher: made-up words, real shapes."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import Engine, insert, text
from sqlmodel import Session

from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.journeys import NewStage
from storage.matching import LexicalMatcher
from storage.matching.lexicon import lexicon
from storage.migrations import migrate
from storage.models import PainPoint
from storage.statements import table_of
from storage.touchpoint import touchpoints
from storage.vocabulary import Channel
from storage.workspace import workspaces

WORKSPACE = "T1"
PLACES = 40
BATCH = 5_000
SYLLABLES = "ba ce di fo gu ka le mi no pu ra se ti vo zu bra cle dri flo gru".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Crowd:
    """A journey with so many pain points, and questions about them."""

    journey_id: int
    place_ids: tuple[int, ...]
    questions: tuple[tuple[str, int], ...]


class Complaints:
    """Endless complaints: few words often, many seldom (Zipf), names and numbers among them."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - nothing secret
        known = [word for word in sorted(lexicon().by_word) if word.isalpha()]
        made_up = [
            "".join(self._random.choices(SYLLABLES, k=self._random.randint(2, 4)))
            for _ in range(4_000)
        ]
        words = [*known, *made_up]
        self._random.shuffle(words)
        self._words = words
        self._weights = [1 / (rank + 10) for rank in range(len(words))]

    def one(self) -> str:
        length = self._random.randint(4, 14)
        return " ".join(self._random.choices(self._words, self._weights, k=length))

    def place(self, ids: tuple[int, ...]) -> int:
        return self._random.choice(ids)


def crowd(engine: Engine, number: int, *, asked: int) -> Crowd:
    """Fills an empty database with one journey of so many open pain points."""
    migrate(engine)
    complaints = Complaints(seed=7)
    with transaction(engine) as session:
        journey_id, places = _journey(session)
        for batch in _batches(range(1, number + 1)):
            _fill(session, journey_id, places, batch, complaints)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("VACUUM ANALYZE"))
            connection.execute(
                text("SELECT setval(pg_get_serial_sequence('pain_point', 'id'), :n)"), {"n": number}
            )
    questions = tuple((complaints.one(), complaints.place(places)) for _ in range(asked))
    return Crowd(journey_id, places, questions)


def _batches(numbers: range) -> Iterator[list[int]]:
    rest = iter(numbers)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _journey(session: Session) -> tuple[int, tuple[int, ...]]:
    now = datetime.now(UTC)
    workspaces.ensure(session, workspace_id=WORKSPACE, at=now)
    names = ("Awareness", "Research", "Purchase", "Post-purchase", "Loyalty")
    journey = journeys.add(
        session,
        workspace_id=WORKSPACE,
        name="Everything",
        goal="",
        scope="",
        owner_id="U1",
        at=now,
        stages=[NewStage(name) for name in names],
    )
    if journey is None:
        raise RuntimeError("The database was filled before")
    columns = stages.of(session, workspace_id=WORKSPACE, journey_id=identity(journey))
    places = tuple(
        identity(
            touchpoints.add(
                session,
                stage=columns[number % len(columns)],
                name=f"Place {number}",
                channel=Channel.OTHER,
                actor_id="U1",
                at=now,
            )
        )
        for number in range(PLACES)
    )
    return identity(journey), places


def _fill(
    session: Session,
    journey_id: int,
    places: tuple[int, ...],
    numbers: list[int],
    complaints: Complaints,
) -> None:
    now = datetime.now(UTC)
    told = [(number, complaints.place(places), complaints.one()) for number in numbers]
    session.connection().execute(
        insert(table_of(PainPoint)),
        [
            PainPoint(
                workspace_id=WORKSPACE,
                number=number,
                journey_id=journey_id,
                touchpoint_id=place_id,
                title=told_as[:150],
                reporter_id="U1",
                created_at=now,
                status_at=now,
            ).model_dump()
            | {"id": number}
            for number, place_id, told_as in told
        ],
    )
    matcher = LexicalMatcher()
    for number, place_id, told_as in told:
        matcher.add(
            session,
            workspace_id=WORKSPACE,
            journey_id=journey_id,
            touchpoint_id=place_id,
            pain_id=number,
            text=told_as,
        )
