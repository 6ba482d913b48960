"""Payloads become requests: who, where, what, and every kind of value."""

import json
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack import payloads
from commands.request import Kind, Message, Person, Place, Request
from storage.vocabulary import PlaceKind
from tests.bot import payload_samples as sample
from tests.conftest import NOON

MAYA = Person("U1")


def test_a_command_says_what_was_typed_and_where() -> None:
    request = payloads.from_command(sample.command(), MAYA, NOON)
    assert request == Request(
        kind=Kind.COMMAND,
        name="/pain",
        workspace_id="T1",
        person=MAYA,
        now=NOON,
        place=Place("C1"),
        text="The till froze",
        key="trigger:1.2.abc",
    )


def test_what_was_typed_is_freed_of_the_wires_escapes() -> None:
    body = sample.command(text="5 &lt; 6 &amp; &lt;!channel&gt; &amp;lt;")
    assert payloads.from_command(body, MAYA, NOON).text == "5 < 6 & <!channel> &lt;"


def test_a_bare_command_has_no_text() -> None:
    body = sample.command()
    del body["text"]
    assert payloads.from_command(body, MAYA, NOON).text == ""


@pytest.mark.parametrize(
    ("channel_id", "name", "kind"),
    [
        ("C1", "store-team", PlaceKind.PUBLIC),
        ("C1", "privategroup", PlaceKind.PRIVATE),
        ("G1", "anything", PlaceKind.PRIVATE),
        ("D1", "directmessage", PlaceKind.DIRECT),
        ("D1", None, PlaceKind.DIRECT),
        ("C1", "directmessage", PlaceKind.DIRECT),
        ("G1", "mpdm-maya--kwame-1", PlaceKind.DIRECT),
    ],
)
def test_places_tell_their_kind(channel_id: str, name: str | None, kind: PlaceKind) -> None:
    body = sample.command(channel_id=channel_id, channel_name=name)
    assert payloads.from_command(body, MAYA, NOON).place == Place(channel_id, kind)
    body = sample.click(channel={"id": channel_id, "name": name})
    assert payloads.from_action(body, MAYA, NOON).place == Place(channel_id, kind)


def test_a_click_carries_its_buttons_value() -> None:
    request = payloads.from_action(sample.click(), MAYA, NOON)
    assert (request.kind, request.name, request.value) == (Kind.ACTION, "pain.card", "12")
    assert request.place == Place("C1")
    assert request.key == "trigger:1.2.abc"
    assert not request.in_form


def test_a_button_without_a_value_has_an_empty_one() -> None:
    body = sample.click()
    del body["actions"][0]["value"]
    assert payloads.from_action(body, MAYA, NOON).value == ""


OPTION = {"text": {"type": "plain_text", "text": "Four"}, "value": "4"}
OTHER = {"text": {"type": "plain_text", "text": "Five"}, "value": "5"}
VALUES: list[tuple[dict[str, Any], str | list[str] | None]] = [
    ({"type": "plain_text_input", "value": "told"}, "told"),
    ({"type": "plain_text_input", "value": None}, None),
    ({"type": "number_input", "value": "12.5"}, "12.5"),
    ({"type": "email_text_input", "value": "a@b.example"}, "a@b.example"),
    ({"type": "url_text_input", "value": "https://a.example"}, "https://a.example"),
    ({"type": "static_select", "selected_option": OPTION}, "4"),
    ({"type": "static_select", "selected_option": None}, None),
    ({"type": "external_select", "selected_option": OPTION}, "4"),
    ({"type": "radio_buttons", "selected_option": OPTION}, "4"),
    ({"type": "overflow", "selected_option": OPTION}, "4"),
    ({"type": "checkboxes", "selected_options": [OPTION, OTHER]}, ["4", "5"]),
    ({"type": "checkboxes", "selected_options": []}, []),
    ({"type": "multi_static_select", "selected_options": [OPTION]}, ["4"]),
    ({"type": "multi_external_select", "selected_options": [OTHER]}, ["5"]),
    ({"type": "users_select", "selected_user": "U2"}, "U2"),
    ({"type": "users_select", "selected_user": None}, None),
    ({"type": "multi_users_select", "selected_users": ["U1", "U2"]}, ["U1", "U2"]),
    ({"type": "channels_select", "selected_channel": "C2"}, "C2"),
    ({"type": "multi_channels_select", "selected_channels": ["C2"]}, ["C2"]),
    ({"type": "conversations_select", "selected_conversation": "D2"}, "D2"),
    ({"type": "multi_conversations_select", "selected_conversations": []}, []),
    ({"type": "datepicker", "selected_date": "2026-03-04"}, "2026-03-04"),
    ({"type": "timepicker", "selected_time": "09:30", "timezone": "Europe/Oslo"}, "09:30"),
    ({"type": "datetimepicker", "selected_date_time": 1772620200}, "1772620200"),
]


@pytest.mark.parametrize(("element", "value"), VALUES, ids=lambda each: str(each)[:40])
def test_every_kind_of_field_has_its_value(
    element: dict[str, Any], value: str | list[str] | None
) -> None:
    body = sample.submission({"field": {"anything": element}, "empty": {}})
    assert payloads.from_submission(body, MAYA, NOON).values == {"field": value}
    clicked = payloads.from_action(sample.click_in_form(element), MAYA, NOON)
    assert clicked.value == (",".join(value) if isinstance(value, list) else value or "")


def test_a_form_brings_what_it_carried_and_where_it_was_opened() -> None:
    place = Place("G9", PlaceKind.PRIVATE)
    carried = payloads.metadata({"journey": "7"}, place)
    request = payloads.from_submission(
        sample.submission({"what": {"what": {"value": "told"}}}, private_metadata=carried),
        MAYA,
        NOON,
    )
    assert (request.kind, request.name) == (Kind.SUBMIT, "pain.log")
    assert request.context == {"journey": "7"}
    assert request.place == place
    assert request.in_form
    clicked = payloads.from_action(sample.click_in_form({}, private_metadata=carried), MAYA, NOON)
    assert (clicked.context, clicked.place, clicked.in_form) == ({"journey": "7"}, place, True)


@pytest.mark.parametrize("metadata", ["", "not json", '{"journey":'])
def test_metadata_of_another_version_is_left_alone(metadata: str) -> None:
    request = payloads.from_submission(sample.submission(private_metadata=metadata), MAYA, NOON)
    assert (request.context, request.place) == ({}, None)


@given(st.dictionaries(st.text(min_size=1).filter(lambda name: name != payloads.PLACE), st.text()))
def test_whatever_a_form_carries_comes_back(context: dict[str, str]) -> None:
    place = Place("C1")
    body = sample.submission(private_metadata=payloads.metadata(context, place))
    request = payloads.from_submission(body, MAYA, NOON)
    assert (request.context, request.place) == (context, place)


def test_a_form_sent_twice_is_one_request_until_it_shows_something_else() -> None:
    def key(**changed: object) -> str | None:
        return payloads.from_submission(sample.submission({}, **changed), MAYA, NOON).key

    assert key() == key(private_metadata="{}")
    assert len({key(), key(hash="222.bbb"), key(id="V2")}) == 3


def test_a_type_ahead_brings_the_letters() -> None:
    request = payloads.from_suggestion(sample.suggestion("till"), MAYA, NOON)
    assert (request.kind, request.name, request.text) == (Kind.OPTIONS, "where", "till")
    assert request.key is None
    empty = payloads.from_suggestion(sample.suggestion("", value=None), MAYA, NOON)
    assert empty.text == ""


def test_shortcuts_come_with_or_without_a_message() -> None:
    request = payloads.from_shortcut(sample.shortcut(), MAYA, NOON)
    assert (request.kind, request.name) == (Kind.SHORTCUT, "pain.log_anywhere")
    assert (request.place, request.message) == (None, None)
    on_message = payloads.from_shortcut(
        sample.message_shortcut("It &lt;always&gt; froze"), MAYA, NOON
    )
    assert on_message.place == Place("C1")
    assert on_message.message == Message(
        "It <always> froze", "U2", "7.8", "https://fern.slack.com/archives/C1/p78"
    )
    of_a_bot = sample.message_shortcut("x")
    del of_a_bot["message"]["user"]
    message = payloads.from_shortcut(of_a_bot, MAYA, NOON).message
    assert message is not None
    assert message.author_id is None


def test_a_reply_is_linked_to_inside_its_thread() -> None:
    body = sample.message_shortcut("x")
    body["message"] |= {"ts": "1700000000.000200", "thread_ts": "1700000000.000100"}
    message = payloads.from_shortcut(body, MAYA, NOON).message
    assert message is not None
    assert message.thread_ts == "1700000000.000100"
    assert message.permalink == (
        "https://fern.slack.com/archives/C1/p1700000000000200?thread_ts=1700000000.000100&cid=C1"
    )


def test_the_head_of_a_thread_is_no_reply() -> None:
    body = sample.message_shortcut("x")
    body["message"]["thread_ts"] = body["message"]["ts"]
    message = payloads.from_shortcut(body, MAYA, NOON).message
    assert message is not None
    assert message.thread_ts is None
    assert message.permalink == "https://fern.slack.com/archives/C1/p78"


def test_without_the_teams_domain_there_is_no_link() -> None:
    body = {**sample.message_shortcut("x"), "team": None}
    message = payloads.from_shortcut(body, MAYA, NOON).message
    assert message is not None
    assert message.permalink is None


@pytest.mark.parametrize(
    ("wire", "plain"),
    [
        ("<@U1> said it", "a colleague said it"),
        ("<@U1|maya> said it", "@maya said it"),
        ("in <#C1|store-team> and <#C2>", "in #store-team and a channel"),
        ("<!here> look, <!subteam^S1|@support>", "@here look, @support"),
        ("<!channel>", "@channel"),
        ("since <!date^1700000000^{date}|14 Nov>", "since 14 Nov"),
        ("<https://fern.example/a?b=1&amp;c=2>", "https://fern.example/a?b=1&c=2"),
        ("<https://fern.example|the shop>", "the shop (https://fern.example)"),
        ("<http://fern.example|fern.example>", "http://fern.example"),
        ("<mailto:a@b.example|a@b.example>", "a@b.example"),
        ("<tel:+4930123456|030 123456>", "030 123456"),
        ("1 &lt; 2 &amp;&amp; &lt;@U1&gt;", "1 < 2 && <@U1>"),
        ("a <broken", "a <broken"),
    ],
)
def test_a_messages_markup_becomes_words(wire: str, plain: str) -> None:
    message = payloads.from_shortcut(sample.message_shortcut(wire), MAYA, NOON).message
    assert message is not None
    assert message.text == plain


def test_a_message_of_an_integration_is_read_from_its_attachment() -> None:
    body = sample.message_shortcut("")
    body["message"]["attachments"] = [{"title": "Ticket 7", "text": "It <@U1> froze"}]
    message = payloads.from_shortcut(body, MAYA, NOON).message
    assert message is not None
    assert message.text == "Ticket 7\nIt a colleague froze"


def test_what_a_form_asks_twice_comes_from_the_same_form() -> None:
    clicked = payloads.from_action(sample.click_in_form({}), MAYA, NOON)
    assert clicked.form_id == payloads.from_submission(sample.submission({}), MAYA, NOON).form_id
    assert clicked.form_id == "V1"
    assert payloads.from_action(sample.click(), MAYA, NOON).form_id == ""


def test_the_home_tab_is_the_persons_own() -> None:
    request = payloads.from_home(sample.home_opened(), MAYA, NOON)
    assert (request.kind, request.workspace_id, request.place) == (Kind.HOME, "T1", None)


def test_every_payload_tells_who() -> None:
    bodies = [
        sample.command(),
        sample.click(),
        sample.submission(),
        sample.suggestion("x"),
        sample.shortcut(),
        sample.message_shortcut("x"),
        sample.home_opened(),
    ]
    assert [payloads.person_id(body) for body in bodies] == ["U1"] * len(bodies)


def test_where_an_organisation_installed_it_the_team_is_found_elsewhere() -> None:
    organisation = {"team": None, "enterprise": {"id": "E1", "name": "Fern"}}
    submitted = {**sample.submission(), **organisation}
    assert payloads.from_submission(submitted, MAYA, NOON).workspace_id == "T1"
    clicked = {**sample.click(), **organisation}
    assert payloads.from_action(clicked, MAYA, NOON).workspace_id == "T1"
    assert not payloads.from_elsewhere(submitted)


def test_visitors_of_a_shared_channel_are_known_by_their_team() -> None:
    foreign = {**sample.USER, "team_id": "T2"}
    assert payloads.from_elsewhere(sample.click(user=foreign))
    assert payloads.from_elsewhere(sample.message_shortcut("x", user=foreign))
    for body in (sample.click(), sample.command(), sample.home_opened(), sample.shortcut()):
        assert not payloads.from_elsewhere(body)


def test_people_of_one_organisation_are_no_visitors() -> None:
    foreign = {**sample.USER, "team_id": "T2"}
    ours = {**sample.TEAM, "enterprise_id": "E1"}
    assert not payloads.from_elsewhere(sample.click(user=foreign, team=ours))


def test_the_wire_form_of_what_a_form_carries_is_plain_json() -> None:
    carried = json.loads(payloads.metadata({"a": "é"}, Place("D1", PlaceKind.DIRECT)))
    assert carried == {"a": "é", "place": ["D1", "direct"]}


def test_the_moment_is_the_one_given(now: datetime) -> None:
    assert payloads.from_shortcut(sample.shortcut(), MAYA, now).now is now
