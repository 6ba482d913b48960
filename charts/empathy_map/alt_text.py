"""The empathy map in words, for those who can't see it."""

from charts.empathy_map.data import EmpathyMap, Note
from charts.numerals import counted
from charts.sentences import grouped, listed, named

MOST_CHARACTERS = 1000
LONGEST_NOTE = 120


def empathy_map_alt_text(data: EmpathyMap) -> str:
    """What the picture shows, in numbers: at most `MOST_CHARACTERS`, whole sentences only."""
    title = named(data.title) or "an unnamed persona"
    if not data.notes:
        return f"Empathy map of {title}: its six fields are still empty."
    empty = [name.capitalize() for name, notes in data.fields if not notes]
    known = f"{len(data.notes) - data.assumptions} seen, {data.assumptions} assumed"
    opening = [
        f"Empathy map of {title} with {counted(len(data.notes), 'note')}: {known}.",
        f"Still empty: {listed(empty)}." if empty else "",
        f"As of {data.as_of}." if data.as_of else "",
    ]
    groups = [(name.capitalize(), [_note(note) for note in notes]) for name, notes in data.fields]
    return grouped(opening, groups, MOST_CHARACTERS)


def _note(note: Note) -> str:
    known = "assumption" if note.assumption else note.source
    words = f"\u201c{named(note.words, LONGEST_NOTE)}\u201d"
    return f"{words} ({named(known)})" if known else words
