"""Drives commands as the shell does: one request, one transaction, effects as the answer."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sqlalchemy import Engine

from commands.index import FEATURES
from commands.reply import Durable, Effect, Offer, OpenForm, Say, View
from commands.request import Kind, Person, Place, Request, Value
from commands.router import Router
from storage.db import transaction
from storage.vocabulary import PlaceKind
from storage.workspace import workspaces

E = TypeVar("E", bound=Effect)


@dataclass
class FrontDoor:
    """One person in one conversation; `as_` and `at` give others on the same database."""

    engine: Engine
    now: datetime
    person: Person = field(default_factory=lambda: Person("UMAYA"))
    place: Place | None = field(default_factory=lambda: Place("C1"))
    workspace_id: str = "T1"
    router: Router = field(default_factory=lambda: Router(FEATURES))

    def as_(self, person_id: str, *, guest: bool = False, workspace_id: str = "T1") -> "FrontDoor":
        person = Person(person_id, guest=guest)
        return FrontDoor(self.engine, self.now, person, self.place, workspace_id, self.router)

    def at(self, place_id: str | None, kind: PlaceKind = PlaceKind.PUBLIC) -> "FrontDoor":
        place = Place(place_id, kind) if place_id else None
        return FrontDoor(self.engine, self.now, self.person, place, self.workspace_id, self.router)

    def later(self, **passed: float) -> "FrontDoor":
        now = self.now + timedelta(**passed)
        return FrontDoor(self.engine, now, self.person, self.place, self.workspace_id, self.router)

    def ask(self, kind: Kind, name: str, **more: Any) -> list[Effect]:  # noqa: ANN401
        request = Request(
            kind=kind,
            name=name,
            workspace_id=self.workspace_id,
            person=self.person,
            now=self.now,
            place=self.place,
            **more,
        )
        with transaction(self.engine) as session:
            workspaces.ensure(session, workspace_id=self.workspace_id, at=self.now)
            workspaces.ensure_member(
                session, workspace_id=self.workspace_id, person_id=self.person.id, at=self.now
            )
            effects = self.router.run(request, session)
        route, _ = self.router.find(request)
        queued = [effect for effect in effects if isinstance(effect, Durable)]
        stored = route.writes or kind is Kind.MESSAGE  # whose content is sent, not queued
        assert stored or not queued, f"{name} only reads, so {queued} could not be stored"
        return effects

    def command(self, typed: str) -> list[Effect]:
        """Types a slash command."""
        name, _, text = typed.partition(" ")
        return self.ask(Kind.COMMAND, name, text=text)

    def click(self, action: str, value: str = "", **more: Any) -> list[Effect]:  # noqa: ANN401
        """Clicks a button."""
        return self.ask(Kind.ACTION, action, value=value, **more)

    def options(self, action: str, typed: str, view: View | None = None) -> list[tuple[str, str]]:
        """Types into a type-ahead."""
        context = view["private_metadata"] if view else {}
        effects = self.ask(Kind.OPTIONS, action, text=typed, context=context)
        return list(only(effects, Offer).options)

    def submit(self, view: View, values: Mapping[str, Value]) -> list[Effect]:
        """Sends a form, keeping what it was prefilled with."""
        filled = {**initial_values(view), **values}
        unknown = set(values) - set(initial_values(view))
        assert not unknown, f"the form has no field {unknown}"
        return self.ask(
            Kind.SUBMIT, view["callback_id"], values=filled, context=view["private_metadata"]
        )

    def log(self, view: View, values: Mapping[str, Value]) -> list[Effect]:
        """Sends the form to log with, and again when it comes back with "Seen before?"."""
        effects = self.submit(view, values)
        back = [each.view for each in effects if isinstance(each, OpenForm)]
        return self.submit(back[0], {}) if back else effects

    def form(self, typed: str) -> View:
        """Types a command that must open a form."""
        return only(self.command(typed), OpenForm).view


def initial_values(view: View) -> dict[str, Value]:
    """What each field of a form holds when it opens."""
    values: dict[str, Value] = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        chosen = element.get("initial_option")
        many = element.get("initial_options")
        values[block["block_id"]] = (
            [option["value"] for option in many]
            if many
            else chosen["value"]
            if chosen
            else element.get("initial_value")
            or element.get("initial_user")
            or element.get("initial_time")
            or element.get("initial_date")
            or _text(element.get("initial_date_time"))
        )
    return values


def _text(moment: int | None) -> str | None:
    """As the shell hands it on."""
    return None if moment is None else str(moment)


def only(effects: list[Effect], kind: type[E]) -> E:
    """The one effect of a kind."""
    found = [effect for effect in effects if isinstance(effect, kind)]
    assert len(found) == 1, f"expected one {kind.__name__}, got {effects}"
    return found[0]


def shown(effect: object) -> str:
    """Everything an effect shows, as one string to look into."""
    return json.dumps(
        effect,
        default=lambda value: getattr(value, "__dict__", None) or _slots(value),
        ensure_ascii=False,
    )


def _slots(value: object) -> dict[str, Any]:
    return {name: getattr(value, name) for name in getattr(value, "__slots__", ())}


def said(effects: list[Effect]) -> str:
    """What the person is told, blocks and all."""
    return shown(only(effects, Say))
