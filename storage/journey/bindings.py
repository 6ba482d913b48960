"""Which channel works on which journey."""

from collections.abc import Sequence

from sqlalchemy import bindparam
from sqlalchemy import select as core_select
from sqlmodel import Session, col

from storage.journey.visibility import Viewer, bound_to_journey
from storage.models import ChannelBinding, Journey
from storage.statements import table_of

_BINDING = table_of(ChannelBinding)
_BOUND_TO = (
    core_select(Journey)
    .join(ChannelBinding, bound_to_journey())
    .where(
        col(ChannelBinding.workspace_id) == bindparam("workspace_id"),
        col(ChannelBinding.channel_id) == bindparam("channel_id"),
        col(Journey.retired_at).is_(None),
    )
)
_CHANNEL_IDS = (
    core_select(_BINDING.c.channel_id)
    .where(
        _BINDING.c.workspace_id == bindparam("workspace_id"),
        _BINDING.c.journey_id == bindparam("journey_id"),
    )
    .order_by(_BINDING.c.bound_at, _BINDING.c.channel_id)
)
_CHANNELS = (
    core_select(ChannelBinding)
    .where(
        col(ChannelBinding.workspace_id) == bindparam("workspace_id"),
        col(ChannelBinding.journey_id) == bindparam("journey_id"),
    )
    .order_by(col(ChannelBinding.bound_at), col(ChannelBinding.channel_id))
)


def bound_to(session: Session, *, viewer: Viewer) -> Journey | None:
    """The journey that the viewer's channel works on."""
    if not viewer.channel_id:
        return None
    found = session.execute(
        _BOUND_TO, {"workspace_id": viewer.workspace_id, "channel_id": viewer.channel_id}
    )
    return found.scalars().first()


def channels(session: Session, *, workspace_id: str, journey_id: int) -> Sequence[ChannelBinding]:
    """The channels that work on a journey, oldest binding first."""
    found = session.execute(_CHANNELS, {"workspace_id": workspace_id, "journey_id": journey_id})
    return found.scalars().all()


def channel_ids(session: Session, *, workspace_id: str, journey_id: int) -> Sequence[str]:
    """The same, only their ids."""
    found = session.connection().execute(
        _CHANNEL_IDS, {"workspace_id": workspace_id, "journey_id": journey_id}
    )
    return found.scalars().all()
