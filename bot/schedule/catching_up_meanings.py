"""Lets the matcher by meaning catch up: with pain points of which only the words are known."""

import asyncio
from functools import partial

from bot.writer import Writer
from storage.matching import Matcher
from storage.matching.embedding import EmbeddingMatcher
from storage.matching.embedding_catching_up import begin_with, meanings_of, without_meaning
from storage.matching.sentences import Sentences
from storage.workspace import workspaces

# People's requests come in between: no step takes longer than a few of them.
MEANINGS_A_STEP = 20


class CatchingUpMeanings:
    """In small steps; done twice, it changes nothing."""

    def __init__(self, writer: Writer, sentences: Sentences) -> None:
        self._writer = writer
        self._sentences = sentences

    @property
    def model(self) -> str:
        return self._sentences.model

    async def learn(self) -> int:
        """Returns how many were new."""
        workspace_ids = await self._writer.read(workspaces.every_id)
        return sum([await self._learn_in(each) for each in workspace_ids])

    async def _learn_in(self, workspace_id: str) -> int:
        learned = after = 0
        sentences = self._sentences
        while True:
            texts = await self._writer.read(
                partial(
                    without_meaning,
                    sentences=sentences,
                    workspace_id=workspace_id,
                    after=after,
                    limit=MEANINGS_A_STEP,
                )
            )
            if not texts:
                return learned
            # The slow part, on a thread that nobody waits for.
            found = await asyncio.to_thread(meanings_of, sentences, texts)
            await self._writer.write(
                partial(begin_with, sentences=sentences, workspace_id=workspace_id, found=found)
            )
            learned, after = learned + len(found), max(found)


def by_meaning(writer: Writer, matcher: Matcher) -> CatchingUpMeanings | None:
    """For a matcher that compares by meaning."""
    if not isinstance(matcher, EmbeddingMatcher):
        return None
    return CatchingUpMeanings(writer, matcher.sentences)
