"""Makes a journey, and binds it to the channel it is made in."""

from sqlmodel import Session

from commands import blocks
from commands.errors import FieldError
from commands.fields import Fields
from commands.journey.templates import TEMPLATES
from commands.reply import OpenForm, Reply, Say, View
from commands.request import Request
from commands.text import clip, escape
from storage import journeys, workspaces
from storage.identity import identity
from storage.models import Journey
from storage.vocabulary import PlaceKind

FORM = "journey.new"
OPEN = "journey.open_new"
MAX_NAME = 80


def open_form(request: Request, session: Session) -> Reply:
    """`/journey new [name]` and its button."""
    del session
    return [OpenForm(new_form(name=clip(request.text or request.value, MAX_NAME)))]


def new_form(*, name: str = "", intro: str = "") -> View:
    """The form for a new journey; `intro` says why it opens."""
    choices = [(label, key) for key, (label, _) in TEMPLATES.items()]
    body = [blocks.section(intro)] if intro else []
    body += [
        blocks.field(
            "name",
            "Name",
            blocks.text_input(
                initial=name, most=MAX_NAME, placeholder="Buying in the web shop", focus=True
            ),
        ),
        blocks.field(
            "goal",
            "Goal",
            blocks.text_input(
                most=500, multiline=True, placeholder="What the customer wants to get done"
            ),
            optional=True,
        ),
        blocks.field(
            "template",
            "Template",
            blocks.select(choices, initial="purchase"),
            hint="The stages to begin with. You can change them at any time.",
        ),
    ]
    return blocks.form(FORM, "New journey", body, submit="Create")


def submit(request: Request, session: Session) -> Reply:
    """Stores the journey; its maker owns it."""
    fields = Fields(request.values)
    name = fields.text("name", most=MAX_NAME, missing="Give the journey a name.", lines=False)
    goal = fields.text("goal", most=500)
    template = fields.choice("template", TEMPLATES, missing="Choose a template, or Blank.")
    fields.check()
    journey = journeys.add(
        session,
        workspace_id=request.workspace_id,
        name=name,
        goal=goal,
        scope="",
        owner_id=request.person.id,
        at=request.now,
        stages=TEMPLATES[template][1],
    )
    if journey is None:
        raise FieldError(
            {"name": "A journey of this name exists already. Choose another name, or use that one."}
        )
    return [_made(journey, _bound(request, session, journey))]


def _bound(request: Request, session: Session, journey: Journey) -> bool:
    place = request.place
    if place is None or place.kind is PlaceKind.DIRECT:
        workspaces.remember_journey(
            session,
            workspace_id=request.workspace_id,
            person_id=request.person.id,
            journey_id=identity(journey),
        )
        return False
    journeys.bind(
        session,
        workspace_id=request.workspace_id,
        journey_id=identity(journey),
        channel_id=place.id,
        private=place.kind is PlaceKind.PRIVATE,
        person_id=request.person.id,
        at=request.now,
    )
    return True


def _made(journey: Journey, bound: bool) -> Say:  # noqa: FBT001 - a private helper of two callers
    where = " This channel works on it now." if bound else ""
    said = f"Journey *{escape(journey.name)}* is made, and you own it.{where}"
    steps = blocks.actions(
        blocks.button("Add a touchpoint", "touchpoint.open_add", style="primary"),
        blocks.button("Log a pain point", "pain.open_log"),
        blocks.button("Edit stages", "stages.open"),
        blocks.button("See the map", "map.show"),
    )
    return Say(said, [blocks.section(said), steps])
