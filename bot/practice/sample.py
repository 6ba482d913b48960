"""Plants the sample journey: real verbs, moments in the past, so that all numbers are true."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session

from bot.practice import sample_knowledge as knowledge
from bot.practice import sample_numbers as numbers
from bot.practice.people import PEOPLE
from bot.practice.sample_decisions import Decisions
from bot.practice.sample_moments import Calendar, person_of
from bot.practice.sample_pains import Seen
from bot.practice.sample_vote import Voted
from bot.practice.server import PracticeServer
from bot.practice.state.posting import person_message
from commands.snapshot import taking
from storage.db import transaction
from storage.identity import identity
from storage.journey import journeys, stages
from storage.journey.journeys import NewStage
from storage.models import Journey, Persona, Stage, Touchpoint
from storage.touchpoint import touchpoints
from storage.workspace import workspaces

CONTENT = Path(__file__).with_name("sample.toml")
HOME_CHANNELS = ("store-team", "support", "product")
Content = Mapping[str, Any]
Event = tuple[datetime, Callable[[], None]]


def plant(engine: Engine, server: PracticeServer, *, now: datetime) -> None:
    """The sample journey into the database, and what colleagues wrote into the channels."""
    content = tomllib.loads(CONTENT.read_text(encoding="utf-8"))
    calendar = Calendar(now)
    with transaction(engine) as session:
        _Planting(session, server.team_id, content, calendar).plant(
            [_channel_id(server, name) for name in HOME_CHANNELS]
        )
    for entry in sorted(content["message"], key=lambda each: -each["days_ago"]):
        message = person_message(server.core, person_of(entry["by"]), entry["text"])
        message["ts"] = f"{calendar.moment(entry['days_ago']).timestamp():.6f}"
        server.core.workspace.add_message(_channel_id(server, entry["channel"]), message)


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
        self._owner = person_of("facilitator")
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
        # In the order in which it happened, so that numbers grow with time as in life.
        for _, happen in sorted(self._events(journey, channel_ids), key=lambda each: each[0]):
            happen()

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
        by_name = self._stages(journey)
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
                    "owner_id": person_of(owner) if owner else None,
                    "significance": entry["significance"],
                    "moment_of_truth": entry["moment_of_truth"],
                    "planned_emotion": entry["planned_emotion"],
                },
            )
            # Their owners looked at most of them lately; a few are due.
            added.reviewed_at = None if place % 6 == 0 else self._reviewed
            places[entry["key"]] = added
        return places

    def _stages(self, journey: Journey) -> dict[str, Stage]:
        found = stages.of(
            self._session, workspace_id=self._workspace_id, journey_id=identity(journey)
        )
        return {stage.name: stage for stage in found}

    def _personas(self, journey: Journey) -> dict[str, Persona]:
        found = {}
        for entry in self._content["persona"]:
            persona = Persona(
                workspace_id=self._workspace_id, journey_id=identity(journey), **entry
            )
            self._session.add(persona)
            self._session.flush()
            found[persona.name] = persona
        return found

    def _events(self, journey: Journey, channel_ids: list[str]) -> list[Event]:
        """All that happened to the map after it was made."""
        session, content, calendar = self._session, self._content, self._calendar
        places = self._touchpoints(journey)
        personas = self._personas(journey)
        seen = Seen(session, calendar, places, [identity(each) for each in personas.values()])
        decided = Decisions(session, journey, calendar, content, seen.by_title)
        return [
            *seen.events(content),
            *self._readings(journey, places),
            *decided.events(channel_ids[HOME_CHANNELS.index(content["scoring"]["channel"])]),
            *Voted(session, journey, calendar, content, seen.by_title).events(),
            *knowledge.written(session, content, calendar, places),
            *knowledge.noted(session, content, calendar, personas, seen.by_title),
            self._snapshot(journey),
        ]

    def _readings(self, journey: Journey, points: Mapping[str, Touchpoint]) -> list[Event]:
        places: dict[str, Touchpoint | Stage] = {**self._stages(journey), **points}
        found = []
        for entry in self._content["kpi"]:
            kpi = numbers.define(self._session, journey, entry, places, self._began)
            found += numbers.read(self._session, kpi, entry, self._calendar)
        return found

    def _snapshot(self, journey: Journey) -> Event:
        """With nothing on it that came later, for it is taken in its turn."""
        entry = self._content["snapshot"]
        at = self._calendar.moment(entry["days_ago"])

        def take() -> None:
            taking.take(
                self._session,
                journey=journey,
                slot=f"sample:{at.isoformat()}",
                by=person_of(entry["by"]),
                at=at,
                name=entry["name"],
            )

        return at, take
