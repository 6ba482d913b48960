"""A shop that gets digests: the clock's claimed job, and what its target is sent."""

from datetime import UTC, datetime

from commands.digest import send
from commands.feature import DueRun
from commands.reply import Effect, Picture, Post, Tell
from commands.request import CLOCK, Kind, Person, Place, Request
from storage.db import reading, transaction
from storage.digest.subscriptions import Listed, visible
from storage.journey.visibility import Viewer
from storage.models import Subscription
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor
from tests.commands.vote_steps import checked

Sent = Picture | Post | Tell

BERLIN = "Europe/Berlin"
# The tests begin on a Wednesday; nine o'clock on the next Monday in Berlin.
MONDAY = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def at_zone(door: FrontDoor, zone: str) -> FrontDoor:
    """The same person, whose zone Slack told."""
    person = Person(door.person.id, zone=zone)
    return FrontDoor(door.engine, door.now, person, door.place, door.workspace_id, door.router)


def at_time(door: FrontDoor, now: datetime) -> FrontDoor:
    return FrontDoor(door.engine, now, door.person, door.place, door.workspace_id, door.router)


def in_private(door: FrontDoor, channel: str = "G1") -> FrontDoor:
    return door.at(channel, PlaceKind.PRIVATE)


def subscribe(door: FrontDoor, **values: str) -> list[Effect]:
    """Fills in the form "Get a digest"."""
    view = door.form("/journey digest")
    return checked(door.submit(view, values))


def due(door: FrontDoor) -> list[DueRun]:
    with reading(door.engine) as session:
        return list(send.due(session, door.workspace_id, door.now))


def run(door: FrontDoor, each: DueRun) -> list[Effect]:
    """One run, as the clock does it: built on what only reads, noted where it is told."""
    request = Request(
        kind=Kind.JOB,
        name=send.NAME,
        workspace_id=door.workspace_id,
        person=CLOCK,
        now=door.now,
        value=each.value,
        context={"slot": each.slot.isoformat()},
    )
    with reading(door.engine) as session:
        effects = door.router.run(request, session)
    with transaction(door.engine) as session:
        outcome = send.done(request, session)
    return checked(effects) if outcome else []


def sent(door: FrontDoor) -> dict[str, Sent]:
    """What each target is sent now."""
    found: dict[str, Sent] = {}
    for each in due(door):
        for effect in run(door, each):
            assert isinstance(effect, Picture | Post | Tell)
            target = effect.person_id if isinstance(effect, Tell) else effect.channel_id
            target = target or (effect.only_for if isinstance(effect, Picture) else "")
            assert target
            assert target not in found, "two for one target"
            found[target] = effect
    return found


def stored(door: FrontDoor) -> list[Subscription]:
    """All digests that are not stopped, whoever may know of them."""
    place = door.place or Place("")
    viewer = Viewer(door.workspace_id, door.person.id, place.id)
    with reading(door.engine) as session:
        listed: list[Listed] = visible(session, viewer=viewer)
    return [each.subscription for each in listed]
