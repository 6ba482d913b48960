"""The button "What changed" under the map: the same message tells it since a snapshot, and back."""

import json

from sqlmodel import Session

from charts.comparison import comparison_alt_text
from charts.names import COMPARISON
from commands.blocks import Option
from commands.map import change, changed_views
from commands.map.changed_views import Told
from commands.reply import Picture, Refresh, Reply
from commands.request import Request
from commands.snapshot import comparison, find
from commands.snapshot.compare import compare
from commands.text import clip
from commands.wording import day, snapshot_number
from storage.identity import identity
from storage.models import Journey
from storage.snapshot import snapshots

OFFERED = 25
_LONGEST_NAME = 40


def show(request: Request, session: Session) -> Reply:
    """Since the latest snapshot, or the one that was chosen; UserError where there is none."""
    _, shown, journey = change.standing(request, session)
    since = request.value if find.said_number(request.value) is not None else ""
    before, after = find.sides(request, session, journey, since)
    told = Told(
        journey=journey.name,
        since=f"{before.said}, {day(before.at)}",
        ref=before.ref,
        compared=compare(before.data, after.data),
        narrowed=shown.look.narrowed,
    )
    above = changed_views.above(told)
    below = changed_views.below(told, shown, _offered(session, journey))
    if not told.compared.differences:
        # There is nothing to draw, and words alone say it.
        return [Refresh(shown.subject, changed_views.line(told), [*above, *below])]
    data = comparison.comparison(journey.name, before, after, told.compared)
    channel_id = change.channel_of(request)
    return [
        Picture(
            chart=COMPARISON,
            data=json.loads(data.to_json()),
            title=f"{journey.name}, {data.before} and {data.after}",
            alt_text=comparison_alt_text(data),
            text=changed_views.line(told),
            channel_id=channel_id,
            only_for=None if channel_id else request.person.id,
            above=above,
            below=below,
            subject=shown.subject,
        )
    ]


def _offered(session: Session, journey: Journey) -> list[Option]:
    """The latest snapshots, to choose another one."""
    page = snapshots.page(
        session,
        workspace_id=journey.workspace_id,
        journey_id=identity(journey),
        number=1,
        size=OFFERED,
    )
    return [(_called(row), snapshot_number(row.number)) for row in page.rows]


def _called(row: snapshots.Listed) -> str:
    named = f" \u00b7 {clip(row.name, _LONGEST_NAME)}" if row.name else ""
    return f"Since {snapshot_number(row.number)}, {day(row.taken_at)}{named}"
