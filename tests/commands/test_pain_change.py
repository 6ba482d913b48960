"""Editing a pain point: prefilled, never overwriting in silence, told in the history."""

import pytest
from sqlmodel import select

from commands.errors import FieldError, UserError
from commands.reply import Effect, OpenForm, View
from storage.db import transaction
from storage.models import Persona, Sighting
from storage.pain.pains import NewSighting
from tests.commands.front_door import FrontDoor, initial_values, only, shown
from tests.commands.journey_steps import buttons, legal, press
from tests.commands.triage_world import (
    answer,
    history_of,
    refreshed,
    see,
    shop_with_pains,
    stored,
    text,
)


def view_of(effects: list[Effect]) -> View:
    return only(legal(effects), OpenForm).view


def personas(door: FrontDoor, *names: str) -> list[int]:
    """Personas of the shop, by name; their rows."""
    journey_id = stored(door, 1).journey_id
    with transaction(door.engine) as session:
        made = [
            Persona(
                workspace_id=door.workspace_id,
                journey_id=journey_id,
                name=name,
            )
            for name in names
        ]
        session.add_all(made)
        session.flush()
        return [persona.id or 0 for persona in made]


def about(door: FrontDoor) -> list[int | None]:
    """The personas of all sightings, oldest first."""
    with transaction(door.engine) as session:
        return list(session.exec(select(Sighting.persona_id).order_by("id")))


def test_everything_can_be_changed_from_the_card(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    card = answer(maya.command("/pain P-1"))
    view = view_of(press(maya, card, "Edit"))
    assert view["title"]["text"] == "Edit P-1"
    assert initial_values(view) == {
        "title": "The card reader was down",
        "description": None,
        "where": "1",
        "owner": None,
    }
    basket = next(v for label, v in maya.options("where", "basket", view))
    values = {"title": "Reader fails", "description": "Twice", "where": basket, "owner": "UKWAME"}
    effects = maya.submit(view, values)
    assert "*P-1 Reader fails* is changed: title, description, place, owner." in text(effects)
    assert "T-2 Basket" in refreshed(effects)["pain:1"]
    pain = stored(maya, 1)
    assert (pain.title, pain.description, pain.owner_id) == ("Reader fails", "Twice", "UKWAME")
    told = text(maya.command("/pain P-1"))
    assert "title from “The card reader was down” to “Reader fails”" in told
    assert "the place from T-1 Till to T-2 Basket" in told
    assert "the owner from nothing to <@UKWAME>" in told


def test_nothing_changed_is_said_and_not_written(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = view_of(maya.command("/pain edit P-1"))
    assert "stays as it was" in text(maya.submit(view, {}))
    maya.submit(view, {"title": "Reader fails"})
    assert "stays as it was" in text(maya.submit(view, {"title": "Reader fails"}))
    assert history_of(maya, 1) == ["added", "edited"]


def test_different_fields_of_two_people_are_both_kept(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    mine, theirs = view_of(maya.command("/pain edit P-1")), view_of(maya.command("/pain edit P-1"))
    maya.as_("UKWAME").submit(theirs, {"owner": "UKWAME"})
    maya.submit(mine, {"title": "Reader fails"})
    assert (stored(maya, 1).title, stored(maya, 1).owner_id) == ("Reader fails", "UKWAME")


def test_the_same_field_of_two_people_is_asked_about(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    mine, theirs = view_of(maya.command("/pain edit P-1")), view_of(maya.command("/pain edit P-1"))
    maya.as_("UKWAME").submit(theirs, {"title": "<Reader> broken", "where": "2"})
    asked = view_of(maya.submit(mine, {"title": "Reader fails", "owner": "UMAYA"}))
    told = shown(asked)
    assert "Nothing is stored yet" in told
    assert "<@UKWAME> set *What happened?* to “&lt;Reader&gt; broken”" in told
    assert "Where?* to" not in told
    assert stored(maya, 1).title == "<Reader> broken"
    assert initial_values(asked)["title"] == "Reader fails"
    assert initial_values(asked)["where"] == "2"
    maya.submit(asked, {})
    pain = stored(maya, 1)
    assert (pain.title, pain.owner_id, pain.touchpoint_id) == ("Reader fails", "UMAYA", 2)


@pytest.mark.parametrize(
    "values",
    [
        {"title": None},
        {"title": " \u200b "},
        {"title": "x" * 151},
        {"description": "x" * 3001},
        {"where": None},
        {"where": "99"},
        {"where": "x"},
        {"owner": "nobody"},
    ],
)
def test_bad_values_are_told_by_field_and_change_nothing(
    maya: FrontDoor, values: dict[str, str | None]
) -> None:
    shop_with_pains(maya)
    with pytest.raises(FieldError) as wrong:
        maya.submit(view_of(maya.command("/pain edit P-1")), values)
    assert set(wrong.value.by_field) == set(values)
    assert history_of(maya, 1) == ["added"]


def test_customer_data_stays_out(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = view_of(maya.command("/pain edit P-1"))
    maya.submit(view, {"title": "Mail to a@b.example", "description": "or to c@d.example"})
    assert stored(maya, 1).title == "Mail to [e-mail]"
    assert stored(maya, 1).description == "or to [e-mail]"


def test_a_retired_touchpoint_is_no_new_place_but_may_stay(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = view_of(maya.command("/pain edit P-1"))
    maya.command("/touchpoint retire T-2")
    with pytest.raises(FieldError, match="T-2 was retired"):
        maya.submit(view, {"where": "2"})
    maya.command("/touchpoint retire T-1")
    assert "is changed: title" in text(maya.submit(view, {"title": "Reader fails"}))


def test_a_form_about_something_else_changes_nothing(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = view_of(maya.command("/pain edit P-1"))
    stranger = maya.as_("USTRANGER", workspace_id="T2")
    for number in ("1", "", "x", "999"):
        context = {**view["private_metadata"], "pain": number}
        with pytest.raises(FieldError, match="no longer here"):
            stranger.submit({**view, "private_metadata": context}, {"title": "Taken over"})
    assert stored(maya, 1).title == "The card reader was down"


def test_whom_it_is_about_follows_its_sightings(maya: FrontDoor) -> None:
    shop_with_pains(maya, told=("The card reader was down",))
    anna, ben = personas(maya, "Anna", "Ben")
    see(maya, 1, NewSighting("UNOOR", maya.now, 2, persona_id=anna))
    view = view_of(maya.command("/pain edit P-1"))
    assert initial_values(view)["persona"] == str(anna)
    assert "is changed: persona" in text(maya.submit(view, {"persona": str(ben)}))
    assert about(maya) == [None, ben]  # who named none still names none
    assert "<@UMAYA> changed the persona from Anna to Ben" in text(maya.command("/pain P-1"))
    see(maya, 1, NewSighting("UKWAME", maya.now, 2, persona_id=anna))
    several = view_of(maya.command("/pain edit P-1"))
    assert "persona" not in initial_values(several)
    assert "each keeps its own" in shown(several)


def test_a_foreign_persona_is_refused(maya: FrontDoor) -> None:
    shop_with_pains(maya, told=("The card reader was down",))
    personas(maya, "Anna")
    view = view_of(maya.command("/pain edit P-1"))
    with pytest.raises(FieldError) as wrong:
        maya.submit(view, {"persona": "99"})
    assert set(wrong.value.by_field) == {"persona"}
    assert about(maya) == [None]


def test_a_broken_edit_button_says_so(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    with pytest.raises(UserError, match="There is no P-0 here"):
        maya.click("pain.edit", "x")
    assert "Edit" in buttons(answer(maya.command("/pain P-1")))
