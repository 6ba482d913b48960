"""Takes a snapshot of every journey once a week, in the workspace's own week."""

from datetime import UTC, datetime, time, timedelta

from sqlmodel import Session

from commands.pain.list_since import zone_of
from commands.reply import Reply
from commands.request import Request
from commands.snapshot import taking
from storage.snapshot import snapshots
from storage.workspace import zones

# Others wait for the writer meanwhile; the rest is taken the next time.
MOST = 5


def run(request: Request, session: Session) -> Reply:
    """The clock's job: whatever has none this week; after a downtime that is one, not many."""
    slot = slot_at(session, workspace_id=request.workspace_id, at=request.now)
    lacking = snapshots.lacking(session, workspace_id=request.workspace_id, slot=slot, limit=MOST)
    for journey in lacking:
        taking.take(session, journey=journey, slot=slot, by=None, at=request.now)
    return []


def slot_at(session: Session, *, workspace_id: str, at: datetime) -> str:
    """The week that a moment belongs to, as snapshots name it: 'week:2026-W11'."""
    year, week, _ = _there(session, workspace_id, at).isocalendar()
    return f"week:{year}-W{week:02d}"


def week_after(session: Session, *, workspace_id: str, at: datetime) -> datetime:
    """When the next week begins there; in UTC."""
    there = _there(session, workspace_id, at)
    monday = there.date() + timedelta(days=7 - there.weekday())
    return datetime.combine(monday, time(), tzinfo=there.tzinfo).astimezone(UTC)


def _there(session: Session, workspace_id: str, at: datetime) -> datetime:
    return at.astimezone(zone_of(zones.most_used(session, workspace_id=workspace_id)))
