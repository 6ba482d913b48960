"""What the practice workspace needs to know from the app's manifest."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.practice.state.shapes import Json


@dataclass(frozen=True)
class AppManifest:
    """Read access to a Slack app manifest: what is declared, and nothing else, works."""

    data: Mapping[str, Any]

    def _features(self) -> Mapping[str, Any]:
        features: Mapping[str, Any] = self.data.get("features", {})
        return features

    @property
    def commands(self) -> list[Json]:
        return [dict(entry) for entry in self._features().get("slash_commands", [])]

    @property
    def shortcuts(self) -> list[Json]:
        return [dict(entry) for entry in self._features().get("shortcuts", [])]

    def command(self, word: str) -> Json | None:
        return next((entry for entry in self.commands if entry["command"] == word), None)

    def shortcut(self, callback_id: str) -> Json | None:
        found = (entry for entry in self.shortcuts if entry["callback_id"] == callback_id)
        return next(found, None)

    @property
    def events(self) -> frozenset[str]:
        settings: Mapping[str, Any] = self.data.get("settings", {})
        return frozenset(settings.get("event_subscriptions", {}).get("bot_events", []))

    @property
    def scopes(self) -> tuple[str, ...]:
        config: Mapping[str, Any] = self.data.get("oauth_config", {})
        return tuple(config.get("scopes", {}).get("bot", []))

    @property
    def has_home(self) -> bool:
        return bool(self._features().get("app_home", {}).get("home_tab_enabled", False))

    @property
    def has_messages_tab(self) -> bool:
        return bool(self._features().get("app_home", {}).get("messages_tab_enabled", True))

    @property
    def people_may_write(self) -> bool:
        read_only = (
            self._features().get("app_home", {}).get("messages_tab_read_only_enabled", False)
        )
        return self.has_messages_tab and not read_only
