"""Taking an import back: the button with its question, what came of it, and the latest imports."""

from collections.abc import Sequence

from commands import blocks
from commands.change_words import who
from commands.kpi import kpi_views, period_words, words
from commands.reply import Block
from commands.survey.survey_views import UNDO, answers
from commands.text import clip, escape, plural
from commands.wording import day, pain_number, title
from storage.kpi.measures import Method
from storage.models import ImportBatch, Kpi, PainPoint
from storage.survey.restoring import Fate, Restored
from storage.survey.sighted import Cleared
from storage.survey.undoing import Undone, Weight

Content = tuple[str, list[Block]]
AGAIN = "The file can be imported again."
_FEW = 10
_MOST_SPOKEN = 60


def button(batch: ImportBatch, weight: Weight) -> Block:
    """Asks before it undoes; `weight` is what goes."""
    name = clip(" ".join(batch.file_name.split()), _MOST_SPOKEN)
    return blocks.button(
        "Undo import",
        UNDO,
        value=str(batch.id),
        label=f"Undo import: {name}",
        confirm=blocks.confirm("Undo this import?", asked(weight), "Undo import", "Keep it"),
    )


def asked(weight: Weight) -> str:
    """What goes, as it is asked on a screen and in a terminal."""
    back = "goes back to what it was" if weight.readings == 1 else "go back to what they were"
    going = "Its answers stay, for other imported files have them, too"
    if weight.answers:
        going = f"{answers(weight.answers)} {_goes(weight.answers)}"
    readings = f", {plural(weight.readings, 'reading')} {back}" if weight.readings else ""
    return (
        f"{going}{readings}. What somebody recorded by hand since stays. Sightings that its "
        f"comments became go, too, where nobody touched them. {AGAIN}"
    )


def done(kpi: Kpi, found: Undone, *, file_name: str, method: Method) -> Content:
    """What went, what is as before, and what stays."""
    stay = ""
    if found.kept:
        one = found.kept == 1
        stay = (
            f" {answers(found.kept).capitalize()} {'stays' if one else 'stay'}: another imported "
            f"file has {'it' if one else 'them'}, too."
        )
    said = (
        f"*{title(file_name)}*: the import is undone. {answers(found.answers).capitalize()} to "
        f"*{words.called(kpi)}* {'is' if found.answers == 1 else 'are'} gone.{stay}"
    )
    parts = [said, _readings(found.readings, method), _sightings(found.comments)]
    body = [blocks.section(part) for part in parts if part]
    open_ = blocks.actions(kpi_views.of(kpi, "Open", kpi_views.CARD))
    return said, [*body, open_, blocks.context(AGAIN)]


def imports(journey: str, found: Sequence[tuple[ImportBatch, Kpi, Weight]]) -> Content:
    """The latest imports that somebody may undo, each with its button."""
    if not found:
        said = f"No import to *{title(journey)}* is yours to undo."
        return said, [blocks.section(said), blocks.context("`/journey import` imports a file.")]
    said = f"Latest imports to *{title(journey)}*"
    body = [
        blocks.section(
            f"*{title(batch.file_name)}*: {_own(weight.answers)} to {words.called(kpi)}\n"
            f"{who(batch.by_id)} ({day(batch.at)})",
            accessory=button(batch, weight),
        )
        for batch, kpi, weight in found
    ]
    return said, [blocks.section(said), *body]


def _own(count: int) -> str:
    return answers(count) if count else "answers that other files have, too,"


def _readings(found: Sequence[Restored], method: Method) -> str:
    told = [f"• {_reading(each, method)}" for each in found[-_FEW:]]
    left = len(found) - _FEW
    more = [f"• and {plural(left, 'earlier period')}"] if left > 0 else []
    return "\n".join(["*Readings*", *more, *told]) if told else ""


def _reading(each: Restored, method: Method) -> str:
    when = period_words.said(method.period, each.begin)
    was = words.reading(method, each.was)
    if each.fate is Fate.LEFT:
        return f"{when} stays {was}: recorded by other means since"
    if each.now is None:
        return f"{when}: none any more, was {was}"
    return f"{when}: {words.reading(method, each.now)} again, was {was}"


def _sightings(found: Cleared) -> str:
    told = []
    if found.sightings:
        told.append(f"• {plural(found.sightings, 'sighting')} taken off")
    if found.declined:
        told.append(
            f"• Declined, for nothing else told of {_it(found.declined)}: {_named(found.declined)}"
        )
    if found.staying:
        told.append(
            f"• Somebody sorted or used its comments, so they stay: {_named(found.staying)}"
        )
    return "\n".join(["*Sightings*", *told]) if told else ""


def _named(found: Sequence[PainPoint]) -> str:
    named = [f"{pain_number(each.number)} {escape(clip(each.title, 60))}" for each in found[:_FEW]]
    left = len(found) - _FEW
    return "; ".join([*named, *([f"and {left:,} more"] if left > 0 else [])])


def _it(found: Sequence[PainPoint]) -> str:
    return "it" if len(found) == 1 else "them"


def _goes(count: int) -> str:
    return "goes" if count == 1 else "go"
