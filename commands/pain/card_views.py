"""Everything about one pain point."""

from collections.abc import Sequence

from commands import blocks
from commands.reply import Block
from commands.text import clip, escape, quote
from commands.wording import (
    day,
    emotion,
    evidence,
    heat,
    pain_number,
    title,
    touchpoint_number,
)
from storage.models import History, PainPoint, Sighting
from storage.pain_rows import PainRow
from storage.vocabulary import SEVERITIES


def card_blocks(
    pain: PainPoint,
    row: PainRow,
    *,
    sightings: Sequence[Sighting],
    changes: Sequence[History],
) -> list[Block]:
    """Everything about one pain point: what, where, how often, and its history."""
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 80)}"
    facts = [
        f"*Status*\n{pain.status}",
        f"*Where*\n{where}",
        f"*Heat*\n{heat(row.heat)}",
        f"*Evidence*\n{evidence(row.sightings, row.reporters)}",
        f"*First logged*\n{day(pain.created_at)} by <@{pain.reporter_id}>",
    ]
    if pain.owner_id:
        facts.append(f"*Owner*\n<@{pain.owner_id}>")
    body = [
        blocks.header(f"{pain_number(pain.number)} · {pain.title}"),
        blocks.fields(facts),
    ]
    if pain.description:
        body.insert(1, blocks.section(clip(escape(pain.description), blocks.MAX_TEXT)))
    if pain.reason:
        body.append(blocks.section(f"*Reason*\n{escape(pain.reason)}"))
    body += [blocks.section(_sighting(sighting)) for sighting in sightings]
    if row.sightings > len(sightings):
        body.append(blocks.context(f"The latest {len(sightings)} of {row.sightings} sightings"))
    if changes:
        body.append(blocks.context("\n".join(_change(change) for change in changes)))
    body.append(
        blocks.actions(
            blocks.button(
                "Touchpoint",
                "touchpoint.card",
                value=str(row.touchpoint_number),
                label=f"Open {touchpoint_number(row.touchpoint_number)}",
            ),
            blocks.button("Log another", "pain.open_log"),
        )
    )
    return body


def _sighting(sighting: Sighting) -> str:
    facts = [f"{sighting.severity} {SEVERITIES[sighting.severity]}"]
    if sighting.emotion is not None:
        facts.append(f"emotion {emotion(sighting.emotion)}")
    if sighting.source:
        facts.append(sighting.source)
    line = f"{day(sighting.seen_at)} · <@{sighting.reporter_id}> · {' · '.join(facts)}"
    return f"{line}\n{quote(clip(sighting.quote, 600))}" if sighting.quote else line


def _change(change: History) -> str:
    after = change.after or {}
    detail = ", ".join(f"{name} {escape(clip(str(value), 60))}" for name, value in after.items())
    what = f"{change.what}: {detail}" if detail and change.what != "added" else change.what
    return f"{day(change.at)} · <@{change.actor_id}> {what}"
