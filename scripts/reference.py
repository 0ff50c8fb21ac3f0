"""Writes the reference pages of the nets in docs/reference from the declarations; --check only compares.

python scripts/reference.py
python scripts/reference.py --check
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import wlmini.nets
from wlmini.kernel.declare import DECLARED, Builtin
from wlmini.nets.coders.coder import DECODERS, ENCODERS, REQUIRED
from wlmini.nets.layer import LAYERS, MANY, Declaration
from wlmini.nets.parameters import expression_of
from wlmini.session import Session

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
EXAMPLE = re.compile(r"^\s*>>> (.*)\n((?:(?!\s*>>>|\s*$).*\n?)*)", re.MULTILINE)
EVALUATED = "`Options[layer]` are those of an evaluation: `BatchSize`, `NetEvaluationMode`, `RandomSeeding`, "
EVALUATED += "`TargetDevice` and `WorkingPrecision`."


def declared_in_nets() -> list[Builtin]:
    """Every symbol that a module of the nets declares, by name."""
    before = set(DECLARED)
    for module in walk_packages(wlmini.nets.__path__, "wlmini.nets."):
        import_module(module.name)
    found = {DECLARED[name].name: DECLARED[name] for name in {*DECLARED} - before | {*LAYERS}}
    return [found[name] for name in sorted(found)]


def page(declared: Builtin, session: Session) -> str:
    """The page of one symbol."""
    prose, examples = parts(declared.documentation)
    lines = [f"# {declared.name}", "", *(f"    {usage}" for usage in declared.usages), ""]
    lines += [f"**{declared.name}** {prose[0]}", ""] if prose else []
    for paragraph in prose[1:]:
        lines += [paragraph, ""]
    layer = LAYERS.get(declared.name)
    lines += layer_tables(layer, session) if layer else option_table(declared, session)
    if examples:
        lines += ["## Examples", "", *example_lines(examples)]
    return "\n".join(lines).rstrip() + "\n"


def coder_page(name: str, session: Session) -> str:
    """The page of the encoder and the decoder of one name."""
    lines = [f'# Coder "{name}"', ""]
    for title, coders in (("NetEncoder", ENCODERS), ("NetDecoder", DECODERS)):
        if name not in coders:
            continue
        coder = coders[name]
        prose, examples = parts(coder.__doc__ or "")
        rows = [(f"`{each.name}`", coder_default(each, session), each.words) for each in coder.declared]
        lines += [f"## {title}", "", *(line for paragraph in prose for line in (paragraph, ""))]
        lines += table("Parameters", ("name", "default", "values"), rows)
        lines += example_lines(examples)
    return "\n".join(lines).rstrip() + "\n"


def coder_default(parameter: Any, session: Session) -> str:
    """The default of a parameter of a coder, empty where it has to be given."""
    if parameter.default is REQUIRED:
        return ""
    value = parameter.default
    shown = {True: "True", False: "False", None: "Automatic"}
    plain_value = value is None or isinstance(value, bool)
    return f"`{shown[value]}`" if plain_value else f"`{session.show(value, 'InputForm')}`"


def parts(documentation: str) -> tuple[list[str], list[tuple[str, str]]]:
    """(paragraphs, (input, output) of the examples) of a docstring."""
    examples = [(text, shown.strip()) for text, shown in EXAMPLE.findall(documentation)]
    prose = EXAMPLE.sub("", documentation).strip().split("\n\n")
    return [" ".join(paragraph.split()) for paragraph in prose if paragraph.strip()], examples


def example_lines(examples: list[tuple[str, str]]) -> Iterator[str]:
    for text, shown in examples:
        yield from ("```wl", f"In:  {text}")
        first, *rest = [line.strip() for line in shown.splitlines()] or [""]
        yield from (f"Out: {first}", *(f"     {line}" for line in rest))
        yield from ("```", "")


def table(title: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A table in Markdown, nothing where it has no rows."""
    if not rows:
        return []
    lines = [f"## {title}", "", "| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return [*lines, ""]


def option_table(declared: Builtin, session: Session) -> list[str]:
    options = declared.options.items()
    rows = [(f"`{name}`", f"`{session.show(value, 'InputForm')}`") for name, value in options]
    return table("Options", ("option", "default"), rows)


def layer_tables(layer: Declaration, session: Session) -> list[str]:
    """Parameters, arrays and ports of a layer."""
    parameters = []
    for name, kinds in layer.kinds.items():
        words = " or ".join(kind.words for kind in kinds)
        parameters.append((f"`{name}`", default_of(layer, name, session), words))
    arrays = [
        (f'`"{name}"`', "`None` leaves it out" if layer.takes_none(name) else "")
        for name in layer.array_names
    ]
    any_number = ["any number, named by `InputPorts` or by the layer"]
    inputs = any_number if layer.inputs is MANY else code(layer.inputs)
    ports = [("inputs", ", ".join(inputs) or "none"), ("outputs", ", ".join(code(layer.outputs)))]
    states = getattr(layer.cls, "states", ())
    ports += [("states", ", ".join(code(states)))] if states else []
    old = [(f'`"{old}"`', f'`"{new}"`') for old, new in layer.old_options.items()]
    return [
        *table("Parameters", ("name", "default", "values"), parameters),
        *table("Arrays", ("name", ""), arrays),
        *table("Ports", ("", ""), ports),
        *table("Old names", ("old", "now"), old),
        EVALUATED,
        "",
    ]


def code(names: tuple[str, ...]) -> list[str]:
    return [f'`"{name}"`' for name in names]


def default_of(layer: Declaration, name: str, session: Session) -> str:
    """The default of a parameter, empty where it has to be given."""
    if name in layer.options:
        return f"`{session.show(layer.options[name], 'InputForm')}`"
    if not hasattr(layer.cls, name):
        return ""
    return f"`{session.show(expression_of(getattr(layer.cls, name)), 'InputForm')}`"


def pages() -> dict[str, str]:
    """The text of every page by its name."""
    session = Session(printer=lambda text: None, messenger=lambda text: None)
    found = {f"{each.name}.md": page(each, session) for each in declared_in_nets()}
    coders = sorted({*ENCODERS, *DECODERS})
    found.update({f"coder-{name}.md": coder_page(name, session) for name in coders})
    names = [name.removesuffix(".md") for name in found if not name.startswith("coder-")]
    layers = [name for name in names if name in LAYERS]
    others = [name for name in names if name not in LAYERS]
    lines = ["# Nets: reference", "", "Written by `scripts/reference.py` from the declarations.", ""]
    for title, each in (("Layers and operators", layers), ("Functions", others)):
        lines += [f"## {title}", "", *(f"- [{name}]({name}.md)" for name in each), ""]
    lines += ["## Encoders and decoders", "", *(f"- [{name}](coder-{name}.md)" for name in coders), ""]
    found["README.md"] = "\n".join(lines)
    return found


def main() -> int:
    found = pages()
    if "--check" in sys.argv[1:]:
        known = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
        wrong = sorted(name for name in {*found, *known} if found.get(name) != known.get(name))
        print(f"not up to date: {', '.join(wrong)}" if wrong else f"{len(found)} pages are up to date")
        return 1 if wrong else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for path in FOLDER.glob("*.md"):
        path.unlink()
    for name, text in found.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{len(found)} pages in {FOLDER}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
