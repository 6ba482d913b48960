"""What is remembered of the meanings of pain points: their vectors, and where these are found."""

from collections.abc import Iterable, Sequence

import numpy as np
from sqlmodel import Session

from storage.matching import index, memory, retelling, vectors
from storage.matching.index import Where
from storage.matching.lexical import MOST_WAYS
from storage.matching.memory import Remembered
from storage.matching.safetensors import Floats
from storage.matching.sentences import Sentences
from storage.matching.shelf import Shelf


class Meanings:
    """Vectors of one workspace's pain points, in the caller's transaction."""

    def __init__(self, sentences: Sentences, session: Session, workspace_id: str) -> None:
        self._sentences = sentences
        self._session = session
        self._workspace_id = workspace_id

    def hide(self, pain_id: int) -> None:
        """No vector leads to it any more."""
        if known := self._known(pain_id):
            where = self._where(known)
            keys = self._keys(self.of(where, [pain_id]).get(pain_id, ()))
            index.remove(self._session, where, pain_id=pain_id, keys=keys)

    def show(self, pain_id: int) -> None:
        """Its vectors lead to it, if it can be found by words."""
        known = self._known(pain_id)
        if known and known.index_keys:
            where = self._where(known)
            index.insert(
                self._session,
                where,
                pain_id=pain_id,
                touchpoint_id=known.touchpoint_id,
                keys=self._keys(self.of(where, [pain_id]).get(pain_id, ())),
            )

    def begin(self, pain_id: int, ways: Sequence[Floats]) -> None:
        """The ways of telling a pain point of which no meaning is known yet, its own first."""
        known = self._known(pain_id)
        if known and pain_id not in self.of(self._where(known), [pain_id]):
            self._rewrite(known, ways)

    def learn(self, pain_id: int, new: Iterable[Floats]) -> None:
        """Further ways of telling it: the first always stays, of the others the latest."""
        if known := self._known(pain_id):
            self._rewrite(known, [*self._list(known), *new])

    def lend(self, pain_id: int, into_id: int) -> None:
        """The ways of the one are ways of the other, too."""
        if known := self._known(pain_id):
            self.learn(into_id, self._list(known))

    def take_back(self, pain_id: int, from_id: int) -> None:
        """The ways of the one are no longer ways of the other."""
        known, other = self._known(pain_id), self._known(from_id)
        if known and other:
            lent = {each.tobytes() for each in self._list(known)}
            own = self._list(other)
            kept = [each for each in own[1:] if each.tobytes() not in lent]
            self._rewrite(other, [*own[:1], *kept])

    def erase(self, pain_id: int) -> None:
        """Nothing is kept."""
        if known := self._known(pain_id):
            self.hide(pain_id)
            vectors.erase(self._session, self._where(known), pain_id)

    def of(self, where: Where, pain_ids: Sequence[int]) -> dict[int, Floats]:
        """The vectors of each of these."""
        return vectors.of(self._session, Shelf(where, self._sentences.model), pain_ids)

    def _rewrite(self, known: Remembered, ways: Sequence[Floats]) -> None:
        different = list({each.tobytes(): each for each in ways}.values())
        kept = [*different[:1], *different[1:][-(MOST_WAYS - 1) :]]
        self.hide(known.pain_id)
        shelf = Shelf(self._where(known), self._sentences.model)
        vectors.replace(self._session, shelf, known.pain_id, kept)
        self.show(known.pain_id)

    def _retold(self, pain_id: int) -> list[Floats]:
        texts = retelling.told(self._session, workspace_id=self._workspace_id, pain_ids=[pain_id])
        return [self._sentences.vector(text) for text in texts.get(pain_id, ())]

    def _list(self, known: Remembered) -> list[Floats]:
        """Its ways; told before there was this model, they are learned now, its own first."""
        stored = self.of(self._where(known), [known.pain_id]).get(known.pain_id)
        return self._retold(known.pain_id) if stored is None else list(stored)

    def _keys(self, told: Iterable[Floats]) -> list[str]:
        found = (key for vector in told for key in self._sentences.keys(np.asarray(vector)))
        return list(dict.fromkeys(found))

    def _known(self, pain_id: int) -> Remembered | None:
        return memory.get_or_none(self._session, workspace_id=self._workspace_id, pain_id=pain_id)

    def _where(self, known: Remembered) -> Where:
        return Where(self._workspace_id, known.journey_id)
