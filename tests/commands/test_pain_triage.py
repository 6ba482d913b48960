"""`/pain triage`: one after another in one form, also when others triage at the same time."""

import json

import pytest

from commands.blocks import MAX_METADATA
from commands.errors import FieldError
from commands.reply import Effect, OpenForm, View
from storage.pain.pains import NewSighting
from tests.commands.front_door import FrontDoor, initial_values, only, shown
from tests.commands.journey_steps import HOSTILE, legal
from tests.commands.triage_world import (
    history_of,
    refreshed,
    see,
    shop_with_pains,
    sightings_of,
    stored,
    text,
)


def view_of(effects: list[Effect]) -> View:
    return only(legal(effects), OpenForm).view


def heading(view: View) -> str:
    found = (block["text"]["text"] for block in view["blocks"] if block["type"] == "header")
    return str(next(found))


def decide(door: FrontDoor, view: View, choice: str | None, **more: str | None) -> list[Effect]:
    """Answers the form; its fields carry the number of what it shows."""
    number = view["private_metadata"]["pain"]
    values = {"choice": choice, **more}
    return legal(door.submit(view, {f"{name}:{number}": held for name, held in values.items()}))


def test_one_after_another_to_a_friendly_end(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = view_of(maya.command("/pain triage"))
    assert heading(view) == "P-1 · The card reader was down"
    assert "2 left after this one" in shown(view)
    effects = decide(maya, view, "confirm", owner="UKWAME")
    assert "pain:1" in refreshed(effects)
    view = view_of(effects)
    assert "*P-1* is Confirmed now. <@UKWAME> owns it." in shown(view)
    assert heading(view) == "P-2 · The queue was long"
    assert "1 left after this one" in shown(view)
    view = view_of(decide(maya, view, "decline", reason="Only one saw it"))
    assert "0 left after this one" in shown(view)
    view = view_of(decide(maya, view, "plan"))
    assert view["title"]["text"] == "All looked at"
    assert "submit" not in view
    assert [stored(maya, n).status for n in (1, 2, 3)] == ["Confirmed", "Declined", "Planned"]
    assert stored(maya, 1).owner_id == "UKWAME"
    assert stored(maya, 2).reason == "Only one saw it"
    assert "All looked at" in text(maya.command("/pain triage"))


def test_each_form_has_fields_of_its_own(maya: FrontDoor) -> None:
    """Slack keeps what was answered in fields of the same name, in the form shown next."""
    shop_with_pains(maya)
    first = view_of(maya.command("/pain triage"))
    second = view_of(decide(maya, first, "skip"))
    assert not set(initial_values(first)) & set(initial_values(second))


def test_it_shows_what_was_seen(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    for n in range(4):
        quote = f"It broke {n} times"
        see(maya, 1, NewSighting("UNOOR", maya.now, 4, quote=quote, source="Customer said"))
    view = view_of(maya.command("/pain triage"))
    assert "It broke 3 times" in shown(view)
    assert "Customer said" in shown(view)
    assert "5 sightings by 2 people" in shown(view)
    assert "The latest 3 of 5" in shown(view)


def test_skipped_ones_come_back_another_time(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = view_of(maya.command("/pain triage"))
    for _ in range(3):
        view = view_of(decide(maya, view, "skip"))
    assert "You skipped 3 pain points" in shown(view)
    assert {stored(maya, n).status for n in (1, 2, 3)} == {"New"}
    assert heading(view_of(maya.command("/pain triage"))).startswith("P-1")


def test_an_owner_given_while_skipping_is_kept(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    decide(maya, view_of(maya.command("/pain triage")), "skip", owner="UKWAME")
    assert (stored(maya, 1).status, stored(maya, 1).owner_id) == ("New", "UKWAME")


def test_a_duplicate_moves_its_sightings(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = view_of(maya.command("/pain triage"))
    (choice,) = maya.options("duplicate_of:1", "queue", view)
    effects = decide(maya, view, "duplicate", duplicate_of=choice[1])
    assert set(refreshed(effects)) == {"pain:1", "pain:2"}
    assert "*P-1* is a duplicate of *P-2* now" in shown(view_of(effects))
    assert len(sightings_of(maya, 2)) == 2


@pytest.mark.parametrize(
    ("choice", "more", "field"),
    [
        (None, {}, "choice:1"),
        ("explode", {}, "choice:1"),
        ("decline", {}, "reason:1"),
        ("decline", {"reason": "  "}, "reason:1"),
        ("decline", {"reason": "x" * 3001}, "reason:1"),
        ("duplicate", {}, "duplicate_of:1"),
        ("duplicate", {"duplicate_of": "99"}, "duplicate_of:1"),
        ("duplicate", {"duplicate_of": "1"}, "duplicate_of:1"),
        ("confirm", {"owner": "nobody"}, "owner:1"),
    ],
)
def test_what_is_missing_is_told_beside_its_field(
    maya: FrontDoor, choice: str | None, more: dict[str, str], field: str
) -> None:
    shop_with_pains(maya)
    view = view_of(maya.command("/pain triage"))
    with pytest.raises(FieldError) as wrong:
        decide(maya, view, choice, **more)
    assert set(wrong.value.by_field) == {field}
    assert history_of(maya, 1) == ["added"]


def test_two_at_once_the_second_is_told_and_overwrites_nothing(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    kwame = maya.as_("UKWAME")
    mine, theirs = (view_of(door.command("/pain triage")) for door in (maya, kwame))
    decide(kwame, theirs, "plan", owner="UKWAME")
    again = view_of(decide(maya.later(minutes=2), mine, "decline", reason="Too rare"))
    assert heading(again).startswith("P-1")
    assert "<@UKWAME> became the owner" in shown(again)
    held = initial_values(again)
    assert (held["choice:1"], held["reason:1"]) == ("decline", "Too rare")
    assert (stored(maya, 1).status, stored(maya, 1).owner_id) == ("Planned", "UKWAME")
    on = view_of(decide(maya, again, "skip", owner="UKWAME"))
    assert heading(on).startswith("P-2")
    assert stored(maya, 1).status == "Planned"


def test_the_second_is_told_who_set_what(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    mine = view_of(maya.command("/pain triage"))
    maya.as_("UKWAME").command("/pain plan P-1")
    again = view_of(decide(maya.later(minutes=2), mine, "confirm"))
    assert "<@UKWAME> set it to Planned 2 minutes ago" in shown(again)
    assert stored(maya, 1).status == "Planned"
    decide(maya, again, "confirm")  # knowing what Kwame did
    assert stored(maya, 1).status == "Confirmed"


def test_two_of_one_mind_go_on_at_once(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    mine = view_of(maya.command("/pain triage"))
    maya.as_("UKWAME").command("/pain confirm P-1")
    on = view_of(decide(maya, mine, "confirm"))
    assert "*P-1* is Confirmed already: <@UKWAME> set it to Confirmed just now" in shown(on)
    assert heading(on).startswith("P-2")
    assert history_of(maya, 1) == ["added", "status"]


@pytest.mark.parametrize("choice", ["confirm", "duplicate"])
def test_merged_meanwhile_goes_on_with_the_next(maya: FrontDoor, choice: str) -> None:
    shop_with_pains(maya)
    mine = view_of(maya.command("/pain triage"))
    (other,) = maya.options("duplicate_of:1", "P-3", mine)
    maya.as_("UKWAME").command("/pain merge P-1 into P-2")
    on = view_of(decide(maya, mine, choice, duplicate_of=other[1]))
    assert "<@UKWAME> merged it into P-2" in shown(on)
    assert heading(on).startswith("P-2")


def test_the_whole_queue_may_be_gone_meanwhile(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    mine = view_of(maya.command("/pain triage"))
    for number in (1, 2, 3):
        maya.command(f"/pain confirm P-{number}")
    end = view_of(decide(maya, mine, "confirm"))
    assert end["title"]["text"] == "All looked at"


def test_hundreds_skipped_still_fit_the_form(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = view_of(maya.command("/pain triage"))
    many = " ".join(str(100_000_000 + n) for n in range(250))
    view["private_metadata"]["skipped"] = many
    on = view_of(decide(maya, view, "skip"))
    assert len(json.dumps(on["private_metadata"])) < MAX_METADATA - 200
    assert heading(on).startswith("P-2")


def test_long_and_hostile_words_fit(maya: FrontDoor) -> None:
    shop_with_pains(maya, told=(f"{HOSTILE} " * 60, "&" * 2900))
    for _ in range(4):
        see(maya, 1, NewSighting("UNOOR", maya.now, 4, words="<" * 3000, quote="&" * 3000))
    view = view_of(maya.command("/pain triage"))
    assert "<!channel>" not in shown([b for b in view["blocks"] if b["type"] == "section"])
    view_of(decide(maya, view, "skip"))
    legal(maya.command("/pain P-1"))


def test_without_a_journey_the_first_one_is_offered(maya: FrontDoor) -> None:
    assert view_of(maya.command("/pain triage"))["title"]["text"] == "New journey"
