"""The sample's pain points and delights, sighting by sighting, and where each stands."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

from sqlmodel import Session

from bot.practice.sample_moments import Calendar, person_of
from storage.identity import identity
from storage.matching import matcher_of
from storage.models import Touchpoint
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.pain.rows import PainRow
from storage.vocabulary import Kind, Status

# A look at what was reported is soon there; what is done about it comes later.
LOOKED_AFTER = timedelta(days=1)
DECIDED_DAYS_AGO = 24.0
EVERY = 3

Content = Mapping[str, Any]
Event = tuple[datetime, Callable[[], None]]


class Seen:
    """Everything that is seen on a journey; `by_title` holds what was told so far."""

    def __init__(
        self,
        session: Session,
        calendar: Calendar,
        places: Mapping[str, Touchpoint],
        personas: Sequence[int],
    ) -> None:
        self.by_title: dict[str, PainRow] = {}
        self._session = session
        self._calendar = calendar
        self._places = places
        self._personas = personas
        self._told = count()

    def events(self, content: Content) -> list[Event]:
        """Each sighting at its moment, and the statuses that people gave."""
        entries = [(entry, Kind.PAIN) for entry in content["pain"]]
        entries += [(entry, Kind.DELIGHT) for entry in content["delight"]]
        found: list[Event] = []
        for entry, kind in entries:
            found += [
                (
                    self._calendar.moment(sighting["days_ago"]),
                    partial(self._sighting, entry, kind, sighting),
                )
                for sighting in entry["sighting"]
            ]
            if entry.get("status", Status.NEW) != Status.NEW:
                found.append((self._decided(entry), partial(self._move_on, entry)))
        return found

    def _decided(self, entry: Content) -> datetime:
        """When it got its status, never before it was told."""
        told = self._calendar.moment(max(each["days_ago"] for each in entry["sighting"]))
        if entry["status"] == Status.CONFIRMED:
            return min(told + LOOKED_AFTER, self._calendar.now)
        return max(told, self._calendar.moment(DECIDED_DAYS_AGO))

    def _sighting(self, entry: Content, kind: Kind, seen: Content) -> None:
        sighting = self._new(seen, kind)
        known = self.by_title.get(entry["title"])
        if known is None:
            self.by_title[entry["title"]] = self._first(entry, kind, sighting)
            return
        pains.add_sighting(
            self._session,
            workspace_id=self._places[entry["touchpoint"]].workspace_id,
            pain_id=known.id,
            sighting=sighting,
        )

    def _first(self, entry: Content, kind: Kind, sighting: NewSighting) -> PainRow:
        place = self._places[entry["touchpoint"]]
        told = "\n".join(filter(None, (entry["title"], entry.get("description"))))
        row = pains.add(
            self._session,
            touchpoint=place,
            told=told,
            kind=kind,
            channel_id=None,
            sighting=sighting,
        )
        if kind is Kind.PAIN:
            matcher_of(self._session).add(
                self._session,
                workspace_id=place.workspace_id,
                journey_id=place.journey_id,
                touchpoint_id=identity(place),
                pain_id=row.id,
                text=told,
            )
        return row

    def _move_on(self, entry: Content) -> None:
        """Straight away: as a change it would be told to everybody who saw it."""
        row = self.by_title[entry["title"]]
        workspace_id = self._places[entry["touchpoint"]].workspace_id
        pain = pains.numbered(self._session, workspace_id=workspace_id, number=row.number)
        if pain is None:
            raise LookupError(f"P-{row.number} is not there")
        pain.status = entry["status"]
        pain.reason = entry.get("reason", "")
        pain.owner_id = person_of(entry["owner"]) if "owner" in entry else None
        self._session.add(pain)
        self._session.flush()

    def _new(self, entry: Content, kind: Kind) -> NewSighting:
        told = next(self._told)
        # Every third sighting names a persona, as busy people do, and all are met alike.
        persona_id = (
            self._personas[told // EVERY % len(self._personas)] if told % EVERY == 0 else None
        )
        return NewSighting(
            reporter_id=person_of(entry["by"]),
            seen_at=self._calendar.moment(entry["days_ago"]),
            severity=entry["pleased" if kind is Kind.DELIGHT else "severity"],
            emotion=entry.get("emotion"),
            quote=entry.get("quote", ""),
            source=entry.get("source"),
            persona_id=persona_id,
        )
