"""Lists snapshots and shows one: `/journey snapshots`."""

import json

from sqlmodel import Session

from charts.journey_map import JourneyMap, changes, journey_map_alt_text, parts
from commands.errors import UserError
from commands.journey import which
from commands.map import gather
from commands.reply import Picture, Replace, Reply, Say
from commands.request import Request
from commands.snapshot import find, list_views
from commands.wording import snapshot_number
from storage.identity import identity
from storage.models import Journey
from storage.snapshot import snapshots

PAGE = 8


def show(request: Request, session: Session) -> Reply:
    """`/journey snapshots` and the button All snapshots."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    return [Say(*_page(request, session, journey, 1))]


def turn(request: Request, session: Session) -> Reply:
    """Another page in the same message."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    number = int(request.value[:6]) if request.value[:6].isdecimal() else 1
    return [Replace(*_page(request, session, journey, number))]


def picture(request: Request, session: Session) -> Reply:
    """The button Show: the map as it was, sent to the person."""
    snapshot, journey = find.clicked(request, session, request.value)
    held = snapshot.data.get(snapshots.PICTURE)
    if held is None:
        raise UserError(
            f"{snapshot_number(snapshot.number)} keeps the map's data and no picture. "
            f"`/journey diff {snapshot_number(snapshot.number)}` tells what changed since."
        )
    drawn = JourneyMap.from_json(find.as_json(held))
    first, *further = parts(drawn)
    title = f"Map of {journey.name}, {snapshot_number(snapshot.number)}"
    said = list_views.shown_text(snapshot, journey.name)
    return [
        Say(
            f"{snapshot_number(snapshot.number)} is being drawn; you find it in your messages "
            "with Cairn in a moment."
        ),
        Picture(
            chart=gather.CHART,
            data=json.loads(first.to_json()),
            title=title,
            alt_text=journey_map_alt_text(first),
            text=said,
            only_for=request.person.id,
            below=list_views.picture_steps(snapshot.number),
            also=[
                {
                    "changes": changes(part),
                    "title": title,
                    "alt_text": journey_map_alt_text(part),
                }
                for part in further
            ],
        ),
    ]


def _page(
    request: Request, session: Session, journey: Journey, number: int
) -> tuple[str, list[dict[str, object]]]:
    page = snapshots.page(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        number=number,
        size=PAGE,
    )
    return list_views.list_message(page, journey.name, guest=request.person.guest)
