"""Connecting a KPI through the front door: the form, a try, what the card says, the webhook."""

import json
from collections.abc import Mapping

import pytest
from sqlmodel import select

from commands.errors import FieldError, UserError
from commands.kpi import json_paths
from commands.kpi.json_paths import PathError
from commands.reply import Effect, Fetch, Replace, Say, UpdateForm, View
from commands.request import Kind
from storage.db import transaction
from storage.models import Connector, Outbox, Webhook
from tests.commands.front_door import FrontDoor, initial_values, only, shown
from tests.commands.journey_steps import legal, make_journey
from tests.commands.kpi_world import add, card, form_of

URL = "https://api.example.com/scores?last=30d"
GOOD = {"url": URL, "value_path": "$.data.score", "n_path": "$.data.n", "date_path": ""}
AT = "https://cairn.example.com"


@pytest.fixture
def door(maya: FrontDoor) -> FrontDoor:
    make_journey(maya, "Shop")
    add(maya, "NPS")
    return maya


def connect_form(door: FrontDoor, number: str = "1") -> View:
    return form_of(door.click("kpi.connect", number))


def connect(door: FrontDoor, number: str = "1", **values: str) -> list[Effect]:
    return legal(door.submit(connect_form(door, number), {**GOOD, **values}))


def answered(door: FrontDoor, fetch: Fetch, said: Mapping[str, str]) -> list[Effect]:
    """Another server's answer, as the shell hands it in."""
    return legal(
        door.ask(
            Kind.HEARD, fetch.listener, value=fetch.value, values=said, context=dict(fetch.context)
        )
    )


def found(**at: object) -> dict[str, str]:
    return {"found": json.dumps(at), "came": json.dumps({"data": at}), "not_before_s": "0"}


def heads(effects: list[Effect]) -> str:
    return shown([each for each in effects if isinstance(each, Say | Replace)])


def test_a_kpi_is_connected_and_what_comes_is_shown_at_once(door: FrontDoor) -> None:
    assert "It can come by itself" in shown(card(door))
    effects = connect(door, headers="Authorization: Bearer ${CAIRN_SECRET_SURVEY}\nX-Team: shop")
    fetch = only(effects, Fetch)
    assert fetch.headers == {"Authorization": "Bearer ${CAIRN_SECRET_SURVEY}", "X-Team": "shop"}
    assert fetch.paths == {"value": "$.data.score", "n": "$.data.n"}
    said = heads(effects)
    assert "pulled from api.example.com, every day" in said
    assert "last=30d" not in said  # the address may hold more than everybody should read
    told = heads(answered(door, fetch, found(value=42, n=100)))
    assert "It works" in told
    assert "+42 (n 100)* would be recorded for Mar 2026" in told
    assert "No reading yet" in shown(card(door))  # nothing was stored
    kept = initial_values(connect_form(door))
    assert kept["url"] == URL
    assert kept["headers"] == "Authorization: Bearer ${CAIRN_SECRET_SURVEY}\nX-Team: shop"
    again = connect(door, every="60")
    assert "every hour" in heads(again)
    assert "changed its connection" in shown(card(door))


def test_a_try_in_the_form_keeps_what_was_typed_and_stores_nothing(door: FrontDoor) -> None:
    view = connect_form(door)
    typed = {**initial_values(view), **GOOD}
    effects = door.click(
        "kpi.try", "1", values=typed, context=view["private_metadata"], in_form=True
    )
    assert "Asking api.example.com" in shown(only(legal(effects), UpdateForm))
    fetch = only(effects, Fetch)
    for said, why in (
        (found(value=42, n=100), "It works"),
        (found(value=420, n=100), "It is between"),
        (found(value=42), "needs n"),
        (found(value="4,2", n=1), "number is wanted"),
        (
            {"error": "Nothing stands at $.data.n.", "came": "{<!channel> `x`}"},
            "What came",
        ),
        ({"error": "No.", "came": '{"of": "lena@example.com"}'}, "What came"),
        (found(value="lena@example.com", n=1), "number is wanted"),
        ({"error": "There was no answer in time.", "not_before_s": "0"}, "no answer in time"),
    ):
        (form,) = [
            each.view for each in answered(door, fetch, said) if isinstance(each, UpdateForm)
        ]
        assert why in shown(form["blocks"][-2:]), said
        assert "<!channel>" not in shown(form)
        assert "lena@" not in shown(form)
        assert {k: v or "" for k, v in initial_values(form).items()} == {
            k: v or "" for k, v in typed.items()
        }
    with transaction(door.engine) as session:
        assert session.exec(select(Connector)).all() == []


@pytest.mark.parametrize(
    ("values", "field", "why"),
    [
        ({"url": "api.example.com"}, "url", "https://"),
        ({"n_path": ""}, "n_path", "where n stands"),
        ({"url": "file:///etc/passwd"}, "url", "https://"),
        ({"url": "http://api.example.com/"}, "url", "CAIRN_ALLOWED_HOSTS"),
        ({"url": "https://api.example.com:8443/"}, "url", "usual port"),
        ({"url": "https://127.0.0.1/"}, "url", "host's name"),
        ({"url": "https://[::ffff:7f00:1]/"}, "url", "host's name"),
        ({"url": "https://2130706433/"}, "url", "host's name"),
        ({"url": "https://0x7f.1/"}, "url", "host's name"),
        ({"url": "https://127。0。0。1/"}, "url", "host's name"),
        ({"url": "https://localhost/"}, "url", "private network"),
        ({"url": "https://Metadata.Google.Internal./"}, "url", "private network"),
        ({"url": "https://nas.local/"}, "url", "private network"),
        ({"url": "https://me:pass@api.example.com/"}, "url", "into a header"),
        ({"url": "https://api.example.com/?api_key=abc"}, "url", "keeps none"),
        ({"url": "https://api.example.com/${CAIRN_SECRET_A}"}, "url", "question mark"),
        ({"url": "https://${CAIRN_SECRET_A}.evil.example/"}, "url", "question mark"),
        ({"url": "https://api.example.com/?a=${DATABASE_URL}"}, "url", "CAIRN_SECRET_"),
        ({"url": "https://api.example.com/ x"}, "url", "spaces"),
        ({"url": "https://api.example.com:x/"}, "url", "no web address"),
        ({"headers": "Authorization: Bearer abc"}, "headers", "keeps none"),
        ({"headers": "X-Api-Key: abc"}, "headers", "keeps none"),
        ({"headers": "Cookie: a=b"}, "headers", "keeps none"),
        ({"headers": "X-A: ${SLACK_BOT_TOKEN}"}, "headers", "CAIRN_SECRET_"),
        ({"headers": "X-A: ${CAIRN_SECRET_A_FOR}"}, "headers", "CAIRN_SECRET_"),
        ({"headers": "X-A: ${CAIRN_SECRET_A"}, "headers", "not closed"),
        ({"headers": "Host: inside"}, "headers", "Cairn itself"),
        ({"headers": "nonsense"}, "headers", "One header a line"),
        ({"headers": "X-A: ü"}, "headers", "One header a line"),
        ({"value_path": "data.score"}, "value_path", "JSONPath"),
        ({"value_path": "$..*"}, "value_path", "simple filters"),
        ({"n_path": "$.a[?match(@.b, '(x+)+')]"}, "n_path", "simple filters"),
    ],
)
def test_what_can_not_be_connected(
    door: FrontDoor, values: dict[str, str], field: str, why: str
) -> None:
    with pytest.raises(FieldError) as wrong:
        connect(door, **values)
    assert why in wrong.value.by_field[field]
    assert "abc" not in str(wrong.value)


def test_what_an_administrator_allowed_can_be_connected(door: FrontDoor) -> None:
    view, url = connect_form(door), "http://reports.internal:8080/scores"
    sent = {"context": view["private_metadata"], "values": {**initial_values(view), **GOOD}}
    sent["values"]["url"] = url
    with pytest.raises(FieldError):
        door.ask(Kind.SUBMIT, "kpi.connect", **sent)
    there = frozenset({("reports.internal", 8080)})
    fetch = only(door.ask(Kind.SUBMIT, "kpi.connect", **sent, allowed_hosts=there), Fetch)
    assert fetch.url == url
    for other in (url.replace("8080", "8081"), url.replace("reports", "others")):
        sent["values"]["url"] = other
        with pytest.raises(FieldError):
            door.ask(Kind.SUBMIT, "kpi.connect", **sent, allowed_hosts=there)


def test_ordinary_words_are_no_secrets(door: FrontDoor) -> None:
    connect(door, url="https://api.example.com/?author=bo&keyword=x", headers="X-Keyword: y")


def test_shares_may_come_as_a_part_of_one(door: FrontDoor) -> None:
    add(door, "Basket to order", "conversion")
    fetch = only(connect(door, "2", of_one=["yes"]), Fetch)  # type: ignore[arg-type]  # a ticked box
    assert "83.5 % (n 400)* would be" in heads(answered(door, fetch, found(value=0.835, n=400)))
    assert "between 0 and 1" in heads(answered(door, fetch, found(value=83.5, n=400)))
    assert "of_one" not in initial_values(connect_form(door))


def test_pausing_resuming_and_disconnecting_stand_on_the_card_and_in_the_history(
    door: FrontDoor,
) -> None:
    connect(door)
    assert "⏸ Paused" in heads(door.click("kpi.pause", "1"))
    assert "was so already" in heads(door.click("kpi.pause", "1"))
    assert "Next <!date" in heads(door.click("kpi.resume", "1"))
    assert "kept" in heads(door.click("kpi.disconnect", "1"))
    told = shown(card(door))
    assert "It can come by itself" in told
    history = heads(door.click("kpi.history", "1 1"))
    for what in ("connected it", "paused pulling it", "resumed pulling it", "disconnected it"):
        assert f"> {what}" in history
    with pytest.raises(UserError, match="no longer connected"):
        door.click("kpi.try", "1")


def test_guests_see_where_it_comes_from_and_change_nothing(door: FrontDoor) -> None:
    connect(door)
    guest = door.as_("UGUEST", guest=True)
    assert "Pulled" in heads(guest.command("/journey kpi K-1"))
    assert "kpi.disconnect" not in heads(guest.command("/journey kpi K-1"))
    for action in ("kpi.connect", "kpi.try", "kpi.pause", "kpi.webhook", "kpi.webhook_new"):
        with pytest.raises(UserError, match="Guests"):
            guest.click(action, "1")


def test_another_workspace_sees_nothing_of_it(door: FrontDoor) -> None:
    connect(door)
    stranger = door.as_("USTRANGER", workspace_id="T2")
    for action in ("kpi.connect", "kpi.try", "kpi.pause", "kpi.disconnect", "kpi.webhook_new"):
        with pytest.raises(UserError, match="no longer here"):
            stranger.click(action, "1")


def test_a_webhook_is_shown_once_with_an_example(door: FrontDoor) -> None:
    assert '"Webhook"' not in shown(card(door))
    assert '"Webhook"' in heads(door.click("kpi.card", "1", hooks_at=AT))
    told = heads(door.click("kpi.webhook", "1"))
    assert "Socket Mode" in told
    assert "Remove webhook" not in told
    with pytest.raises(UserError, match="Socket Mode"):
        door.click("kpi.webhook_new", "1")
    assert "another server can push" in heads(door.click("kpi.webhook", "1", hooks_at=AT)).lower()
    made = heads(legal(door.click("kpi.webhook_new", "1", hooks_at=AT)))
    with transaction(door.engine) as session:
        webhook = session.exec(select(Webhook)).one()
        assert session.exec(select(Outbox)).all() == []
        token, secret = webhook.token, webhook.secret
    assert f"{AT}/hooks/kpi/{token}" in made
    assert "openssl dgst -sha256" in made
    assert secret in made
    for later in (
        heads(door.click("kpi.webhook", "1", hooks_at=AT)),
        heads(door.click("kpi.history", "1 1")),
        shown(card(door)),
    ):
        assert secret not in later
    # In Socket Mode by now: what is of no use any more can still be removed.
    assert '"Webhook"' in shown(card(door))
    assert "Remove webhook" in heads(door.click("kpi.webhook", "1"))
    again = heads(legal(door.click("kpi.webhook_new", "1", hooks_at=AT)))
    assert token not in again
    assert secret not in again
    removed = heads(door.click("kpi.webhook_remove", "1", hooks_at=AT))
    assert "is removed" in removed


def test_the_schedule_tells_what_is_pulled_next(door: FrontDoor) -> None:
    connect(door)
    assert "*K-1 NPS* is pulled" in heads(door.command("/journey schedule"))
    stranger = door.as_("USTRANGER", workspace_id="T2")
    assert "is pulled" not in heads(stranger.command("/journey schedule"))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("$.rows[-1].v", 2),
        ("$['rows'][0]['v']", 1),
        ("$.rows[?@.of == 'b' && @.v > 1].v", 2),
        ("$.rows[?!(@.of == 'b')].v", 1),
        ("$..total", 3),
    ],
)
def test_where_a_value_stands(path: str, value: int) -> None:
    assert (
        json_paths.one(path, {"rows": [{"of": "a", "v": 1}, {"of": "b", "v": 2}], "total": 3})
        == value
    )


@pytest.mark.parametrize(
    "path",
    [
        *("$.*", "$..*", "$..a..b", "$[0:9]", "$[0,1]", "$[?@..a]", "$[?@.*]", "$[?$.a]"),
        *("$[?length(@.a) > 1]", "$[?search(@.a, 'x')]", "$[?@.a =~ /x/]", "$.a | $.b", "^.a"),
        "$" + ".a" * 21,
        "$[?" + " && ".join(["@.a == 1"] * 5) + "]",
        "$" + "[" * 250,
        "$.a" * 200,
    ],
)
def test_paths_that_could_take_long_are_refused(path: str) -> None:
    with pytest.raises(PathError):
        json_paths.compiled(path)


def test_deep_documents_are_refused_in_words() -> None:
    deep: object = 1
    for _ in range(3000):
        deep = {"a": deep}
    with pytest.raises(PathError):
        json_paths.one("$..b", deep)
