"""Makes the README's and the gallery's pictures: drawn by the program, the form by a browser.

Run by `make pictures`; needs Chromium on the PATH.
"""

import asyncio
import io
import shutil
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image
from playwright.async_api import async_playwright

from bot.app import App
from bot.practice.people import CHANNELS, PEOPLE
from bot.practice.trying import practice_settings, prepare
from charts import catalogue, names
from charts.journey_map import PRESETS, JourneyMap
from commands.map.gather import journey_map
from docs import decision_pictures, gallery
from storage.db import open_engine, reading
from storage.journey import journeys
from storage.journey.visibility import Viewer

HERE = Path(__file__).parent / "pictures"
COLOURS = 96
BROWSER = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


async def main() -> None:
    """Plants the sample journey in a folder of its own and makes all pictures."""
    with tempfile.TemporaryDirectory() as folder:
        server, database_url = prepare(Path(folder), reset=True, empty=False)
        for name, picture in _drawn(_map(database_url, server.team_id)).items():
            (HERE / f"{name}.png").write_bytes(picture)
        _make_gallery()
        await server.start(port=0)
        app = App(practice_settings(server, database_url))
        try:
            await app.start()
            (HERE / "form.png").write_bytes(await _form(server.url))
        finally:
            await app.stop()
            await server.stop()


def _make_gallery() -> None:
    """The gallery's pictures in few colours, for they are many, and its page."""
    shown = gallery.exhibits()
    for one in shown:
        drawn = Image.open(io.BytesIO(catalogue.draw(one.chart, one.data.to_json())))
        flat = drawn.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
        flat.save(HERE / one.file, optimize=True)
    (HERE.parent / "gallery.md").write_text(gallery.page(shown), encoding="utf-8")


def _drawn(journey: JourneyMap) -> dict[str, bytes]:
    vote, evidence = decision_pictures.vote_result(journey), decision_pictures.evidence(journey)
    priorities = decision_pictures.priority_matrix(journey)
    # As leaders see it: the whole, with the words of each touchpoint, hangs in the gallery.
    shown = replace(journey, layers=PRESETS["leaders"])
    return {
        "map": catalogue.draw(names.JOURNEY_MAP, shown.to_json()),
        "vote": catalogue.draw(names.VOTE_RESULT, vote.to_json()),
        "evidence": catalogue.draw(names.EVIDENCE, evidence.to_json()),
        "priorities": catalogue.draw(names.PRIORITY_MATRIX, priorities.to_json()),
    }


def _map(database_url: str, workspace_id: str) -> JourneyMap:
    engine = open_engine(database_url)
    with reading(engine) as session:
        journey = journeys.current(session, viewer=Viewer(workspace_id, "nobody"))
        if journey is None:
            raise LookupError("The sample journey is missing")
        gathered = journey_map(session, journey=journey, now=datetime.now(UTC))
    engine.dispose()
    return gathered


async def _form(url: str) -> bytes:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(BROWSER)
        )
        page = await browser.new_page(
            viewport={"width": 1000, "height": 1120}, device_scale_factor=2
        )
        store = next(channel.id for channel in CHANNELS if channel.name == "store-team")
        await page.goto(f"{url}#{PEOPLE[0].id}/{store}")
        composer = page.get_by_role("textbox", name="Message").first
        await composer.fill("/pain The return label could not be printed at home")
        await composer.press("Enter")
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("Where?").fill("return")
        await page.get_by_role("option").first.click()
        await dialog.get_by_label("4 Nearly gives up").check()
        picture = await dialog.screenshot()
        await browser.close()
    return picture


if __name__ == "__main__":
    asyncio.run(main())
