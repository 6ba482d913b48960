"""Immediate effects as Slack's answers: first what the acknowledgement can carry, then calls."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from slack_bolt.async_app import AsyncAck
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import payloads
from bot.slack.refusals import reason
from commands import blocks
from commands.reply import (
    Block,
    Fetch,
    FormErrors,
    Immediate,
    Offer,
    OpenForm,
    Replace,
    Say,
    ShowHome,
    UpdateForm,
    View,
)
from commands.request import Kind, Place, Request

log = logging.getLogger(__name__)

Call = Callable[[], Awaitable[None]]
Payload = Mapping[str, Any]
# Another server's answer, as what the person is shown.
Ask = Callable[[Fetch, Request], Awaitable[list[Immediate]]]

TOO_LATE = (
    "Slack did not let the form open in time. Nothing is lost: please use the command or the "
    "button once more."
)


class Answers:
    """Answers one kind of payload after the other. Holds only Slack's client."""

    def __init__(
        self, client: AsyncWebClient, respond: "Responder", ask: Ask | None = None
    ) -> None:
        self._client = client
        self._respond = respond
        self._ask_outside = ask

    async def give(
        self, effects: Sequence[Immediate], *, request: Request, body: Payload, ack: AsyncAck
    ) -> list[Call]:
        """Acknowledges, with whatever fits; returns the calls that remain, in order."""
        if request.kind is Kind.OPTIONS:
            offers = [effect for effect in effects if isinstance(effect, Offer)]
            options = offers[0].options if offers else ()
            await ack(options=[blocks.option(*each) for each in options[: blocks.MAX_OPTIONS]])
            return []
        if request.kind is Kind.SUBMIT:
            return await self._answer_form(effects, request, body, ack)
        if request.kind is Kind.COMMAND and effects and isinstance(effects[0], Say):
            await ack(text=effects[0].text, blocks=list(effects[0].blocks) or None)
            return [self._call(effect, request, body) for effect in effects[1:]]
        await ack()
        return [self._call(effect, request, body) for effect in effects]

    async def _answer_form(
        self, effects: Sequence[Immediate], request: Request, body: Payload, ack: AsyncAck
    ) -> list[Call]:
        rest = [effect for effect in effects if not isinstance(effect, OpenForm | FormErrors)]
        for effect in effects:
            if isinstance(effect, FormErrors):
                await ack(response_action="errors", errors=dict(effect.by_field))
                return []
            if isinstance(effect, OpenForm):
                await ack(response_action="update", view=_sealed(effect.view, request.place))
                return [self._call(each, request, body) for each in rest]
            if isinstance(effect, UpdateForm) and not body["view"].get("previous_view_id"):
                await ack(response_action="update", view=_sealed(effect.view, request.place))
                rest.remove(effect)
                return [self._call(each, request, body) for each in rest]
        await ack()
        return [self._call(each, request, body) for each in rest]

    def _call(self, effect: Immediate, request: Request, body: Payload) -> Call:
        async def call() -> None:
            if isinstance(effect, Say):
                await self.say(effect, request, body)
            elif isinstance(effect, Replace):
                await self._replace(effect, request, body)
            elif isinstance(effect, OpenForm):
                await self._open(effect.view, request, body)
            elif isinstance(effect, UpdateForm):
                await self._update(effect.view, request, body)
            elif isinstance(effect, ShowHome):
                await self._ask("views.publish", user_id=request.person.id, view=effect.view)
            elif isinstance(effect, Fetch):
                await self._fetch(effect, request, body)
            elif isinstance(effect, FormErrors):
                # A click can't carry field errors; the words matter more than the place.
                await self.say(Say(" ".join(effect.by_field.values())), request, body)

        return call

    async def _fetch(self, fetch: Fetch, request: Request, body: Payload) -> None:
        """Another server is asked; what is to be shown of its answer is shown like the rest."""
        if self._ask_outside is None:
            raise SlackClientError("There is nobody to ask other servers")
        for effect in await self._ask_outside(fetch, request):
            try:
                await self._call(effect, request, body)()
            except SlackApiError as error:
                # Who closed the form meanwhile no longer waits for what was to be shown in it.
                if not isinstance(effect, UpdateForm) or reason(error) != "not_found":
                    raise
                log.info("The form was closed before the answer of another server came")

    async def _open(self, view: View, request: Request, body: Payload) -> None:
        sealed = _sealed(view, request.place)
        try:
            method = "views.push" if _in_modal(body) else "views.open"
            await self._ask(method, trigger_id=body["trigger_id"], view=sealed)
        except SlackApiError as error:
            if reason(error) not in ("expired_trigger_id", "exchanged_trigger_id"):
                raise
            await self.say(Say(TOO_LATE), request, body)

    async def _update(self, view: View, request: Request, body: Payload) -> None:
        """The form that was clicked in; after sending a form on top of it, the one below."""
        under = body["view"]
        target = under.get("previous_view_id") if request.kind is Kind.SUBMIT else under["id"]
        sealed = _sealed(view, request.place)
        await self._ask("views.update", view_id=target or under["id"], view=sealed)

    async def _replace(self, effect: Replace, request: Request, body: Payload) -> None:
        if body.get("response_url"):
            content = _content(effect.text, effect.blocks)
            await self._respond(body["response_url"], {**content, "replace_original": True})
        else:
            await self.say(Say(effect.text, effect.blocks), request, body)

    async def say(self, effect: Say, request: Request, body: Payload) -> None:
        """To the person alone: where they are if possible, else as a direct message."""
        content = _content(effect.text, effect.blocks)
        if body.get("response_url"):
            private = {**content, "response_type": "ephemeral", "replace_original": False}
            await self._respond(body["response_url"], private)
            return
        if request.place:
            try:
                await self._ask(
                    "chat.postEphemeral",
                    channel=request.place.id,
                    user=request.person.id,
                    **content,
                )
            except SlackApiError as error:
                log.info("No private answer in the channel: %s", reason(error))
            else:
                return
        await self._ask("chat.postMessage", channel=request.person.id, **content)

    async def _ask(self, method: str, **arguments: object) -> None:
        # As JSON: the client's own methods encode JSON as a form once more, which for a view
        # costs more than building it.
        await self._client.api_call(method, json=arguments)


class Responder:
    """Posts to response URLs through the client's own connection pool."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def __call__(self, url: str, content: Mapping[str, Any]) -> None:
        """Raises SlackClientError when Slack refuses."""
        session = self._client.session
        if session is None:
            raise SlackClientError("The client has no connection pool")
        async with session.post(url, json=dict(content)) as response:
            if response.status >= 400:  # noqa: PLR2004 - HTTP's own border
                raise SlackClientError(f"response_url answered {response.status}")


def _content(text: str, body: Sequence[Block]) -> dict[str, Any]:
    return {"text": text, "blocks": list(body)} if body else {"text": text}


def _sealed(view: View, place: Place | None) -> View:
    """The view as Slack takes it: what travels with it as text."""
    if view["type"] != "modal":
        return view
    return {**view, "private_metadata": payloads.metadata(view["private_metadata"], place)}


def _in_modal(body: Payload) -> bool:
    return (body.get("view") or {}).get("type") == "modal"
