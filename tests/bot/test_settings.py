"""Settings: each one read, and a wrong one named, explained and never shown."""

from pathlib import Path

import pytest

from bot.outward.secrets import Secrets
from bot.settings import Settings, SettingsError, read_settings

BOT = "xoxb-1111-aaaaaaaaaaaa"
APP = "xapp-1-A1-2222-bbbbbbbbbbbb"
SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """No .env in the working directory, and none of the names set."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    return monkeypatch


def test_every_setting_is_read_from_the_environment(bare: pytest.MonkeyPatch) -> None:
    given = {
        "SLACK_BOT_TOKEN": BOT,
        "SLACK_APP_TOKEN": APP,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": "http://127.0.0.1:8080/api/",
        "DATABASE_URL": "postgresql://cairn:pw@db.example/cairn",
        "CAIRN_EMBEDDINGS_DIR": "models/small",
        "CAIRN_ALLOWED_HOSTS": "Reports.internal, 10.0.0.5:8080,[::1]:81",
        "CAIRN_PUBLIC_URL": "https://cairn.example.com/",
        "HOST": "0.0.0.0",  # noqa: S104 - only read here
        "PORT": "4000",
        "LOG_LEVEL": "debug",
        "LOG_FORMAT": "json",
    }
    assert {name.upper() for name in Settings.model_fields} == set(given)
    for name, value in given.items():
        bare.setenv(name, value)
    settings = read_settings()
    assert settings.slack_bot_token.get_secret_value() == BOT
    assert settings.slack_app_token is not None
    assert settings.slack_app_token.get_secret_value() == APP
    assert settings.slack_signing_secret is not None
    assert settings.slack_signing_secret.get_secret_value() == SECRET
    assert settings.slack_api_url == given["SLACK_API_URL"]
    assert settings.database_url == given["DATABASE_URL"]
    assert settings.cairn_embeddings_dir == Path("models/small")
    assert (settings.host, settings.port) == (given["HOST"], 4000)
    assert (settings.log_level, settings.log_format) == ("DEBUG", "json")
    assert settings.socket_mode
    assert settings.allowed_hosts.hosts == {
        *(("reports.internal", 80), ("reports.internal", 443)),
        *(("10.0.0.5", 8080), ("::1", 81)),
    }
    # Nobody reaches Cairn in Socket Mode.
    assert (settings.cairn_public_url, settings.hooks_at) == ("https://cairn.example.com", "")


def test_secrets_for_other_servers_are_known_to_be_hidden(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """From the environment and the file; the hosts they are for are no secret."""
    (tmp_path / ".env").write_text("CAIRN_SECRET_B=from-file\n", encoding="utf-8")
    bare.setenv("CAIRN_SECRET_A", "from-environment")
    bare.setenv("CAIRN_SECRET_A_FOR", "api.example.com")
    settings = read_settings(slack_bot_token=BOT, slack_app_token=APP)
    assert {"from-environment", "from-file"} <= set(settings.secrets)
    assert "api.example.com" not in settings.secrets
    assert "from-environment" not in repr(Secrets.read())


def test_two_tokens_are_enough(bare: pytest.MonkeyPatch) -> None:
    bare.setenv("SLACK_BOT_TOKEN", BOT)
    bare.setenv("SLACK_APP_TOKEN", APP)
    settings = read_settings()
    assert settings.slack_api_url == "https://slack.com/api/"
    assert settings.database_url == "sqlite:///cairn.db"
    assert settings.cairn_embeddings_dir is None
    assert (settings.host, settings.port) == ("127.0.0.1", 3000)
    assert (settings.log_level, settings.log_format) == ("INFO", "text")


def test_a_file_fills_what_the_environment_leaves_out(
    bare: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    lines = [f"SLACK_BOT_TOKEN={BOT}", "SLACK_APP_TOKEN=", f"SLACK_SIGNING_SECRET={SECRET}"]
    (tmp_path / ".env").write_text("\n".join([*lines, "PORT=5000"]), encoding="utf-8")
    bare.setenv("PORT", "6000")
    settings = read_settings()
    assert not settings.socket_mode
    assert settings.port == 6000


def test_the_example_file_names_every_setting_and_no_other() -> None:
    example = Path(__file__).parents[2] / ".env.example"
    lines = [line.lstrip("#") for line in example.read_text(encoding="utf-8").splitlines()]
    named = {line.partition("=")[0] for line in lines if "=" in line and " " not in line}
    assert named == {name.upper() for name in Settings.model_fields}


def wrong(**given: object) -> str:
    with pytest.raises(SettingsError) as caught:
        read_settings(**{"slack_bot_token": BOT, "slack_app_token": APP, **given})
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    return str(caught.value)


def test_a_missing_bot_token_says_where_to_get_it() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(slack_app_token=APP)
    words = str(caught.value)
    assert words.startswith("SLACK_BOT_TOKEN is missing.")
    assert "OAuth & Permissions" in words


def test_without_a_way_in_both_ways_are_named() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(slack_bot_token=BOT)
    words = str(caught.value)
    assert words.startswith("SLACK_APP_TOKEN is missing")
    assert "SLACK_SIGNING_SECRET" in words
    assert "connections:write" in words


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("slack_bot_token", "xoxp-hunter2-user", "start with xoxb-"),
        ("slack_app_token", "xoxb-hunter2-swapped", "start with xapp-"),
        ("slack_api_url", "https://hunter2.example/", "ends in /api/"),
        ("slack_api_url", "hunter2/api/", "ends in /api/"),
        ("database_url", "mysql://u:hunter2@host/db", "sqlite:/// or postgresql://"),
        ("database_url", "postgresql+asyncpg://u:hunter2@host/db", "postgresql://"),
        ("database_url", "hunter2", "not a database address"),
        ("database_url", "postgresql://u:p@h:hunter2/db", "not a database address"),
        ("port", "hunter2", "valid integer"),
        ("port", "65536", "less than or equal to 65535"),
        ("port", "0", "greater than or equal to 1"),
        ("log_level", "hunter2", "'DEBUG', 'INFO', 'WARNING' or 'ERROR'"),
        ("log_format", "hunter2", "'text' or 'json'"),
    ],
)
def test_a_wrong_one_is_named_and_explained_but_not_shown(name: str, value: str, said: str) -> None:
    words = wrong(**{name: value})
    assert words.startswith(f"{name.upper()} ")
    assert said in words
    assert str(Settings.model_fields[name].description) in words
    assert "hunter2" not in words
    assert value not in words.replace("65535", "")
    assert len(words.splitlines()) == 1


def test_all_that_is_wrong_is_told_at_once() -> None:
    lines = wrong(slack_bot_token="nonsense", port="nonsense", log_format="nonsense").splitlines()
    assert sorted(line.split()[0] for line in lines) == ["LOG_FORMAT", "PORT", "SLACK_BOT_TOKEN"]


def test_settings_hide_their_tokens_when_printed() -> None:
    settings = read_settings(slack_bot_token=BOT, slack_app_token=APP, slack_signing_secret=SECRET)
    for secret in (BOT, APP, SECRET):
        assert secret not in f"{settings!r} {settings}"


def test_secrets_are_the_tokens_and_the_databases_password() -> None:
    settings = read_settings(
        slack_bot_token=BOT,
        slack_app_token=APP,
        slack_signing_secret=SECRET,
        database_url="postgresql://cairn:long%20enough@host/cairn",
    )
    assert settings.secrets == [BOT, APP, SECRET, "long enough"]


@pytest.mark.parametrize(
    "url",
    [
        "sqlite:///x.db",
        "sqlite+pysqlite:///x.db",
        "postgres://u@h/d",
        "postgresql://u@h/d",
        "postgresql+psycopg://u@h/d",
    ],
)
def test_every_database_that_works_is_taken(url: str) -> None:
    assert read_settings(slack_bot_token=BOT, slack_app_token=APP, database_url=url)
