"""A brief on a phone: what to say and do is one screen."""

import pytest
from playwright.async_api import Browser

from tests.end_to_end.workspace import Workspace
from tests.practice.page.browser import PHONE, at_page, send

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("place", ["T-12", "T-9", "Purchase"])
async def test_it_fits_one_phone_screen(browser: Browser, sample: Workspace, place: str) -> None:
    async with at_page(browser, sample.server, size=PHONE, touch=True) as page:
        await send(page, f"/journey brief {place}")
        message = page.get_by_role("article").filter(has_text="Say and do today").last
        await message.wait_for()
        box = await message.bounding_box()
        assert box
        assert box["height"] <= PHONE["height"] - 120  # the channel's name and the text box
        assert box["x"] + box["width"] <= PHONE["width"]
