"""The house rules that no linter knows: docstrings, the index, and who may ask the clock."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType

import pytest

import commands
from commands.index import FEATURES

ROOT = Path(__file__).parents[2]
FLOORS = ("bot", "commands", "storage", "charts")
BELOW_THE_SHELL = ("commands", "storage", "charts")
# Whatever asks for the present moment; the shell asks once and hands it down.
CLOCKS = {
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "date.today",
    "time.time",
    "time.time_ns",
    "time.localtime",
    "time.gmtime",
}


def modules(*floors: str) -> list[Path]:
    found = [path for floor in floors for path in sorted((ROOT / floor).rglob("*.py"))]
    assert found
    return found


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", modules(*FLOORS, "tests"), ids=shown)
def test_every_module_says_its_duty_in_one_line(path: Path) -> None:
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert told, f"{shown(path)} does not say its duty"
    assert told.splitlines()[0].endswith((".", "…", "!", "?", ":")), shown(path)


def clock_calls(tree: ast.Module) -> Iterator[str]:
    """Uses of a clock, by whatever name it was imported."""
    names: dict[str, str] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {
                alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names
            }
        if isinstance(node, ast.Import):
            names |= {alias.asname or alias.name: alias.name for alias in node.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute | ast.Name):
            dotted = ast.unparse(node)
            first, _, rest = dotted.partition(".")
            full = ".".join(filter(None, (names.get(first, first), rest)))
            short = ".".join(full.split(".")[-2:])
            if short in CLOCKS:
                yield short


@pytest.mark.parametrize("path", modules(*BELOW_THE_SHELL), ids=shown)
def test_nobody_below_the_shell_asks_the_clock(path: Path) -> None:
    assert not list(clock_calls(ast.parse(path.read_text(encoding="utf-8"))))


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import datetime\ndatetime.now()",
        "from datetime import datetime as d\nd.now(tz)",
        "import datetime\ndatetime.datetime.utcnow()",
        "import datetime as dt\nnow = dt.datetime.now",
        "import time\ntime.time()",
        "from time import time\ntime()",
        "from datetime import date\ndate.today()",
    ],
)
def test_a_clock_is_found_under_any_name(code: str) -> None:
    assert list(clock_calls(ast.parse(code)))


def features_in(folder: str) -> object:
    """A folder's own table."""
    return getattr(import_module(f"commands.{folder}"), "FEATURE", None)


def command_folders() -> list[str]:
    home = Path(commands.__file__).parent
    return sorted(path.parent.name for path in home.glob("*/__init__.py"))


@pytest.mark.parametrize("folder", command_folders())
def test_every_folder_of_commands_is_in_the_index(folder: str) -> None:
    feature = features_in(folder)
    if feature is None:  # a helper of others: then nothing may be there to be asked for
        source = "".join(
            path.read_text(encoding="utf-8") for path in (ROOT / "commands" / folder).glob("*.py")
        )
        assert "Feature(" not in source
    else:
        assert feature in FEATURES


def test_the_index_names_nothing_twice() -> None:
    assert len({id(feature) for feature in FEATURES}) == len(FEATURES)


def test_importing_everything_touches_nothing() -> None:
    """No side effects: no module of ours makes an app, an engine or a logger's handler."""
    suspicious = {"create_engine", "AsyncApp", "App", "basicConfig", "open_engine", "Writer"}
    for path in modules(*FLOORS):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            value = getattr(node, "value", None)
            if isinstance(value, ast.Call):
                name = ast.unparse(value.func).rpartition(".")[2]
                assert name not in suspicious, f"{shown(path)} makes {name} when imported"


def views() -> list[Path]:
    found = [path for path in modules("commands") if "views" in path.stem]
    assert found
    return found


# Pure, and of no use to anybody but views and their callers.
PURE = ("storage.identity", "storage.vocabulary", "storage.models")


@pytest.mark.parametrize("path", views(), ids=shown)
def test_views_know_words_and_types_but_no_verbs(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            roots = {alias.name.partition(".")[0] for alias in node.names}
            assert not roots & {"storage", "charts", "sqlmodel", "sqlalchemy"}
        if not isinstance(node, ast.ImportFrom) or not node.module:
            continue
        floor = node.module.partition(".")[0]
        assert floor not in ("charts", "sqlmodel", "sqlalchemy", "bot"), shown(path)
        if floor == "storage" and not node.module.startswith(PURE):
            module = import_module(node.module)
            for alias in node.names:
                taken = getattr(module, alias.name)
                is_verb = isinstance(taken, ModuleType | FunctionType)
                assert not is_verb, f"{shown(path)} imports the verb {node.module}.{alias.name}"
