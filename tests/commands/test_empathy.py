"""Empathy maps: one's own until it is revealed, seen or assumed, changed and taken back."""

import pytest

from charts.empathy_map import EmpathyMap
from commands.errors import FieldError, UserError
from commands.reply import OpenForm, Picture, Post, Rebuild, Replace, Say
from commands.request import Kind
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, initial_values, only, said, shown
from tests.commands.journey_steps import HOSTILE, buttons, mrkdwn, press
from tests.commands.opportunity_world import admin
from tests.commands.pain_world import fill_shop, log
from tests.commands.persona_world import (
    add,
    built,
    happened,
    notes,
    start,
    stored,
    taken,
    text_of,
    told_in_history,
    view_of,
    write,
)
from tests.commands.touchpoint_world import open_shop, retire_stage, stage_id

QUOTE = "An hour for a fern!"


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """The shop in C1 with Nadia; Maya is not the journey's owner."""
    fill_shop(maya)
    add(maya, "Nadia", portrait="👩")
    return maya


@pytest.fixture
def seen(shop: FrontDoor) -> FrontDoor:
    """Nadia was seen twice, and pleased once."""
    log(shop, "The queue was long", persona="1", quote=QUOTE)
    log(shop.later(minutes=1), "No label in the parcel", persona="1")
    later = shop.later(minutes=2)
    form = view_of(later.command("/journey delight The gardener knew it all"))
    where = later.options("where", "", form)[0][1]
    later.log(form, {"where": where, "pleased": "4", "persona": "1"})
    return shop.later(minutes=3)


def test_one_message_asks_the_channel(shop: FrontDoor) -> None:
    view = view_of(shop.command("/journey empathy nad"))
    assert initial_values(view) == {"how": "silent"}, "nothing was seen to begin with"
    message = start(shop)
    assert (message.channel_id, message.subject) == ("C1", "empathy:1")
    told = shown(message)
    assert "*Empathy map of 👩 Nadia* · Web shop" in told
    assert "Everybody sees only their own notes until this is revealed." in told
    assert "nobody has added a note yet · started by <@UMAYA>" in told
    assert list(buttons(message)) == ["Add a note", "My notes", "Reveal"]


def test_silently_everybody_sees_only_their_own(shop: FrontDoor) -> None:
    kwame, message = shop.as_("UKWAME"), start(shop)
    effects = write(shop, message, "I am in a hurry")
    assert only(effects, Rebuild).builder == "empathy.message"
    assert "Only you see it until the notes are revealed." in text_of(effects)
    write(kwame, message, "It is too dear", side="thinks")
    write(kwame, message, "Looks at the watch", side="does")
    told = shown(built(shop))
    assert "3 notes of 2 people so far" in told
    for hidden in ("hurry", "dear", "watch"):
        assert hidden not in told
    assert "hurry" in said(shop.command("/journey empathy nadia"))
    assert "dear" not in said(shop.command("/journey empathy nadia"))
    assert "dear" not in said(shop.command("/journey persona nadia"))
    assert "1 empathy note" in said(shop.command("/journey personas"))
    assert "no empathy notes yet" in said(shop.as_("UZOE").command("/journey empathy"))
    drawn = only(press(shop, only(shop.command("/journey empathy nadia"), Say), "Picture"), Picture)
    assert "dear" not in shown(drawn)
    assert not [told for told in told_in_history(shop) if "hurry" in told]


def test_silence_holds_wherever_people_write(shop: FrontDoor) -> None:
    start(shop)
    alone = shop.as_("UKWAME").at("D1", PlaceKind.DIRECT)
    card = only(alone.command("/journey empathy nadia"), Say)
    assert "Collect with the team" not in buttons(card)
    write(alone, card, "It is too dear")
    assert "dear" not in said(shop.command("/journey empathy nadia"))
    assert "1 note of 1 person so far" in shown(built(shop))


def test_revealed_by_who_may_and_once(shop: FrontDoor) -> None:
    kwame, message = shop.as_("UKWAME"), start(shop)
    with pytest.raises(UserError, match="nothing to reveal"):
        press(shop, message, "Reveal")
    write(kwame, message, "It is too dear", side="thinks")
    with pytest.raises(UserError, match="<@UMAYA> started this and can reveal it"):
        press(kwame, message, "Reveal")
    effects = taken(press(shop, message, "Reveal"))
    drawn = only(effects, Picture)
    assert (drawn.channel_id, drawn.only_for, drawn.chart) == ("C1", None, "empathy_map")
    data = EmpathyMap(**drawn.data)
    assert [note["words"] for note in drawn.data["thinks"]] == ["It is too dear"]
    assert (data.title, data.portrait) == ("Nadia", "👩")
    told = built(shop)
    assert "*Thinks* · 1\\n• “It is too dear” · _assumption_" in shown(told)
    assert "Reveal" not in buttons(told)
    assert "*revealed*" in shown(told)
    for door in (shop, shop.as_("UOWNER"), admin(shop, "UADMIN")):
        with pytest.raises(UserError, match="revealed already"):
            press(door, message, "Reveal")
    # Notes that come later are seen at once.
    assert "Only you" not in text_of(write(kwame, message, "I am lost"))
    assert "I am lost" in shown(built(shop))
    assert happened(shop, "empathy") == [
        "began to write about",
        "added a note to",
        "revealed the notes on",
        "added a note to",
    ]


@pytest.mark.parametrize("who", ["UOWNER", "UADMIN"])
def test_the_owner_and_administrators_reveal_too(shop: FrontDoor, who: str) -> None:
    message = start(shop)
    write(shop, message, "I am in a hurry")
    door = admin(shop, who) if who == "UADMIN" else shop.as_(who)
    only(press(door, message, "Reveal"), Picture)


def test_in_the_open_everybody_sees_everything(shop: FrontDoor) -> None:
    message = start(shop, how="open")
    assert "Reveal" not in buttons(message)
    write(shop, message, "I am in a hurry")
    told = built(shop)
    assert "“I am in a hurry” · _assumption_" in shown(told)
    assert "on the map: 1 note (0 seen, 1 assumed)" in shown(told)
    posted = only(taken(press(shop, told, "Post the picture")), Picture)
    assert posted.channel_id == "C1"


def test_one_silent_collection_at_a_time_in_a_channel(shop: FrontDoor) -> None:
    first = view_of(shop.command("/journey empathy nadia"))
    second = view_of(shop.as_("UKWAME").command("/journey empathy nadia"))
    shop.submit(first, {})
    with pytest.raises(FieldError, match="started this here a moment ago"):
        shop.as_("UKWAME").submit(second, {})
    told = said(shop.as_("UKWAME").command("/journey empathy nadia"))
    assert "being collected here, silently. Add yours." in told
    start(shop.at("C2"))


def test_a_note_seen_in_a_sighting_is_no_assumption(seen: FrontDoor) -> None:
    message = start(seen, how="open", begin=[])
    form = view_of(press(seen, message, "Add a note"))
    assert [text for text, _ in seen.options("seen_in", "", form)] == [
        "P-3 · The gardener knew it all",
        "P-2 · No label in the parcel",
        f"P-1 · “{QUOTE}”",
    ]
    (offered,) = seen.options("seen_in", "fern", form)
    effects = seen.submit(
        form,
        {
            "side": "feels",
            "words": "Rushed",
            "seen_in": offered[1],
            "at_stage": stage_id(seen, "Purchase"),
        },
    )
    assert "*Feels* “Rushed” · Purchase · seen in P-1" in text_of(effects)
    drawn = only(press(seen, built(seen), "Post the picture"), Picture)
    assert drawn.data["feels"] == [{"words": "Rushed", "assumption": False, "source": "P-1"}]
    with pytest.raises(FieldError, match="no longer names them"):
        seen.submit(form, {"side": "feels", "words": "Lost", "seen_in": "999"})


def test_it_begins_with_what_was_really_seen(seen: FrontDoor) -> None:
    view = view_of(seen.command("/journey empathy nadia"))
    assert "Put 4 notes onto the map" in shown(view["blocks"])
    message = start(seen)
    told = shown(message)
    assert f"*Says* · 1\\n• “{QUOTE}” · seen in P-1" in told
    assert "*Pains* · 2" in told
    assert "*Gains* · 1\\n• “The gardener knew it all” · seen in P-3" in told
    assert "above: 4 notes (4 seen, 0 assumed)" in told
    assert len(notes(seen)) == 4
    assert not [label for label in buttons(message) if "What was seen" in label]


def test_quotes_wait_as_ready_notes(seen: FrontDoor) -> None:
    message = start(seen, begin=[])
    assert notes(seen) == []
    ready = only(taken(press(seen, message, "What was seen (4)")), Say)
    used = taken(press(seen, ready, "Use as says"))
    assert f"*Says* “{QUOTE}” is on the map." in text_of(used)
    assert f"✓ “{QUOTE}” · said, P-1" in text_of(used)
    assert only(used, Rebuild).subject == "empathy:1"
    assert f"• “{QUOTE}” · seen in P-1" in shown(built(seen)), "it is nobody's guess"
    again = press(seen.as_("UKWAME"), ready, "Use as says")
    assert "is on the map already" in text_of(again)
    assert len(notes(seen)) == 1
    assert "What was seen (3)" in buttons(built(seen))
    with pytest.raises(UserError, match="no longer works"):
        seen.click("empathy.use", "1 1 1 says 999")


def test_ones_own_notes_are_changed_and_taken_back(shop: FrontDoor) -> None:
    message = start(shop)
    receipt = only(write(shop, message, "I am in a hurry"), Say)
    form = view_of(press(shop, receipt, "Change"))
    assert form["title"]["text"] == "Change your note"
    assert initial_values(form)["words"] == "I am in a hurry"
    effects = taken(shop.submit(form, {"words": "I am late", "side": "thinks"}))
    assert "*Thinks* “I am late”" in text_of(effects)
    assert only(effects, Rebuild)
    assert "stays as it was" in text_of(shop.submit(view_of(press(shop, receipt, "Change")), {}))
    open_still = view_of(press(shop, receipt, "Change"))
    mine = only(taken(press(shop, message, "My notes")), Say)
    back = only(taken(press(shop, mine, "Take back")), Replace)
    assert "Your note “I am late” is taken back." in shown(back)
    assert "0 notes" in back.text
    assert "taken back already" in text_of(press(shop, receipt, "Take back"))
    with pytest.raises(FieldError, match="took this note back"):
        shop.submit(open_still, {"words": "Later"})
    with pytest.raises(UserError, match="took this note back"):
        press(shop, receipt, "Change")
    assert "nobody has added a note yet" in shown(built(shop))
    assert "on the map again" in text_of(press(shop, back, "Put it back"))
    assert "is on the map." in text_of(press(shop, back, "Put it back"))
    assert "1 note of 1 person" in shown(built(shop))
    assert happened(shop, "empathy") == [
        "began to write about",
        "added a note to",
        "changed a note on",
        "took a note from",
        "put a note back on",
    ]


def test_nobody_touches_the_notes_of_others(shop: FrontDoor) -> None:
    receipt = only(write(shop, start(shop), "I am in a hurry"), Say)
    kwame = shop.as_("UKWAME")
    form = view_of(press(shop, receipt, "Change"))
    for label in ("Change", "Take back"):
        with pytest.raises(UserError, match="not yours"):
            press(kwame, receipt, label)
    with pytest.raises(UserError, match="not yours"):
        kwame.click("empathy.put_back", "1")
    with pytest.raises(FieldError, match="no longer yours"):
        kwame.submit(form, {"words": "Mine now"})
    assert [note.words for note in notes(shop)] == ["I am in a hurry"]


def test_who_runs_the_journey_takes_a_note_off_and_puts_it_back(shop: FrontDoor) -> None:
    message = start(shop, how="open")
    receipt = only(write(shop, message, "She is a fool"), Say)
    owner = shop.as_("UOWNER")
    assert "Take off" not in buttons(only(shop.click("empathy.side", "1 says 1"), Say))
    seen = only(owner.click("empathy.side", "1 says 1"), Say)
    with pytest.raises(UserError, match="Ask <@UOWNER>"):
        press(shop.as_("UKWAME"), seen, "Take off")
    effects = press(owner, seen, "Take off")
    now = only(effects, Replace)
    assert "“She is a fool” by <@UMAYA> is off the map." in shown(now)
    assert only(effects, Rebuild).subject == "empathy:1"
    assert "fool" not in said(shop.click("empathy.map", "1"))
    assert "took a note from it: “She is a fool”" in said(shop.command("/journey history"))
    with pytest.raises(UserError, match="<@UOWNER> took this note off"):
        shop.click("empathy.put_back", "1")
    with pytest.raises(UserError, match="not yours"):
        shop.as_("UKWAME").click("empathy.put_back", "1")
    assert "The note is on the map again." in text_of(press(owner, now, "Put it back"))
    assert "fool" in said(shop.click("empathy.map", "1"))
    press(shop, receipt, "Take back")
    shop.click("empathy.put_back", "1")


def test_a_silent_note_is_nobody_elses_to_take_off(shop: FrontDoor) -> None:
    write(shop, start(shop), "I am in a hurry")
    with pytest.raises(UserError, match="no longer works"):
        shop.as_("UOWNER").click("empathy.take_off:1", "1 1")
    assert "hurry" not in " ".join(told_in_history(shop))


def test_the_same_thought_is_there_once(shop: FrontDoor) -> None:
    message = start(shop)
    write(shop, message, "I am in a hurry")
    assert "You had said that before" in text_of(write(shop, message, "I am in a HURRY"))
    assert len(notes(shop)) == 1


def test_all_notes_of_a_side_page_by_page(shop: FrontDoor) -> None:
    message = start(shop, how="open")
    for n in range(12):
        write(shop, message, f"Says {n}")
    told = built(shop)
    assert "*Says* · 12" in shown(told)
    assert "and 9 more" in shown(told)
    whole = only(taken(press(shop, told, "All notes")), Say)
    side = only(taken(press(shop, whole, "All")), Say)
    assert "12 notes" in side.text
    further = only(taken(press(shop, side, "Next")), Replace)
    assert "Says 11" in shown(further)
    assert "Next" not in buttons(further)
    drawn = only(press(shop, told, "Post the picture"), Picture)
    assert len(drawn.data["says"]) == 8
    assert drawn.data["subtitle"] == "Web shop · 8 of 12 notes, those seen first"
    mine = only(taken(press(shop, told, "My notes")), Say)
    assert "Says 11" in shown(only(taken(press(shop, mine, "Next")), Replace))


def test_without_a_name_all_personas_are_listed(shop: FrontDoor) -> None:
    add(shop, "Tom")
    write(shop, start(shop, how="open"), "I am in a hurry")
    listed = only(taken(shop.command("/journey empathy")), Say)
    told = shown(listed)
    assert "*👩 Nadia*\\n1 empathy note" in told
    assert "*Tom*\\nno empathy notes yet" in told
    card = only(press(shop, listed, "Empathy map"), Say)
    assert "1 note (0 seen, 1 assumed)" in card.text
    only(press(shop, card, "Collect with the team"), OpenForm)


def test_an_unknown_name_leads_to_a_known_one(shop: FrontDoor) -> None:
    near = only(taken(shop.command("/journey empathy nadja")), Say)
    assert "Did you mean *Nadia*?" in near.text
    only(taken(press(shop, near, "👩 Nadia")), OpenForm)


def test_on_a_retired_persona_nothing_is_added(shop: FrontDoor) -> None:
    message = start(shop, how="open")
    form = view_of(press(shop, message, "Add a note"))
    shop.command("/journey persona retire nadia")
    with pytest.raises(UserError, match="is retired"):
        press(shop, message, "Add a note")
    with pytest.raises(FieldError, match="was retired"):
        shop.submit(form, {"side": "says", "words": "Hello"})
    assert "Add a note" not in buttons(built(shop))
    assert "nothing is added any more" in said(shop.command("/journey empathy nadia"))
    assert notes(shop) == []


def test_guests_add_notes_and_start_nothing(shop: FrontDoor) -> None:
    message = start(shop)
    guest = shop.as_("UGUEST", guest=True)
    write(guest, message, "I am in a hurry")
    with pytest.raises(UserError, match="Guests"):
        press(guest, message, "Reveal")
    with pytest.raises(UserError, match="Guests"):
        guest.ask(
            Kind.SUBMIT,
            "empathy.start",
            values={"how": "open"},
            context={"persona": "1"},
        )
    assert "Empathy map" in said(guest.command("/journey empathy nadia"))


def test_a_private_journeys_map_stays_there(shop: FrontDoor) -> None:
    open_shop(shop, name="Secret", channel="G1", private=True)
    inside = shop.as_("UOWNER").at("G1", PlaceKind.PRIVATE)
    add(inside, "Zoe")
    zoe = str(stored(shop, "Zoe")[0].id)
    message = start(inside, "zoe")
    for action, value in (
        ("empathy.note", f"{zoe} 1"),
        ("empathy.reveal", "1"),
        ("empathy.seen", f"{zoe} 1 1"),
        ("empathy.mine", f"{zoe} 1"),
    ):
        with pytest.raises(UserError, match="no longer here for you to see"):
            shop.as_("UKWAME").click(action, value)
    # The owner sees the journey everywhere, and shows it to nobody by that.
    for action in ("empathy.start", "empathy.post"):
        with pytest.raises(UserError, match="private channel"):
            shop.as_("UOWNER").click(action, zoe)
    with pytest.raises(UserError, match="no longer here"):
        shop.as_("UX", workspace_id="T2").click("empathy.reveal", "1")
    assert message.channel_id == "G1"


@pytest.mark.parametrize("words", ["", "  ", "\u202e", "x" * 301])
def test_a_note_is_short_and_not_empty(shop: FrontDoor, words: str) -> None:
    message = start(shop)
    with pytest.raises(FieldError) as wrong:
        write(shop, message, words)
    assert "words" in wrong.value.by_field
    with pytest.raises(FieldError) as wrong:
        write(shop, message, "Hello", side=None)
    assert "side" in wrong.value.by_field
    assert notes(shop) == []


def test_hostile_words_stay_words_and_customer_data_is_masked(shop: FrontDoor) -> None:
    message = start(shop, how="open")
    write(shop, message, HOSTILE)
    masked = write(shop, message, "Write to nadia@example.com", side="does")
    assert "Masked: an e-mail address." in text_of(masked)
    assert "example.com" not in notes(shop)[1].words
    write(shop, message, "&" * 300, side="gains")
    told = built(shop)
    for text in mrkdwn([*told.blocks, *only(shop.click("empathy.map", "1"), Say).blocks]):
        assert "<!channel>" not in text
        assert "*bold*" not in text
    taken(shop.click("empathy.side", "1 gains 1"))


@pytest.mark.parametrize(
    ("action", "value"),
    [
        ("empathy.side", "1 nonsense 1"),
        ("empathy.own", "burn 1 0"),
        ("empathy.own", ""),
        ("empathy.reveal", "x"),
        ("empathy.note", ""),
        ("empathy.put_back", "9" * 40),
        ("empathy.use", "1"),
    ],
)
def test_a_broken_button_says_so(shop: FrontDoor, action: str, value: str) -> None:
    only(write(shop, start(shop), "I am in a hurry"), Say)
    with pytest.raises(UserError):
        shop.click(action, value)


def test_a_page_that_is_no_page_is_the_first(shop: FrontDoor) -> None:
    write(shop, start(shop, how="open"), "I am in a hurry")
    for value in ("1 x", "1 0", "1 -3", "1"):
        assert "I am in a hurry" in text_of(shop.click("empathy.mine", value))


def test_the_message_of_nothing_is_not_built(shop: FrontDoor) -> None:
    assert shop.ask(Kind.MESSAGE, "empathy.message", value="999") == []
    assert isinstance(start(shop), Post)


def test_a_stage_that_was_retired_stays_with_the_note(shop: FrontDoor) -> None:
    message = start(shop)
    receipt = only(write(shop, message, "Hello", at_stage=stage_id(shop, "Awareness")), Say)
    retire_stage(shop, "Awareness")
    effects = shop.submit(view_of(press(shop, receipt, "Change")), {"words": "Hello again"})
    assert "“Hello again” · Awareness" in text_of(effects)
