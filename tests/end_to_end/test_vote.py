"""A vote from start to last change of mind, by people in a channel, over real sockets."""

from storage.models import UserGroup, VoteMember
from tests.end_to_end.steps import STORE, arrives
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Form, Message, Person


async def open_start(person: Person) -> Form:
    await person.no_form()
    await person.command(STORE, "/vote What should we fix first?")
    return await person.form("Start a vote")


async def vote_form(person: Person, message: Message) -> Form:
    await person.click("Vote", in_=message)
    return await person.form("Vote · V-2")


async def shows(person: Person, words: str) -> Message:
    """The ballot, once it shows this."""
    return await arrives(person, words)


async def test_a_vote_on_the_hottest_pain_points(
    sample: Workspace, maya: Person, kwame: Person
) -> None:
    form = await open_start(maya)
    assert form.value("Question") == "What should we fix first?"
    chosen = form.value("Pain points")
    assert isinstance(chosen, list)
    assert 2 <= len(chosen) <= 20
    form.fill({"Dots each": "3 dots", "At most on one": "2 dots"})
    assert await form.submit() == {}
    ballot = await shows(kwame, "V-2")
    assert "What should we fix first?" in ballot.text
    # Slack tells who is in the channel; Cairn itself does not vote.
    ballot = await shows(kwame, "0 of 5 have voted")
    assert sample.count(VoteMember) == 5 + 5, "as many as in the sample's own vote"
    form = await vote_form(kwame, ballot)
    first, second = form.labels[:2]
    form.fill({first: "2 dots ●●", second: "2 dots ●●"})
    assert await form.submit() == {second: "You have put 4 dots, you have 3: take 1 away."}
    form.fill({second: "1 dot ●", "Your department": "Support"})
    assert await form.submit() == {}
    stored = await kwame.form("Your vote is stored")
    assert "3 are put, none are left" in stored.text
    await shows(maya, "1 of 5 has voted")
    await stored.click("Change my vote")
    form = await kwame.form("Vote · V-2")
    assert form.value(first) == "2 dots ●●"
    assert form.value("Your department") == "Support"
    form.fill({first: "No dots"})
    assert await form.submit() == {}
    stored = await kwame.form("Your vote is stored")
    await stored.click("Take my vote back")
    await kwame.form("Vote taken back")
    await shows(maya, "0 of 5 have voted")
    assert not maya.errors + kwame.errors


async def test_a_vote_of_a_user_group_on_a_list_of_ones_own(sample: Workspace) -> None:
    async with sample.person("Maya") as maya, sample.person("Priya") as priya:
        form = await open_start(maya)
        await form.close()
        await sample.until(lambda: sample.count(UserGroup) > 0, "Slack named no user group")
        form = await open_start(maya)
        await form.choose("What to vote on", "My own list")
        await sample.until(lambda: "My own list" in form.labels, "the form did not switch")
        form.fill({"My own list": "Longer hours\nA second till", "Who may vote": "@store-crew"})
        await form.choose("Names", "Not stored")
        await form.choose("Closes", "When all have voted")
        await sample.until(lambda: "Closes at" not in form.labels, "the form still asks when")
        assert "Names are not stored" in form.text
        assert form.value("My own list") == "Longer hours\nA second till"
        assert await form.submit() == {}
        ballot = await shows(maya, "0 of 2 have voted")
        assert "only @store-crew votes" in ballot.text
        assert "closes when all have voted" in ballot.text
        await priya.click("Vote", in_=await shows(priya, "V-2"))
        await priya.sees("only @store-crew votes, and you were not in it", STORE, ephemeral=True)
        form = await vote_form(maya, ballot)
        form.fill({form.labels[0]: "1 dot ●"})
        assert await form.submit() == {}
        await maya.form("Your vote is stored")
        await shows(priya, "1 of 2 has voted")
        assert not maya.errors + priya.errors
