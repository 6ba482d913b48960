"""Keeps canvases up to date: writes those whose map changed, and hears what came of it."""

import hashlib

from sqlmodel import Session

from commands.canvas.markdown import Map, canvas_markdown
from commands.reply import Reply, WriteCanvas
from commands.request import Request
from storage.identity import identity
from storage.journey import stages
from storage.map import canvases, maps
from storage.models import Canvas, Journey

WRITTEN = "canvas.written"
# A large map takes the writer a while to put into words: a few at a time.
AT_ONCE = 3
PAINS = 10


def run(request: Request, session: Session) -> Reply:
    """The job: what changed since it was written, oldest first."""
    due = canvases.due(session, workspace_id=request.workspace_id, now=request.now, limit=AT_ONCE)
    return [effect for canvas in due for effect in write(request, session, canvas)]


def write(request: Request, session: Session, canvas: Canvas) -> list[WriteCanvas]:
    """The canvas with the map as it is now, unless that stands in it already."""
    canvases.looked_at(session, canvas=canvas, at=request.now)
    journey = session.get_one(Journey, canvas.journey_id)
    markdown = canvas_markdown(_map(request, session, journey))
    digest = hashlib.sha256(markdown.encode()).hexdigest()
    if canvas.canvas_id and canvas.digest == digest:
        return []
    return [
        WriteCanvas(
            channel_id=canvas.channel_id,
            canvas_id=canvas.canvas_id,
            title=f"Map of {journey.name}",
            markdown=markdown,
            digest=digest,
            listener=WRITTEN,
        )
    ]


def heard(request: Request, session: Session) -> Reply:
    """What Slack said."""
    where = {"workspace_id": request.workspace_id, "channel_id": request.value}
    why = str(request.values.get("refused") or "")
    if why == "deleted":
        canvases.deleted(session, **where)
    elif why:
        canvases.refused(session, **where, why=why, at=request.now)
    else:
        canvases.written(
            session,
            **where,
            canvas_id=str(request.values.get("canvas_id") or ""),
            digest=str(request.values.get("digest") or ""),
        )
    return []


def _map(request: Request, session: Session, journey: Journey) -> Map:
    workspace_id, journey_id = journey.workspace_id, identity(journey)
    held = maps.touchpoints(session, workspace_id=workspace_id, journey_id=journey_id)
    columns = stages.of(session, workspace_id=workspace_id, journey_id=journey_id)
    return Map(
        name=journey.name,
        goal=journey.goal,
        stages=[(stage, [each for each in held if each.stage_id == stage.id]) for stage in columns],
        observed=maps.observed(
            session, workspace_id=workspace_id, journey_id=journey_id, now=request.now
        ),
        pains=maps.open_pains(
            session,
            workspace_id=workspace_id,
            journey_id=journey_id,
            now=request.now,
            limit=PAINS,
        ),
    )
