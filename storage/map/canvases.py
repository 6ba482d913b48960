"""Which channels keep the map in their canvas, and which of those are to be written again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, or_, update
from sqlmodel import Session, col, select

from storage.models import Canvas, ChannelBinding, History, PainPoint
from storage.statements import table_of, upsert

# A canvas is rewritten at most so often; heat cools, so once a day even when nothing happened.
EVERY = timedelta(minutes=5)
COOLED_AFTER = timedelta(days=1)
# What Slack refuses is not tried again before.
PATIENCE = timedelta(days=1)

_CANVAS = table_of(Canvas)
_KEEP = upsert(
    Canvas,
    lambda insert: insert.on_conflict_do_update(
        index_elements=["workspace_id", "channel_id"],
        set_={
            "journey_id": insert.excluded.journey_id,
            "kept": True,
            "kept_by": insert.excluded.kept_by,
            "written_at": None,
            "refused": "",
            "refused_at": None,
        },
    ),
)


def of(session: Session, *, workspace_id: str, channel_id: str) -> Canvas | None:
    """How it stands with a channel's canvas."""
    return session.exec(
        select(Canvas)
        .where(Canvas.workspace_id == workspace_id, Canvas.channel_id == channel_id)
        .execution_options(populate_existing=True)
    ).first()


def keep(session: Session, *, workspace_id: str, channel_id: str, journey_id: int, by: str) -> None:
    """From now on the journey's map is kept in the channel's canvas."""
    _KEEP.run(
        session,
        workspace_id=workspace_id,
        channel_id=channel_id,
        journey_id=journey_id,
        kept=True,
        kept_by=by,
        canvas_id="",
        digest="",
        refused="",
    )


def stop(session: Session, *, workspace_id: str, channel_id: str) -> None:
    """Not any more; the canvas stays in Slack as it is."""
    _change(session, workspace_id, channel_id, kept=False)


def due(session: Session, *, workspace_id: str, now: datetime, limit: int) -> Sequence[Canvas]:
    """Those whose journey changed since they were written, or cooled for a day; oldest first.

    Only where the channel still works on that journey.
    """
    written = col(Canvas.written_at)
    changed = (
        select(History.id)
        .where(
            History.workspace_id == Canvas.workspace_id,
            History.journey_id == Canvas.journey_id,
            col(History.at) > written,
        )
        .exists()
    )
    seen = (
        select(PainPoint.id)
        .where(
            PainPoint.workspace_id == Canvas.workspace_id,
            PainPoint.journey_id == Canvas.journey_id,
            col(PainPoint.last_seen_at) > written,
        )
        .exists()
    )
    bound = (
        select(ChannelBinding.journey_id)
        .where(
            ChannelBinding.workspace_id == Canvas.workspace_id,
            ChannelBinding.channel_id == Canvas.channel_id,
            ChannelBinding.journey_id == Canvas.journey_id,
        )
        .exists()
    )
    return session.exec(
        select(Canvas)
        .where(
            Canvas.workspace_id == workspace_id,
            col(Canvas.kept),
            bound,
            or_(col(Canvas.refused_at).is_(None), col(Canvas.refused_at) <= now - PATIENCE),
            or_(
                written.is_(None),
                (written <= now - EVERY) & or_(changed, seen, written <= now - COOLED_AFTER),
            ),
        )
        .order_by(func.coalesce(written, 0), col(Canvas.channel_id))
        .limit(limit)
        .execution_options(populate_existing=True)
    ).all()


def looked_at(session: Session, *, canvas: Canvas, at: datetime) -> None:
    """It is being written, or there is nothing new to write."""
    _change(session, canvas.workspace_id, canvas.channel_id, written_at=at)


def written(
    session: Session, *, workspace_id: str, channel_id: str, canvas_id: str, digest: str
) -> None:
    """Slack took it."""
    _change(
        session,
        workspace_id,
        channel_id,
        canvas_id=canvas_id,
        digest=digest,
        refused="",
        refused_at=None,
    )


def refused(
    session: Session, *, workspace_id: str, channel_id: str, why: str, at: datetime
) -> None:
    """Slack takes no canvas here: left alone for a day."""
    _change(session, workspace_id, channel_id, refused=why[:80], refused_at=at)


def deleted(session: Session, *, workspace_id: str, channel_id: str) -> None:
    """Somebody deleted it in Slack, which is a way to say that nobody wants it."""
    _change(session, workspace_id, channel_id, kept=False, canvas_id="", digest="")


def refusals(session: Session, *, since: datetime) -> Sequence[tuple[str, int]]:
    """Slack's words of the last time for each channel, with how many channels, in any workspace."""
    found = session.exec(
        select(Canvas.refused, func.count())
        .where(col(Canvas.kept), col(Canvas.refused_at) > since)
        .group_by(col(Canvas.refused))
        .order_by(col(Canvas.refused))
    )
    return [(row[0], row[1]) for row in found]


def _change(session: Session, workspace_id: str, channel_id: str, **values: object) -> None:
    session.connection().execute(
        update(_CANVAS)
        .where(_CANVAS.c.workspace_id == workspace_id, _CANVAS.c.channel_id == channel_id)
        .values(**values)
    )
