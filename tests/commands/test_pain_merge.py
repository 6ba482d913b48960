"""Merging from the message, the card and typed words; taking it back; what is refused."""

import pytest

from commands.errors import FieldError, UserError
from commands.reply import OpenForm
from storage.pain.pains import NewSighting
from storage.vocabulary import Kind
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import buttons, legal, make_journey, press
from tests.commands.triage_world import (
    answer,
    history_of,
    log,
    refreshed,
    see,
    shop_with_pains,
    sightings_of,
    stored,
    text,
)


def form(door: FrontDoor, typed: str) -> OpenForm:
    return only(legal(door.command(typed)), OpenForm)


@pytest.mark.parametrize("said", ["P-1 into P-2", "p1 p2", "1 into 2", "P-1 with P-2"])
def test_both_numbers_merge_at_once(maya: FrontDoor, said: str) -> None:
    shop_with_pains(maya)
    effects = maya.command(f"/pain merge {said}")
    told = text(effects)
    assert "*P-1* is a duplicate of *P-2 The queue was long* now: 1 sighting moved over." in told
    assert "will hear of it" in told
    assert set(refreshed(effects)) == {"pain:1", "pain:2"}
    assert "Duplicate of P-2" in refreshed(effects)["pain:1"]
    assert "2 sightings by 1 person" in refreshed(effects)["pain:2"]
    assert stored(maya, 1).status == "Duplicate"
    assert sightings_of(maya, 1) == set()


def test_the_card_of_a_duplicate_points_to_the_other(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    maya.command("/pain merge P-1 into P-2")
    card = answer(maya.command("/pain P-1"))
    assert "Duplicate of P-2" in shown(card)
    assert {"Open P-2", "Unmerge"} < set(buttons(card))
    assert not {"Edit", "Confirm", "I've seen this too"} & set(buttons(card))
    other = text(press(maya, card, "Open P-2"))
    assert "Merged into it: P-1" in other
    assert "<@UMAYA> merged P-1 into it (1 sighting)" in other


def test_unmerge_brings_exactly_the_same_back(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    see(maya, 1, NewSighting("UNOOR", maya.now, 2))
    maya.command("/pain plan P-1")
    before = (sightings_of(maya, 1), sightings_of(maya, 2))
    merged = answer(maya.command("/pain merge P-1 into P-2"))
    see(maya, 2, NewSighting("UKWAME", maya.now, 1))
    added = sightings_of(maya, 2) - before[0] - before[1]
    effects = press(maya, merged, "Unmerge")
    assert "*P-1* stands for itself again: it is Planned" in text(effects)
    assert (sightings_of(maya, 1), sightings_of(maya, 2)) == (before[0], before[1] | added)
    assert "took back the merge into P-2" in text(maya.command("/pain P-1"))
    assert set(refreshed(effects)) == {"pain:1", "pain:2"}
    assert "is no duplicate: it is Planned" in text(press(maya, merged, "Unmerge"))
    assert history_of(maya, 1) == ["added", "status", "merged", "unmerged"]


def test_merging_twice_says_so(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    maya.command("/pain merge P-1 into P-2")
    again = maya.as_("UKWAME").later(minutes=3).command("/pain merge P-1 into P-2")
    assert "is a duplicate of *P-2* already: <@UMAYA> merged it into P-2 3 minutes ago" in text(
        again
    )
    other = maya.command("/pain merge P-1 into P-3")
    assert "Nothing was merged" in text(other)
    assert history_of(maya, 1) == ["added", "merged"]


def test_a_duplicate_leads_on(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    maya.command("/pain merge P-2 into P-3")
    told = text(maya.command("/pain merge P-1 into P-2"))
    assert "a duplicate of *P-3 The receipt was missing* now (P-2 is a duplicate of it" in told
    assert len(sightings_of(maya, 3)) == 3


def test_into_itself_and_in_a_circle_is_refused_in_words(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    with pytest.raises(UserError, match="P-1 can't be merged into itself"):
        maya.command("/pain merge P-1 into P-1")
    maya.command("/pain merge P-2 into P-1")
    with pytest.raises(UserError, match="P-2 is a duplicate of P-1 already"):
        maya.command("/pain merge P-1 into P-2")
    assert stored(maya, 1).status == "New"


def test_nothing_vanishes_in_what_is_solved(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = form(maya, "/pain merge P-1").view
    (choice,) = maya.options("duplicate_of", "P-2", view)
    maya.submit(only(maya.command("/pain solve P-2"), OpenForm).view, {})
    with pytest.raises(UserError, match="P-2 is Solved"):
        maya.command("/pain merge P-1 into P-2")
    with pytest.raises(FieldError, match="P-2 is Solved"):
        maya.submit(view, {"duplicate_of": choice[1]})
    assert "is a duplicate of" in text(maya.command("/pain merge P-2 into P-1"))
    maya.command("/pain unmerge P-2")
    assert stored(maya, 2).status == "Solved"


def test_delights_and_other_journeys_stay_apart(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    log(maya, "The clerk smiled", kind=Kind.DELIGHT)
    with pytest.raises(UserError, match="P-4 is a delight"):
        maya.command("/pain merge P-1 into P-4")
    with pytest.raises(UserError, match="P-4 is a delight"):
        maya.command("/pain merge P-4 into P-1")
    with pytest.raises(UserError, match="There is no P-9 here"):
        maya.command("/pain merge P-1 into P-9")


def test_the_form_offers_by_number_and_words(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    log(maya, "The card reader crashed again")
    view = form(maya, "/pain merge P-1").view
    assert view["title"]["text"] == "Merge P-1"

    def offered(typed: str) -> list[str]:
        return [label for label, _ in maya.options("duplicate_of", typed, view)]

    assert offered("")[0] == "P-4 · The card reader crashed again"  # the most similar first
    assert not [label for label in offered("") if label.startswith("P-1")]
    assert offered("QUEUE long") == ["P-2 · The queue was long"]
    assert offered("P-3") == offered("3") == ["P-3 · The receipt was missing"]
    assert offered("P-3 · The receipt was missing") == offered("P-3")
    assert offered("p-1") == offered("P-77") == offered("%") == offered("parrot") == []
    maya.submit(only(maya.command("/pain solve P-2"), OpenForm).view, {})
    assert offered("queue") == []


def test_the_form_merges(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = form(maya, "/pain merge P-1").view
    (choice,) = maya.options("duplicate_of", "P-2", view)
    assert "is a duplicate of" in text(maya.submit(view, {"duplicate_of": choice[1]}))
    assert "already" in text(maya.submit(view, {"duplicate_of": choice[1]}))  # clicked twice


@pytest.mark.parametrize("chosen", [None, "", "x", "99", "1", "-1", "9" * 18])
def test_a_bad_choice_is_told_beside_its_field(maya: FrontDoor, chosen: str | None) -> None:
    shop_with_pains(maya)
    view = form(maya, "/pain merge P-1").view
    with pytest.raises(FieldError) as wrong:
        maya.submit(view, {"duplicate_of": chosen})
    assert set(wrong.value.by_field) == {"duplicate_of"}
    assert stored(maya, 1).status == "New"


def test_an_overtaken_merge_asks_first(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = form(maya, "/pain merge P-1").view
    (choice,) = maya.options("duplicate_of", "P-2", view)
    maya.as_("UKWAME").command("/pain plan P-1")
    asked = only(legal(maya.submit(view, {"duplicate_of": choice[1]})), OpenForm)
    assert "<@UKWAME> set it to Planned just now" in shown(asked)
    assert stored(maya, 1).status == "Planned"
    assert "is a duplicate of" in text(maya.submit(asked.view, {}))


def test_an_old_unmerge_button_undoes_no_other_merge(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    old = answer(maya.command("/pain merge P-1 into P-2"))
    maya.command("/pain unmerge P-1")
    maya.command("/pain merge P-1 into P-3")
    assert "leads to *P-3* by now" in text(press(maya, old, "Unmerge"))
    assert stored(maya, 1).status == "Duplicate"


def test_a_duplicate_is_neither_set_nor_edited_nor_merged_on(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    edit = only(maya.command("/pain edit P-1"), OpenForm).view
    solve = only(maya.command("/pain solve P-1"), OpenForm).view
    maya.command("/pain merge P-1 into P-2")
    assert "`/pain unmerge P-1`" in text(maya.command("/pain plan P-1"))
    assert "is a duplicate" in text(maya.command("/pain edit P-1"))
    assert "is a duplicate already" in text(maya.command("/pain merge P-1"))
    assert "merged it into P-2" in text(maya.submit(solve, {"reason": "Done"}))
    assert "merged it into P-2" in text(maya.click("pain.set", "1 NEW CONFIRMED"))
    with pytest.raises(FieldError, match="merged into another one"):
        maya.submit(edit, {"title": "Other"})
    assert history_of(maya, 1) == ["added", "merged"]


def test_a_pain_point_of_another_journey_is_refused(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    make_journey(maya.at("C2"), "Returns")
    from tests.commands.journey_steps import add_touchpoint, log_pain  # noqa: PLC0415

    there = maya.at("C2")
    add_touchpoint(there, "Returns", "Awareness", "Desk")
    log_pain(there, "The desk was closed", where="Desk")
    with pytest.raises(UserError, match="in different journeys"):
        maya.command("/pain merge P-1 into P-4")
