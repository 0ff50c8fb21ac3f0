"""What a family of probability distributions is, and how one is declared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wlmini.expr import Expr, S, is_list, make_list, symbol
from wlmini.kernel.declare import builtin, symbol_of

Sampler = Callable[..., Any]  # (generator, shape, parameters...) -> array


@dataclass(frozen=True)
class Family:
    """A family of distributions; formulas are in the parameters, x (a value) and q (a probability).

    `positive` names the parameters that are greater than 0, `unit` those between 0 and 1.
    """

    parameters: tuple[str, ...]
    sample: Sampler
    mean: str
    variance: str
    density: str
    cumulative: str
    quantile: str = ""
    defaults: tuple[Any, ...] = ()
    positive: str = ""
    unit: str = ""


def pairs_of(spec: Any, defaults: tuple[Any, ...]) -> list[Any]:
    """The parameters of each component of vectors: {{a1, b1}, {a2, b2}, ...}, or their number."""
    if type(spec) is int and spec > 0 and defaults:
        return [make_list(defaults)] * spec
    return list(spec.parts) if is_list(spec) and all(map(is_list, spec.parts)) else []


MESSAGES = {"parms": "The parameters of `1` are wrong: it takes `2`."}
FAMILIES: dict[str, Family] = {}
DERIVED: dict[str, Any] = {}  # distributions made of others, by their functions instead of formulas


def distribution_builtin(usage: str, documentation: str, sample: Sampler, **fields: Any) -> None:
    """Declare a family of distributions; its symbol without arguments stands for the default parameters."""
    name = symbol_of(usage)
    parameters = tuple(usage[len(name) :].strip("[{}]").split(", "))
    family = FAMILIES[name] = Family(parameters, sample, **fields)

    paired = "[{" in usage  # as in UniformDistribution[{a, b}]

    def function(kernel: Any, *arguments: Any) -> Any:
        if paired and len(arguments) == 1 and (pairs := pairs_of(arguments[0], family.defaults)):
            return S.ProductDistribution(*[Expr(symbol(name), (pair,)) for pair in pairs])
        if arguments or not family.defaults:
            return None
        return Expr(symbol(name), (make_list(family.defaults),) if paired else family.defaults)

    function.__doc__ = documentation
    builtin(usage, messages=MESSAGES)(function)
