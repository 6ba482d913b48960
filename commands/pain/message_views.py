"""What the channel's message about a pain point shows, as pure functions of plain data."""

from dataclasses import dataclass

from commands import blocks
from commands.pain import status_views
from commands.reply import Block
from commands.wording import evidence, heat, pain_number, title, touchpoint_number
from storage.pain.rows import PainRow
from storage.vocabulary import Kind, Status


@dataclass(frozen=True, slots=True)
class Standing:
    """What the message shows besides the row; `into` is the number a duplicate leads to."""

    reporter_id: str
    owner_id: str | None = None
    reason: str = ""
    into: int | None = None
    thanks: str = ""


def message_blocks(pain: PainRow, standing: Standing) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    number = pain_number(pain.number)
    where = f"{touchpoint_number(pain.touchpoint_number)} {title(pain.touchpoint, 80)}"
    delight = pain.kind == Kind.DELIGHT
    sign = "💚 " if delight else ""
    text = f"{sign}{number} at {where}: {title(pain.title)}"
    body = [
        blocks.section(
            f"{sign}*{number}* at *{where}*\n{title(pain.title)}",
            accessory=status_views.open_button(pain.number),
        ),
        blocks.context(_facts(pain, standing)),
    ]
    said = (_outcome(pain, standing), standing.thanks)
    body += [blocks.section(line) for line in said if line]
    steps = status_views.steps(pain.kind, pain.number, pain.status, action=status_views.SET)
    if steps:
        body.append(blocks.actions(*steps))
    return text, body


def _facts(pain: PainRow, standing: Standing) -> str:
    seen = evidence(pain.sightings, pain.reporters)
    logged = f"logged by <@{standing.reporter_id}>"
    if pain.kind == Kind.DELIGHT:
        return f"A moment that pleased · {seen} · {logged}"
    if standing.into is not None:
        return f"Duplicate of {pain_number(standing.into)} · {logged}"
    owner = f" · owner <@{standing.owner_id}>" if standing.owner_id else ""
    return f"*{pain.status}* · heat {heat(pain.heat)} · {seen} · {logged}{owner}"


def _outcome(pain: PainRow, standing: Standing) -> str:
    if pain.status not in (Status.SOLVED, Status.DECLINED):
        return ""
    return status_views.reason_line(pain.status, standing.reason)
