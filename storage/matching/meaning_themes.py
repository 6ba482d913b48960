"""Themes by meaning: pain points whose vectors are near each other, labelled by their words."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from storage.matching.base import Theme
from storage.matching.labels import label
from storage.matching.safetensors import Floats
from storage.matching.themes import FEWEST_PAINS, MOST_THEMES

NEAR = 0.6


def near_each_other(
    pain_ids: Sequence[int], vectors: Floats, titles: Sequence[str], *, most: int = MOST_THEMES
) -> list[Theme]:
    """Groups around the pain point with the most near ones, again and again (leader clustering).

    The score is the number of members times how near they are to their middle, on average.
    """
    near: NDArray[np.bool_] = vectors @ vectors.T >= NEAR
    free = np.ones(len(pain_ids), dtype=np.bool_)
    found: list[Theme] = []
    while len(found) < most and free.any():
        around = (near & free).sum(axis=1) * free
        middle = int(around.argmax())
        if around[middle] < FEWEST_PAINS:
            break
        members = np.flatnonzero(near[middle] & free)
        nearness = float((vectors[members] @ vectors[middle]).mean())
        said = label([titles[int(each)] for each in members], ())
        found.append(
            Theme(said, tuple(pain_ids[int(each)] for each in members), len(members) * nearness)
        )
        free[members] = False
    return sorted(found, key=lambda theme: -theme.score)
