"""The life of a pain point, from the channel's message, the card and typed words."""

import pytest
from sqlmodel import select

from commands.errors import FieldError, UserError
from commands.pain import message
from commands.reply import Effect, OpenForm, Post, Refresh, Replace, Say
from storage.db import transaction
from storage.identity import identity
from storage.models import ChannelBinding, History, Notice
from storage.vocabulary import Kind
from tests.commands.front_door import FrontDoor, initial_values, only, shown
from tests.commands.journey_steps import HOSTILE, buttons, legal, mrkdwn, press
from tests.commands.triage_world import (
    answer,
    history_of,
    log,
    refreshed,
    shop_with_pains,
    stored,
    text,
)

CHANGED_AT_ONCE = [
    ("confirm", "Confirmed"),
    ("plan", "Planned"),
    ("start", "In progress"),
]


def posted(door: FrontDoor, number: int) -> Post:
    """The channel's message as it stands."""
    pain_id = identity(stored(door, number))
    with transaction(door.engine) as session:
        now = message.refresh(session, pain_id, door.now)
    return Post("C1", now.text, now.blocks)


def form(effects: list[Effect]) -> OpenForm:
    return only(legal(effects), OpenForm)


def notes(opened: OpenForm) -> str:
    return "\n".join(
        block["text"]["text"] for block in opened.view["blocks"] if block["type"] == "section"
    )


def pending(door: FrontDoor) -> set[tuple[str, int]]:
    """Who is to be told about which row."""
    with transaction(door.engine) as session:
        return {
            (notice.person_id, notice.pain_point_id)
            for notice in session.exec(select(Notice))
            if notice.pending_since is not None
        }


@pytest.mark.parametrize(("word", "status"), CHANGED_AT_ONCE)
@pytest.mark.parametrize("said", ["P-1", "p1", "1", "#1", "P 1"])
def test_a_word_sets_the_status(maya: FrontDoor, word: str, status: str, said: str) -> None:
    shop_with_pains(maya)
    effects = maya.command(f"/pain {word} {said}")
    assert f"*P-1 The card reader was down* is {status} now. Those who reported" in text(effects)
    assert stored(maya, 1).status == status
    assert stored(maya, 1).status_at == maya.now
    assert f"*{status}*" in refreshed(effects)["pain:1"]
    assert pending(maya) == {("UREPORTER", 1)}


def test_nobody_else_hears_of_ones_own(maya: FrontDoor) -> None:
    shop_with_pains(maya, told=())
    log(maya, "Mine", reporter="UMAYA")
    assert "will hear" not in text(maya.command("/pain confirm P-1"))
    assert pending(maya) == set()


def test_twice_is_said_kindly_and_written_once(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    maya.command("/pain plan P-1")
    again = text(maya.as_("UKWAME").later(minutes=5).command("/pain plan P-1"))
    assert "*P-1* is Planned already: <@UMAYA> set it to Planned 5 minutes ago." in again
    assert history_of(maya, 1) == ["added", "status"]


@pytest.mark.parametrize(
    ("status", "likely", "others"),
    [
        ("New", "Confirm", ["Plan", "Start", "Solve", "Decline", "Duplicate of …"]),
        ("Confirmed", "Plan", ["Start", "Solve", "Decline", "Duplicate of …"]),
        ("Planned", "Start", ["Back to Confirmed", "Solve", "Decline", "Duplicate of …"]),
        (
            "In progress",
            "Solve",
            ["Back to Planned", "Back to Confirmed", "Decline", "Duplicate of …"],
        ),
        ("Solved", "Reopen", ["Change what is told", "Duplicate of …"]),
        ("Declined", "Reopen", ["Change the reason", "Duplicate of …"]),
    ],
)
def test_the_message_offers_what_fits_the_status(
    maya: FrontDoor, status: str, likely: str, others: list[str]
) -> None:
    shop_with_pains(maya)
    pain = stored(maya, 1)
    pain.status = status
    with transaction(maya.engine) as session:
        session.merge(pain)
    shown_there = posted(maya, 1)
    legal([shown_there])
    assert list(buttons(shown_there)) == ["Open", likely, *others]
    assert status in shown(shown_there)


def test_the_whole_life_by_clicks_in_the_channel(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    assert "is Confirmed now" in text(press(maya, posted(maya, 1), "Confirm"))
    assert "is Planned now" in text(press(maya, posted(maya, 1), "Plan"))
    assert "is In progress now" in text(press(maya, posted(maya, 1), "Start"))
    opened = form(press(maya, posted(maya, 1), "Solve"))
    assert opened.view["title"]["text"] == "Solve P-1"
    effects = maya.submit(opened.view, {"reason": "There is a second card reader"})
    assert "is Solved now" in text(effects)
    assert "There is a second card reader" in refreshed(effects)["pain:1"]
    assert "is Confirmed now" in text(press(maya, posted(maya, 1), "Reopen"))
    assert stored(maya, 1).reason == ""
    card = text(maya.command("/pain P-1"))
    for line in (
        "<@UMAYA> set the status from New to Confirmed",
        "<@UMAYA> set the status from In progress to Solved: “There is a second card reader”",
        "<@UMAYA> set the status from Solved to Confirmed",
    ):
        assert line in card


def test_on_the_card_the_card_shows_it_at_once(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    card = answer(maya.command("/pain P-1"))
    effects = press(maya, card, "Confirm")
    replaced = only(effects, Replace)
    assert "is Confirmed now" in replaced.text
    assert "Plan" in buttons(replaced)
    assert refreshed(effects)


def test_solving_needs_no_words_but_asks_for_them(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    opened = form(maya.command("/pain solve P-1"))
    (field,) = [block for block in opened.view["blocks"] if block["type"] == "input"]
    assert field["label"]["text"] == "What can you tell customers now?"
    assert field["optional"]
    assert "is Solved now" in text(maya.submit(opened.view, {}))
    assert stored(maya, 1).reason == ""


@pytest.mark.parametrize("reason", [None, "", "  \n ", "x" * 1001, "\u202e\u200b"])
def test_declining_needs_a_reason_that_fits(maya: FrontDoor, reason: str | None) -> None:
    shop_with_pains(maya)
    opened = form(maya.command("/pain decline P-1"))
    assert "What would change our mind?" in shown(opened)
    with pytest.raises(FieldError) as wrong:
        maya.submit(opened.view, {"reason": reason})
    assert set(wrong.value.by_field) == {"reason"}
    assert stored(maya, 1).status == "New"


def test_words_behind_the_number_are_the_reason(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    opened = form(maya.command("/pain decline P-1 Ten more customers"))
    assert initial_values(opened.view) == {"reason": "Ten more customers"}
    effects = maya.submit(opened.view, {})
    assert "is Declined now" in text(effects)
    assert "What would change our mind" in refreshed(effects)["pain:1"]
    assert "Ten more customers" in text(maya.command("/pain P-1"))


def test_customer_data_stays_out_of_the_reason(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    opened = form(maya.command("/pain decline P-1"))
    maya.submit(opened.view, {"reason": "Ask jane.doe@example.com"})
    assert stored(maya, 1).reason == "Ask [e-mail]"


def test_the_second_of_two_is_told_what_the_first_did(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    old = posted(maya, 1)
    kwame = maya.as_("UKWAME")
    press(kwame, old, "Plan")
    later = maya.later(minutes=2)
    effects = press(later, old, "Confirm")
    assert "<@UKWAME> set it to Planned 2 minutes ago" in text(effects)
    assert "Nothing was changed" in text(effects)
    assert "Start" in buttons(answer(effects))  # the card as it is now
    assert stored(maya, 1).status == "Planned"
    assert history_of(maya, 1) == ["added", "status"]


def test_on_the_card_the_second_sees_it_in_place(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    card = answer(maya.command("/pain P-1"))
    maya.as_("UKWAME").command("/pain start P-1")
    replaced = only(press(maya, card, "Confirm"), Replace)
    assert "<@UKWAME> set it to In progress just now" in replaced.text


def test_an_overtaken_form_keeps_the_words_and_asks(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    mine = form(maya.command("/pain decline P-1"))
    maya.as_("UKWAME").command("/pain plan P-1")
    asked = form(maya.later(hours=3).submit(mine.view, {"reason": "Only one saw it"}))
    assert "Nothing is stored yet" in notes(asked)
    assert "<@UKWAME> set it to Planned 3 hours ago" in notes(asked)
    assert initial_values(asked.view) == {"reason": "Only one saw it"}
    assert stored(maya, 1).status == "Planned"
    assert "is Declined now" in text(maya.submit(asked.view, {}))
    assert stored(maya, 1).reason == "Only one saw it"


def test_two_who_solve_it_do_not_overwrite_each_others_words(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    mine, theirs = form(maya.command("/pain solve P-1")), form(maya.command("/pain solve P-1"))
    maya.as_("UKWAME").submit(theirs.view, {"reason": "Use the new till"})
    asked = form(maya.submit(mine.view, {"reason": "Ask at the desk"}))
    assert "<@UKWAME> set it to Solved just now" in notes(asked)
    assert stored(maya, 1).reason == "Use the new till"


def test_the_same_words_twice_are_no_conflict(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    mine = form(maya.command("/pain solve P-1"))
    maya.submit(mine.view, {"reason": "Use the new till"})
    assert "is Solved already" in text(maya.submit(mine.view, {"reason": "Use the new till"}))
    assert history_of(maya, 1) == ["added", "status"]


def test_what_customers_are_told_can_be_changed(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    maya.submit(form(maya.command("/pain solve P-1")).view, {"reason": "Soon"})
    opened = form(press(maya.later(days=1), posted(maya, 1), "Change what is told"))
    assert initial_values(opened.view) == {"reason": "Soon"}
    maya.later(days=1).submit(opened.view, {"reason": "Now"})
    assert stored(maya, 1).reason == "Now"
    assert stored(maya, 1).status_at == maya.now  # solved when it was solved
    assert "changed the reason: “Now”" in text(maya.command("/pain P-1"))


@pytest.mark.parametrize("word", ["confirm", "plan", "start"])
def test_what_is_solved_is_reopened_first(maya: FrontDoor, word: str) -> None:
    shop_with_pains(maya)
    maya.submit(form(maya.command("/pain solve P-1")).view, {})
    effects = maya.command(f"/pain {word} P-1")
    assert "Reopen it first" in text(effects)
    assert "is Confirmed now" in text(press(maya, answer(effects), "Reopen"))


def test_reopening_what_is_open_says_so(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    assert "*P-1* is open: New." in text(maya.command("/pain reopen P-1"))
    maya.submit(form(maya.command("/pain decline P-1 no")).view, {})
    assert "is Confirmed now" in text(maya.command("/pain reopen P-1"))
    assert "is open: Confirmed" in text(maya.command("/pain reopen P-1"))


@pytest.mark.parametrize("word", ["confirm", "plan", "start", "solve", "decline", "edit", "merge"])
def test_a_report_that_begins_with_such_a_word_is_not_lost(maya: FrontDoor, word: str) -> None:
    shop_with_pains(maya)
    opened = form(maya.command(f"/pain {word} button does nothing"))
    assert opened.view["title"]["text"] == "Log a pain point"
    assert initial_values(opened.view)["what"] == f"{word} button does nothing"


@pytest.mark.parametrize(
    "word", ["confirm", "plan", "start", "solve", "decline", "reopen", "unmerge", "edit"]
)
def test_without_or_with_an_unknown_number_the_way_is_told(maya: FrontDoor, word: str) -> None:
    shop_with_pains(maya)
    with pytest.raises(UserError, match=f"/pain {word} P-12"):
        maya.command(f"/pain {word}")
    with pytest.raises(UserError, match="There is no P-99 here"):
        maya.command(f"/pain {word} P-99")
    with pytest.raises(UserError, match="There is no P-1 here"):
        maya.as_("UX", workspace_id="T2").command(f"/pain {word} P-1")


def test_words_that_would_be_dropped_are_refused(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    with pytest.raises(UserError, match="takes no words behind the number"):
        maya.command("/pain confirm P-1 really")
    assert stored(maya, 1).status == "New"


@pytest.mark.parametrize("value", ["", "x", "1", "1 NEW", "1 NEW NOWHERE", "1 NOWHERE PLANNED"])
def test_a_broken_button_says_so(maya: FrontDoor, value: str) -> None:
    shop_with_pains(maya)
    with pytest.raises(UserError, match="no longer works"):
        maya.click("pain.set", value)


def test_guests_decide_nothing_and_see_no_buttons(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    guest = maya.as_("UGUEST", guest=True)
    card = answer(guest.command("/pain P-1"))
    assert not {"Confirm", "Edit", "Decline"} & set(buttons(card))
    for typed in ("confirm P-1", "decline P-1 no", "triage", "merge P-1 into P-2", "edit P-1"):
        with pytest.raises(UserError, match="Guests"):
            guest.command(f"/pain {typed}")
    with pytest.raises(UserError, match="Guests"):
        guest.click("pain.set", "1 NEW PLANNED")


def test_a_delight_has_no_status_life(maya: FrontDoor) -> None:
    shop_with_pains(maya, told=())
    log(maya, "The clerk remembered me", kind=Kind.DELIGHT)
    shown_there = posted(maya, 1)
    assert list(buttons(shown_there)) == ["Open"]
    assert "💚" in shown_there.text
    assert "heat" not in shown(shown_there)
    with pytest.raises(UserError, match="is a delight"):
        maya.command("/pain solve P-1")
    card = answer(maya.command("/pain P-1"))
    assert "*Status*" not in shown(card)
    assert "*Heat*" not in shown(card)
    assert "Said thank you" in shown(card)


def test_hostile_words_stay_words_everywhere(maya: FrontDoor) -> None:
    shop_with_pains(maya, told=(HOSTILE,))
    maya.submit(form(maya.command("/pain decline P-1")).view, {"reason": HOSTILE})
    everything = [*maya.command("/pain P-1"), posted(maya, 1), *maya.command("/pain triage")]
    for effect in everything:
        for words in mrkdwn(effect):
            assert "<!channel>" not in words
            assert "*bold*" not in words
            assert "<@U1>" not in words
    refresh = [e for e in maya.command("/pain reopen P-1") if isinstance(e, Refresh | Say)]
    assert len(refresh) == 2


def test_another_private_channels_pain_point_is_not_there(maya: FrontDoor) -> None:
    shop_with_pains(maya)
    old = posted(maya, 1)
    with transaction(maya.engine) as session:
        session.exec(select(ChannelBinding)).one().private = True
        bound = session.exec(select(History).where(History.what == "bound")).one()
        bound.after = {"channel": "C1", "private": True}
    elsewhere = maya.at("C9")
    with pytest.raises(UserError, match="There is no P-1 here"):
        press(elsewhere, old, "Confirm")
    assert "is Confirmed now" in text(press(maya, old, "Confirm"))
