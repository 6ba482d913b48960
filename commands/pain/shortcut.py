"""The message shortcut "Log as pain point": its words, and where they stand."""

from sqlmodel import Session

from commands.journey import which
from commands.pain import form
from commands.reply import OpenForm, Reply
from commands.request import Request

LOG_MESSAGE = "pain.log_message"


def log_message(request: Request, session: Session) -> Reply:
    """The form with the message's words in it; its link and its conversation travel along."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    message = request.message
    told = message.text if message else ""
    permalink = (message.permalink or "") if message else ""
    return [OpenForm(form.prefilled(request, session, journey, told=told, permalink=permalink))]
