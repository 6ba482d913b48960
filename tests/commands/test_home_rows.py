"""What the Home tab tells of one's own pain points, and what it asks one to confirm."""

from commands.blocks import MAX_VIEW_BLOCKS
from commands.reply import Refresh, ShowHome, View
from commands.request import Kind
from storage.vocabulary import Kind as PainKind
from storage.vocabulary import Status
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import HOSTILE, buttons, legal, mrkdwn, press
from tests.storage.pain_world import World


def world(door: FrontDoor) -> World:
    world = World(door.engine, door.now)
    world.build()
    for person_id in ("UMAYA", "UKWAME"):
        world.arrive(person_id)
    return world


def home(door: FrontDoor) -> View:
    return only(legal(door.at(None).ask(Kind.HOME, "home")), ShowHome).view


def part(view: View, heading: str) -> str:
    """What stands under a heading."""
    found, inside = [], False
    for block in view["blocks"]:
        if block["type"] in ("header", "divider"):
            inside = block["type"] == "header" and block["text"]["text"] == heading
        elif inside:
            found.append(block)
    return "\n".join(mrkdwn(found))


def test_what_became_of_mine_the_latest_first(maya: FrontDoor) -> None:
    there = world(maya)
    for number in range(7):
        there.log(f"Pain number {number}", by="UMAYA")
    seen = there.log("Seen too", by="UKWAME")
    there.see(seen, by="UMAYA")
    there.move(2, Status.CONFIRMED, by="UKWAME")
    there.move(seen, Status.SOLVED, by="UKWAME", reason="More *tills* <!here>")
    there.merge(3, 1, by="UKWAME")
    text = part(home(maya), "What became of mine")
    lines = [line for line in text.split("\n") if line.startswith("*P-")]
    assert [line.split("*")[1] for line in lines] == ["P-3", f"P-{seen}", "P-2"]
    assert "*Duplicate* · " in text
    assert "<@UKWAME> merged it into P-1" in text
    assert "*Solved* · " in text
    assert "More" in text
    assert "<!here>" not in text
    there.move(4, Status.PLANNED)
    there.move(5, Status.PLANNED)
    there.move(6, Status.PLANNED)
    text = part(home(maya), "What became of mine")
    assert text.count("*Planned*") == 3
    assert text.count("\n*P-") == 4, "five rows"


def test_nothing_became_of_what_nobody_touched(maya: FrontDoor) -> None:
    there = world(maya)
    there.log("The queue was long", by="UMAYA")
    there.move(there.log("Not hers", by="UKWAME"), Status.SOLVED, by="UKWAME")
    assert "What became of mine" not in shown(home(maya))


def test_new_ones_of_my_journeys_the_hottest_first(maya: FrontDoor) -> None:
    there = world(maya)
    there.log("Mine", by="UMAYA")
    for severity in (1, 5, 2, 4, 3):
        there.log(f"Severity {severity}", by="UKWAME", severity=severity)
    there.log("One more", by="UKWAME", severity=1)
    seen = there.log("Seen too", by="UKWAME", severity=5)
    there.see(seen, by="UMAYA")
    there.move(there.log("Confirmed", by="UKWAME", severity=5), Status.CONFIRMED)
    there.log("Lovely", by="UKWAME", severity=5, kind=PainKind.DELIGHT)
    text = part(home(maya), "Can you confirm these?")
    order = [text.index(f"Severity {severity}") for severity in (5, 4, 3, 2, 1)]
    assert order == sorted(order)
    for absent in ("Mine", "Seen too", "*Confirmed*", "Lovely", "One more"):
        assert absent not in text
    assert "The hottest 5 of 6 new pain points" in text


def test_journeys_that_are_not_mine_ask_nothing_of_me(maya: FrontDoor) -> None:
    there = world(maya)
    there.log("The queue was long", by="UKWAME")
    assert "Can you confirm" not in shown(home(maya))
    assert "Can you confirm" in shown(home(maya.as_("UOWNER")))
    assert "Can you confirm" not in shown(home(maya.as_("UOWNER", guest=True)))


def test_confirming_from_home_shows_what_is_left(maya: FrontDoor) -> None:
    there = world(maya)
    there.log("Mine", by="UMAYA")
    there.log("The queue was long", by="UKWAME")
    effects = press(maya.at(None), home(maya), "Confirm")
    assert only(effects, Refresh).subject == "pain:2"
    assert "Can you confirm" not in shown(only(effects, ShowHome))
    assert "*Confirmed*" in part(home(maya.as_("UKWAME")), "What became of mine")


def test_confirming_twice_changes_nothing_more(maya: FrontDoor) -> None:
    there = world(maya)
    there.log("Mine", by="UMAYA")
    there.log("The queue was long", by="UKWAME")
    before = home(maya)
    press(maya.at(None), before, "Confirm")
    press(maya.at(None), before, "Confirm")
    text = part(home(maya.as_("UKWAME")), "What became of mine")
    assert text.count("*P-2*") == 1


def test_five_hundred_pain_points_fit(maya: FrontDoor) -> None:
    there = world(maya)
    long = "W" * 140
    for number in range(250):
        there.log(f"{HOSTILE} {number} {long}", by="UMAYA")
        there.log(f"{long} {number}", by="UKWAME")
    for number in range(1, 40, 2):
        there.move(number, Status.DECLINED, by="UKWAME", reason="&" * 1000)
    view = home(maya)
    assert len(view["blocks"]) < MAX_VIEW_BLOCKS
    assert "The latest 5 of 250 you logged" in shown(view)
    assert "of 250 new pain points" in shown(view)
    formatted = "\n".join(mrkdwn(view))
    assert "<!channel>" not in formatted
    assert {"Switch off", "Change", "Open", "Confirm"} <= set(buttons(view))
