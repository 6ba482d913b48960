"""What the reporter gets after logging."""

from commands import blocks
from commands.reply import Say
from commands.wording import (
    pain_number,
    title,
    touchpoint_number,
)
from storage.pain_rows import PainRow


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
