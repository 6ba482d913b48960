"""What belongs to one channel, as votes and actions do: who may know of it elsewhere."""

from sqlalchemy import Table, and_, exists, or_
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.identity import identity
from storage.journey import bindings
from storage.journey.visibility import Viewer, viewer_in
from storage.models import ChannelBinding, History, Journey
from storage.statements import table_of

_BINDING, _HISTORY = table_of(ChannelBinding), table_of(History)


def may_be_seen(table: Table, viewer: Viewer) -> ColumnElement[bool]:
    """What happened in this channel, or in a public one that works on the journey, or did.

    Votes and actions of a private channel are for that channel alone.
    """
    in_public = exists().where(
        and_(
            _BINDING.c.workspace_id == table.c.workspace_id,
            _BINDING.c.journey_id == table.c.journey_id,
            _BINDING.c.channel_id == table.c.channel_id,
            _BINDING.c.private.is_(False),
        )
    )
    was_public = and_(_was_bound(table, private=False), ~_was_bound(table, private=True))
    return or_(table.c.channel_id == viewer.channel_id, in_public, was_public)


def _was_bound(table: Table, *, private: bool) -> ColumnElement[bool]:
    """A channel that turned to another journey leaves behind what it did: history knows of it."""
    bound = _HISTORY.c.after
    return exists().where(
        and_(
            _HISTORY.c.workspace_id == table.c.workspace_id,
            _HISTORY.c.subject == "binding",
            _HISTORY.c.subject_id == table.c.journey_id,
            bound["channel"].as_string() == table.c.channel_id,
            bound["private"].as_boolean().is_(private),
        )
    )


def shared_viewer(session: Session, *, journey: Journey) -> Viewer:
    """Whoever may see the journey: what its only channel may, else nobody in particular."""
    workspace_id = journey.workspace_id
    found = bindings.channel_ids(session, workspace_id=workspace_id, journey_id=identity(journey))
    return viewer_in(workspace_id, found[0]) if len(found) == 1 else Viewer(workspace_id, "")
