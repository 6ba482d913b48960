"""How priorities are said: each column with its value or that there is none, and what it means."""

from collections.abc import Mapping

from commands.opportunity import score_words
from commands.text import plural
from commands.wording import action_number, day, heat, opportunity_number, vote_number
from storage.pain.heat import HALF_LIFE
from storage.priorities.ranking import Page, Priority, Round, Sort
from storage.vocabulary import Framework
from storage.vote.outcomes import Voted

_ROUNDS = 3
_NOTHING_YET = "no votes yet"


def orders(framework: Framework) -> Mapping[Sort, str]:
    """The list's orders, as its menu names them."""
    return {
        Sort.HEAT: "Hottest first",
        Sort.VOTES: "Most votes first",
        Sort.SCORE: f"Best {framework.value} first",
        Sort.STATUS: "Furthest along first",
        Sort.NEWEST: "Newest first",
    }


def order(sort: Sort, framework: Framework) -> str:
    """The order, and what stands behind the rest."""
    said = orders(framework)[sort]
    match sort:
        case Sort.VOTES:
            return "Largest share of their vote's dots first; what was not voted on follows"
        case Sort.SCORE:
            return f"{said}; what has no score follows"
        case _:
            return said


def facts(row: Priority, *, pains: bool) -> list[str]:
    """Heat, votes, score, status, owner, and what is being done, in this order."""
    return [
        _heat(row, pains=pains),
        _votes(row.votes),
        _score(row, pains=pains),
        row.status,
        *_who(row),
    ]


def based_on(page: Page, *, pains: bool) -> list[str]:
    """What each column is computed from, one a line."""
    of = "" if pains else " of the open pain points that it answers, together"
    explained = score_words.EXPLAINED[page.framework]
    best = "Of a pain point it is the best of its opportunities', never their sum. "
    return [
        f"*Heat*{of}: severity of each sighting, halved every {HALF_LIFE.days} days.",
        f"*Votes*: {_rounds(page)}",
        f"*Score*: {explained} {best if pains else ''}".rstrip(),
    ]


def _heat(row: Priority, *, pains: bool) -> str:
    if row.heat is None:
        return "not seen yet" if pains else "answers no pain point yet"
    if pains:
        return f"heat {heat(row.heat)} by {plural(row.reporters or 0, 'person', 'people')}"
    return f"heat {heat(row.heat)} · answers {plural(row.answers, 'pain point')}"


def _votes(got: Voted | None) -> str:
    """'5 dots of 3 people in V-2'."""
    if got is None:
        return _NOTHING_YET
    number = vote_number(got.round)
    if not got.dots:
        return f"no dots in {number}"
    return f"{plural(got.dots, 'dot')} of {plural(got.voters, 'person', 'people')} in {number}"


def _score(row: Priority, *, pains: bool) -> str:
    if row.score is None:
        return "no opportunity yet" if pains and not row.answers else "no score yet"
    said = score_words.points(row.score.points)
    if row.score.opportunity is None:
        return said
    return f"{said} by {opportunity_number(row.score.opportunity)}"


def _who(row: Priority) -> list[str]:
    found = [f"owner <@{row.owner_id}>"] if row.owner_id else []
    if row.doing:
        first, *others = row.doing
        more = f" and {len(others):,} more" if others else ""
        found.append(
            f"{action_number(first.number)} {first.status.lower()} by <@{first.owner_id}>{more}"
        )
    return found or ["no owner yet"]


def _rounds(page: Page) -> str:
    """'V-3 closed 12 Nov, 9 of 14 voted', the latest first."""
    told = {row.votes.round for row in page.rows if row.votes}
    rounds = [each for number, each in page.rounds.items() if number in told]
    if not rounds:
        return "none of these was in a vote that is closed."
    said = "; ".join(_round(each) for each in rounds[:_ROUNDS])
    earlier = len(rounds) - _ROUNDS
    more = f"; and {plural(earlier, 'earlier vote')}" if earlier > 0 else ""
    return f"{said}{more}. Dots of different votes are never added."


def _round(held: Round) -> str:
    of = f" of {held.eligible:,}" if held.eligible is not None else ""
    return f"{vote_number(held.number)} closed {day(held.closed_at)}, {held.voters:,}{of} voted"
