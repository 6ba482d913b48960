"""The frontline brief: what it tells, to whom, and who may write it."""

import pytest

from commands.errors import FieldError, UserError
from commands.reply import Block, Effect, Offer, OpenForm, Replace, Say, View
from commands.request import Kind, Person, Place
from storage.db import transaction
from storage.journey import stages
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import HOSTILE, legal
from tests.commands.pain_world import fill_shop, log, opened
from tests.commands.touchpoint_world import open_shop, retire_stage, stage_id, stored


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """Web shop of UOWNER in C1, with T-1 Till, T-2 Checkout page, T-3 Parcel label, T-4."""
    fill_shop(maya)
    return maya


def brief(door: FrontDoor, typed: str = "") -> Say:
    return only(legal(door.command(f"/journey brief {typed}".strip())), Say)


def lines(effect: Say | Replace) -> list[str]:
    """Everything that is written in it, line by line."""
    found: list[str] = []
    for block in effect.blocks:
        told = [block["text"]] if "text" in block else block["elements"]
        found += [
            line for each in told if each["type"] == "mrkdwn" for line in each["text"].split("\n")
        ]
    return found


def elements(effect: Say | Replace) -> dict[str, Block]:
    """Buttons by their text, and the menu as 'menu'."""
    actions = [block for block in effect.blocks if block["type"] == "actions"]
    return {
        each["text"]["text"] if each["type"] == "button" else "menu": each
        for block in actions
        for each in block["elements"]
    }


def write(door: FrontDoor, words: str, place: str = "T-1") -> list[Effect]:
    return legal(door.submit(form(door, place), {"words": words}))


def form(door: FrontDoor, place: str = "T-1") -> View:
    return only(legal(door.click("brief.edit", place)), OpenForm).view


def set_columns(door: FrontDoor, number: int, **columns: object) -> None:
    held = stored(door, number)
    with transaction(door.engine) as session:
        touchpoint = session.merge(held)
        touchpoint.sqlmodel_update(columns)
        session.add(touchpoint)


def test_all_that_it_tells(shop: FrontDoor) -> None:
    owner = shop.as_("UOWNER")
    set_columns(shop, 1, action="Queues and pays", planned_emotion=1, owner_id="UTILL")
    journey_id = stored(shop, 1).journey_id
    with transaction(shop.engine) as session:
        (*_, purchase) = stages.of(session, workspace_id="T1", journey_id=journey_id)
        purchase.goal = "Pay in a minute"
        session.add(purchase)
    log(shop, "Queue is long", "1", emotion="-1")
    reader = opened(shop.as_("UANA"), "/pain Card reader is down", "V2")
    reader.fill(where="1", emotion="-2", severity="5").send()
    log(shop, "Bags are gone", "1")
    log(shop, "No change for notes", "1")
    log(shop.as_("UANA"), "Scanner was broken", "1")
    opened(shop, "/pain P-5 again", "V3").fill(severity="2").send()
    owner.submit(
        only(owner.command("/pain solve P-5"), OpenForm).view, {"reason": "It scans again."}
    )
    delight = opened(shop, "/journey delight Wrapped it as a gift")
    delight.fill(where="1", pleased="4").send()
    action = only(shop.click("action.new", "P-2"), OpenForm).view
    shop.submit(action, {"what": "Replace it", "owner": "UBEN"})
    write(owner, "Offer a chair.\nSay sorry.")

    told = lines(brief(shop, "T-1"))
    assert told[0] == "*T-1 Till* · Purchase · 🌐 website"
    assert told[1] == "*They want* Pay in a minute"
    assert told[2] == "*They do* Queues and pays"
    assert told[3] == "*They feel* furious \N{MINUS SIGN}1.5 (n = 2) · planned pleased +1"
    assert told[4] == "*Evidence* 7 sightings by 2 people"
    assert told[5].startswith("*Say and do today* (<@UOWNER>, ")
    assert told[6:8] == ["Offer a chair.", "Say sorry."]
    assert told[8] == "*Hurts now* (1 more)"
    assert told[9] == "• P-2 Card reader is down · heat 5.0, A-1 by <@UBEN>"
    assert told[10] == "• P-1 Queue is long · heat 3.0, new"
    assert told[12] == "*Fixed lately* P-5 Scanner was broken, thanks to 2 reports"
    assert told[13:15] == ["Tell them: It scans again.", "*Keep doing* P-6 Wrapped it as a gift"]
    assert told[15:] == ["Ask <@UTILL> to change what to say."]


def test_what_was_fixed_is_told_for_thirty_days(shop: FrontDoor) -> None:
    log(shop, "Queue is long", "1")
    owner = shop.as_("UOWNER")
    owner.submit(only(owner.command("/pain solve P-1"), OpenForm).view, {"reason": "Two tills."})
    assert "Fixed lately" in shown(brief(shop.later(days=29, hours=23), "T-1"))
    assert "Fixed lately" not in shown(brief(shop.later(days=30), "T-1"))


def test_it_goes_to_nobody_else(shop: FrontDoor) -> None:
    effects = shop.command("/journey brief T-1")
    assert [type(effect) for effect in effects] == [Say]


def test_bare_is_where_this_channel_logged_last_then_this_person(shop: FrontDoor) -> None:
    assert "Where do you meet customers?" in brief(shop).text
    elsewhere = shop.as_("UMAYA").at("C2")
    elsewhere.command("/journey use Web shop")
    log(elsewhere, "Label", "3")
    assert brief(shop).text == "Brief: T-3 Parcel label"
    log(shop.as_("UANA"), "Queue", "1")
    assert brief(shop).text == "Brief: T-1 Till"
    assert brief(elsewhere).text == "Brief: T-3 Parcel label"
    shop.command("/touchpoint retire T-1")
    assert brief(shop).text == "Brief: T-3 Parcel label"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("T-2", "T-2 Checkout page"),
        ("t2", "T-2 Checkout page"),
        ("checkout PAGE", "T-2 Checkout page"),
        ("hotline", "T-4 Service hotline"),
        ("purchase", "All of Purchase"),
        ("Awareness", "All of Awareness"),
    ],
)
def test_by_number_name_part_of_it_or_stage(shop: FrontDoor, typed: str, found: str) -> None:
    assert brief(shop, typed).text == f"Brief: {found}"


def test_what_may_have_been_meant_is_offered(shop: FrontDoor) -> None:
    several = brief(shop, "pa")
    assert "Did you mean one of these?" in several.text
    offered = [name for name in elements(several) if name != "menu"]
    assert offered == ["T-3 Parcel label · Purchase", "T-2 Checkout page · Purchase"]
    button = elements(several)[offered[1]]
    clicked = only(shop.click(button["action_id"], button["value"]), Say)
    assert clicked.text == "Brief: T-2 Checkout page"
    misspelt = elements(brief(shop, "chekout page"))
    assert "T-2 Checkout page · Purchase" in misspelt
    assert "All of Purchase" in elements(brief(shop, "Purchaze"))
    assert list(elements(brief(shop, "xyzzy"))) == ["menu"]


def test_another_is_chosen_in_the_same_message(shop: FrontDoor) -> None:
    menu = elements(brief(shop, "T-1"))["menu"]
    assert menu["initial_option"]["value"] == "T-1"
    values = [option["value"] for option in menu["options"]]
    purchase = f"S-{stage_id(shop, 'Purchase')}"
    assert values[2:] == [purchase, "T-1", "T-2", "T-3", "T-4"]
    for value, text in ((purchase, "All of Purchase"), ("T-4", "T-4 Service hotline")):
        replaced = only(legal(shop.click(menu["action_id"], value)), Replace)
        assert replaced.text == f"Brief: {text}"


def test_more_than_a_menu_holds_are_found_by_typing(shop: FrontDoor) -> None:
    for number in range(100):
        shop.command(f"/touchpoint Shelf {number} @ Research via store")
    menu = elements(brief(shop, "T-1"))["menu"]
    assert menu["type"] == "external_select"
    effects = shop.at("D1", PlaceKind.DIRECT).ask(Kind.OPTIONS, menu["action_id"], text="shelf 99")
    offered = only(effects, Offer).options
    assert offered == [("T-104 Shelf 99 · Research", "T-104")]
    everything = only(shop.ask(Kind.OPTIONS, menu["action_id"], text=""), Offer).options
    assert len(everything) == 100


def test_the_stages_words_stand_where_a_touchpoint_has_none(shop: FrontDoor) -> None:
    owner = shop.as_("UOWNER")
    write(owner, "Two tills until noon.", f"S-{stage_id(shop, 'Purchase')}")
    assert "in all of Purchase" in shown(brief(shop, "T-1"))
    write(owner, "Offer a chair.")
    told = shown(brief(shop, "T-1"))
    assert "Offer a chair." in told
    assert "Two tills" not in told
    write(owner, "")
    assert "Two tills until noon." in shown(brief(shop, "T-1"))


def test_log_here_has_the_touchpoint_in_it(shop: FrontDoor) -> None:
    button = elements(brief(shop, "T-3"))["Log a pain point"]
    view = only(shop.click(button["action_id"], button["value"]), OpenForm).view
    assert "Parcel label" in shown(view)


def may_edit(door: FrontDoor, place: str = "T-1") -> bool:
    told = brief(door, place if place == "T-1" else "purchase")
    if "Edit" not in elements(told):
        assert "to change what to say" in shown(told)
        with pytest.raises(UserError):
            door.click("brief.edit", place)
        return False
    assert form(door, place)["title"]["text"] == "What to say today"
    return True


def test_owners_and_administrators_may_edit(shop: FrontDoor) -> None:
    set_columns(shop, 1, owner_id="UTILL")
    stage = f"S-{stage_id(shop, 'Purchase')}"
    admin = FrontDoor(shop.engine, shop.now, Person("UADMIN", admin=True), Place("C1"))
    for door in (shop.as_("UOWNER"), admin):
        assert may_edit(door)
        assert may_edit(door, stage)
    assert may_edit(shop.as_("UTILL"))
    assert not may_edit(shop.as_("UTILL"), stage)
    noor = shop.as_("UNOOR")
    assert not may_edit(noor)
    owner = shop.as_("UOWNER")
    chosen = only(owner.command("/journey facilitators"), OpenForm).view
    owner.submit(chosen, {"people": ["UNOOR"]})
    assert may_edit(noor)
    assert may_edit(noor, stage)
    assert not may_edit(shop.as_("UNOOR", guest=True))
    assert not may_edit(shop)
    assert not may_edit(shop.as_("UTILL", guest=True))


def test_who_owned_it_when_the_form_opened_may_not_save_any_more(shop: FrontDoor) -> None:
    set_columns(shop, 1, owner_id="UTILL")
    view = form(shop.as_("UTILL"))
    set_columns(shop, 1, owner_id="UNEW")
    with pytest.raises(FieldError, match="another owner"):
        shop.as_("UTILL").submit(view, {"words": "Mine"})


def test_nobody_overwrites_what_they_did_not_see(shop: FrontDoor) -> None:
    set_columns(shop, 1, owner_id="UTILL")
    mine, theirs = form(shop.as_("UTILL")), form(shop.as_("UOWNER"))
    shop.as_("UOWNER").submit(theirs, {"words": "Offer tea."})
    again = only(legal(shop.as_("UTILL").submit(mine, {"words": "Offer coffee."})), OpenForm).view
    assert "Nothing is stored yet" in shown(again)
    assert "Offer tea." in shown(again)
    assert again["blocks"][1]["element"]["initial_value"] == "Offer coffee."
    assert "Offer tea." in shown(brief(shop, "T-1"))
    shop.as_("UTILL").submit(again, {})
    assert "Offer coffee." in shown(brief(shop, "T-1"))


def test_saving_twice_is_harmless(shop: FrontDoor) -> None:
    owner = shop.as_("UOWNER")
    view = form(owner)
    first = only(owner.submit(view, {"words": "Offer tea."}), Say)
    second = only(owner.submit(view, {"words": "Offer tea."}), Say)
    assert "Saved." in shown(first)
    assert "Nothing was changed." in shown(second)


def test_long_words_and_customers_data_are_refused_and_masked(shop: FrontDoor) -> None:
    owner = shop.as_("UOWNER")
    with pytest.raises(FieldError, match="7 lines"):
        write(owner, "\n".join("abcdefg"))
    with pytest.raises(FieldError, match="300"):
        write(owner, "x" * 301)
    told = shown(only(write(owner, "Write to ana@example.org"), Say))
    assert "ana@example.org" not in told
    assert "Masked:" in told


def test_what_people_wrote_formats_nothing(shop: FrontDoor) -> None:
    owner = shop.as_("UOWNER")
    set_columns(shop, 1, action=HOSTILE, name=HOSTILE)
    write(owner, HOSTILE)
    log(shop, HOSTILE, "1")
    told = lines(brief(shop, "T-1"))
    assert not any("<!channel>" in line or "*bold*" in line for line in told)


def test_the_longest_of_everything_fits(shop: FrontDoor) -> None:
    owner = shop.as_("UOWNER")
    set_columns(shop, 1, action="&" * 500, name="&" * 120)
    write(owner, "&" * 300)
    for number in range(4):
        log(shop, f"{number} {'&' * 140}", "1")
    assert len(brief(shop, "T-1").blocks) <= 6


def test_what_is_off_the_map_has_no_brief(shop: FrontDoor) -> None:
    shop.command("/touchpoint retire T-1")
    with pytest.raises(UserError, match="T-1 is retired"):
        shop.command("/journey brief T-1")
    with pytest.raises(UserError, match="no T-99"):
        shop.command("/journey brief T-99")
    awareness = f"S-{stage_id(shop, 'Awareness')}"
    retire_stage(shop, "Awareness")
    with pytest.raises(UserError, match="no longer on the map"):
        shop.click("brief.show", awareness)


def test_a_private_journey_stays_private(shop: FrontDoor) -> None:
    private = shop.at("G1", PlaceKind.PRIVATE)
    open_shop(private, name="Secret", channel="G1", private=True)
    private.command("/touchpoint Vault @ Purchase via store")
    number = brief(private, "vault").text.removeprefix("Brief: ").partition(" ")[0]
    with pytest.raises(UserError, match="There is no"):
        shop.command(f"/journey brief {number}")
    with pytest.raises(UserError, match="There is no"):
        shop.click("brief.show", number)


def test_without_a_journey_or_touchpoints(maya: FrontDoor) -> None:
    assert only(legal(maya.command("/journey brief")), OpenForm)
    open_shop(maya)
    empty = brief(maya)
    assert "no touchpoints yet" in empty.text
    assert list(elements(empty)) == ["Add a touchpoint"]
