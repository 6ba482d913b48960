"""Thanks for what was solved: to all who reported it, by name to those who agreed."""

from commands.text import plural
from storage.thanks import Thanks

_MOST_NAMES = 10


def in_words(thanks: Thanks) -> str:
    """How many colleagues' sightings led to it, and who may be named; nobody is ranked."""
    if not thanks.colleagues:
        return ""
    led = f"The sightings of {plural(thanks.colleagues, 'colleague')} led to this."
    if thanks.colleagues == 1:
        led = "The sighting of one colleague led to this."
    names = [f"<@{person}>" for person in thanks.by_name[:_MOST_NAMES]]
    if not names:
        return f"{led} Thank you all." if thanks.colleagues > 1 else f"{led} Thank you."
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
    others = thanks.colleagues > len(names)
    return f"{led} Thank you {listed}{', and everybody else' if others else ''}."
