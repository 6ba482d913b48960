"""What has to be known of a person before their request is carried out."""

import asyncio
import logging
import time
from dataclasses import dataclass

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.refusals import UNREACHED
from commands.request import Person

log = logging.getLogger(__name__)

KEEP_S = 3600
# An answer that fails is asked for again soon; until then the person is an ordinary member.
KEEP_UNKNOWN_S = 120
# Slack waits three seconds for all of it.
WAIT_S = 0.7


@dataclass(frozen=True, slots=True)
class _Known:
    person: Person
    until: float


class People:
    """Looks people up in Slack, once an hour each."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._known: dict[str, _Known] = {}
        self._asking: dict[str, asyncio.Task[Person]] = {}

    async def person(self, person_id: str) -> Person:
        """The person; an ordinary member when Slack can't say in time."""
        known = self._known.get(person_id)
        if known and known.until > time.monotonic():
            return known.person
        task = self._asking.get(person_id)
        if task is None:
            task = asyncio.create_task(self._ask(person_id))
            self._asking[person_id] = task
            task.add_done_callback(lambda _: self._asking.pop(person_id, None))
        done, _ = await asyncio.wait([task], timeout=WAIT_S)
        return task.result() if done else (known.person if known else Person(person_id))

    async def _ask(self, person_id: str) -> Person:
        try:
            answer = await self._client.users_info(user=person_id)
        except UNREACHED as error:
            log.info("Slack could not say who %s is: %s", person_id, type(error).__name__)
            return self._keep(Person(person_id), KEEP_UNKNOWN_S)
        user = answer.get("user") or {}
        guest = bool(user.get("is_restricted") or user.get("is_ultra_restricted"))
        admin = bool(user.get("is_admin") or user.get("is_owner"))
        return self._keep(Person(person_id, guest=guest, admin=admin, zone=user.get("tz")), KEEP_S)

    def _keep(self, person: Person, seconds: float) -> Person:
        self._known[person.id] = _Known(person, time.monotonic() + seconds)
        return person
