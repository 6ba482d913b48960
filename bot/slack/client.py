"""The client for Slack's Web API, and what it may try twice by itself."""

import logging

from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import AsyncConnectionErrorRetryHandler
from slack_sdk.http_retry.request import HttpRequest
from slack_sdk.http_retry.response import HttpResponse
from slack_sdk.http_retry.state import RetryState
from slack_sdk.web.async_client import AsyncWebClient

# Twice they would stand there twice. The outbox tries them again, after it has looked.
NOT_TWICE = ("chat.postMessage", "files.completeUploadExternal", "canvases.create")


class Reconnecting(AsyncConnectionErrorRetryHandler):
    """Once more where the connection was lost, unless Slack may have done it all the same."""

    async def _can_retry_async(
        self,
        *,
        state: RetryState,
        request: HttpRequest,
        response: HttpResponse | None = None,
        error: Exception | None = None,
    ) -> bool:
        if request.url.endswith(NOT_TWICE):
            return False
        return await super()._can_retry_async(
            state=state, request=request, response=response, error=error
        )


def web_client(token: str, base_url: str) -> AsyncWebClient:
    """A client; its connection pool is given to it where one is open."""
    handlers: list[AsyncRetryHandler] = [Reconnecting()]
    return AsyncWebClient(
        token=token,
        base_url=base_url,
        # One with a level of its own: the client writes out each call for any other.
        logger=logging.getLogger("slack_sdk"),
        retry_handlers=handlers,
    )
