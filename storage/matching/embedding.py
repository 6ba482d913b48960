"""The matcher that knows meanings: sentence vectors beside the words, by a supplied model."""

from itertools import chain
from pathlib import Path

import numpy as np
from sqlmodel import Session

from storage.matching import candidates, judging, lookup, memory
from storage.matching.base import Similar, Themes, best
from storage.matching.features import features
from storage.matching.index import Where
from storage.matching.judging import OFFERED_FROM, PLACE, Seen
from storage.matching.lexical import LexicalMatcher
from storage.matching.meaning_themes import near_each_other
from storage.matching.meanings import Meanings
from storage.matching.safetensors import Floats
from storage.matching.sentences import Sentences
from storage.matching.spots import Spot, spot_of
from storage.matching.themes import LOOKED_AT, hottest

MOST_COMPARED = 150
# Cosines of all-MiniLM-L6-v2: two sentences about one thing have 0.5 and more, two chance ones
# 0.1. What is more likely anyway, at the same touchpoint, needs a little less.
STEEPNESS = 12.0
EVEN_HERE = 0.52
EVEN = 0.56


class EmbeddingMatcher:
    """Offers what either the words or the meanings make likely."""

    name = "meanings"

    def __init__(self, folder: Path, *, offered_from: float = OFFERED_FROM) -> None:
        """Offers what is the same with at least this chance.

        Raises ModelFilesError where the model can't be used.
        """
        self._offered_from = offered_from
        self.sentences = Sentences(folder)
        self._words = LexicalMatcher()

    def similar(
        self,
        session: Session,
        *,
        workspace_id: str,
        journey_id: int,
        text: str,
        touchpoint_id: int | None,
        stage_id: int | None,
        limit: int = 3,
    ) -> list[Similar]:
        where = Where(workspace_id, journey_id)
        spot = spot_of(
            session,
            workspace_id=workspace_id,
            journey_id=journey_id,
            touchpoint_id=touchpoint_id,
            stage_id=stage_id,
        )
        by_words = [
            Similar(each.pain_id, judging.chance(judging.log_odds(each.evidence, each.seen)))
            for each in candidates.judged(session, where, features(text), spot)
        ]
        by_meaning = self._near(session, where, text, spot, [each.pain_id for each in by_words])
        return best(chain(by_words, by_meaning), least=self._offered_from, limit=limit)

    def _near(
        self, session: Session, where: Where, text: str, spot: Spot, also: list[int]
    ) -> list[Similar]:
        """The chances by meaning of what is near, and of others that are asked about, too."""
        asked = self.sentences.vector(text)
        near = lookup.most_shared(
            session,
            where,
            dict.fromkeys(self.sentences.keys(asked, near=True), 1.0),
            touchpoint_id=spot.touchpoint_id,
            bonus=1.0,
            limit=MOST_COMPARED,
        )
        told = memory.open_ones(
            session,
            workspace_id=where.workspace_id,
            journey_id=where.journey_id,
            pain_ids=list(dict.fromkeys([*near, *also])),
        )
        meanings = Meanings(self.sentences, session, where.workspace_id)
        stored = meanings.of(where, [each.pain_id for each in told])
        return [
            Similar(
                each.pain_id, chance(asked, stored[each.pain_id], spot.sees(each.touchpoint_id))
            )
            for each in told
            if each.pain_id in stored
        ]

    def add(
        self,
        session: Session,
        *,
        workspace_id: str,
        journey_id: int,
        touchpoint_id: int,
        pain_id: int,
        text: str,
    ) -> None:
        self._words.add(
            session,
            workspace_id=workspace_id,
            journey_id=journey_id,
            touchpoint_id=touchpoint_id,
            pain_id=pain_id,
            text=text,
        )
        meanings = Meanings(self.sentences, session, workspace_id)
        meanings.begin(pain_id, [self.sentences.vector(text)])

    def confirm(self, session: Session, *, workspace_id: str, pain_id: int, text: str) -> None:
        self._words.confirm(session, workspace_id=workspace_id, pain_id=pain_id, text=text)
        meanings = Meanings(self.sentences, session, workspace_id)
        meanings.learn(pain_id, [self.sentences.vector(text)])

    def merge(self, session: Session, *, workspace_id: str, pain_id: int, into_id: int) -> None:
        if pain_id != into_id:
            meanings = Meanings(self.sentences, session, workspace_id)
            meanings.hide(pain_id)
            self._words.merge(session, workspace_id=workspace_id, pain_id=pain_id, into_id=into_id)
            meanings.lend(pain_id, into_id)

    def unmerge(self, session: Session, *, workspace_id: str, pain_id: int, from_id: int) -> None:
        if pain_id != from_id:
            meanings = Meanings(self.sentences, session, workspace_id)
            self._words.unmerge(
                session, workspace_id=workspace_id, pain_id=pain_id, from_id=from_id
            )
            meanings.show(pain_id)
            meanings.take_back(pain_id, from_id)

    def move(
        self, session: Session, *, workspace_id: str, pain_id: int, touchpoint_id: int
    ) -> None:
        meanings = Meanings(self.sentences, session, workspace_id)
        meanings.hide(pain_id)
        self._words.move(
            session, workspace_id=workspace_id, pain_id=pain_id, touchpoint_id=touchpoint_id
        )
        meanings.show(pain_id)

    def forget(self, session: Session, *, workspace_id: str, pain_id: int) -> None:
        Meanings(self.sentences, session, workspace_id).hide(pain_id)
        self._words.forget(session, workspace_id=workspace_id, pain_id=pain_id)

    def restore(self, session: Session, *, workspace_id: str, pain_id: int) -> None:
        self._words.restore(session, workspace_id=workspace_id, pain_id=pain_id)
        Meanings(self.sentences, session, workspace_id).show(pain_id)

    def erase(self, session: Session, *, workspace_id: str, pain_id: int) -> None:
        Meanings(self.sentences, session, workspace_id).erase(pain_id)
        self._words.erase(session, workspace_id=workspace_id, pain_id=pain_id)

    def themes(self, session: Session, *, workspace_id: str, journey_id: int) -> Themes:
        known = hottest(session, workspace_id=workspace_id, journey_id=journey_id, number=LOOKED_AT)
        meanings = Meanings(self.sentences, session, workspace_id)
        stored = meanings.of(Where(workspace_id, journey_id), [each.pain_id for each in known.told])
        ids = [each.pain_id for each in known.told if each.pain_id in stored]
        if not ids:
            return Themes((), 0, known.open_ones)
        own = np.stack([stored[pain_id][0] for pain_id in ids])
        found = near_each_other(ids, own, [known.titles[pain_id] for pain_id in ids])
        return Themes(tuple(found), len(ids), known.open_ones)


def chance(asked: Floats, told: Floats, seen: Seen) -> float:
    """That it is the same, by the way of telling it that is nearest in meaning."""
    nearest = float(np.max(told @ asked))
    if seen is Seen.HERE:
        return judging.chance(STEEPNESS * (nearest - EVEN_HERE))
    return judging.chance(STEEPNESS * (nearest - EVEN) + PLACE[seen])
