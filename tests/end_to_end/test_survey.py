"""A file of answers from the composer to the KPI's card, over real sockets."""

import base64

from storage.models import Answer, ImportDraft
from tests.end_to_end.workspace import Workspace
from tests.practice.driver import Person

CSV = """date,How likely are you to recommend us?,comment
2026-02-03,9,"Quick, and friendly"
2026-02-04,3,The queue was long
2026-02-05,12,
"""
CAIRN = "Cairn"


def packed(content: str, name: str = "answers.csv") -> list[dict[str, str]]:
    return [{"name": name, "content": base64.b64encode(content.encode("utf-16")).decode()}]


async def post(person: Person, channel: str, text: str) -> None:
    body = {"channel": person.channel_id(channel), "text": text, "files": packed(CSV)}
    answer = await person.post("message", body)
    assert answer["ok"], answer


async def test_a_file_posted_to_cairn_is_read_imported_and_taken_back(
    sample: Workspace, maya: Person
) -> None:
    await post(maya, CAIRN, "")
    preview = await maya.sees("2 of 3 rows", CAIRN, ephemeral=False)
    assert "UTF-16, comma-separated" in preview.text
    assert "Line 4: 12 is not on the scale from 0 to 10" in preview.text
    assert sample.count(Answer) == 0
    await maya.click("All errors", preview)
    await maya.sees("All errors of", CAIRN)
    label = "Change"
    if "not chosen" in preview.text:
        label = "Choose"
    await maya.click(label, preview)
    form = await maya.form("Import answers")
    offered = await form.suggestions("They are answers to", "New: NPS")
    form.fill({"They are answers to": offered[0]})
    assert await form.submit() == {}
    preview = await maya.sees("New: NPS", CAIRN)
    await maya.click("Import 2 answers", preview)
    receipt = await maya.sees("2 answers imported to", CAIRN)
    assert (sample.count(Answer), sample.count(ImportDraft)) == (2, 0)
    await maya.click("Undo import", receipt)
    await maya.sees("the import is undone", CAIRN)
    assert sample.count(Answer) == 0
    assert maya.errors == []


async def test_a_file_with_a_mention_is_previewed_to_that_person_alone(
    sample: Workspace, maya: Person, kwame: Person
) -> None:
    await maya.command("#store-team", "/invite @Cairn")
    await post(maya, "#store-team", "@Cairn please")
    await maya.sees("What was understood comes as a direct message", "#store-team", ephemeral=True)
    await maya.sees("2 of 3 rows", CAIRN)
    assert sample.count(ImportDraft) == 1
    assert not any("2 of 3 rows" in row.text for row in kwame.messages("#store-team"))
    assert maya.errors == []


async def test_the_form_takes_a_file_and_words_alone_are_answered(maya: Person) -> None:
    await maya.command("#store-team", "/journey import")
    form = await maya.form("Import answers")
    chosen = {"file": {"file": {"type": "file_input", "files": packed(CSV)}}}
    sent = await maya.post("submit", {"view_id": form.view_id, "state": {"values": chosen}})
    assert sent["ok"], sent
    await maya.sees("2 of 3 rows", CAIRN)
    await maya.say(CAIRN, "hello?")
    await maya.sees("I read no messages", CAIRN)
    assert maya.errors == []
