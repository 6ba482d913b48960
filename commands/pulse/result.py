"""Ends pulses and tells their channels what came of them, each once."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from commands.feature import DueRun
from commands.pulse import find, result_views
from commands.reply import Post, Reply
from commands.request import Request
from storage.identity import identity
from storage.models import Pulse
from storage.pulse import pulses, results

NAME = "pulse.result"


def due_to_close(session: Session, workspace_id: str, now: datetime) -> list[str]:
    """What the clock has to end: their time is up, or their touchpoint was retired."""
    return [str(each) for each in pulses.due(session, workspace_id=workspace_id, now=now)]


def close(request: Request, session: Session) -> Reply:
    """The clock's job: one of them, in a transaction of its own. It is told by another run."""
    pulse = find.row(request, session, request.value)
    still = pulses.due(session, workspace_id=request.workspace_id, now=request.now)
    if pulse is not None and pulse.id in still:
        pulses.close(session, pulse=pulse, by=None, at=request.now)
    return []


def due(session: Session, workspace_id: str, now: datetime) -> Sequence[DueRun]:
    """What ended and was not told: its result stands by now."""
    return [
        DueRun(str(identity(each)), each.closed_at or now, behalf_of=each.started_by)
        for each in pulses.untold(session, workspace_id=workspace_id)
    ]


def build(request: Request, session: Session) -> Reply:
    """The message for the channel that asked."""
    pulse = _of(request, session)
    point = find.touchpoint(session, pulse)
    text, body = result_views.message(pulse, identity(pulse), point, results.of(pulse))
    return [Post(pulse.channel_id, text, body)]


def done(request: Request, session: Session) -> str | None:
    """Notes that it was told; None when it was before."""
    pulse = _of(request, session)
    return "told" if pulses.told(session, pulse=pulse, at=request.now) else None


def _of(request: Request, session: Session) -> Pulse:
    return session.get_one(Pulse, int(request.value))
