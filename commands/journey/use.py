"""`/journey use [name]`: which journey a channel works on, or a person in direct messages."""

from sqlmodel import Session

from commands import blocks
from commands.errors import UserError
from commands.journey import binding, new, picking
from commands.reply import OpenForm, Reply, Say
from commands.request import Request
from commands.text import clean_line, clip, escape
from commands.wording import title
from storage.identity import identity
from storage.journey import bindings, journeys
from storage.models import Journey

FORM = "journey.use"
CLICK = "journey.use"
SWITCH = "journey.switch"
OPEN_HERE = "journey.open_here"


def use(request: Request, session: Session) -> Reply:
    """By name; without one a form asks."""
    name = clean_line(request.text)
    if not name:
        return switch(request, session)
    journey = journeys.named(session, viewer=request.viewer, name=name)
    if journey is None:
        return [_unknown(name, picking.near(request, session, name))]
    return _use(request, session, journey)


def switch(request: Request, session: Session) -> Reply:
    """The form that asks which journey to use."""
    choices = journeys.visible(session, viewer=request.viewer)
    if not choices:
        return [OpenForm(new.new_form(intro="There is no journey yet. Make the first one."))]
    what = (
        "What is logged in this channel goes onto the map of its journey."
        if binding.in_channel(request)
        else "It is used wherever the channel doesn't say otherwise."
    )
    body = [picking.field(choices), blocks.context(what)]
    return [OpenForm(blocks.form(FORM, "Switch journey", body, submit="Use"))]


def submit(request: Request, session: Session) -> Reply:
    """The form's answer."""
    return _use(request, session, picking.chosen(request, session))


def clicked(request: Request, session: Session) -> Reply:
    """The button Use in a list."""
    return _use(request, session, _of_button(request, session))


def open_here(request: Request, session: Session) -> Reply:
    """The button that opens a private journey to the channel it is clicked in."""
    return _use(request, session, _of_button(request, session), agreed=True)


def _of_button(request: Request, session: Session) -> Journey:
    journey = picking.by_id(request, session, request.value)
    if journey is None:
        raise UserError("This journey is no longer there. `/journey list` shows what is.")
    return journey


def _use(request: Request, session: Session, journey: Journey, *, agreed: bool = False) -> Reply:
    name = f"*{title(journey.name)}*"
    where = "This channel works" if binding.in_channel(request) else "You work"
    here = _used_here(request, session)
    if not agreed and binding.would_open(request, session, journey):
        return [_warning(journey)]
    news = binding.work_on(request, session, journey)
    if here is not None and here.id == journey.id:
        return [_answer(f"{where} on {name} already.")]
    return [_answer(f"{where} on {name} from now on."), *news]


def _used_here(request: Request, session: Session) -> Journey | None:
    if binding.in_channel(request):
        return bindings.bound_to(session, viewer=request.viewer)
    return journeys.current(session, viewer=request.viewer)


def _answer(said: str) -> Say:
    steps = blocks.actions(
        blocks.button("Log a pain point", "pain.open_log", style="primary"),
        blocks.button("Add a touchpoint", "touchpoint.open_add"),
        blocks.button("See the map", "map.show"),
    )
    return Say(said, [blocks.section(said), steps])


def _warning(journey: Journey) -> Say:
    said = (
        f"*{title(journey.name)}* is kept to a private channel. Used here, everybody who can "
        "open this channel sees its map and its pain points."
    )
    button = blocks.button("Use it here", OPEN_HERE, value=str(identity(journey)), style="danger")
    return Say(said, [blocks.section(said), blocks.actions(button)])


def _unknown(name: str, near: list[Journey]) -> Say:
    said = f"You have no journey called “{escape(clip(name, 80))}”."
    steps = [
        blocks.button(f"Use {clip(journey.name, 60)}", f"{CLICK}:{n}", value=str(identity(journey)))
        for n, journey in enumerate(near)
    ]
    if near:
        names = " or ".join(f"*{title(journey.name)}*" for journey in near)
        said += f" Did you mean {names}?"
    steps += [
        blocks.button("See all journeys", "journey.list"),
        blocks.button("New journey", new.OPEN, value=clip(name, new.MAX_NAME)),
    ]
    return Say(said, [blocks.section(said), blocks.actions(*steps)])
