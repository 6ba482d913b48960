"""The command line: `cairn …`, the same as `python -m bot …`."""

import asyncio
import json
from collections.abc import Callable, Coroutine
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from bot import import_command, logs
from bot.settings import (
    LocalSettings,
    Settings,
    SettingsError,
    read_local_settings,
    read_settings,
)
from commands.index import FEATURES
from commands.router import Router

S = TypeVar("S", bound=LocalSettings)

cli = typer.Typer(
    name="cairn",
    help="Keeps your team's customer journey map alive, in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Runs the command that was typed."""
    cli()


@cli.command("try")
def try_(
    port: Annotated[int, typer.Option(help="Port of the page; the next free one if taken.")] = 8080,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in the browser.")
    ] = True,
    reset: Annotated[bool, typer.Option("--reset", help="Start over.")] = False,
    empty: Annotated[bool, typer.Option("--empty", help="Without the sample journey.")] = False,
) -> None:
    """Try Cairn in the browser: a practice workspace, no Slack account needed."""
    from bot.practice.trying import try_cairn  # noqa: PLC0415 - only `try` needs it

    logs.set_up(level="WARNING", style="text", secrets=())
    _go(try_cairn(port=port, open_browser=browser, reset=reset, empty=empty))


@cli.command()
def run() -> None:
    """Run Cairn for a Slack workspace, with the settings from the environment and .env."""
    from bot.running import run_cairn  # noqa: PLC0415 - `manifest` needs no network code

    _go(run_cairn(_settings()))


@cli.command()
def check() -> None:
    """Check settings, token, scopes, database, clock and fonts: each line ok, or what to do."""
    from bot.checking import check_all  # noqa: PLC0415 - `manifest` needs no network code

    results = asyncio.run(check_all())
    for result in results:
        typer.echo(f"{'ok  ' if result.ok else 'FAIL'}  {result.what}: {result.words}")
    if not all(result.ok for result in results):
        raise typer.Exit(1)


@cli.command()
def manifest(
    url: Annotated[
        str | None,
        typer.Option(help="Public address of /slack/events, for HTTP instead of Socket Mode."),
    ] = None,
) -> None:
    """Print the app manifest to paste into Slack."""
    from bot.manifest import manifest as build  # noqa: PLC0415 - one word, two things

    typer.echo(json.dumps(build(Router(FEATURES), public_url=url), indent=2))


@cli.command()
def migrate() -> None:
    """Bring the database up to date."""
    from bot.starting import migrated  # noqa: PLC0415 - `manifest` needs no database
    from storage.db import open_engine  # noqa: PLC0415

    engine = open_engine(_local_settings().database_url)

    async def work() -> None:
        changed = migrated(engine)
        typer.echo("The database was brought up to date." if changed else "Nothing to do.")

    _go(work())


@cli.command()
def render(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="NAME", help="Which one, as --list names it: curve, map leaders."),
    ] = None,
    *,
    list_: Annotated[bool, typer.Option("--list", help="Name all pictures and stop.")] = False,
    journey: Annotated[str, typer.Option(help="Of which journey, when there are several.")] = "",
    workspace: Annotated[str, typer.Option(help="Of which workspace, as T0123ABCD.")] = "",
    out: Annotated[
        Path | None, typer.Option(help="The file: .png, .svg or .pdf (sheets of A3).")
    ] = None,
    dark: Annotated[bool, typer.Option("--dark", help="On dark paper.")] = False,
    poster: Annotated[
        bool,
        typer.Option(
            "--poster", help="A long map in one .png, for a wall; else in several, for a phone."
        ),
    ] = False,
) -> None:
    """Draw one of a journey's pictures into a file, from the database of the settings."""
    from bot import rendering  # noqa: PLC0415 - `manifest` needs no database
    from bot.journey_named import UnnamedError  # noqa: PLC0415
    from bot.starting import StartError  # noqa: PLC0415

    if list_ or not words or out is None:
        typer.echo(rendering.listed())
        if not list_:
            typer.echo("Say which one, and into which file: --out map.png", err=True)
            raise typer.Exit(2)
        return
    asked = rendering.Wanted(" ".join(words), journey, workspace, out, dark, poster)
    try:
        typer.echo(rendering.render(_local_settings().database_url, asked))
    except (rendering.RenderError, UnnamedError, StartError) as error:
        typer.echo(f"No picture was made: {error}", err=True)
        raise typer.Exit(2) from None


@cli.command()
def jobs(
    what: Annotated[str, typer.Argument(help="list, or run.")] = "list",
    name: Annotated[str, typer.Argument(help="Which job to run.")] = "",
) -> None:
    """List what happens by itself and what ran last, or run a job now: `jobs run digest`."""
    from bot.schedule.by_hand import UnknownJobError, by_hand  # noqa: PLC0415 - needs a database

    if what not in ("list", "run") or bool(name) != (what == "run"):
        typer.echo("Type `cairn jobs`, or `cairn jobs run <name>`.", err=True)
        raise typer.Exit(2)
    settings = _local_settings()

    async def work() -> None:
        with by_hand(settings) as hand:
            typer.echo(await hand.run(name) if name else "\n".join(await hand.table()))

    try:
        _go(work())
    except UnknownJobError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


cli.command("import")(import_command.command(lambda: _local_settings()))  # noqa: PLW0108 - defined below


@cli.command("version")
def show_version() -> None:
    """Print the version."""
    typer.echo(f"cairn {own_version()}")


def own_version() -> str:
    """The version of this checkout, as pyproject.toml has it."""
    try:
        return version("cairn")
    except PackageNotFoundError:
        import tomllib  # noqa: PLC0415 - only in a checkout that was not installed

        root = Path(__file__).parent.parent
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
        return str(project["project"]["version"])


def _settings() -> Settings:
    return _checked(read_settings)


def _local_settings() -> LocalSettings:
    """For what needs the database alone, so that nobody is asked for a token."""
    return _checked(read_local_settings)


def _checked(read: Callable[[], S]) -> S:
    try:
        settings = read()
    except SettingsError as error:
        typer.echo(f"Cairn can't start:\n{error}\nSee .env.example for all settings.", err=True)
        raise typer.Exit(2) from None
    logs.set_up(level=settings.log_level, style=settings.log_format, secrets=settings.secrets)
    return settings


def _go(work: Coroutine[None, None, None]) -> None:
    from bot.starting import StartError  # noqa: PLC0415 - only what connects needs it

    try:
        asyncio.run(work)
    except StartError as error:
        typer.echo(f"Cairn can't start: {error}", err=True)
        raise typer.Exit(2) from None
