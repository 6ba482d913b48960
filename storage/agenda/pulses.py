"""Pulses: those that run, and the last ones that ended."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from storage.journey.visibility import Viewer
from storage.models import Pulse, Touchpoint
from storage.pulse import pulses


def of(
    session: Session, *, viewer: Viewer, journey_ids: Sequence[int], ended: int
) -> list[tuple[Pulse, Touchpoint]]:
    """With their touchpoints: all that run, and so many of those that ended, the last first."""
    known = (
        select(Pulse, Touchpoint)
        .join(Touchpoint, col(Touchpoint.id) == col(Pulse.touchpoint_id))
        .where(
            Pulse.workspace_id == viewer.workspace_id,
            col(Pulse.journey_id).in_(journey_ids),
            pulses.seen_by(viewer),
        )
    )
    running = known.where(col(Pulse.closed_at).is_(None)).order_by(col(Pulse.closes_at))
    over = known.where(col(Pulse.closed_at).is_not(None)).order_by(col(Pulse.closed_at).desc())
    return [*session.exec(running).all(), *session.exec(over.limit(ended)).all()]
