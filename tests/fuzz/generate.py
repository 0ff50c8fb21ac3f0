"""Random programs as texts: arguments of every kind, calls of every builtin, sentences of the grammar."""

from __future__ import annotations

import re
import tomllib
from importlib import import_module
from pathlib import Path
from random import Random

from wlmini.kernel import sources
from wlmini.kernel.declare import DECLARED, Builtin

for place in sorted({p for p in sources.index().values() if p and not p.endswith(".wl")}):
    import_module(place)

ENDING = {"Exit", "Quit", "Input", "InputString", "Pause"}  # of the session, or of patience
BUILTINS = sorted(
    {b.name: b for b in DECLARED.values() if b.function and b.arity != (-1, -1)}.items(),
    key=lambda item: item[0],
)
CALLED: list[Builtin] = [b for name, b in BUILTINS if name not in ENDING]
EXAMPLE = re.compile(r"^ *>>> (.*)$", re.MULTILINE)
OPERATORS = tomllib.loads((Path(__file__).parents[2] / "grammar" / "operators.toml").read_text())["operator"]

TEXTS = (Path(__file__).parent / "arguments.txt").read_text(encoding="utf-8").split("\n\n")
ATOMS, COMPOUNDS = (text.split("\n") for text in TEXTS)  # one a line


def argument(random: Random, depth: int = 2) -> str:
    """The text of an argument of any kind."""
    pick = random.random()
    if pick < 0.4:
        return random.choice(ATOMS)
    if pick < 0.85 or depth == 0:
        return random.choice(COMPOUNDS)
    if pick < 0.93:
        return "{" + arguments(random, random.randrange(4), depth - 1) + "}"
    if pick < 0.97:
        return f"{random.choice(CALLED).name}[{arguments(random, random.randrange(3), depth - 1)}]"
    return f'<|"k"->{argument(random, depth - 1)},{argument(random, depth - 1)}->1|>'


def arguments(random: Random, count: int, depth: int = 2) -> str:
    return ",".join(argument(random, depth) for _ in range(count))


def call(random: Random, builtin: Builtin) -> str:
    """A call of a builtin with arguments that it may or may not want."""
    least, most = builtin.arity
    usual = random.randint(least, (least + 2 if most is None else most) + (random.random() < 0.1))
    given = [argument(random) for _ in range(usual if random.random() < 0.9 else random.randrange(6))]
    if builtin.options and random.random() < 0.3:
        given.append(f"{random.choice(list(builtin.options))}->{argument(random)}")
    text = f"{builtin.name}[{','.join(given)}]"
    return f"{text}[{argument(random)}]" if random.random() < 0.08 else text


PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|\d+\.?\d*|\b[a-z]\w*\b|\{[^{}]*\}|\b[A-Z]\w*\[[^\[\]]*\]')


def mutated(random: Random, builtin: Builtin) -> str:
    """An example of a builtin's documentation with a piece or two replaced by something else."""
    found = EXAMPLE.findall(builtin.documentation)
    if not found:
        return call(random, builtin)
    text = random.choice(found).replace("\\\\", "\\")
    for _ in range(random.randint(1, 2)):
        pieces = list(PIECE.finditer(text))
        if pieces:
            piece = random.choice(pieces)
            text = f"{text[: piece.start()]}({argument(random)}){text[piece.end() :]}"
    return text


def sentence(random: Random, depth: int = 4) -> str:
    """A text that the grammar and the table of operators allow, or nearly."""
    if depth == 0 or random.random() < 0.15:
        return argument(random, 0)
    operator = random.choice(OPERATORS)
    text = random.choice(operator["text"])
    inner = [sentence(random, depth - 1) for _ in range(3)]
    kind = operator.get("kind", "")
    if random.random() < 0.2:
        return random.choice(["({})", "{{{}}}", "f[{}]", "{}[[{}]]", "<|{}|>", "<{},{}>"]).format(*inner)
    if kind == "prefix":
        return f"{text}{inner[0]}"
    if kind == "postfix":
        return f"{inner[0]}{text}"
    return random.choice([" ", ""]).join([inner[0], text, inner[1]])


SINGLE = "()[]{}<>,;\"\\`~^_#%$@?!'.:&|=+-*/ \n\t\0\r"
SCRAPS = [
    *[text for operator in OPERATORS for text in operator["text"]],
    *SINGLE,
    '(*', '*)', '<|', '|>', '[[', ']]', '\\[', '\\[Alpha]', '\\[Nope]', '\\:12', '\\.4', '\\!', '\\(',
    '\\)', '16^^fg', '99^^1', '1`', '1``', '1*^', '1*^99999999999', '\ud800', '\udcff', '\ufeff',
    '\u2028', '\xa0', '\x1b[0m', 'a`b`', '`a', '#name', '##', '%%%', '%9', 'x_.', 'x__h', '_.', '::',
    '::a', '>>', '>>>', '<<', '<<a', '"abc', '"\\', '\xe9', '\U0001d11e', '\u0661',
]  # fmt: skip


def garbage(random: Random) -> str:
    """Pieces of the language thrown together."""
    return "".join(
        random.choice(SCRAPS) if random.random() < 0.6 else argument(random, 1)
        for _ in range(random.randrange(1, 14))
    )
