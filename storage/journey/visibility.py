"""Who may see which journey: the one condition that every question about journeys carries."""

from dataclasses import dataclass

from sqlalchemy import String, and_, bindparam, exists, or_
from sqlalchemy.sql.elements import BindParameter, ColumnElement
from sqlmodel import Session, col, select

from storage.models import ChannelBinding, History, Journey, Sighting


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who looks, and from which conversation: what they may see depends on both."""

    workspace_id: str
    person_id: str
    channel_id: str | None = None
    guest: bool = False


def viewer_in(workspace_id: str, channel_id: str) -> Viewer:
    """What everybody in a channel may see there, and nobody in particular."""
    return Viewer(workspace_id, "", channel_id)


def bound_to_journey() -> ColumnElement[bool]:
    """A channel binding of the journey that is asked about."""
    return and_(
        col(ChannelBinding.workspace_id) == Journey.workspace_id,
        col(ChannelBinding.journey_id) == Journey.id,
    )


def visible_if(*, guest: bool) -> ColumnElement[bool]:
    """In the viewer's workspace, not retired, and not kept to private channels elsewhere.

    A guest sees only what the channel works on that they are in. Its parameters are what `who`
    gives, so that statements can be built once.
    """
    channel_id = bindparam("viewer_channel", type_=String)
    here = and_(bound_to_journey(), col(ChannelBinding.channel_id) == channel_id)
    known = and_(
        col(Journey.workspace_id) == bindparam("viewer_workspace", type_=String),
        col(Journey.retired_at).is_(None),
    )
    if guest:
        return and_(known, exists().where(here))
    in_public = exists().where(bound_to_journey(), col(ChannelBinding.private).is_(False))
    return and_(
        known,
        or_(
            in_public,
            exists().where(here),
            col(Journey.owner_id) == bindparam("viewer_person", type_=String),
            ~_was_kept_private(),
            _was_used_in(channel_id),
        ),
    )


def who(viewer: Viewer) -> dict[str, str | None]:
    """The parameters of `visible_if`."""
    return {
        "viewer_workspace": viewer.workspace_id,
        "viewer_person": viewer.person_id,
        "viewer_channel": viewer.channel_id,
    }


def may_see_permalink(sighting: Sighting, viewer: Viewer) -> bool:
    """Whether the message a sighting was made from may be shown to somebody, here.

    Links into private channels and direct messages are for that conversation alone. Whoever
    renders a sighting's permalink asks this first.
    """
    if not sighting.permalink:
        return False
    return not sighting.place_private or sighting.place_id == viewer.channel_id


def would_open(session: Session, *, journey: Journey, channel_id: str) -> bool:
    """Whether using the journey in this channel shows it to people it was kept from so far."""
    in_public = exists().where(bound_to_journey(), col(ChannelBinding.private).is_(False))
    kept = session.exec(
        select(Journey.id).where(
            Journey.workspace_id == journey.workspace_id,
            Journey.id == journey.id,
            _was_kept_private(),
            ~in_public,
            ~_was_used_in(channel_id),
        )
    ).first()
    return kept is not None


# A private channel that turns to another journey must not open the one it leaves to the whole
# workspace, and must find it again: the history of bindings knows both.
def _was_kept_private() -> ColumnElement[bool]:
    return exists().where(_was_bound(), col(History.after)["private"].as_boolean().is_(True))


def _was_used_in(channel_id: str | BindParameter[str]) -> ColumnElement[bool]:
    return exists().where(_was_bound(), col(History.after)["channel"].as_string() == channel_id)


def _was_bound() -> ColumnElement[bool]:
    return and_(
        col(History.workspace_id) == Journey.workspace_id,
        col(History.subject) == "binding",
        col(History.subject_id) == Journey.id,
    )
