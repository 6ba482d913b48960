"""What `/journey` shows, as pure functions of plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from commands import blocks
from commands import help as command_help
from commands.reply import Block
from commands.text import clip, escape, plural
from commands.wording import evidence, heat, pain_number, title, touchpoint_number
from storage.identity import identity
from storage.journey.sizes import Size
from storage.models import Journey, Stage
from storage.pain.rows import PainRow

_STAGES_A_BLOCK = 10
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """A journey with its stages in order, its open pain points and the hottest of them."""

    journey: Journey
    stages: Sequence[tuple[Stage, Size]]
    pains: int
    hottest: Sequence[PainRow]
    # In words: by the stage's id, and of the journey as a whole.
    stage_kpis: Mapping[int, Sequence[str]] = field(default_factory=dict)
    kpis: Sequence[str] = ()
    # Ids of who runs votes and scorings besides the owner.
    facilitators: Sequence[str] = ()


def hub_blocks(overview: Overview, *, borrowed: bool, guest: bool) -> list[Block]:
    """The hub; `borrowed` when the channel has no journey of its own."""
    journey = overview.journey
    body = [blocks.header(journey.name)]
    if journey.goal:
        body.append(blocks.section(escape(clip(journey.goal, 500))))
    body.append(blocks.context(_facts(overview)))
    body.append(blocks.context(_run_by(overview, guest=guest)))
    if overview.kpis:
        body.append(blocks.section("\n".join(["*KPIs*", *overview.kpis])))
    body += _stages(overview)
    body += _hottest(overview)
    if borrowed and not guest:
        use = blocks.button("Use it here", "journey.use", value=str(identity(journey)))
        said = "This channel works on no journey of its own yet."
        body.append(blocks.section(said, accessory=use))
    body += _guest_steps() if guest else _steps()
    return body


def _facts(overview: Overview) -> str:
    touchpoints = sum(size.touchpoints for _, size in overview.stages)
    return " · ".join(
        [
            f"Owner <@{overview.journey.owner_id}>",
            plural(len(overview.stages), "stage"),
            plural(touchpoints, "touchpoint"),
            plural(overview.pains, "open pain point"),
        ]
    )


def _run_by(overview: Overview, *, guest: bool) -> str:
    """Who runs votes and scorings, and where that is changed; guests may not look there."""
    named = [f"<@{each}>" for each in overview.facilitators]
    more = f" and {len(named) - _MOST_NAMED} more" if len(named) > _MOST_NAMED else ""
    said = f"Facilitators: {', '.join(named[:_MOST_NAMED])}{more}" if named else "No facilitators"
    beside = f"{said}, besides the owner" if named else f"{said} besides the owner yet"
    return beside if guest else f"{beside} · `/journey facilitators`"


def _stages(overview: Overview) -> list[Block]:
    if not overview.stages:
        return [blocks.section("No stages yet. *Edit stages* adds the first one.")]
    lines = [
        "\n".join([_stage(place, stage, size), *_measured(overview, stage)])
        for place, (stage, size) in enumerate(overview.stages, start=1)
    ]
    return [
        blocks.section("\n".join(lines[start : start + _STAGES_A_BLOCK]))
        for start in range(0, len(lines), _STAGES_A_BLOCK)
    ]


def _measured(overview: Overview, stage: Stage) -> list[str]:
    return [f"      {line}" for line in overview.stage_kpis.get(identity(stage), ())]


def _stage(place: int, stage: Stage, size: Size) -> str:
    held = plural(size.touchpoints, "touchpoint") if size.touchpoints else "no touchpoints yet"
    pains = f" · {plural(size.pains, 'pain point')}" if size.pains else ""
    return f"{place}. *{title(stage.name, 80)}*  {held}{pains}"


def _hottest(overview: Overview) -> list[Block]:
    if not overview.hottest:
        return [blocks.section("Nobody has logged a pain point yet. Seen something? Log it.")]
    heading = "Hottest pain points" if len(overview.hottest) > 1 else "Hottest pain point"
    return [blocks.section(f"*{heading}*"), *(_pain(row) for row in overview.hottest)]


def _pain(row: PainRow) -> Block:
    number = pain_number(row.number)
    where = f"{touchpoint_number(row.touchpoint_number)} {title(row.touchpoint, 60)}"
    facts = f"{where} · heat {heat(row.heat)} · {evidence(row.sightings, row.reporters)}"
    return blocks.section(
        f"*{number}* {title(row.title)}\n{facts}",
        accessory=blocks.button("Open", "pain.card", value=str(row.number), label=f"Open {number}"),
    )


def _steps() -> list[Block]:
    return [
        blocks.actions(
            blocks.button("Log a pain point", "pain.open_log", style="primary"),
            blocks.button("Add a touchpoint", "touchpoint.open_add"),
            blocks.button("See the map", "map.show"),
            blocks.button("Start a vote", "vote.open_start"),
        ),
        blocks.actions(
            blocks.button("Lists…", "journey.lists"),
            blocks.button("Edit stages", "stages.open"),
            blocks.button("New journey", "journey.open_new"),
            blocks.button("Switch journey", "journey.switch"),
            blocks.button("Owner and reviews", "review.rhythm"),
        ),
    ]


def _guest_steps() -> list[Block]:
    return [
        blocks.actions(
            blocks.button("Log a pain point", "pain.open_log", style="primary"),
            blocks.button("See the map", "map.show"),
            blocks.button("Lists…", "journey.lists"),
        )
    ]


def nothing_blocks(*, some: bool, in_channel: bool, guest: bool) -> tuple[str, list[Block]]:
    """Words and the next step where no journey is meant; `some` when there are journeys."""
    if guest:
        said = "There is no journey in this channel yet. A member of the team can choose one."
        return said, [blocks.section(said)]
    new = blocks.button("New journey", "journey.open_new", style=None if some else "primary")
    if not some:
        said = "There is no journey yet. Make the first one: a name and a template are enough."
        tour = blocks.button("How it works", f"{command_help.RUN}:help", value="/journey help")
        return said, [blocks.section(said), blocks.actions(new, tour)]
    said = (
        "This channel works on no journey yet. Choose one, and nobody here is asked again."
        if in_channel
        else "You have not chosen a journey yet."
    )
    choose = blocks.button("Choose a journey", "journey.switch", style="primary")
    every = blocks.button("See all journeys", "journey.list")
    return said, [blocks.section(said), blocks.actions(choose, every, new)]


def lists_blocks(*, guest: bool) -> list[Block]:
    """One button for each list."""
    typed = {
        "Pain points": "/pain list",
        "My pain points": "/pain list mine",
        "Touchpoints": "/touchpoint list",
        "Votes": "/vote list",
        "Opportunities": "/journey opportunities",
    }
    if not guest:
        typed |= {"Actions": "/journey actions", "Priorities": "/journey priorities"}
    buttons = [
        blocks.button(label, f"{command_help.RUN}:{n}", value=command)
        for n, (label, command) in enumerate(typed.items())
    ]
    if not guest:
        buttons.append(blocks.button("Journeys", "journey.list"))
    return [blocks.section("What do you want to see?"), blocks.actions(*buttons)]
