"""A shop with a touchpoint, people in their zones, and pain points that they report."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine
from sqlmodel import Session, select

from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys
from storage.journey.journeys import NewStage
from storage.models import PainPoint, Stage, Touchpoint
from storage.pain import lives, merges, pains
from storage.pain.pains import NewSighting
from storage.status import Changed
from storage.touchpoint import touchpoints
from storage.vocabulary import Kind, Status
from storage.workspace import workspaces

OWNER = "UOWNER"


@dataclass
class World:
    """One workspace; `now` stands still until it is moved."""

    engine: Engine
    now: datetime
    workspace_id: str = "T1"

    def build(self) -> None:
        with transaction(self.engine) as session:
            workspaces.ensure(session, workspace_id=self.workspace_id, at=self.now)
            workspaces.ensure_member(
                session, workspace_id=self.workspace_id, person_id=OWNER, at=self.now
            )
            journey = journeys.add(
                session,
                workspace_id=self.workspace_id,
                name="Shop",
                goal="",
                scope="",
                owner_id=OWNER,
                at=self.now,
                stages=[NewStage("Purchase")],
            )
            assert journey
            stage = only_stage(session, identity(journey))
            touchpoints.add(
                session, stage=stage, name="Till", channel="store", actor_id=OWNER, at=self.now
            )

    def arrive(self, person_id: str, zone: str | None = None) -> None:
        with transaction(self.engine) as session:
            known = {"workspace_id": self.workspace_id, "person_id": person_id}
            workspaces.ensure_member(session, **known, at=self.now, zone=zone or None)

    def log(self, what: str, *, by: str, kind: Kind = Kind.PAIN, severity: int = 3) -> int:
        with transaction(self.engine) as session:
            where = session.exec(
                select(Touchpoint).where(Touchpoint.workspace_id == self.workspace_id)
            ).one()
            return pains.add(
                session,
                touchpoint=where,
                told=what,
                kind=kind,
                channel_id="C1",
                sighting=NewSighting(by, self.now, severity),
            ).number

    def see(self, number: int, *, by: str, severity: int = 2, source: str = "") -> None:
        with transaction(self.engine) as session:
            pains.add_sighting(
                session,
                workspace_id=self.workspace_id,
                pain_id=identity(self.pain(session, number)),
                sighting=NewSighting(by, self.now, severity, source=source or None),
            )

    def move(self, number: int, status: Status, *, by: str = OWNER, reason: str = "") -> Changed:
        with transaction(self.engine) as session:
            pain = self.pain(session, number)
            return lives.set_status(
                session,
                pain=pain,
                seen=pain.status,
                status=status,
                reason=reason,
                actor_id=by,
                at=self.now,
            )

    def merge(self, number: int, into: int, *, by: str = OWNER) -> None:
        with transaction(self.engine) as session:
            pain, target = merges.lock(
                session, pain=self.pain(session, number), other=self.pain(session, into)
            )
            merges.merge(
                session, pain=pain, into=target, seen=pain.status, actor_id=by, at=self.now
            )

    def unmerge(self, number: int, *, by: str = OWNER) -> None:
        with transaction(self.engine) as session:
            pain, _ = merges.lock(session, pain=self.pain(session, number))
            merges.unmerge(session, pain=pain, actor_id=by, at=self.now)

    def pain(self, session: Session, number: int) -> PainPoint:
        found = lives.lock(session, workspace_id=self.workspace_id, number=number)
        assert found
        return found

    def later(self, **passed: float) -> None:
        self.now += timedelta(**passed)


def only_stage(session: Session, journey_id: int) -> Stage:
    return session.exec(select(Stage).where(Stage.journey_id == journey_id)).one()
