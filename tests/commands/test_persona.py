"""Personas: added, found by a bit of their name, edited without overwriting, retired and kept."""

import pytest

from charts.persona_card import PersonaCard
from commands.errors import FieldError, UserError
from commands.reply import Picture, Replace, Say
from storage.persona import personas
from storage.vocabulary import PlaceKind
from tests.commands.front_door import FrontDoor, initial_values, only, said, shown
from tests.commands.journey_steps import HOSTILE, buttons, mrkdwn, press
from tests.commands.pain_world import fill_shop, log, opened, sightings
from tests.commands.persona_world import add, happened, stored, taken, text_of, view_of
from tests.commands.touchpoint_world import open_shop


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    """The shop in C1; Maya is not the journey's owner."""
    fill_shop(maya)
    return maya


def labels(door: FrontDoor, typed: str) -> list[str]:
    view = view_of(door.command(typed))
    return [block["label"]["text"] for block in view["blocks"] if block["type"] == "input"]


def test_the_form_asks_what_the_team_knows(shop: FrontDoor) -> None:
    assert labels(shop, "/journey persona") == [
        "Name",
        "Portrait",
        "Picture",
        "Demographics",
        "Goals",
        "Motivations that bring them",
        "What keeps them away",
        "Frustrations",
        "Quote",
        "Evidence",
    ]
    card = add(
        shop,
        "Nadia, first balcony",
        portrait=":woman:",
        hindrances="No car",
        quote="I can't wait in all day for a fern.",
    )
    told = shown(card)
    assert "👩 Nadia, first balcony* is added" in told
    assert ">I can't wait in all day for a fern." in told
    assert "*What keeps them away*\\nNo car" in told
    assert "_Assumption_: nothing is known to be behind it yet." in told
    assert "Demographics" not in told, "nothing is said of what nobody filled in"
    (nadia,) = stored(shop)
    assert (nadia.portrait, nadia.hindrances) == ("👩", "No car")
    assert happened(shop) == ["added"]


def test_sightings_go_on_naming_who_was_retired(shop: FrontDoor) -> None:
    add(shop, "Nadia")
    log(shop, "The queue was long", persona="1")
    assert "Nadia (retired)" not in said(shop.command("/pain P-1"))
    shop.command("/journey persona retire Nadia")
    assert "Nadia (retired)" in said(shop.command("/pain P-1"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (":woman:", "👩"),
        (":WOMAN::skin-tone-4:", "👩🏽"),
        ("👩🏽‍🌾", "👩🏽‍🌾"),
        (":our-own_emoji:", ":our-own_emoji:"),
        ("🇩🇪", "🇩🇪"),
        ("", ""),
    ],
)
def test_a_portrait_is_an_emoji(shop: FrontDoor, typed: str, kept: str) -> None:
    add(shop, "Nadia", portrait=typed)
    assert stored(shop)[0].portrait == kept


@pytest.mark.parametrize(
    "typed", ["Nadia", "<!channel>", ":woman: :man:", "👩 and 👨", ":<x>:", "1"]
)
def test_a_portrait_is_nothing_else(shop: FrontDoor, typed: str) -> None:
    with pytest.raises(FieldError) as wrong:
        add(shop, "Nadia", portrait=typed)
    assert "one emoji" in wrong.value.by_field["portrait"]
    assert stored(shop) == []


def test_what_they_meet_comes_from_the_sightings_that_name_them(shop: FrontDoor) -> None:
    add(shop, "Nadia", evidence="Seven interviews")
    assert "no sightings yet" in said(shop.command("/journey persona nadia"))
    form = opened(shop, "/pain The queue was long")
    assert "Who is it about?" in form.labels, "the pain form offers personas"
    log(shop, "The queue was long", persona="1")
    log(shop.as_("UKWAME"), "No label in the parcel", persona="1")
    log(shop, "Nobody is named")
    told = said(shop.command("/journey persona nadia"))
    assert "*What they meet* · 2 open pain points" in told
    assert "*P-1* The queue was long" in told
    assert "*P-2* No label in the parcel" in told
    assert "Nobody is named" not in told
    assert "Seven interviews\\n2 sightings by 2 people name them." in told
    assert "2 sightings by 2 people" in said(shop.command("/journey personas"))


def test_a_bit_of_the_name_is_enough(shop: FrontDoor) -> None:
    add(shop, "Nadia, first balcony")
    add(shop, "Tom, the weekend project")
    add(shop, "Tomás")
    for typed in ("nadia, FIRST balcony", "nad", "balcony first", "nádia"):
        assert "Persona of Web shop" in said(shop.command(f"/journey persona {typed}"))
    asked = only(taken(shop.command("/journey persona tom")), Say)
    assert "Did you mean *Tom, the weekend project* or *Tomás*?" in asked.text
    near = only(taken(shop.command("/journey persona nadja")), Say)
    assert "Did you mean *Nadia, first balcony*?" in near.text
    card = only(press(shop, near, "Nadia, first balcony"), Say)
    assert "Persona of Web shop" in shown(card)
    nobody = only(taken(shop.command("/journey persona <!channel>")), Say)
    assert "&lt;!channel&gt;" in nobody.text
    assert "Did you mean" not in nobody.text
    form = view_of(press(shop, only(shop.command("/journey persona Zoe"), Say), "Add a new one"))
    assert initial_values(form)["name"] == "Zoe"


def test_a_name_is_there_once_in_a_journey(shop: FrontDoor) -> None:
    add(shop, "Nadia")
    with pytest.raises(FieldError) as wrong:
        add(shop, "NÁDIA")
    assert "has a persona called Nadia" in wrong.value.by_field["name"]
    shop.command("/journey persona retire nadia")
    with pytest.raises(FieldError) as wrong:
        add(shop, "nadia")
    assert "/journey persona restore Nadia" in wrong.value.by_field["name"]
    assert len(stored(shop)) == 1
    # Another journey has its own.
    open_shop(shop, name="Repairs", channel="C2")
    add(shop.at("C2"), "Nadia")
    assert len(stored(shop)) == 2


def test_edits_of_two_people_lose_nothing(shop: FrontDoor) -> None:
    card = add(shop, "Nadia", goals="A fern")
    mine = view_of(press(shop, card, "Edit"))
    theirs = view_of(press(shop.as_("UKWAME"), card, "Edit"))
    assert initial_values(mine)["goals"] == "A fern"
    told = text_of(shop.as_("UKWAME").submit(theirs, {"goals": "Two ferns", "quote": "Now!"}))
    assert "is changed: Goals, Quote." in told
    # What only one of them changed goes together.
    back = view_of(shop.submit(mine, {"goals": "Three ferns", "demographics": "29"}))
    assert "Nothing is stored yet" in shown(back["blocks"])
    assert "<@UKWAME> set *Goals* to “Two ferns”" in shown(back["blocks"])
    assert stored(shop)[0].goals == "Two ferns"
    assert "is changed: Demographics, Goals." in text_of(shop.submit(back, {}))
    (nadia,) = stored(shop)
    assert (nadia.goals, nadia.demographics, nadia.quote) == ("Three ferns", "29", "Now!")
    again = view_of(press(shop, card, "Edit"))
    assert "stays as it was" in text_of(shop.submit(again, {}))
    assert happened(shop) == ["added", "edited", "edited"]


def test_a_new_name_must_be_free(shop: FrontDoor) -> None:
    add(shop, "Tom")
    form = view_of(press(shop, add(shop, "Nadia"), "Edit"))
    with pytest.raises(FieldError) as wrong:
        shop.submit(form, {"name": "tom"})
    assert "called Tom" in wrong.value.by_field["name"]
    assert "is changed: Name." in text_of(shop.submit(form, {"name": "Nadja"}))


def test_retired_is_kept_and_comes_back(shop: FrontDoor) -> None:
    card = add(shop, "Nadia")
    edit = view_of(press(shop, card, "Edit"))
    gone = only(taken(press(shop, card, "Retire")), Replace)
    assert "is retired: off the lists and forms" in gone.text
    assert "was retired already" in only(press(shop, card, "Retire"), Replace).text
    assert "Edit" not in buttons(gone)
    with pytest.raises(FieldError, match="retired while this form was open"):
        shop.submit(edit, {"goals": "A fern"})
    assert "is retired. Restore it first" in said(shop.command("/journey persona edit nadia"))
    listed = only(taken(shop.command("/journey personas")), Say)
    assert "0 personas" in shown(listed)
    retired = only(taken(press(shop, listed, "Retired (1)")), Replace)
    assert "*Nadia*" in shown(retired)
    assert "is back on the lists" in only(press(shop, gone, "Restore"), Replace).text
    assert "is in use" in said(shop.command("/journey persona restore nadia"))
    assert happened(shop) == ["added", "retired", "restored"]


def test_a_retired_persona_stays_with_its_pain_points(shop: FrontDoor) -> None:
    add(shop, "Nadia")
    log(shop, "The queue was long", persona="1")
    shop.command("/journey persona retire nadia")
    form = view_of(shop.command("/pain edit P-1"))
    shop.submit(form, {"title": "The queue was very long"})
    assert [each.persona_id for each in sightings(shop)] == [1]


def test_guests_look_and_change_nothing(shop: FrontDoor) -> None:
    add(shop, "Nadia")
    guest = shop.as_("UGUEST", guest=True)
    card = only(taken(guest.command("/journey persona nadia")), Say)
    assert not {"Edit", "Retire", "Post in the channel"} & set(buttons(card))
    assert "1 persona" in said(guest.command("/journey persona"))
    for typed in ("add Tom", "edit nadia", "retire nadia"):
        with pytest.raises(UserError, match="Guests"):
            guest.command(f"/journey persona {typed}")
    with pytest.raises(UserError, match="Guests"):
        guest.click("persona.retire", "1")


def test_what_is_not_for_ones_eyes_is_not_shown(shop: FrontDoor) -> None:
    open_shop(shop, name="Secret", channel="G1", private=True)
    add(shop.at("G1", PlaceKind.PRIVATE), "Zoe")
    zoe = str(stored(shop, "Zoe")[0].id)
    outside = shop.as_("UKWAME")
    for action in ("persona.card", "persona.edit", "persona.picture", "empathy.map"):
        with pytest.raises(UserError, match="no longer here for you to see"):
            outside.click(action, zoe)
    other = shop.as_("UX", workspace_id="T2")
    with pytest.raises(UserError, match="no longer here for you to see"):
        other.click("persona.card", "1")
    for value in ("", "x", "9" * 30, "-1"):
        with pytest.raises(UserError):
            shop.click("persona.card", value)


def test_hostile_words_stay_words(shop: FrontDoor) -> None:
    columns = ("demographics", "goals", "motivations", "hindrances", "frustrations")
    texts = dict.fromkeys((*columns, "quote", "evidence"), HOSTILE)
    card = add(shop, f"{HOSTILE} Zoe", **texts)
    listed = only(taken(shop.command("/journey personas")), Say)
    for text in [*mrkdwn(card), *mrkdwn(listed)]:
        assert "<!channel>" not in text
        assert "*bold*" not in text
        assert "\u202e" not in text


def test_customer_data_is_masked(shop: FrontDoor) -> None:
    card = add(shop, "Nadia", quote="Call me at +49 170 1234567 or nadia@example.com")
    (nadia,) = stored(shop)
    assert "1234567" not in nadia.quote
    assert "example.com" not in nadia.quote
    assert "Masked: a phone number and an e-mail address." in card.text


@pytest.mark.parametrize("name", ["", "   ", "\u202e", "x" * 81])
def test_a_name_is_needed_and_short(shop: FrontDoor, name: str) -> None:
    view = view_of(shop.command("/journey persona"))
    with pytest.raises(FieldError) as wrong:
        shop.submit(view, {"name": name})
    assert "name" in wrong.value.by_field


def test_long_texts_are_shown_within_slacks_limits(shop: FrontDoor) -> None:
    with pytest.raises(FieldError) as wrong:
        add(shop, "Nadia", goals="x" * 1001, quote="&" * 501)
    assert set(wrong.value.by_field) == {"goals", "quote"}
    add(shop, "Nadia", goals="&" * 1000, quote="&" * 500, evidence=">" * 500)
    taken(shop.command("/journey persona nadia"))


def test_a_journey_has_room_for_so_many(shop: FrontDoor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(personas, "MOST", 2)
    add(shop, "Nadia")
    form = view_of(shop.command("/journey persona"))
    add(shop, "Tom")
    with pytest.raises(UserError, match="room for 2 personas"):
        shop.command("/journey persona")
    with pytest.raises(FieldError, match="room for 2 personas"):
        shop.submit(form, {"name": "Zoe"})
    shop.command("/journey persona retire tom")
    add(shop, "Zoe")
    assert "stays retired" in said(shop.command("/journey persona restore tom"))


def test_the_list_is_paged(shop: FrontDoor) -> None:
    for n in range(12):
        add(shop, f"Persona {n:02}")
    first = only(taken(shop.command("/journey persona list")), Say)
    assert "12 personas" in shown(first)
    assert "Page 1 of 2" in shown(first)
    second = only(taken(press(shop, first, "Next")), Replace)
    assert "*Persona 11*" in shown(second)
    assert "Previous" in buttons(second)


def test_its_history_is_told_page_by_page(shop: FrontDoor) -> None:
    card = add(shop, "Nadia")
    for n in range(12):
        form = view_of(press(shop, card, "Edit"))
        card = only(taken(shop.submit(form, {"goals": f"{n} ferns"})), Say)
    pages = only(taken(press(shop, card, "More history")), Say)
    assert "Goals from “10 ferns” to “11 ferns”" in shown(pages)
    older = only(taken(press(shop, pages, "Older")), Replace)
    assert "added it" in shown(older)


def test_the_card_as_a_picture(shop: FrontDoor) -> None:
    card = add(shop, "Nadia *bold*", portrait="👩", quote="Now!")
    drawn = only(taken(press(shop, card, "Picture")), Picture)
    assert (drawn.only_for, drawn.channel_id, drawn.chart) == ("UMAYA", None, "persona_card")
    data = PersonaCard(**drawn.data)
    assert (data.name, data.portrait, data.journey, data.quote) == (
        "Nadia *bold*",
        "👩",
        "Web shop",
        "Now!",
    )
    assert "Nadia" in drawn.alt_text
    posted = only(taken(press(shop, card, "Post in the channel")), Picture)
    assert (posted.only_for, posted.channel_id) == (None, "C1")


def test_a_private_journeys_card_is_not_posted_elsewhere(shop: FrontDoor) -> None:
    open_shop(shop, name="Secret", channel="G1", private=True)
    owner = shop.as_("UOWNER")
    add(owner.at("G1", PlaceKind.PRIVATE), "Zoe")
    zoe = str(stored(shop, "Zoe")[0].id)
    with pytest.raises(UserError, match="private channel"):
        owner.click("persona.post", zoe)
