"""Folders that the system, or the user, keeps things in."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

from wlmini.kernel.declare import variable
from wlmini.kernel.sources import ROOT


@variable("$InstallationDirectory", "is the folder that the interpreter itself is in.")
def installation_directory(kernel: Any) -> Any:
    return ROOT


@variable("$RootDirectory", "is the folder that all others are in.")
def root_directory(kernel: Any) -> Any:
    return os.path.abspath(os.sep)


@variable("$UserBaseDirectory", "is the folder for the user's packages and settings.")
def user_base_directory(kernel: Any) -> Any:
    home = os.environ.get("XDG_CONFIG_HOME") or os.environ.get("APPDATA")
    return os.path.join(home or Path.home() / ".config", "wlmini")


@variable("$BaseDirectory", "is the folder for packages and settings of all users.")
def base_directory(kernel: Any) -> Any:
    return os.path.join(os.environ.get("PROGRAMDATA") or "/usr/share", "wlmini")


@variable("$UserDocumentsDirectory", "is the folder for the documents of the user.")
def user_documents_directory(kernel: Any) -> Any:
    folder = Path.home() / "Documents"
    return str(folder if folder.is_dir() else Path.home())


@variable("$TemporaryPrefix", "is what the names of files for a while begin with.")
def temporary_prefix(kernel: Any) -> Any:
    return os.path.join(tempfile.gettempdir(), "m-")
