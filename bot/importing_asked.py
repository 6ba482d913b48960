"""What was typed after `cairn import`, and the file that it names made ready."""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from commands.survey import prepared
from commands.survey.choices import Comments
from commands.survey.columns import Role
from commands.survey.prepared import Prepared
from storage.folding import fold

T = TypeVar("T")


class ImportingError(Exception):
    """The file can't be imported so; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed. `columns` are pairs like 'score=Rating'."""

    file: Path
    kpi: str = ""
    journey: str = ""
    workspace: str = ""
    columns: Sequence[str] = ()
    dates: str = ""
    comments: str = Comments.KEEP.value

    def undoing(self, kpi_number: int) -> str:
        """The command that takes this import back."""
        words = ["cairn", "import", str(self.file), "--kpi", f"K-{kpi_number}"]
        for option, said in (("--journey", self.journey), ("--workspace", self.workspace)):
            words += [option, said] if said else []
        return shlex.join([*words, "--undo"])


def prepared_of(asked: Asked) -> Prepared:
    """The file as a table, its columns as they were named. Raises ImportingError."""
    try:
        content = asked.file.read_bytes()
    except OSError as error:
        raise ImportingError(f"{asked.file} can't be read: {error.strerror}.") from None
    first = prepared.prepare(content, {})
    if first.table is None:
        raise ImportingError(first.problem)
    if not asked.columns:
        return first
    names = {fold(name): index for index, name in enumerate(first.table.names)}
    found = dict(first.columns)
    for pair in asked.columns:
        role, _, name = pair.partition("=")
        chosen = one_of({each.value: each for each in Role}, role.strip(), "--map")
        index = names.get(fold(name))
        if name.strip() and index is None:
            raise ImportingError(
                f"--map {pair}: there is no column {name!r}. There are: "
                f"{', '.join(first.table.names)}."
            )
        found.pop(chosen, None)
        found = {each: at for each, at in found.items() if at != index}
        if index is not None:
            found[chosen] = index
    return prepared.prepare(content, prepared.how(found))


def one_of(known: Mapping[str, T], said: str, option: str) -> T:
    """What an option's word means. Raises ImportingError that names those there are."""
    if said not in known:
        raise ImportingError(f"{option} is one of {', '.join(known)}, and not {said!r}.")
    return known[said]
