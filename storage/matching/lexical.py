"""The matcher that needs nothing: stems, concepts, trigrams and IDF over the database's index."""

from collections.abc import Iterable, Iterator

from sqlmodel import Session

from storage.matching import index, judging, memory
from storage.matching.base import Similar
from storage.matching.candidates import judged
from storage.matching.features import Word, features, stored
from storage.matching.index import EVERYTHING, Where
from storage.matching.spots import spot_of

# So many ways of telling one pain point are kept, under so many keys.
MOST_WAYS = 12
MOST_KEYS = 96


class LexicalMatcher:
    """Compares words; learns further ones from what people confirm."""

    name = "words"

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
        ranked = sorted(
            (
                Similar(each.pain_id, judging.chance(judging.log_odds(each.evidence, each.seen)))
                for each in judged(session, where, features(text), spot)
            ),
            key=lambda similar: (-similar.score, -similar.pain_id),
        )
        return [each for each in ranked[:limit] if each.score >= judging.OFFERED_FROM]

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
        found = features(text)
        keys = [EVERYTHING, index.at_touchpoint(touchpoint_id), *_keys(found)]
        memory.write(
            session,
            workspace_id=workspace_id,
            journey_id=journey_id,
            touchpoint_id=touchpoint_id,
            pain_id=pain_id,
            words=stored(found),
            keys=" ".join(keys),
        )
        where = Where(workspace_id, journey_id)
        index.insert(session, where, pain_id=pain_id, touchpoint_id=touchpoint_id, keys=keys)

    def confirm(self, session: Session, *, workspace_id: str, pain_id: int, text: str) -> None:
        self._learn(session, workspace_id, pain_id, [stored(features(text))])

    def merge(self, session: Session, *, workspace_id: str, pain_id: int, into_id: int) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is not None:
            self.forget(session, workspace_id=workspace_id, pain_id=pain_id)
            self._learn(session, workspace_id, into_id, known.words.split("\n"))

    def move(
        self, session: Session, *, workspace_id: str, pain_id: int, touchpoint_id: int
    ) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is None or known.touchpoint_id == touchpoint_id:
            return
        where = Where(workspace_id, known.journey_id)
        old, new = index.at_touchpoint(known.touchpoint_id), index.at_touchpoint(touchpoint_id)
        keys = known.keys.split()
        index.remove(session, where, pain_id=pain_id, keys=[old])
        index.insert(session, where, pain_id=pain_id, touchpoint_id=touchpoint_id, keys=[new])
        keys = [new if key == old else key for key in keys]
        index.move(session, where, pain_id=pain_id, keys=keys, touchpoint_id=touchpoint_id)
        memory.set_touchpoint(
            session,
            workspace_id=workspace_id,
            pain_id=pain_id,
            touchpoint_id=touchpoint_id,
            keys=" ".join(keys),
        )

    def forget(self, session: Session, *, workspace_id: str, pain_id: int) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is not None:
            where = Where(workspace_id, known.journey_id)
            index.remove(session, where, pain_id=pain_id, keys=known.keys.split())
            memory.remove(session, workspace_id=workspace_id, pain_id=pain_id)

    def _learn(
        self, session: Session, workspace_id: str, pain_id: int, lines: Iterable[str]
    ) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is None:
            return
        own, *others = known.words.split("\n")
        # The latest ways are kept, and always its own.
        new = [line for line in lines if line and line != own]
        others = list(dict.fromkeys([*others, *new]))[-(MOST_WAYS - 1) :]
        old_keys = known.keys.split()
        found = [word for line in new for word in memory.loaded(line)]
        keys = list(dict.fromkeys([*old_keys, *_keys(found)]))[:MOST_KEYS]
        where = Where(workspace_id, known.journey_id)
        index.insert(
            session,
            where,
            pain_id=pain_id,
            touchpoint_id=known.touchpoint_id,
            keys=keys[len(old_keys) :],
        )
        words = "\n".join([own, *others])
        memory.set_words(
            session, workspace_id=workspace_id, pain_id=pain_id, words=words, keys=" ".join(keys)
        )


def _keys(found: Iterable[Word]) -> Iterator[str]:
    yield from dict.fromkeys(key for word in found for key in word.keys)
