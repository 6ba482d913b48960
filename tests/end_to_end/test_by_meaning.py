"""A database that was worked on by words, then by meaning too, then by words again."""

import re
from pathlib import Path

from storage.models import PainVector, PainWords
from tests.end_to_end.steps import STORE, log_pain, number_in, open_pain
from tests.end_to_end.workspace import Workspace, running
from tests.practice.driver import Person
from tests.storage.matching import tiny_model

# No words of the tiny vocabulary: to the model they mean the same, and share nothing else.
TOLD, AGAIN = "Zebra", "Quagga"


async def offered(workspace: Workspace, told: str) -> list[int]:
    """The pain points that a form with these words shows as seen before."""
    async with workspace.person("Kwame") as kwame:
        await kwame.command(STORE, f"/pain {told}")
        form = await kwame.form("Log a pain point")
        await form.close()
        assert kwame.errors == []
    return [int(number) for number in re.findall(r"P-(\d+)", form.text)]


async def log_anyway(person: Person, told: str) -> int:
    """Logs what looks known, as a new one."""
    form = await open_pain(person, STORE, told)
    assert await form.submit() == {}
    await person.sees_form("Nothing is logged yet")
    assert await form.submit() == {}
    return number_in((await person.sees("Logged as", STORE, ephemeral=True)).text)


async def themes(workspace: Workspace) -> str:
    async with workspace.person("Kwame") as kwame:
        await kwame.command(STORE, "/pain themes")
        return (await kwame.sees("Themes in", STORE, ephemeral=True)).text


async def test_by_words_then_by_meaning_then_by_words_again(tmp_path: Path) -> None:
    model = tiny_model.write(tmp_path / "model")
    async with running(tmp_path, empty=False) as by_words:
        async with by_words.person("Maya") as maya:
            number = await log_pain(maya, STORE, TOLD)
        assert await offered(by_words, AGAIN) == []
        assert "they share words" in await themes(by_words)
        known = by_words.count(PainWords)
    async with running(tmp_path, empty=False, embeddings=model) as by_meaning:
        await by_meaning.until(
            lambda: by_meaning.count(PainVector) >= known, "the meanings were not learned"
        )
        assert number in await offered(by_meaning, AGAIN)
        assert "Related by meaning" in await themes(by_meaning)
        async with by_meaning.person("Maya") as maya:
            other = await log_anyway(maya, "Wombat")
        assert other in await offered(by_meaning, AGAIN)
    async with running(tmp_path, empty=False) as again:
        await again.until(lambda: again.count(PainVector) == 0, "the vectors are still there")
        assert await offered(again, AGAIN) == []
        assert number in await offered(again, TOLD)
