"""The rules of the house, checked on the sources: who imports whom, how long things are and how called."""

import ast
import statistics
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

from wlmini.kernel.extras import EXTRAS

ROOT = Path(__file__).parents[1]
PACKAGE = "wlmini"

# Which rooms a room may import from, besides itself; the longest prefix of a module's name is its room.
ROOMS = {
    "": {"arrays", "expr", "kernel", "session", "syntax", "version"},
    "__main__": {"frontends"},
    "version": set(),
    "cache": set(),
    "expr": set(),
    "integers": set(),
    "arrays": {"expr"},
    "syntax": {"expr", "arrays", "cache", "integers"},
    "kernel": {"expr", "arrays", "cache", "integers"},
    "data": {"cache"},
    "images": {"expr", "arrays", "kernel"},  # pictures as values, and Pillow
    "drawing": {"expr", "arrays", "kernel", "images"},  # Graphics expressions to pictures, by matplotlib
    "nets.ir": set(),
    "nets.native": set(),
    "nets.ops": {"nets.ir", "nets.native"},
    "nets.engines": {"nets.ir", "nets.native", "nets.ops"},
    "nets": {
        "expr",
        "arrays",
        "kernel",
        "data",
        "images",
        "nets.ir",
        "nets.native",
        "nets.ops",
        "nets.engines",
    },
    "builtins": {"expr", "arrays", "kernel", "syntax", "data", "images", "drawing", "version"},
    "session": {"expr", "arrays", "kernel", "syntax", "builtins", "nets", "version"},
    "frontends": {"expr", "kernel", "syntax", "session", "nets.native", "version"},
}

# Packages that only one place, or a few, may import, there inside functions too; `library("name")` imports
# as well.
EDGES = {
    "h5py": ("builtins", "nets.stored_arrays"),
    "matplotlib": "drawing",
    "networkx": "builtins.graphs",
    "onnx": "nets.engines",
    "PIL": "images",
    "rich": "nets.training.panel",
    "prompt_toolkit": "frontends.repl",
    "scipy": "builtins",
    "sklearn": "builtins.learning",
    "sympy": "builtins.symbolic",
    "torch": "nets.engines",
    "wolframclient": "builtins",
    "yaml": "builtins.data_formats",
}

# The only doors that open late, for the sake of start-up: (who, what).
DOORS = {
    ("session", "builtins.vectorized"),  # brings NumPy, which is there where packed arrays are
    ("builtins.packing", "arrays"),  # brings NumPy, when a long list of numbers is first made
    ("frontends.command", "frontends.repl.loop"),  # brings prompt_toolkit, which no script needs
    ("frontends.command", "frontends.notebook"),  # few scripts are notebooks
    ("frontends.command", "kernel.sandbox"),  # brings tempfile and what it needs
    ("frontends.command", "nets.native.library"),  # loads the compiled kernels, for -version alone
    ("kernel.loops", "kernel.translate"),  # a short script translates nothing
    ("syntax.write", "syntax.tex"),  # a large table for a form that few scripts print
    ("syntax.tables", "syntax.build"),  # brings Lark, needed once to build the tables that are kept
}

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "manager", "misc"}
FILE_LINES, FUNCTION_LINES, FUNCTION_P95, FUNCTION_MEDIAN = 500, 80, 40, 8


@dataclass(frozen=True)
class Import:
    """One imported name, absolute; `inside` tells that a function does it."""

    target: str
    inside: bool
    line: int


@dataclass
class Module:
    """A source file: its name without the leading "wlmini." and what the tests ask of it."""

    name: str
    source: str = field(repr=False)
    is_package: bool = False
    tree: ast.Module = field(init=False, repr=False)
    imports: list[Import] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self.tree = ast.parse(self.source)
        self.imports = list(self.find_imports())

    def find_imports(self) -> Iterator[Import]:
        inside = {id(node) for function in functions(self.tree) for node in ast.walk(function)}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                targets = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                stem = self.absolute(node)
                targets = [f"{stem}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "library":
                targets = [each.value for each in node.args if isinstance(each, ast.Constant)]
            else:
                continue
            for target in targets:
                yield Import(target, id(node) in inside, node.lineno)

    def absolute(self, node: ast.ImportFrom) -> str:
        """The module that `from ... import` names, dots resolved."""
        if not node.level:
            return node.module or ""
        path = [PACKAGE, *self.name.split(".")] if self.name else [PACKAGE]
        path = path[: len(path) - node.level + self.is_package]
        return ".".join([*path, *([node.module] if node.module else [])])


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    start = min([function.lineno, *(each.lineno for each in function.decorator_list)])
    return (function.end_lineno or start) - start + 1


def read_modules() -> dict[str, Module]:
    found = {}
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        parts = path.relative_to(ROOT / PACKAGE).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found[name] = Module(name, path.read_text(encoding="utf-8"), is_package)
    return found


MODULES = read_modules()


def own(target: str, modules: dict[str, Module]) -> str | None:
    """The module of ours that an import reaches, without "wlmini."; None where it is not ours."""
    if target.partition(".")[0] != PACKAGE:
        return None
    name = target[len(PACKAGE) + 1 :]
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def room(name: str) -> str:
    while name not in ROOMS and name:
        name = name.rpartition(".")[0]
    return name


def wrong_direction(module: Module, modules: dict[str, Module]) -> list[str]:
    here = room(module.name)
    reached = [(each, own(each.target, modules)) for each in module.imports]
    return [
        f"{module.name}:{each.line} imports {each.target}"
        for each, name in reached
        if name is not None and name != module.name and room(name) != here and room(name) not in ROOMS[here]
    ]


def hidden_imports(module: Module, modules: dict[str, Module]) -> list[str]:
    return [
        f"{module.name}:{each.line} imports {each.target} inside a function"
        for each in module.imports
        if each.inside
        and each.target.partition(".")[0] not in EDGES
        and (module.name, own(each.target, modules)) not in DOORS
    ]


def places(edge: str | tuple[str, ...]) -> tuple[str, ...]:
    return (edge,) if isinstance(edge, str) else edge


def beside_the_edge(module: Module) -> list[str]:
    return [
        f"{module.name}:{each.line} imports {each.target}"
        for each in module.imports
        if (edge := EDGES.get(each.target.partition(".")[0]))
        and not any(f"{module.name}.".startswith(f"{place}.") for place in places(edge))
    ]


def cycle(modules: dict[str, Module]) -> list[str]:
    """The modules of an import cycle, empty where there is none."""
    graph = {
        module.name: {name for each in module.imports if (name := own(each.target, modules)) is not None}
        - {module.name}
        for module in modules.values()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def misfits(module: Module) -> list[str]:
    """What is wrong with a file as a whole: its length, its name, no sentence on what it owns."""
    lines, name = module.source.count("\n"), module.name.rpartition(".")[2]
    return [
        *([f"{module.name} has {lines} lines"] if lines > FILE_LINES else []),
        *([f"{module.name} is called {name}"] if name in FORBIDDEN_NAMES else []),
        *([] if ast.get_docstring(module.tree) else [f"{module.name} does not say what it owns"]),
    ]


def long_functions(module: Module) -> list[str]:
    return [
        f"{module.name}:{each.lineno} {each.name} has {length(each)} lines"
        for each in functions(module.tree)
        if length(each) > FUNCTION_LINES
    ]


def test_imports_point_down():
    assert [each for module in MODULES.values() for each in wrong_direction(module, MODULES)] == []


def test_no_import_hides_in_a_function():
    assert [each for module in MODULES.values() for each in hidden_imports(module, MODULES)] == []


def test_edge_packages_stay_at_their_edge():
    assert [each for module in MODULES.values() for each in beside_the_edge(module)] == []


def test_files_are_short_well_named_and_introduced():
    assert [each for module in MODULES.values() for each in misfits(module)] == []


def test_no_function_is_long():
    assert [each for module in MODULES.values() for each in long_functions(module)] == []


def test_there_is_no_import_cycle():
    assert cycle(MODULES) == []


def test_functions_are_short_as_a_rule():
    lengths = sorted(length(each) for module in MODULES.values() for each in functions(module.tree))
    assert statistics.median(lengths) <= FUNCTION_MEDIAN
    assert lengths[int(len(lengths) * 0.95)] <= FUNCTION_P95


def test_extras_install_what_the_language_asks_for():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    names = {
        "PIL": "pillow",
        "sklearn": "scikit-learn",
        "yaml": "pyyaml",
    }  # packages called otherwise than their module
    for package, extra in EXTRAS.items():
        brought = {each.split(">")[0] for each in extras[extra]}
        assert names.get(package, package) in brought
        assert extra in extras["all"][0], "wlmini[all] brings every extra"


def test_every_imported_package_is_declared():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    declared = {name.split(">")[0].split("=")[0] for name in project["dependencies"]}
    allowed = declared | set(EDGES) | set(sys.stdlib_module_names) | {PACKAGE}
    roots = {each.target.partition(".")[0] for module in MODULES.values() for each in module.imports}
    assert roots <= allowed


# The checks themselves, on houses that break the rules.


def house(**sources: str) -> dict[str, Module]:
    named = {name.replace("__", "."): source for name, source in sources.items()}
    return {name: Module(name, source) for name, source in named.items()}


@pytest.mark.parametrize(
    "modules, name, found",
    [
        (house(expr="", kernel__x="from ..expr import S"), "kernel.x", None),
        (house(expr="", kernel__x="from wlmini.expr import S"), "kernel.x", None),
        (house(syntax__y="", kernel__x="from ..syntax import y"), "kernel.x", "wlmini.syntax.y"),
        (house(kernel__x="", syntax__y="import wlmini.kernel.x"), "syntax.y", "wlmini.kernel.x"),
        (house(expr="", nets__ir="from ..expr import S"), "nets.ir", "wlmini.expr.S"),
        (house(session="", builtins__x="def f(): import wlmini.session"), "builtins.x", "wlmini.session"),
    ],
)
def test_wrong_directions_are_seen(modules, name, found):
    assert wrong_direction(modules[name], modules) == ([f"{name}:1 imports {found}"] if found else [])


@pytest.mark.parametrize(
    "modules, name, count",
    [
        (house(kernel__x="def f():\n    import re"), "kernel.x", 1),
        (house(expr="", kernel__x="def f():\n    from ..expr import S"), "kernel.x", 1),
        (house(nets__engines__torch="def f():\n    import torch"), "nets.engines.torch", 0),
        (house(kernel__x="import re"), "kernel.x", 0),
    ],
)
def test_hidden_imports_are_seen(modules, name, count):
    assert len(hidden_imports(modules[name], modules)) == count


def test_packages_beside_their_edge_are_seen():
    assert beside_the_edge(Module("kernel.x", "def f(): import torch.nn")) == ["kernel.x:1 imports torch.nn"]
    assert beside_the_edge(Module("kernel.x", 'def f(): library("sympy")')) == ["kernel.x:1 imports sympy"]
    assert beside_the_edge(Module("frontends.repl.keys", "import prompt_toolkit.filters")) == []


def test_cycles_are_seen():
    modules = house(
        kernel__x="from . import y", kernel__y="from .z import f", kernel__z="import wlmini.kernel.x"
    )
    assert set(cycle(modules)) == {"kernel.x", "kernel.y", "kernel.z"}
    assert cycle(house(syntax__x="from . import y", syntax__y="")) == []


def test_misfits_and_long_functions_are_seen():
    long = "def f():\n" + "    x = 1\n" * FUNCTION_LINES
    assert long_functions(Module("kernel.x", long)) == [f"kernel.x:1 f has {FUNCTION_LINES + 1} lines"]
    assert len(misfits(Module("kernel.utils", "\n" * (FILE_LINES + 1)))) == 3
    assert misfits(Module("kernel.x", '"""Owns x."""')) == []
