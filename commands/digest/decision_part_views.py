"""What a digest tells of decisions, part by part: pure functions of plain facts."""

from collections.abc import Callable
from datetime import date

from commands import blocks, days
from commands.digest import digest_words, line_views
from commands.digest.line_views import Told
from commands.text import plural
from commands.wording import action_number, opportunity_number, title, vote_number
from storage.digest.votes import Chosen, Running
from storage.digest.work import Decided, Overdue


def taken(told: Told) -> list[str]:
    """Decisions of the period."""
    facts = told.facts
    lines = [
        *line_views.rows_of(facts.votes_closed, _chosen),
        *line_views.rows_of(
            facts.planned, lambda each: _decided(opportunity_number, "planned", each)
        ),
        *line_views.rows_of(facts.done, lambda each: _decided(action_number, "done", each)),
    ]
    return line_views.headed("Decided and done", lines)


def needed(told: Told) -> list[str]:
    """What waits for somebody."""
    facts = told.facts
    lines = [
        *_votes_running(told),
        *line_views.rows_of(facts.overdue, lambda each: _overdue(each, told.today)),
    ]
    waiting = facts.untriaged
    if waiting.total and waiting.oldest_at:
        oldest = digest_words.span(told.now - waiting.oldest_at)
        count = plural(waiting.total, "new pain point")
        verb = "waits" if waiting.total == 1 else "wait"
        lines.append(f"• {count} {verb} for a look, the oldest for {oldest}: `/pain triage`")
    return line_views.headed("Waiting for you", lines)


def _votes_running(told: Told) -> list[str]:
    """Votes that one can still take part in."""
    return line_views.rows_of(told.facts.votes_running, _running)


def open_votes(told: Told) -> list[str]:
    """The same as a part of its own."""
    return line_views.headed("To vote on", _votes_running(told))


def waiting_in_short(told: Told) -> str:
    """What waits, for a digest of one line; empty when nothing does."""
    facts = told.facts
    counted = (
        (facts.votes_running.total, plural(facts.votes_running.total, "open vote")),
        (facts.overdue.total, plural(facts.overdue.total, "overdue action")),
        (
            facts.untriaged.total,
            plural(
                facts.untriaged.total, "new pain point to look at", "new pain points to look at"
            ),
        ),
    )
    said = ", ".join(words for count, words in counted if count)
    return f"Still waiting: {said}." if said else ""


def _chosen(vote: Chosen) -> str:
    asked = f"• *{vote_number(vote.number)}* {title(vote.question, line_views.MOST_TITLE)}"
    if not vote.first:
        return f"{asked}: nobody voted"
    first = [title(each, line_views.MOST_TITLE) for each in vote.first[:3]]
    if len(vote.first) == 1:
        return f"{asked}: *{first[0]}*"
    rest = len(vote.first) - len(first)
    also = f" and {rest:,} more" if rest else ""
    return f"{asked}: tied between {', '.join(first)}{also}"


def _decided(number: Callable[[int], str], done: str, each: Decided) -> str:
    return line_views.with_reason(
        f"• *{number(each.number)}* {done}: {title(each.title, line_views.MOST_TITLE)}", each.reason
    )


def _running(vote: Running) -> str:
    asked = f"• *{vote_number(vote.number)}* {title(vote.question, line_views.MOST_TITLE)}"
    if vote.closes_at is None:
        return f"{asked}: closes when all have voted"
    at = int(vote.closes_at.timestamp())
    return f"{asked}: closes {blocks.when(at, f'{vote.closes_at:%d %b %Y, %H:%M} UTC')}"


def _overdue(action: Overdue, today: date) -> str:
    late = days.distance(action.due_on, today)
    return f"• *{action_number(action.number)}* {title(action.what, line_views.MOST_TITLE)}, {late}"
