"""Comments that no pain point surely fits: the list, and the form that sorts one."""

from collections.abc import Mapping, Sequence

from commands import blocks
from commands.reply import Block, View
from commands.survey.survey_views import COMMENTS, LEAVE, LOG, PAIN, WHERE
from commands.text import clip, escape, plural, quote
from commands.wording import title
from storage.kpi.measures import Method
from storage.survey.comments import Comment

PAGE = 10
Content = tuple[str, list[Block]]
_MOST_SHOWN = 400
_MOST_TOLD_BY = 80


def told_by(kind: str, method: Method, score: int) -> str:
    """Who told of it, as a sighting shows it: marks that its severity is derived."""
    scale = f"{method.scale_low}-{method.scale_high}"
    return clip(f"a survey: {kind} {score} on {scale}, severity derived from it", _MOST_TOLD_BY)


def comments_list(
    found: Sequence[Comment],
    *,
    journey: str,
    journey_id: int,
    places: Mapping[int, str],
    page: int,
    every: int,
    waiting: int = 0,
) -> Content:
    """A page of them, each with what can be done; `waiting` are still being compared."""
    more = f"{plural(waiting, 'more comment')} {'is' if waiting == 1 else 'are'} being compared."
    if not every:
        said = f"No comments of *{title(journey)}* wait to be sorted."
        hint = more.replace(" more", "") if waiting else "`/journey import` brings new ones."
        return said, [blocks.section(said), blocks.context(hint)]
    said = f"{plural(every, 'comment')} of *{title(journey)}* to sort: no pain point surely fits."
    body = [blocks.section(said)]
    body += [blocks.context(more)] if waiting else []
    for each in found:
        place = places.get(each.touchpoint_id or 0)
        where = f" · {place}" if place else ""
        facts = f"score {each.score} · {each.day.day} {each.day:%b %Y}{where}"
        body.append(blocks.section(f"{quote(clip(each.text, _MOST_SHOWN))}\n{facts}"))
        value = f"{each.reference} {page} {journey_id}"
        spoken = clip(" ".join(each.text.split()), 50)
        body.append(
            blocks.actions(
                blocks.button("Log", LOG, value=value, label=f"Log: {spoken}"),
                blocks.button("Leave it", LEAVE, value=value, label=f"Leave it: {spoken}"),
            )
        )
    pages = -(-every // PAGE)
    turn = [
        blocks.button(label, f"{COMMENTS}:{label}", value=f"{to} {journey_id}")
        for label, to in (("Back", page - 1), ("Next", page + 1))
        if 1 <= to <= pages
    ]
    if turn:
        body.append(blocks.actions(*turn))
        body.append(blocks.context(f"Page {page} of {pages}"))
    return said, body


def sort_form(comment: Comment, *, where: blocks.Option | None, context: Mapping[str, str]) -> View:
    """Says which pain point a comment tells of, or where a new one is."""
    pain = {
        **blocks.type_ahead(placeholder="P-12, or words of it"),
        "action_id": PAIN,
    }
    place = {
        **blocks.type_ahead(initial=where, placeholder="Type to find the touchpoint"),
        "action_id": WHERE,
    }
    body = [
        blocks.section(quote(clip(comment.text, 2000))),
        blocks.context(f"Score {comment.score}. How bad it was is derived from that."),
        blocks.field("pain", "It tells of", pain, optional=True),
        blocks.field("where", "Or it is a new pain point at", place, optional=True),
    ]
    return blocks.form(LOG, "Sort a comment", body, submit="Log", context=context)


def finished(*, sighted: int, listed: int, journey_id: int) -> Content:
    """All comments of an import were compared."""
    parts = [f"{plural(sighted, 'comment')} became {'a sighting' if sighted == 1 else 'sightings'}"]
    if listed:
        parts.append(f"{listed:,} {'is' if listed == 1 else 'are'} listed to be sorted")
    said = f"The imported comments are compared: {'; '.join(parts)}."
    body = [blocks.section(said)]
    if listed:
        body.append(blocks.actions(blocks.button("Comments", COMMENTS, value=f"1 {journey_id}")))
    return said, body


def logged(number: int, name: str, *, new: bool) -> str:
    """What became of one that somebody sorted."""
    what = "Logged as" if new else "A sighting of"
    return f"{what} *P-{number} {escape(clip(name, 80))}*."
