"""Snapshots in a list and the receipt of one, as pure functions of plain data."""

from datetime import UTC, datetime

from commands import blocks
from commands.reply import Block
from commands.snapshot import diff_views, restore_views
from commands.text import escape, plural
from commands.wording import snapshot_number, title
from storage.models import Snapshot
from storage.snapshot.snapshots import Listed, Page

SHOW = "snapshot.show"
PAGE = "snapshot.page"
LIST = "snapshot.list"
TAKE = "snapshot.take"
NONE_YET = (
    "There is no snapshot of this journey yet. One is taken before each vote and once a week; "
    "take the first one now."
)


def occasion(slot: str) -> str:
    """What a snapshot was taken for, in words."""
    kind, _, rest = slot.partition(":")
    if kind == "vote":
        return f"before V-{rest}"
    if kind == "week":
        return f"week {rest.rpartition('W')[2].lstrip('0')} of {rest[:4]}"
    return "before something was restored" if slot.startswith("before restore") else "by hand"


def called(row: Listed | Snapshot) -> str:
    """'S-3 Before the relaunch', safe in mrkdwn."""
    name = f" {title(row.name, 80)}" if row.name else ""
    return f"{snapshot_number(row.number)}{name}"


def when(taken_at: datetime) -> str:
    """With the time of day: of one day there may be several."""
    fallback = f"{taken_at.astimezone(UTC):%d %b %Y %H:%M} UTC"
    return blocks.when(int(taken_at.timestamp()), fallback, "{date_short_pretty} at {time}")


def told(row: Listed | Snapshot) -> str:
    """'4 Mar 2026 at 10:15, before V-3, by @U1'."""
    by = f", by <@{row.taken_by}>" if row.taken_by else ""
    return f"{when(row.taken_at)}, {occasion(row.slot)}{by}"


def receipt(snapshot: Snapshot, journey: str, masked: str) -> tuple[str, list[Block]]:
    """It is taken: its number, and what can be done with it."""
    said = f"*{called(snapshot)}* keeps the map of *{title(journey)}* as it is now."
    body = [blocks.section(said), blocks.actions(*_steps(snapshot.number))]
    if masked:
        body.append(blocks.context(masked))
    return said, body


def list_message(page: Page, journey: str, *, guest: bool) -> tuple[str, list[Block]]:
    """A page of the list, latest first."""
    take = [] if guest else [blocks.button("Take a snapshot", TAKE)]
    if not page.total:
        body = [blocks.section(NONE_YET)]
        return NONE_YET, [*body, blocks.actions(*take)] if take else body
    head = f"*{plural(page.total, 'snapshot')}* of {title(journey)}"
    body = [blocks.section(head)]
    for row in page.rows:
        body += [
            blocks.section(f"*{called(row)}*\n{told(row)}"),
            blocks.actions(*_steps(row.number, restore=not guest)),
        ]
    turns = []
    if page.number > 1:
        turns.append(blocks.button("Newer", f"{PAGE}:newer", value=str(page.number - 1)))
    if page.number < page.pages:
        turns.append(blocks.button("Older", f"{PAGE}:older", value=str(page.number + 1)))
    if turns or take:
        body.append(blocks.actions(*turns, *take))
    return f"{plural(page.total, 'snapshot')} of {escape(journey)}", body


def shown_text(snapshot: Snapshot, journey: str) -> str:
    """Beside the picture of a snapshot."""
    return f"Map of {escape(journey)} as in {called(snapshot)}: {told(snapshot)}"


def picture_steps(value: int) -> list[Block]:
    """Below the picture of a snapshot."""
    return [blocks.actions(*_steps(value, show=False))]


def _steps(value: int, *, restore: bool = True, show: bool = True) -> list[Block]:
    said = snapshot_number(value)
    steps = []
    if show:
        steps.append(blocks.button("Show", SHOW, value=str(value), label=f"Show {said}"))
    steps.append(diff_views.open_button(said, "now", text="Compare with now"))
    if restore:
        steps.append(restore_views.begin_button(value))
    return steps
