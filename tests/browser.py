"""The system's Chromium, one for all tests of a process: to start it takes longer than a test."""

import contextlib
import os
import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Playwright, async_playwright, expect

PATIENCE_MS = 20_000
"""How long to wait for something that should be there soon; only a failing test waits so long."""

_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class Chromium:
    """Started when it is first asked for, and anew should it have died."""

    def __init__(self, playwright: Playwright, program: str) -> None:
        self._playwright = playwright
        self._program = program
        self._browser: Browser | None = None

    async def browser(self) -> Browser:
        if self._browser is None or not self._browser.is_connected():
            self._browser = await self._playwright.chromium.launch(
                executable_path=self._program, args=_ARGUMENTS
            )
        return self._browser

    async def close(self) -> None:
        if self._browser is not None:
            await self._browser.close()


@contextlib.asynccontextmanager
async def installed() -> AsyncIterator[Chromium]:
    """What is on the PATH; the test is skipped without it unless a browser is required."""
    program = shutil.which("chromium")
    if program is None and os.environ.get("CAIRN_REQUIRE_BROWSER") != "1":
        pytest.skip("there is no chromium on this machine (CAIRN_REQUIRE_BROWSER=1 requires it)")
    assert program is not None, "CAIRN_REQUIRE_BROWSER=1, but there is no chromium on the PATH"
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        chromium = Chromium(playwright, program)
        try:
            yield chromium
        finally:
            await chromium.close()
