"""`/journey action`: the form, what it is prefilled with, and whom it tells."""

from datetime import date

import pytest
from sqlmodel import select

from commands.errors import FieldError, UserError
from commands.reply import OpenForm, Post, RefreshHome, Say, Tell
from storage.db import transaction
from storage.identity import identity
from storage.models import (
    Ballot,
    Dot,
    Opportunity,
    OpportunityPain,
    VoteOption,
    VoteRound,
)
from storage.pain import lives, merges
from storage.vocabulary import About, Names, RoundStatus
from storage.vocabulary import Kind as PainKind
from tests.commands import triage_world
from tests.commands.action_world import (
    WHAT,
    add,
    card,
    form_of,
    history_of,
    in_zone,
    refreshed,
    retire_journey,
    stored,
    told,
)
from tests.commands.front_door import FrontDoor, initial_values, only, said, shown
from tests.commands.journey_steps import HOSTILE, buttons, legal, mrkdwn, press
from tests.commands.touchpoint_world import open_shop
from tests.commands.triage_world import shop_with_pains


def test_the_form_holds_what_is_known(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = form_of(maya.command(f"/journey action {WHAT}"))
    assert view["title"]["text"] == "Add an action"
    assert initial_values(view) == {
        "what": WHAT,
        "owner": "UMAYA",
        "due": "2026-03-18",
        "action_pains": None,
        "kpi": None,
        "hypothesis": None,
    }
    assert "New and Confirmed pain points become Planned" in shown(view)


def test_two_weeks_are_counted_where_the_person_is(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    late = in_zone(maya.later(hours=11, minutes=30), "Asia/Tokyo")
    assert initial_values(form_of(late.command("/journey action")))["due"] == "2026-03-19"


def test_nothing_is_due_on_a_weekend_unless_somebody_wants_it(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    due = {}
    for days in range(7):
        door = maya.later(days=days)
        due[door.now.strftime("%a")] = initial_values(form_of(door.command("/journey action")))[
            "due"
        ]
    assert due == {
        "Wed": "2026-03-18", "Thu": "2026-03-19", "Fri": "2026-03-20", "Sat": "2026-03-23",
        "Sun": "2026-03-23", "Mon": "2026-03-23", "Tue": "2026-03-24",
    }  # fmt: skip


def test_channel_and_owner_are_told_and_pain_points_planned(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    maya.as_("UPRIYA").command("/pain confirm P-2")
    effects = add(maya, pains=(1, 2))
    receipt = said(effects)
    assert f"Added *A-1 {WHAT}*: <@UKWAME>, due Sat 14 Mar 2026." in receipt
    assert "*P-1* and *P-2* are Planned now. Those who reported them will hear of it." in receipt
    post = only(effects, Post)
    assert (post.channel_id, post.subject) == ("C1", "action:1")
    assert f"*A-1* {WHAT}" in shown(post)
    assert "For *P-1* The card reader was down (Planned)" in shown(post)
    message = told(effects, "UKWAME")
    assert message.subject == "action:1:UKWAME"
    assert "*Yours to do*, given to you by <@UMAYA>" in shown(message)
    assert list(buttons(Say("", message.blocks))) == [
        "Open",
        "I'm on it",
        "Done",
        "Change due date",
        "Not mine",
    ]
    assert RefreshHome("UKWAME") in effects
    assert set(refreshed(effects)) == {"pain:1", "pain:2"}
    assert [triage_world.stored(maya, n).status for n in (1, 2, 3)] == ["Planned", "Planned", "New"]
    assert history_of(maya, 1) == ["added"]


def test_ones_own_comes_as_a_direct_message_too(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    assert "given to you" not in shown(told(add(maya, owner="UMAYA"), "UMAYA"))


def test_what_is_further_on_stays_there(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    for step in ("start P-1", "solve P-2", "decline P-3 Too rare"):
        view = [e.view for e in maya.command(f"/pain {step}") if isinstance(e, OpenForm)]
        for each in view:
            maya.submit(each, {})
    add(maya, pains=(1, 2, 3))
    statuses = [triage_world.stored(maya, n).status for n in (1, 2, 3)]
    assert statuses == ["In progress", "Solved", "Declined"]


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"what": "  "}, "what", "Say what is to be done"),
        ({"owner": None}, "owner", "Choose who does it"),
        ({"owner": "<!channel>"}, "owner", "Choose a person"),
        ({"due": None}, "due", "Choose a day"),
        ({"due": "soon"}, "due", "Choose a day"),
        ({"due": "2026-03-03"}, "due", "Tue 3 Mar 2026 has passed. Choose today or a later day"),
        ({"action_pains": ["99"]}, "action_pains", "no longer here"),
        ({"action_pains": ["x"]}, "action_pains", "no longer here"),
        ({"action_pains": ["4"]}, "action_pains", "no longer here"),
    ],
)
def test_what_is_wrong_is_said_kindly(
    maya: FrontDoor, values: dict[str, str | list[str] | None], field: str, words: str
) -> None:
    shop_with_pains(maya)
    triage_world.log(maya, "Such friendly people", kind=PainKind.DELIGHT)
    view = form_of(maya.command(f"/journey action {WHAT}"))
    with pytest.raises(FieldError) as error:
        maya.submit(view, values)
    assert list(error.value.by_field) == [field]
    assert words in error.value.by_field[field]


def test_today_is_early_enough_where_the_person_is(maya: FrontDoor) -> None:
    """It is the 4th in UTC at noon, the 5th in Auckland an hour later."""
    shop_with_pains(maya)
    there = in_zone(maya.later(hours=1), "Pacific/Auckland")
    view = form_of(there.command(f"/journey action {WHAT}"))
    with pytest.raises(FieldError):
        there.submit(view, {"due": "2026-03-04"})
    there.submit(view, {"due": "2026-03-05"})
    assert stored(maya, 1).due_on == date(2026, 3, 5)


def test_the_pain_points_card_leads_to_the_form_and_shows_its_actions(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    pain = only(maya.command("/pain P-2"), Say)
    view = form_of(press(maya, pain, "Make it an action"))
    assert initial_values(view)["action_pains"] == ["2"]
    assert "P-2 · The queue was long" in shown(view)
    maya.submit(view, {"what": WHAT})
    pain = only(legal(maya.command("/pain P-2")), Say)
    assert f"*A-1* {WHAT}\\nOpen · <@UMAYA> · due Wed 18 Mar 2026, in 14 days" in shown(pain)
    solved = form_of(maya.command("/pain solve P-2"))
    maya.submit(solved, {})
    assert "Make it an action" not in buttons(only(maya.command("/pain P-2"), Say))


def test_a_duplicate_stands_for_the_one_it_leads_to(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = form_of(maya.click("action.new", "P-2"))
    maya.command("/pain merge P-2 into P-1")
    maya.submit(view, {"what": WHAT})
    assert "For *P-1*" in shown(card(maya))
    assert initial_values(form_of(maya.click("action.new", "P-2")))["action_pains"] == ["1"]
    assert "*A-1*" in said(maya.command("/pain P-1"))


def test_what_is_merged_later_is_followed(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    add(maya, pains=(2,))
    maya.command("/pain merge P-2 into P-1")
    assert "For *P-1*" in shown(card(maya))
    assert "*A-1*" in said(maya.command("/pain P-1"))
    with transaction(maya.engine) as session:
        pain = lives.lock(session, workspace_id="T1", number=2)
        assert pain
        merges.unmerge(session, pain=pain, actor_id="UMAYA", at=maya.now)
    assert "For *P-2*" in shown(card(maya))


def test_an_opportunity_brings_its_title_and_its_pain_points(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    first, second = (triage_world.stored(maya, number) for number in (1, 3))
    with transaction(maya.engine) as session:
        idea = Opportunity(
            workspace_id="T1",
            number=4,
            journey_id=first.journey_id,
            title="Two more tills",
            status_at=maya.now,
            created_by="UMAYA",
            created_at=maya.now,
        )
        session.add(idea)
        session.flush()
        for pain in (first, second):
            session.add(
                OpportunityPain(
                    workspace_id="T1",
                    opportunity_id=identity(idea),
                    pain_point_id=identity(pain),
                )
            )
    for effects in (maya.click("action.new", "O-4"), maya.command("/journey action o-4")):
        view = form_of(effects)
        held = initial_values(view)
        assert (held["what"], held["action_pains"]) == ("Two more tills", ["1", "3"])
    maya.submit(view, {})
    assert "*Came from*\\nO-4" in shown(card(maya))


def vote(
    door: FrontDoor, status: RoundStatus, dots: dict[int, int], *, channel_id: str = "C1"
) -> None:
    """V-7 over P-1 to P-3, with the dots that one person gave."""
    pains = {number: triage_world.stored(door, number) for number in dots}
    journey_id = pains[1].journey_id
    with transaction(door.engine) as session:
        held = VoteRound(
            workspace_id="T1",
            number=7,
            journey_id=journey_id,
            channel_id=channel_id,
            starter_id="UMAYA",
            question="What first?",
            about=About.PAINS.value,
            dots=5,
            most_on_one=5,
            names=Names.SHOWN.value,
            status=status.value,
            created_at=door.now,
        )
        session.add(held)
        session.flush()
        round_id = identity(held)
        session.add(Ballot(workspace_id="T1", round_id=round_id, voter="UMAYA", cast_at=door.now))
        session.flush()
        for number, given in dots.items():
            pain_id = pains[number].id
            option = VoteOption(
                workspace_id="T1",
                round_id=round_id,
                position=number,
                title="x",
                pain_point_id=pain_id,
            )
            session.add(option)
            session.flush()
            if given:
                session.add(
                    Dot(
                        workspace_id="T1",
                        round_id=round_id,
                        voter="UMAYA",
                        option_id=identity(option),
                        dots=given,
                    )
                )


def test_a_vote_brings_what_won(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    vote(maya, RoundStatus.CLOSED, {1: 1, 2: 3, 3: 0})
    view = form_of(maya.click("action.new", "V-7"))
    assert initial_values(view)["action_pains"] == ["2"]
    assert initial_values(view)["what"] == "Solve: x", "a pain point's title is no action"
    maya.submit(view, {"what": WHAT})
    assert "*Came from*\\nV-7" in shown(card(maya))


def test_what_won_in_a_private_channel_is_told_to_nobody_outside(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    vote(maya, RoundStatus.CLOSED, {1: 1, 2: 3, 3: 0}, channel_id="G1")
    with pytest.raises(UserError, match="There is no V-7 here"):
        maya.click("action.new", "V-7")


def test_a_tie_brings_all_that_won_and_a_running_vote_nothing(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    vote(maya, RoundStatus.CLOSED, {1: 2, 2: 0, 3: 2})
    assert initial_values(form_of(maya.click("action.new", "V-7")))["action_pains"] == ["1", "3"]
    with transaction(maya.engine) as session:
        held = session.exec(select(VoteRound)).one()
        held.status = RoundStatus.OPEN.value
        session.add(held)
    assert initial_values(form_of(maya.click("action.new", "V-7")))["action_pains"] is None


@pytest.mark.parametrize("value", ["P-99", "O-1", "V-1", "p99"])
def test_what_is_not_there_is_said(maya: FrontDoor, value: str) -> None:
    shop_with_pains(maya)
    with pytest.raises(UserError, match=r"There is no [POV]-"):
        maya.click("action.new", value)


def test_the_type_ahead_finds_open_ones_by_number_words_and_heat(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    view = form_of(maya.command("/journey action"))
    maya.submit(form_of(maya.command("/pain solve P-3")), {})
    triage_world.log(maya, "Such friendly people", kind=PainKind.DELIGHT)

    def offered(typed: str) -> list[str]:
        return [value for _, value in maya.options("action_pains", typed, view)]

    assert offered("") == ["1", "2"]
    assert offered("queue") == ["2"]
    assert offered("p-1") == offered("1") == offered("P-1 · The card") == ["1"]
    assert offered("p-3") == offered("4") == []
    text, _ = maya.options("action_pains", "queue", view)[0]
    assert text == "P-2 · The queue was long"


def test_more_than_ten_are_too_many(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    for number in range(9):
        triage_world.log(maya, f"Another thing {number}")
    with pytest.raises(FieldError, match="At most 10 pain points"):
        add(maya, pains=tuple(range(1, 12)))


def test_customer_data_and_markup_stay_out(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    effects = add(maya, what="Call anna@example.com", pains=(1,))
    assert "e-mail" in said(effects)
    assert "anna@example.com" not in stored(maya, 1).what
    hostile = add(maya, what=HOSTILE)
    shown_to_people = [each for each in hostile if isinstance(each, Say | Post)]
    message = told(hostile, "UKWAME")
    for text in (*mrkdwn(shown_to_people), *mrkdwn(Say(message.text, message.blocks))):
        for harmful in ("<!channel>", "<@U1>", " *bold*", "`x`"):
            assert harmful not in text


def test_guests_see_but_do_not_add(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    add(maya)
    guest = maya.as_("UGUEST", guest=True)
    seen = only(legal(guest.command("/journey action A-1")), Say)
    assert not buttons(seen).keys() & {"Start", "Done", "Drop", "Edit"}
    with pytest.raises(UserError, match="Guests"):
        guest.command("/journey action Something")
    with pytest.raises(UserError, match="Guests"):
        guest.click("action.start", "1 OPEN")


def test_a_journey_retired_meanwhile(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    add(maya, owner="UMAYA")
    view = form_of(maya.command("/journey action"))
    retire_journey(maya)
    with pytest.raises(UserError, match="retired"):
        maya.submit(view, {"what": WHAT})
    with pytest.raises(UserError, match="a journey that was retired"):
        maya.click("action.start", "1 OPEN dm")
    with pytest.raises(UserError, match="There is no A-1 here"):
        maya.as_("UNOOR").click("action.start", "1 OPEN")


def test_elsewhere_the_only_journey_is_meant(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    other = maya.as_("UOTHER").at("C9")
    view = form_of(other.command(f"/journey action {WHAT}"))
    assert initial_values(view)["what"] == WHAT


def test_no_bound_channel_posts_nowhere(maya: FrontDoor) -> None:
    open_shop(maya, channel=None)
    effects = add(maya)
    assert not [each for each in effects if isinstance(each, Post)]
    assert [each for each in effects if isinstance(each, Tell)]
    assert stored(maya, 1).channel_id is None


def test_the_due_date_may_be_today(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    add(maya, due=maya.now.date())
    assert "today" in shown(card(maya))
    assert "tomorrow" in shown(card(maya.later(days=-1)))
    assert "1 day late" in shown(card(maya.later(days=1)))
    assert "2 weeks late" in shown(card(maya.later(days=14)))
