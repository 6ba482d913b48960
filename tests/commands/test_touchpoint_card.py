"""The card of a touchpoint: where it stands, what was observed, what to do next."""

import pytest

from commands.errors import UserError
from commands.request import Kind
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, initial_values
from tests.commands.touchpoint_world import buttons, form_of, open_shop, stage_id, text_of


def fill(door: FrontDoor) -> None:
    open_shop(door)
    for name in ("Basket", "Checkout page", "Till"):
        door.command(f"/touchpoint {name} @ Purchase via website")


def log(door: FrontDoor, told: str, *, severity: int = 3, emotion: str | None = None) -> None:
    form = form_of(door.click("pain.open_log_at", "2"))
    door.log(form, {"what": told, "severity": str(severity), "emotion": emotion})


@pytest.mark.parametrize("said", ["T-2", "t-2", "T2", "t2", " T-2 "])
def test_the_number_is_understood_however_it_is_typed(maya: FrontDoor, said: str) -> None:
    fill(maya)
    assert "T-2 · Checkout page" in text_of(maya.command(f"/touchpoint {said}"))


def test_the_card_tells_place_plan_and_that_nothing_was_observed(maya: FrontDoor) -> None:
    fill(maya)
    card = text_of(maya.command("/touchpoint T-2"))
    for fact in (
        "Web shop · 2nd of 3 in Purchase",
        "*Channel*\\n🌐 website",
        "*Department*\\nnot set",
        "*Owner*\\nnot set",
        "*Significance*\\nnot set",
        "*Moment of truth*\\nno",
        "*Planned emotion*\\nnot set",
        "*Observed emotion*\\nnot observed yet",
        "*Evidence*\\nassumption",
        "*Heat*\\n0.0",
        "No open pain points here",
        "<@UMAYA> added it to Purchase",
    ):
        assert fact in card


def test_the_card_tells_what_the_form_holds(maya: FrontDoor) -> None:
    open_shop(maya)
    maya.submit(
        maya.form("/touchpoint"),
        {
            "name": "Till",
            "stage": stage_id(maya, "Purchase"),
            "channel": "store",
            "action": "Pays *now*",
            "department": "Store <team>",
            "owner": "UKWAME",
            "significance": "4",
            "moment": ["yes"],
            "emotion": "1",
        },
    )
    card = text_of(maya.command("/touchpoint T-1"))
    for fact in (
        "<@UKWAME>",
        "4 of 5",
        "*Moment of truth*\\nyes",
        "+1 Pleased",
        "Store &lt;team&gt;",
        "*What the customer does*\\nPays",
    ):
        assert fact in card
    assert "*now*" not in card


def test_the_hottest_open_pain_points_stand_on_the_card(maya: FrontDoor) -> None:
    fill(maya)
    for n in range(1, 8):
        log(maya, f"Trouble {n}", severity=min(n, 5), emotion="-2" if n == 7 else None)
    card = text_of(maya.command("/touchpoint T-2"))
    assert "5 of 7, all with `/pain list T-2`" in card
    assert "Trouble 1" not in card
    assert card.index("Trouble 5") < card.index("Trouble 4") < card.index("Trouble 3")
    assert "*Observed emotion*\\n\N{MINUS SIGN}2.0 (n = 1)" in card
    assert "7 sightings by 1 person" in card
    assert "*Heat*\\n25.0" in card


def test_the_buttons_lead_on(maya: FrontDoor) -> None:
    fill(maya)
    offered = buttons(maya.command("/touchpoint T-2"))
    names = [
        "Log a pain point here",
        "Brief",
        "Ask a pulse",
        "Edit",
        "Move",
        "Retire",
        "See the map",
    ]
    assert list(offered) == names
    assert "Brief: T-2" in text_of(maya.click(*offered["Brief"]))
    log_form = form_of(maya.click(*offered["Log a pain point here"]))
    assert initial_values(log_form)["where"] == "2"
    assert form_of(maya.click(*offered["Edit"]))["title"]["text"] == "Edit T-2"
    assert form_of(maya.click(*offered["Move"]))["title"]["text"] == "Move T-2"


def test_retiring_by_the_button_asks_before(maya: FrontDoor) -> None:
    fill(maya)
    assert '"Retire T-2?"' in text_of(maya.command("/touchpoint T-2"))


def test_another_button_opens_the_card(maya: FrontDoor) -> None:
    fill(maya)
    assert "T-2 · Checkout page" in text_of(maya.click("touchpoint.card", "2"))
    for odd in ("", "zzz", "0", "9999999999999999999"):
        with pytest.raises(UserError):
            maya.click("touchpoint.card", odd)


@pytest.mark.parametrize("number", ["T-999", "T-0", "t999999999"])
def test_an_unknown_number_tells_the_way_to_the_list(maya: FrontDoor, number: str) -> None:
    fill(maya)
    with pytest.raises(UserError, match=r"There is no T-\d+ here.*`/touchpoint list`"):
        maya.command(f"/touchpoint {number}")


def test_a_card_is_not_shown_to_another_workspace(maya: FrontDoor) -> None:
    fill(maya)
    stranger = maya.as_("USTRANGER", workspace_id="T2")
    for typed in ("/touchpoint T-1", "/touchpoint edit T-1"):
        with pytest.raises(UserError, match="There is no T-1 here"):
            stranger.command(typed)
    for action in ("touchpoint.retire", "touchpoint.move", "pain.open_log_at"):
        with pytest.raises(UserError, match="There is no T-1 here"):
            stranger.click(action, "1")


def test_what_belongs_to_a_private_channel_stays_there(maya: FrontDoor) -> None:
    open_shop(maya, channel="G1", private=True)
    inside = maya.at("G1", PlaceKind.PRIVATE)
    inside.command("/touchpoint Till @ Purchase via store")
    assert "Till" in text_of(inside.command("/touchpoint T-1"))
    with pytest.raises(UserError, match="There is no T-1 here"):
        maya.command("/touchpoint T-1")
    with pytest.raises(UserError, match="There is no T-1 here"):
        maya.click("pain.open_log_at", "1")


def test_a_guest_sees_the_card_without_what_guests_may_not_do(maya: FrontDoor) -> None:
    fill(maya)
    guest = maya.as_("UGUEST", guest=True)
    assert list(buttons(guest.command("/touchpoint T-2"))) == [
        "Log a pain point here",
        "Brief",
        "See the map",
    ]
    for word in ("edit", "move", "retire", "restore"):
        with pytest.raises(UserError, match="Guests"):
            guest.command(f"/touchpoint {word} T-2")
        with pytest.raises(UserError, match="Guests"):
            guest.click(f"touchpoint.{word}", "2")
    with pytest.raises(UserError, match="Guests"):
        guest.click("touchpoint.restore_both", "2")
    for form in ("touchpoint.edit", "touchpoint.move"):
        with pytest.raises(UserError, match="Guests"):
            guest.ask(Kind.SUBMIT, form, values={}, context={"touchpoint": "2"})


def test_the_latest_changes_are_told_with_who_and_what(maya: FrontDoor) -> None:
    fill(maya)
    for n in range(7):
        maya.as_("UKWAME").submit(maya.form("/touchpoint edit T-2"), {"name": f"<Page> {n}"})
    card = text_of(maya.command("/touchpoint T-2"))
    assert "<@UKWAME> changed Name from “&lt;Page&gt; 5” to “&lt;Page&gt; 6”" in card
    assert "added it" not in card
    assert "Earlier changes are kept too." in card


def test_a_retired_touchpoint_has_no_pain_points_logged_at_it(maya: FrontDoor) -> None:
    fill(maya)
    maya.command("/touchpoint retire T-2")
    with pytest.raises(UserError, match="T-2 is retired"):
        maya.click("pain.open_log_at", "2")
    for odd in ("", "zzz", "77"):
        with pytest.raises(UserError):
            maya.click("pain.open_log_at", odd)
