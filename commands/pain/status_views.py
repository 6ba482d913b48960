"""The steps in a pain point's life: buttons, forms and answers, as pure functions."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.pain import status_words
from commands.pain.status_words import NEXT, named
from commands.reply import Block, Say, View
from commands.text import escape
from commands.wording import pain_number
from storage.models import PainPoint
from storage.vocabulary import Kind, Status

SET = "pain.set"
SET_ON_CARD = "pain.set_on_card"
UNMERGE = "pain.unmerge"
SOLVE_FORM = "pain.solve"
DECLINE_FORM = "pain.decline"
MAX_REASON = 1000

SOLVED_LABEL = "What can you tell customers now?"
DECLINED_LABEL = "What would change our mind?"


def steps(kind: str, number: int, status: str, *, action: str) -> list[Block]:
    """The likely next step as a button, the others in a menu; none for a delight.

    Each carries which pain point it is, the status the person saw, and where it leads.
    """
    targets = NEXT.get(status, ())
    if kind == Kind.DELIGHT or not targets:
        return []
    choices = [
        (status_words.step(status, target), f"{number} {Status(status).name} {target.name}")
        for target in targets
    ]
    label, likely = choices[0]
    reopens = status in (Status.SOLVED, Status.DECLINED)
    button = blocks.button(
        label,
        f"{action}:next",
        value=likely,
        style=None if reopens else "primary",
        label=f"{label} {pain_number(number)}",
    )
    return [button, blocks.overflow(choices[1:], f"{action}:other")]


def unmerge_button(pain: PainPoint, into: int) -> Block:
    """Takes the merge back that the person saw."""
    number = pain_number(pain.number)
    return blocks.button(
        "Unmerge", UNMERGE, value=f"{pain.number} {into}", label=f"Unmerge {number}"
    )


def open_button(number: int) -> Block:
    said = pain_number(number)
    return blocks.button("Open", "pain.card", value=str(number), label=f"Open {said}")


def solve_form(
    pain: PainPoint, *, words: str, context: Mapping[str, str], notes: Sequence[str] = ()
) -> View:
    """The form "Solve P-12": what those who reported it get."""
    said = blocks.text_input(
        initial=words,
        most=MAX_REASON,
        multiline=True,
        placeholder="The label can be printed at the service desk now",
        focus=True,
    )
    hint = "Everybody who reported it gets this, so that they can pass it on. You may leave it out."
    body = [
        *_about(pain, notes),
        blocks.field("reason", SOLVED_LABEL, said, optional=True, hint=hint),
    ]
    heading = f"Solve {pain_number(pain.number)}"
    return blocks.form(SOLVE_FORM, heading, body, submit="Mark as solved", context=context)


def decline_form(
    pain: PainPoint, *, words: str, context: Mapping[str, str], notes: Sequence[str] = ()
) -> View:
    """The form "Decline P-12": a reason is owed to those who reported it."""
    said = blocks.text_input(
        initial=words,
        most=MAX_REASON,
        multiline=True,
        placeholder="Ten more customers who meet it, or a supplier who offers it",
        focus=True,
    )
    hint = "Everybody who reported it gets this."
    body = [*_about(pain, notes), blocks.field("reason", DECLINED_LABEL, said, hint=hint)]
    heading = f"Decline {pain_number(pain.number)}"
    return blocks.form(DECLINE_FORM, heading, body, submit="Decline", context=context)


def done(pain: PainPoint, said: str, *more: Block) -> Say:
    """The short answer after a change, with the way to the whole of it."""
    return Say(said, [blocks.section(said), blocks.actions(open_button(pain.number), *more)])


def reason_line(status: str, reason: str) -> str:
    """Why it was declined, or what can be told now; empty where there is none."""
    if not reason:
        return ""
    if status == Status.SOLVED:
        return f"*What you can tell customers now*\n{escape(reason)}"
    if status == Status.DECLINED:
        return f"*What would change our mind*\n{escape(reason)}"
    return ""


def _about(pain: PainPoint, notes: Sequence[str]) -> list[Block]:
    return [
        *[blocks.section(note) for note in notes],
        blocks.section(f"*{named(pain)}*"),
    ]
