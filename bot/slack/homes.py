"""A person's Home tab as it is this moment, for refreshing it without being asked."""

from collections.abc import Callable
from datetime import datetime

from bot.slack.people import People
from bot.writer import Writer
from commands.reply import ShowHome, View
from commands.request import Kind, Request
from commands.router import Router


class Homes:
    """Asks the router as if the person had opened their Home tab."""

    def __init__(
        self,
        *,
        router: Router,
        writer: Writer,
        people: People,
        clock: Callable[[], datetime],
    ) -> None:
        self._router = router
        self._writer = writer
        self._people = people
        self._clock = clock

    async def view(self, *, workspace_id: str, person_id: str) -> View | None:
        """What the tab shows now; None when nothing answers for it."""
        request = Request(
            kind=Kind.HOME,
            name="home",
            workspace_id=workspace_id,
            person=await self._people.person(person_id),
            now=self._clock(),
        )
        effects = await self._writer.read(lambda session: self._router.run(request, session))
        return next((effect.view for effect in effects if isinstance(effect, ShowHome)), None)
