"""Which journey is meant here, and asking when nothing tells."""

import json
from collections.abc import Mapping
from dataclasses import replace

from sqlmodel import Session

from commands import blocks
from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import binding, new, picking
from commands.reply import Again, OpenForm, Post, Reply
from commands.request import Kind, Message, Request
from commands.text import escape
from storage.identity import identity
from storage.journey import journeys
from storage.journey.journeys import JourneyRow
from storage.models import Journey

FORM = "journey.which"
WORDS = "words"
# What travels hidden in a form must leave room for the form's place.
_MOST_HIDDEN = blocks.MAX_METADATA - 200
_NO_JOURNEY = "There is no journey yet. Make the first one, then log and add to it right away."
_GUEST = (
    "Guests see the journey of the channel they are in, and there is none here. Use the command "
    "in a channel that works on a journey, or ask a member of the team to type `/journey use`."
)


def current(request: Request, session: Session) -> Journey | None:
    """The form's journey, else the channel's, the person's last, or the only one."""
    carried = request.context.get("journey", "")
    if carried:
        return picking.by_id(request, session, carried)
    return journeys.current(session, viewer=request.viewer)


def row(request: Request, session: Session) -> JourneyRow | None:
    """The same, only its id and name."""
    carried = request.context.get("journey", "")
    if carried:
        return picking.row_by_id(request, session, carried)
    journey = journeys.current(session, viewer=request.viewer)
    return JourneyRow(identity(journey), journey.name) if journey else None


def ask(request: Request, session: Session) -> Reply:
    """A form that asks which journey is meant, then goes on with the request.

    Where there is no journey yet it is the form that makes the first one. Guests choose
    nothing: they get words (UserError).
    """
    if request.person.guest:
        raise UserError(_GUEST)
    choices = journeys.visible(session, viewer=request.viewer)
    if not choices:
        return [OpenForm(new.new_form(intro=_NO_JOURNEY, after=_typed(request)))]
    body = [
        blocks.section("Cairn can't tell which journey you mean here."),
        picking.field(choices),
    ]
    if binding.in_channel(request):
        remember = blocks.checkbox("Use it for this channel from now on", "channel", checked=True)
        body.append(blocks.field("remember", "Remember", remember, optional=True))
    hidden, shown = _asked(request)
    if shown:
        words = blocks.text_input(initial=shown, multiline=True)
        body.append(blocks.field(WORDS, "Your words", words, optional=True))
    return [OpenForm(blocks.form(FORM, "Which journey?", body, submit="Continue", context=hidden))]


def submit(request: Request, session: Session) -> Reply:
    """Remembers the choice, for the channel or the person, and goes on."""
    journey = picking.chosen(request, session)
    news: list[Post] = []
    if Fields(request.values).ticked("remember"):
        if binding.would_open(request, session, journey):
            raise FieldError(
                {
                    "remember": "This journey is kept to a private channel. Untick this to log "
                    "there; `/journey use` opens it to everybody here."
                }
            )
        news = binding.work_on(request, session, journey)
    else:
        binding.remember(request, session, journey)
    return [*news, Again(_resumed(request, journey))]


def named(journey: Journey) -> str:
    """The journey's name, safe in mrkdwn."""
    return escape(journey.name)


def _typed(request: Request) -> str:
    """The command as it was typed, when there is something in it to lose."""
    return (
        f"{request.name} {request.typed}" if request.kind is Kind.COMMAND and request.typed else ""
    )


def _asked(request: Request) -> tuple[dict[str, str], str]:
    """What to go on with: hidden in the form, and what is too long for that, to be shown."""
    message = request.message
    texts = {
        "text": request.typed,
        "value": request.value,
        "message": message.text if message else "",
    }
    rest = {"kind": request.kind.value, "name": request.name}
    if message:
        rest |= {
            "author": message.author_id or "",
            "ts": message.ts,
            "permalink": message.permalink or "",
            "thread": message.thread_ts or "",
        }
    hidden = {**rest, **texts}
    if len(json.dumps(hidden, ensure_ascii=False)) <= _MOST_HIDDEN:
        return hidden, ""
    longest = max(texts, key=lambda name: len(texts[name]))
    return {**hidden, longest: "", WORDS: longest}, texts[longest]


def _resumed(request: Request, journey: Journey) -> Request:
    """The request that could not be carried out before, now with its journey."""
    asked = dict(request.context)
    shown = request.values.get(WORDS)
    if asked.get(WORDS):
        asked[asked[WORDS]] = shown if isinstance(shown, str) else ""
    return replace(
        request,
        kind=Kind(asked["kind"]),
        name=asked["name"],
        text=asked["text"],
        word="",
        value=asked["value"],
        message=_asked_about(asked),
        values={},
        context={"journey": str(identity(journey))},
    )


def _asked_about(asked: Mapping[str, str]) -> Message | None:
    if not asked.get("ts"):
        return None
    return Message(
        asked["message"],
        asked["author"] or None,
        asked["ts"],
        asked.get("permalink") or None,
        asked.get("thread") or None,
    )
