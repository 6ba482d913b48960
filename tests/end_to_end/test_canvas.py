"""A canvas over real sockets: switched on, shown in the channel, rewritten after a change."""

from storage.db import reading
from storage.map import canvases
from storage.models import Canvas
from tests.end_to_end.steps import STORE, log_pain
from tests.end_to_end.test_loop import tick
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Person


async def test_it_follows_the_map(sample: Workspace) -> None:
    async with sample.person("Tomás") as owner:
        await owner.command(STORE, "/journey canvas on")
        shown = await owner.sees("Map of", STORE, ephemeral=False)
        (file,) = shown.files
        first = await content(owner, file["url"])
        assert "## Where it hurts most" in first
        await owner.command(STORE, "/journey canvas")
        await owner.sees("is kept in a canvas", STORE, ephemeral=True)
        await log_pain(owner, STORE, "The mirror has no hook at all")
        await tick(sample, "canvas.keep", minutes=6)
        written = digest(sample)
        await sample.until(lambda: digest(sample) != written, "the canvas was not rewritten")
        now = await content(owner, file["url"])
        assert now != first
        assert owner.errors == []


def digest(sample: Workspace) -> str:
    with reading(sample.app.engine) as session:
        found = canvases.of(session, workspace_id="T0PRACTICE", channel_id="C0STORE002")
        return found.digest if isinstance(found, Canvas) else ""


async def content(person: Person, url: str) -> str:
    async with person._web.get(url) as answer:
        return await answer.text()
