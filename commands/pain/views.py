"""What the pain commands show, as pure functions of plain data."""

from collections.abc import Sequence

from commands import blocks
from commands.blocks import Option
from commands.reply import Block, Say, View
from commands.text import clip, escape, plural, quote
from commands.wording import (
    EMOTION_CHOICES,
    SEVERITY_CHOICES,
    SOURCE_CHOICES,
    day,
    emotion,
    evidence,
    heat,
    pain_number,
    title,
    touchpoint_number,
)
from storage.models import History, PainPoint, Sighting
from storage.pains import PainRow
from storage.touchpoints import TouchpointRow
from storage.vocabulary import SEVERITIES

LOG_FORM = "pain.log"
LOG_AT = "pain.open_log_at"
MAX_TOLD = 3000


def touchpoint_choice(row: TouchpointRow) -> Option:
    """'Checkout page · Purchase', clipped in its name rather than in its stage."""
    tail = f" · {clip(row.stage, 24)}"
    return f"{clip(row.name, blocks.MAX_OPTION - len(tail))}{tail}", str(row.id)


def log_form(
    *,
    journey_id: int,
    journey: str,
    told: str,
    where: TouchpointRow | None,
    personas: Sequence[Option],
) -> View:
    """The form "Log a pain point": three required fields, then what helps."""
    where_field = blocks.type_ahead(
        initial=touchpoint_choice(where) if where else None,
        placeholder="Type to find the touchpoint",
    )
    body = [
        blocks.field(
            "what",
            "What happened?",
            blocks.text_input(
                initial=told,
                most=MAX_TOLD,
                multiline=True,
                placeholder="The parcel label could not be printed",
                focus=True,
            ),
        ),
        blocks.field("where", "Where?", where_field),
        blocks.field("severity", "How bad is it for the customer?", blocks.radio(SEVERITY_CHOICES)),
        blocks.field(
            "emotion",
            "How did the customer feel?",
            blocks.select(EMOTION_CHOICES),
            optional=True,
        ),
        blocks.field(
            "quote",
            "In their words",
            blocks.text_input(multiline=True, placeholder="What the customer said"),
            optional=True,
        ),
    ]
    if personas:
        body.append(
            blocks.field("persona", "Who is it about?", blocks.select(personas), optional=True)
        )
    body += [
        blocks.field("source", "How do you know?", blocks.select(SOURCE_CHOICES), optional=True),
        blocks.context(f"Journey: {escape(journey)}"),
    ]
    return blocks.form(
        LOG_FORM,
        "Log a pain point",
        body,
        submit="Log",
        context={"journey": str(journey_id)},
    )


def receipt(pain: PainRow, *, posted_in: str | None) -> Say:
    """What the reporter gets: the number, and what happens next."""
    number = pain_number(pain.number)
    where = f"{touchpoint_number(pain.touchpoint_number)} {title(pain.touchpoint, 80)}"
    told = f" Your team sees it in <#{posted_in}>." if posted_in else ""
    said = f"Logged as *{number}* at {where}. Thank you.{told}"
    body = [
        blocks.section(said),
        blocks.actions(
            blocks.button("Open", "pain.card", value=str(pain.number), label=f"Open {number}"),
            blocks.button("Log another", "pain.open_log"),
        ),
    ]
    return Say(f"Logged as {number} at {where}.", body)


def list_blocks(
    heading: str, rows: Sequence[PainRow], *, total: int, page: int, pages: int, query: str
) -> list[Block]:
    """A page of pain points, hottest first, with the way to the other pages."""
    body = [blocks.section(f"*{heading}* · {plural(total, 'pain point')}")]
    if not rows:
        body.append(blocks.section("Nothing here yet. Seen something? Log it in half a minute."))
        body.append(
            blocks.actions(blocks.button("Log a pain point", "pain.open_log", style="primary"))
        )
        return body
    body += [_row(row) for row in rows]
    turns = []
    if page > 1:
        turns.append(blocks.button("Previous", "pain.page:previous", value=f"{page - 1} {query}"))
    if page < pages:
        turns.append(blocks.button("Next", "pain.page:next", value=f"{page + 1} {query}"))
    if turns:
        body.append(blocks.actions(*turns))
        body.append(blocks.context(f"Page {page} of {pages}, hottest first"))
    return body


def _row(row: PainRow) -> Block:
    number = pain_number(row.number)
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 60)}"
    facts = f"heat {heat(row.heat)} · {evidence(row.sightings, row.reporters)} · {row.status}"
    return blocks.section(
        f"*{number}* {title(row.title)}\n{where} · {facts}",
        accessory=blocks.button("Open", "pain.card", value=str(row.number), label=f"Open {number}"),
    )


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
