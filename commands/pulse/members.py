"""Who is asked: the channel's people as Slack names them, or who logged something."""

from datetime import timedelta

from sqlmodel import Session

from commands.pulse import ask_views, find
from commands.reply import AskMembers, Effect, Reply, Tell
from commands.request import Request
from storage import requests
from storage.identity import identity
from storage.models import Pulse
from storage.pulse import asking
from storage.pulse.results import LEAST_SHOWN
from storage.vocabulary import PulseAudience

PEOPLE = "pulse.people"
# Slack answers within seconds; after this its silence is a refusal.
_PATIENCE = timedelta(minutes=30)
# Claims are forgotten after some days; by then the starter knows.
_TOLD_WITHIN = timedelta(days=2)


def ask(request: Request, session: Session, pulse: Pulse) -> list[AskMembers]:
    """Asks Slack who is in the channel, unless the database knows whom to ask."""
    if pulse.audience == PulseAudience.LOGGERS and not pulse.private:
        found = asking.loggers(session, touchpoint=find.touchpoint(session, pulse))
        asking.hear(session, pulse=pulse, people=found, at=request.now)
        return []
    return [AskMembers(pulse.channel_id, PEOPLE, pulse.channel_id)]


def heard(request: Request, session: Session) -> Reply:
    """Slack told who is in a channel; every pulse that runs there hears it."""
    people = request.values.get("people")
    if not isinstance(people, list):
        return []
    news: list[Effect] = []
    for pulse in asking.running(session, workspace_id=request.workspace_id, now=request.now):
        known = pulse.audience == PulseAudience.LOGGERS and not pulse.private
        if pulse.channel_id != request.value or known:
            continue
        count = asking.hear(session, pulse=pulse, people=people, at=request.now)
        if count < LEAST_SHOWN and _first(request, session, "few", pulse):
            news.append(Tell(pulse.started_by, *ask_views.too_few(pulse, identity(pulse), count)))
    return news


def look_again(request: Request, session: Session) -> Reply:
    """The clock's job: who came and who left; and a word where Slack never told."""
    effects: dict[str, Effect] = {}
    for pulse in asking.running(session, workspace_id=request.workspace_id, now=request.now):
        for question in ask(request, session, pulse):
            effects[pulse.channel_id] = question
        silent = pulse.heard_at is None and request.now - pulse.created_at > _PATIENCE
        if silent and _first(request, session, "unheard", pulse):
            said = ask_views.unheard(pulse, identity(pulse))
            effects[f"tell {pulse.id}"] = Tell(pulse.started_by, *said)
    return list(effects.values())


def _first(request: Request, session: Session, what: str, pulse: Pulse) -> bool:
    """Whether the starter is told this now; once, whatever happens again."""
    return request.now - pulse.created_at < _TOLD_WITHIN and requests.claim(
        session,
        workspace_id=pulse.workspace_id,
        key=f"pulse.{what}:{identity(pulse)}",
        at=request.now,
    )
