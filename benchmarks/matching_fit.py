"""Fits the matcher's weights on the "tune" half: `python -m benchmarks.matching_fit`.

Logistic regression by Newton's method with a small ridge. Prints weights for
storage/matching/judging.py and, for each chance from which something may be offered, what it
would mean on the same half.

The word lists know the words of that half better than those of complaints to come. So a part
of what they know is forgotten while fitting, another one in each of several turns.
"""

import tempfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from storage.db import open_engine
from storage.identity import identity
from storage.matching import LexicalMatcher
from storage.matching.candidates import judged
from storage.matching.features import features, word
from storage.matching.index import Where
from storage.matching.judging import Seen
from storage.matching.lexicon import Lexicon, lexicon
from storage.matching.scoring import Evidence
from storage.matching.spots import NOWHERE, spot_of
from storage.migrations import migrate
from tests.storage.matching import labelled
from tests.storage.matching.labelled import WORKSPACE, Known, World

Floats = NDArray[np.float64]
RIDGE = 0.05
ROUNDS = 50
FORGOTTEN_PERCENT = 15
TURNS = 3


@dataclass(frozen=True, slots=True)
class Forgetful(Lexicon):
    """A lexicon that doesn't know some of the words."""

    turn: int

    def of_word(self, word: str) -> tuple[str, ...]:
        if zlib.crc32(f"{self.turn} {word}".encode()) % 100 < FORGOTTEN_PERCENT:
            return ()
        return Lexicon.of_word(self, word)


@contextmanager
def forgetting(turn: int) -> Iterator[None]:
    """Some words are unknown for a while, others in every turn."""
    whole = lexicon()
    known = {each.name: getattr(whole, each.name) for each in fields(whole)}
    with patch("storage.matching.features.lexicon", lambda: Forgetful(**known, turn=turn)):
        word.cache_clear()
        yield
    word.cache_clear()


@dataclass(frozen=True, slots=True)
class Sample:
    """One candidate of one question."""

    question: int
    new: bool
    same: bool
    evidence: Evidence


def all_samples(known: Known, *, with_touchpoint: bool) -> list[Sample]:
    """The candidates of all turns."""
    found = []
    for turn in range(TURNS):
        with forgetting(turn):
            found += samples(known, with_touchpoint=with_touchpoint, turn=turn)
    return found


def samples(known: Known, *, with_touchpoint: bool, turn: int) -> list[Sample]:
    """The candidates at the touchpoint asked about, or all where none is named."""
    data = labelled.load().part("tune")
    found: list[Sample] = []
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'fit.db'}")
        migrate(engine)
        with labelled.world(engine, LexicalMatcher(), data) as here:
            for number, (problem, complaint) in enumerate(labelled.questions(here, data, known)):
                place = problem.touchpoint if with_touchpoint else None
                found += [
                    Sample(
                        number * TURNS + turn, problem in data.new, name == problem.name, evidence
                    )
                    for name, evidence in _candidates(here, complaint, place)
                ]
        engine.dispose()
    return found


def _candidates(here: World, text: str, place: str | None) -> list[tuple[str, Evidence]]:
    spot = NOWHERE
    if place:
        spot = spot_of(
            here.session,
            workspace_id=WORKSPACE,
            journey_id=here.journey_id,
            touchpoint_id=identity(here.places[place]),
            stage_id=None,
        )
    where = Where(WORKSPACE, here.journey_id)
    return [
        (here.problem_of[each.pain_id], each.evidence)
        for each in judged(here.session, where, features(text), spot)
        if each.seen is (Seen.HERE if place else Seen.UNKNOWN)
    ]


def offsets(found: Sequence[Sample]) -> Floats:
    """What is known before any weight: the crowd counts as it is."""
    return np.array([-each.evidence.crowd for each in found])


def matrix(found: Sequence[Sample]) -> Floats:
    return np.array([[e.evidence.shared, e.evidence.apart, e.evidence.ways, 1.0] for e in found])


def fit(found: Sequence[Sample]) -> Floats:
    """Weights of shared, apart, ways, and the start."""
    inputs = matrix(found)
    start = offsets(found)
    wanted = np.array([float(each.same) for each in found])
    weights: Floats = np.zeros(inputs.shape[1])
    weights[-1] = -start.mean()  # from nothing, Newton's steps would lead astray
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-(inputs @ weights + start)))
        gradient = inputs.T @ (chance - wanted) + RIDGE * weights
        curvature = (inputs * (chance * (1 - chance))[:, None]).T @ inputs
        weights -= np.linalg.solve(curvature + RIDGE * np.eye(len(weights)), gradient)
    return weights


def tell(found: Sequence[Sample], weights: Floats) -> None:
    """What offering from each chance on would mean."""
    chances = 1 / (1 + np.exp(-(matrix(found) @ weights + offsets(found))))
    for least in (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6):
        offered = [sample for sample, chance in zip(found, chances, strict=True) if chance >= least]
        known = {each.question for each in found if not each.new}
        new = {each.question for each in found if each.new}
        right = {each.question for each in offered if each.same}
        wrong = {each.question for each in offered if not each.same}
        print(
            f"  from {least:.2f}: found {len(right) / max(len(known), 1):.2f}, "
            f"wrong for known {len(wrong & known) / max(len(known), 1):.2f}, "
            f"wrong for new {len(wrong & new) / max(len(new), 1):.2f}"
        )


def main() -> None:
    for with_touchpoint in (True, False):
        cold = all_samples("cold", with_touchpoint=with_touchpoint)
        learned = all_samples("learned", with_touchpoint=with_touchpoint)
        weights = fit([*cold, *learned])
        names = ("shared", "apart", "ways", "start")
        said = ", ".join(
            f"{name}={weight:.2f}" for name, weight in zip(names, weights, strict=True)
        )
        print("With the touchpoint" if with_touchpoint else "By the text alone", said)
        for name, found in (("cold", cold), ("learned", learned)):
            print(name)
            tell(found, weights)


if __name__ == "__main__":
    main()
