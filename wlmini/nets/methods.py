"""Method of NetTrain: from names and suboptions to an optimizer at work on a store."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from ..expr import S, make_list
from .multipliers import per_array
from .optimizers import METHODS, Optimizer
from .ports import Misfit
from .texts import TEXTS
from .values import Net

__all__ = ["COMMON", "make_optimizer", "usual_rate"]

TEXTS.declare(
    method="`1` is no method; the methods are `2`.",
    suboption="`1` is no suboption of the method `2`; those are `3`.",
)

RATES = {"ADAM": 0.001, "RMSProp": 0.001, "SGD": 0.01, "SignSGD": 0.001}  # where LearningRate is Automatic
FACTORS = {
    # suboption -> (field of the optimizer, its value for arrays that no rule speaks of)
    "L2Regularization": ("l2", 0.0),
    "GradientClipping": ("gradient_clipping", float("inf")),
    "WeightClipping": ("weight_clipping", float("inf")),
}
COMMON = (*FACTORS, "LearningRateSchedule")


def checked(name: str) -> str:
    """The name of a method; `Misfit` where there is none of that name."""
    if name not in METHODS:
        raise Misfit("method", name, make_list(METHODS), owner=S.NetTrain)
    return name


def usual_rate(name: str) -> float:
    """The learning rate of a method where none is given."""
    return RATES[checked(name)]


def make_optimizer(
    name: str, net: Net, suboptions: Mapping[str, Any], store: Any, multipliers: Any
) -> Optimizer:
    """The optimizer of Method -> {name, suboptions}; `Misfit` for names and values that are none."""
    known = METHODS[checked(name)].parameters
    parameters: dict[str, float] = {}
    factors: dict[str, Any] = {}
    for key, value in suboptions.items():
        if key in known:
            parameters[key] = number(key, value)
        elif key in FACTORS:
            field, rest = FACTORS[key]
            factors[field] = factor(net, store, value, rest, key)
        elif key not in COMMON:
            raise Misfit("suboption", key, name, make_list([*known, *COMMON]), owner=S.NetTrain)
    return Optimizer(store, name, parameters, multipliers=multipliers, **factors)


def number(key: str, value: Any) -> float:
    if not isinstance(value, int | float | Fraction) or value < 0:
        raise Misfit("optval", value, key, "a non-negative number", owner=S.NetTrain)
    return float(value)


def factor(net: Net, store: Any, value: Any, rest: float, option: str) -> Any:
    """None, a number, or one number an element for rules on the positions of arrays."""
    if value in (S["None"], S.Automatic):
        return None
    if isinstance(value, int | float | Fraction):
        return float(value)
    return store.spread(per_array(net, value, rest, option), rest)
