"""What `cairn import` types and asks in the terminal."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.settings import LocalSettings

if TYPE_CHECKING:
    from bot.importing import Importing

NOT_IMPORTED, ASKED, WITHOUT_SOME = 1, 2, 3


def command(settings: Callable[[], LocalSettings]) -> Callable[..., None]:
    """The command, for the settings that are read when it runs."""

    def import_(
        file: Annotated[Path, typer.Argument(help="A CSV file of survey answers.")],
        *,
        kpi: Annotated[str, typer.Option(help="Name or K-number; or the kind of a new one.")] = "",
        journey: Annotated[str, typer.Option(help="Which, when there are several.")] = "",
        workspace: Annotated[str, typer.Option(help="Of which workspace, as T0123ABCD.")] = "",
        map_: Annotated[
            list[str] | None, typer.Option("--map", help="A column: score=Rating; repeatable.")
        ] = None,
        dates: Annotated[str, typer.Option(help="day-first or month-first.")] = "",
        comments: Annotated[str, typer.Option(help="keep, match or new.")] = "keep",
        undo: Annotated[
            bool, typer.Option("--undo", help="Take the import of this very file back.")
        ] = False,
        yes: Annotated[bool, typer.Option("--yes", help="Import without asking.")] = False,
    ) -> None:
        """Import survey answers from a CSV file, after a look at what is in it."""
        from bot.importing import Importing  # noqa: PLC0415 - a database
        from bot.importing_asked import Asked, ImportingError  # noqa: PLC0415
        from bot.journey_named import UnnamedError  # noqa: PLC0415
        from bot.starting import StartError  # noqa: PLC0415

        asked = Asked(file, kpi, journey, workspace, map_ or (), dates, comments)
        try:
            work = Importing(settings(), asked)
            try:
                (_undo if undo else _run)(work, yes=yes)
            finally:
                work.close()
        except (ImportingError, UnnamedError, StartError) as error:
            typer.echo(f"Nothing was {'undone' if undo else 'imported'}: {error}", err=True)
            raise typer.Exit(ASKED) from None

    return import_


def _run(work: "Importing", *, yes: bool) -> None:
    from commands.survey import replaced_views  # noqa: PLC0415 - a database

    typer.echo(work.preview())
    made = work.plan
    if made is None or not made.ready:
        asked = made is not None and bool(
            made.missing or made.checked.unsure_day or made.method is None
        )
        if asked:
            typer.echo("Say it with --map, --dates or --kpi.", err=True)
        stored = made is not None and not asked and (made.before or made.checked.good)
        raise typer.Exit(0 if stored else ASKED if asked else NOT_IMPORTED)
    shrinks = replaced_views.asked(made)
    if shrinks:
        typer.echo(f"{shrinks} --yes was said." if yes else shrinks, err=True)
    if not yes and not (sys.stdin.isatty() and typer.confirm("Import?")):
        typer.echo("Nothing was imported. Say --yes to import without being asked.", err=True)
        raise typer.Exit(NOT_IMPORTED)
    typer.echo(work.store())
    waiting = work.waiting()
    if waiting:
        with typer.progressbar(length=waiting, label="Comparing comments") as bar:
            for count in work.sort():
                bar.update(count)
        typer.echo(work.sorted_out())
    if made.checked.faults:
        raise typer.Exit(WITHOUT_SOME)


def _undo(work: "Importing", *, yes: bool) -> None:
    question = work.undo_asked()
    typer.echo(question or "This file is not imported to that KPI.")
    if not question:
        raise typer.Exit(NOT_IMPORTED)
    if not yes and not (sys.stdin.isatty() and typer.confirm("Undo?")):
        typer.echo("Nothing was undone. Say --yes to undo without being asked.", err=True)
        raise typer.Exit(NOT_IMPORTED)
    typer.echo(work.undo())
