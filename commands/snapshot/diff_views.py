"""What changed between two moments, as pure functions of plain data."""

from dataclasses import dataclass

from commands import blocks
from commands.reply import Block
from commands.snapshot import diff_words
from commands.snapshot.differences import Compared
from commands.text import escape, plural
from commands.wording import title

OPEN = "snapshot.diff"
TURN = "snapshot.diff_turn"
PICTURE = "snapshot.diff_picture"
PAGE = 15
NOTHING = "Nothing is different between the two."


@dataclass(frozen=True, slots=True)
class Shown:
    """Two moments of a journey as they are told, and what is different."""

    journey: str
    refs: tuple[str, str]
    between: str
    notes: tuple[str, ...]
    compared: Compared
    page: int = 1

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.compared.differences) // PAGE))


def open_button(first: str, second: str, *, text: str) -> Block:
    """A button that compares two moments."""
    return blocks.button(text, OPEN, value=f"{first} to {second}")


def summary(compared: Compared) -> str:
    """'+3 pain points · +1 touchpoint', what counts most first."""
    said = [told for counted in compared.counts if (told := diff_words.count(counted))]
    return " · ".join(said)


def diff_message(shown: Shown) -> tuple[str, list[Block]]:
    """A page of it in words, most important first."""
    head = f"*What changed on {title(shown.journey)}*\n{shown.between}"
    counted = summary(shown.compared)
    body = [blocks.section(f"{head}\n*{counted}*" if counted else head)]
    first = (shown.page - 1) * PAGE
    differences = shown.compared.differences[first : first + PAGE]
    body += [blocks.section(f"• {diff_words.line(each)}") for each in differences]
    if not shown.compared.differences and not counted:
        body.append(blocks.section(NOTHING))
    if shown.pages > 1:
        told = plural(len(shown.compared.differences), "difference")
        body.append(blocks.context(f"{told}, page {shown.page} of {shown.pages}"))
    if shown.notes:
        body.append(blocks.context(*shown.notes))
    body.append(blocks.actions(*_steps(shown)))
    text = f"What changed on {escape(shown.journey)}: {counted or _uncounted(shown)}"
    return text, body


def _uncounted(shown: Shown) -> str:
    found = len(shown.compared.differences)
    return plural(found, "difference") if found else "nothing"


def _steps(shown: Shown) -> list[Block]:
    refs = " to ".join(shown.refs)
    steps = []
    if shown.page > 1:
        steps.append(
            blocks.button("More important", f"{TURN}:newer", value=f"{shown.page - 1} {refs}")
        )
    if shown.page < shown.pages:
        steps.append(
            blocks.button("Less important", f"{TURN}:older", value=f"{shown.page + 1} {refs}")
        )
    if shown.compared.differences:
        steps.append(blocks.button("As a picture", PICTURE, value=refs))
    return [*steps, blocks.button("All snapshots", "snapshot.list")]
