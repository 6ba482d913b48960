"""Lets the matcher catch up after a start: with what is older than it, or was left by another."""

import asyncio
import logging
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from bot.writer import Writer
from storage.matching import EmbeddingMatcher, LexicalMatcher, Matcher
from storage.matching.catching_up import add_unknown, find_anew
from storage.matching.embedding_catching_up import begin_with, meanings_of, without_meaning
from storage.matching.left_behind import forget_keys, forget_some, shelves_of_others
from storage.matching.sentences import TABLES, Sentences
from storage.workspace import workspaces

log = logging.getLogger(__name__)

# People's requests come in between: no step takes longer than a few of them.
WORDS_A_STEP = 50
MEANINGS_A_STEP = 20
PAUSE_S = 60.0


class CatchingUp:
    """Runs once, in small steps. Any number of processes may: done twice changes nothing."""

    def __init__(self, *, writer: Writer, matcher: Matcher) -> None:
        self._writer = writer
        self._sentences = matcher.sentences if isinstance(matcher, EmbeddingMatcher) else None
        self._running: asyncio.Task[None] | None = None

    def start(self) -> None:
        """In the background: what isn't known yet is only not offered yet."""
        self._running = asyncio.create_task(self._until_done())

    async def stop(self) -> None:
        """Ends it between two steps; the next start goes on from there."""
        if self._running:
            self._running.cancel()
            await asyncio.wait([self._running])

    async def run(self) -> tuple[int, int]:
        """Catches up; returns how many were new by words, and how many by meaning."""
        by_words = await self._learn_words()
        await self._forget_others()
        by_meaning = await self._learn_meanings(self._sentences) if self._sentences else 0
        if by_words or by_meaning:
            log.info("Caught up: %d pain points by words, %d by meaning", by_words, by_meaning)
        return by_words, by_meaning

    async def _learn_words(self) -> int:
        # The words come first, whatever the matcher: its meanings belong to what they know.
        words, learned = LexicalMatcher(), 0
        last = 0
        while added := await self._writer.write(
            partial(add_unknown, matcher=words, after=last, limit=WORDS_A_STEP)
        ):
            learned, last = learned + len(added), added[-1]
        behind = ("", 0)
        while found := await self._writer.write(
            partial(find_anew, after=behind, limit=WORDS_A_STEP)
        ):
            learned, behind = learned + len(found), found[-1]
        return learned

    async def _until_done(self) -> None:
        while True:
            try:
                await self.run()
            except SQLAlchemyError:
                log.exception("The matcher could not catch up; trying again in %.0f s", PAUSE_S)
                await asyncio.sleep(PAUSE_S)
            else:
                return

    async def _forget_others(self) -> None:
        """What another model left, before what this one knows takes its place."""
        model = self._sentences.model if self._sentences else None
        for shelf in await self._writer.read(partial(shelves_of_others, model=model)):
            for table in range(TABLES):
                await self._writer.write(partial(forget_keys, shelf=shelf, table=table))
            while await self._writer.write(partial(forget_some, shelf=shelf)):
                pass

    async def _learn_meanings(self, sentences: Sentences) -> int:
        workspace_ids = await self._writer.read(workspaces.every_id)
        return sum([await self._learn_in(each, sentences) for each in workspace_ids])

    async def _learn_in(self, workspace_id: str, sentences: Sentences) -> int:
        learned = after = 0
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
