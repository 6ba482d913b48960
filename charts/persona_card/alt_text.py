"""The persona card in words, for those who can't see it."""

from charts.numerals import counted
from charts.persona_card.data import PersonaCard, points
from charts.sentences import listed, named, sentences

MOST_CHARACTERS = 1000
LONGEST = 160


def persona_card_alt_text(data: PersonaCard) -> str:
    """What the picture shows: at most `MOST_CHARACTERS`, whole sentences only."""
    journey = named(data.journey)
    opening = f"Persona {named(data.name) or 'without a name'}"
    told = [f"{opening}, of the journey \u201c{journey}\u201d." if journey else f"{opening}."]
    told.append(_evidence(data))
    if data.quote.strip():
        told.append(f"In their words: \u201c{named(data.quote, LONGEST)}\u201d.")
    for label, text in (
        ("Who they are", data.demographics),
        ("Goals", data.goals),
        ("What brings them", data.motivations),
        ("What keeps them away", data.hindrances),
        ("Frustrations", data.frustrations),
        ("Evidence", data.evidence),
    ):
        written = [named(point, LONGEST).rstrip(".") for point in points(text)]
        told.append(f"{label}: {'; '.join(written)}." if written else "")
    told.append(f"Not written yet: {listed(missing(data))}." if missing(data) else "")
    told.append(f"As of {data.as_of}." if data.as_of else "")
    return sentences(told, MOST_CHARACTERS)


def missing(data: PersonaCard) -> list[str]:
    """What the card still has to be told."""
    texts = {
        "goals": data.goals,
        "what brings them": data.motivations,
        "what keeps them away": data.hindrances,
        "frustrations": data.frustrations,
        "quote": data.quote,
        "evidence": data.evidence,
    }
    return [name for name, text in texts.items() if not text.strip()]


def _evidence(data: PersonaCard) -> str:
    if data.sightings:
        people = counted(data.reporters, "person", "people")
        return f"{counted(data.sightings, 'sighting')} by {people}."
    return "An assumption so far." if data.assumption else "Never seen in a sighting yet."
