"""Pulses on both databases: asked once, counted once, shown from five, forgotten at the end."""

import threading
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, select

from storage import retirement
from storage.db import open_engine, transaction
from storage.identity import identity
from storage.journey.visibility import Viewer
from storage.models import History, Journey, Pulse, PulseAnswer, Touchpoint
from storage.pulse import answers, asking, pulses, results
from storage.pulse.answers import Outcome
from storage.vocabulary import PulseAudience, PulseKind
from storage.workspace import preferences
from tests.storage.pain_world import OWNER, World

PEOPLE = tuple(f"U{n}" for n in range(7))


class Asked(World):
    """The shop, where pulses are put to seven people in London and one in Tokyo."""

    def start(
        self, question: str = "Welcome?", *, days: float = 7, private: bool = False, **more: str
    ) -> int:
        with transaction(self.engine) as session:
            begun = pulses.start(
                session,
                touchpoint=session.exec(select(Touchpoint)).one(),
                channel_id="C1",
                private=private,
                question=question,
                kind=PulseKind(more.get("kind", "scale")),
                audience=PulseAudience(more.get("audience", "channel")),
                person_id=OWNER,
                at=self.now,
                closes_at=self.now + timedelta(days=days),
            )
            return identity(begun) if begun else 0

    def hear(self, pulse_id: int, people: Iterable[str] = PEOPLE) -> int:
        with transaction(self.engine) as session:
            pulse = session.get_one(Pulse, pulse_id)
            return asking.hear(session, pulse=pulse, people=list(people), at=self.now)

    def ask(self, engine: Engine | None = None, most: int = 100) -> list[tuple[int, str]]:
        with transaction(engine or self.engine) as session:
            taken = asking.take_due(
                session, workspace_id=self.workspace_id, now=self.now, most=most
            )
            return [(each.pulse_id, each.person_id) for each in taken]

    def answer(
        self, pulse_id: int, person_id: str, value: int, engine: Engine | None = None
    ) -> Outcome:
        with transaction(engine or self.engine) as session:
            pulse = session.get_one(Pulse, pulse_id)
            return answers.give(session, pulse=pulse, person_id=person_id, value=value, at=self.now)

    def say(self, pulse_id: int, person_id: str, words: str, *, shown: bool) -> None:
        with transaction(self.engine) as session:
            pulse = session.get_one(Pulse, pulse_id)
            answers.say(
                session, pulse=pulse, person_id=person_id, words=words, shown=shown, at=self.now
            )

    def close(self, pulse_id: int, engine: Engine | None = None) -> bool:
        with transaction(engine or self.engine) as session:
            pulse = session.get_one(Pulse, pulse_id)
            return pulses.close(session, pulse=pulse, by=None, at=self.now)

    def result(self, pulse_id: int) -> results.Result:
        with transaction(self.engine) as session:
            return results.of(session.get_one(Pulse, pulse_id))


@pytest.fixture
def world(engine: Engine, now: datetime) -> Asked:
    world = Asked(engine, now)
    world.build()
    for person_id in PEOPLE:
        world.arrive(person_id, "Europe/London")
    return world


def people(asked: Iterable[tuple[int, str]]) -> set[str]:
    return {person_id for _, person_id in asked}


def together(does: Iterable[Callable[[], object]]) -> None:
    """Each in a thread, all at once."""
    threads = [threading.Thread(target=each) for each in does]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_each_is_asked_once_one_a_day_in_their_hours(world: Asked) -> None:
    world.arrive("UTOKYO", "Asia/Tokyo")
    late, soon = world.start("Heard?", days=9), world.start(days=3)
    for pulse_id in (late, soon):
        assert world.hear(pulse_id, [*PEOPLE, "UTOKYO"]) == 8
    with transaction(world.engine) as session:
        known = {"workspace_id": "T1", "person_id": "U6"}
        preferences.switch(session, **known, kind=preferences.PULSES, on=False)
    # Noon in London; nine in the evening in Tokyo. What ends first comes first.
    assert world.ask(most=4) == [(soon, person_id) for person_id in PEOPLE[:4]]
    assert world.ask() == [(soon, "U4"), (soon, "U5")]
    assert world.ask() == []
    world.later(hours=12)
    assert world.ask() == [(soon, "UTOKYO")], "nine in the morning there, midnight in London"
    world.later(hours=12)
    assert people(world.ask()) == {*PEOPLE[:6]}, "the next day the other one"
    world.later(hours=12)
    assert world.ask() == [(late, "UTOKYO")]
    world.later(days=1)
    assert world.ask() == []


def test_who_left_is_not_asked_and_who_came_is(world: Asked) -> None:
    pulse_id = world.start()
    world.hear(pulse_id)
    world.ask(most=2)
    assert world.hear(pulse_id, [*PEOPLE[2:6], "UNEW"]) == 7
    assert people(world.ask()) == {"U2", "U3", "U4", "U5", "UNEW"}
    few = world.start("Few?")
    assert world.hear(few, PEOPLE[:4]) == 4
    world.later(days=1)
    assert world.ask() == [], "nothing they say could be shown"
    assert world.hear(few, PEOPLE[:5]) == 5
    assert people(world.ask()) == set(PEOPLE[:5])


def test_only_who_logged_something_there(world: Asked) -> None:
    for person_id in PEOPLE[:5]:
        world.log(f"The queue was long, {person_id}", by=person_id)
    everywhere = world.start("Open?", audience="loggers")
    with transaction(world.engine) as session:
        where = session.exec(select(Touchpoint)).one()
        found = asking.loggers(session, touchpoint=where)
    assert found == set(PEOPLE[:5])
    assert world.hear(everywhere, found) == 5
    kept = world.start("Private?", audience="loggers", private=True)
    assert world.hear(kept, PEOPLE[1:]) == 4, "who is not in the private channel hears nothing"


def test_a_retired_touchpoint_ends_it(world: Asked) -> None:
    pulse_id = world.start()
    world.hear(pulse_id)
    with transaction(world.engine) as session:
        where = session.exec(select(Touchpoint)).one()
        retirement.retire(session, where, actor_id=OWNER, at=world.now)
    assert world.ask() == []
    with transaction(world.engine) as session:
        assert pulses.due(session, workspace_id="T1", now=world.now) == [pulse_id]
        assert pulses.due(session, workspace_id="T2", now=world.now) == []


def test_the_last_answer_counts_and_none_after_the_end(world: Asked) -> None:
    pulse_id = world.start(days=3)
    world.hear(pulse_id)
    assert world.answer(pulse_id, "U0", 5) is Outcome.NOT_ASKED
    world.ask()
    for value in (2, 2, 5):
        assert world.answer(pulse_id, "U0", value) is Outcome.STORED
    for person_id in PEOPLE[1:5]:
        world.answer(pulse_id, person_id, 4)
    world.say(pulse_id, "U1", "They smiled", shown=True)
    world.say(pulse_id, "U2", "I was in a hurry", shown=False)
    with transaction(world.engine) as session:
        pulse = session.get_one(Pulse, pulse_id)
        assert results.progress(session, pulse=pulse) == results.Progress(7, 7, 5)
        assert results.of(pulse).counts == {}, "nothing is shown while it runs"
    world.later(days=3)
    assert world.answer(pulse_id, "U5", 1) is Outcome.OVER, "before the clock has looked, too"
    assert world.close(pulse_id)
    assert not world.close(pulse_id)
    assert world.answer(pulse_id, "U0", 1) is Outcome.OVER
    assert world.result(pulse_id) == results.Result(7, 5, {4: 4, 5: 1}, ["They smiled"])
    with transaction(world.engine) as session:
        rows = session.exec(select(PulseAnswer)).all()
        assert {(row.value, row.words, row.shown) for row in rows} == {(None, "", False)}
        what = session.exec(select(History.what).where(History.subject == "touchpoint")).all()
        assert [each for each in what if "pulse" in each] == [
            "asked a pulse about",
            "finished a pulse about",
        ]


def test_below_five_nothing_is_kept(world: Asked) -> None:
    pulse_id = world.start()
    world.hear(pulse_id)
    world.ask()
    for person_id in PEOPLE[:4]:
        world.answer(pulse_id, person_id, 1)
        world.say(pulse_id, person_id, "Never", shown=True)
    assert world.close(pulse_id)
    assert world.result(pulse_id) == results.Result(7, 4, {}, [])
    with transaction(world.engine) as session:
        assert session.exec(select(PulseAnswer.value)).all() == [None] * 7


def test_two_processes_start_ask_and_tell_once(world: Asked) -> None:
    url = world.engine.url.render_as_string(hide_password=False)
    others = [open_engine(url) for _ in range(4)]
    started: list[int] = []
    asked: list[tuple[int, str]] = []

    def start() -> None:
        started.append(world.start())

    def ask(engine: Engine) -> None:
        asked.extend(world.ask(engine))

    try:
        together([start] * 4)
        (pulse_id,) = [each for each in started if each]
        world.hear(pulse_id)
        together([partial(ask, each) for each in others])
        assert sorted(asked) == [(pulse_id, person_id) for person_id in PEOPLE]
    finally:
        for each in others:
            each.dispose()
    world.close(pulse_id)
    assert world.start(), "the same question again, once it ended"
    with transaction(world.engine) as session:
        pulse = session.get_one(Pulse, pulse_id)
        assert [each.id for each in pulses.untold(session, workspace_id="T1")] == [pulse_id]
        assert pulses.told(session, pulse=pulse, at=world.now)
        assert not pulses.told(session, pulse=pulse, at=world.now)
        assert pulses.untold(session, workspace_id="T1") == []


@pytest.mark.parametrize("answers_first", [True, False])
def test_an_answer_at_the_very_end_counts_or_is_refused(
    world: Asked, *, answers_first: bool
) -> None:
    """Of an answer and the end, in two processes, one waits for the other's transaction."""
    pulse_id = world.start()
    world.hear(pulse_id)
    world.ask()
    for person_id in PEOPLE[:5]:
        world.answer(pulse_id, person_id, 3)
    other = open_engine(world.engine.url.render_as_string(hide_password=False))
    said: list[Outcome] = []

    def late() -> None:
        if answers_first:
            world.close(pulse_id, other)
        else:
            said.append(world.answer(pulse_id, "U5", 5, other))

    thread = threading.Thread(target=late)
    try:
        with transaction(world.engine) as session:
            pulse = session.get_one(Pulse, pulse_id)
            if answers_first:
                said.append(
                    answers.give(session, pulse=pulse, person_id="U5", value=5, at=world.now)
                )
            else:
                pulses.close(session, pulse=pulse, by=None, at=world.now)
            thread.start()
            thread.join(0.3)  # as far as it comes without waiting
        thread.join()
    finally:
        other.dispose()
    assert said == [Outcome.STORED if answers_first else Outcome.OVER]
    assert world.result(pulse_id).counts == ({3: 5, 5: 1} if answers_first else {3: 5})


def test_what_a_private_channel_asked_stays_there(world: Asked) -> None:
    pulse_id = world.start(private=True)
    world.hear(pulse_id)
    world.ask()
    for person_id in PEOPLE[:5]:
        world.answer(pulse_id, person_id, 5)
    world.close(pulse_id)

    def seen(session: Session, viewer: Viewer) -> bool:
        pulse = session.get_one(Pulse, pulse_id)
        listed, total = pulses.page(
            session,
            viewer=viewer,
            journey_id=session.exec(select(Journey.id)).one() or 0,
            number=1,
            size=8,
        )
        last = pulses.latest_ended(session, viewer=viewer, touchpoint_id=pulse.touchpoint_id)
        told = {pulses.may_see(pulse, viewer), bool(listed), bool(total), bool(last)}
        assert len(told) == 1, "all ways tell the same"
        return told.pop()

    with transaction(world.engine) as session:
        assert seen(session, Viewer("T1", "U1", "C1"))
        assert seen(session, Viewer("T1", OWNER, "C2"))
        assert not seen(session, Viewer("T1", "U1", "C2"))
        assert not seen(session, Viewer("T1", "U1"))
        assert not seen(session, Viewer("T1", OWNER, "C2", guest=True))
        entry = session.exec(select(History).where(History.what == "asked a pulse about")).one()
        assert entry.after is None, "the history of the touchpoint is read elsewhere, too"
