"""The matcher that needs nothing: stems, concepts, trigrams and IDF over the database's index."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlmodel import Session

from storage.matching import index, judging, memory
from storage.matching.base import Similar, Themes, best
from storage.matching.candidates import judged
from storage.matching.features import Word, features, loaded, stored
from storage.matching.index import EVERYTHING, Where
from storage.matching.judging import BY_TEXT_ENOUGH, OFFERED_FROM
from storage.matching.memory import Remembered
from storage.matching.spots import spot_of
from storage.matching.themes import themes

# So many ways of telling one pain point are kept, under so many keys.
MOST_WAYS = 12
MOST_KEYS = 96


class LexicalMatcher:
    """Compares words; learns further ones from what people confirm."""

    name = "words"

    def __init__(self, *, offered_from: float = OFFERED_FROM) -> None:
        """Offers what is the same with at least this chance, half of it without a touchpoint."""
        self._offered_from = offered_from

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
        found = (
            Similar(each.pain_id, judging.chance(judging.log_odds(each.evidence, each.seen)))
            for each in judged(session, where, features(text), spot)
        )
        enough = 1.0 if touchpoint_id is not None else BY_TEXT_ENOUGH
        return best(found, least=self._offered_from * enough, limit=limit)

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
        keys = _index_keys(touchpoint_id, found)
        row = Remembered(pain_id, journey_id, touchpoint_id, stored(found), " ".join(keys))
        memory.write(session, workspace_id=workspace_id, row=row)
        where = Where(workspace_id, journey_id)
        index.insert(session, where, pain_id=pain_id, touchpoint_id=touchpoint_id, keys=keys)

    def confirm(self, session: Session, *, workspace_id: str, pain_id: int, text: str) -> None:
        self._learn(session, workspace_id, pain_id, [stored(features(text))])

    def merge(self, session: Session, *, workspace_id: str, pain_id: int, into_id: int) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is not None and pain_id != into_id:
            self.forget(session, workspace_id=workspace_id, pain_id=pain_id)
            self._learn(session, workspace_id, into_id, known.words.split("\n"))

    def unmerge(self, session: Session, *, workspace_id: str, pain_id: int, from_id: int) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        other = memory.get_or_none(session, workspace_id=workspace_id, pain_id=from_id)
        if known is None or pain_id == from_id:
            return
        self.restore(session, workspace_id=workspace_id, pain_id=pain_id)
        if other is not None:
            lent = set(known.words.split("\n"))
            own, *ways = other.words.split("\n")
            kept = [own, *(way for way in ways if way not in lent)]
            self._rewrite(session, workspace_id, other, kept)

    def move(
        self, session: Session, *, workspace_id: str, pain_id: int, touchpoint_id: int
    ) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is None or known.touchpoint_id == touchpoint_id:
            return
        self._index(session, workspace_id, known, ())
        moved = replace(known, touchpoint_id=touchpoint_id, index_keys="")
        memory.change(session, workspace_id=workspace_id, row=moved)
        if known.index_keys:
            self._rewrite(session, workspace_id, moved, known.words.split("\n"))

    def forget(self, session: Session, *, workspace_id: str, pain_id: int) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is not None:
            self._index(session, workspace_id, known, ())
            memory.change(session, workspace_id=workspace_id, row=replace(known, index_keys=""))

    def restore(self, session: Session, *, workspace_id: str, pain_id: int) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is not None:
            self._rewrite(session, workspace_id, known, known.words.split("\n"))

    def erase(self, session: Session, *, workspace_id: str, pain_id: int) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is not None:
            self._index(session, workspace_id, known, ())
            memory.remove(session, workspace_id=workspace_id, pain_id=pain_id)

    def retell(
        self, session: Session, *, workspace_id: str, pain_id: int, texts: Sequence[str]
    ) -> None:
        """Known by exactly these texts, its own first: their words are found anew."""
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is None:
            return
        # Where no text is left, an empty one: known as before that there is nothing.
        own, *others = dict.fromkeys(stored(features(text)) for text in texts or [""])
        ways = [own, *others[-(MOST_WAYS - 1) :]]
        self._keep(session, workspace_id, known, ways)

    def themes(self, session: Session, *, workspace_id: str, journey_id: int) -> Themes:
        return themes(session, workspace_id=workspace_id, journey_id=journey_id)

    def _learn(
        self, session: Session, workspace_id: str, pain_id: int, lines: Iterable[str]
    ) -> None:
        known = memory.get_or_none(session, workspace_id=workspace_id, pain_id=pain_id)
        if known is None:
            return
        own, *others = known.words.split("\n")
        new = [line for line in lines if line and line != own]
        # Its own words always stay; of the others the latest.
        ways = [own, *list(dict.fromkeys([*others, *new]))[-(MOST_WAYS - 1) :]]
        self._keep(session, workspace_id, known, ways)

    def _keep(
        self, session: Session, workspace_id: str, known: Remembered, ways: Sequence[str]
    ) -> None:
        """Other words; what isn't found now is not found by them either."""
        if known.index_keys:
            self._rewrite(session, workspace_id, known, ways)
        else:
            learned = replace(known, words="\n".join(ways))
            memory.change(session, workspace_id=workspace_id, row=learned)

    def _rewrite(
        self, session: Session, workspace_id: str, known: Remembered, ways: Sequence[str]
    ) -> None:
        """Other words, and the index with them."""
        keys = _index_keys(known.touchpoint_id, (word for way in ways for word in loaded(way)))
        self._index(session, workspace_id, known, keys)
        row = replace(known, words="\n".join(ways), index_keys=" ".join(keys))
        memory.change(session, workspace_id=workspace_id, row=row)

    def _index(
        self, session: Session, workspace_id: str, known: Remembered, keys: Sequence[str]
    ) -> None:
        """Brings the index from the keys a row has to these."""
        where, old = Where(workspace_id, known.journey_id), known.index_keys.split()
        index.remove(
            session, where, pain_id=known.pain_id, keys=[key for key in old if key not in keys]
        )
        index.insert(
            session,
            where,
            pain_id=known.pain_id,
            touchpoint_id=known.touchpoint_id,
            keys=[key for key in keys if key not in old],
        )


def _index_keys(touchpoint_id: int, found: Iterable[Word]) -> list[str]:
    """What a pain point is indexed by: everything, its touchpoint, its words."""
    words = dict.fromkeys(key for word in found for key in word.keys)
    return [EVERYTHING, index.at_touchpoint(touchpoint_id), *list(words)[:MOST_KEYS]]
