"""Libraries that need not be installed: imported when first needed, with a message where one is missing."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

from wlmini.kernel.messages import Failure
from wlmini.kernel.permissions import holding, importing

EXTRAS = {  # package -> the extra of wlmini that installs it
    "sympy": "symbolic",
    "scipy": "science",
    "matplotlib": "plots",
    "PIL": "images",
    "networkx": "graphs",
    "sklearn": "learning",
    "wolframclient": "formats",
    "h5py": "formats",
    "yaml": "formats",
    "rich": "progress",
}


def library(name: str) -> Any:
    """The module of a library, such as "scipy.optimize".

    Where the library is not installed the calling function says so with the command that installs it,
    and its call is left as it stands.
    """
    root = name.partition(".")[0]
    try:
        if name in sys.modules or not holding:
            return import_module(name)
        with importing():
            return import_module(name)
    except ModuleNotFoundError as missing:
        if (missing.name or "").partition(".")[0] != root:
            raise
        raise Failure("extra", root, EXTRAS[root], value=None) from None
