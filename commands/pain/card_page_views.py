"""Pages of a pain point's history and sightings, as pure functions of plain data."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.pain import card_sighting_views, status_views, status_words
from commands.pain.card_views import ALL_CHANGES, ALL_SIGHTINGS
from commands.pain.status_words import Names, named
from commands.reply import Block
from storage.models import History, PainPoint, Sighting

PAGE = 10


def history_title(pain: PainPoint) -> str:
    return f"History of {named(pain)}"


def sightings_title(pain: PainPoint) -> str:
    return f"Sightings of {named(pain)}"


def history_blocks(
    pain: PainPoint, entries: Sequence[History], *, names: Names, page: int, more: bool
) -> list[Block]:
    """Who changed what when, newest first."""
    lines = [blocks.context(status_words.change(entry, names)) for entry in entries]
    turns = _turns(pain, ALL_CHANGES, page, more=more)
    return [blocks.section(f"*{history_title(pain)}*"), *lines, turns]


def sightings_blocks(
    pain: PainPoint,
    sightings: Sequence[Sighting],
    *,
    personas: Mapping[int, str],
    place_id: str | None,
    page: int,
    more: bool,
) -> list[Block]:
    """Everything that was seen of it, newest first."""
    shown = [
        card_sighting_views.sighting_block(each, pain.kind, personas=personas, place_id=place_id)
        for each in sightings
    ]
    turns = _turns(pain, ALL_SIGHTINGS, page, more=more)
    return [blocks.section(f"*{sightings_title(pain)}*"), *shown, turns]


def _turns(pain: PainPoint, action: str, page: int, *, more: bool) -> Block:
    steps = []
    if page > 1:
        value = f"{pain.number} {page - 1}"
        steps.append(blocks.button("Newer", f"{action}_turn:newer", value=value))
    if more:
        value = f"{pain.number} {page + 1}"
        steps.append(blocks.button("Older", f"{action}_turn:older", value=value))
    return blocks.actions(*steps, status_views.open_button(pain.number))
