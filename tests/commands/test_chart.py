"""Charts by name: listed with buttons, drawn for oneself, shown in the channel on purpose."""

import json

import pytest
from sqlmodel import select

from charts.comparison import Comparison
from charts.emotion_curve import EmotionCurve
from charts.empathy_map import EmpathyMap
from charts.flow import Flow
from charts.funnel import Funnel
from charts.heatmap import Heatmap
from charts.journey_map import PRESETS, JourneyMap
from charts.persona_card import PersonaCard
from charts.priority_matrix import PriorityMatrix
from commands.chart.known import KNOWN
from commands.errors import UserError
from commands.reply import Effect, Picture, Say
from storage.db import transaction
from storage.models import Kpi, Stage
from storage.vocabulary import PlaceKind
from tests.commands import kpi_world, opportunity_world, persona_world
from tests.commands.front_door import FrontDoor, only, said, shown
from tests.commands.journey_steps import HOSTILE, buttons, legal, press
from tests.commands.pain_world import fill_shop, log
from tests.commands.test_scoring import all_give, start
from tests.commands.touchpoint_world import open_shop
from tests.house.slack_takes import assert_taken


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """Four touchpoints on the website, two pain points at the first, one at the third."""
    fill_shop(maya)
    log(maya, "The till is slow", emotion="-2", quote="I could have knitted one")
    log(maya.as_("UKWAME"), "No bags at all", emotion="-1")
    log(maya, "The label does not stick", where="3", emotion="1", quote="Nearly perfect")
    return maya


def drawn(effects: list[Effect]) -> Picture:
    assert_taken(effects)
    return only(legal(effects), Picture)


def data(picture: Picture) -> str:
    return json.dumps(picture.data)


def test_bare_it_lists_every_chart_with_a_button(shop: FrontDoor) -> None:
    listed = only(legal(shop.command("/journey chart")), Say)
    assert set(buttons(listed)) == {known.label for known in KNOWN}
    for known in KNOWN:
        assert f"/journey chart {known.name}" in shown(listed)
    picture = only(press(shop, listed, "Emotion curve"), Picture)
    assert picture.chart == "emotion_curve"


def test_one_is_drawn_for_the_person_alone_and_shown_on_purpose(shop: FrontDoor) -> None:
    effects = shop.command("/journey chart curve")
    picture = drawn(effects)
    assert (picture.only_for, picture.channel_id) == ("UMAYA", None)
    said_at_once = only(effects, Say)
    assert "in your messages with Cairn" in said_at_once.text
    public = press(shop, said_at_once, "Show in channel")
    posted = drawn(public)
    assert (posted.only_for, posted.channel_id) == (None, "C1")
    assert posted.data == picture.data
    assert "will appear here" in only(public, Say).text
    again = press(shop, said_at_once, "Other charts")
    assert "Emotion curve" in said(again)


def test_the_curve_has_emotions_and_the_customers_words(shop: FrontDoor) -> None:
    picture = drawn(shop.command("/journey chart emotion-curve"))
    curve = EmotionCurve.from_json(data(picture))
    till, _, label, _ = curve.moments
    assert (till.number, till.observed, till.n, till.spread) == ("T-1", -1.5, 2, 0.5)
    assert (label.observed, label.n, label.spread) == (1.0, 1, None)
    assert (till.quote, label.quote) == ("I could have knitted one", "Nearly perfect")
    assert "2 observed" in picture.alt_text
    assert "Worst moment: Till (T-1), observed \u22121.5 from 2 sightings" in picture.alt_text


def test_the_flow_keeps_the_order_and_knows_who_hands_over(shop: FrontDoor) -> None:
    shop.command("/touchpoint Chat with us @ Purchase via chat")
    flow = Flow.from_json(data(drawn(shop.command("/journey chart flow"))))
    assert [step.number for step in flow.steps] == ["T-1", "T-2", "T-3", "T-4", "T-5"]
    assert flow.channels == ["website", "chat"]
    assert flow.hand_offs == []
    assert flow.without_department == 5


def test_heat_by_channel_and_by_department(shop: FrontDoor) -> None:
    by_channel = Heatmap.from_json(data(drawn(shop.command("/journey chart channels"))))
    row = by_channel.rows.index("Purchase")
    cell = by_channel.cell(row, "website")
    assert cell
    assert (cell.touchpoints, cell.sightings, cell.heat) == (4, 3, 9.0)
    assert by_channel.cell(0, "website") is None or row == 0
    by_department = Heatmap.from_json(data(drawn(shop.command("/journey chart departments"))))
    assert by_department.columns == ("",)
    assert by_department.across == "department"


def test_the_funnel_says_that_nobody_counted(shop: FrontDoor) -> None:
    picture = drawn(shop.command("/journey chart funnel"))
    assert Funnel.from_json(data(picture)).counted == []
    assert "No counts yet." in picture.alt_text


def funnel_of(shop: FrontDoor) -> Funnel:
    return Funnel.from_json(data(drawn(shop.command("/journey chart funnel"))))


def place_at(shop: FrontDoor, kpi: int, stage: str) -> None:
    with transaction(shop.engine) as session:
        found = session.exec(select(Kpi).where(Kpi.number == kpi)).one()
        found.stage_id = session.exec(select(Stage.id).where(Stage.name == stage)).one()
        session.add(found)


def test_the_funnel_counts_where_kpis_do(shop: FrontDoor) -> None:
    """Visitors are counted, a conversion tells two stages, returns are no customers going on."""
    kpi_world.add(shop, "Visitors", "count", unit="visitors", direction="high")
    kpi_world.add(shop, "Search", "conversion")
    kpi_world.add(shop, "Returns", "count", direction="low")
    for number, stage in enumerate(("Awareness", "Research", "Purchase"), 1):
        place_at(shop, number, stage)
    for typed in ("K-1 9000 for feb", "K-2 60 of 300 for feb", "K-3 77 for feb"):
        kpi_world.record(shop, typed)
    kpi_world.record(shop, "K-1 12000 for jan")
    found = funnel_of(shop)
    assert [(stage.name, stage.count) for stage in found.stages] == [
        ("Awareness", 9000),
        ("Research", 300),
        ("Purchase", 60),
    ]
    assert found.period == "Feb 2026"
    assert found.stages[0].source == "K-1 Visitors (visitors)"
    assert found.stages[2].source == found.stages[1].source == "K-2 Search"
    assert [drop.kept for drop in found.drops] == [300 / 9000, 0.2]


def test_the_funnel_never_mixes_periods(shop: FrontDoor) -> None:
    for number, (name, stage) in enumerate((("Came", "Awareness"), ("Bought", "Purchase")), 1):
        kpi_world.add(shop, name, "count", direction="high")
        place_at(shop, number, stage)
    for typed in ("K-1 100 for jan", "K-1 500 for feb", "K-2 40 for jan"):
        kpi_world.record(shop, typed)
    found = funnel_of(shop)
    assert [stage.count for stage in found.stages] == [100, None, 40]
    assert found.period == "Jan 2026"


def test_the_map_takes_the_words_of_the_map(shop: FrontDoor) -> None:
    for number in range(8):
        shop.command(f"/touchpoint Step {number} @ Research via app")
    picture = drawn(shop.command("/journey chart map leaders channel app"))
    first = JourneyMap.from_json(data(picture))
    assert (first.layers, first.filters) == (PRESETS["leaders"], "channel app")
    assert first.view == "overview"
    shown_ = [each["changes"]["shown"] for each in picture.also]
    assert [stage for a, b in filter(None, shown_) for stage in range(a, b)] == list(range(3))
    with pytest.raises(UserError, match="no channel \u201cfax\u201d"):
        shop.command("/journey chart map channel fax")


def test_a_persona_is_asked_for_where_there_are_several(shop: FrontDoor) -> None:
    with pytest.raises(UserError, match="no persona yet"):
        shop.command("/journey chart persona")
    persona_world.add(shop, "Nadia", goals="Something green")
    card = PersonaCard.from_json(data(drawn(shop.command("/journey chart persona"))))
    assert (card.name, card.goals) == ("Nadia", "Something green")
    persona_world.add(shop, "Bernd")
    which = only(legal(shop.command("/journey chart empathy")), Say)
    assert set(buttons(which)) == {"Nadia", "Bernd"}
    empathy = drawn(press(shop, which, "Bernd"))
    assert EmpathyMap.from_json(data(empathy)).title == "Bernd"
    named = PersonaCard.from_json(data(drawn(shop.command("/journey chart persona nadia"))))
    assert named.name == "Nadia"
    with pytest.raises(UserError, match="Bernd; Nadia"):
        shop.command("/journey chart persona Zoe")


def test_before_and_after_needs_a_snapshot(shop: FrontDoor) -> None:
    with pytest.raises(UserError, match="/journey snapshot"):
        shop.command("/journey chart comparison")
    shop.command("/journey snapshot")
    log(shop, "The bag tears")
    later = shop.later(days=1)
    compared = Comparison.from_json(data(drawn(later.command("/journey chart diff"))))
    assert [change.number for change in compared.came] == ["P-4"]


def test_the_matrix_is_of_what_enough_people_scored(shop: FrontDoor) -> None:
    for title in ("Second till", "Paper bags"):
        opportunity_world.add(shop, title)
    with pytest.raises(UserError, match="/journey score"):
        shop.command("/journey chart matrix")
    message = start(shop)
    all_give(shop, message, [{1: (5, 1)}, {1: (4, 2), 2: (1, 1)}, {1: (3, 3)}])
    shop.click("scoring.reveal", "1")
    matrix = PriorityMatrix.from_json(data(drawn(shop.command("/journey chart matrix"))))
    assert [(p.label, p.value, p.effort) for p in matrix.points] == [("O-1 Second till", 4, 2)]


def test_an_unknown_name_gets_the_nearest_one(shop: FrontDoor) -> None:
    with pytest.raises(UserError, match="Did you mean `funnel`"):
        shop.command("/journey chart funel")
    with pytest.raises(UserError) as wrong:
        shop.command(f"/journey chart {HOSTILE}")
    assert "<!channel>" not in str(wrong.value)


def test_a_private_journey_is_not_opened_elsewhere(maya: FrontDoor) -> None:
    open_shop(maya, channel="G1", private=True)
    inside = maya.at("G1", PlaceKind.PRIVATE)
    effects = inside.command("/journey chart funnel")
    button = buttons(only(effects, Say))["Show in channel"]
    posted = inside.click(button["action_id"], button["value"])
    assert only(posted, Picture).channel_id == "G1"
    owner = maya.as_("UOWNER").at("C2")
    owner.command("/journey chart funnel")
    with pytest.raises(UserError, match="private channel"):
        owner.click(button["action_id"], button["value"])


def test_guests_see_what_their_channel_works_on_and_post_nothing(shop: FrontDoor) -> None:
    guest = shop.as_("UGUEST", guest=True)
    effects = guest.command("/journey chart curve")
    assert only(effects, Picture).only_for == "UGUEST"
    assert "Show in channel" not in buttons(only(effects, Say))
    with pytest.raises(UserError, match="Guests"):
        guest.click("chart.post", "curve")


def test_in_a_direct_message_there_is_no_channel_to_show_it_in(shop: FrontDoor) -> None:
    shop.command("/journey use Web shop")
    alone = shop.at("D1", PlaceKind.DIRECT)
    assert "Show in channel" not in buttons(only(alone.command("/journey chart flow"), Say))
    with pytest.raises(UserError, match="no channel here"):
        alone.click("chart.post", "flow")
