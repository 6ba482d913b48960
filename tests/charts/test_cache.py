"""The cache of pictures: bounded by bytes, least recently used out, one drawing at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest

from charts.cache import PictureCache, picture_key


def test_the_least_recently_used_goes_first() -> None:
    cache = PictureCache(most_bytes=30)
    for key in "abc":
        cache.get_or_draw(key, lambda: b"0123456789")
    assert cache.get_or_none("a") is not None
    cache.get_or_draw("d", lambda: b"0123456789")
    assert cache.get_or_none("b") is None
    assert cache.get_or_none("a") is not None
    assert cache.bytes_kept == 30


def test_a_picture_beyond_the_limit_is_not_kept() -> None:
    cache = PictureCache(most_bytes=3)
    assert cache.get_or_draw("a", lambda: b"0123") == b"0123"
    assert len(cache) == 0
    assert cache.bytes_kept == 0


def test_a_failed_drawing_is_tried_again() -> None:
    cache = PictureCache()

    def fail() -> bytes:
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 (it has no words)
        cache.get_or_draw("a", fail)
    assert cache.get_or_draw("a", lambda: b"x") == b"x"


def test_those_who_ask_at_once_wait_for_one_drawing() -> None:
    cache, drawn, begun = PictureCache(), [], Event()
    together = Barrier(4)

    def draw() -> bytes:
        drawn.append(1)
        begun.wait(5)
        return b"picture"

    def ask() -> bytes:
        together.wait(5)
        return cache.get_or_draw("a", draw)

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(ask) for _ in range(4)]
        begun.set()
        assert {future.result(10) for future in asked} == {b"picture"}
    assert len(drawn) == 1


def test_keys_differ_with_chart_data_and_options() -> None:
    keys = {
        picture_key("map", "{}", format="png"),
        picture_key("curve", "{}", format="png"),
        picture_key("map", "[]", format="png"),
        picture_key("map", "{}", format="svg"),
        picture_key("map", "{}", format="png", theme="dark"),
    }
    assert len(keys) == 5
