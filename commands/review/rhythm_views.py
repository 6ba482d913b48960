"""The form that says who owns a journey and how often it is reviewed, as pure functions."""

from commands import blocks
from commands.reply import Block, View
from commands.text import escape
from storage.journey.edits import LEAST_DAYS, MOST_DAYS

OPEN = "review.rhythm"
FORM = "review.rhythm"
OWNER, DAYS = "owner", "days"


def open_button() -> Block:
    return blocks.button("Owner and reviews", OPEN)


def rhythm_form(*, journey_id: int, journey: str, owner_id: str, days: int) -> View:
    """Two fields, with what holds now."""
    body = [
        blocks.section(f"*{escape(journey)}*"),
        blocks.field(
            OWNER,
            "Owner",
            blocks.person_select(initial=owner_id),
            hint="Is asked about every touchpoint that has no owner of its own.",
        ),
        blocks.field(
            DAYS,
            "Review each touchpoint every so many days",
            blocks.number_input(least=LEAST_DAYS, most=MOST_DAYS, initial=str(days)),
            hint="Owners are asked in a direct message, a handful at a time.",
        ),
    ]
    context = {"journey": str(journey_id)}
    return blocks.form(FORM, "Owner and reviews", body, submit="Save", context=context)
