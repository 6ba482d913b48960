"""Reads tensors from a .safetensors file: 8 bytes of header length, JSON, raw numbers."""

import json
import mmap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from storage.matching.errors import ModelFilesError

Floats = NDArray[np.float32]

LENGTH_BYTES = 8
LONGEST_HEADER = 100_000_000
_TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2"}


def load(path: Path) -> dict[str, Floats]:
    """All tensors of floats by name, as 32-bit floats; others, such as positions, are left out.

    Numbers that are 32-bit already stay in the file, which is mapped into memory.
    """
    if not path.is_file():
        raise ModelFilesError(f"{path} is missing")
    try:
        with path.open("rb") as file:
            if path.stat().st_size <= LENGTH_BYTES:
                raise ModelFilesError(f"{path} is empty or cut off")
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError as error:
        raise ModelFilesError(f"{path} can't be read: {error.strerror}") from error
    header, start = _header(path, data)
    return {
        name: _tensor(path, data, name, entry, start)
        for name, entry in header.items()
        if name != "__metadata__" and entry.get("dtype") in (*_TYPES, "BF16")
    }


def _header(path: Path, data: mmap.mmap) -> tuple[Mapping[str, dict[str, Any]], int]:
    length = int.from_bytes(data[:LENGTH_BYTES], "little")
    if length > min(LONGEST_HEADER, len(data) - LENGTH_BYTES):
        raise ModelFilesError(f"{path} is no safetensors file, or is cut off")
    try:
        header = json.loads(data[LENGTH_BYTES : LENGTH_BYTES + length])
    except ValueError as error:
        raise ModelFilesError(f"{path} is no safetensors file: {error}") from error
    if not isinstance(header, dict) or not all(isinstance(each, dict) for each in header.values()):
        raise ModelFilesError(f"{path} has a header of another shape than safetensors'")
    return header, LENGTH_BYTES + length


def _tensor(path: Path, data: mmap.mmap, name: str, entry: dict[str, Any], start: int) -> Floats:
    try:
        shape = tuple(int(size) for size in entry["shape"])
        first, last = (start + int(offset) for offset in entry["data_offsets"])
    except (KeyError, TypeError, ValueError) as error:
        raise ModelFilesError(f"{path}: {name} is described wrongly") from error
    kind = np.dtype(_TYPES.get(entry["dtype"], "<u2"))
    count = int(np.prod(shape, dtype=np.int64))
    if min(shape, default=0) < 0 or first < start or last > len(data):
        raise ModelFilesError(f"{path}: {name} lies outside the file, which may be cut off")
    if last - first != count * kind.itemsize:
        raise ModelFilesError(f"{path}: {name} has {last - first} bytes for the shape {shape}")
    numbers = np.frombuffer(data, kind, count, first).reshape(shape)
    if entry["dtype"] == "BF16":  # the upper half of a 32-bit float
        return (numbers.astype("<u4") << 16).view("<f4")
    return numbers.astype(np.float32, copy=False)
