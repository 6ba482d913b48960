"""Runs Cairn until it is told to stop."""

import asyncio
import gc
import signal

from bot.app import App
from bot.settings import Settings


async def run_cairn(settings: Settings) -> None:
    """Starts, waits for Ctrl-C or a polite kill, and stops in order. Raises StartError."""
    stopping = stop_signal()
    app = App(settings)
    try:
        if await begun(app, stopping):
            calm_collector()
            await stopping.wait()
    finally:
        await app.stop()


def calm_collector() -> None:
    """Makes Python's garbage collector look at what is new, and less often.

    What stands after the start stays to the end; walking it over and over for each few
    hundred new objects took a quarter of the time of a burst.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


async def begun(app: App, stopping: asyncio.Event) -> bool:
    """Starts the app; False when it was told to stop while it waited for Slack."""
    starting = asyncio.create_task(app.start())
    told = asyncio.create_task(stopping.wait())
    await asyncio.wait([starting, told], return_when=asyncio.FIRST_COMPLETED)
    told.cancel()
    if starting.done():
        starting.result()
        return True
    starting.cancel()
    await asyncio.wait([starting])
    return False


def stop_signal() -> asyncio.Event:
    """An event that is set by SIGINT or SIGTERM."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, stopping.set)
        except NotImplementedError:  # Windows: KeyboardInterrupt ends asyncio.run instead
            break
    return stopping
