"""The notes of a persona by side, as far as somebody may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_
from sqlalchemy import select as core_select
from sqlalchemy.sql.elements import ColumnElement
from sqlmodel import Session, col

from storage.models import EmpathyNote, EmpathyRound, PainPoint, Persona, Sighting, Stage
from storage.statements import table_of
from storage.vocabulary import EmpathySide

_NOTE, _ROUND = table_of(EmpathyNote), table_of(EmpathyRound)
_STAGE, _SIGHTING, _PAIN = table_of(Stage), table_of(Sighting), table_of(PainPoint)


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as maps show it; `seen_in` is the number of the pain point it was seen in."""

    id: int
    side: str
    words: str
    author_id: str
    stage: str | None
    seen_in: int | None

    @property
    def assumed(self) -> bool:
        """Whether nobody said where it was seen."""
        return self.seen_in is None


@dataclass(frozen=True, slots=True)
class Side:
    """The first notes of one side, and how many there are in all, how many of them seen."""

    total: int
    seen: int
    rows: Sequence[NoteRow]


@dataclass(frozen=True, slots=True)
class Whose:
    """Which notes: a persona's, as `reader_id` may see them; None stands for everybody.

    With `round_id` only those of that round; with `author_id` only that person's own.
    """

    workspace_id: str
    persona_id: int
    reader_id: str | None
    round_id: int | None = None
    author_id: str | None = None


_IN_ROUND = and_(_ROUND.c.workspace_id == _NOTE.c.workspace_id, _ROUND.c.id == _NOTE.c.round_id)
# Every note with the round it was given in, its stage, and what it was seen in.
_NOTES = (
    _NOTE.outerjoin(_ROUND, _IN_ROUND)
    .outerjoin(
        _STAGE,
        and_(_STAGE.c.workspace_id == _NOTE.c.workspace_id, _STAGE.c.id == _NOTE.c.stage_id),
    )
    .outerjoin(
        _SIGHTING,
        and_(
            _SIGHTING.c.workspace_id == _NOTE.c.workspace_id,
            _SIGHTING.c.id == _NOTE.c.sighting_id,
        ),
    )
    .outerjoin(
        _PAIN,
        and_(
            _PAIN.c.workspace_id == _SIGHTING.c.workspace_id,
            _PAIN.c.id == _SIGHTING.c.pain_point_id,
        ),
    )
)
# Notes that were seen stand before assumptions, then the oldest first.
_ORDER = (_SIGHTING.c.id.is_(None), _NOTE.c.id)
_COLUMNS = (
    _NOTE.c.id,
    _NOTE.c.side,
    _NOTE.c.words,
    _NOTE.c.author_id,
    _STAGE.c.name,
    _PAIN.c.number,
)


def by_side(session: Session, whose: Whose, *, most: int) -> Mapping[EmpathySide, Side]:
    """All six sides with their first notes."""
    place = func.row_number().over(partition_by=_NOTE.c.side, order_by=_ORDER)
    total = func.count().over(partition_by=_NOTE.c.side)
    seen = func.count(_SIGHTING.c.id).over(partition_by=_NOTE.c.side)
    ranked = (
        core_select(
            *[column.label(f"column_{n}") for n, column in enumerate(_COLUMNS)],
            total.label("total"),
            seen.label("seen"),
            place.label("place"),
        )
        .select_from(_NOTES)
        .where(*_conditions(whose))
        .subquery()
    )
    found = session.connection().execute(
        core_select(ranked).where(ranked.c.place <= most).order_by(ranked.c.place)
    )
    sides: dict[str, tuple[int, int, list[NoteRow]]] = {}
    for *columns, total_there, seen_there, _ in found:
        row = NoteRow(*columns)
        sides.setdefault(row.side, (total_there, seen_there, []))[2].append(row)
    return {side: Side(*sides.get(side.value, (0, 0, []))) for side in EmpathySide}


def page(
    session: Session, whose: Whose, *, side: EmpathySide | None, number: int, size: int
) -> tuple[Sequence[NoteRow], int]:
    """A page of the notes (of one side) in order, and how many there are in all."""
    of_side = [] if side is None else [_NOTE.c.side == side.value]
    wanted = [*_conditions(whose), *of_side]
    count = core_select(func.count()).select_from(_NOTES).where(*wanted)
    total: int = session.connection().execute(count).scalar_one()
    statement = (
        core_select(*_COLUMNS)
        .select_from(_NOTES)
        .where(*wanted)
        .order_by(*_ORDER)
        .limit(size)
        .offset((number - 1) * size)
    )
    return [NoteRow(*row) for row in session.connection().execute(statement)], total


def row(session: Session, *, note: EmpathyNote) -> NoteRow:
    """One note as maps show it, taken back or not."""
    statement = (
        core_select(*_COLUMNS)
        .select_from(_NOTES)
        .where(_NOTE.c.workspace_id == note.workspace_id, _NOTE.c.id == note.id)
    )
    return NoteRow(*session.connection().execute(statement).one())


def counts(
    session: Session, *, workspace_id: str, journey_id: int, reader_id: str | None
) -> Mapping[int, int]:
    """How many notes each persona of a journey has, as somebody may see them."""
    of_journey = core_select(col(Persona.id)).where(
        col(Persona.workspace_id) == workspace_id, col(Persona.journey_id) == journey_id
    )
    found = session.connection().execute(
        core_select(_NOTE.c.persona_id, func.count())
        .outerjoin(_ROUND, _IN_ROUND)
        .where(
            _NOTE.c.workspace_id == workspace_id,
            _NOTE.c.persona_id.in_(of_journey),
            _NOTE.c.retired_at.is_(None),
            _may_see(reader_id),
        )
        .group_by(_NOTE.c.persona_id)
    )
    return {row[0]: row[1] for row in found}


def _conditions(whose: Whose) -> list[ColumnElement[bool]]:
    found = [
        _NOTE.c.workspace_id == whose.workspace_id,
        _NOTE.c.persona_id == whose.persona_id,
        _NOTE.c.retired_at.is_(None),
        _may_see(whose.reader_id),
    ]
    if whose.round_id is not None:
        found.append(_NOTE.c.round_id == whose.round_id)
    if whose.author_id is not None:
        found.append(_NOTE.c.author_id == whose.author_id)
    return found


def _may_see(reader_id: str | None) -> ColumnElement[bool]:
    """Until a silent round is revealed everybody sees only their own notes of it."""
    shown = or_(
        _NOTE.c.round_id.is_(None), _ROUND.c.silent.is_(False), _ROUND.c.revealed_at.is_not(None)
    )
    return shown if reader_id is None else or_(shown, _NOTE.c.author_id == reader_id)
