"""What a digest tells of pain points, part by part: pure functions of plain facts."""

from commands.digest import line_views
from commands.digest.line_views import Told
from commands.wording import evidence, heat, pain_number, title
from storage.digest.loops import Ended
from storage.digest.pains import Mover
from storage.pain.rows import PainRow

_MINUS = "\u2212"


def movers(told: Told) -> list[str]:
    """The five whose heat changed most."""
    return line_views.headed("Moved most", [_mover(each) for each in told.facts.movers])


def new(told: Told) -> list[str]:
    """What was reported for the first time."""
    return line_views.some_of("New", told.facts.new, _pain)


def rising(told: Told) -> list[str]:
    """What doubled."""
    return line_views.some_of("Rising", told.facts.rising, _pain)


def solved(told: Told) -> list[str]:
    """With what customers can be told."""
    return line_views.some_of("Solved", told.facts.solved, _ended)


def declined(told: Told) -> list[str]:
    """With the reason."""
    return line_views.some_of("Declined", told.facts.declined, _ended)


def _mover(mover: Mover) -> str:
    sign = "↗ +" if mover.change > 0 else f"↘ {_MINUS}"
    change = f"{sign}{abs(mover.change):.1f}"
    return f"{_named(mover.row)} · heat {heat(mover.row.heat)} ({change})"


def _pain(row: PainRow) -> str:
    return f"{_named(row)} · heat {heat(row.heat)} · {evidence(row.sightings, row.reporters)}"


def _named(row: PainRow) -> str:
    return f"• *{pain_number(row.number)}* {title(row.title, line_views.MOST_TITLE)}"


def _ended(ended: Ended) -> str:
    return line_views.with_reason(
        f"• *{pain_number(ended.number)}* {title(ended.title, line_views.MOST_TITLE)}", ended.reason
    )
