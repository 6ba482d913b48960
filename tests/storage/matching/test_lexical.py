"""What is offered as seen before, and what the matcher learns."""

import pytest
from sqlmodel import Session, select

from storage.identity import identity
from storage.models import PainKey, PainWords, Stage
from storage.vocabulary import Kind, Status
from tests.storage.matching.worlds import Small

LOST = "The parcel was lost on its way back"


def test_a_paraphrase_at_the_same_touchpoint_is_offered(here: Small) -> None:
    lost = here.log("Returns", LOST)
    here.log("Returns", "The label could not be printed")
    here.log("Checkout", "Card was declined three times")
    assert here.ask("Package went missing when she sent it back", "Returns")[:1] == [lost]
    assert here.ask("Paket ging auf dem Rückweg verloren", "Returns")[:1] == [lost]


def test_nothing_is_offered_for_another_problem(here: Small) -> None:
    here.log("Returns", LOST)
    here.log("Checkout", "Card was declined three times")
    assert here.ask("The music is far too loud", "Returns") == []


def test_another_touchpoint_needs_more_in_common(here: Small) -> None:
    lost = here.log("Returns", LOST)
    assert here.ask("Parcel was lost", "Returns") == [lost]
    assert here.ask("Parcel at home", "Checkout") == []
    assert here.ask(LOST, "Checkout") == [lost]


def test_the_stage_counts_where_the_touchpoint_differs(here: Small) -> None:
    text = "Parcel lost on the way"
    lost = here.log("Returns", LOST)
    score = {
        place: here.matcher.similar(
            here.session,
            workspace_id="T1",
            journey_id=here.journey_id,
            text=text,
            touchpoint_id=here.place(place),
            stage_id=None,
        )
        for place in ("Returns", "Hotline", "Checkout")
    }
    returns, hotline = score["Returns"][0], score["Hotline"][0]
    assert returns.pain_id == hotline.pain_id == lost
    checkout = score["Checkout"][0].score if score["Checkout"] else 0.0
    assert returns.score > hotline.score > checkout


def test_a_stage_alone_can_be_named(here: Small) -> None:
    lost = here.log("Returns", LOST)
    stage = here.session.exec(
        select(Stage).where(Stage.workspace_id == "T1", Stage.name == "Afterwards")
    ).one()
    assert here.ask(LOST, stage_id=identity(stage)) == [lost]


def test_without_a_place_the_text_alone_decides(here: Small) -> None:
    lost = here.log("Returns", LOST)
    assert here.ask("parcel lost on the way back") == [lost]


@pytest.mark.parametrize("status", [Status.SOLVED, Status.DECLINED, Status.DUPLICATE])
def test_only_open_ones_are_offered(here: Small, status: Status) -> None:
    lost = here.log("Returns", LOST)
    here.set_status(lost, status)
    assert here.ask(LOST, "Returns") == []


def test_delights_are_not_offered(here: Small) -> None:
    here.log("Returns", LOST, kind=Kind.DELIGHT)
    assert here.ask(LOST, "Returns") == []


def test_at_most_so_many_best_first(here: Small) -> None:
    ids = [here.log("Returns", LOST) for _ in range(5)]
    nearest = here.log("Returns", "The parcel with the red lamp was lost on its way back")
    found = here.ask("parcel with red lamp lost on its way back", "Returns", limit=2)
    assert found[0] == nearest
    assert len(found) == 2
    assert set(found) <= {nearest, *ids}


@pytest.mark.parametrize("text", ["", "   ", "the of and", "!!! ??? 🙃", "x" * 2_900])
def test_texts_without_words_find_nothing(here: Small, text: str) -> None:
    here.log("Returns", LOST)
    assert here.ask(text, "Returns") == []
    here.log("Returns", text or "?")


def test_confirmed_words_are_evidence(here: Small) -> None:
    lost = here.log("Returns", LOST)
    question = "Quokka widget evaporated"
    assert here.ask(question, "Returns") == []
    here.confirm(lost, "The quokka widget has evaporated")
    assert here.ask(question, "Returns") == [lost]


def test_only_so_many_confirmations_are_kept_and_its_own_words_always(here: Small) -> None:
    lost = here.log("Returns", LOST)
    for number in range(40):
        here.confirm(lost, f"zorgle{number} blimfark{number} quandry{number}")
    (row,) = here.session.exec(select(PainWords))
    ways = row.words.split("\n")
    assert len(ways) == 12
    assert "lost" in ways[0]
    assert "zorgle39" in ways[-1]
    keys = here.session.exec(select(PainKey.key)).all()
    assert sorted(keys) == sorted(row.index_keys.split())


def test_a_merged_duplicate_lends_its_words_until_it_is_taken_apart(here: Small) -> None:
    lost = here.log("Returns", LOST)
    twin = here.log("Returns", "Quokka widget evaporated")
    here.matcher.merge(here.session, workspace_id="T1", pain_id=twin, into_id=lost)
    assert here.ask("quokka widget evaporates", "Returns") == [lost]
    here.matcher.unmerge(here.session, workspace_id="T1", pain_id=twin, from_id=lost)
    assert here.ask("quokka widget evaporates", "Returns") == [twin]
    assert here.ask(LOST, "Returns") == [lost]


def test_merging_with_itself_changes_nothing(here: Small) -> None:
    lost = here.log("Returns", LOST)
    here.matcher.merge(here.session, workspace_id="T1", pain_id=lost, into_id=lost)
    assert here.ask(LOST, "Returns") == [lost]


def test_a_moved_one_counts_at_its_new_touchpoint(here: Small) -> None:
    lost = here.log("Returns", LOST)
    here.matcher.move(
        here.session, workspace_id="T1", pain_id=lost, touchpoint_id=here.place("Checkout")
    )
    places = here.session.exec(select(PainKey.touchpoint_id)).all()
    assert set(places) == {here.place("Checkout")}
    keys = here.session.exec(select(PainKey.key)).all()
    assert f"@{here.place('Checkout')}" in keys
    assert f"@{here.place('Returns')}" not in keys


def test_a_forgotten_one_comes_back_with_all_it_learned(here: Small) -> None:
    lost = here.log("Returns", LOST)
    here.confirm(lost, "The quokka widget has evaporated")
    here.matcher.forget(here.session, workspace_id="T1", pain_id=lost)
    assert _rows(here.session) == (0, 1)
    assert here.ask(LOST, "Returns") == []
    here.confirm(lost, "Never seen again: the zorgle")
    assert _rows(here.session) == (0, 1)
    here.matcher.restore(here.session, workspace_id="T1", pain_id=lost)
    assert here.ask(LOST, "Returns") == [lost]
    assert here.ask("quokka widget evaporated", "Returns") == [lost]
    assert here.ask("zorgle never seen", "Returns") == [lost]


def test_a_forgotten_one_can_be_moved(here: Small) -> None:
    lost = here.log("Returns", LOST)
    here.matcher.forget(here.session, workspace_id="T1", pain_id=lost)
    here.matcher.move(
        here.session, workspace_id="T1", pain_id=lost, touchpoint_id=here.place("Checkout")
    )
    assert _rows(here.session) == (0, 1)
    here.matcher.restore(here.session, workspace_id="T1", pain_id=lost)
    assert set(here.session.exec(select(PainKey.touchpoint_id))) == {here.place("Checkout")}


def test_of_an_erased_one_nothing_is_left(here: Small) -> None:
    lost = here.log("Returns", LOST)
    here.confirm(lost, "The quokka widget has evaporated")
    here.matcher.erase(here.session, workspace_id="T1", pain_id=lost)
    assert _rows(here.session) == (0, 0)
    here.matcher.restore(here.session, workspace_id="T1", pain_id=lost)
    assert here.ask(LOST, "Returns") == []


def _rows(session: Session) -> tuple[int, int]:
    return len(session.exec(select(PainKey)).all()), len(session.exec(select(PainWords)).all())
