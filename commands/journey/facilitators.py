"""`/journey facilitators`: who may run votes and scorings besides the journey's owner."""

import re

from sqlmodel import Session

from commands import blocks
from commands.errors import UserError
from commands.fields import Fields
from commands.journey import which
from commands.reply import OpenForm, Reply, Say
from commands.request import Request
from commands.wording import title
from storage.identity import identity
from storage.journey import facilitators
from storage.models import Journey

OPEN = "journey.facilitators"
FORM = "journey.facilitators"
PEOPLE = "people"
MOST = 20
_PERSON = re.compile(r"[UW][A-Z0-9]{1,30}")


def open_form(request: Request, session: Session) -> Reply:
    """The form, for who may change it; for others who they are."""
    journey = which.current(request, session)
    if journey is None:
        return which.ask(request, session)
    chosen = facilitators.of(session, journey=journey)
    if not _may_change(request, journey):
        return [Say(_told(journey, list(chosen)))]
    field = blocks.field(
        PEOPLE,
        "Facilitators",
        blocks.people_select(initial=chosen, placeholder="Choose colleagues", most=MOST),
        optional=True,
        hint="As you may, they close, reopen and cancel votes, reveal and cancel scorings, write "
        "what to say today, switch the canvas and take notes off empathy maps.",
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
    changed = facilitators.put(
        session, journey=journey, people=people, actor_id=request.person.id, at=request.now
    )
    told = _told(journey, sorted(set(people)))
    return [Say(told if changed else f"Nothing changed. {told}")]


def _may_change(request: Request, journey: Journey) -> bool:
    return request.person.admin or request.person.id == journey.owner_id


def _told(journey: Journey, people: list[str]) -> str:
    name = f"*{title(journey.name)}*"
    owner = f"<@{journey.owner_id}>"
    if not people:
        return f"{name} has no facilitators. Its owner {owner} runs its votes and scorings."
    named = ", ".join(f"<@{each}>" for each in people)
    return f"Facilitators of {name}: {named}. They run votes and scorings as its owner {owner} may."
