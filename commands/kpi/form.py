"""Adds a KPI: `/journey kpi`."""

from sqlmodel import Session

from commands.errors import FieldError, UserError
from commands.fields import Fields
from commands.journey import which
from commands.kpi import card, form_fields, form_views, held, places, words
from commands.kpi.held import Held
from commands.reply import OpenForm, Reply, UpdateForm
from commands.request import Request
from commands.text import clean_line, clip
from storage.identity import identity
from storage.kpi import kpis
from storage.models import Journey


def open_form(request: Request, session: Session, *, name: str = "") -> Reply:
    """The form, with the name that was typed."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    if _full(session, journey):
        raise UserError(_NO_ROOM)
    called = clip(clean_line(name), form_views.MAX_NAME)
    opened = Held({"name": called, "owner": request.person.id}, {"journey": str(identity(journey))})
    return [OpenForm(form_views.add_form(opened, place=None))]


def clicked(request: Request, session: Session) -> Reply:
    """A button; its value is a name to begin with."""
    return open_form(request, session, name=request.value)


def switched(request: Request, session: Session) -> Reply:
    """Another kind was chosen: its fields show, and what was typed stays, shown or not."""
    now = held.of(request)
    if request.value:
        now = Held({**now.values, "kind": request.value}, now.context)
    place = places.option(session, request.workspace_id, now.text("place"))
    draw = form_views.edit_form if now.context.get("kpi") else form_views.add_form
    return [UpdateForm(draw(now, place=place))]


def submit(request: Request, session: Session) -> Reply:
    """Stores it, and shows its card."""
    journey = which.current(request, session)
    if journey is None:
        raise FieldError({"name": "This journey is no longer here for you to see."})
    fields = Fields(request.values)
    columns = form_fields.read(session, journey, fields, held.of(request))
    fields.check()
    if _full(session, journey):
        raise FieldError({"name": _NO_ROOM})
    added = kpis.add(
        session, journey=journey, held=columns, actor_id=request.person.id, at=request.now
    )
    if added is None:
        raise FieldError({"name": taken(session, journey, columns["name"])})
    lead = " ".join(filter(None, (f"*{words.called(added)}* is added.", fields.masked)))
    return [card.answer(request, session, added, lead=lead)]


def taken(session: Session, journey: Journey, name: str) -> str:
    """Why the name can't be had; plain, as errors in forms are."""
    other = kpis.named(
        session, workspace_id=journey.workspace_id, journey_id=identity(journey), name=name
    )
    if other is None:
        return "Another KPI has this name."
    if other.retired_at is None:
        return (
            f"K-{other.number} is called so. Choose another name, or record for that one: "
            f"/journey kpi record K-{other.number}"
        )
    return (
        f"The retired K-{other.number} is called so. Bring it back with /journey kpi restore "
        f"K-{other.number}, or choose another name."
    )


_NO_ROOM = (
    f"A journey has room for {kpis.MOST} KPIs, and this one has them. Retire those that nobody "
    "looks at any more: `/journey kpis`"
)


def _full(session: Session, journey: Journey) -> bool:
    used = kpis.in_use(session, workspace_id=journey.workspace_id, journey_id=identity(journey))
    return used >= kpis.MOST
