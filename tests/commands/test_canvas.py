"""`/journey canvas`: who switches it, what is written, and what Slack says to it."""

import pytest

from commands.canvas.markdown import escape
from commands.errors import UserError
from commands.reply import Effect, OpenForm, Replace, Say, WriteCanvas
from commands.request import Kind, Value
from storage.db import transaction
from storage.map import canvases
from storage.models import Canvas
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, only
from tests.commands.journey_steps import HOSTILE, legal
from tests.commands.pain_world import fill_shop, log
from tests.commands.touchpoint_world import buttons, open_shop


@pytest.fixture
def owner(maya: FrontDoor) -> FrontDoor:
    """UOWNER in C1, which works on the journey Web shop."""
    fill_shop(maya)
    return maya.as_("UOWNER")


def switched_on(door: FrontDoor) -> WriteCanvas:
    return only(legal(door.command("/journey canvas on")), WriteCanvas)


def hear(door: FrontDoor, **values: Value) -> list[Effect]:
    return door.ask(Kind.HEARD, "canvas.written", value="C1", values=values)


def taken(door: FrontDoor, effect: WriteCanvas) -> None:
    """Slack takes it as the canvas F7."""
    hear(door, canvas_id="F7", digest=effect.digest)


def tick(door: FrontDoor) -> list[Effect]:
    return door.ask(Kind.JOB, "canvas.keep")


def stored(door: FrontDoor) -> Canvas:
    with transaction(door.engine) as session:
        found = canvases.of(session, workspace_id="T1", channel_id="C1")
        assert found
        return found


def test_the_map_in_words_and_tables(owner: FrontDoor) -> None:
    log(owner, "Queue is long", "1", emotion="-2")
    written = switched_on(owner)
    assert (written.channel_id, written.canvas_id) == ("C1", "")
    assert written.title == "Map of Web shop"
    lines = written.markdown.split("\n")
    assert "## Where it hurts most" in lines
    assert "| P\\-1 | Queue is long | T\\-1 Till | 3\\.0 | 1 sighting | New |" in lines
    assert [line for line in lines if line.startswith("## ")][1:] == [
        "## Awareness",
        "## Research",
        "## Purchase",
    ]
    assert "No touchpoints yet\\." in lines
    felt = "\N{MINUS SIGN}2\\.0 \\(n \\= 1\\)"
    assert f"| T\\-1 | Till | website |  | {felt} |  | 3\\.0 |" in lines
    assert "| --- | --- | --- | --- | --- | --- | --- |" in lines


def test_a_change_is_written_minutes_later_into_the_same_canvas(owner: FrontDoor) -> None:
    taken(owner, switched_on(owner))
    assert tick(owner) == []
    later = owner.later(minutes=2)
    log(later, "Queue is long", "1")
    assert tick(later) == []
    written = only(tick(owner.later(minutes=6)), WriteCanvas)
    assert written.canvas_id == "F7"
    assert "Queue is long" in written.markdown
    assert tick(owner.later(minutes=6)) == []


def test_what_stands_there_already_is_not_written_again(owner: FrontDoor) -> None:
    taken(owner, switched_on(owner))
    # A change that the canvas doesn't show.
    owner.later(minutes=2).command("/journey use Web shop")
    owner.later(minutes=2).command("/touchpoint retire T-4")
    owner.later(minutes=2).command("/touchpoint restore T-4")
    assert tick(owner.later(minutes=6)) == []


def test_what_slack_refuses_is_said_and_tried_a_day_later(owner: FrontDoor) -> None:
    switched_on(owner)
    hear(owner, refused="free_teams_cannot_create_non_tabbed_canvases")
    told = only(legal(owner.command("/journey canvas")), Say)
    assert "Slack takes no canvas here: `free_teams_cannot_create" in told.text
    log(owner.later(hours=1), "Queue", "1")
    assert tick(owner.later(hours=23)) == []
    assert only(tick(owner.later(hours=24)), WriteCanvas).canvas_id == ""


def test_a_canvas_that_somebody_deleted_is_not_made_again(owner: FrontDoor) -> None:
    taken(owner, switched_on(owner))
    hear(owner, refused="deleted")
    assert tick(owner.later(days=2)) == []
    assert not stored(owner).kept
    assert switched_on(owner).canvas_id == ""


def test_off_and_on_again_with_the_button(owner: FrontDoor) -> None:
    taken(owner, switched_on(owner))
    told = only(legal(owner.command("/journey canvas")), Say)
    off = only(legal(owner.click(*buttons([told])["Stop"])), Replace)
    assert "is not kept" in off.text
    log(owner, "Queue", "1")
    assert tick(owner.later(days=2)) == []
    again = legal(owner.click(*buttons([off])["Keep it in a canvas"]))
    assert only(again, WriteCanvas).canvas_id == "F7"
    assert "is kept in a canvas" in only(again, Replace).text


def test_on_twice_writes_once(owner: FrontDoor) -> None:
    switched_on(owner)
    assert [type(effect) for effect in owner.command("/journey canvas on")] == [Say]


def test_only_owner_and_administrators_switch(owner: FrontDoor) -> None:
    other = owner.as_("UANA")
    told = only(legal(other.command("/journey canvas")), Say)
    assert buttons([told]) == {}
    assert "Ask <@UOWNER>" in str(told.blocks)
    for word in ("on", "off"):
        with pytest.raises(UserError, match="Ask <@UOWNER>"):
            other.command(f"/journey canvas {word}")
    form = only(owner.command("/journey facilitators"), OpenForm).view
    owner.submit(form, {"people": ["UANA"]})
    assert "Keep it in a canvas" in buttons(other.command("/journey canvas"))
    other.command("/journey canvas on")
    assert stored(owner).kept_by == "UANA"
    with pytest.raises(UserError, match="Guests"):
        owner.as_("UOWNER", guest=True).command("/journey canvas on")


def test_it_belongs_to_a_channel_with_a_journey(owner: FrontDoor) -> None:
    with pytest.raises(UserError, match="belongs to a channel"):
        owner.at("D1", PlaceKind.DIRECT).command("/journey canvas on")
    with pytest.raises(UserError, match="works on no journey"):
        owner.at("C9").command("/journey canvas on")
    with pytest.raises(UserError, match="not understood"):
        owner.command("/journey canvas maybe")


def test_another_journey_of_the_channel_is_not_told_in_it(owner: FrontDoor) -> None:
    taken(owner, switched_on(owner))
    open_shop(owner, name="Other", channel="C1")
    assert tick(owner.later(days=2)) == []
    assert "*Other* is not kept" in only(owner.command("/journey canvas"), Say).text


def test_what_people_wrote_formats_nothing(owner: FrontDoor) -> None:
    hostile = f"{HOSTILE} ![](@U1) [x](http://y) | a\n# b"
    log(owner, hostile, "1")
    markdown = switched_on(owner).markdown
    assert "![](@U1)" not in markdown
    assert "*bold*" not in markdown
    assert "<!channel>" not in markdown
    (row,) = [line for line in markdown.split("\n") if line.startswith("| P\\-1")]
    assert row.replace("\\|", "").count("|") == 7
    assert escape("a_b") == "a\\_b"


def test_no_table_has_more_cells_than_slack_takes(owner: FrontDoor) -> None:
    for number in range(45):
        owner.command(f"/touchpoint Shelf {number} @ Research via store")
    tables = switched_on(owner).markdown.split("\n\n")
    cells = [
        sum(
            line.replace("\\|", "").count("|") - 1
            for line in table.split("\n")
            if "---" not in line
        )
        for table in tables
        if table.startswith("|")
    ]
    assert len(cells) == 3
    assert max(cells) <= 300
