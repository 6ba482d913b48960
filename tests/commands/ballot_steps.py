"""Starting a vote through its form, and voting, as people do; everything within Slack's limits."""

from sqlmodel import select

from commands.reply import Effect, OpenForm, Post, Refresh, View
from commands.request import Kind, Value
from storage.db import transaction
from storage.models import VoteOption, VoteRound
from storage.vote import rounds as vote_rounds
from tests.commands.front_door import FrontDoor, only
from tests.commands.journey_steps import legal, mrkdwn
from tests.commands.pain_world import OpenedForm

START, CAST = "vote.start", "vote.cast"


def start_form(door: FrontDoor, typed: str = "/vote") -> OpenedForm:
    return OpenedForm(door, door.command(typed))


def choose(form: OpenedForm, **values: Value) -> list[Effect]:
    """Fills in fields that tell at once; the form is redrawn."""
    form.fill(**values)
    return form.act("vote.changed")


def started(door: FrontDoor, **values: Value) -> Post:
    """A vote, through its form; the message for the channel."""
    form = start_form(door)
    choose(form, **{name: held for name, held in values.items() if name in form.values})
    form.fill(**values)
    return only(legal(form.send()), Post)


def typed_vote(door: FrontDoor, *lines: str, **values: Value) -> Post:
    """A vote on words of one's own."""
    form = start_form(door)
    choose(form, about="typed")
    choose(form, typed="\n".join(lines), **values)
    return only(legal(form.send()), Post)


def ballot(door: FrontDoor, number: int = 1) -> Refresh:
    """The channel's message as it is when it is sent now."""
    refresh = only(door.ask(Kind.MESSAGE, "vote.ballot", value=str(number)), Refresh)
    legal([Post("C1", refresh.text, refresh.blocks)])
    return refresh


def words(message: Post | Refresh | View) -> str:
    """Everything that it shows in mrkdwn."""
    body = message["blocks"] if isinstance(message, dict) else list(message.blocks)
    return "\n".join(mrkdwn(body))


def opened(door: FrontDoor, number: int = 1) -> OpenedForm:
    """The private form behind Vote."""
    return OpenedForm(door, door.click("vote.vote", str(number)), f"V-{door.person.id}")


def vote(door: FrontDoor, number: int = 1, **dots: int) -> list[Effect]:
    """Votes: `a=2` puts two dots on the first option."""
    form = opened(door, number)
    fields = [name for name in form.values if name.startswith("option:")]
    for letter, count in dots.items():
        form.values[fields["abcdefghijklmnopqrst".index(letter)]] = str(count)
    return form.send()


def hear(door: FrontDoor, *people: str, number: int = 1) -> list[Effect]:
    """Slack tells who is in the channel of V-number."""
    values: dict[str, Value] = {"people": list(people)}
    return door.ask(Kind.HEARD, "vote.members", value=str(number), values=values)


def stored(door: FrontDoor, number: int = 1) -> VoteRound:
    with transaction(door.engine) as session:
        found = vote_rounds.numbered(session, workspace_id=door.workspace_id, number=number)
        assert found
        return found


def options(door: FrontDoor) -> list[VoteOption]:
    with transaction(door.engine) as session:
        return list(session.exec(select(VoteOption).order_by("position")))


def view_of(effects: list[Effect]) -> View:
    return only(legal(effects), OpenForm).view
