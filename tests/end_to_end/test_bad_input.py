"""Bad input: each gets a clear answer, harms nobody and loses nothing."""

import pytest

from storage.models import PainPoint
from tests.end_to_end.steps import QUIET, STORE, WHAT, WHERE, log_pain, open_pain
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Message, Person

NASTY = [
    "<!channel> come and see",
    "<!here|here> and <!everyone>",
    "<@U0KWAME002> did it",
    "<#C0GENERAL1> <https://bad.example|click>",
    "*bold* _italic_ ~gone~ `code` ```block```",
    "5 &lt; 6 &amp; 7 > 3 <b>",
    ">quoted\n> again",
    "safe \u202egnp.exe\u202c and \u200fmarks\u200b",
    "bell \x07 null \x00 escape \x1b[31m",
    "@channel @here #general :tada:",
]


def raw_mrkdwn(message: Message) -> list[str]:
    """Every text that Slack would format, as it went over the wire."""
    found: list[str] = [message.fallback]

    def look(value: object) -> None:
        if isinstance(value, dict):
            if value.get("type") == "mrkdwn":
                found.append(str(value["text"]))
            for item in value.values():
                look(item)
        elif isinstance(value, list):
            for item in value:
                look(item)

    look(message.blocks)
    return found


@pytest.mark.parametrize("nasty", NASTY)
async def test_words_are_shown_and_do_nothing(maya: Person, kwame: Person, nasty: str) -> None:
    marked = f"MARK {nasty}"
    await log_pain(maya, STORE, marked)
    posted = await kwame.sees("MARK", STORE, ephemeral=False)
    for text in raw_mrkdwn(posted):
        for harm in ("<!channel", "<!here", "<!everyone", "<@U0KWAME002", "<#C0GENERAL1", "<http"):
            assert harm not in text
        for hidden in ("\u202e", "\u200f", "\x00", "\x07", "\x1b"):
            assert hidden not in text
        for formatted in ("*bold*", "_italic_", "~gone~", "`code`"):
            assert formatted not in text
    await kwame.click("Open", in_=posted)
    card = await kwame.sees("First logged", STORE, ephemeral=True)
    assert not any("<!channel" in text or "<@U0KWAME002" in text for text in raw_mrkdwn(card))
    assert maya.errors == kwame.errors == []


async def test_nothing_is_lost_of_what_was_typed(maya: Person) -> None:
    await maya.command(STORE, "/pain 5 < 6 & <!channel> *stars* &lt;")
    form = await maya.form("Log a pain point")
    assert form.value(WHAT) == "5 < 6 & <!channel> *stars* &lt;"


@pytest.mark.parametrize("told", ["", "   ", "\n\t \n", "\u200b\u200f", "\x00\x07"])
async def test_a_form_without_words_stays_open_and_says_so(
    sample: Workspace, maya: Person, told: str
) -> None:
    before = sample.count(PainPoint)
    form = await open_pain(maya, STORE, told)
    errors = await form.submit()
    assert list(errors) == [WHAT]
    assert form.is_open
    assert sample.count(PainPoint) == before


async def test_three_thousand_characters_fit_and_one_more_is_refused(
    sample: Workspace, maya: Person
) -> None:
    before = sample.count(PainPoint)
    form = await open_pain(maya, STORE, "x" * 3001)
    assert list(await form.submit()) == [WHAT]
    assert form.is_open
    assert form.value(WHAT) == "x" * 3001
    form.fill({WHAT: "y" * 3000})
    assert await form.submit() == {}
    await maya.sees("Logged as", STORE, ephemeral=True)
    posted = await maya.sees("yyyy", STORE, ephemeral=False)
    await maya.click("Open", in_=posted)
    await maya.sees("First logged", STORE, ephemeral=True)
    assert maya.errors == []
    assert sample.count(PainPoint) == before + 1


async def test_a_long_command_opens_a_form_with_what_fits(maya: Person) -> None:
    await maya.command(STORE, "/pain " + "long words " * 400)
    form = await maya.form("Log a pain point")
    value = form.value(WHAT)
    assert isinstance(value, str)
    assert len(value) <= 3000
    assert value.startswith("long words long words")


@pytest.mark.parametrize("number", ["P-999", "p-999", "P-0", "P-99999999999999999999"])
async def test_an_unknown_number_is_called_unknown(maya: Person, number: str) -> None:
    await maya.command(STORE, f"/pain {number}")
    answer = await maya.sees("P-", STORE, ephemeral=True)
    assert "no" in answer.text.lower()
    assert "reference" not in answer.text
    assert maya.errors == []


async def test_a_form_left_open_while_its_touchpoint_was_retired_keeps_its_words(
    sample: Workspace, maya: Person
) -> None:
    before = sample.count(PainPoint)
    async with sample.person("Tomás") as tomas:
        form = await open_pain(maya, STORE, "It was there a minute ago", "till")
        chosen = str(form.value(WHERE)).partition(" · ")[0]
        await form.state()  # chosen now, while it is still offered
        await tomas.command(STORE, f"/touchpoint retire {chosen}")
        await tomas.sees("is retired", STORE, ephemeral=True)
        errors = await form.submit()
        assert list(errors) == [WHERE]
        assert "retired" in errors[WHERE]
        assert form.is_open
        assert form.value(WHAT) == "It was there a minute ago"
        (other, *_) = await form.suggestions(WHERE, QUIET)
        form.fill({WHERE: other})
        assert await form.submit() == {}
        await maya.sees("It was there a minute ago", STORE, ephemeral=False)
    assert sample.count(PainPoint) == before + 1


async def test_in_a_private_channel_without_cairn_the_answer_still_comes(
    sample: Workspace, maya: Person
) -> None:
    private = "#returns-taskforce"
    await maya.command(private, "/journey map")
    told = await maya.sees("/invite @Cairn", "Cairn")
    assert "not a member" in told.text or "can't see" in told.text
    await maya.command(private, "/journey help")
    await maya.sees("/pain", private, ephemeral=True)
    assert sample.app.metrics.deliveries["given_up"] == 1
