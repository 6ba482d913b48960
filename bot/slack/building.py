"""Messages that are built at the moment they are sent, so that they show the last state."""

from collections.abc import Callable
from datetime import datetime

from bot.writer import Writer
from commands.reply import Refresh
from commands.request import CLOCK, Kind, Request
from commands.router import Router
from storage.models import Outbox


class Building:
    """Asks the router what a message shows now."""

    def __init__(self, *, router: Router, writer: Writer, clock: Callable[[], datetime]) -> None:
        self._router = router
        self._writer = writer
        self._clock = clock

    async def built(self, entry: Outbox) -> Refresh | None:
        """What the entry's message shows now; None when there is nothing to show any more."""
        request = Request(
            kind=Kind.MESSAGE,
            name=entry.payload["builder"],
            workspace_id=entry.workspace_id,
            person=CLOCK,
            now=self._clock(),
            value=entry.payload["value"],
        )
        effects = await self._writer.read(lambda session: self._router.run(request, session))
        return next((effect for effect in effects if isinstance(effect, Refresh)), None)
