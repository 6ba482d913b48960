"""The forms of an opportunity, as pure functions of plain data."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.blocks import Option
from commands.opportunity import score_words
from commands.reply import Block, View
from commands.text import clip
from commands.wording import opportunity_number, pain_number
from storage.models.columns import JsonObject
from storage.opportunity.frameworks import CONFIDENCES, EFFORT_FLOOR, IMPACTS, Period
from storage.pain.rows import PainRow

NEW = "opportunity.new"
EDIT = "opportunity.edit"
ICE = "opportunity.ice"
PAINS = "answered_pains"
MAX_TITLE = 150
MAX_HOW = 1000
MAX_PAINS = 20
MOST_ICE = 10

LABELS = {
    "title": "Title",
    "how_might_we": "How might we…",
    "pains": "Pain points it answers",
    "owner_id": "Owner",
    "reach": "Reach (people)",
    "reach_period": "Reached in",
    "impact": "Impact on each of them",
    "confidence": "Confidence",
    "effort": "Effort (person-months)",
    "ice_impact": "Impact",
    "ice_confidence": "Confidence",
    "ice_ease": "Ease",
}
PERIODS: list[Option] = [(f"a {period.value}", period.value) for period in Period]
IMPACT_CHOICES: list[Option] = [(score_words.impact(each), f"{each:g}") for each in IMPACTS]
CONFIDENCE_CHOICES: list[Option] = [(f"{each} %", str(each)) for each in CONFIDENCES]
_ICE_CHOICES: list[Option] = [(str(n), str(n)) for n in range(1, MOST_ICE + 1)]


def pain_choice(row: PainRow) -> Option:
    """'P-4 · The queue was long', clipped in its title rather than in its number."""
    head = f"{pain_number(row.number)} · "
    title = " ".join(row.title.split())
    return f"{head}{clip(title, blocks.MAX_OPTION - len(head))}", str(row.number)


def add_form(
    *, title: str, pains: Sequence[Option], context: Mapping[str, str], intro: str = ""
) -> View:
    """The form "Add an opportunity"."""
    held: JsonObject = {"title": title}
    body = [blocks.context(intro)] if intro else []
    body += [*_told(held, pains), *_rice(held)]
    return blocks.form(NEW, "Add an opportunity", body, submit="Add", context=context)


def edit_form(
    number: int,
    *,
    held: JsonObject,
    pains: Sequence[Option],
    context: Mapping[str, str],
    notes: Sequence[str] = (),
) -> View:
    """What it holds, to be changed; `notes` say what others changed meanwhile."""
    owner = blocks.person_select(initial=held["owner_id"])
    body = [
        *[blocks.section(note) for note in notes],
        *_told(held, pains),
        blocks.field("owner", LABELS["owner_id"], owner, optional=True),
        *_rice(held),
    ]
    heading = f"Edit {opportunity_number(number)}"
    return blocks.form(EDIT, heading, body, submit="Save", context=context)


def ice_form(
    number: int,
    *,
    title: str,
    held: JsonObject,
    context: Mapping[str, str],
    notes: Sequence[str] = (),
) -> View:
    """The small form "Score by ICE"."""

    def scale(name: str, hint: str) -> Block:
        chosen = str(held[name]) if held[name] is not None else None
        element = blocks.select(_ICE_CHOICES, initial=chosen, placeholder="1 to 10")
        return blocks.field(name, LABELS[name], element, hint=hint)

    body = [
        *[blocks.section(note) for note in notes],
        blocks.section(f"*{opportunity_number(number)}* {title}"),
        scale("ice_impact", "How much it would do for customers: 10 is the most."),
        scale("ice_confidence", "How sure you are that it would: 10 is certain."),
        scale("ice_ease", "Ease: high = easy. 10 is done in no time."),
    ]
    return blocks.form(ICE, "Score by ICE", body, submit="Save", context=context)


def _told(held: JsonObject, pains: Sequence[Option]) -> list[Block]:
    title = blocks.text_input(
        initial=held["title"],
        most=MAX_TITLE,
        placeholder="Print return labels at the service desk",
        focus=True,
    )
    how = blocks.text_input(
        initial=held.get("how_might_we") or "",
        most=MAX_HOW,
        multiline=True,
        placeholder="… let customers return a parcel without a printer?",
    )
    answered = blocks.multi_type_ahead(
        initial=pains, placeholder="Type a number or words", most=MAX_PAINS
    )
    return [
        blocks.field("title", LABELS["title"], title),
        blocks.field("how_might_we", LABELS["how_might_we"], how, optional=True),
        blocks.field(PAINS, LABELS["pains"], answered, optional=True),
    ]


def _rice(held: JsonObject) -> list[Block]:
    """All optional: an idea comes first, its figures later."""
    reach = held.get("reach")
    people = blocks.text_input(
        initial=f"{reach:.0f}" if reach is not None else "", most=20, placeholder="3,000"
    )
    period = held.get("reach_period") or Period.MONTH.value
    impact, confidence = held.get("impact"), held.get("confidence")
    months = held.get("effort")
    effort = blocks.text_input(
        initial=f"{months:g}" if months is not None else "", most=10, placeholder="1.5"
    )
    return [
        blocks.field(
            "reach",
            LABELS["reach"],
            people,
            optional=True,
            hint="How many people it would reach in the time below. RICE needs this and the "
            "three answers that follow; they can wait.",
        ),
        blocks.field(
            "reach_period", LABELS["reach_period"], blocks.select(PERIODS, initial=period)
        ),
        blocks.field(
            "impact",
            LABELS["impact"],
            blocks.select(IMPACT_CHOICES, initial=f"{impact:g}" if impact else None),
            optional=True,
        ),
        blocks.field(
            "confidence",
            LABELS["confidence"],
            blocks.select(CONFIDENCE_CHOICES, initial=str(confidence) if confidence else None),
            optional=True,
        ),
        blocks.field(
            "effort",
            LABELS["effort"],
            effort,
            optional=True,
            hint=f"Of everybody together. Less than {EFFORT_FLOOR} counts as {EFFORT_FLOOR}.",
        ),
    ]
