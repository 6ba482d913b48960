"""Pain points from before the matcher, or from elsewhere, are found too."""

from sqlmodel import select

from storage import pains
from storage.matching import catch_up
from storage.models import PainWords
from storage.pains import NewSighting
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
