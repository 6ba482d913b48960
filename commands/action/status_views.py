"""The forms “Done”, “Drop”, “Hand over” and “Change due date”: pure functions of plain data."""

from collections.abc import Mapping, Sequence
from datetime import date

from commands import blocks, days
from commands.action.action_words import MAX_RESULT, named
from commands.action.form_views import choice
from commands.reply import Block, View
from commands.wording import action_number, pain_number
from storage.models import Action, PainPoint
from storage.vocabulary import ActionStatus

DONE_FORM = "action.done_form"
DROP_FORM = "action.drop_form"
DUE_FORM = "action.due_form"
HAND_OVER_FORM = "action.hand_over_form"

DONE_LABEL = "What came of it?"
TOLD_LABEL = f"{DONE_LABEL} Reporters will read it"
DROP_LABEL = "Why is it dropped?"
SOLVES_LABEL = "This solves"
_NAMED = 5


def done_form(
    action: Action,
    *,
    words: str,
    solves: Sequence[PainPoint],
    left_out: Sequence[int] = (),
    staying: Sequence[tuple[PainPoint, Sequence[int]]],
    context: Mapping[str, str],
    notes: Sequence[str] = (),
) -> View:
    """One sentence, and which pain points it solves; `staying` have other open actions."""
    result = blocks.text_input(
        initial=words,
        most=MAX_RESULT,
        placeholder="The desk prints parcel labels now, ask for one there",
        focus=True,
    )
    hint = (
        "Everybody who reported them gets this, so that they can pass it on to customers."
        if solves
        else "One sentence for whoever looks at it later."
    )
    told = solves or action.status == ActionStatus.DONE
    label = TOLD_LABEL if told else DONE_LABEL
    body = [*_about(action, notes), blocks.field("result", label, result, hint=hint)]
    if solves:
        boxes = [choice(pain.number, pain.title) for pain in solves]
        ticked = [str(pain.number) for pain in solves if pain.number not in left_out]
        body.append(
            blocks.field(
                "solves",
                SOLVES_LABEL,
                blocks.checkboxes(boxes, initial=ticked),
                optional=True,
                hint="What you untick stays as it is.",
            )
        )
    body += [blocks.context(_stays(pain, others)) for pain, others in staying]
    heading = f"Done: {action_number(action.number)}"
    return blocks.form(DONE_FORM, heading, body, submit="Mark as done", context=context)


def drop_form(
    action: Action, *, words: str, context: Mapping[str, str], notes: Sequence[str] = ()
) -> View:
    """A reason, so that nobody has to ask later."""
    reason = blocks.text_input(
        initial=words,
        most=MAX_RESULT,
        multiline=True,
        placeholder="The new parcel machine makes it needless",
        focus=True,
    )
    hint = "Its pain points stay where they are."
    body = [*_about(action, notes), blocks.field("reason", DROP_LABEL, reason, hint=hint)]
    heading = f"Drop {action_number(action.number)}"
    return blocks.form(DROP_FORM, heading, body, submit="Drop", context=context)


def due_form(
    action: Action,
    *,
    initial: date,
    today: date,
    context: Mapping[str, str],
    notes: Sequence[str] = (),
) -> View:
    """Another day."""
    now = f"It is {days.due(action.due_on, today)}."
    picker = blocks.date_picker(initial=initial.isoformat())
    body = [
        *_about(action, notes),
        blocks.field("due", "Due", picker, hint=now),
    ]
    heading = f"Due date of {action_number(action.number)}"
    return blocks.form(DUE_FORM, heading, body, submit="Save", context=context)


def hand_over_form(
    action: Action,
    *,
    initial: str | None,
    context: Mapping[str, str],
    notes: Sequence[str] = (),
) -> View:
    """Somebody else."""
    body = [
        *_about(action, notes),
        blocks.field(
            "owner",
            "Who takes it?",
            blocks.person_select(initial=initial),
            hint="They get it as a direct message, and its reminders from now on.",
        ),
    ]
    heading = f"Hand over {action_number(action.number)}"
    return blocks.form(HAND_OVER_FORM, heading, body, submit="Hand over", context=context)


def knowingly(did: str) -> str:
    """That nothing is stored yet because somebody else was faster."""
    return (
        f"*Nothing is stored yet:* {did}. Your answer is below. Send the form again to put it in "
        "place of that, or cancel to leave it."
    )


def _about(action: Action, notes: Sequence[str]) -> list[Block]:
    return [
        *[blocks.section(note) for note in notes],
        blocks.section(f"*{named(action)}*"),
    ]


def _stays(pain: PainPoint, others: Sequence[int]) -> str:
    listed = ", ".join(action_number(number) for number in others[:_NAMED])
    more = f" and {len(others) - _NAMED} more" if len(others) > _NAMED else ""
    are = "is" if len(others) == 1 else "are"
    return (
        f"{pain_number(pain.number)} stays In progress: {listed}{more} {are} still open, so it is "
        "solved with the last of them."
    )
