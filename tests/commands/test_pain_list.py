"""`/pain list`: filters, pages, the form Filter, delights, and what may be meant instead."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

import pytest
from sqlmodel import select

from commands.blocks import MAX_MESSAGE_BLOCKS
from commands.errors import FieldError, UserError
from commands.pain.list_views import RISING
from commands.reply import Effect, OpenForm, Replace, Say, View
from storage.db import transaction
from storage.models import PainPoint, Persona
from storage.pain import pains
from storage.pain.pains import NewSighting
from storage.persona import personas
from storage.touchpoint import touchpoints
from storage.vocabulary import Kind, PlaceKind, Status
from tests.commands.front_door import FrontDoor, initial_values, only, said
from tests.commands.journey_steps import HOSTILE, buttons, legal, mrkdwn, press
from tests.commands.touchpoint_world import open_shop

PLACES = ("Checkout page @ Purchase", "Till @ Purchase", "Search ad @ Awareness")


def shop(door: FrontDoor) -> int:
    """A journey with T-1 Checkout page, T-2 Till, T-3 Search ad and a persona."""
    journey_id = open_shop(door)
    for line in PLACES:
        door.command(f"/touchpoint {line} via website")
    with transaction(door.engine) as session:
        session.add(Persona(workspace_id="T1", journey_id=journey_id, name="Busy parent"))
    return journey_id


def log(
    door: FrontDoor,
    told: str,
    *,
    at: int = 1,
    days: float = 0,
    severity: int = 3,
    status: Status = Status.NEW,
    kind: Kind = Kind.PAIN,
    persona: bool = False,
    also: Sequence[str] = (),
) -> str:
    """A pain point past its form; its number as people say it. `also` are others who saw it."""
    with transaction(door.engine) as session:
        place = touchpoints.numbered(session, workspace_id=door.workspace_id, number=at)
        assert place
        known = personas.of(session, workspace_id=door.workspace_id, journey_id=place.journey_id)
        sighting = NewSighting(
            reporter_id=door.person.id,
            seen_at=door.now - timedelta(days=days),
            severity=severity,
            persona_id=known[0].id if persona else None,
        )
        row = pains.add(
            session, touchpoint=place, told=told, kind=kind, channel_id=None, sighting=sighting
        )
        for person in also:
            seen = NewSighting(person, door.now - timedelta(days=days), severity)
            pains.add_sighting(
                session, workspace_id=door.workspace_id, pain_id=row.id, sighting=seen
            )
        stored = session.exec(select(PainPoint).where(PainPoint.id == row.id)).one()
        stored.status = status.value
        session.add(stored)
        return f"P-{row.number}"


def numbers(effects: Iterable[Effect]) -> list[str]:
    """The numbers listed, in order."""
    (message,) = [each for each in legal(effects) if isinstance(each, Say | Replace)]
    assert len(message.blocks) <= MAX_MESSAGE_BLOCKS
    texts = [block["text"]["text"] for block in message.blocks if block["type"] == "section"]
    return [text.split("*")[1] for text in texts if text.startswith("*P-")]


def heading(effects: list[Effect]) -> str:
    (message,) = [each for each in effects if isinstance(each, Say | Replace)]
    text: str = message.blocks[0]["text"]["text"]
    return text


def test_the_hottest_come_first_with_the_facts_of_each(maya: FrontDoor) -> None:
    shop(maya)
    log(maya, "The queue was long", severity=2)
    log(maya, "The reader was down", at=2, severity=5, also=["UBEN"])
    log(maya, "It is solved", status=Status.SOLVED, severity=5)
    say = only(legal(maya.command("/pain list")), Say)
    assert numbers([say]) == ["P-2", "P-1"]
    assert say.blocks[0]["text"]["text"] == "*Open in Web shop* · 2 pain points"
    assert say.blocks[1]["text"]["text"] == (
        "*P-2* The reader was down\nT-2 Till · heat 10.0 · 2 sightings by 2 people · New"
    )
    assert say.text == "Open in Web shop: 2"
    newest = press(maya, say, "Newest first")
    assert numbers(newest) == ["P-2", "P-1"]
    assert numbers(press(maya, only(newest, Replace), "Hottest first")) == ["P-2", "P-1"]


def test_heat_fades_with_time_and_the_order_with_it(maya: FrontDoor) -> None:
    shop(maya)
    log(maya, "Old and bad", days=60, severity=5)
    log(maya, "New and mild", severity=2)
    listed = maya.command("/pain list")
    assert numbers(listed) == ["P-2", "P-1"]
    assert "heat 1.2" in said(listed)
    assert numbers(maya.command("/pain list newest")) == ["P-2", "P-1"]


@pytest.mark.parametrize(
    ("words", "found", "understood"),
    [
        ("solved", ["P-4"], "Solved in Web shop"),
        ("closed", ["P-4", "P-5"], "Closed in Web shop"),
        ("all", ["P-4", "P-2", "P-1", "P-3", "P-5"], "All in Web shop"),
        ("purchase", ["P-2", "P-1"], "Open in Web shop · stage Purchase"),
        ("T-2", ["P-2"], "Open in Web shop · at T-2 Till"),
        ("checkout", ["P-1"], "Open in Web shop · at T-1 Checkout page"),
        ("busy parent", ["P-3"], "Open in Web shop · about Busy parent"),
        ("gift card", ["P-2"], "Open in Web shop · with “gift” and “card”"),
        ('"GIFT  cárd" till', ["P-2"], "Open in Web shop · at T-2 Till · with “GIFT cárd”"),
        ("gift solved", ["P-4"], "Solved in Web shop · with “gift”"),
        ("mine", ["P-2", "P-1", "P-3", "P-5"], "Yours in Web shop"),
        ("mine declined", ["P-5"], "Declined in Web shop · yours"),
        ("mine checkout since 14 days", ["P-1"], "Yours in Web shop · at T-1 Checkout page · seen"),
        ("since 2 days", ["P-2"], "Open in Web shop · seen since"),
    ],
)
def test_filters_work_together(
    maya: FrontDoor, words: str, found: list[str], understood: str
) -> None:
    shop(maya)
    ben = maya.as_("UBEN")
    log(maya, "The voucher field hides", days=10, severity=3)
    log(maya, "The gift card was not taken", at=2, severity=4, days=1)
    log(maya, "The ad promised something else", at=3, days=20, persona=True)
    log(ben, "Gift wrap ran out", status=Status.SOLVED, severity=5)
    log(maya, "Too far away", days=90, status=Status.DECLINED)
    effects = maya.command(f"/pain list {words}")
    assert sorted(numbers(effects)) == sorted(found)
    assert heading(effects).startswith(f"*{understood}")
    count = len(found)
    assert heading(effects).endswith(f"* · {count} pain point{'' if count == 1 else 's'}")


def test_mine_has_what_i_have_seen_too(maya: FrontDoor) -> None:
    shop(maya)
    ben = maya.as_("UBEN")
    log(ben, "Seen by both", also=["UMAYA"])
    log(ben, "Seen by one")
    assert numbers(maya.command("/pain list mine")) == ["P-1"]


def test_pages_turn_in_the_same_message_and_count_right(maya: FrontDoor) -> None:
    shop(maya)
    for number in range(23):
        log(maya, f"Voucher {number}", days=number)
    log(maya, "Something else")
    first = only(legal(maya.command("/pain list voucher")), Say)
    assert "· 23 pain points" in heading([first])
    assert "Previous" not in buttons(first)
    second = only(press(maya, first, "Next"), Replace)
    third = only(press(maya, second, "Next"), Replace)
    assert "Next" not in buttons(third)
    assert "Page 3 of 3, hottest first" in "\n".join(mrkdwn(third))
    seen = numbers([first]) + numbers([second]) + numbers([third])
    assert seen == [f"P-{number}" for number in range(1, 24)]
    assert numbers(press(maya, third, "Previous")) == numbers([second])
    # Sorting begins at the beginning, and keeps what the list is narrowed to.
    newest = only(press(maya, third, "Newest first"), Replace)
    assert numbers([newest]) == [f"P-{number}" for number in range(23, 13, -1)]
    assert numbers(press(maya, newest, "Next")) == [f"P-{n}" for n in range(13, 3, -1)]


def test_a_page_that_is_gone_is_the_last_one(maya: FrontDoor) -> None:
    journey_id = shop(maya)
    log(maya, "Only one")
    for value in (
        f"7 {journey_id}",
        f"7 {journey_id} text:one",
        f"x {journey_id}",
        "99999999999999",
    ):
        assert numbers(maya.click("pain.page", value)) == ["P-1"]
    assert numbers(maya.click("pain.page", f"9 {journey_id} nothing here")) == []


def test_rising_is_marked_and_listed(maya: FrontDoor) -> None:
    shop(maya)
    log(maya, "Steady", days=20, severity=5)
    log(maya, "New and loud", also=["UBEN", "UCID"])
    log(maya, "One loud voice", also=["UMAYA", "UMAYA"])
    log(maya, "Was loud", days=20, also=["UBEN", "UCID"])
    log(maya, "Solved by now", status=Status.SOLVED, also=["UBEN", "UCID"])
    assert said(maya.command("/pain list")).count(RISING) == 1
    rising = maya.command("/pain list rising")
    assert numbers(rising) == ["P-2"]
    assert heading(rising) == "*Open in Web shop · rising* · 1 pain point"
    log(maya, "x", also=["UBEN"])
    assert "P-4" not in numbers(maya.command("/pain list rising"))


def test_nothing_rises(maya: FrontDoor) -> None:
    shop(maya)
    assert "no heat here doubled within 14 days" in said(legal(maya.command("/pain list rising")))


def test_delights_are_a_list_of_their_own(maya: FrontDoor) -> None:
    shop(maya)
    log(maya, "A pain")
    log(maya, "They waved", kind=Kind.DELIGHT, severity=5, days=3)
    log(maya, "They smiled", kind=Kind.DELIGHT, severity=2, at=2, also=["UBEN"])
    effects = legal(maya.command("/journey delights"))
    assert numbers(effects) == ["P-3", "P-2"]
    assert heading(effects) == "*Delights in Web shop* · 2 delights"
    told = "\n".join(mrkdwn(only(effects, Say)))
    assert "T-2 Till · Smiled · 2 sightings by 2 people · last" in told
    assert "Made their day · reported once" in told
    assert "heat" not in told
    assert "Log a delight" in buttons(only(effects, Say))
    assert said(maya.command("/pain list delights")) == said(effects)
    assert numbers(maya.command("/journey delights till")) == ["P-3"]
    assert numbers(maya.command("/pain list")) == ["P-1"]
    assert "heat" not in said(maya.command("/journey delights nothing"))


def test_an_empty_list_says_what_to_do(maya: FrontDoor) -> None:
    shop(maya)
    empty = only(legal(maya.command("/pain list")), Say)
    assert "Nothing here yet" in said([empty])
    assert buttons(empty)["Log a pain point"]["style"] == "primary"
    assert "No delights yet" in said(legal(maya.command("/journey delights")))
    assert "Nothing fits" in said(legal(maya.command("/pain list solved")))


def test_did_you_mean_narrows_at_a_click(maya: FrontDoor) -> None:
    shop(maya)
    log(maya, "The voucher field hides")
    log(maya, "The reader was down", at=2)
    say = only(legal(maya.command("/pain list chekout newest")), Say)
    assert "Did you mean *Checkout page*?" in said([say])
    assert numbers([say]) == []
    meant = press(maya, say, "Checkout page")
    assert numbers(meant) == ["P-1"]
    assert "at T-1 Checkout page" in heading(meant)


def test_the_form_is_prefilled_and_asks_the_same(maya: FrontDoor) -> None:
    shop(maya)
    ben = maya.as_("UBEN")
    log(maya, "The gift card was not taken", at=2, persona=True, status=Status.SOLVED)
    log(ben, "The gift card was not taken", at=2, persona=True, status=Status.SOLVED)
    typed = '/pain list mine solved till purchase busy parent "gift card" taken since 7 days newest'
    say = only(legal(maya.command(typed)), Say)
    assert numbers([say]) == ["P-1"]
    form = only(press(maya, say, "Filter"), OpenForm).view
    assert initial_values(form) == {
        "kind": "pain",
        "status": "solved",
        "stage": initial_values(form)["stage"],
        "where:filter": "2",
        "persona": "1",
        "since": "7 days",
        "text": '"gift card" taken',
        "mine": ["mine"],
        "rising": None,
        "order": "newest",
    }
    again = only(legal(maya.submit(form, {})), Say)
    assert [again.text, list(again.blocks)] == [say.text, list(say.blocks)]
    everybody = legal(maya.submit(form, {"mine": None}))
    assert numbers(everybody) == ["P-2", "P-1"]


def test_the_form_narrows_by_any_field_alone(maya: FrontDoor) -> None:
    shop(maya)
    log(maya, "One", days=3)
    log(maya, "Two", at=3, persona=True)
    log(maya, "Three", status=Status.SOLVED)
    log(maya, "Four", kind=Kind.DELIGHT)
    form = filter_form(maya)
    offered = maya.options("where:filter", "search", form)
    fields: list[tuple[str, str | list[str], list[str]]] = [
        ("status", "closed", ["P-3"]),
        ("status", "all", ["P-2", "P-3", "P-1"]),
        ("where:filter", offered[0][1], ["P-2"]),
        ("persona", "1", ["P-2"]),
        ("since", "yesterday", ["P-2"]),
        ("text", "ONE", ["P-1"]),
        ("mine", ["mine"], ["P-2", "P-3", "P-1"]),
        ("kind", "delight", ["P-4"]),
        ("order", "newest", ["P-2", "P-1"]),
    ]
    for name, value, found in fields:
        assert numbers(maya.submit(form, {name: value})) == found, name


def filter_form(door: FrontDoor) -> View:
    say = only(door.command("/pain list"), Say)
    return only(press(door, say, "Filter"), OpenForm).view


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("since", "whenever", "Say it like"),
        ("text", "a " * 21, "at most 20"),
        ("where:filter", "999", "no longer exists"),
        ("stage", "999", "no longer exists"),
        ("persona", "x", "no longer exists"),
        ("status", "gone", "no longer exists"),
        ("order", "votes", "no longer exists"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_beside_it(
    maya: FrontDoor, name: str, value: str, words: str
) -> None:
    shop(maya)
    form = filter_form(maya)
    with pytest.raises(FieldError) as wrong:
        maya.submit(form, {name: value})
    assert words in wrong.value.by_field[name]


def test_a_form_left_open_while_the_journey_is_gone_says_so(maya: FrontDoor) -> None:
    shop(maya)
    form = filter_form(maya)
    other = maya.as_("UZOE", workspace_id="T2")
    with pytest.raises(UserError, match="can't be seen here"):
        other.submit(form, {})


def test_too_much_to_look_for_is_said(maya: FrontDoor) -> None:
    shop(maya)
    with pytest.raises(UserError, match="1,900"):
        maya.command(f"/pain list {'x' * 3001}")
    with pytest.raises(UserError, match="at most 20"):
        maya.command(f"/pain list {'ab ' * 21}")
    long = "word" * 400
    assert numbers(maya.command(f"/pain list {long}")) == []


@pytest.mark.parametrize(
    "words", [HOSTILE, "\u0000\u202e", "   ", "%", "_", "/", "\\", "'; --", "🎁"]
)
def test_hostile_words_are_only_words(maya: FrontDoor, words: str) -> None:
    shop(maya)
    log(maya, "Nothing of it")
    effects = legal(maya.command(f"/pain list {words}"))
    for text in mrkdwn(only(effects, Say)):
        assert "<!channel>" not in text
        assert "<@U1>" not in text
    expected = ["P-1"] if not words.strip("\u0000\u202e ") else []
    assert numbers(effects) == expected


def test_names_are_shown_as_they_are(maya: FrontDoor) -> None:
    shop(maya)
    maya.command("/touchpoint <!here> *desk* @ Purchase via store")
    log(maya, "<!channel> *bold*", at=4)
    for text in mrkdwn(only(legal(maya.command("/pain list T-4")), Say)):
        assert "<!" not in text.replace("<!date", "")


def test_another_workspace_and_a_private_journey_stay_unseen(maya: FrontDoor) -> None:
    journey_id = shop(maya)
    log(maya, "Ours alone")
    stranger = maya.as_("UZOE", workspace_id="T2")
    assert "Ours alone" not in str(stranger.click("pain.page", f"1 {journey_id}"))
    hidden = maya.at("CPRIV", PlaceKind.PRIVATE)
    secret = open_shop(hidden, name="Secret", channel="CPRIV", private=True)
    elsewhere = maya.as_("UBEN").click("pain.page", f"1 {secret}")
    assert "Secret" not in str(elsewhere)


def test_guests_read_the_list_of_their_channel(maya: FrontDoor) -> None:
    shop(maya)
    log(maya, "The queue was long")
    guest = maya.as_("UGUEST", guest=True)
    assert numbers(guest.command("/pain list")) == ["P-1"]
    say = only(guest.command("/pain list"), Say)
    assert only(press(guest, say, "Filter"), OpenForm)


def test_a_list_without_a_journey_goes_on_when_one_is_chosen(maya: FrontDoor) -> None:
    """The typed words are not lost, nor taken for a pain point."""
    shop(maya)
    open_shop(maya, name="Second", channel=None)
    log(maya, "The queue was long")
    for person, typed in (("UONE", "/pain list queue"), ("UTWO", "/journey delights")):
        lost = maya.as_(person).at("CELSE")
        form = only(legal(lost.command(typed)), OpenForm).view
        journey = next(
            option["value"]
            for block in form["blocks"]
            if block.get("block_id") == "journey"
            for option in block["element"]["options"]
            if option["text"]["text"].startswith("Web shop")
        )
        answer = only(lost.submit(form, {"journey": journey, "remember": None}), Say)
        assert "in Web shop" in answer.text
