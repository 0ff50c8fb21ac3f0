"""Arrays that stay in files, NPY and HDF5, and of which only the examples asked for are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from ..expr import Atom, Expr, S
from ..kernel.extras import library
from ..kernel.permissions import ask
from ..kernel.whole_files import named_path
from .ports import Misfit
from .texts import TEXTS

__all__ = ["StoredArray", "file_of", "open_arrays"]

TEXTS.declare(
    nofile="There is no file `1`.",
    badfile="The file `1` cannot be used: `2`.",
    filekind="The file `1` is no file of arrays; those have the extensions `2`.",
)

PIECE = 1 << 16  # rows looked at together where all have to be seen


class StoredArray:
    """An array on disk with a leading axis of examples, or those of its rows that were chosen."""

    def __init__(self, source: Any, rows: np.ndarray | None = None) -> None:
        self.source = source  # a memory map, or a data set of HDF5
        self.rows = rows
        count = source.shape[0] if rows is None else len(rows)
        self.shape: tuple[int, ...] = (count, *source.shape[1:])
        self.dtype = np.dtype(source.dtype)
        self.ndim = len(self.shape)

    def __len__(self) -> int:
        return self.shape[0]

    def __getitem__(self, index: Any) -> np.ndarray:
        """The examples at these positions, in memory; they are read in the order of the file."""
        if self.rows is not None:
            index = self.rows[index]
        if isinstance(index, slice):
            return np.array(self.source[index])
        if isinstance(index, int | np.integer):
            return np.array(self.source[int(index)])
        rows, back = np.unique(np.asarray(index), return_inverse=True)
        return np.array(self.source[rows])[back]

    def chosen(self, index: np.ndarray) -> StoredArray:
        """These rows as an array of their own; nothing is read yet."""
        return StoredArray(self.source, index if self.rows is None else self.rows[index])

    def pieces(self) -> Iterator[np.ndarray]:
        """All of it, a piece after the other."""
        for start in range(0, len(self), PIECE):
            yield self[start : start + PIECE]

    def different(self) -> list[Any]:
        """The different values of a list of labels."""
        return sorted({value for piece in self.pieces() for value in np.unique(piece).tolist()})


def file_of(expr: Any) -> str | None:
    """The name in File["name"]; None for anything else."""
    if isinstance(expr, Expr | Atom) and expr.head is S.File and len(getattr(expr, "parts", ())) == 1:
        name = expr.parts[0]  # type: ignore[union-attr]
        return name if isinstance(name, str) else None
    return None


def open_arrays(name: str, owner: Any) -> dict[str, Any]:
    """The arrays in a file by name, "" for the only one of a file that names none."""
    path = named_path(name)
    ask("read", str(path))
    if not path.is_file():
        raise Misfit("nofile", name, owner=owner)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise Misfit("filekind", name, ", ".join(READERS), owner=owner)
    try:
        found: dict[str, Any] = reader(path)
    except (OSError, ValueError) as error:
        raise Misfit("badfile", name, str(error), owner=owner) from None
    if not found:
        raise Misfit("badfile", name, "there is no array of at least one level in it", owner=owner)
    return found


def from_npy(path: Path) -> dict[str, Any]:
    array = np.load(path, mmap_mode="r", allow_pickle=False)
    return {"": StoredArray(array)} if array.ndim else {}


def from_npz(path: Path) -> dict[str, Any]:
    with np.load(path, allow_pickle=False) as found:  # packed arrays cannot be read in parts
        return {name: plain(found[name]) for name in found.files if found[name].ndim}


def from_hdf5(path: Path) -> dict[str, Any]:
    h5py = library("h5py")
    file, found = h5py.File(path, "r"), {}

    def visit(name: str, item: Any) -> None:
        if isinstance(item, h5py.Dataset) and item.ndim:
            numeric = item.dtype.kind in "fiub"
            found[name] = StoredArray(item) if numeric else plain(item[()])

    file.visititems(visit)
    return found


def plain(array: np.ndarray) -> Any:
    """An array of numbers as it is, one of texts as a list of strings."""
    if array.dtype.kind in "fiub":
        return array
    return [each.decode("utf-8") if isinstance(each, bytes) else str(each) for each in array.tolist()]


READERS = {".npy": from_npy, ".npz": from_npz, ".h5": from_hdf5, ".hdf5": from_hdf5}
