"""The heads of operators are names of the language, however they are written."""

import tomllib
from pathlib import Path

from wlmini.kernel.sources import is_system

TABLE = Path(__file__).parents[2] / "grammar" / "operators.toml"


def heads(table):
    """Every head that the table of operators names."""
    for value in table.values():
        for row in value if isinstance(value, list) else ():
            if row.get("head"):
                yield row["head"]


def test_heads_of_operators():
    found = set(heads(tomllib.loads(TABLE.read_text(encoding="utf-8"))))
    assert len(found) > 100
    assert [head for head in sorted(found) if not is_system(head)] == []
