"""Which actions somebody may know of, where they look."""

from sqlalchemy import or_
from sqlalchemy.sql.elements import ColumnElement

from storage.journey.channel_content import may_be_seen
from storage.journey.visibility import Viewer
from storage.models import Action
from storage.statements import table_of

_ACTION = table_of(Action)


def seen_by(viewer: Viewer) -> ColumnElement[bool]:
    """One's own, those of no channel, and what may be seen of the others."""
    own = _ACTION.c.owner_id == viewer.person_id
    return or_(_ACTION.c.channel_id.is_(None), may_be_seen(_ACTION, viewer), own)
