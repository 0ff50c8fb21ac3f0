"""Compiling the kernels with cffi: `python wlmini/nets/native/build.py` puts the module beside this file."""

from __future__ import annotations

import runpy
import shutil
import tempfile
from pathlib import Path

import cffi

HERE = Path(__file__).resolve().parent
NAME = "_kernels"
DECLARATIONS = """
    typedef struct wl_call wl_call;
    int64_t wl_run(const wl_call *calls, int64_t count, int threads);
    void wl_rest(void);
    uintptr_t wl_find(const char *name, int level);
    int wl_best(void);
    const char *wl_level(int level);
    int wl_window_outputs(int level);
    int wl_vector_bytes(int level);
    int wl_window_bytes(int level);
    const char *wl_sources(void);
"""
# No OpenMP is linked: -fopenmp-simd only reads the pragmas that allow sums to be reordered. Numbers that
# are not finite keep their meaning; what the two mathematical flags give up (errno, traps) nobody looks at.
FLAGS = ["-O3", "-g0", "-fopenmp-simd", "-fno-math-errno", "-fno-trapping-math"]


def compile_kernels(folder: Path = HERE) -> Path:
    """Compile the module into a folder; any exception means that it cannot be done on this machine."""
    digest = runpy.run_path(str(HERE / "sources.py"))["digest"]()
    builder = cffi.FFI()
    builder.cdef(DECLARATIONS)
    builder.set_source(
        NAME,
        '#include "kernels.c"',
        include_dirs=[str(HERE)],
        extra_compile_args=[*FLAGS, "-pthread", f'-DSOURCES="{digest}"'],
        extra_link_args=["-pthread"],
    )
    with tempfile.TemporaryDirectory() as work:
        made = Path(builder.compile(tmpdir=work))
        return Path(shutil.move(made, folder / made.name))


if __name__ == "__main__":
    print(compile_kernels())
