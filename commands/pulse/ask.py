"""Puts pulses to people: one direct message each, one pulse a day, in their waking hours."""

from datetime import datetime

from sqlmodel import Session

from commands.pulse import ask_views, find, pulse_views
from commands.reply import Reply, Tell
from commands.request import Request
from storage.identity import identity
from storage.models import Pulse
from storage.pulse import answers, asking

# Others wait for the writer meanwhile; the rest is asked the next time.
MOST = 100


def run(request: Request, session: Session) -> Reply:
    """The clock's job: whoever is due now."""
    tells = []
    for each in asking.take_due(
        session, workspace_id=request.workspace_id, now=request.now, most=MOST
    ):
        pulse = session.get_one(Pulse, each.pulse_id)
        text, body = message(session, pulse, each.person_id, request.now)
        subject = pulse_views.subject(each.pulse_id, each.person_id)
        tells.append(Tell(each.person_id, text, body, subject=subject))
    return tells


def message(session: Session, pulse: Pulse, person_id: str, now: datetime) -> ask_views.Told:
    """What a person was asked and said, as it stands now."""
    mine = answers.mine(session, pulse=pulse, person_id=person_id) or answers.NOTHING
    point = find.touchpoint(session, pulse)
    about = pulse_views.about(point.number, point.name)
    over = answers.is_over(pulse, now)
    return ask_views.question(pulse, identity(pulse), about, mine, over=over)
