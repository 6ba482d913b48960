"""Pain points of which only the words are known, from before the model: their meanings, too."""

from collections.abc import Mapping, Sequence

from sqlalchemy import BigInteger, Integer, String, bindparam, exists
from sqlalchemy import select as core_select
from sqlmodel import Session

from storage.matching import retelling
from storage.matching.meanings import Meanings
from storage.matching.safetensors import Floats
from storage.matching.sentences import Sentences
from storage.models import PainVector, PainWords
from storage.statements import table_of

_W = table_of(PainWords)
_V = table_of(PainVector)
_WITHOUT = (
    core_select(_W.c.pain_point_id)
    .where(
        _W.c.workspace_id == bindparam("of_workspace", type_=String),
        _W.c.pain_point_id > bindparam("after", type_=BigInteger),
        ~exists().where(
            _V.c.workspace_id == _W.c.workspace_id,
            _V.c.journey_id == _W.c.journey_id,
            _V.c.model == bindparam("of_model", type_=String),
            _V.c.pain_point_id == _W.c.pain_point_id,
        ),
    )
    .order_by(_W.c.pain_point_id)
    .limit(bindparam("number", type_=Integer))
)

Texts = Mapping[int, Sequence[str]]
Found = Mapping[int, Sequence[Floats]]


def without_meaning(
    session: Session, sentences: Sentences, *, workspace_id: str, after: int, limit: int
) -> Texts:
    """The next pain points behind an id, open or not, and every way in which they were told.

    Only reads; for starting, not for requests.
    """
    values = {
        "of_workspace": workspace_id,
        "of_model": sentences.model,
        "after": after,
        "number": limit,
    }
    pain_ids = session.connection().execute(_WITHOUT, values).scalars().all()
    told = retelling.told(session, workspace_id=workspace_id, pain_ids=pain_ids)
    return {pain_id: told.get(pain_id, ()) for pain_id in pain_ids}


def meanings_of(sentences: Sentences, texts: Texts) -> Found:
    """The vectors of these. Slow: a hundredth of a second for each, and needs no session."""
    return {pain_id: [sentences.vector(text) for text in told] for pain_id, told in texts.items()}


def begin_with(session: Session, sentences: Sentences, *, workspace_id: str, found: Found) -> None:
    """Keeps them; what was erased, or told anew, since it was looked up is left alone."""
    meanings = Meanings(sentences, session, workspace_id)
    for pain_id, ways in found.items():
        meanings.begin(pain_id, ways)
