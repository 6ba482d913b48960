"""`/journey facilitators`: who may run votes and scorings besides the journey's owner."""

import re

from sqlmodel import Session

from commands import blocks
from commands.errors import UserError
from commands.fields import Fields
from commands.journey import which
from commands.reply import OpenForm, Reply, Say, Tell
from commands.request import Request
from commands.wording import title
from storage.identity import identity
from storage.journey import facilitators, journeys
from storage.journey.visibility import Viewer
from storage.models import Journey

OPEN = "journey.facilitators"
FORM = "journey.facilitators"
PEOPLE = "people"
MOST = 20
_DO = (
    "close, reopen and cancel votes, reveal and cancel scorings, write what to say today, switch "
    "the canvas and take notes off empathy maps"
)
_PERSON = re.compile(r"[UW][A-Z0-9]{1,30}")


def open_form(request: Request, session: Session) -> Reply:
    """The form, for who may change it; for others who they are."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    chosen = facilitators.of(session, journey=journey)
    if not _may_change(request, journey):
        more = "more" if chosen else "some"
        told = _told(journey, list(chosen))
        return [Say(f"{told} Ask <@{journey.owner_id}> to name {more}.")]
    field = blocks.field(
        PEOPLE,
        "Facilitators",
        blocks.people_select(initial=chosen, placeholder="Choose colleagues", most=MOST),
        optional=True,
        hint=f"As you may, they {_DO}.",
    )
    view = blocks.form(
        FORM,
        "Facilitators",
        [field, blocks.context(f"Journey: {title(journey.name)}")],
        submit="Save",
        context={"journey": str(identity(journey))},
    )
    return [OpenForm(view)]


def submit(request: Request, session: Session) -> Reply:
    """The form's answer: these, and nobody else."""
    journey = which.current(request, session)
    if journey is None or not _may_change(request, journey):
        raise UserError(
            "Only the journey's owner and workspace administrators choose its facilitators."
        )
    said = request.values.get(PEOPLE) or []
    people = [said] if isinstance(said, str) else said
    fields = Fields(request.values)
    if len(people) > MOST or not all(_PERSON.fullmatch(each) for each in people):
        fields.wrong(PEOPLE, f"Choose up to {MOST} people of this workspace.")
    fields.check()
    before = set(facilitators.of(session, journey=journey))
    changed = facilitators.put(
        session, journey=journey, people=people, actor_id=request.person.id, at=request.now
    )
    told = _told(journey, sorted(set(people)))
    news = sorted(set(people) - before - {request.person.id})
    return [
        *[_welcome(request, journey, each) for each in news if _sees(session, journey, each)],
        Say(told if changed else f"Nothing changed. {told}"),
    ]


def _sees(session: Session, journey: Journey, person_id: str) -> bool:
    """A private channel's journey is not named to somebody who may not be in there."""
    viewer = Viewer(journey.workspace_id, person_id, None)
    found = journeys.row_or_none(session, viewer=viewer, journey_id=identity(journey))
    return found is not None


def _welcome(request: Request, journey: Journey, person_id: str) -> Tell:
    """They learn it at once, and what it means."""
    said = (
        f"<@{request.person.id}> made you a facilitator of *{title(journey.name)}*: you may now "
        f"{_DO}. `/vote list` shows the votes that run."
    )
    return Tell(person_id, said, [blocks.section(said)])


def _may_change(request: Request, journey: Journey) -> bool:
    return request.person.admin or request.person.id == journey.owner_id


def _told(journey: Journey, people: list[str]) -> str:
    name = f"*{title(journey.name)}*"
    owner = f"<@{journey.owner_id}>"
    if not people:
        return f"{name} has no facilitators. Its owner {owner} runs its votes and scorings."
    named = ", ".join(f"<@{each}>" for each in people)
    return f"Facilitators of {name}: {named}. They run votes and scorings as its owner {owner} may."
