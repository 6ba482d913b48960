"""The parts of a running practice workspace, held together so that handlers can reach them."""

from dataclasses import dataclass

from bot.practice.page_api.stream import Pages
from bot.practice.state.files import Files
from bot.practice.state.manifest import AppManifest
from bot.practice.state.records import Document
from bot.practice.state.shapes import Json
from bot.practice.state.stamps import Stamps
from bot.practice.state.views import Views
from bot.practice.state.workspace import Workspace
from bot.practice.web_api.pace import Pace
from bot.practice.wire.socket_mode import SocketMode
from bot.practice.wire.triggers import Keys

CALM_ERRORS = frozenset(
    {
        "already_reacted",
        "channel_not_found",
        "file_not_found",
        "hash_conflict",
        "message_not_found",
        "not_in_channel",
        "ratelimited",
        "user_not_in_channel",
    }
)
"""Refusals that a well-made app meets in daily life; any other one is a mistake worth showing."""


@dataclass
class Core:
    manifest: AppManifest
    bot_token: str
    app_token: str
    require_text: bool
    stamps: Stamps
    document: Document
    workspace: Workspace
    views: Views
    files: Files
    keys: Keys
    pages: Pages
    sockets: SocketMode
    pace: Pace
    base_url: str = ""

    def complain(self, what: str, code: str, messages: list[str], person: str | None) -> None:
        """Show on the page what Slack would only have told the app."""
        if code in CALM_ERRORS:
            return
        detail = "; ".join(messages)
        event: Json = {"text": f"{what} was refused: {code}", "detail": detail}
        if person is None:
            self.pages.everyone("error", **event)
        else:
            self.pages.send([person], "error", **event)
