"""Reads the form of a KPI, with what its kind leaves no choice of."""

from decimal import Decimal

from sqlmodel import Session

from commands.fields import Fields
from commands.kpi import form_views, numbers, places
from commands.kpi.held import Held
from commands.pain.change_fields import person
from storage.kpi import measures
from storage.kpi.measures import CSAT_SCALES, PLAIN, KpiKind, Method
from storage.models import Journey, Kpi
from storage.models.columns import JsonObject
from storage.opportunity.frameworks import Period

_SCALES = {f"{low}-{high}": (low, high) for low, high in CSAT_SCALES}
_MOST = 1e12


def read(session: Session, journey: Journey, fields: Fields, held: Held) -> JsonObject:
    """What the form holds, by column; `fields` notes what is wrong."""
    name = fields.text(
        "name", most=form_views.MAX_NAME, missing="Give it a name, in a few words.", lines=False
    )
    method = _method(fields, held)
    stage_id, touchpoint_id = places.chosen(session, journey, fields)
    owner = person(fields, "owner")
    if not owner:
        fields.wrong("owner", "Choose who keeps an eye on it.")
    return {
        "name": name,
        **method.columns(),
        "baseline": _number(fields, "baseline", method),
        "target": _number(fields, "target", method),
        "stage_id": stage_id,
        "touchpoint_id": touchpoint_id,
        "owner_id": owner,
    }


def typed(kpi: Kpi) -> dict[str, str]:
    """A stored one as the form's fields hold it."""
    box = (
        "" if kpi.box_from is None or kpi.scale_high is None else kpi.scale_high + 1 - kpi.box_from
    )
    return {
        "name": kpi.name,
        "kind": kpi.kind,
        "scale": "" if kpi.scale_low is None else f"{kpi.scale_low}-{kpi.scale_high}",
        "box": str(box),
        "unit": kpi.unit,
        "direction": form_views.HIGH if kpi.higher_is_better else form_views.LOW,
        "baseline": _as_typed_of(kpi, kpi.baseline),
        "target": _as_typed_of(kpi, kpi.target),
        "place": places.value(kpi),
        "owner": kpi.owner_id,
        "period": kpi.period,
    }


def as_typed(held: float | None) -> str:
    """A number as it can be read back: no thousands, no ambiguity."""
    if held is None:
        return ""
    text = format(Decimal(repr(held)), "f").removesuffix(".0")
    whole, _, broken = text.partition(".")
    # 1.234 could be read as a thousand; 1.2340 can't.
    return f"{text}0" if len(broken) == 3 and whole.strip("-") != "0" else text  # noqa: PLR2004


def _as_typed_of(kpi: Kpi, held: float | None) -> str:
    """The same, with the sign where a share below 1 % could be read as one of 1."""
    small = held is not None and 0 < held < 1 and measures.of(kpi).kind in measures.SHARES
    return f"{as_typed(held)} %" if small else as_typed(held)


def _method(fields: Fields, held: Held) -> Method:
    kind = form_views.kind_of(held)
    period = fields.choice("period", list(Period), missing="Choose how often it is measured.")
    method = Method(kind, period=period or Period.MONTH.value)
    if kind is KpiKind.CSAT:
        method = _csat(fields, method)
    elif kind in PLAIN:
        unit = fields.text("unit", most=form_views.MAX_UNIT, lines=False)
        if kind is KpiKind.TIME and not unit:
            fields.wrong("unit", "Say the unit, like minutes or days.")
        chosen = fields.choice(
            "direction", (form_views.HIGH, form_views.LOW), missing="Say which way is good."
        )
        method = Method(
            kind, unit=unit, higher_is_better=chosen != form_views.LOW, period=method.period
        )
    return measures.standard(method)


def _csat(fields: Fields, method: Method) -> Method:
    scale = fields.choice("scale", _SCALES, missing="Choose the scale.")
    box = fields.number("box", form_views.BOXES, missing="Choose what counts as satisfied.")
    if not scale or not box:
        return method
    low, high = _SCALES[scale]
    if box > high - low:
        fields.wrong("box", f"On {low} to {high} that would be every answer. Choose fewer.")
    return Method(method.kind, low, high, high + 1 - box, "", True, method.period)


def _number(fields: Fields, name: str, method: Method) -> float | None:
    text = fields.value(name).strip()
    if not text:
        return None
    found = numbers.read(text).among(method.holds)
    if not found.meanings:
        fields.wrong(name, "Say it as a number, like 42 or 83.5.")
        return None
    if found.one is None:
        fields.wrong(name, twofold(text, found))
        return None
    if unclear := share_unclear(text, found.one, method):
        fields.wrong(name, unclear)
        return None
    if not method.holds(found.one) or abs(found.one) > _MOST:
        fields.wrong(name, beyond(method))
        return None
    return found.one


def twofold(text: str, found: numbers.Number) -> str:
    """What is said of a number that can be read in two ways."""
    large, small = found.meanings
    return f"{text} can be {large:.0f} or {small:g}. Type {large:.0f} or {as_typed(small)}."


def share_unclear(text: str, found: float, method: Method) -> str:
    """What is said of 0.85 as a share, which is 85 % to many; empty where nothing is unclear."""
    if method.kind not in measures.SHARES or not 0 < found < 1 or numbers.is_per_cent(text):
        return ""
    large = as_typed(round(100 * found, 10))
    return f"{text} can be {found:g} % or {large} %. Type {found:g} % or {large} %."


def beyond(method: Method) -> str:
    """What is said of a number that can't be."""
    low, high = method.bounds
    if low is None:
        return "That is larger than any number Cairn keeps."
    if high is None:
        return "It can't be below 0."
    sign = " %" if method.kind in measures.SHARES else ""
    return f"It is between {low:g} and {high:g}{sign}.".replace("-", "\u2212")
