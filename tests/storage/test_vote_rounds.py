"""Starting rounds, who may vote in them, and the user groups that Slack knows."""

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from storage.db import transaction
from storage.models import History, UserGroupMember
from storage.vocabulary import Names, Status
from storage.vote import choices as vote_choices
from storage.vote import members as vote_members
from storage.vote import rounds as vote_rounds
from storage.vote import turnout as vote_turnout
from storage.vote.rounds import dots_each
from storage.vote.turnout import Turnout
from storage.workspace import user_groups
from storage.workspace.user_groups import Group
from tests.conftest import NOON
from tests.storage.round_world import Rounds


@pytest.fixture
def rounds(engine: Engine) -> Rounds:
    world = Rounds(engine, NOON)
    world.build()
    return world


@pytest.mark.parametrize(
    ("options", "dots"),
    [(1, 1), (2, 1), (5, 1), (6, 2), (7, 2), (9, 2), (10, 3), (14, 4), (18, 5), (20, 5), (60, 10)],
)
def test_dots_each_are_a_quarter_rounded_half_up(options: int, dots: int) -> None:
    assert dots_each(options) == dots


def test_a_round_keeps_its_ballot_in_order_and_says_who_started_it(rounds: Rounds) -> None:
    number = rounds.start(3, starter="U1")
    assert number == 1
    assert [(each.position, each.title) for each in rounds.options(number)] == [
        (1, "Option 1"),
        (2, "Option 2"),
        (3, "Option 3"),
    ]
    with transaction(rounds.engine) as session:
        lines = vote_rounds.lines(session, rounds.locked(session, number))
        assert [line.title for line in lines] == ["Option 1", "Option 2", "Option 3"]
        entry = session.exec(select(History).where(History.subject == "vote")).one()
        assert (entry.what, entry.actor_id) == ("started", "U1")
        assert vote_rounds.numbered(session, workspace_id="T2", number=1) is None
    assert rounds.start(2) == 2


@pytest.mark.parametrize("options", [0, 21])
def test_a_ballot_has_one_to_twenty_options(rounds: Rounds, options: int) -> None:
    with pytest.raises(ValueError, match="none to vote on"):
        rounds.start(options)


def test_only_where_names_are_not_stored_there_is_a_key(rounds: Rounds) -> None:
    keys = [rounds.stored(rounds.start(2, names=names)).voter_key for names in Names]
    assert [key is None for key in keys] == [names is not Names.NOT_STORED for names in Names]


def heard(rounds: Rounds, number: int, *people: str) -> tuple[bool, set[str]]:
    with transaction(rounds.engine) as session:
        round = rounds.locked(session, number)
        changed = vote_members.hear(session, round=round, people=people)
        return changed, vote_members.ids(session, round=round)


@pytest.mark.parametrize("names", [Names.SHOWN, Names.NOT_STORED])
def test_who_leaves_without_voting_holds_nobody_up(rounds: Rounds, names: Names) -> None:
    number = rounds.start(2, names=names)
    with transaction(rounds.engine) as session:
        assert vote_turnout.of(session, rounds.locked(session, number)).eligible is None
    assert heard(rounds, number, "U1", "U2", "U3") == (True, {"U1", "U2", "U3"})
    assert heard(rounds, number, "U1", "U2", "U3")[0] is False
    rounds.vote(number, "U1", {1: 1})
    assert heard(rounds, number, "U4") == (True, {"U1", "U4"})
    assert heard(rounds, number) == (False, {"U1", "U4"})
    with transaction(rounds.engine) as session:
        round = rounds.locked(session, number)
        assert vote_turnout.of(session, round) == Turnout(1, 2)
        vote_members.join(session, round=round, person_id="U5")
        vote_members.join(session, round=round, person_id="U5")
        assert vote_turnout.of(session, round).eligible == 3
        assert vote_members.is_one(session, round=round, person_id="U5")
        assert not vote_members.is_one(session, round=round, person_id="U2")


def test_more_voters_than_known_people_are_never_more_than_all(rounds: Rounds) -> None:
    number = rounds.start(2, members=["U1"])
    for person_id in ("U1", "U2", "U3"):
        rounds.vote(number, person_id, {1: 1})
    with transaction(rounds.engine) as session:
        turnout = vote_turnout.of(session, rounds.locked(session, number))
        assert (turnout.voters, turnout.eligible) == (3, 3)


CREW = Group("S1", "store-crew", "Store crew", ["U1", "U2"])
CARE = Group("S2", "care", "Customer care", ["U3"])


def hear_groups(session: Session, *groups: Group, workspace_id: str = "T1") -> None:
    user_groups.hear(session, workspace_id=workspace_id, groups=groups, at=NOON)


def test_user_groups_are_as_slack_named_them_last(rounds: Rounds) -> None:
    with transaction(rounds.engine) as session:
        assert user_groups.last_heard(session, workspace_id="T1") is None
        hear_groups(session, CREW, CARE)
        hear_groups(session, Group("S1", "crew", "The crew", ["U2", "U2", "U4"]))
        assert user_groups.last_heard(session, workspace_id="T1") == NOON
        assert user_groups.people(session, workspace_id="T1", group_id="S1") == ["U2", "U4"]
        assert user_groups.get_or_none(session, workspace_id="T1", group_id="S2") is None
        found = user_groups.matching(session, workspace_id="T1", typed="@CREW", limit=9)
        assert [(group.handle, people) for group, people in found] == [("crew", 2)]
        assert user_groups.matching(session, workspace_id="T1", typed="care", limit=9) == []
        hear_groups(session)
        assert session.exec(select(UserGroupMember)).all() == []


def test_a_round_of_a_group_is_for_its_people(rounds: Rounds) -> None:
    with transaction(rounds.engine) as session:
        hear_groups(session, CREW, CARE)
    number = rounds.start(2, group_id="S1")
    with transaction(rounds.engine) as session:
        round = rounds.locked(session, number)
        assert vote_members.hear_group(session, round=round)
        assert vote_members.ids(session, round=round) == {"U1", "U2"}


def test_there_is_to_vote_on_what_is_open_hottest_first(rounds: Rounds) -> None:
    cold, hot, solved, double = (
        rounds.log(what, by="U1", severity=severity)
        for what, severity in (("Cold", 1), ("Hot", 5), ("Solved", 4), ("Hot again", 2))
    )
    rounds.move(solved, Status.SOLVED)
    rounds.merge(double, hot)
    with transaction(rounds.engine) as session:
        of = {"workspace_id": "T1", "journey_id": 1, "now": rounds.now}
        found = vote_choices.pains(session, **of, limit=20)  # type: ignore[arg-type]
        assert [(each.number, each.heat) for each in found] == [(hot, 7.0), (cold, 1.0)]
        ids = [rounds.pain(session, number).id or 0 for number in (solved, cold, double, hot)]
        found = vote_choices.open_pains(session, **of, ids=ids)  # type: ignore[arg-type]
        assert [each.number for each in found] == [cold, hot]
        assert vote_choices.opportunities(session, **of, limit=20) == []  # type: ignore[arg-type]
    number = rounds.start(rounds.pain_options(hot))
    with transaction(rounds.engine) as session:
        options = vote_rounds.options(session, rounds.locked(session, number))
        standings = vote_choices.standings(
            session, workspace_id="T1", options=options, now=rounds.now
        )
        assert [(each.number, each.heat) for each in standings.values()] == [(hot, 7.0)]
