"""The map in Slack: for an audience, narrowed, by words and by the menus under its picture."""

from typing import Any

import pytest
from sqlmodel import select

from commands.errors import UserError
from commands.map.look import Look, Shown, decoded, department_key, encoded
from commands.reply import Effect, Picture, Refresh, Say
from storage.db import transaction
from storage.identity import identity
from storage.models import Brief, Journey, Kpi, Persona, Touchpoint
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.vocabulary import Kind
from tests.commands import action_world, opportunity_world
from tests.commands.front_door import FrontDoor, only
from tests.commands.pain_world import fill_shop
from tests.commands.vote_steps import blocks_of, checked, words

TILL, CHECKOUT = 1, 2


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """T-1 Till in the store of Sales, the others on the website; Mara and Jon walk through."""
    fill_shop(maya)
    with transaction(maya.engine) as session:
        journey = session.exec(select(Journey)).one()
        for name in ("Mara", "Jon Müller"):
            session.add(Persona(workspace_id="T1", journey_id=identity(journey), name=name))
        till = session.exec(select(Touchpoint).where(Touchpoint.number == TILL)).one()
        till.channel, till.department, till.action = "store", "Sales", "Pays in cash"
        session.add(till)
    return maya


def log(door: FrontDoor, at: int, what: str, persona: str = "", **more: Any) -> None:  # noqa: ANN401
    with transaction(door.engine) as session:
        where = session.exec(select(Touchpoint).where(Touchpoint.number == at)).one()
        who = session.exec(select(Persona).where(Persona.name == persona)).first()
        pains.add(
            session,
            touchpoint=where,
            told=what,
            kind=Kind.PAIN,
            channel_id="C1",
            sighting=NewSighting(
                "UMAYA", door.now, 4, persona_id=identity(who) if who else None, **more
            ),
        )


def shown(door: FrontDoor, typed: str = "") -> Picture:
    return only(checked(door.command(f"/journey map {typed}".strip())), Picture)


def numbers(picture: Picture) -> list[str]:
    return [p["number"] for stage in picture.data["stages"] for p in stage["touchpoints"]]


def menus(picture: Picture) -> dict[str, dict[str, Any]]:
    return {
        element["action_id"].partition(":")[0]: element
        for block in blocks_of(picture)
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "static_select"
    }


def choose(door: FrontDoor, picture: Picture, menu: str, label: str) -> Picture:
    """Chooses in a menu under the picture; the same message must come back."""
    element = menus(picture)[menu]
    values = {option["text"]["text"]: option["value"] for option in element["options"]}
    effects: list[Effect] = checked(door.click(element["action_id"], values[label]))
    changed = only(effects, Picture)
    assert effects == [changed], "nothing new is posted"
    assert changed.subject == picture.subject
    return changed


def test_presets_in_words_and_by_the_menu(shop: FrontDoor) -> None:
    team = shown(shop)
    assert team.data["layers"] is None
    leaders = shown(shop, "leaders")
    assert leaders.data["layers"] == ["emotions", "kpis", "pains", "decisions"]
    assert choose(shop, team, "map.audience", "For leaders").data == leaders.data
    back = choose(shop, leaders, "map.audience", "For the team: everything")
    assert back.data == team.data


def test_layers_on_and_off(shop: FrontDoor) -> None:
    less = choose(shop, shown(shop), "map.layer", "Hide touchpoints")
    assert "touchpoints" not in less.data["layers"]
    more = choose(shop, less, "map.layer", "Show touchpoints")
    assert more.data["layers"] is None
    assert shown(shop, "without touchpoints, goals").data["layers"] == [
        "emotions", "kpis", "pains", "decisions", "say", "actions", "departments",
    ]  # fmt: skip
    assert "say" in shown(shop, "leaders with say").data["layers"]


def test_only_layers_with_something_in_them_are_offered(shop: FrontDoor) -> None:
    def offered(typed: str = "") -> set[str]:
        options = menus(shown(shop, typed))["map.layer"]["options"]
        return {option["text"]["text"] for option in options}

    empty = {"KPIs", "opportunities and actions", "what to say"}
    named = {label.partition(" ")[2] for label in offered()}
    assert {"touchpoints", "pain points", "departments", "customer's actions"} <= named
    assert not empty & named
    assert "Hide touchpoints" not in offered("without goals, emotions, pains, actions, departments")


def test_by_channel_and_department(shop: FrontDoor) -> None:
    log(shop, TILL, "Queue")
    log(shop, CHECKOUT, "Card refused")
    store = shown(shop, "channel Store me")
    assert numbers(store) == ["T-1"]
    assert store.only_for == "UMAYA"
    assert "Only channel store" in words(store)
    assert "Card refused" not in words(store)
    sales = choose(shop, shown(shop), "map.department", "Sales")
    assert numbers(sales) == ["T-1"]
    assert sales.data["filters"] == "department Sales"
    assert len(numbers(choose(shop, sales, "map.department", "Every department"))) == 4
    assert numbers(choose(shop, sales, "map.channel", "Website")) == []


def test_by_persona_only_what_they_met_counts(shop: FrontDoor) -> None:
    log(shop, TILL, "Queue", "Mara", emotion=-2, quote="I waited for ages")
    log(shop, CHECKOUT, "Card refused", "Jon Müller", emotion=1)
    mara = shown(shop, "frontline persona mara")
    assert "Only persona Mara" in words(mara)
    assert "Card refused" not in str(mara.data)
    seen = [p for s in mara.data["stages"] for p in s["touchpoints"] if p["observed"]]
    assert [(p["number"], p["observed"], p["heat"]) for p in seen] == [("T-1", -2.0, 4.0)]
    jon = choose(shop, mara, "map.persona", "Jon Müller")
    assert jon.data["filters"] == "persona Jon Müller"
    assert jon.data["layers"] == mara.data["layers"], "what else was chosen stays"
    assert "Queue" not in str(jon.data)


def test_what_stands_on_the_map(shop: FrontDoor) -> None:
    log(shop, TILL, "Queue", emotion=-2, quote="I waited for ages")
    log(shop, TILL, "Rude", emotion=0, quote="Meh")
    log(shop, CHECKOUT, "Lovely", emotion=2, quote="So quick", place_id="G9", place_private=True)
    opportunity_world.add(shop, "A second till", answered_pains=["1"])
    action_world.add(shop, what="Open the second till", pains=(1,))
    with transaction(shop.engine) as session:
        till = session.exec(select(Touchpoint).where(Touchpoint.number == TILL)).one()
        session.add(
            Brief(
                workspace_id="T1", touchpoint_id=till.id, words="Offer\na coffee",
                by_id="U1", at=shop.now,
            )
        )  # fmt: skip
    picture = shown(shop)
    (stage,) = [s for s in picture.data["stages"] if s["touchpoints"]]
    point = stage["touchpoints"][0]
    assert (point["action"], point["observed"], point["spread"]) == ("Pays in cash", -1.0, 1.0)
    assert point["quote"] == "I waited for ages"
    assert stage["touchpoints"][1]["quote"] == "", "said in private, and this goes anywhere"
    assert [(n["number"], n["words"], n["status"]) for n in stage["decisions"]] == [
        ("O-1", "A second till", "Open"),
        ("A-1", "Open the second till", "Open"),
    ]
    assert [(n["number"], n["words"]) for n in stage["say"]] == [("T-1", "Offer a coffee")]
    assert "I waited for ages" in picture.alt_text
    assert shown(shop, "channel website").data["stages"][2]["decisions"] == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("leader", "Did you mean `/journey map leaders`?"),
        ("persona Nobody", "There are: Jon Müller, Mara."),
        ("persona", "Which persona?"),
        ("channel fax", "There are: website, app"),
        ("department Legal", "There are: Sales."),
        ("without curves", "There are: goals, emotions"),
        ("xyzzy", "Try `/journey map leaders`"),
    ],
)
def test_what_means_nothing_is_said_with_what_there_is(
    shop: FrontDoor, typed: str, told: str
) -> None:
    with pytest.raises(UserError) as refused:
        shop.command(f"/journey map {typed}")
    assert told in str(refused.value)


def test_kpis_stand_where_they_belong(shop: FrontDoor) -> None:
    with transaction(shop.engine) as session:
        journey = session.exec(select(Journey)).one()
        till = session.exec(select(Touchpoint).where(Touchpoint.number == TILL)).one()
        for number, (name, where) in enumerate((("Queue time", till.id), ("Loyalty", None)), 1):
            session.add(
                Kpi(
                    workspace_id="T1",
                    number=number,
                    journey_id=identity(journey),
                    name=name,
                    name_key=name.casefold(),
                    kind="NPS",
                    target=50,
                    touchpoint_id=where,
                    owner_id="UMAYA",
                    created_by="UMAYA",
                    created_at=shop.now,
                )
            )
    told = shown(shop, "leaders")
    (note,) = [note for stage in told.data["stages"] for note in stage["kpis"]]
    assert note["words"].startswith("Queue time: not measured yet")
    assert (note["name"], note["figure"], note["change"], note["target"]) == (
        "Queue time", "\u2013", "not measured yet", "target +50",
    )  # fmt: skip
    shop.command("/journey kpi record K-1 10 n 400 for last month")
    shop.command("/journey kpi record K-1 60 n 400")
    (note,) = [note for stage in shown(shop, "leaders").data["stages"] for note in stage["kpis"]]
    assert (note["figure"], note["change"], note["target"]) == (
        "+60", "\u2197 +50 points, better", "target +50, reached",
    )  # fmt: skip
    assert note["better"] is True
    assert (
        "Queue time: +60, target +50, reached, \u2197 +50 points, clearly better" in note["words"]
    )
    assert told.data["kpis"] == ["Loyalty: not measured yet, target +50"]
    assert "KPIs: Loyalty" in told.alt_text
    assert shown(shop, "channel store").data["kpis"] == [], "it is about more than the store"


def test_two_maps_are_two_messages(shop: FrontDoor) -> None:
    first, second = shown(shop), shown(shop.later(minutes=1))
    assert first.subject != second.subject
    assert len(first.subject or "") <= 80


def test_a_long_map_comes_in_several_pictures(shop: FrontDoor) -> None:
    for number in range(14):
        shop.command(f"/touchpoint Step {number} @ Research via app")
        shop.command(f"/touchpoint Point {number} @ Awareness via app")
    picture = shown(shop)
    assert picture.data["view"] == "overview"
    assert [each["changes"]["shown"] for each in picture.also] == [(0, 1), (1, 2), (2, 3)]
    assert "stage 2 of 3" in picture.also[1]["alt_text"]


def press(door: FrontDoor, message: Picture | Refresh, label: str) -> Picture | Refresh:
    """Clicks a button under the picture; the same message must come back."""
    (element,) = (
        element
        for block in message_blocks(message)
        if block["type"] == "actions"
        for element in block["elements"]
        if element["type"] == "button" and element["text"]["text"] == label
    )
    (changed,) = checked(door.click(element["action_id"], element.get("value", "")))
    assert isinstance(changed, Picture | Refresh)
    assert changed.subject == message.subject
    return changed


def message_blocks(message: Picture | Refresh) -> list[dict[str, Any]]:
    return blocks_of(message) if isinstance(message, Picture) else [*message.blocks]


def test_what_changed_is_told_in_the_same_message_and_back(shop: FrontDoor) -> None:
    leaders = shown(shop, "leaders channel store")
    with pytest.raises(UserError, match="no snapshot of this journey yet"):
        press(shop, leaders, "What changed")
    shop.command("/journey snapshot Before the relaunch")
    unchanged = press(shop, leaders, "What changed")
    assert isinstance(unchanged, Refresh)
    assert "Nothing has changed since S-1" in str(unchanged.blocks)
    later = shop.later(hours=1)
    log(later, TILL, "Queue")
    changed = press(later, leaders, "What changed")
    assert isinstance(changed, Picture)
    assert (changed.chart, changed.channel_id) == ("comparison", leaders.channel_id)
    assert "+1 pain point" in words(changed)
    assert "*P-1* Queue" in words(changed)
    assert "On the whole map" in words(changed)
    back = press(later, changed, "Back to the map")
    assert isinstance(back, Picture)
    assert back.data["layers"] == leaders.data["layers"]
    assert back.data["filters"] == "channel store", "as it was looked at before"
    assert press(later, unchanged, "Back to the map").subject == leaders.subject


def test_what_changed_since_a_snapshot_of_ones_choice(shop: FrontDoor) -> None:
    picture = shown(shop)
    shop.command("/journey snapshot First")
    log(shop, TILL, "Queue")
    shop.later(minutes=1).command("/journey snapshot Second")
    later = shop.later(hours=1)
    log(later, CHECKOUT, "Card refused")
    since_second = press(later, picture, "What changed")
    assert isinstance(since_second, Picture)
    assert "+1 pain point" in words(since_second)
    menu = menus(since_second)["map.since"]
    first = next(each for each in menu["options"] if "First" in each["text"]["text"])
    since_first = only(checked(later.click(menu["action_id"], first["value"])), Picture)
    assert "+2 pain points" in words(since_first)
    assert since_first.subject == picture.subject


def test_a_map_of_a_journey_one_may_not_see_does_not_change(shop: FrontDoor) -> None:
    element = menus(shown(shop))["map.audience"]
    stranger = shop.as_("UX", workspace_id="T2")
    with pytest.raises(UserError, match="Type `/journey map`"):
        stranger.click(element["action_id"], "leaders")
    with pytest.raises(UserError):
        shop.click("map.audience:1;x", "leaders")


def test_how_a_map_is_shown_travels_there_and_back() -> None:
    look = Look(("pains", "say"), 7, "store", department_key("Rechtsabteilung " * 5))
    shown_ = Shown(123, "UMAYA-19a8b7c6d5e", look)
    assert decoded(encoded(shown_)) == shown_
    assert len(f"map.department:{encoded(shown_)}") <= 255
    for broken in ("", "a;b;0;;;", "1;x;9;;;", "1;x;0;;fax;", "1;x;0;p;;"):
        assert decoded(broken) is None


def test_the_person_is_told_that_it_is_coming(shop: FrontDoor) -> None:
    assert "being drawn" in only(shop.command("/journey map leaders"), Say).text
