"""Makes a conversation work on a journey, and tells the channel when that is a change."""

from sqlmodel import Session

from commands import blocks
from commands.reply import Post
from commands.request import Request
from commands.wording import title
from storage.identity import identity
from storage.journey import bindings, journeys, visibility
from storage.journey.visibility import Viewer
from storage.models import Journey
from storage.vocabulary import PlaceKind
from storage.workspace import workspaces

SHARED = (
    ", which people outside this channel see, too. Votes, actions and pulses of this channel stay "
    "here."
)


def in_channel(request: Request) -> bool:
    """Whether it happens where a team reads along; else only the person's last is kept."""
    return request.place is not None and request.place.kind is not PlaceKind.DIRECT


def would_open(request: Request, session: Session, journey: Journey) -> bool:
    """Whether working on it here shows a private journey to people it was kept from."""
    if request.place is None or not in_channel(request):
        return False
    return visibility.would_open(session, journey=journey, channel_id=request.place.id)


def others_see(request: Request, session: Session, journey_id: int) -> bool:
    """Whether this is a private channel, and people outside it see the journey, too."""
    if request.place is None or request.place.kind is not PlaceKind.PRIVATE:
        return False
    nobody = Viewer(request.workspace_id, "")
    return journeys.get_or_none(session, viewer=nobody, journey_id=journey_id) is not None


def remember(request: Request, session: Session, journey: Journey) -> None:
    """Notes the journey as the person's last."""
    workspaces.remember_journey(
        session,
        workspace_id=request.workspace_id,
        person_id=request.person.id,
        journey_id=identity(journey),
    )


def work_on(request: Request, session: Session, journey: Journey) -> list[Post]:
    """Binds the channel (elsewhere: remembers for the person); its message for the channel.

    No message when the channel worked on this journey already.
    """
    place = request.place
    if place is None or not in_channel(request):
        remember(request, session, journey)
        return []
    before = bindings.bound_to(session, viewer=request.viewer)
    journeys.bind(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        channel_id=place.id,
        private=place.kind is PlaceKind.PRIVATE,
        person_id=request.person.id,
        at=request.now,
    )
    if before is not None and before.id == journey.id:
        return []
    shared = others_see(request, session, identity(journey))
    return [_news(place.id, request.person.id, journey, before, shared=shared)]


def _news(
    channel_id: str, person_id: str, journey: Journey, before: Journey | None, *, shared: bool
) -> Post:
    instead = f" instead of *{title(before.name)}*" if before else ""
    said = (
        f"<@{person_id}> chose the journey *{title(journey.name)}* for this channel{instead}. "
        f"What is logged here goes onto its map{SHARED if shared else '.'}"
    )
    steps = blocks.actions(
        blocks.button("Log a pain point", "pain.open_log"),
        blocks.button("See the map", "map.show"),
    )
    return Post(channel_id, said, [blocks.section(said), steps])
