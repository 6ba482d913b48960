"""A shop with personas, what was seen of them, and what a team writes about them."""

from collections.abc import Mapping, Sequence

from sqlmodel import Session, select

from storage.db import transaction
from storage.empathy import collecting as empathy
from storage.empathy import map as empathy_map
from storage.empathy import notes as empathy_notes
from storage.empathy import seen as empathy_seen
from storage.empathy.map import Side, Whose
from storage.empathy.seen import Ready
from storage.identity import identity
from storage.models import EmpathyNote, EmpathyRound, Journey, Persona, Sighting
from storage.models.columns import JsonObject
from storage.persona import personas
from storage.vocabulary import EmpathySide
from tests.storage.pain_world import OWNER, World


class Cast(World):
    """The world with personas; each step is a transaction of its own."""

    def add(self, name: str, *, by: str = OWNER, **held: str) -> int | None:
        """The row, or None where the name is taken."""
        with transaction(self.engine) as session:
            added = personas.add(
                session,
                journey=self.journey(session),
                held={"name": name, **held},
                actor_id=by,
                at=self.now,
            )
            return identity(added) if added else None

    def names(self) -> list[str]:
        """Of those in use."""
        with transaction(self.engine) as session:
            journey_id = identity(self.journey(session))
            found = personas.of(session, workspace_id=self.workspace_id, journey_id=journey_id)
            return [one.name for one in found]

    def told(self, what: str, about: int, *, by: str, quote: str = "") -> int:
        """A pain point with a sighting about a persona; its number."""
        number = self.log(what, by=by)
        with transaction(self.engine) as session:
            pain = self.pain(session, number)
            seen = session.exec(select(Sighting).where(Sighting.pain_point_id == pain.id)).one()
            seen.persona_id, seen.quote = about, quote
            session.add(seen)
        return number

    def sighting(self, number: int) -> int:
        with transaction(self.engine) as session:
            pain = self.pain(session, number)
            found = session.exec(select(Sighting).where(Sighting.pain_point_id == pain.id))
            return identity(found.one())

    def start(self, persona_id: int, *, silent: bool = True) -> int:
        with transaction(self.engine) as session:
            begun = empathy.start(
                session,
                persona=self.persona(session, persona_id),
                channel_id="C1",
                silent=silent,
                person_id=OWNER,
                at=self.now,
            )
            return identity(begun)

    def note(
        self,
        persona_id: int,
        words: str,
        *,
        by: str,
        side: str = "says",
        round_id: int | None = None,
        **held: object,
    ) -> tuple[int, bool]:
        with transaction(self.engine) as session:
            note, is_new = empathy_notes.add(
                session,
                persona=self.persona(session, persona_id),
                held={"side": side, "words": words, **held},
                author_id=by,
                at=self.now,
                round_id=round_id,
            )
            return identity(note), is_new

    def use(self, persona_id: int, held: JsonObject, *, by: str = OWNER) -> bool:
        with transaction(self.engine) as session:
            persona = self.persona(session, persona_id)
            return empathy_notes.use(session, persona=persona, held=held, author_id=by, at=self.now)

    def take_back(self, persona_id: int, note_id: int) -> bool:
        with transaction(self.engine) as session:
            note = session.get_one(EmpathyNote, note_id)
            persona = self.persona(session, persona_id)
            return empathy_notes.take_back(
                session, persona=persona, note=note, actor_id=note.author_id, at=self.now
            )

    def reveal(self, round_id: int) -> bool:
        with transaction(self.engine) as session:
            begun = session.get_one(EmpathyRound, round_id)
            persona = self.persona(session, begun.persona_id)
            return empathy.reveal(
                session, begun=begun, persona=persona, person_id=OWNER, at=self.now
            )

    def taken_part(self, round_id: int) -> tuple[int, int]:
        with transaction(self.engine) as session:
            return empathy.taken_part(session, begun=session.get_one(EmpathyRound, round_id))

    def sides(
        self, persona_id: int, reader_id: str | None, *, most: int = 10
    ) -> Mapping[EmpathySide, Side]:
        with transaction(self.engine) as session:
            whose = Whose(self.workspace_id, persona_id, reader_id)
            return empathy_map.by_side(session, whose, most=most)

    def read(self, persona_id: int, reader_id: str | None) -> list[str]:
        """All words somebody may read, side by side."""
        found = self.sides(persona_id, reader_id)
        return [row.words for side in found.values() for row in side.rows]

    def ready(self, persona_id: int) -> Sequence[Ready]:
        with transaction(self.engine) as session:
            return empathy_seen.ready(session, persona=self.persona(session, persona_id))

    def journey(self, session: Session) -> Journey:
        return session.exec(select(Journey).where(Journey.workspace_id == self.workspace_id)).one()

    def persona(self, session: Session, persona_id: int) -> Persona:
        found = personas.get_or_none(session, workspace_id=self.workspace_id, persona_id=persona_id)
        assert found
        return found
