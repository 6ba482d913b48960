"""The settings, read once from the environment and .env; a wrong one stops the start."""

from pathlib import Path
from typing import Literal, Self, TypeVar
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.outward.allowed import AllowedHosts
from bot.outward.secrets import Secrets

SLACK_API_URL = "https://slack.com/api/"
DRIVERS = {"sqlite", "sqlite+pysqlite", "postgres", "postgresql", "postgresql+psycopg"}
SHORTEST_KNOWN = 8
WHERE_APPS = "https://api.slack.com/apps → your app"


class SettingsError(Exception):
    """One or more settings are missing or wrong; the message says which and what to do."""


class LocalSettings(BaseSettings):
    """What needs no Slack: where the map is kept, how it is worked on and how to log."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", env_ignore_empty=True
    )

    database_url: str = Field(
        default="sqlite:///cairn.db",
        description="Where the map is kept: an SQLite file, or postgresql://user:password@host/name.",
    )
    cairn_embeddings_dir: Path | None = Field(
        default=None,
        description="Folder with model.safetensors and vocab.txt of all-MiniLM-L6-v2, so that "
        "pain points are compared by meaning, too.",
    )
    cairn_allowed_hosts: str = Field(
        default="",
        description="Hosts that KPIs may be pulled from though they are inside or without TLS: "
        "host or host:port, with commas between.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="How much to log: DEBUG, INFO, WARNING or ERROR."
    )
    log_format: Literal["text", "json"] = Field(
        default="text", description="How to log: text for people, json for machines."
    )

    @field_validator("database_url")
    @classmethod
    def _database_url(cls, url: str) -> str:
        try:
            driver = make_url(url).drivername
        except (ArgumentError, ValueError):  # also the port, whose error would show its text
            raise ValueError("is not a database address") from None
        if driver not in DRIVERS:
            raise ValueError("must start with sqlite:/// or postgresql://")
        return url

    @field_validator("cairn_allowed_hosts")
    @classmethod
    def _allowed_hosts(cls, listed: str) -> str:
        AllowedHosts.read(listed.split(","))
        return listed

    @field_validator("log_level", mode="before")
    @classmethod
    def _log_level(cls, level: object) -> object:
        return level.upper() if isinstance(level, str) else level

    @property
    def secrets(self) -> list[str]:
        """What must never be seen."""
        password = make_url(self.database_url).password or ""
        # A shorter one would also be found in ordinary words; in addresses it is hidden anyhow.
        return [*Secrets.read().values, *([password] if len(password) >= SHORTEST_KNOWN else [])]

    @property
    def allowed_hosts(self) -> AllowedHosts:
        """Where Cairn may go besides what lies outside."""
        return AllowedHosts.read(self.cairn_allowed_hosts.split(","))


class Settings(LocalSettings):
    """Everything that can be set. Names are the environment variables'."""

    slack_bot_token: SecretStr = Field(
        description=f"Bot token, starts with xoxb-. Get it at {WHERE_APPS} → OAuth & Permissions."
    )
    slack_app_token: SecretStr | None = Field(
        default=None,
        description="App token for Socket Mode, starts with xapp-. Get it at "
        f"{WHERE_APPS} → Basic Information → App-Level Tokens, scope connections:write.",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        description="Signing secret, for HTTP mode when there is no app token. Get it at "
        f"{WHERE_APPS} → Basic Information → App Credentials.",
    )
    slack_api_url: str = Field(
        default=SLACK_API_URL, description="Slack's Web API; must end in /api/."
    )
    host: str = Field(default="127.0.0.1", description="Address to listen on in HTTP mode.")
    port: int = Field(default=3000, ge=1, le=65535, description="Port to listen on in HTTP mode.")
    cairn_public_url: str = Field(
        default="",
        description="Where other servers reach Cairn in HTTP mode, like https://cairn.example.com; "
        "for the addresses of webhooks.",
    )

    @field_validator("slack_bot_token")
    @classmethod
    def _bot_token(cls, token: SecretStr) -> SecretStr:
        if not token.get_secret_value().startswith("xoxb-"):
            raise ValueError("is not a bot token: those start with xoxb-")
        return token

    @field_validator("slack_app_token")
    @classmethod
    def _app_token(cls, token: SecretStr | None) -> SecretStr | None:
        if token and not token.get_secret_value().startswith("xapp-"):
            raise ValueError("is not an app token: those start with xapp-")
        return token

    @field_validator("slack_api_url")
    @classmethod
    def _api_url(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.netloc or not url.endswith("/api/"):
            raise ValueError("must be a web address that ends in /api/")
        return url

    @field_validator("cairn_public_url")
    @classmethod
    def _public_url(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and (parts.scheme not in ("http", "https") or not parts.netloc or parts.query):
            raise ValueError("must be a web address")
        return url.rstrip("/")

    @model_validator(mode="after")
    def _some_way_in(self) -> Self:
        if not self.slack_app_token and not self.slack_signing_secret:
            raise ValueError("SLACK_APP_TOKEN")
        return self

    @property
    def secrets(self) -> list[str]:
        """What must never be seen."""
        tokens = (self.slack_bot_token, self.slack_app_token, self.slack_signing_secret)
        return [*(token.get_secret_value() for token in tokens if token), *super().secrets]

    @property
    def hooks_at(self) -> str:
        """Where other servers reach Cairn; empty in Socket Mode, where they can't."""
        if self.socket_mode:
            return ""
        return self.cairn_public_url or f"http://{self.host}:{self.port}"

    @property
    def socket_mode(self) -> bool:
        """Socket Mode whenever there is an app token; HTTP otherwise."""
        return self.slack_app_token is not None


S = TypeVar("S", bound=LocalSettings)


def read_settings(**given: object) -> Settings:
    """The settings. Raises SettingsError that names each wrong one and never shows its value."""
    return _read(Settings, **given)


def read_local_settings() -> LocalSettings:
    """Those that need no Slack. Raises SettingsError likewise."""
    return _read(LocalSettings)


def _read(kind: type[S], **given: object) -> S:
    try:
        return kind(**given)  # type: ignore[arg-type]  # pydantic checks what is given
    except ValidationError as error:
        lines = [_line(detail["loc"], detail["msg"], detail["type"]) for detail in error.errors()]
        raise SettingsError("\n".join(lines)) from None


def _line(where: tuple[int | str, ...], message: str, kind: str) -> str:
    if not where:
        described = Settings.model_fields["slack_app_token"].description
        return f"SLACK_APP_TOKEN is missing (or SLACK_SIGNING_SECRET, for HTTP mode). {described}"
    name = str(where[0])
    what = "is missing" if kind == "missing" else message.removeprefix("Value error, ")
    if kind not in ("missing", "value_error"):
        what = f"is wrong: {what}"
    described = Settings.model_fields[name].description if name in Settings.model_fields else ""
    return f"{name.upper()} {what}. {described}"
