"""A model as small as the real one's shape allows, with random weights, written to a folder."""

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from storage.matching.bert import LAYERS

SIZE = 24
WIDE = 48
PLACES = 40
PIECES = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *("par", "##cel", "parcel", "lost", "is", "the", "late", "card", "decline", "##d", "##s"),
    *("print", "##er", "label", "no", ",", ".", "!", "$", "cafe", "荷", "物"),
]

Array = NDArray[np.float32]


def tensors(seed: int = 5) -> dict[str, Array]:
    """All tensors of a BERT with 6 layers."""
    numbers = np.random.default_rng(seed)

    def random(*shape: int) -> Array:
        return np.asarray(numbers.normal(0, 0.4, shape), np.float32)

    made: dict[str, Array] = {
        "embeddings.word_embeddings.weight": random(len(PIECES), SIZE),
        "embeddings.position_embeddings.weight": random(PLACES, SIZE),
        "embeddings.token_type_embeddings.weight": random(2, SIZE),
        "embeddings.LayerNorm.weight": random(SIZE),
        "embeddings.LayerNorm.bias": random(SIZE),
    }
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        shapes = {
            "attention.self.query": (SIZE, SIZE),
            "attention.self.key": (SIZE, SIZE),
            "attention.self.value": (SIZE, SIZE),
            "attention.output.dense": (SIZE, SIZE),
            "intermediate.dense": (WIDE, SIZE),
            "output.dense": (SIZE, WIDE),
        }
        for part, shape in shapes.items():
            made[f"{name}.{part}.weight"] = random(*shape)
            made[f"{name}.{part}.bias"] = random(shape[0])
        for part in ("attention.output.LayerNorm", "output.LayerNorm"):
            made[f"{name}.{part}.weight"] = random(SIZE)
            made[f"{name}.{part}.bias"] = random(SIZE)
    return made


def safetensors_bytes(made: dict[str, Array], extra: dict[str, object] | None = None) -> bytes:
    """The bytes of a .safetensors file."""
    header: dict[str, object] = {"__metadata__": {"format": "pt"}, **(extra or {})}
    body = b""
    for name, each in made.items():
        raw = each.astype("<f4").tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(each.shape),
            "data_offsets": [len(body), len(body) + len(raw)],
        }
        body += raw
    said = json.dumps(header).encode()
    return len(said).to_bytes(8, "little") + said + body


def write(folder: Path, made: dict[str, Array] | None = None) -> Path:
    """The folder with both files."""
    folder.mkdir(exist_ok=True)
    (folder / "vocab.txt").write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    (folder / "model.safetensors").write_bytes(safetensors_bytes(made or tensors()))
    return folder
