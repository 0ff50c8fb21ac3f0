"""Where the inputs of earlier sessions are kept."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from prompt_toolkit.history import FileHistory, History, InMemoryHistory


def history_file(environment: Mapping[str, str] = os.environ) -> Path:
    """The history file: in the folder for state that the XDG convention names."""
    state = environment.get("XDG_STATE_HOME", "")
    folder = Path(state) if os.path.isabs(state) else Path.home() / ".local" / "state"
    return folder / "wlmini" / "history"


def open_history(file: Path) -> History:
    """The history kept in a file, or one for this session only where the file cannot be written."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.open("ab").close()
    except OSError:
        return InMemoryHistory()
    return FileHistory(file)
