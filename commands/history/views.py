"""A journey's history in words, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass

from commands import blocks
from commands.reply import Block
from commands.text import escape
from commands.wording import title

OPEN = "history.open"
PERSON = "history.person"
TURN = "history.turn"


@dataclass(frozen=True, slots=True)
class Line:
    """What was changed, and when by whom how, both safe in mrkdwn."""

    thing: str
    told: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One page; `ref` asks for the same again, `about` says what it is narrowed to."""

    journey: str
    about: str
    ref: str
    lines: Sequence[Line]
    number: int
    more: bool


def history_message(shown: Shown) -> tuple[str, list[Block]]:
    """A page of it, latest first; changes of one thing in a row stand together."""
    head = f"*History of {title(shown.journey)}*"
    body = [blocks.section(f"{head} · {shown.about}" if shown.about else head)]
    if not shown.lines:
        nothing = "Nothing was changed" + (" here yet." if shown.about else " yet.")
        body.append(blocks.section(nothing))
    for thing, told in _together(shown.lines):
        body.append(blocks.section("\n".join([f"*{thing}*", *told])))
    turns = []
    if shown.number > 1:
        turns.append(_turn("Newer", "newer", shown.number - 1, shown.ref))
    if shown.more:
        turns.append(_turn("Older", "older", shown.number + 1, shown.ref))
    by = {
        **blocks.person_select(placeholder="Changes by…"),
        "action_id": PERSON,
    }
    body.append(blocks.actions(*turns, by))
    return f"History of {escape(shown.journey)}", body


def open_button(ref: str = "") -> Block:
    """The history of a thing, like "T-7", or of all."""
    return blocks.button("History", OPEN, value=ref)


def _together(lines: Sequence[Line]) -> list[tuple[str, list[str]]]:
    found: list[tuple[str, list[str]]] = []
    for line in lines:
        if found and found[-1][0] == line.thing:
            found[-1][1].append(line.told)
        else:
            found.append((line.thing, [line.told]))
    return found


def _turn(text: str, suffix: str, number: int, ref: str) -> Block:
    return blocks.button(text, f"{TURN}:{suffix}", value=f"{number} {ref}".strip())
