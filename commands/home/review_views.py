"""The touchpoints a person should review, on their Home tab: pure functions of plain data."""

from commands import blocks
from commands.reply import Block
from commands.review import views
from commands.text import plural
from commands.wording import day, title, touchpoint_number
from storage.review.reviews import Due

MOST = 3
_HERE = "h"


def to_review(due: Due) -> list[Block]:
    """The longest unconfirmed, one tap each, and how many there are."""
    if not due.points:
        return []
    body = [blocks.divider(), blocks.header("Touchpoints I should review")]
    for point in due.points[:MOST]:
        number = touchpoint_number(point.number)
        said = (
            f"*{number}* {title(point.name, 100)} · {title(point.stage, 60)}\n"
            f"True on {day(point.true_at)} · {title(point.journey, 60)}"
        )
        steps = views.steps(point.number, f"{point.number} {_HERE}")
        body += [blocks.section(said), blocks.actions(*steps)]
    if len(due.points) > MOST:
        told = plural(len(due.points), "touchpoint")
        body.append(
            blocks.context(f"{MOST} of {told}; `/journey review mine` shows those of a journey.")
        )
    return body
