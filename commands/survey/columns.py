"""Which column of a file is which: by its heading in several languages, else by what is in it."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from commands.survey import days
from commands.survey.scores import whole_in
from commands.survey.table import Table
from storage.folding import fold


class Role(StrEnum):
    """What a column can be."""

    DATE = "date"
    SCORE = "score"
    COMMENT = "comment"
    TOUCHPOINT = "touchpoint"
    SEGMENT = "segment"


REQUIRED = (Role.DATE, Role.SCORE)
Columns = Mapping[Role, int]

# Folded: small letters without accents. Whole headings first, then words in longer ones.
_NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.DATE: (
        *("date", "day", "submitted", "submitted at", "timestamp", "created", "created at"),
        *("response date", "answered", "completed", "datum", "tag", "zeitstempel", "eingang"),
        *("jour", "date de reponse", "horodatage", "fecha", "dia", "data", "giorno", "dato"),
    ),
    Role.SCORE: (
        *("score", "rating", "nps", "csat", "ces", "grade", "points", "answer", "response"),
        *("note", "bewertung", "punkte", "wert", "antwort", "puntuacion", "calificacion"),
        *("valoracion", "nota", "punteggio", "voto", "valutazione", "cijfer", "beoordeling"),
    ),
    Role.COMMENT: (
        *("comment", "comments", "feedback", "reason", "why", "verbatim", "text", "remark"),
        *("kommentar", "anmerkung", "grund", "begrundung", "freitext", "commentaire", "remarque"),
        *("raison", "comentario", "motivo", "commento", "opmerking", "toelichting", "reden"),
        *("note", "notes"),
    ),
    Role.TOUCHPOINT: (
        *("touchpoint", "touch point", "touchpoints", "contact point", "step", "page", "where"),
        *("kontaktpunkt", "beruhrungspunkt", "point de contact", "punto de contacto"),
        *("punto di contatto", "contactpunt"),
    ),
    Role.SEGMENT: (
        *("segment", "customer type", "plan", "tier", "region", "country", "store", "branch"),
        *("kundengruppe", "gruppe", "filiale", "segmento", "grupo", "gruppo", "groupe", "groep"),
    ),
}
# What surveys ask in full.
_PHRASES: Mapping[Role, tuple[str, ...]] = {
    Role.SCORE: (
        *("how likely", "recommend", "how satisfied", "how easy", "wie wahrscheinlich"),
        *("weiterempfehl", "wie zufrieden", "recommand", "recomend", "consigli", "aanbevel"),
    ),
    Role.COMMENT: ("reason for your", "tell us", "anything else", "what could we", "was konnen"),
}
_LOOKED_AT = 200
# Of what people write, some is short.
_MOSTLY, _PROSE = 0.8, 0.4
_HIGHEST = 10


def guess(table: Table) -> dict[Role, int]:
    """The columns as far as they can be told; the person sees them before anything is stored."""
    found: dict[Role, int] = {}
    _by_heading(table, found)
    for role, fits in ((Role.DATE, days.looks_like_one), (Role.SCORE, _is_score)):
        named = found.get(role)
        if named is not None and any(fits(cell) for cell in table.column(named)[:_LOOKED_AT]):
            continue
        # A heading can mislead: a "note" is a grade in one language and a remark in another.
        found.pop(role, None)
        _by_content(table, found, role, fits)
        if role not in found and named is not None:
            found[role] = named
    _by_heading(table, found)
    if not table.headed:
        _by_content(table, found, Role.COMMENT, _is_prose, _PROSE)
    return found


def _by_heading(table: Table, found: dict[Role, int]) -> None:
    """What nothing was found for yet, among the free columns."""
    headings = [fold(name).strip(" :?*") for name in table.names]
    for fits in (_whole, _word, _phrase):
        for role in Role:
            for index, heading in enumerate(headings):
                if role not in found and index not in found.values() and fits(role, heading):
                    found[role] = index


def _whole(role: Role, heading: str) -> bool:
    return heading in _NAMES[role]


def _word(role: Role, heading: str) -> bool:
    words = set(heading.replace("_", " ").replace("-", " ").split())
    return any(name in words for name in _NAMES[role])


def _phrase(role: Role, heading: str) -> bool:
    return any(phrase in heading for phrase in _PHRASES.get(role, ()))


def _is_score(text: str) -> bool:
    score = whole_in(text)
    return score is not None and 0 <= score <= _HIGHEST


def _is_prose(text: str) -> bool:
    """Several words: a segment is mostly one."""
    return len(text.split()) > 1 and any(letter.isalpha() for letter in text)


def _by_content(
    table: Table,
    found: dict[Role, int],
    role: Role,
    fits: Callable[[str], bool],
    enough: float = _MOSTLY,
) -> None:
    """The first free column of whose cells enough fit."""
    if role in found:
        return
    for index in range(len(table.names)):
        cells = table.column(index)[:_LOOKED_AT]
        if index in found.values() or not cells:
            continue
        if sum(fits(cell) for cell in cells) >= enough * len(cells):
            found[role] = index
            return
