"""What the Home tab shows, as pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.reply import Block, View
from commands.wording import evidence, heat, pain_number, title, touchpoint_number
from storage.pain_rows import PainRow
from storage.vocabulary import Kind

_HOW_TO = (
    "In any channel, `/pain` and a few words log what you just saw; `/pain list mine` shows all "
    "of yours. `/journey help` names everything else."
)
_HOW_TO_GUESTS = (
    "Use `/pain` and a few words in a channel that you were invited to: there Cairn knows which "
    "journey you mean. `/pain list` shows what others saw."
)


def home_view(
    person_id: str,
    mine: Sequence[tuple[PainRow, bool]],
    *,
    journey: str | None,
    guest: bool,
) -> View:
    """The tab; `mine` are the last pain points logged, and whether each opens from here."""
    body = [
        blocks.section(f"Hello <@{person_id}>. Seen what bothers a customer? Add a stone."),
        *_jobs(journey, guest=guest),
        blocks.divider(),
        blocks.header("My last five"),
    ]
    if mine:
        body += [_row(row, opens=opens) for row, opens in mine]
    else:
        body.append(
            blocks.section(
                "Nothing yet. What you log appears here, with what became of it. "
                "It takes half a minute."
            )
        )
    body += [blocks.divider(), blocks.context(_HOW_TO_GUESTS if guest else _HOW_TO)]
    return blocks.home(body)


def _jobs(journey: str | None, *, guest: bool) -> list[Block]:
    if guest:
        return []
    buttons = blocks.actions(
        blocks.button("Log a pain point", "pain.open_log", style="primary"),
        blocks.button("Add a touchpoint", "touchpoint.open_add"),
        blocks.button("See the map", "map.show"),
        blocks.button("Journeys", "journey.list"),
    )
    where = (
        f"From here you work on *{title(journey)}*. Each channel may have a journey of its own."
        if journey
        else "Cairn asks which journey you mean, and remembers it."
    )
    return [buttons, blocks.context(where)]


def _row(row: PainRow, *, opens: bool) -> Block:
    number = pain_number(row.number)
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 60)}"
    seen = evidence(row.sightings, row.reporters)
    pleased = row.kind == Kind.DELIGHT
    facts = f"Delight · {seen}" if pleased else f"{row.status} · heat {heat(row.heat)} · {seen}"
    button = blocks.button("Open", "pain.card", value=str(row.number), label=f"Open {number}")
    hint = "" if opens else f"\nKept to its channel: open it there with `/pain {number}`."
    return blocks.section(
        f"*{number}* {title(row.title)}\n{where} · {facts}{hint}",
        accessory=button if opens else None,
    )
