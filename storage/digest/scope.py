"""Which rows a digest may tell of: those of its journey, and of channels its reader may know of.

Votes and actions of a private channel are for that channel alone.
"""

from sqlalchemy import Table, and_, exists, or_
from sqlalchemy.sql.elements import ColumnElement

from storage.digest.period import Period
from storage.identity import identity
from storage.journey.visibility import Viewer
from storage.models import ChannelBinding
from storage.statements import table_of

_BINDING = table_of(ChannelBinding)


def of_journey(table: Table, period: Period) -> tuple[ColumnElement[bool], ...]:
    return (
        table.c.workspace_id == period.journey.workspace_id,
        table.c.journey_id == identity(period.journey),
    )


def may_be_seen(table: Table, viewer: Viewer) -> ColumnElement[bool]:
    """What happened in this channel, or in a public one that works on the journey."""
    in_public = exists().where(
        and_(
            _BINDING.c.workspace_id == table.c.workspace_id,
            _BINDING.c.journey_id == table.c.journey_id,
            _BINDING.c.channel_id == table.c.channel_id,
            _BINDING.c.private.is_(False),
        )
    )
    return or_(table.c.channel_id == viewer.channel_id, in_public)
