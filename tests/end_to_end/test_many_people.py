"""Several people at once, and one person twice: every word once, every number its own."""

import asyncio
import contextlib

from storage.models import PainPoint
from tests.end_to_end.steps import STORE, SUPPORT, arrives, number_in, open_pain
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Form, Person, RefusedError


async def test_a_form_that_is_sent_twice_is_stored_once(sample: Workspace, maya: Person) -> None:
    before = sample.count(PainPoint)
    form = await open_pain(maya, STORE, "The till froze twice over")
    body = {"view_id": form.view["id"], "state": {"values": await form.state()}}
    await asyncio.gather(*(maya.post("submit", body) for _ in range(4)))
    await maya.no_form()
    await maya.sees("Logged as", STORE, ephemeral=True)
    await maya.sees("The till froze twice over", STORE, ephemeral=False)
    assert sample.count(PainPoint) == before + 1
    shown = [row for row in maya.messages(STORE) if "The till froze twice over" in row.text]
    assert len(shown) == 1


async def test_a_form_with_mistakes_may_be_sent_again(sample: Workspace, maya: Person) -> None:
    before = sample.count(PainPoint)
    form = await open_pain(maya, STORE, "   ")
    assert "What happened?" in await form.submit()
    assert form.is_open
    form.fill({"What happened?": "Now with words"})
    assert await form.submit() == {}
    await maya.no_form()
    await maya.sees("Now with words", STORE, ephemeral=False)
    assert sample.count(PainPoint) == before + 1


async def test_people_who_log_at_once_get_numbers_of_their_own(sample: Workspace) -> None:
    before = sample.count(PainPoint)
    names = ("Maya", "Kwame", "Priya", "Tomás")
    async with contextlib.AsyncExitStack() as stack:
        people = [await stack.enter_async_context(sample.person(name)) for name in names]
        forms: list[Form] = [
            await open_pain(person, SUPPORT, f"Seen by {person.name}") for person in people
        ]
        assert await asyncio.gather(*(form.submit() for form in forms)) == [{}] * 4
        receipts = [await person.sees("Logged as", SUPPORT) for person in people]
        numbers = {number_in(receipt.text) for receipt in receipts}
        assert numbers == set(range(before + 1, before + 5))
        for person in people:
            for name in names:
                await arrives(person, f"Seen by {name}", SUPPORT)
    assert sample.count(PainPoint) == before + 4


async def test_only_the_person_sees_their_own_receipt(maya: Person, kwame: Person) -> None:
    form = await open_pain(maya, STORE, "Only the receipt is private")
    assert await form.submit() == {}
    await maya.sees("Logged as", STORE, ephemeral=True)
    await kwame.sees("Only the receipt is private", STORE, ephemeral=False)
    assert not [row for row in kwame.messages(STORE) if "Logged as" in row.text]


async def test_a_closed_form_stores_nothing(sample: Workspace, maya: Person) -> None:
    before = sample.count(PainPoint)
    form = await open_pain(maya, STORE, "Never mind")
    body = {"view_id": form.view["id"], "state": {"values": await form.state()}}
    await form.close()
    with contextlib.suppress(RefusedError):
        await maya.post("submit", body)
    assert sample.count(PainPoint) == before
