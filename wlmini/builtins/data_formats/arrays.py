"""Formats of arrays: NPY and NPZ, HDF5, MAT, and files that hold nothing but numbers of one machine type."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import numpy as np

from wlmini.arrays import pack, to_array
from wlmini.builtins.strings import wording
from wlmini.expr import Association, S, is_list, make_list
from wlmini.kernel.extras import library
from wlmini.kernel.formats import file_format
from wlmini.kernel.rules import is_rules, rule_parts

Array = Any


def need_array(value: Any) -> Array:
    array = to_array(value)
    if array is None:
        raise ValueError("a number or a rectangular array of numbers is expected")
    return array


def listed(array: Array) -> Any:
    """The list of an array, texts and records as they can be."""
    if array.dtype.kind in "fiubc":
        return pack(array)
    if array.dtype.kind in "SUO":
        return texts(array.tolist())
    raise ValueError(f"elements of the type {array.dtype} have no form here")


def texts(value: Any) -> Any:
    if isinstance(value, list):
        return make_list([texts(each) for each in value])
    return (
        value.decode("utf-8", "replace")
        if isinstance(value, bytes)
        else value
        if isinstance(value, (str, int, float))
        else str(value)
    )


def named_arrays(value: Any, first: str) -> dict[str, Array]:
    """Arrays by name: those of an association or of rules, or one under a name of its own."""
    if isinstance(value, Association):
        return {str(key): need_array(part) for key, part in value.items()}
    if is_list(value) and value.parts and is_rules(value):
        pairs = [rule_parts(each) for each in value.parts]
        return {str(pair[0]): need_array(pair[1]) for pair in pairs if pair}
    return {first: need_array(value)}


# -- NumPy's own ---------------------------------------------------------------------------------------


def read_npy(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    array = np.load(BytesIO(data), allow_pickle=False)
    return make_list(array.shape) if element == "Dimensions" else listed(array)


def write_npy(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    into = BytesIO()
    np.save(into, need_array(value), allow_pickle=False)
    return into.getvalue()


def read_npz(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    with np.load(BytesIO(data), allow_pickle=False) as found:
        if element == "Names":
            return make_list(found.files)
        return Association.of([(name, listed(found[name])) for name in found.files])


def write_npz(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    into = BytesIO()
    np.savez(into, **named_arrays(value, "arr_0"))
    return into.getvalue()


file_format(
    "NPY", extensions=("npy",), read=read_npy, write=write_npy, elements=("Data", "Dimensions"), binary=True
)
file_format(
    "NPZ", extensions=("npz",), read=read_npz, write=write_npz, elements=("Data", "Names"), binary=True
)


# -- HDF5 ----------------------------------------------------------------------------------------------


def read_hdf5(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    """The names of the data sets in a file, or the sets themselves by name."""
    h5py = library("h5py")
    found: dict[str, Any] = {}
    try:
        with h5py.File(BytesIO(data), "r") as file:
            file.visititems(
                lambda name, item: (
                    found.update({f"/{name}": item[()]}) if isinstance(item, h5py.Dataset) else None
                )
            )
    except OSError as error:
        raise ValueError(str(error)) from None
    if element == "Datasets":
        return make_list(found)
    arrays = {name: np.asarray(value) for name, value in found.items()}
    if element == "Dimensions":
        return Association.of([(name, make_list(array.shape)) for name, array in arrays.items()])
    return Association.of(
        [(name, listed(array) if array.ndim else texts(array.item())) for name, array in arrays.items()]
    )


def write_hdf5(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    into = BytesIO()
    with library("h5py").File(into, "w") as file:
        for name, array in named_arrays(value, "/Dataset1").items():
            file[name] = array
    return into.getvalue()


file_format(
    "HDF5", extensions=("h5", "hdf5"), read=read_hdf5, write=write_hdf5, binary=True,
    elements=("Datasets", "Data", "Dimensions"),
)  # fmt: skip


# -- MATLAB --------------------------------------------------------------------------------------------


def read_mat(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
    try:
        found = library("scipy.io").loadmat(BytesIO(data))
    except NotImplementedError:
        raise ValueError("this version of the format is HDF5; import it as that") from None
    kept = {name: value for name, value in found.items() if not name.startswith("__")}
    if element == "Labels":
        return make_list(kept)
    arrays = [(name, listed(value)) for name, value in kept.items()]
    return make_list([each for _, each in arrays]) if element == "Data" else Association.of(arrays)


def write_mat(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
    into = BytesIO()
    library("scipy.io").savemat(into, named_arrays(value, "expression1"))
    return into.getvalue()


file_format(
    "MAT", extensions=("mat",), read=read_mat, write=write_mat, binary=True,
    elements=("Data", "LabeledData", "Labels"),
)  # fmt: skip


# -- bare numbers --------------------------------------------------------------------------------------


def read_numbers(code: str) -> Any:
    def read(kernel: Any, data: bytes, element: str, options: dict[str, Any]) -> Any:
        kind = ordered(code, options)
        return pack(
            np.frombuffer(data[: len(data) // kind.itemsize * kind.itemsize], kind).astype(
                kind.newbyteorder("=")
            )
        )

    return read


def write_numbers(code: str) -> Any:
    def write(kernel: Any, value: Any, element: str, options: dict[str, Any]) -> bytes:
        array, kind = need_array(value), ordered(code, options)
        if kind.kind in "iu" and array.size:
            limits = np.iinfo(kind)
            if array.dtype.kind not in "iu" or array.min() < limits.min or array.max() > limits.max:
                raise ValueError(f"numbers that fit {wording(kernel, kind.name)} are expected")
        return bytes(array.astype(kind).tobytes())

    return write


def ordered(code: str, options: dict[str, Any]) -> np.dtype[Any]:
    order = options["ByteOrdering"]
    return np.dtype(code) if order not in (1, -1) else np.dtype((">" if order == 1 else "<") + code)


ORDER = {"ByteOrdering": S["$ByteOrdering"]}
file_format("Integer8", read=read_numbers("i1"), write=write_numbers("i1"), options=ORDER, binary=True)
file_format("Integer16", read=read_numbers("i2"), write=write_numbers("i2"), options=ORDER, binary=True)
file_format("Integer32", read=read_numbers("i4"), write=write_numbers("i4"), options=ORDER, binary=True)
file_format("Integer64", read=read_numbers("i8"), write=write_numbers("i8"), options=ORDER, binary=True)
file_format(
    "UnsignedInteger8", read=read_numbers("u1"), write=write_numbers("u1"), options=ORDER, binary=True
)
file_format(
    "UnsignedInteger16", read=read_numbers("u2"), write=write_numbers("u2"), options=ORDER, binary=True
)
file_format(
    "UnsignedInteger32", read=read_numbers("u4"), write=write_numbers("u4"), options=ORDER, binary=True
)
file_format(
    "UnsignedInteger64", read=read_numbers("u8"), write=write_numbers("u8"), options=ORDER, binary=True
)
file_format("Real32", read=read_numbers("f4"), write=write_numbers("f4"), options=ORDER, binary=True)
file_format("Real64", read=read_numbers("f8"), write=write_numbers("f8"), options=ORDER, binary=True)
file_format("Complex64", read=read_numbers("c8"), write=write_numbers("c8"), options=ORDER, binary=True)
file_format("Complex128", read=read_numbers("c16"), write=write_numbers("c16"), options=ORDER, binary=True)
