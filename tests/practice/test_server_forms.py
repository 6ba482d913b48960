"""Forms over real Socket Mode: every input, field errors, type-ahead, dispatch."""

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.server import PracticeServer
from tests.practice.driver import NotSeenError, Person, RefusedError
from tests.practice.form_handlers import STORE, opens, takes
from tests.practice.seen import Json
from tests.practice.serving import IMPATIENT
from tests.practice.small_app import (
    SmallApp,
    field,
    modal,
    option,
    section,
    text_field,
)


async def test_a_form_travels_to_the_app_and_closes(small: SmallApp, maya: Person) -> None:
    opens(small, modal(text_field("What happened?", "what"), private_metadata="kept"))
    seen = takes(small)
    await maya.command(STORE, "/pain")
    form = await maya.form("A form")
    form.fill({"What happened?": "The queue is long"})
    assert await form.submit() == {}
    await maya.no_form()
    view = seen[0]["view"]
    assert view["state"]["values"]["what"]["a"] == {
        "type": "plain_text_input",
        "value": "The queue is long",
    }
    assert view["private_metadata"] == "kept"
    assert view["root_view_id"] == view["id"]
    assert seen[0]["user"]["id"] == maya.id
    assert seen[0]["type"] == "view_submission"


async def test_every_input_has_slacks_shape(small: SmallApp, maya: Person) -> None:
    colours = [option("Red"), option("Green", "g")]
    opens(
        small,
        modal(
            field("How many?", {"type": "number_input", "is_decimal_allowed": False}, "n"),
            field("One", {"type": "static_select", "options": colours}, "one"),
            field("Some", {"type": "multi_static_select", "options": colours}, "some"),
            field("Radio", {"type": "radio_buttons", "options": colours}, "radio"),
            field("Boxes", {"type": "checkboxes", "options": colours}, "boxes"),
            field("Who", {"type": "users_select"}, "who"),
            field("Where", {"type": "channels_select"}, "where"),
            field("Day", {"type": "datepicker"}, "day"),
            field("Hour", {"type": "timepicker", "timezone": "Europe/Oslo"}, "hour"),
            text_field("Nothing", "nothing", optional=True),
        ),
    )
    seen = takes(small)
    await maya.command(STORE, "/pain")
    form = await maya.form()
    assert form.options("One") == ["Red", "Green"]
    form.fill(
        {
            "How many?": 3,
            "One": "Green",
            "Some": ["Red", "Green"],
            "Radio": "Red",
            "Boxes": ["Green"],
            "Who": "Priya",
            "Where": "#general",
            "Day": "2026-03-09",
            "Hour": "09:30",
        }
    )
    assert await form.submit() == {}
    values = {name: block["a"] for name, block in seen[0]["view"]["state"]["values"].items()}
    green = {"text": {"type": "plain_text", "text": "Green", "emoji": True}, "value": "g"}
    assert values["n"] == {"type": "number_input", "value": "3"}
    assert values["one"] == {"type": "static_select", "selected_option": green}
    assert [item["value"] for item in values["some"]["selected_options"]] == ["red", "g"]
    assert values["radio"]["selected_option"]["value"] == "red"
    assert values["boxes"] == {"type": "checkboxes", "selected_options": [green]}
    assert values["who"] == {"type": "users_select", "selected_user": maya.user_id("Priya")}
    assert values["where"]["selected_channel"] == maya.channel_id("#general")
    assert values["day"]["selected_date"] == "2026-03-09"
    assert values["hour"] == {
        "type": "timepicker",
        "selected_time": "09:30",
        "timezone": "Europe/Oslo",
    }
    assert values["nothing"] == {"type": "plain_text_input", "value": None}


async def test_what_is_there_at_first_is_submitted(small: SmallApp, maya: Person) -> None:
    given = {"type": "plain_text_input", "initial_value": "from the message"}
    opens(small, modal(field("What?", given, "what")))
    seen = takes(small)
    await maya.command(STORE, "/pain")
    form = await maya.form()
    assert form.value("What?") == "from the message"
    assert await form.submit() == {}
    assert seen[0]["view"]["state"]["values"]["what"]["a"]["value"] == "from the message"


async def test_the_client_checks_what_slacks_client_checks(small: SmallApp, maya: Person) -> None:
    number = {"type": "number_input", "is_decimal_allowed": False, "max_value": "5"}
    short = {"type": "plain_text_input", "max_length": 3}
    opens(
        small,
        modal(
            text_field("Needed", "needed"),
            field("Number", number, "number"),
            field("Short", short, "short"),
            field("Mail", {"type": "email_text_input"}, "mail"),
        ),
    )
    seen = takes(small)
    await maya.command(STORE, "/pain")
    form = await maya.form()
    form.fill({"Needed": "", "Number": 9, "Short": "long", "Mail": "nobody"})
    errors = await form.submit()
    assert errors["Needed"] == "Please complete this required field."
    assert set(errors) == {"Needed", "Number", "Short", "Mail"}
    assert seen == []


async def test_field_errors_of_the_app_keep_the_form_open(small: SmallApp, maya: Person) -> None:
    opens(small, modal(text_field("What?", "what")))
    takes(small, response_action="errors", errors={"what": "Say a little more."})
    await maya.command(STORE, "/pain")
    form = await maya.form()
    form.fill({"What?": "x"})
    assert await form.submit() == {"What?": "Say a little more."}
    assert form.is_open


async def test_errors_on_unknown_blocks_are_trouble(small: SmallApp, maya: Person) -> None:
    opens(small, modal(text_field("What?", "what"), section("Words", block_id="words")))
    takes(small, response_action="errors", errors={"words": "Not an input."})
    await maya.command(STORE, "/pain")
    form = await maya.form()
    form.fill({"What?": "x"})
    with pytest.raises(RefusedError, match="trouble connecting"):
        await form.submit()
    await maya.sees_error("words is not an input block")


async def test_typeahead(small: SmallApp, maya: Person) -> None:
    select = {"type": "external_select", "action_id": "where", "min_query_length": 2}
    opens(small, modal(field("Where?", select, "where")))
    seen = takes(small)
    asked: list[Json] = []

    @small.app.options("where")
    async def where(ack: AsyncAck, body: Json) -> None:
        asked.append(body)
        pages = ["Checkout page", "Checkout desk", "Home page"]
        await ack(options=[option(name) for name in pages if body["value"] in name])

    await maya.command(STORE, "/pain")
    form = await maya.form()
    assert await form.suggestions("Where?", "C") == []
    assert asked == []
    assert await form.suggestions("Where?", "Check") == ["Checkout page", "Checkout desk"]
    assert asked[0]["container"] == {"type": "view", "view_id": form.view_id}
    form.fill({"Where?": "Checkout desk"})
    assert await form.submit() == {}
    chosen = seen[0]["view"]["state"]["values"]["where"]["where"]["selected_option"]
    assert chosen["text"]["text"] == "Checkout desk"
    with pytest.raises(NotSeenError, match="Nowhere"):
        maya.channel_id("Nowhere")


async def test_too_many_suggestions_are_refused(small: SmallApp, maya: Person) -> None:
    select = {"type": "external_select", "action_id": "where", "min_query_length": 0}
    opens(small, modal(field("Where?", select, "where")))

    @small.app.options("where")
    async def where(ack: AsyncAck) -> None:
        await ack(options=[option(f"Place {number}") for number in range(101)])

    await maya.command(STORE, "/pain")
    form = await maya.form()
    with pytest.raises(RefusedError, match="trouble"):
        await form.suggestions("Where?", "Place")
    await maya.sees_error("no more than 100 items")


async def test_a_form_nobody_acknowledges(
    server: PracticeServer, small: SmallApp, maya: Person
) -> None:
    opens(small, modal(text_field("What?", "what")))

    @small.app.view("form")
    async def form(body: Json) -> None:
        """Never acknowledges."""

    await maya.command(STORE, "/pain")
    open_form = await maya.form()
    open_form.fill({"What?": "x"})
    server.sockets.ack_seconds = IMPATIENT
    with pytest.raises(RefusedError, match=r"We had some trouble connecting\. Try again\?"):
        await open_form.submit()
    assert open_form.is_open


async def test_dispatch_action_tells_at_once(small: SmallApp, maya: Person) -> None:
    told: list[Json] = []
    opens(small, modal(text_field("What?", "what", dispatch_action=True)))

    @small.app.action("a")
    async def typed(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        told.append(body)
        fresh = modal(text_field("What?", "what", dispatch_action=True), section("Seen before?"))
        await client.views_update(view_id=body["view"]["id"], view=fresh)

    takes(small)
    await maya.command(STORE, "/pain")
    form = await maya.form()
    await form.choose("What?", "queue")
    await maya.sees_form("Seen before?")
    assert told[0]["actions"][0]["value"] == "queue"
    assert told[0]["view"]["state"]["values"]["what"]["a"]["value"] == "queue"
    assert await form.submit() == {}
