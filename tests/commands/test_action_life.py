"""The life of an action: started, done, dropped, reopened, and what becomes of its pain points."""

import pytest

from commands.errors import FieldError, UserError
from commands.reply import Effect, OpenForm, Replace, Say
from commands.request import Kind
from storage.db import transaction
from storage.identity import identity
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.vocabulary import PlaceKind
from tests.commands import opportunity_world, triage_world
from tests.commands.action_world import (
    WHAT,
    add,
    answer,
    card,
    dm,
    form_of,
    history_of,
    refreshed,
    step,
    stored,
    tick,
)
from tests.commands.front_door import FrontDoor, initial_values, only, said, shown
from tests.commands.journey_steps import buttons, legal, press
from tests.commands.touchpoint_world import open_shop
from tests.commands.triage_world import shop_with_pains

RESULT = "The desk prints labels now"


@pytest.fixture
def kwame(maya: FrontDoor) -> FrontDoor:
    """In a shop with three pain points."""
    shop_with_pains(maya)
    return maya.as_("UKWAME")


def statuses(door: FrontDoor, *numbers: int) -> list[str]:
    return [triage_world.stored(door, number).status for number in numbers]


def see_too(door: FrontDoor, number: int, who: str) -> None:
    pain_id = identity(triage_world.stored(door, number))
    with transaction(door.engine) as session:
        pains.add_sighting(
            session, workspace_id="T1", pain_id=pain_id, sighting=NewSighting(who, door.now, 3)
        )


def test_i_am_on_it(maya: FrontDoor, kwame: FrontDoor) -> None:
    given = dm(add(maya, pains=(1, 2)), "UKWAME")
    effects = press(kwame.at("D1"), given, "I'm on it")
    now = only(effects, Replace)
    assert f"*A-1 {WHAT}* is Doing now. *P-1* and *P-2* are In progress now." in shown(now)
    assert "I'm on it" not in buttons(now)
    assert {"action:1", "pain:1", "pain:2"} == set(refreshed(effects))
    assert "*Doing*" in refreshed(effects)["action:1"]
    assert statuses(maya, 1, 2) == ["In progress", "In progress"]
    again = press(kwame.at("D1"), given, "I'm on it")
    assert "is Doing: <@UKWAME> set it to Doing just now. Nothing was changed." in answer(again)
    assert refreshed(again) == {}
    assert history_of(maya, 1) == ["added", "status"]


def test_done_solves_it_and_those_who_reported_it_are_told(
    maya: FrontDoor, kwame: FrontDoor
) -> None:
    see_too(maya, 1, "UPRIYA")
    given = dm(add(maya, pains=(1,)), "UKWAME")
    view = form_of(press(kwame.at("D1"), given, "Done"))
    assert "What came of it? Reporters will read it" in shown(view)
    assert initial_values(view) == {"result": None, "solves": ["1"]}
    effects = legal(kwame.submit(view, {"result": f"{RESULT}, tell {'0'}"}))
    assert "is Done. Thank you. *P-1* is Solved now. Those who reported it will hear" in answer(
        effects
    )
    pain = triage_world.stored(maya, 1)
    assert (pain.status, pain.reason) == ("Solved", f"{RESULT}, tell 0")
    assert "*Solved*" in refreshed(effects)["pain:1"]
    assert RESULT in refreshed(effects)["action:1"]
    news = tick(maya.later(minutes=3), "notifications.tell")
    assert set(news) == {"UREPORTER", "UPRIYA"}
    assert "What you can now tell customers" in shown(news["UPRIYA"])
    assert RESULT in shown(news["UPRIYA"])
    assert tick(maya.later(days=20)) == {}, "nobody is reminded of what is done"


def test_what_is_solved_is_not_offered_as_seen_before_any_more(
    maya: FrontDoor, kwame: FrontDoor
) -> None:
    add(maya, pains=(2,))
    step(kwame, card(kwame), "Done", {"result": RESULT})
    form = maya.form("/pain The queue was long")
    assert "Seen before?" not in shown(form)


def test_what_else_is_being_done_about_keeps_it_open(maya: FrontDoor, kwame: FrontDoor) -> None:
    add(maya, pains=(1, 2))
    add(maya, what="Hire", pains=(2,))
    view = form_of(press(kwame, card(kwame), "Done"))
    assert initial_values(view)["solves"] == ["1"]
    assert "P-2 stays In progress: A-2 is still open" in shown(view)
    said = answer(kwame.submit(view, {"result": RESULT}))
    assert "*P-1* is Solved now." in said
    assert "*P-2* stays In progress: A-2 is still open." in said
    assert statuses(maya, 1, 2) == ["Solved", "In progress"]
    step(kwame, card(kwame, 2), "Done", {"result": "Two more people"})
    assert statuses(maya, 1, 2) == ["Solved", "Solved"]
    assert triage_world.stored(maya, 2).reason == "Two more people"


def test_what_is_unticked_stays(maya: FrontDoor, kwame: FrontDoor) -> None:
    add(maya, pains=(1, 2))
    effects = step(kwame, card(kwame), "Done", {"result": RESULT, "solves": ["2"]})
    assert "*P-2* is Solved now." in answer(effects)
    assert "*P-1* stays Planned." in answer(effects)
    assert statuses(maya, 1, 2) == ["Planned", "Solved"]


def test_a_result_is_needed(maya: FrontDoor, kwame: FrontDoor) -> None:
    add(maya)
    view = form_of(press(kwame, card(kwame), "Done"))
    with pytest.raises(FieldError, match="one sentence what came of it"):
        kwame.submit(view, {"result": " "})
    masked = kwame.submit(view, {"result": "Called anna@example.com"})
    assert "e-mail" in answer(masked)
    assert "anna@example.com" not in stored(maya, 1).reason


def test_the_result_in_other_words_is_told_anew(maya: FrontDoor, kwame: FrontDoor) -> None:
    add(maya, pains=(1,))
    step(kwame, card(kwame), "Done", {"result": RESULT})
    button = buttons(card(kwame))["Change the result"]
    view = form_of(kwame.click(button["action_id"], button["value"]))
    assert initial_values(view)["result"] == RESULT
    kwame.submit(view, {"result": "Labels at every desk"})
    assert triage_world.stored(maya, 1).reason == "Labels at every desk"
    assert stored(maya, 1).reason == "Labels at every desk"


def test_who_was_slower_is_told_before_anything_is_overwritten(
    maya: FrontDoor, kwame: FrontDoor
) -> None:
    add(maya, pains=(1,))
    view = form_of(press(kwame, card(kwame), "Done"))
    step(maya, card(maya), "Drop", {"reason": "Too dear"})
    back = form_of(kwame.submit(view, {"result": RESULT}))
    assert "*Nothing is stored yet:* <@UMAYA> set it to Dropped" in shown(back)
    assert initial_values(back)["result"] == RESULT
    assert stored(maya, 1).status == "Dropped"
    kwame.submit(back, {})
    assert stored(maya, 1).status == "Done"
    same = answer(kwame.submit(back, {}))
    assert "Nothing was changed" in same


def test_dropping_leaves_pain_points_and_offers_the_next_step(
    maya: FrontDoor, kwame: FrontDoor
) -> None:
    add(maya, pains=(1, 2))
    add(maya, what="Hire", pains=(2,))
    button = buttons(card(kwame))["Drop"]
    view = form_of(kwame.click(button["action_id"], button["value"]))
    with pytest.raises(FieldError, match="Say why"):
        kwame.submit(view, {"reason": ""})
    effects = legal(kwame.submit(view, {"reason": "Too dear"}))
    said = only(effects, Say)
    assert "is Dropped. Nobody works on *P-1* now. What next?" in shown(said)
    assert statuses(maya, 1, 2) == ["Planned", "Planned"]
    assert "*Why it was dropped*\\nToo dear" in refreshed(effects)["action:1"]
    assert "*Was yours to do*" in refreshed(effects)["action:1:UKWAME"]
    fresh = form_of(press(kwame, said, "New action for P-1"))
    assert initial_values(fresh)["action_pains"] == ["1"]
    press(kwame, said, "Back to Confirmed: P-1")
    assert statuses(maya, 1) == ["Confirmed"]


def test_reopening_what_was_done(maya: FrontDoor, kwame: FrontDoor) -> None:
    add(maya, pains=(1, 2))
    step(kwame, card(kwame), "Done", {"result": RESULT, "solves": ["1"]})
    effects = press(kwame, card(kwame), "Reopen")
    said = only(effects, Say)
    assert "is Open again. *P-1* stays Solved." in shown(said)
    assert stored(maya, 1).reason == ""
    press(kwame, said, "Reopen P-1")
    assert statuses(maya, 1) == ["Confirmed"]
    assert history_of(maya, 1) == ["added", "status", "status"]


def test_handing_over(maya: FrontDoor, kwame: FrontDoor) -> None:
    given = dm(add(maya, pains=(1,)), "UKWAME")
    effects = step(kwame, given, "Not mine", {"owner": "UPRIYA"})
    assert "is handed over: <@UPRIYA> is told." in answer(effects)
    assert "given to you by <@UKWAME>" in shown(dm(effects, "UPRIYA"))
    before = refreshed(effects)["action:1:UKWAME"]
    assert "Handed over to <@UPRIYA>" in before
    assert "I'm on it" not in before
    assert "action:1:UPRIYA" not in refreshed(effects), "that message is fresh"
    assert "<@UPRIYA>" in refreshed(effects)["action:1"]
    assert history_of(maya, 1) == ["added", "edited"]
    late = press(kwame, given, "I'm on it")
    assert "is Doing now" in answer(late), "colleagues may still help"


def test_two_hand_it_over_at_once(maya: FrontDoor, kwame: FrontDoor) -> None:
    given = dm(add(maya), "UKWAME")
    view = form_of(press(kwame, given, "Not mine"))
    step(maya, card(maya), "Hand over", {"owner": "UPRIYA"})
    back = form_of(kwame.submit(view, {"owner": "UTOMAS"}))
    assert "<@UPRIYA> became its owner" in shown(back)
    assert stored(maya, 1).owner_id == "UPRIYA"
    kwame.submit(back, {})
    assert stored(maya, 1).owner_id == "UTOMAS"
    assert "<@UTOMAS>'s already" in answer(kwame.submit(back, {}))
    with pytest.raises(FieldError):
        kwame.submit(back, {"owner": None})


def test_another_due_date(maya: FrontDoor, kwame: FrontDoor) -> None:
    add(maya)
    view = form_of(press(kwame, card(kwame), "Change due date"))
    assert initial_values(view)["due"] == "2026-03-14"
    with pytest.raises(FieldError, match="has passed"):
        kwame.submit(view, {"due": "2026-03-01"})
    assert "is due Fri 20 Mar 2026, in 16 days now." in answer(
        kwame.submit(view, {"due": "2026-03-20"})
    )
    back = form_of(kwame.submit(view, {"due": "2026-03-30"}))
    assert "it was set to Fri 20 Mar 2026 while this form was open" in shown(back)
    kwame.submit(back, {})
    assert stored(maya, 1).due_on.isoformat() == "2026-03-30"
    late = maya.later(days=60)
    assert initial_values(form_of(press(late, card(late), "Change due date")))["due"] == (
        late.now.date().isoformat()
    )


@pytest.mark.parametrize("label", ["Done", "Change due date", "Not mine"])
def test_stale_buttons_change_nothing(maya: FrontDoor, kwame: FrontDoor, label: str) -> None:
    given = dm(add(maya), "UKWAME")
    step(maya, card(maya), "Done", {"result": RESULT})
    effects = press(kwame, given, label)
    assert not [each for each in effects if isinstance(each, OpenForm)]
    assert "is Done: <@UMAYA> set it to Done" in answer(effects)


@pytest.mark.parametrize(
    "value", ["", "x", "1", "1 OPEN <!channel>", "1 NOWHERE", "99 OPEN", "9999999999 OPEN"]
)
@pytest.mark.parametrize(
    "action", ["action.start", "action.done", "action.due", "action.other:drop", "action.other:x"]
)
def test_odd_buttons(maya: FrontDoor, kwame: FrontDoor, action: str, value: str) -> None:
    del kwame
    add(maya)
    with pytest.raises(UserError):
        maya.click(action, value)


def test_the_owner_acts_on_what_a_private_channel_keeps(maya: FrontDoor) -> None:
    open_shop(maya, private=True)
    given = dm(add(maya), "UKWAME")
    there = maya.as_("UKWAME").at("D1")
    assert "is Doing now" in answer(press(there, given, "I'm on it"))
    with pytest.raises(UserError, match="There is no A-1 here"):
        maya.as_("UNOOR").at("D2").click("action.start", "1 OPEN")


def test_a_guest_moves_on_what_is_theirs_and_nothing_else(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    given = dm(add(maya, owner="UGUEST", pains=(1,)), "UGUEST")
    add(maya, owner="UKWAME")
    guest = maya.as_("UGUEST", guest=True)
    assert "is Doing now." in answer(press(guest.at("D1"), given, "I'm on it"))
    mine = card(guest)
    assert not buttons(mine).keys() & {"Not mine", "Change due date", "Edit", "Hand over"}
    assert "is Dropped." in answer(step(guest, mine, "Drop", {"reason": "Too dear"}))
    press(guest, card(guest), "Reopen")
    done = answer(step(guest, card(guest), "Done", {"result": RESULT}))
    assert "is Done. Thank you. *P-1* is Solved now." in done
    assert stored(maya, 1).reason == RESULT
    for label in ("Not mine", "Change due date"):
        with pytest.raises(UserError, match="Guests"):
            press(guest.at("D1"), given, label)
    for action in ("action.start", "action.done", "action.other:drop"):
        with pytest.raises(UserError, match="Guests move on only actions that are theirs"):
            guest.click(action, "2 OPEN")
    form = form_of(press(maya, card(maya, 2), "Done"))
    with pytest.raises(FieldError, match="Guests"):
        guest.submit(form, {"result": RESULT})
    assert stored(maya, 2).status == "Open"


def test_its_opportunity_moves_with_it_and_each_step_can_be_undone(
    maya: FrontDoor, kwame: FrontDoor
) -> None:
    opportunity_world.add(maya, "Print the labels")

    def status() -> str:
        return opportunity_world.stored(maya, 1).status

    def made() -> list[Effect]:
        view = form_of(maya.click("action.new", "O-1"))
        return legal(maya.submit(view, {"what": WHAT, "owner": "UKWAME"}))

    first = made()
    assert "*O-1* is Planned now." in answer(first)
    undo = only(first, Say)
    press(maya, undo, "Undo: O-1 Open")
    assert status() == "Open"
    made()
    assert status() == "Planned"
    assert "*O-1* stays Planned: A-2 still to do." in answer(
        step(kwame, card(kwame, 1), "Done", {"result": "Bought a printer"})
    )
    finished = step(kwame, card(kwame, 2), "Done", {"result": RESULT})
    assert "*O-1* is Done now." in answer(finished)
    one = opportunity_world.stored(maya, 1)
    assert (one.status, one.reason) == ("Done", RESULT)
    press(maya, only(finished, Say), "Undo: O-1 Planned")
    assert status() == "Planned"
    maya.submit(form_of(maya.command("/journey opportunity drop O-1")), {"reason": "Too dear"})
    assert "something else by now" in said(press(maya, only(finished, Say), "Undo: O-1 Planned"))
    assert status() == "Dropped"
    assert opportunity_world.history_of(maya, 1)[-1] == "status"


def test_an_opportunity_nobody_works_on_is_open_again(maya: FrontDoor, kwame: FrontDoor) -> None:
    opportunity_world.add(maya, "Print the labels")
    view = form_of(maya.click("action.new", "O-1"))
    maya.submit(view, {"what": WHAT, "owner": "UKWAME"})
    told = answer(step(kwame, card(kwame), "Drop", {"reason": "Too dear"}))
    assert "*O-1* is Open now." in told
    assert "*O-1* is Planned now." in answer(press(kwame, card(kwame), "Reopen"))
    step(kwame, card(kwame), "Done", {"result": RESULT})
    step(kwame, card(kwame), "Change the result", {"result": "Two printers"})
    assert opportunity_world.stored(maya, 1).reason == "Two printers"
    press(kwame, card(kwame), "Reopen")
    assert opportunity_world.stored(maya, 1).status == "Planned"


def test_editing(maya: FrontDoor, kwame: FrontDoor) -> None:
    add(maya, pains=(1,))
    button = buttons(card(maya))["Edit"]
    view = form_of(maya.click(button["action_id"], button["value"]))
    assert initial_values(view)["action_pains"] == ["1"]
    other = form_of(kwame.click(button["action_id"], button["value"]))
    said = answer(maya.submit(view, {"what": "Buy a printer", "kpi": "Calls", "owner": "UPRIYA"}))
    assert "is changed: what is to be done, owner, KPI." in said
    back = form_of(kwame.submit(other, {"what": "Rent a printer", "action_pains": ["1", "2"]}))
    assert "<@UMAYA> set the what is to be done to “Buy a printer”" in shown(back)
    assert initial_values(back)["what"] == "Rent a printer"
    assert initial_values(back)["kpi"] == "Calls"
    effects = kwame.submit(back, {})
    assert "*P-2* is Planned now." in answer(effects)
    action = stored(maya, 1)
    assert (action.what, action.kpi, action.owner_id) == ("Rent a printer", "Calls", "UPRIYA")
    assert "nothing in the form was changed" in answer(
        kwame.submit(form_of(kwame.click(button["action_id"], "1")), {})
    )
    assert "pain points from P-1 to P-1, P-2" in shown(card(maya))


def test_the_whole_history_is_there(maya: FrontDoor, kwame: FrontDoor) -> None:
    add(maya)
    for _ in range(7):
        step(kwame, card(kwame), "Drop", {"reason": "No"})
        press(kwame, card(kwame), "Reopen")
    pages = press(kwame, card(kwame), "More history")
    assert "set the status from Dropped to Open" in answer(pages)
    older = press(kwame, only(pages, Say), "Older")
    assert isinstance(older[0], Replace)
    assert "added it, due Sat 14 Mar 2026" in answer(older)
    assert "Newer" in buttons(only(older, Replace))


def test_home_shows_ones_own(maya: FrontDoor, kwame: FrontDoor) -> None:
    for number in range(7):
        add(maya, what=f"Do {number}", due=None)
    home = shown(legal(kwame.at(None).ask(Kind.HOME, "home")))
    assert "My actions" in home
    assert "The most urgent 5 of 7 actions" in home
    assert "All my actions" in home
    assert "My actions" not in shown(legal(maya.at(None).ask(Kind.HOME, "home")))


def test_what_a_private_channel_does_is_its_own(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    private = maya.at("G1", PlaceKind.PRIVATE)
    private.command("/journey use Web shop")
    add(private, owner="UKWAME", pains=(1,))
    add(maya, what="Print larger labels", owner="UKWAME", pains=(1,))
    for ask in ("/journey actions", "/pain P-1"):
        there, elsewhere = (shown(door.command(ask)) for door in (private, maya.as_("UNOOR")))
        assert WHAT in there
        assert "Print larger labels" in there
        assert WHAT not in elsewhere
        assert "Print larger labels" in elsewhere
    with pytest.raises(UserError, match="There is no A-1 here"):
        card(maya.as_("UNOOR"))
    assert WHAT in shown(card(maya.as_("UKWAME")))
