"""Buttons that lead to KPIs wherever they appear; pure functions of plain data."""

from commands import blocks
from commands.reply import Block
from commands.text import clip
from storage.models import Kpi

NEW = "kpi.new"
EDIT = "kpi.edit"
KIND = "kpi.kind"
PLACE = "kpi.place"
CARD = "kpi.card"
LIST = "kpi.list"
HISTORY = "kpi.history"
READINGS = "kpi.readings"
RETIRE = "kpi.retire"
RESTORE = "kpi.restore"
PICTURE = "kpi.picture"
POST = "kpi.post"
RECORD = "kpi.record"
HOW = "kpi.how"
_MOST_SPOKEN = 50


def number(kpi_number: int) -> str:
    return f"K-{kpi_number}"


def spoken(number_: int, name: str) -> str:
    """The KPI as a screen reader says it on a button."""
    return f"{number(number_)} {clip(name, _MOST_SPOKEN)}"


def button(number_: int, name: str, label: str, action: str, *, rest: str = "") -> Block:
    """Something that is done to the one KPI; its value begins with the number."""
    value = f"{number_} {rest}".strip()
    return blocks.button(label, action, value=value, label=f"{label}: {spoken(number_, name)}")


def of(kpi: Kpi, label: str, action: str, *, rest: str = "") -> Block:
    return button(kpi.number, kpi.name, label, action, rest=rest)


def new_button(name: str = "", label: str = "Add a KPI") -> Block:
    """Opens the form; with a name in it."""
    return blocks.button(label, NEW, value=name)


def list_button(journey_id: int, label: str = "All KPIs") -> Block:
    return blocks.button(label, LIST, value=f"1 {journey_id} used")
