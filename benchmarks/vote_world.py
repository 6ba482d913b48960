"""A workspace that votes: a thousand people and rounds of 20 pain points, and how it is sent."""

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from benchmarks.scenarios import Payload, Scenario
from benchmarks.slack_stub import TEAM
from benchmarks.world import CHANNELS, World
from storage.db import open_engine, transaction
from storage.identity import identity
from storage.models import Member
from storage.outbox import posted
from storage.pain import lists as pain_lists
from storage.pain.lists import Filter
from storage.statements import table_of
from storage.vocabulary import About, Names
from storage.vote import ballots
from storage.vote import members as vote_members
from storage.vote import rounds as vote_rounds
from storage.vote.rounds import NewOption, NewRound

VOTERS = tuple(f"UV{number:04}" for number in range(1_000))
OPTIONS = 20
DOTS = 5
MOST_ON_ONE = 2
# Three options of each vote get dots.
PUT = (2, 2, 1)
CHANNEL = CHANNELS[0]
_forms = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Round:
    """A running round, and the ids of its options in order."""

    number: int
    options: tuple[int, ...]

    def dots(self, voter: int) -> dict[int, int]:
        """Where a voter puts theirs; neighbours differ."""
        return {
            self.options[(voter + place * 7) % OPTIONS]: count for place, count in enumerate(PUT)
        }


def people(database_url: str) -> None:
    """The voters are known already."""
    engine = open_engine(database_url)
    now = datetime.now(UTC)
    with transaction(engine) as session:
        session.connection().execute(
            insert(table_of(Member)),
            [{"workspace_id": TEAM, "id": each, "first_seen_at": now} for each in VOTERS],
        )
    engine.dispose()


def start(database_url: str, world: World) -> Round:
    """A round on the hottest pain points, with its ballot in the channel."""
    engine = open_engine(database_url)
    now = datetime.now(UTC)
    with transaction(engine) as session:
        hottest = pain_lists.hottest(
            session,
            workspace_id=TEAM,
            which=Filter(journey_id=world.journey_id),
            now=now,
            limit=OPTIONS,
        )
        begun = vote_rounds.start(
            session,
            workspace_id=TEAM,
            journey_id=world.journey_id,
            channel_id=CHANNEL,
            starter_id=VOTERS[0],
            new=NewRound(
                question="What should we solve first?",
                about=About.PAINS,
                dots=DOTS,
                most_on_one=MOST_ON_ONE,
                names=Names.HIDDEN,
                closes_at=now + timedelta(days=1),
            ),
            options=[NewOption(row.title, row.id) for row in hottest],
            at=now,
        )
        # One who stays away: it does not close while it is measured.
        vote_members.hear(session, round=begun, people=[*VOTERS, "UAWAY"])
        posted.note(
            session,
            workspace_id=TEAM,
            subject=f"vote:{begun.number}",
            channel_id=CHANNEL,
            ts=f"1.{begun.number}",
        )
        options = tuple(identity(each) for each in vote_rounds.options(session, begun))
    engine.dispose()
    return Round(begun.number, options)


def fill(database_url: str, round: Round) -> None:
    """Everybody has voted in it, past the form."""
    engine = open_engine(database_url)
    with transaction(engine) as session:
        held = vote_rounds.lock(session, workspace_id=TEAM, number=round.number)
        if held is None:
            raise RuntimeError(f"V-{round.number} is gone")
        for voter, person in enumerate(VOTERS):
            ballots.cast(
                session,
                round=held,
                voter=ballots.voter(held, person),
                dots=round.dots(voter),
                department=None,
                at=datetime.now(UTC),
                options=round.options,
                first=True,
            )
    engine.dispose()


def scenario(round: Round) -> Scenario:
    """Everybody votes once in it, in turn."""
    voters: Iterator[int] = itertools.cycle(range(len(VOTERS)))

    def make(_: World, number: int) -> Payload:
        return _sent(round, next(voters), number)

    return Scenario("vote", "interactive", make, lambda answer: "is stored" in str(answer))


def _sent(round: Round, voter: int, number: int) -> Payload:
    """The form "Vote", as Slack sends it."""
    person, put = VOTERS[voter], round.dots(voter)
    values = {
        f"option:{option_id}": {f"option:{option_id}": _selected(put.get(option_id, 0))}
        for option_id in round.options
    }
    carried = {
        "vote": str(round.number),
        "department": "",
        "voted": "",
        "place": [CHANNEL, "public"],
    }
    return {
        "type": "view_submission",
        "team": {"id": TEAM, "domain": "bench"},
        "user": {"id": person, "username": person.lower(), "team_id": TEAM},
        "api_app_id": "A1",
        "token": "unused",
        "trigger_id": f"trigger-{number}",
        "enterprise": None,
        "is_enterprise_install": False,
        "response_urls": [],
        "view": {
            "type": "modal",
            "callback_id": "vote.cast",
            "title": {"type": "plain_text", "text": f"Vote · V-{round.number}", "emoji": True},
            "blocks": [_block(option_id) for option_id in round.options],
            "id": f"VV{next(_forms)}",
            "team_id": TEAM,
            "private_metadata": json.dumps(carried),
            "state": {"values": values},
            "hash": "1.a",
            "previous_view_id": None,
            "root_view_id": f"VV{number}",
            "app_id": "A1",
            "bot_id": "B1",
        },
    }


def _selected(count: int) -> dict[str, object]:
    text = {"type": "plain_text", "text": f"{count} dots", "emoji": True}
    return {"type": "static_select", "selected_option": {"text": text, "value": str(count)}}


def _block(option_id: int) -> dict[str, object]:
    name = f"option:{option_id}"
    return {
        "type": "input",
        "block_id": name,
        "label": {"type": "plain_text", "text": "P-12 The parcel label could not be printed"},
        "element": {
            "type": "static_select",
            "action_id": name,
            "options": [
                {"text": {"type": "plain_text", "text": f"{n} dots"}, "value": str(n)}
                for n in range(MOST_ON_ONE + 1)
            ],
        },
        "optional": False,
    }
