"""One pain point on the Home tab, in each of its lists."""

from commands import blocks
from commands.notifications.tell_views import GLANCE
from commands.pain import status_words
from commands.reply import Block
from commands.text import clip
from commands.wording import evidence, heat, pain_number, title, touchpoint_number
from storage.pain.homes import Happened
from storage.pain.rows import PainRow
from storage.vocabulary import Kind, Status

CONFIRM = "home.confirm"
_MOST_HAPPENED = 1200


def happened_row(happened: Happened) -> Block:
    """How it stands, and what happened to it last."""
    number = pain_number(happened.number)
    last = clip(status_words.change(happened.last, {}), _MOST_HAPPENED)
    said = f"*{number}* {title(happened.title)}\n*{happened.status}* · {last}"
    return blocks.section(said, accessory=_open(happened.number))


def confirm_row(row: PainRow) -> list[Block]:
    """What others saw: confirm it, or look at it first."""
    number = pain_number(row.number)
    confirm = blocks.button(
        "Confirm",
        CONFIRM,
        value=f"{row.number} {Status.NEW.name} {Status.CONFIRMED.name}",
        label=f"Confirm {number}",
    )
    return [
        blocks.section(f"*{number}* {title(row.title)}\n{_facts(row)}"),
        blocks.actions(confirm, _open(row.number)),
    ]


def logged_row(row: PainRow) -> Block:
    """What one logged oneself."""
    number = pain_number(row.number)
    return blocks.section(
        f"*{number}* {title(row.title)}\n{_facts(row)}", accessory=_open(row.number)
    )


def _facts(row: PainRow) -> str:
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 60)}"
    seen = evidence(row.sightings, row.reporters)
    if row.kind == Kind.DELIGHT:
        return f"{where} · Delight · {seen}"
    return f"{where} · {row.status} · heat {heat(row.heat)} · {seen}"


def _open(number: int) -> Block:
    return blocks.button("Open", GLANCE, value=str(number), label=f"Open {pain_number(number)}")
