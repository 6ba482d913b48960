"""Customer data in the words of a map: masked in every form and command, and said so."""

from commands.reply import UpdateForm
from tests.commands.front_door import FrontDoor, only, shown
from tests.commands.journey_steps import legal
from tests.commands.touchpoint_world import form_of, open_shop, stage_id, stored

PHONE = "+49 30 901820"


def test_a_touchpoints_form_masks_and_says_so(maya: FrontDoor) -> None:
    open_shop(maya)
    form = form_of(maya.command("/touchpoint"))
    answer = maya.submit(
        form,
        {
            "name": "Hotline",
            "stage": stage_id(maya, "Purchase"),
            "channel": "phone",
            "action": f"Calls {PHONE}",
        },
    )
    assert "Masked: a phone number." in shown(legal(answer))
    assert stored(maya, 1).action == "Calls [phone]"
    edit = form_of(maya.command("/touchpoint edit T-1"))
    answer = maya.submit(edit, {"department": f"Ana, ana@fern.example {PHONE}"})
    assert "Masked: an e-mail address and a phone number." in shown(legal(answer))
    assert stored(maya, 1).department == "Ana, [e-mail] [phone]"


def test_what_is_typed_in_one_line_is_masked_before_it_is_stored(maya: FrontDoor) -> None:
    open_shop(maya)
    form = form_of(maya.command(f"/touchpoint Hotline {PHONE} @ Purchase via phone"))
    assert "Masked: a phone number." in shown(form)
    maya.submit(form, {})
    assert stored(maya, 1).name == "Hotline [phone]"


def test_a_journeys_form_masks_and_says_so(maya: FrontDoor) -> None:
    form = form_of(maya.command("/journey new"))
    answer = maya.submit(form, {"name": "Web shop", "goal": "Fewer calls to ana@fern.example"})
    assert "Masked: an e-mail address." in shown(legal(answer))
    assert "ana@fern" not in shown(maya.command("/journey"))


def test_stages_are_masked_typed_and_in_the_form(maya: FrontDoor) -> None:
    open_shop(maya)
    typed = maya.command(f"/journey stages add Call {PHONE}")
    assert "Masked: a phone number." in shown(legal(typed))
    assert "901820" not in shown(typed)
    form = form_of(maya.command("/journey stages"))
    context = form["private_metadata"]
    opened = form_of(maya.click("stages.add", context=context, in_form=True))
    answer = legal(maya.submit(opened, {"name": "Chat", "goal": f"Not {PHONE}"}))
    assert "Masked: a phone number." in shown(only(answer, UpdateForm))
    assert "901820" not in shown(answer)
