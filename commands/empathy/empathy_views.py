"""Buttons and lines of empathy maps wherever they appear; pure functions of plain data."""

from collections.abc import Mapping

from commands import blocks
from commands.persona import persona_views, words
from commands.reply import Block
from commands.text import plural
from commands.wording import pain_number, title
from storage.empathy.map import NoteRow, Side
from storage.identity import identity
from storage.models import Persona
from storage.vocabulary import EmpathySide

MAP = persona_views.EMPATHY
LIST = "empathy.list"
SIDE = "empathy.side"
START = "empathy.start"
NOTE = "empathy.note"
MINE = "empathy.mine"
OWN = "empathy.own"
PUT_BACK = "empathy.put_back"
TAKE_OFF = "empathy.take_off"
SEEN = "empathy.seen"
USE = "empathy.use"
REVEAL = "empathy.reveal"
PICTURE = "empathy.picture"
POST = "empathy.post"
BUILDER = "empathy.message"

QUESTIONS: Mapping[EmpathySide, str] = {
    EmpathySide.SAYS: "Says: in their own words",
    EmpathySide.THINKS: "Thinks: and may not say",
    EmpathySide.DOES: "Does: what one can watch",
    EmpathySide.FEELS: "Feels: worried, proud, in a hurry",
    EmpathySide.PAINS: "Pains: what hurts or stops them",
    EmpathySide.GAINS: "Gains: what would help or please them",
}
_MOST_WORDS = 120


def subject(round_id: int) -> str:
    """What the outbox knows the channel's message by."""
    return f"empathy:{round_id}"


def line(row: NoteRow, *, most: int = 300) -> str:
    """A note, where on the journey, and whether it was seen; safe in mrkdwn."""
    stage = f" · {title(row.stage, 40)}" if row.stage else ""
    return f"“{title(row.words, most)}”{stage} · {source(row)}"


def source(row: NoteRow) -> str:
    """'seen in P-12' or 'assumption'."""
    return "_assumption_" if row.seen_in is None else f"seen in {pain_number(row.seen_in)}"


def total(sides: Mapping[EmpathySide, Side]) -> int:
    return sum(side.total for side in sides.values())


def standing(sides: Mapping[EmpathySide, Side]) -> str:
    """'12 notes: 5 seen, 7 assumed'."""
    there, seen = total(sides), sum(side.seen for side in sides.values())
    if not there:
        return "no notes yet"
    return f"{plural(there, 'note')} ({seen:,} seen, {there - seen:,} assumed)"


def side_text(side: EmpathySide, held: Side) -> str:
    """A side with its first notes, and how many more there are."""
    count = f" · {held.total:,}" if held.total else ""
    lines = [f"*{words.SIDES[side]}*{count}"]
    lines += [f"• {line(row, most=_MOST_WORDS)}" for row in held.rows]
    more = held.total - len(held.rows)
    if more:
        lines.append(f"and {more:,} more")
    return "\n".join(lines)


def note_button(
    persona: Persona, round_id: int | None, label: str = "Add a note", *, first: bool = True
) -> Block:
    """Opens the form; the note belongs to the round."""
    value = f"{identity(persona)} {round_id or 0}"
    return blocks.button(label, NOTE, value=value, style="primary" if first else None)


def mine_button(persona: Persona) -> Block:
    return blocks.button("My notes", MINE, value=f"{identity(persona)} 1")


def seen_button(persona: Persona, round_id: int | None, count: int) -> list[Block]:
    """The way to what was really seen, where there is some."""
    if not count:
        return []
    value = f"{identity(persona)} {round_id or 0} 1"
    return [blocks.button(f"What was seen ({count:,})", SEEN, value=value)]


def start_button(persona: Persona, label: str = "Collect with the team") -> Block:
    return blocks.button(label, START, value=str(identity(persona)))


def picture_button(persona: Persona) -> Block:
    return blocks.button("Picture", PICTURE, value=str(identity(persona)))


def post_button(persona: Persona) -> Block:
    return blocks.button("Post the picture", POST, value=str(identity(persona)))
