"""A picture as a persona's portrait: through the form, fetched, made small, on the card, away."""

import io
import json
from base64 import b64decode

import pytest
from PIL import Image
from sqlmodel import select

from commands.errors import FieldError
from commands.persona import photo
from commands.reply import Effect, FetchFile, Picture, Say, Tell
from commands.request import CLOCK, Kind
from storage.db import transaction
from storage.models import History, PersonaPicture
from tests.commands.front_door import FrontDoor, initial_values, only, shown
from tests.commands.journey_steps import press
from tests.commands.persona_world import add, stored, taken, text_of, view_of
from tests.commands.touchpoint_world import open_shop


@pytest.fixture
def shop(maya: FrontDoor) -> FrontDoor:
    open_shop(maya)
    add(maya, "Nadia")
    return maya


def file(name: str = "nadia.png") -> list[str]:
    return [json.dumps({"id": "F7", "name": name})]


def png(colour: str = "red") -> bytes:
    held = io.BytesIO()
    Image.new("RGB", (300, 200), colour).save(held, "PNG")
    return held.getvalue()


def chosen(door: FrontDoor, **values: object) -> list[Effect]:
    """The edit form, sent with these fields."""
    view = view_of(door.command("/journey persona edit Nadia"))
    return taken(door.submit(view, values))  # type: ignore[arg-type]  # as forms have them


def heard(door: FrontDoor, fetch: FetchFile, content: bytes | None, refused: str = "") -> Tell:
    """The shell's part: the file is fetched and prepared, or refused by Slack."""
    prepared = None
    if content is not None:
        prepared = door.router.prepares[fetch.listener](content, fetch.how)
    clock = FrontDoor(door.engine, door.now, CLOCK, None)
    values = {"refused": refused} if refused else {}
    effects = clock.ask(
        Kind.HEARD, fetch.listener, value=fetch.value, prepared=prepared, values=values
    )
    return only(taken(effects), Tell)


def test_a_picture_is_fetched_made_small_and_shown_on_the_card(shop: FrontDoor) -> None:
    effects = chosen(shop, picture=file())
    assert "on its way" in text_of([only(effects, Say)])
    fetch = only(effects, FetchFile)
    assert (fetch.file_id, fetch.most) == ("F7", photo.MOST_BYTES)
    told = heard(shop, fetch, png())
    assert told.person_id == "UMAYA"
    assert "*Nadia* has a picture now." in shown(told)
    card = only(taken(press(shop, Say(told.text, told.blocks), "See the card")), Picture)
    seen = Image.open(io.BytesIO(b64decode(card.data["photo"])))
    assert seen.size == (264, 264)
    assert "changed Picture from empty to \u201ca picture\u201d" in text_of(
        shop.command("/journey persona Nadia")
    )


def test_a_new_persona_may_bring_its_picture(shop: FrontDoor) -> None:
    view = view_of(shop.command("/journey persona add Bernd"))
    effects = taken(shop.submit(view, {"picture": file("b.JPG")}))
    heard(shop, only(effects, FetchFile), png())
    (bernd,) = stored(shop, "Bernd")
    with transaction(shop.engine) as session:
        assert session.exec(select(PersonaPicture.persona_id)).all() == [bernd.id]


def test_the_same_picture_twice_changes_nothing_and_another_takes_its_place(
    shop: FrontDoor,
) -> None:
    for colour in ("red", "red", "blue"):
        heard(shop, only(chosen(shop, picture=file()), FetchFile), png(colour))
    with transaction(shop.engine) as session:
        assert len(session.exec(select(PersonaPicture)).all()) == 1
        told = [entry.after for entry in session.exec(select(History).order_by("id"))]
    assert told[-2:] == [{"picture": "a picture"}, {"picture": "another picture"}]


def test_a_picture_can_be_taken_away(shop: FrontDoor) -> None:
    view = view_of(shop.command("/journey persona edit Nadia"))
    assert "picture_off" not in initial_values(view), "there is none yet"
    heard(shop, only(chosen(shop, picture=file()), FetchFile), png())
    effects = chosen(shop, picture_off=["picture_off"])
    assert "Its picture is gone." in text_of(effects)
    with transaction(shop.engine) as session:
        assert session.exec(select(PersonaPicture)).all() == []


@pytest.mark.parametrize(
    ("content", "refused", "why"),
    [
        (b"GIF89a", "", "it is no PNG or JPEG"),
        (None, "too_large", "it is larger than 8 MB"),
        (None, "missing_scope", "Slack did not give it"),
    ],
)
def test_what_cannot_be_used_is_told_with_what_to_do(
    shop: FrontDoor, content: bytes | None, refused: str, why: str
) -> None:
    told = heard(shop, only(chosen(shop, picture=file()), FetchFile), content, refused)
    assert why in shown(told)
    view_of(press(shop, Say(told.text, told.blocks), "Edit"))


def test_what_is_plainly_no_picture_is_said_in_the_form(shop: FrontDoor) -> None:
    with pytest.raises(FieldError) as wrong:
        chosen(shop, picture=file("cv.pdf"), goals="Kept out")
    assert wrong.value.by_field == {"picture": "Choose a PNG or JPEG picture."}
    assert stored(shop, "Nadia")[0].goals == ""
