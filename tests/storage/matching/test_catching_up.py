"""Pain points from before the matcher, or from elsewhere, are found too."""

from sqlalchemy import func, update
from sqlmodel import select

from storage.matching import catch_up
from storage.matching.edition import edition
from storage.models import PainPoint, PainWords
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.statements import table_of
from storage.vocabulary import Kind, Status
from tests.storage.matching.worlds import AT, Small


def _unseen(here: Small, told: str, kind: Kind = Kind.PAIN) -> int:
    return pains.add(
        here.session,
        touchpoint=here.places["Returns"],
        told=told,
        kind=kind,
        channel_id=None,
        sighting=NewSighting("U1", AT, 3),
    ).id


def test_unknown_open_ones_are_added_a_few_at_a_time(here: Small) -> None:
    known = here.log("Returns", "The label could not be printed")
    long = "Parcel lost " + "on its way " * 20 + "and the quokka in it, too"
    unseen = [_unseen(here, text) for text in ("Card was declined", long, "Rude staff")]
    _unseen(here, "So friendly", Kind.DELIGHT)
    here.set_status(_unseen(here, "Old story"), Status.SOLVED)
    assert catch_up(here.session, here.matcher, limit=2) == 2
    assert catch_up(here.session, here.matcher, limit=2) == 1
    assert catch_up(here.session, here.matcher) == 0
    rows = here.session.exec(select(PainWords.pain_point_id)).all()
    assert sorted(rows) == sorted([known, *unseen])
    assert here.ask("parcel with quokka lost on its way", "Returns") == [unseen[1]]


def _by_earlier_lists(here: Small, pain_ids: list[int]) -> None:
    """Words as an earlier edition may have found them: others, in other lists of the index."""
    words = table_of(PainWords)
    for pain_id in pain_ids:
        here.matcher.erase(here.session, workspace_id=here.workspace_id, pain_id=pain_id)
        here.matcher.add(
            here.session,
            workspace_id=here.workspace_id,
            journey_id=here.journey_id,
            touchpoint_id=here.place("Returns"),
            pain_id=pain_id,
            text="zwirbel",
        )
    here.session.connection().execute(
        update(words)
        .where(words.c.pain_point_id.in_(pain_ids))
        .values(words=func.replace(words.c.words, edition() + " ", ""))
    )


def test_words_found_with_earlier_lists_are_found_anew(here: Small) -> None:
    texts = ("The quokka in the parcel was lost", "Label could not be printed", "Rude cashier")
    ids = [here.log("Returns", text) for text in texts]
    kept = here.log("Returns", "Refund takes for ever")
    duplicate = here.log("Returns", "Marsupial vanished from the shipment")
    here.matcher.merge(
        here.session, workspace_id=here.workspace_id, pain_id=duplicate, into_id=ids[0]
    )
    here.set_status(duplicate, Status.DUPLICATE)
    pain = table_of(PainPoint)
    here.session.connection().execute(
        update(pain).where(pain.c.id == duplicate).values(duplicate_of_id=ids[0])
    )
    _by_earlier_lists(here, ids)
    assert here.ask("marsupial vanished from a shipment", "Returns") == []
    assert [catch_up(here.session, here.matcher, limit=2) for _ in range(3)] == [2, 1, 0]
    assert here.ask("marsupial vanished from a shipment", "Returns") == [ids[0]]
    assert here.ask("quokka of the parcel is lost", "Returns") == [ids[0]]
    assert here.ask("zwirbel", "Returns") == []
    assert here.ask("refund takes for ever", "Returns") == [kept]


def test_what_is_closed_stays_hidden_and_is_found_by_new_words_once_open(here: Small) -> None:
    pain_id = here.log("Returns", "The quokka in the parcel was lost")
    _by_earlier_lists(here, [pain_id])
    here.set_status(pain_id, Status.SOLVED)
    here.matcher.forget(here.session, workspace_id=here.workspace_id, pain_id=pain_id)
    assert catch_up(here.session, here.matcher) == 1
    assert here.ask("quokka lost from the parcel", "Returns") == []
    here.set_status(pain_id, Status.NEW)
    here.matcher.restore(here.session, workspace_id=here.workspace_id, pain_id=pain_id)
    assert here.ask("quokka lost from the parcel", "Returns") == [pain_id]
