"""Says how it stands with a channel's canvas, as pure functions of plain data."""

from commands import blocks
from commands.reply import Block
from commands.wording import day, title
from storage.models import Canvas

SWITCH = "canvas.switch"


def state_message(
    canvas: Canvas | None, journey: str, *, may_switch: bool, owner: str
) -> tuple[str, list[Block]]:
    """Fallback text and blocks."""
    kept = canvas is not None and canvas.kept
    body = [blocks.section(_said(canvas, journey))]
    if may_switch:
        label, value = ("Stop", "off") if kept else ("Keep it in a canvas", "on")
        body.append(blocks.actions(blocks.button(label, SWITCH, value=value)))
    else:
        body.append(blocks.context(f"Ask <@{owner}> to change that."))
    return _said(canvas, journey), body


def _said(canvas: Canvas | None, journey: str) -> str:
    name = title(journey, 80)
    if canvas is None or not canvas.kept:
        return f"The map of *{name}* is not kept in a canvas of this channel."
    if canvas.refused and canvas.refused_at:
        return (
            f"Slack takes no canvas here: `{canvas.refused}`, {day(canvas.refused_at)}. It is "
            "tried again a day later; nothing else suffers."
        )
    if not canvas.canvas_id:
        return (
            f"The map of *{name}* goes into a canvas of this channel, if this workspace has "
            "canvases. It takes a moment."
        )
    return (
        f"The map of *{name}* is kept in a canvas of this channel, rewritten some minutes after "
        "changes. What is written there by hand is overwritten."
    )
