"""The comparison in words, for those who can't see it."""

from charts.comparison.data import Change, Comparison, Figure
from charts.numerals import plain
from charts.sentences import grouped, named

MOST_CHARACTERS = 1000


def comparison_alt_text(data: Comparison) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    title = named(data.title) or "Untitled journey"
    opening = [
        f"\u201c{title}\u201d before and after: {named(data.before)} and {named(data.after)}.",
        *(_figure(figure) for figure in data.figures),
        "Nothing came, went or changed." if data.same else "",
    ]
    groups = [
        ("Came", [_change(change) for change in data.came]),
        ("Went", [_change(change) for change in data.went]),
        ("Changed", [_change(change) for change in data.changed]),
    ]
    return grouped(opening, groups, MOST_CHARACTERS)


def _figure(figure: Figure) -> str:
    before, after = (
        "unknown" if value is None else plain(value).replace("-", "\u2212")
        for value in (figure.before, figure.after)
    )
    return f"{named(figure.label)}: {before}, then {after}."


def _change(change: Change) -> str:
    name = " ".join(filter(None, (change.number, named(change.name))))
    detail = f": {named(change.detail)}" if change.detail else ""
    return f"{change.what} {name}{detail}".strip()
