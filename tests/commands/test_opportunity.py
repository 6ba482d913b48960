"""Adding, showing, editing, dropping and restoring opportunities, through the front door."""

import pytest

from commands.errors import FieldError, UserError
from commands.reply import Say
from tests.commands.front_door import FrontDoor, initial_values, only, said, shown
from tests.commands.journey_steps import HOSTILE, buttons, legal, mrkdwn, press
from tests.commands.opportunity_world import RICE, add, answers, history_of, stored, view_of
from tests.commands.pain_world import log
from tests.commands.touchpoint_world import open_shop
from tests.commands.triage_world import shop_with_pains

REACHES = {"3000": 3000, "3,000": 3000, "3.000": 3000, "3 000": 3000, "1'250'000": 1250000, "7": 7}
EFFORTS = {"4": 4, "1.5": 1.5, "1,5": 1.5, ",5": 0.5, "0.25": 0.25}


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    shop_with_pains(maya)
    return maya


def test_the_form_asks_for_everything_and_needs_a_title(shop: FrontDoor) -> None:
    view = view_of(shop.command("/journey opportunity"))
    assert view["title"]["text"] == "Add an opportunity"
    labels = [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]
    assert labels == [
        "Title",
        "How might we…",
        "Pain points it answers",
        "Reach (people)",
        "Reached in",
        "Impact on each of them",
        "Confidence",
        "Effort (person-months)",
    ]
    with pytest.raises(FieldError) as refused:
        shop.submit(view, {})
    assert set(refused.value.by_field) == {"title"}


def test_it_is_added_with_its_points_and_pain_points(shop: FrontDoor) -> None:
    card = add(
        shop,
        "Print labels at the desk",
        how_might_we="… let them go without paper?",
        answered_pains=["1", "3"],
        **RICE,
    )
    told = shown(card)
    assert "*O-1 Print labels at the desk* is added." in told
    assert "RICE 1,200 = 3,000 a month \u00d7 2 \u00d7 80 % / 4 person-months" in told
    assert "*P-1* The card reader was down" in told
    assert "*Heat of its pain points*\\n8.0" in told
    assert answers(shop, 1) == [1, 3]
    assert stored(shop, 1).how_might_we == "… let them go without paper?"
    # The pain points tell of it, and lead there.
    pain = only(legal(shop.command("/pain P-1")), Say)
    assert "*Answered by*\\nO-1 Print labels at the desk · Open" in shown(pain)
    assert "no opportunity yet" in said(shop.command("/pain P-2"))


def test_from_a_pain_point_it_is_chosen_already(shop: FrontDoor) -> None:
    pain = only(legal(shop.command("/pain P-2")), Say)
    view = view_of(press(shop, pain, "Add an opportunity"))
    assert initial_values(view)["answered_pains"] == ["2"]
    shop.submit(view, {"title": "One more till"})
    assert answers(shop, 1) == [2]


def test_a_pain_point_with_many_answers_says_that_there_are_more(shop: FrontDoor) -> None:
    for n in range(6):
        add(shop, f"{n}{'&' * 120}", answered_pains=["1"])
    told = shown(only(legal(shop.command("/pain P-1")), Say))
    assert "O-5 4" in told
    assert "O-6 5" not in told
    assert "and more: `/journey opportunities` lists them" in told


def test_the_pain_points_are_found_while_typing(shop: FrontDoor) -> None:
    view = view_of(shop.command("/journey opportunity"))
    everything = shop.options("answered_pains", "", view)
    assert [value for _, value in everything] == ["1", "2", "3"]
    assert shop.options("answered_pains", "queue", view) == [("P-2 · The queue was long", "2")]
    assert shop.options("answered_pains", "P-3", view)[0][1] == "3"


@pytest.mark.parametrize(("typed", "people"), REACHES.items())
def test_reach_is_read_as_people_write_it(shop: FrontDoor, typed: str, people: float) -> None:
    add(shop, "Print labels", reach=typed)
    assert stored(shop, 1).reach == people


@pytest.mark.parametrize(("typed", "months"), EFFORTS.items())
def test_effort_is_read_with_dot_or_comma(shop: FrontDoor, typed: str, months: float) -> None:
    add(shop, "Print labels", effort=typed)
    assert stored(shop, 1).effort == months


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        *[("reach", typed) for typed in ("many", "-5", "0", "1.5", "30,00", "9" * 20)],
        *[("effort", typed) for typed in ("0", "0,0", "-1", "soon", "1.2.3", "5000", "1e3")],
    ],
)
def test_figures_that_are_none_are_refused_beside_their_field(
    shop: FrontDoor, field: str, typed: str
) -> None:
    view = view_of(shop.command("/journey opportunity Print labels"))
    with pytest.raises(FieldError) as refused:
        shop.submit(view, {field: typed})
    assert set(refused.value.by_field) == {field}


def test_little_effort_counts_as_half_a_month_and_says_so(shop: FrontDoor) -> None:
    card = add(shop, "Print labels", **{**RICE, "effort": "0.25"})
    assert "/ 0.5 person-months (0.25 counts as 0.5)" in shown(card)


def test_customer_data_is_masked_and_nothing_formats(shop: FrontDoor) -> None:
    card = add(shop, "Ask", how_might_we=f"{HOSTILE} mail anna@example.com")
    assert "anna@example.com" not in stored(shop, 1).how_might_we
    assert "mail address" in shown(card)
    assert not any("<!channel>" in text for text in mrkdwn(card))


def test_a_pain_point_of_another_journey_is_refused(shop: FrontDoor) -> None:
    elsewhere = shop.at("C2")
    open_shop(elsewhere, name="Another shop", channel="C2")
    elsewhere.command("/touchpoint Gate @ Purchase via store")
    log(elsewhere, "The gate was shut", where="3")
    view = view_of(shop.command("/journey opportunity Print labels"))
    assert shop.options("answered_pains", "P-4", view) == []
    for number in ("4", "99"):
        with pytest.raises(FieldError, match=f"P-{number} is no longer there"):
            shop.submit(view, {"answered_pains": ["1", number]})
    # The button on that pain point's card opens the form in its own journey.
    gate = view_of(shop.click("opportunity.new", "P-4"))
    shop.submit(gate, {"title": "Open the gate"})
    assert answers(shop, 1) == [4]


def test_the_card_is_found_however_it_is_typed(shop: FrontDoor) -> None:
    add(shop, "Print labels")
    for typed in ("O-1", "o1", "1", "#1", "o-1"):
        assert "O-1 · Print labels" in said(shop.command(f"/journey opportunity {typed}")), typed
    with pytest.raises(UserError, match="There is no O-7 here"):
        shop.command("/journey opportunity O-7")
    assert "Did you mean `/journey opportunity list`?" in said(
        shop.command("/journey opportunity lst")
    )
    for title in ("edit the till's prompts", "by the till a printer", "list of hours outside"):
        view = view_of(shop.command(f"/journey opportunity {title}"))
        assert initial_values(view)["title"] == title


def test_an_edit_changes_what_differs_and_is_in_the_history(shop: FrontDoor) -> None:
    card = add(shop, "Print labels", answered_pains=["1"])
    view = view_of(press(shop, card, "Edit"))
    effects = shop.submit(
        view, {"title": "Print at the desk", "owner": "UKWAME", "answered_pains": ["2", "3"]}
    )
    told = said(legal(effects))
    assert "is changed: title, pain points, owner." in told
    assert "the pain points from P-1 to P-2, P-3" in told
    assert "the owner from nothing to <@UKWAME>" in told
    assert answers(shop, 1) == [2, 3]
    # Sent again it changes nothing more.
    assert "stays as it was" in said(
        shop.submit(
            view,
            {"title": "Print at the desk", "owner": "UKWAME", "answered_pains": ["2", "3"]},
        )
    )
    assert history_of(shop, 1) == ["added", "edited"]


def test_an_overtaken_edit_is_asked_again_and_nothing_is_lost(shop: FrontDoor) -> None:
    kwame = shop.as_("UKWAME")
    add(shop, "Print labels", **RICE)
    mine = view_of(shop.command("/journey opportunity edit O-1"))
    theirs = view_of(kwame.command("/journey opportunity edit O-1"))
    kwame.submit(theirs, {"effort": "8", "how_might_we": "… spare the paper?"})
    # What only one of them changed stays; what both changed is asked about.
    again = view_of(shop.submit(mine, {"effort": "2,5", "title": "Print at the desk"}))
    assert "Nothing is stored yet" in str(again["blocks"])
    assert "<@UKWAME> set *Effort (person-months)* to 8 person-months" in str(again["blocks"])
    assert initial_values(again)["effort"] == "2.5"
    assert initial_values(again)["how_might_we"] == "… spare the paper?"
    assert stored(shop, 1).effort == 8
    shop.submit(again, {})
    one = stored(shop, 1)
    assert (one.effort, one.title) == (2.5, "Print at the desk")
    assert one.how_might_we == "… spare the paper?"


def test_ice_has_a_small_form_of_its_own(shop: FrontDoor) -> None:
    add(shop, "Print labels", **RICE)
    view = view_of(shop.command("/journey opportunity ice O-1"))
    assert view["title"]["text"] == "Score by ICE"
    assert "high = easy" in str(view["blocks"])
    with pytest.raises(FieldError):
        shop.submit(view, {"ice_impact": "8"})
    shop.submit(view, {"ice_impact": "8", "ice_confidence": "7", "ice_ease": "6"})
    one = stored(shop, 1)
    assert (one.ice_impact, one.ice_confidence, one.ice_ease) == (8, 7, 6)
    assert one.reach == 3000
    # The card shows the framework of the list, and no other.
    assert "336" not in said(shop.command("/journey opportunity O-1"))
    shop.command("/journey opportunity by ICE")
    told = said(shop.command("/journey opportunity O-1"))
    assert "ICE 336 = 8 \u00d7 7 \u00d7 6" in told
    assert "RICE" not in told


def test_two_who_score_by_ice_at_once_hear_of_each_other(shop: FrontDoor) -> None:
    add(shop, "Print labels")
    kwame = shop.as_("UKWAME")
    mine = view_of(shop.command("/journey opportunity ice O-1"))
    theirs = view_of(kwame.command("/journey opportunity ice O-1"))
    kwame.submit(theirs, {"ice_impact": "2", "ice_confidence": "7", "ice_ease": "6"})
    again = view_of(shop.submit(mine, {"ice_impact": "8", "ice_confidence": "7", "ice_ease": "6"}))
    assert "<@UKWAME> set *Impact* to 2" in str(again["blocks"])
    assert "*Ease*" not in str(again["blocks"])
    assert stored(shop, 1).ice_impact == 2
    shop.submit(again, {})
    assert stored(shop, 1).ice_impact == 8


def test_dropped_with_a_reason_and_restored(shop: FrontDoor) -> None:
    card = add(shop, "Print labels")
    view = view_of(press(shop, card, "Drop"))
    with pytest.raises(FieldError):
        shop.submit(view, {"reason": "  "})
    dropped = only(legal(shop.submit(view, {"reason": "Tried in spring"})), Say)
    assert "*Why it was dropped*\\nTried in spring" in shown(dropped)
    assert "is dropped already" in said(shop.submit(view, {"reason": "Tried in spring"}))
    assert "was dropped" in said(shop.command("/journey opportunity edit O-1"))
    assert "Make it an action" not in buttons(dropped)
    back = press(shop, dropped, "Restore")
    assert "is back on the list" in said(back)
    assert "is on the list: Open" in said(press(shop, dropped, "Restore"))
    assert history_of(shop, 1) == ["added", "status", "status"]


def test_an_overtaken_drop_says_what_happened(shop: FrontDoor) -> None:
    kwame = shop.as_("UKWAME")
    card = add(shop, "Print labels")
    mine = view_of(press(shop, card, "Drop"))
    theirs = view_of(kwame.command("/journey opportunity drop O-1 Too dear"))
    assert initial_values(theirs)["reason"] == "Too dear"
    kwame.submit(theirs, {})
    again = view_of(shop.submit(mine, {"reason": "Tried in spring"}))
    assert "<@UKWAME> set it to Dropped just now" in str(again["blocks"])
    assert stored(shop, 1).reason == "Too dear"
    assert "Nothing was changed by your click" in said(press(shop, card, "Drop"))


def test_an_edit_of_what_was_dropped_meanwhile_is_refused(shop: FrontDoor) -> None:
    add(shop, "Print labels")
    view = view_of(shop.command("/journey opportunity edit O-1"))
    shop.submit(view_of(shop.command("/journey opportunity drop O-1")), {"reason": "Tried"})
    with pytest.raises(FieldError, match="was dropped while this form was open"):
        shop.submit(view, {"title": "Print at the desk"})


def test_the_whole_history_can_be_turned(shop: FrontDoor) -> None:
    add(shop, "Idea 0")
    for n in range(1, 13):
        view = view_of(shop.command("/journey opportunity edit O-1"))
        shop.submit(view, {"title": f"Idea {n}"})
    card = only(shop.command("/journey opportunity O-1"), Say)
    first = only(press(shop, card, "More history"), Say)
    assert "“Idea 11” to “Idea 12”" in shown(first)
    (second,) = press(shop, first, "Older")
    assert "added it" in shown(second)


def test_guests_look_and_do_not_touch(shop: FrontDoor) -> None:
    add(shop, "Print labels")
    guest = shop.as_("UGUEST", guest=True)
    card = only(legal(guest.command("/journey opportunity O-1")), Say)
    assert set(buttons(card)) == {"All opportunities"}
    assert "Print labels" in said(guest.command("/journey opportunities"))
    for typed in ("", "A new one", "edit O-1", "drop O-1", "restore O-1", "by ICE", "ice O-1"):
        with pytest.raises(UserError, match="Guests"):
            guest.command(f"/journey opportunity {typed}".rstrip())


def test_a_private_journeys_opportunities_stay_in_its_channel(maya: FrontDoor) -> None:
    open_shop(maya, channel="C9", private=True)
    add(maya.at("C9"), "Print labels")
    open_shop(maya, name="Another shop")
    stranger = maya.as_("USTRANGER")
    for typed in ("O-1", "edit O-1", "drop O-1"):
        with pytest.raises(UserError, match="There is no O-1 here"):
            stranger.command(f"/journey opportunity {typed}")
    with pytest.raises(UserError, match="There is no O-1 here"):
        stranger.click("opportunity.card", "1")
    elsewhere = maya.as_("USTRANGER", workspace_id="T2")
    with pytest.raises(UserError, match="There is no O-1 here"):
        elsewhere.command("/journey opportunity O-1")
