"""The words around the picture of votes against evidence; pure functions of plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from commands import blocks
from commands.reply import Block
from commands.wording import title, vote_number

POST = "vote.evidence_post"
_A_LABEL = 60
_MOST = 3


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in which quadrant, raw, or why nothing can be compared."""

    number: int
    question: str
    places: Mapping[str, Sequence[str]]
    alike: str = ""


def message(words: Words) -> tuple[str, list[Block]]:
    """Fallback text, and what stands above the picture."""
    number = vote_number(words.number)
    text = f"Votes and evidence of {number}: {title(words.question)}"
    lines = [f"*{place}*: {_some(labels)}" for place, labels in words.places.items() if labels]
    lines = lines or [words.alike]
    why = (
        "Dots tell what people here find important, heat how often and how badly customers met it."
    )
    return text, [
        blocks.section(f"*Votes and evidence of {number}*\n*{title(words.question)}*"),
        blocks.section("\n".join(lines)),
        blocks.context(why),
    ]


def steps(number: int) -> list[Block]:
    """Below the picture that only one person sees."""
    label = f"Post votes and evidence of {vote_number(number)} in its channel"
    return [
        blocks.actions(blocks.button("Post in the channel", POST, value=str(number), label=label))
    ]


def on_its_way(channel_id: str | None) -> str:
    """What is said while it is drawn."""
    if channel_id:
        return f"The picture is being drawn and will appear in <#{channel_id}> in a moment."
    return "The picture is being drawn; you find it in your messages with Cairn in a moment."


def _some(labels: Sequence[str]) -> str:
    named = ", ".join(title(label, _A_LABEL) for label in labels[:_MOST])
    return f"{named} and {len(labels) - _MOST} more" if len(labels) > _MOST else named
