"""Lets the matcher catch up after a start: with what is older than it, or was left by another."""

import asyncio
import logging
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from bot.writer import Writer
from storage.matching import LexicalMatcher, Matcher
from storage.matching.catching_up import add_unknown, find_anew
from storage.matching.left_behind import forget_keys, forget_some, shelves_of_others
from storage.matching.shelf import TABLES

if TYPE_CHECKING:
    from bot.schedule.catching_up_meanings import CatchingUpMeanings

log = logging.getLogger(__name__)

# People's requests come in between: no step takes longer than a few of them.
WORDS_A_STEP = 50
PAUSE_S = 60.0


class CatchingUp:
    """Runs once, in small steps. Any number of processes may: done twice changes nothing."""

    def __init__(self, *, writer: Writer, matcher: Matcher) -> None:
        self._writer = writer
        self._meanings = _by_meaning(writer, matcher)
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
        by_meaning = await self._meanings.learn() if self._meanings else 0
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
        model = self._meanings.model if self._meanings else None
        for shelf in await self._writer.read(partial(shelves_of_others, model=model)):
            for table in range(TABLES):
                await self._writer.write(partial(forget_keys, shelf=shelf, table=table))
            while await self._writer.write(partial(forget_some, shelf=shelf)):
                pass


def _by_meaning(writer: Writer, matcher: Matcher) -> "CatchingUpMeanings | None":
    if isinstance(matcher, LexicalMatcher):
        return None
    # It stands on numpy, which a bot that compares by words does without.
    from bot.schedule.catching_up_meanings import by_meaning  # noqa: PLC0415

    return by_meaning(writer, matcher)
