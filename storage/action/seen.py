"""Which actions somebody may know of, where they look."""

from sqlalchemy import or_, select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session

from storage.journey.channel_content import may_be_seen
from storage.journey.visibility import Viewer
from storage.models import Action
from storage.statements import table_of

_ACTION = table_of(Action)


def seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """One's own, those of no channel, and what may be seen of the others."""
    own = _ACTION.c.owner_id == viewer.person_id
    return or_(_ACTION.c.channel_id.is_(None), may_be_seen(_ACTION, viewer), own)


def known(session: Session, *, viewer: Viewer, action: Action) -> bool:
    """Whether the viewer may know of this one."""
    this = select(_ACTION.c.id).where(
        _ACTION.c.workspace_id == viewer.workspace_id, _ACTION.c.id == action.id, seen_by(viewer)
    )
    return session.connection().execute(this).first() is not None
