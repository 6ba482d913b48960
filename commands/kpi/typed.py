"""`/journey kpi …`: a name or number, or a word of its own with a name behind it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlmodel import Session

from commands.errors import UserError
from commands.journey import which
from commands.kpi import (
    card,
    change,
    find,
    form,
    kpi_views,
    listing,
    record,
    retire,
    unknown_views,
)
from commands.reply import Reply, Say
from commands.request import Request
from storage.identity import identity
from storage.kpi import kpis
from storage.models import Journey, Kpi

_GUEST = (
    "Guests can see KPIs, and not add, record or change them. Ask a member of this workspace to "
    "do this for you."
)
OneOf = Callable[[Request, Session, Kpi], Reply]


@dataclass(frozen=True, slots=True)
class _Step:
    """What is done to one, and the button that does the same."""

    run: OneOf
    action: str


def _show(request: Request, session: Session, kpi: Kpi) -> Reply:
    return [card.answer(request, session, kpi)]


_SHOW = _Step(_show, kpi_views.CARD)
_STEPS: Mapping[str, _Step] = {
    "edit": _Step(change.begin, kpi_views.EDIT),
    "retire": _Step(retire.retire, kpi_views.RETIRE),
    "restore": _Step(retire.restore, kpi_views.RESTORE),
}
_LISTS = {"list": False, "all": False, "list retired": True, "retired": True}


def run(request: Request, session: Session) -> Reply:
    """Whatever was typed behind the word; nothing opens the form."""
    if not request.text:
        return listing.show(request, session) if request.person.guest else _new(request, session)
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    # Whatever a KPI is called, its name finds it.
    exact = kpis.named(
        session,
        workspace_id=journey.workspace_id,
        journey_id=identity(journey),
        name=request.text,
    )
    if exact:
        return _show(request, session, exact)
    if request.text.casefold() in _LISTS:
        return listing.show(request, session, retired=_LISTS[request.text.casefold()])
    return _spoken(request, session, journey)


def all_of_them(request: Request, session: Session) -> Reply:
    """`/journey kpis [retired]`; a name behind it shows that one."""
    if request.text:
        return run(request, session)
    return listing.show(request, session)


def _spoken(request: Request, session: Session, journey: Journey) -> Reply:
    """A word of ours with a name behind it, or the beginning of a name."""
    first, _, name = request.text.partition(" ")
    word = first.casefold()
    if word in ("add", "new"):
        return _new(request, session, name)
    if word in ("record", "correct"):
        _members_only(request)
        return record.typed(request, session, journey, name.strip())
    if word not in _STEPS:
        return _meant(request, session, journey, request.text, _SHOW)
    _members_only(request)
    if not name:
        raise UserError(
            f"Which one? Say its name or number, like `/journey kpi {word} K-3`. "
            "`/journey kpis` shows them."
        )
    return _meant(request, session, journey, name, _STEPS[word])


def _meant(request: Request, session: Session, journey: Journey, name: str, step: _Step) -> Reply:
    found = find.by_words(request, session, journey, name)
    if found.kpi:
        return step.run(request, session, found.kpi)
    said, body = unknown_views.unknown(
        name,
        found.near,
        journey_id=identity(journey),
        journey=journey.name,
        action=step.action,
        may_add=step is _SHOW and not request.person.guest,
    )
    return [Say(said, body)]


def _new(request: Request, session: Session, name: str = "") -> Reply:
    _members_only(request)
    return form.open_form(request, session, name=name)


def _members_only(request: Request) -> None:
    if request.person.guest:
        raise UserError(_GUEST)
