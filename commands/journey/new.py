"""Makes a journey, and binds it to the channel it is made in."""

from datetime import timedelta

from sqlmodel import Session

from commands import blocks
from commands import help as command_help
from commands.errors import FieldError
from commands.fields import Fields
from commands.journey import binding
from commands.journey.templates import TEMPLATES
from commands.reply import Block, OpenForm, Reply, Say, View
from commands.request import Request
from commands.text import clean_line, clip
from commands.wording import title
from storage.journey import journeys
from storage.models import Journey
from storage.vocabulary import PlaceKind

FORM = "journey.new"
OPEN = "journey.open_new"
MAX_NAME = 80
# Sent again within this time it was one wish, not two.
_SAME_WISH = timedelta(minutes=1)


def open_form(request: Request, session: Session) -> Reply:
    """`/journey new [name]` and its button."""
    del session
    return [OpenForm(new_form(name=clip(clean_line(request.text or request.value), MAX_NAME)))]


def new_form(*, name: str = "", intro: str = "", after: str = "") -> View:
    """The form for a new journey; `intro` says why it opens, `after` which command waits."""
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
            _templates(),
            hint="The stages to begin with. You can change them at any time.",
        ),
    ]
    waiting = {"after": after} if after and len(after) <= command_help.MOST_TYPED else {}
    return blocks.form(FORM, "New journey", body, submit="Create", context=waiting)


def _templates() -> Block:
    """The templates with their stages, all to be seen before choosing."""
    choices = [(label, key) for key, (label, _) in TEMPLATES.items()]
    element = blocks.radio(choices, initial="purchase")
    for option in [*element["options"], element["initial_option"]]:
        stages = [stage.name for stage in TEMPLATES[option["value"]][1]]
        said = " → ".join(stages) or "No stages: you add your own"
        option["description"] = blocks.plain(said, blocks.MAX_OPTION)
    return element


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
    ) or _made_just_now(request, session, name)
    news = binding.work_on(request, session, journey)
    return [_made(request, journey), *fields.masked_notice(), *news]


def _made_just_now(request: Request, session: Session, name: str) -> Journey:
    """The journey of this name, if the same form made it a moment ago; else FieldError."""
    existing = journeys.named(session, viewer=request.viewer, name=name)
    if existing is None:
        raise FieldError({"name": "This name is taken in your workspace. Choose another name."})
    made_by_this = existing.owner_id == request.person.id
    if made_by_this and request.now - existing.created_at < _SAME_WISH:
        return existing
    raise FieldError(
        {
            "name": "A journey of this name exists already. Choose another name, or close this "
            f"and type “/journey use {clip(existing.name, MAX_NAME)}”."
        }
    )


def _made(request: Request, journey: Journey) -> Say:
    said = f"Journey *{title(journey.name)}* is made, and you own it. {_where(request)}"
    steps = [
        blocks.button("Add a touchpoint", "touchpoint.open_add", style="primary"),
        blocks.button("Log a pain point", "pain.open_log"),
        blocks.button("Edit stages", "stages.open"),
        blocks.button("See the map", "map.show"),
    ]
    after = request.context.get("after")
    if after:
        steps.append(blocks.button(f"Go on: {clip(after, 40)}", command_help.RUN, value=after))
    return Say(said, [blocks.section(said), blocks.actions(*steps)])


def _where(request: Request) -> str:
    if request.place is None or not binding.in_channel(request):
        return "It is yours wherever the channel doesn't say otherwise."
    if request.place.kind is PlaceKind.PRIVATE:
        return "This channel works on it now, and only its members see it."
    return "This channel works on it now."
