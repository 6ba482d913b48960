"""A small journey to try the matcher on, in one transaction, with the verbs spelt short."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine, update
from sqlmodel import Session

from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.journeys import NewStage
from storage.matching import Matcher
from storage.models import PainPoint, Touchpoint
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.statements import table_of
from storage.touchpoint import touchpoints
from storage.vocabulary import Channel, Kind, Status
from storage.workspace import workspaces

AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
PLACES = (("Checkout", 0), ("Store", 0), ("Returns", 1), ("Hotline", 1))


@dataclass(slots=True)
class Small:
    """One journey of one workspace, and a matcher."""

    session: Session
    matcher: Matcher
    workspace_id: str
    journey_id: int
    places: dict[str, Touchpoint]

    def place(self, name: str) -> int:
        return identity(self.places[name])

    def log(self, place: str, text: str, *, kind: Kind = Kind.PAIN) -> int:
        row = pains.add(
            self.session,
            touchpoint=self.places[place],
            told=text,
            kind=kind,
            channel_id=None,
            sighting=NewSighting("U1", AT, 3),
        )
        self.matcher.add(
            self.session,
            workspace_id=self.workspace_id,
            journey_id=self.journey_id,
            touchpoint_id=self.place(place),
            pain_id=row.id,
            text=text,
        )
        return row.id

    def ask(
        self, text: str, place: str | None = None, *, stage_id: int | None = None, limit: int = 3
    ) -> list[int]:
        found = self.matcher.similar(
            self.session,
            workspace_id=self.workspace_id,
            journey_id=self.journey_id,
            text=text,
            touchpoint_id=self.place(place) if place else None,
            stage_id=stage_id,
            limit=limit,
        )
        return [each.pain_id for each in found]

    def confirm(self, pain_id: int, text: str) -> None:
        self.matcher.confirm(
            self.session, workspace_id=self.workspace_id, pain_id=pain_id, text=text
        )

    def set_status(self, pain_id: int, status: Status) -> None:
        pain = table_of(PainPoint)
        self.session.connection().execute(
            update(pain).where(pain.c.id == pain_id).values(status=status.value)
        )


@contextmanager
def small(engine: Engine, matcher: Matcher) -> Iterator[Small]:
    """The journey of workspace T1."""
    with transaction(engine) as session:
        yield journey_of(session, matcher, "T1", "Buying a lamp")


def journey_of(session: Session, matcher: Matcher, workspace_id: str, name: str) -> Small:
    """A journey with four touchpoints in two stages."""
    workspaces.ensure(session, workspace_id=workspace_id, at=AT)
    journey = journeys.add(
        session,
        workspace_id=workspace_id,
        name=name,
        goal="",
        scope="",
        owner_id="U1",
        at=AT,
        stages=[NewStage("Purchase"), NewStage("Afterwards")],
    )
    assert journey is not None
    columns = stages.of(session, workspace_id=workspace_id, journey_id=identity(journey))
    places = {
        place: touchpoints.add(
            session, stage=columns[stage], name=place, channel=Channel.OTHER, actor_id="U1", at=AT
        )
        for place, stage in PLACES
    }
    return Small(session, matcher, workspace_id, identity(journey), places)
