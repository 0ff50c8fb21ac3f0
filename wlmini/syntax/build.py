"""The tables of grammar/ made from its files: Lark compiles the grammar, tomllib reads the rest."""

from __future__ import annotations

import tomllib
from typing import Any, NamedTuple

from lark import Lark
from lark.lexer import Lexer
from lark.parsers.lalr_analysis import Shift


class Rule(NamedTuple):
    """A rule of the grammar: `kept` are the positions of the parts that `action` gets."""

    origin: str
    size: int
    action: str | None
    kept: tuple[int, ...]


class Unused(Lexer):
    """Lark only builds the table; `parse` drives it with a lexer of our own."""

    def __init__(self, conf: object) -> None:
        pass

    def lex(self, lexer_state: object, parser_state: object) -> Any:
        raise AssertionError("unreachable: Lark is not asked to parse")


def build(grammar: str, operators: str, characters: str) -> tuple[Any, ...]:
    """The fields of `Tables` from the texts of the three files."""
    return *compile_grammar(grammar), tomllib.loads(operators)["operator"], tomllib.loads(characters)


def compile_grammar(grammar: str) -> tuple[int, list[dict[str, int]], list[tuple[Any, ...]]]:
    """The start state, the LALR(1) table and its rules, as Lark works them out."""
    table = Lark(grammar, parser="lalr", lexer=Unused).parser.parser._parse_table
    numbers: dict[Any, int] = {}
    rows = [
        {
            str(terminal): target if action is Shift else ~numbers.setdefault(target, len(numbers))
            for terminal, (action, target) in table.states[state].items()
        }
        for state in range(len(table.states))
    ]
    rules = [rule_of(rule) for rule in numbers]
    for row in rows:
        row.update({key: shortened(row, target, rows, rules) for key, target in row.items() if target >= 0})
    return table.start_states["start"], rows, [tuple(rule) for rule in rules]


def shortened(row: dict[str, int], target: int, rows: list[dict[str, int]], rules: list[Rule]) -> int:
    """The state that is reached when states that can only rename their one part are passed at once.

    An atom is a primary is an operand: two of three steps of the parser on each atom are saved.
    """
    while len(set(rows[target].values())) == 1:
        only = next(iter(rows[target].values()))
        if only >= 0 or rules[~only].size != 1 or rules[~only].action or rules[~only].origin == "start":
            break
        target = row[rules[~only].origin]
    return target


def rule_of(rule: Any) -> Rule:
    """One of Lark's rules; terminals named with an underscore carry no value."""
    kept = tuple(i for i, part in enumerate(rule.expansion) if not part.name.startswith("_"))
    return Rule(str(rule.origin.name), len(rule.expansion), rule.alias and str(rule.alias), kept)
