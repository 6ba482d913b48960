"""A shop whose KPIs are added and recorded through the front door."""

from commands.reply import Effect, OpenForm, Replace, Say, UpdateForm, View
from tests.commands.front_door import FrontDoor, initial_values, only, shown
from tests.commands.journey_steps import legal


def add(door: FrontDoor, name: str, kind: str = "NPS", **values: str) -> list[Effect]:
    """Fills in the form "Add a KPI", choosing the kind first."""
    view = form_of(door.command("/journey kpi"))
    if kind != "NPS":
        view = switch(door, view, "kpi.kind", kind=kind)
    return legal(door.submit(view, {"name": name, **values}))


def switch(door: FrontDoor, view: View, action: str, **values: str) -> View:
    """Chooses something in an open form that redraws it; the form as it is then."""
    chosen = {**initial_values(view), **values}
    value = list(values.values())[-1]
    context = view["private_metadata"]
    effects = door.click(action, value, values=chosen, context=context, in_form=True)
    return only(legal(effects), UpdateForm).view


def record(door: FrontDoor, typed: str) -> str:
    """Records in one line; what the person is told."""
    return answer(door.command(f"/journey kpi record {typed}"))


def answer(effects: list[Effect]) -> str:
    (said,) = [each for each in legal(effects) if isinstance(each, Say | Replace)]
    return shown(said)


def form_of(effects: list[Effect]) -> View:
    return only(legal(effects), OpenForm).view


def card(door: FrontDoor, name: str = "K-1") -> Say:
    return only(legal(door.command(f"/journey kpi {name}")), Say)
