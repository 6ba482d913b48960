"""Fits the matcher's weights on complaints for tuning: `python -m benchmarks.matching_fit`.

Logistic regression by Newton's method with a small ridge. Prints weights for
storage/matching/judging.py and, for each chance from which something may be offered, what it
would mean for complaints of which the fit knew no other of the same problem (five folds).

The word lists know the words of these complaints better than those of complaints to come. So a
part of what they know is forgotten while fitting, another one in each of several turns: so much
that the matcher does as on complaints it was never tuned on. Of what was confirmed a random part
is known, or the number of ways would tell which pain point one was left out of.
"""

import random
import tempfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
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
from storage.matching.judging import Seen, Weights
from storage.matching.lexicon import Lexicon, lexicon
from storage.matching.scoring import Evidence
from storage.matching.spots import NOWHERE, spot_of
from storage.migrations import migrate
from tests.storage.matching import labelled
from tests.storage.matching.labelled import WORKSPACE, Known, Labelled, World

Floats = NDArray[np.float64]
SETS = (labelled.COMPLAINTS, labelled.OTHER)
RIDGE = 0.5
ROUNDS = 50
FOLDS = 5
FORGOTTEN_PERCENT = 35
TURNS = 2
CHANCES = (0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)


@dataclass(frozen=True, slots=True)
class Forgetful(Lexicon):
    """A lexicon that doesn't know some of the words."""

    turn: int

    def of_word(self, word: str) -> tuple[str, ...]:
        return () if forgotten(word, self.turn) else Lexicon.of_word(self, word)


def forgotten(spoken: str, turn: int) -> bool:
    return zlib.crc32(f"{turn} {spoken}".encode()) % 100 < FORGOTTEN_PERCENT


@contextmanager
def forgetting(turn: int) -> Iterator[None]:
    """Some words and phrases are unknown for a while, others in every turn."""
    whole = lexicon()
    known = {each.name: getattr(whole, each.name) for each in fields(whole)}
    known["by_phrase"] = {
        phrase: concepts
        for phrase, concepts in whole.by_phrase.items()
        if not forgotten(" ".join(phrase), turn)
    }
    less = Forgetful(**known, turn=turn)
    with (
        patch("storage.matching.features.lexicon", lambda: less),
        patch("storage.matching.troubles.lexicon", lambda: less),
    ):
        word.cache_clear()
        yield
    word.cache_clear()


@dataclass(frozen=True, slots=True)
class Sample:
    """One candidate of one question."""

    question: str
    problem: str
    new: bool
    same: bool
    evidence: Evidence


def all_samples(known: Known, *, with_touchpoint: bool) -> list[Sample]:
    """The candidates of all sets and turns."""
    found = []
    for turn in range(TURNS):
        with forgetting(turn):
            for path in SETS:
                data = labelled.load(path).part("tune")
                found += samples(data, known, with_touchpoint=with_touchpoint, turn=turn)
    return found


def samples(data: Labelled, known: Known, *, with_touchpoint: bool, turn: int) -> list[Sample]:
    """The candidates at the touchpoint asked about, or all where none is named."""
    found: list[Sample] = []
    some = random.Random(turn)  # noqa: S311 - nothing secret
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'fit.db'}")
        migrate(engine)
        with labelled.world(engine, LexicalMatcher(), data, some=some) as here:
            for problem, complaint in labelled.questions(here, data, known):
                place = problem.touchpoint if with_touchpoint else None
                found += [
                    Sample(
                        f"{turn} {known} {complaint}",
                        problem.name,
                        problem in data.new,
                        name == problem.name,
                        evidence,
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
    return np.array(
        [
            [e.evidence.shared, e.evidence.apart, e.evidence.ways, e.evidence.troubles, 1.0]
            for e in found
        ]
    )


def fit(found: Sequence[Sample]) -> Floats:
    """Weights of shared, apart, ways, troubles, and the start."""
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


def chances(found: Sequence[Sample], weights: Floats) -> Floats:
    result: Floats = 1 / (1 + np.exp(-(matrix(found) @ weights + offsets(found))))
    return result


def unseen(found: Sequence[Sample]) -> list[tuple[Sample, float]]:
    """Every candidate with its chance by weights fitted on other problems."""
    told: list[tuple[Sample, float]] = []
    for fold in range(FOLDS):
        apart = [each for each in found if _fold(each) == fold]
        weights = fit([each for each in found if _fold(each) != fold])
        told += zip(apart, chances(apart, weights).tolist(), strict=True)
    return told


def _fold(sample: Sample) -> int:
    return zlib.crc32(sample.problem.encode()) % FOLDS


def tell(told: Sequence[tuple[Sample, float]]) -> None:
    """What offering the first three from each chance on would mean."""
    best: dict[str, list[tuple[Sample, float]]] = {}
    for sample, chance in told:
        best.setdefault(sample.question, []).append((sample, chance))
    three = [sorted(each, key=lambda candidate: -candidate[1])[:3] for each in best.values()]
    asked = {sample.question: sample.new for sample, _ in told}
    new = sum(asked.values())
    for least in CHANCES:
        hits = sum(any(s.same and chance >= least for s, chance in each) for each in three)
        false = sum(each[0][0].new and each[0][1] >= least for each in three)
        print(
            f"  from {least:.2f}: hit@3 {hits / max(len(asked) - new, 1):.2f}, "
            f"false offers {false / max(new, 1):.2f}"
        )


def main() -> None:
    names = [each.name for each in fields(Weights)]
    for with_touchpoint in (True, False):
        known: Mapping[str, list[Sample]] = {
            "cold": all_samples("cold", with_touchpoint=with_touchpoint),
            "learned": all_samples("learned", with_touchpoint=with_touchpoint),
        }
        found = [*known["cold"], *known["learned"]]
        weights = zip(names, fit(found), strict=True)
        print("With the touchpoint:" if with_touchpoint else "By the text alone:")
        print(" ", ", ".join(f"{name}={weight:.2f}" for name, weight in weights))
        for name, kept in known.items():
            print(f"  {name}")
            questions = {each.question for each in kept}
            tell([each for each in unseen(found) if each[0].question in questions])


if __name__ == "__main__":
    main()
