"""Forms over real Socket Mode: opening, filling, field errors, stacks, and their limits."""

import asyncio
from collections.abc import Iterator

from typing import Any

import pytest
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.practice.server import PracticeServer
from tests.practice.conftest import MovingClock
from tests.practice.driver import NotSeenError, Person, RefusedError
from tests.practice.seen import Json
from tests.practice.small_app import (
    SmallApp,
    button,
    field,
    home,
    modal,
    option,
    section,
    text_field,
)

STORE = "#store-team"


def opens(small: SmallApp, view: Json) -> None:
    """`/pain` opens a view."""

    @small.app.command("/pain")
    async def pain(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=view)
        await ack()


def takes(small: SmallApp, **answer: Any) -> list[Json]:
    """The form is acknowledged with `answer`; what was submitted comes back."""
    seen: list[Json] = []

    @small.app.view("form")
    async def form(ack: AsyncAck, body: Json) -> None:
        seen.append(body)
        await ack(**answer)

    return seen


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


async def test_update_push_and_clear(small: SmallApp, maya: Person) -> None:
    opens(small, modal(text_field("First", "first"), title="One"))
    second = modal(text_field("Second", "second"), title="Two")
    third = modal(text_field("Third", "third"), title="Three")
    answers: Iterator[Json] = iter(
        [
            {"response_action": "update", "view": second},
            {"response_action": "push", "view": third},
            {"response_action": "clear"},
        ]
    )

    @small.app.view("form")
    async def form(ack: AsyncAck) -> None:
        await ack(**next(answers))

    await maya.command(STORE, "/pain")
    first = await maya.form("One")
    first.fill({"First": "x"})
    await first.submit()
    two = await maya.form("Two")
    assert two.view_id == first.view_id
    two.fill({"Second": "x"})
    await two.submit()
    three = await maya.form("Three")
    assert [form.title for form in maya.forms] == ["Two", "Three"]
    assert three.view["previous_view_id"] == two.view_id
    assert three.view["root_view_id"] == two.view_id
    three.fill({"Third": "x"})
    await three.submit()
    await maya.no_form()


async def test_three_views_deep_and_no_further(small: SmallApp, maya: Person) -> None:
    refused: list[str] = []
    deeper = {"type": "actions", "elements": [button("Deeper", "deeper")]}
    opens(small, modal(deeper, title="1"))

    @small.app.action("deeper")
    async def push(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        title = str(int(body["view"]["title"]["text"]) + 1)
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=modal(deeper, title=title))
        except SlackApiError as error:
            refused.append(error.response["error"])

    await maya.command(STORE, "/pain")
    for title in ("1", "2", "3"):
        form = await maya.form(title)
        await form.click("Deeper")
    assert refused == ["push_limit_reached"]
    assert [form.title for form in maya.forms] == ["1", "2", "3"]


async def test_an_empty_ack_closes_only_the_top(small: SmallApp, maya: Person) -> None:
    pushed = modal(text_field("Upper", "upper"), title="Upper")
    opens(small, modal({"type": "actions", "elements": [button("More", "more")]}, title="Lower"))
    takes(small)

    @small.app.action("more")
    async def more(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.views_push(trigger_id=body["trigger_id"], view=pushed)

    await maya.command(STORE, "/pain")
    await maya.click("More")
    upper = await maya.form("Upper")
    upper.fill({"Upper": "x"})
    await upper.submit()
    assert (await maya.form("Lower")).is_open


async def test_closing_is_told_when_asked_for(small: SmallApp, maya: Person) -> None:
    told: asyncio.Future[Json] = asyncio.get_running_loop().create_future()
    opens(small, modal(section("Words"), notify_on_close=True))

    @small.app.view_closed("form")
    async def closed(ack: AsyncAck, body: Json) -> None:
        await ack()
        told.set_result(body)

    await maya.command(STORE, "/pain")
    form = await maya.form()
    await form.close()
    await maya.no_form()
    body = await asyncio.wait_for(told, 5)
    assert body["type"] == "view_closed"
    assert body["view"]["id"] == form.view_id
    assert body["is_cleared"] is False


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


async def test_a_trigger_works_once_and_for_three_seconds(
    small: SmallApp, maya: Person, clock: MovingClock
) -> None:
    codes: list[str] = []

    @small.app.command("/pain")
    async def pain(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        for wait in (body["text"] == "late") * 4, 0:
            clock.advance(wait)
            try:
                await client.views_open(trigger_id=body["trigger_id"], view=modal(section("x")))
            except SlackApiError as error:
                codes.append(error.response["error"])

    await maya.command(STORE, "/pain now")
    assert codes == ["exchanged_trigger_id"]
    await maya.command(STORE, "/pain late")
    assert codes[1:] == ["expired_trigger_id", "expired_trigger_id"]
    await maya.sees_error("expired_trigger_id")
    with pytest.raises(SlackApiError, match="invalid_trigger_id"):
        await small.client.views_open(trigger_id="1.2.made-up", view=modal(section("x")))


async def test_a_stale_hash_is_a_conflict(small: SmallApp, maya: Person) -> None:
    opens(small, modal(section("Old words"), external_id="mine"))
    await maya.command(STORE, "/pain")
    form = await maya.form()
    stale = form.view["hash"]
    fresh = modal(section("New words"))
    await small.client.views_update(external_id="mine", hash=stale, view=fresh)
    with pytest.raises(SlackApiError, match="hash_conflict"):
        await small.client.views_update(view_id=form.view_id, hash=stale, view=fresh)
    await maya.sees_form("New words")


async def test_a_form_nobody_acknowledges(small: SmallApp, maya: Person) -> None:
    opens(small, modal(text_field("What?", "what")))

    @small.app.view("form")
    async def form(body: Json) -> None:
        """Never acknowledges."""

    await maya.command(STORE, "/pain")
    open_form = await maya.form()
    open_form.fill({"What?": "x"})
    with pytest.raises(RefusedError, match=r"We had some trouble connecting\. Try again\?"):
        await open_form.submit()
    assert open_form.is_open


async def test_bad_views_are_refused_with_a_pointer(small: SmallApp, maya: Person) -> None:
    refused: list[Json] = []

    @small.app.command("/pain")
    async def pain(ack: AsyncAck, body: Json, client: AsyncWebClient) -> None:
        await ack()
        try:
            await client.views_open(
                trigger_id=body["trigger_id"], view=modal(section("x"), title="x" * 25)
            )
        except SlackApiError as error:
            refused.append(error.response.data)

    await maya.command(STORE, "/pain")
    assert refused[0]["error"] == "invalid_arguments"
    assert refused[0]["response_metadata"]["messages"] == [
        "[ERROR] must be less than 25 characters [json-pointer:/view/title/text]"
    ]
    await maya.sees_error("views.open was refused: invalid_arguments")


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


async def test_home(small: SmallApp, maya: Person, server: PracticeServer) -> None:
    clicked: list[Json] = []

    @small.app.event("app_home_opened")
    async def opened(event: Json, client: AsyncWebClient) -> None:
        blocks = home(section("Hello"), {"type": "actions", "elements": [button("Add", value="7")]})
        assert event["channel"] == "D" + event["user"][1:]
        await client.views_publish(user_id=event["user"], view=blocks)

    @small.app.action("go")
    async def go(ack: AsyncAck, body: Json) -> None:
        await ack()
        clicked.append(body)

    page = await maya.open_home()
    assert page.text == "Hello\nAdd"
    await maya.click("Add", in_=page)
    assert clicked[0]["container"] == {"type": "view", "view_id": page.view["id"]}
    assert clicked[0]["actions"][0]["value"] == "7"
    assert server.core.views.home(maya.id) is not None
    with pytest.raises(SlackApiError, match="invalid_arguments"):
        await small.client.views_publish(user_id=maya.id, view=modal(section("x")))
