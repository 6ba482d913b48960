"""Takes a snapshot of every journey once a week, in the workspace's own week."""

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
    zone = zone_of(zones.most_used(session, workspace_id=request.workspace_id))
    year, week, _ = request.now.astimezone(zone).isocalendar()
    slot = f"week:{year}-W{week:02d}"
    lacking = snapshots.lacking(session, workspace_id=request.workspace_id, slot=slot, limit=MOST)
    for journey in lacking:
        taking.take(session, journey=journey, slot=slot, by=None, at=request.now)
    return []
