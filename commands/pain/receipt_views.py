"""What people get after logging."""

from commands import blocks
from commands.reply import Say, Tell
from commands.wording import pain_number, title, touchpoint_number
from storage.pain.rows import PainRow
from storage.vocabulary import Kind

_NEXT = "What happens next: your team looks at it, and I tell you whenever its status changes."


def receipt(
    pain: PainRow, *, posted_in: str | None, masked: str = "", thanked: str | None = None
) -> Say:
    """What the reporter gets: the number, what was masked, and what happens next."""
    delight = pain.kind == Kind.DELIGHT
    number = pain_number(pain.number)
    where = f"{touchpoint_number(pain.touchpoint_number)} {title(pain.touchpoint, 80)}"
    what = "Delight logged" if delight else "Logged"
    said = f"{what} as *{number}* at {where}. Thank you."
    if posted_in:
        said += f" Your team sees it in <#{posted_in}>."
    if thanked:
        said += f" I thank <@{thanked}> in your name."
    again = (
        ("Log another delight", "pain.open_delight")
        if delight
        else ("Log another", "pain.open_log")
    )
    body = [
        blocks.section(said),
        blocks.actions(
            blocks.button("Open", "pain.card", value=str(pain.number), label=f"Open {number}"),
            blocks.button(*again),
        ),
    ]
    small = [line for line in (masked, "" if delight else _NEXT) if line]
    if small:
        body.insert(1, blocks.context(*small))
    return Say(f"{what} as {number} at {where}.", body)


def stored_already() -> Say:
    """For a form that was sent after all was stored out of it."""
    return Say(
        "This form was stored already, so nothing was logged twice. `/pain` opens a new one."
    )


def thanks(pain: PainRow, person_id: str, *, reporter_id: str) -> Tell:
    """For the colleague who made a delight happen."""
    number = pain_number(pain.number)
    said = f"<@{reporter_id}> says you made a customer happy. Thank you! {title(pain.title)}"
    body = [
        blocks.section(
            f"💚 <@{reporter_id}> says you made a customer happy. Thank you!\n"
            f"*{number}* {title(pain.title)}"
        ),
        blocks.actions(
            blocks.button("Open", "pain.card", value=str(pain.number), label=f"Open {number}")
        ),
    ]
    return Tell(person_id, said, body)
