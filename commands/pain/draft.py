"""An open form as it stands: what it holds, and what travels with it from one state to the next."""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from commands.request import Request, Value
from storage.vocabulary import Kind

# Longer ones are text, and no field for text is ever taken out of the form.
_MOST_KEPT = 80
_MOST_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form holds, as typed: nothing of it is checked or masked yet.

    `values` are the fields by name, those too that this state of the form doesn't show.
    `shown` are the pain points offered so far, `looked` for which words and place they were
    looked up, `asked` that the person saw them and may send again; `pain` is the number of
    the pain point that a sighting is for, `back` whether the form was one to log with before.
    """

    journey_id: int
    kind: Kind = Kind.PAIN
    values: Mapping[str, Value] = field(default_factory=dict)
    details: bool = False
    shown: tuple[int, ...] = ()
    looked: str = ""
    asked: bool = False
    permalink: str = ""
    pain: int = 0
    back: bool = False

    def text(self, name: str) -> str:
        """A field's value when it is one text or choice; else empty."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def told_where(self) -> str:
        """A short mark of the words and the place, to tell whether either changed."""
        both = json.dumps([self.text("what").strip(), self.text("where")])
        return hashlib.sha256(both.encode()).hexdigest()[:16]

    def ticked(self, name: str) -> bool:
        return bool(self.values.get(name))

    def context(self, in_form: Collection[str]) -> dict[str, str]:
        """What travels hidden: everything that the form's own fields don't tell."""
        kept = {
            name: value
            for name, value in self.values.items()
            if value and name not in in_form and len(value) <= _MOST_KEPT
        }
        told = {
            "journey": str(self.journey_id),
            "kind": self.kind.value,
            "details": "yes" if self.details else "",
            "shown": " ".join(map(str, self.shown[-_MOST_SHOWN:])),
            "looked": self.looked,
            "asked": "yes" if self.asked else "",
            "permalink": self.permalink,
            "pain": str(self.pain or ""),
            "back": "yes" if self.back else "",
            "kept": json.dumps(kept) if kept else "",
        }
        return {name: value for name, value in told.items() if value}


def of(request: Request) -> Draft:
    """The form that was clicked in or sent."""
    carried = request.context
    kept: Mapping[str, Value] = json.loads(carried.get("kept") or "{}")
    return Draft(
        journey_id=_number(carried.get("journey", "")),
        kind=Kind.DELIGHT if carried.get("kind") == Kind.DELIGHT else Kind.PAIN,
        values={**kept, **request.values},
        details=bool(carried.get("details")),
        shown=shown_in(carried),
        looked=carried.get("looked", ""),
        asked=bool(carried.get("asked")),
        permalink=carried.get("permalink", ""),
        pain=_number(carried.get("pain", "")),
        back=bool(carried.get("back")),
    )


def shown_in(context: Mapping[str, str]) -> tuple[int, ...]:
    """The pain points that a form offered so far."""
    return tuple(_number(each) for each in context.get("shown", "").split())


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
