"""What was really seen of a persona, ready to be put onto its empathy map."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from storage.folding import fold
from storage.identity import identity
from storage.models import EmpathyNote, Persona
from storage.models.columns import JsonObject
from storage.persona import sightings as persona_sightings
from storage.persona.sightings import SightingRow
from storage.vocabulary import EmpathySide, Kind

# As many sightings as anybody looks through, the latest.
LOOKED_AT = 300
MAX_WORDS = 300


@dataclass(frozen=True, slots=True)
class Ready:
    """A note that waits to be used: what a customer said, or what hurt or pleased them."""

    side: EmpathySide
    words: str
    sighting_id: int
    seen_in: int
    used: bool = False

    @property
    def held(self) -> JsonObject:
        """Its columns."""
        return {"side": self.side.value, "words": self.words, "sighting_id": self.sighting_id}


def ready(session: Session, *, persona: Persona) -> Sequence[Ready]:
    """Of the latest sightings: quotes as says, pain points as pains, delights as gains.

    What is on the map stands last, marked as used.
    """
    workspace_id, persona_id = persona.workspace_id, identity(persona)
    rows = persona_sightings.latest(
        session, workspace_id=workspace_id, persona_id=persona_id, limit=LOOKED_AT
    )
    known = session.exec(
        select(EmpathyNote.side, EmpathyNote.words).where(
            EmpathyNote.workspace_id == workspace_id,
            EmpathyNote.persona_id == persona_id,
            col(EmpathyNote.sighting_id).is_not(None),
            col(EmpathyNote.round_id).is_(None),
            col(EmpathyNote.retired_at).is_(None),
        )
    )
    used = {(side, fold(words)) for side, words in known}
    return sorted(_told(rows, used), key=lambda each: each.used)


def _told(rows: Sequence[SightingRow], used: Collection[tuple[str, str]]) -> Iterator[Ready]:
    """Each once, however many saw it."""
    told: set[tuple[str, str]] = set()
    for row in rows:
        met = EmpathySide.GAINS if row.kind == Kind.DELIGHT else EmpathySide.PAINS
        for side, said in ((EmpathySide.SAYS, row.quote), (met, row.title)):
            words = _one_line(said)
            key = (side.value, fold(words))
            if words and key not in told:
                told.add(key)
                yield Ready(side, words, row.id, row.number, used=key in used)


def _one_line(said: str) -> str:
    line = " ".join(said.split())
    return line if len(line) <= MAX_WORDS else line[: MAX_WORDS - 1].rstrip() + "…"
