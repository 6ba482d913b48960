"""The Web API's front door: who calls, how fast, with what arguments; then the method's handler."""

import json
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from bot.practice.state.core import Core
from bot.practice.state.shapes import Json, SlackError
from bot.practice.web_api.methods import APP_METHODS, METHODS, OPEN_METHODS, Method

_JSON_ARGUMENTS = {
    "attachments", "blocks", "changes", "document_content", "files", "metadata", "view",
}  # fmt: skip

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class WebApi:
    core: Core

    async def serve(self, request: web.Request) -> web.Response:
        name = request.match_info["method"]
        arguments: Json = {}
        try:
            arguments = await _arguments(request)
            self._admit(request, name, arguments)
            wait = self.core.pace.wait_for(name, arguments.get("channel"))
            if wait is not None:
                return web.json_response(
                    {"ok": False, "error": "ratelimited"},
                    status=429,
                    headers={"Retry-After": str(wait)},
                )
            answer = {"ok": True, **self._call(name, arguments)}
        except SlackError as error:
            self._report(name, arguments, error)
            answer = error.answer()
        headers = {}
        if name not in APP_METHODS and name not in OPEN_METHODS:
            headers["x-oauth-scopes"] = ",".join(self.core.manifest.scopes)
        return web.json_response(answer, headers=headers)

    def _admit(self, request: web.Request, name: str, arguments: Json) -> None:
        """The right token of the right kind, for a method that exists."""
        if name in OPEN_METHODS:
            return
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        token = token.strip() if scheme.lower() == "bearer" else str(arguments.get("token", ""))
        core = self.core
        if not token:
            raise SlackError("not_authed")
        if token not in {core.bot_token, core.app_token}:
            raise SlackError("invalid_auth")
        if name not in METHODS and name not in APP_METHODS:
            raise SlackError("unknown_method", req_method=name)
        if (token == core.app_token) != (name in APP_METHODS):
            raise SlackError("not_allowed_token_type")

    def _call(self, name: str, arguments: Json) -> Json:
        if name in OPEN_METHODS:
            return OPEN_METHODS[name](self.core, arguments)
        if name in APP_METHODS:
            return APP_METHODS[name](self.core, arguments)
        method = METHODS[name]
        self._check_scopes(method)
        missing = [key for key in method.required if arguments.get(key) in (None, "")]
        if missing:
            faults = [f"missing required field: {key}" for key in missing]
            raise SlackError("invalid_arguments", *faults)
        return method.run(self.core, arguments)

    def _check_scopes(self, method: Method) -> None:
        granted = self.core.manifest.scopes
        if method.scope is not None and method.scope not in granted:
            raise SlackError("missing_scope", needed=method.scope, provided=",".join(granted))

    def _report(self, name: str, arguments: Json, error: SlackError) -> None:
        _log.info("%s was refused: %s", name, error)
        trigger = arguments.get("trigger_id")
        person = self.core.keys.whose(trigger) if isinstance(trigger, str) else None
        self.core.complain(name, error.code, error.messages, person)


async def _arguments(request: web.Request) -> Json:
    """From the address, a form or a JSON body, as Slack takes them."""
    arguments: Json = dict(request.query)
    if request.method != "POST":
        return _decoded(arguments)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            raise SlackError("invalid_json") from None
        if not isinstance(body, dict):
            raise SlackError("json_not_object")
        return _decoded(arguments | body)
    return _decoded(arguments | dict(await request.post()))


def _decoded(arguments: Mapping[str, object]) -> Json:
    done: Json = {}
    for key, value in arguments.items():
        if key in _JSON_ARGUMENTS and isinstance(value, str):
            try:
                done[key] = json.loads(value)
            except ValueError:
                code = "invalid_blocks_format" if key == "blocks" else "invalid_arguments"
                raise SlackError(code, f"{key} is not valid JSON") from None
        else:
            done[key] = value
    return done


Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
