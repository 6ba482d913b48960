"""What people do again and again in whole flows."""

import asyncio
import contextlib
import re
from collections.abc import Mapping

from tests.practice.answers import Answer
from tests.practice.driver import Form, Message, NotSeenError, Person

STORE = "#store-team"
SUPPORT = "#support"
BUSY, TRIES = "too much to do right now", 10
WHAT, WHERE, HOW_BAD = "What happened?", "Where?", "How bad is it for the customer?"


async def new_journey(person: Person, channel: str, name: str) -> None:
    await person.command(channel, f"/journey new {name}")
    form = await person.form("New journey")
    assert form.value("Name") == name
    assert await form.submit() == {}
    await person.sees(f"{name}", channel, ephemeral=True)


# Where nothing was seen yet in the sample: nothing is like what is told there.
QUIET = "Shop window"


async def open_pain(person: Person, channel: str, told: str, where: str = QUIET) -> Form:
    """The pain form, filled as far as it must be."""
    await person.no_form()
    await person.command(channel, "/pain")
    form = await person.form("Log a pain point")
    offered = await form.suggestions(WHERE, where)
    form.fill({WHAT: told, HOW_BAD: form.options(HOW_BAD)[3], WHERE: offered[0]})
    return form


async def send(form: Form) -> dict[str, str]:
    """Sends a form, and again where the machine is so busy that it asks for that."""
    for _ in range(TRIES):
        errors = await form.submit()
        if not any(BUSY in told for told in errors.values()):
            return errors
        await asyncio.sleep(1)
    return errors


async def log_pain(
    person: Person,
    channel: str,
    told: str,
    *,
    where: str = QUIET,
    also: Mapping[str, Answer] | None = None,
) -> int:
    """Logs a pain point; its number."""
    form = await open_pain(person, channel, told, where)
    form.fill(also or {})
    assert await send(form) == {}
    receipt = await person.sees("Logged as", channel, ephemeral=True)
    return number_in(receipt.text)


async def arrives(person: Person, words: str, channel: str = STORE) -> Message:
    """A message that may come late: one a second goes to a channel."""
    for _ in range(12):
        with contextlib.suppress(NotSeenError):
            return await person.sees(words, channel, ephemeral=False)
    return await person.sees(words, channel, ephemeral=False)


def number_in(text: str) -> int:
    """The number of the pain point that a text is about."""
    found = re.search(r"P-(\d+)", text)
    assert found, text
    return int(found[1])
