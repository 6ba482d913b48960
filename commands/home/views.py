"""What the Home tab shows, as pure functions of plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commands import blocks
from commands.home import action_views, review_views, row_views, vote_views
from commands.notifications import settings_views
from commands.reply import Block, View
from commands.text import plural
from commands.wording import title
from storage.action.rows import Page
from storage.models import VoteRound
from storage.pain.homes import Happened, ToConfirm
from storage.pain.rows import PainRow
from storage.review.reviews import Due
from storage.workspace.preferences import Preferences

_HOW_TO = (
    "In any channel, `/pain` and a few words log what you just saw; `/pain list mine` shows all "
    "of yours. `/journey help` names everything else."
)
_HOW_TO_GUESTS = (
    "Use `/pain` and a few words in a channel that you were invited to: there Cairn knows which "
    "journey you mean. `/pain list` shows what others saw."
)


@dataclass(frozen=True, slots=True)
class Tab:
    """Everything the tab of one person shows."""

    person_id: str
    guest: bool
    journey: str | None
    happened: Sequence[Happened]
    to_confirm: ToConfirm
    logged: Sequence[PainRow]
    logged_in_all: int
    preferences: Preferences
    actions: Page
    today: date
    votes: Sequence[VoteRound]
    reviews: Due


def home_view(tab: Tab) -> View:
    """The tab: a few rows of everything, and how to see the rest."""
    return blocks.home(
        [
            blocks.section(f"Hello <@{tab.person_id}>. Seen what bothers a customer? Add a stone."),
            *_jobs(tab.journey, guest=tab.guest),
            *vote_views.votes_left(tab.votes),
            *action_views.my_actions(tab.actions, tab.today),
            *review_views.to_review(tab.reviews),
            *_happened(tab.happened),
            *_to_confirm(tab.to_confirm),
            *_last_logged(tab),
            blocks.divider(),
            blocks.header("Notifications"),
            *settings_views.switches(tab.preferences),
            blocks.divider(),
            blocks.context(_HOW_TO_GUESTS if tab.guest else _HOW_TO),
        ]
    )


def _jobs(journey: str | None, *, guest: bool) -> list[Block]:
    if guest:
        return []
    buttons = blocks.actions(
        blocks.button("Log a pain point", "pain.open_log", style="primary"),
        blocks.button("Add a touchpoint", "touchpoint.open_add"),
        blocks.button("See the map", "map.show"),
        blocks.button("Journeys", "journey.list"),
    )
    where = (
        f"From here you work on *{title(journey)}*. Each channel may have a journey of its own."
        if journey
        else "Cairn asks which journey you mean, and remembers it."
    )
    return [buttons, blocks.context(where)]


def _happened(happened: Sequence[Happened]) -> list[Block]:
    if not happened:
        return []
    rows = [row_views.happened_row(each) for each in happened]
    return [blocks.divider(), blocks.header("What became of mine"), *rows]


def _to_confirm(to_confirm: ToConfirm) -> list[Block]:
    if not to_confirm.hottest:
        return []
    body = [blocks.divider(), blocks.header("Can you confirm these?")]
    for row in to_confirm.hottest:
        body += row_views.confirm_row(row)
    if to_confirm.total > len(to_confirm.hottest):
        body.append(
            blocks.context(
                f"The hottest {len(to_confirm.hottest)} of "
                f"{plural(to_confirm.total, 'new pain point')}; `/pain list` shows all."
            )
        )
    return body


def _last_logged(tab: Tab) -> list[Block]:
    body = [blocks.divider(), blocks.header("My last five")]
    if not tab.logged:
        nothing = (
            "Nothing yet. What you log appears here, with what became of it. "
            "It takes half a minute."
        )
        return [*body, blocks.section(nothing)]
    body += [row_views.logged_row(row) for row in tab.logged]
    if tab.logged_in_all > len(tab.logged):
        body.append(
            blocks.context(
                f"The latest {len(tab.logged)} of {tab.logged_in_all:,} you logged; "
                "`/pain list mine` shows all."
            )
        )
    return body
