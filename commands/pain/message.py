"""The channel's message about a pain point: one for each, updated in place."""

from commands import blocks
from commands.reply import Block, Post
from commands.wording import evidence, heat, pain_number, title, touchpoint_number
from storage.pain_rows import PainRow


def subject(number: int) -> str:
    """What the outbox knows the message by."""
    return f"pain:{number}"


def post(pain: PainRow, *, reporter_id: str, channel_id: str) -> Post:
    """The first appearance."""
    text, body = content(pain, reporter_id=reporter_id)
    return Post(channel_id, text, body, subject=subject(pain.number))


def content(pain: PainRow, *, reporter_id: str) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    number = pain_number(pain.number)
    where = f"{touchpoint_number(pain.touchpoint_number)} {title(pain.touchpoint, 80)}"
    text = f"{number} at {where}: {title(pain.title)}"
    facts = (
        f"{pain.status} · heat {heat(pain.heat)} · {evidence(pain.sightings, pain.reporters)}"
        f" · logged by <@{reporter_id}>"
    )
    body = [
        blocks.section(
            f"*{number}* at *{where}*\n{title(pain.title)}",
            accessory=blocks.button(
                "Open", "pain.card", value=str(pain.number), label=f"Open {number}"
            ),
        ),
        blocks.context(facts),
    ]
    return text, body
