"""A shop to log in, and forms as Slack keeps them: one id, and what was typed stays."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session, col, select

from commands.reply import Effect, Offer, OpenForm, UpdateForm, View
from commands.request import Kind, Value
from storage.db import transaction
from storage.models import PainPoint, Sighting
from tests.commands.front_door import FrontDoor, initial_values, only
from tests.commands.journey_steps import buttons, legal
from tests.commands.touchpoint_world import open_shop

PLACES = ("Till", "Checkout page", "Parcel label", "Service hotline")


def fill_shop(door: FrontDoor) -> None:
    """A journey "Web shop" in C1, with touchpoints T-1 to T-4."""
    open_shop(door)
    for name in PLACES:
        door.command(f"/touchpoint {name} @ Purchase via website")


class OpenedForm:
    """One person's open form; `values` are what the screen shows."""

    def __init__(self, door: FrontDoor, effects: list[Effect], form_id: str = "V1") -> None:
        self.door = door
        self.form_id = form_id
        self.view: View = only(legal(effects), OpenForm).view
        self.values: dict[str, Value] = initial_values(self.view)

    @property
    def labels(self) -> list[str]:
        return [block["label"]["text"] for block in self.view["blocks"] if block["type"] == "input"]

    @property
    def title(self) -> str:
        return str(self.view["title"]["text"])

    def fill(self, **values: Value) -> "OpenedForm":
        unknown = set(values) - set(self.values)
        assert not unknown, f"the form has no field {unknown}"
        self.values |= values
        return self

    def press(self, label: str) -> list[Effect]:
        """A button in the form; its answer is shown."""
        button = buttons(self.view)[label]
        return self.act(button["action_id"], button.get("value", ""))

    def act(self, action: str, value: str = "") -> list[Effect]:
        effects = legal(self._ask(Kind.ACTION, action, value=value))
        for effect in effects:
            if isinstance(effect, UpdateForm):
                self._show(effect.view)
        return effects

    def send(self, **more: Any) -> list[Effect]:  # noqa: ANN401
        effects = legal(self._ask(Kind.SUBMIT, self.view["callback_id"], **more))
        for effect in effects:
            if isinstance(effect, OpenForm):
                self._show(effect.view)
        return effects

    def offered(self, typed: str = "") -> list[str]:
        """What the type-ahead behind "Where?" offers, without the stage."""
        context = self.view["private_metadata"]
        effects = self.door.ask(
            Kind.OPTIONS, "where", text=typed, context=context, values=self.values
        )
        return [text.rpartition(" · ")[0] for text, _ in only(effects, Offer).options]

    def _ask(self, kind: Kind, name: str, **more: Any) -> list[Effect]:  # noqa: ANN401
        return self.door.ask(
            kind,
            name,
            values=self.values,
            context=self.view["private_metadata"],
            in_form=True,
            form_id=self.form_id,
            **more,
        )

    def _show(self, view: View) -> None:
        """As Slack does it: fields of the same name keep what was typed, others start afresh."""
        fresh = initial_values(view)
        self.values = {name: self.values.get(name) or value for name, value in fresh.items()}
        self.view = view


def opened(door: FrontDoor, typed: str, form_id: str = "V1") -> OpenedForm:
    """The form that a command opens."""
    return OpenedForm(door, door.command(typed), form_id)


def log(door: FrontDoor, told: str, where: str = "1", **values: Value) -> list[Effect]:
    """Logs a pain point past all questions."""
    form = opened(door, f"/pain {told}", form_id=f"V-{told}-{door.person.id}")
    form.fill(where=where, severity="3", **values)
    effects = form.send()
    return form.send() if isinstance(effects[0], OpenForm) else effects


def pain_points(door: FrontDoor) -> list[PainPoint]:
    """All that are stored, oldest first."""
    return _all(door, lambda session: session.exec(select(PainPoint).order_by(col(PainPoint.id))))


def sightings(door: FrontDoor, number: int | None = None) -> list[Sighting]:
    """All that are stored, or those of P-number, oldest first."""
    asked = (
        select(Sighting)
        .join(PainPoint, col(Sighting.pain_point_id) == col(PainPoint.id))
        .order_by(col(Sighting.id))
    )
    if number is not None:
        asked = asked.where(PainPoint.number == number)
    return _all(door, lambda session: session.exec(asked))


def _all(door: FrontDoor, read: Any) -> list[Any]:  # noqa: ANN401
    with transaction(door.engine) as session:
        return list(read(session))


def texts_stored(door: FrontDoor) -> str:
    """Every text of people in the database, to look for what must not be in it."""
    found: list[Mapping[str, Any]] = []

    def read(session: Session) -> list[Any]:
        rows = [*session.exec(select(PainPoint)), *session.exec(select(Sighting))]
        return [row.model_dump() for row in rows]

    found += _all(door, read)
    return str(found)
