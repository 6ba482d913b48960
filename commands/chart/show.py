"""`/journey chart <name>`: one of the journey's pictures, for oneself or for the channel."""

from sqlmodel import Session

from commands import blocks
from commands.chart import chart_views, from_team
from commands.chart.drawn import Drawn, picture
from commands.chart.known import KNOWN, Known, find
from commands.errors import UserError
from commands.journey import binding, which
from commands.reply import Reply, Say
from commands.request import Request
from storage.models import Journey

OF_PERSONAS = ("persona", "empathy")
MOST_BUTTONS = 20
KEPT_PRIVATE = (
    "This journey is kept to a private channel. Show it there, so that nobody sees more than "
    "they may."
)


def typed(request: Request, session: Session) -> Reply:
    """The command: bare it lists the charts, with a name it draws one for the person."""
    return _show(request, session, request.text)


def clicked(request: Request, session: Session) -> Reply:
    """A chart's button, for the person alone."""
    return _show(request, session, request.value)


def post(request: Request, session: Session) -> Reply:
    """The button "Show in channel"."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    if request.place is None or not binding.in_channel(request):
        raise UserError("There is no channel here to show it in.")
    if binding.would_open(request, session, journey):
        raise UserError(KEPT_PRIVATE)
    known, words = find(request.value)
    drawn = known.gather(request, session, journey, words)
    said = chart_views.on_its_way_words(known.label, in_channel=True)
    return [
        Say(said, [blocks.context(said)]),
        picture(request, drawn, _above(drawn), chart_views.below(), request.place.id),
    ]


def all_of_them(request: Request, session: Session) -> Reply:
    """The button "Other charts"."""
    return _show(request, session, "")


def _show(request: Request, session: Session, asked: str) -> Reply:
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    if not asked.strip():
        entries = [(one.name, one.label, one.shows, one.words) for one in KNOWN]
        return [Say(*chart_views.list_message(journey.name, entries))]
    known, words = find(asked)
    asked_whom = _of_whom(session, journey, known) if not words else None
    if asked_whom:
        return [asked_whom]
    drawn = known.gather(request, session, journey, words)
    may_show = binding.in_channel(request) and not request.person.guest
    body = chart_views.on_its_way(
        known.label, f"{known.name} {words}".strip(), in_channel=False, may_show=may_show
    )
    said = chart_views.on_its_way_words(known.label, in_channel=False)
    return [Say(said, body), picture(request, drawn, _above(drawn), chart_views.below(), None)]


def _of_whom(session: Session, journey: Journey, known: Known) -> Say | None:
    """Where there are several personas they are offered."""
    if known.name not in OF_PERSONAS:
        return None
    names = [one.name for one in from_team.in_use(session, journey)]
    if not 1 < len(names) <= MOST_BUTTONS:
        return None
    return Say(*chart_views.which_message(known.name, known.label, names))


def _above(drawn: Drawn) -> list[dict[str, object]]:
    return [blocks.section(drawn.words)]
