"""Plants the sample journey: real verbs, moments in the past, so that all numbers are true."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from bot.practice.people import PEOPLE
from bot.practice.server import PracticeServer
from bot.practice.state.posting import person_message
from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.journeys import NewStage
from storage.matching import matcher_of
from storage.models import Journey, Persona, Touchpoint
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.touchpoint import touchpoints
from storage.vocabulary import Kind, Status
from storage.workspace import workspaces

CONTENT = Path(__file__).with_name("sample.toml")
WEDNESDAY = 2
HOME_CHANNELS = ("store-team", "support", "product")
Content = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Turns the content's days ago, counted from a Wednesday at 18:00, into real moments.

    Working days stay working days and mornings mornings, whatever day it is now.
    """

    now: datetime

    def moment(self, days_ago: float) -> datetime:
        evening = timedelta(hours=18)
        back = evening - timedelta(days=days_ago)
        day = -(back // timedelta(days=1))
        clock = back % timedelta(days=1)
        shift = (self.now.weekday() - WEDNESDAY) % 7
        days_back = 7 * (day // 7) + (day % 7 + shift) % 7
        midnight = datetime.combine(self.now.date(), time(), self.now.tzinfo)
        return min(midnight - timedelta(days=days_back) + clock, self.now)


def plant(engine: Engine, server: PracticeServer, *, now: datetime) -> None:
    """The sample journey into the database, and what colleagues wrote into the channels."""
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    calendar = Calendar(now)
    with transaction(engine) as session:
        _Planting(session, server.team_id, content, calendar).plant(
            [_channel_id(server, name) for name in HOME_CHANNELS]
        )
    for entry in sorted(content["message"], key=lambda each: -each["days_ago"]):
        message = person_message(server.core, _person(entry["by"]), entry["text"])
        message["ts"] = f"{calendar.moment(entry['days_ago']).timestamp():.6f}"
        server.core.workspace.add_message(_channel_id(server, entry["channel"]), message)


def _person(role: str) -> str:
    return next(person.id for person in PEOPLE if person.role.replace(" ", "_") == role)


def _channel_id(server: PracticeServer, name: str) -> str:
    channel = server.core.workspace.channel_named(name)
    if channel is None:
        raise LookupError(f"There is no channel called {name}")
    return str(channel["id"])


class _Planting:
    """One planting: a session, a workspace, the content and its calendar."""

    def __init__(
        self, session: Session, workspace_id: str, content: Content, calendar: Calendar
    ) -> None:
        self._session = session
        self._workspace_id = workspace_id
        self._content = content
        self._calendar = calendar
        self._owner = _person("facilitator")
        self._began = calendar.moment(100)
        self._reviewed = calendar.moment(20)

    def plant(self, channel_ids: list[str]) -> None:
        workspaces.ensure(self._session, workspace_id=self._workspace_id, at=self._began)
        for person in PEOPLE:
            workspaces.ensure_member(
                self._session,
                workspace_id=self._workspace_id,
                person_id=person.id,
                at=self._began,
            )
        journey = self._journey(channel_ids)
        places = self._touchpoints(journey)
        personas = self._personas(journey)
        seen = [(entry, Kind.PAIN) for entry in self._content["pain"]]
        seen += [(entry, Kind.DELIGHT) for entry in self._content["delight"]]
        # In the order of their first sighting, so that numbers grow with time as in life.
        for entry, kind in sorted(seen, key=lambda each: -_first(each[0])):
            self._pain(entry, kind, places[entry["touchpoint"]], personas)

    def _journey(self, channel_ids: list[str]) -> Journey:
        about = self._content["journey"]
        journey = journeys.add(
            self._session,
            workspace_id=self._workspace_id,
            name=about["name"],
            goal=about["goal"],
            scope=about["scope"],
            owner_id=self._owner,
            at=self._began,
            stages=[NewStage(s["name"], s["goal"], s["funnel"]) for s in self._content["stage"]],
        )
        if journey is None:
            raise ValueError("The sample journey was planted before")
        for place, channel_id in enumerate(channel_ids):
            journeys.bind(
                self._session,
                workspace_id=self._workspace_id,
                journey_id=identity(journey),
                channel_id=channel_id,
                private=False,
                person_id=self._owner,
                at=self._began + timedelta(minutes=place),
            )
        return journey

    def _touchpoints(self, journey: Journey) -> dict[str, Touchpoint]:
        by_name = {
            stage.name: stage
            for stage in stages.of(
                self._session, workspace_id=self._workspace_id, journey_id=identity(journey)
            )
        }
        places = {}
        for place, entry in enumerate(self._content["touchpoint"]):
            owner = entry.get("owner")
            added = touchpoints.add(
                self._session,
                stage=by_name[entry["stage"]],
                name=entry["name"],
                channel=entry["channel"],
                actor_id=self._owner,
                at=self._began,
                details={
                    "action": entry["action"],
                    "department": entry["department"],
                    "owner_id": _person(owner) if owner else None,
                    "significance": entry["significance"],
                    "moment_of_truth": entry["moment_of_truth"],
                    "planned_emotion": entry["planned_emotion"],
                },
            )
            # Their owners looked at most of them lately; a few are due.
            added.reviewed_at = None if place % 6 == 0 else self._reviewed
            places[entry["key"]] = added
        return places

    def _personas(self, journey: Journey) -> list[int]:
        ids = []
        for entry in self._content["persona"]:
            persona = Persona(
                workspace_id=self._workspace_id, journey_id=identity(journey), **entry
            )
            self._session.add(persona)
            self._session.flush()
            ids.append(identity(persona))
        return ids

    def _pain(self, entry: Content, kind: Kind, place: Touchpoint, personas: list[int]) -> None:
        told = "\n".join(filter(None, (entry["title"], entry.get("description"))))
        observed = sorted(entry["sighting"], key=lambda each: -each["days_ago"])
        first, *others = [self._sighting(each, kind, personas) for each in observed]
        row = pains.add(
            self._session,
            touchpoint=place,
            told=told,
            kind=kind,
            channel_id=None,
            sighting=first,
        )
        if kind is Kind.PAIN:
            matcher_of(self._session).add(
                self._session,
                workspace_id=self._workspace_id,
                journey_id=place.journey_id,
                touchpoint_id=identity(place),
                pain_id=row.id,
                text=told,
            )
        for sighting in others:
            pains.add_sighting(
                self._session,
                workspace_id=self._workspace_id,
                pain_id=row.id,
                sighting=sighting,
            )
        pain = pains.numbered(self._session, workspace_id=self._workspace_id, number=row.number)
        owner = entry.get("owner")
        if pain:
            pain.status = entry.get("status", Status.NEW.value)
            pain.reason = entry.get("reason", "")
            pain.owner_id = _person(owner) if owner else None
            self._session.add(pain)
            self._session.flush()

    def _sighting(self, entry: Content, kind: Kind, personas: list[int]) -> NewSighting:
        moment = self._calendar.moment(entry["days_ago"])
        return NewSighting(
            reporter_id=_person(entry["by"]),
            seen_at=moment,
            severity=entry["pleased" if kind is Kind.DELIGHT else "severity"],
            emotion=entry.get("emotion"),
            quote=entry.get("quote", ""),
            source=entry.get("source"),
            # Every third sighting names a persona, as busy people do.
            persona_id=personas[moment.day % len(personas)] if moment.day % 3 == 0 else None,
        )


def _first(entry: Content) -> float:
    return float(max(each["days_ago"] for each in entry["sighting"]))
