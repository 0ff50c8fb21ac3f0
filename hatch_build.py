"""Hatchling's hook: the wheel gets the compiled kernels of the net engine where they can be compiled."""

from __future__ import annotations

import runpy
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class KernelsHook(BuildHookInterface):
    """Compiles beside the sources, where an editable installation finds the module, too."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        script = Path(self.root, "wlmini", "nets", "native", "build.py")
        try:
            made = runpy.run_path(str(script))["compile_kernels"]()
        except Exception as error:  # no compiler, no headers of Python, ...: all of them leave NumPy
            self.app.display_warning(f"Compiled kernels are left out, NumPy does their work: {error}")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["force_include"][str(made)] = str(made.relative_to(self.root))
