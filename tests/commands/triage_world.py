"""Pain points of a shop, for those who triage them, and a look at what is stored."""

from collections.abc import Sequence

from sqlmodel import select

from commands.pain import merge_learning
from commands.reply import Effect, Refresh, Replace, Say
from storage.db import transaction
from storage.identity import identity
from storage.models import History, PainPoint, Sighting, Stage
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.touchpoint import touchpoints
from storage.vocabulary import Kind
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import legal
from tests.commands.touchpoint_world import open_shop

TOLD = ("The card reader was down", "The queue was long", "The receipt was missing")


def shop_with_pains(door: FrontDoor, told: Sequence[str] = TOLD) -> None:
    """A journey in C1 with the touchpoints T-1 Till and T-2 Basket; pain points at T-1.

    P-1 is the hottest: it is logged with the highest severity.
    """
    open_shop(door)
    with transaction(door.engine) as session:
        stage = session.exec(
            select(Stage).where(Stage.name == "Purchase", Stage.workspace_id == door.workspace_id)
        ).one()
        for name in ("Till", "Basket"):
            touchpoints.add(
                session, stage=stage, name=name, channel="store", actor_id="UOWNER", at=door.now
            )
    for severity, each in zip(range(5, 0, -1), told, strict=False):
        log(door, each, severity=severity)


def log(
    door: FrontDoor,
    told: str,
    *,
    severity: int = 3,
    reporter: str = "UREPORTER",
    kind: Kind = Kind.PAIN,
) -> int:
    """One more at T-1, past its form; its number."""
    with transaction(door.engine) as session:
        till = touchpoints.numbered(session, workspace_id=door.workspace_id, number=1)
        assert till
        row = pains.add(
            session,
            touchpoint=till,
            told=told,
            kind=kind,
            channel_id="C1",
            sighting=NewSighting(reporter_id=reporter, seen_at=door.now, severity=severity),
        )
        merge_learning.told_anew(session, session.get_one(PainPoint, row.id))
        return row.number


def see(door: FrontDoor, number: int, sighting: NewSighting) -> None:
    """A sighting, past its form."""
    pain_id = identity(stored(door, number))
    with transaction(door.engine) as session:
        pains.add_sighting(
            session,
            workspace_id=door.workspace_id,
            pain_id=pain_id,
            sighting=sighting,
        )


def stored(door: FrontDoor, number: int) -> PainPoint:
    """P-number as it is in the database."""
    with transaction(door.engine) as session:
        found = pains.numbered(session, workspace_id=door.workspace_id, number=number)
        assert found
        return found


def sightings_of(door: FrontDoor, number: int) -> set[int]:
    """The rows of its sightings."""
    pain = stored(door, number)
    with transaction(door.engine) as session:
        found = session.exec(select(Sighting.id).where(Sighting.pain_point_id == pain.id))
        return {one for one in found if one is not None}


def history_of(door: FrontDoor, number: int) -> list[str]:
    """What happened to P-number, oldest first."""
    pain = stored(door, number)
    with transaction(door.engine) as session:
        return list(
            session.exec(
                select(History.what)
                .where(History.subject == "pain", History.subject_id == pain.id)
                .order_by("id")
            )
        )


def answer(effects: list[Effect]) -> Say | Replace:
    """What the person is told, within Slack's limits."""
    effects = legal(effects)
    (told,) = [effect for effect in effects if isinstance(effect, Say | Replace)]
    return told


def text(effects: list[Effect]) -> str:
    return shown(answer(effects))


def refreshed(effects: list[Effect]) -> dict[str, str]:
    """What each channel message shows from now on, by its subject."""
    return {effect.subject: shown(effect) for effect in effects if isinstance(effect, Refresh)}


def refresh(effects: list[Effect]) -> Refresh:
    return only(effects, Refresh)
