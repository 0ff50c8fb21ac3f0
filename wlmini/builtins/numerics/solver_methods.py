"""The methods that NDSolve knows: SciPy's solvers, and Runge and Kutta's rules with steps of one size."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from wlmini.builtins.numerics.monitors import named, need_known
from wlmini.expr import S, make_list
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure

METHODS = {
    "ExplicitRungeKutta": "DOP853", "Adams": "LSODA", "BDF": "BDF", "StiffnessSwitching": "LSODA",
    "ImplicitRungeKutta": "Radau", "Extrapolation": "DOP853",
}  # fmt: skip
BY_ORDER = {2: "RK23", 3: "RK23", 4: "RK45", 5: "RK45", 6: "DOP853", 7: "DOP853", 8: "DOP853"}
FIXED = {"ExplicitEuler": 1, "ExplicitMidpoint": 2, "ExplicitModifiedMidpoint": 2}  # name: order
KNOWN = (*METHODS, *FIXED, "FixedStep")
STEPS = 100  # of one size, where StartingStepSize does not give it


class Rule(NamedTuple):
    """Where and how slopes are taken in a step, and their weights in it."""

    times: tuple[float, ...]
    rows: tuple[tuple[float, ...], ...]
    weights: tuple[float, ...]


RULES = {  # by order
    1: Rule((0.0,), ((),), (1.0,)),
    2: Rule((0.0, 0.5), ((), (0.5,)), (0.0, 1.0)),
    3: Rule((0.0, 0.5, 1.0), ((), (0.5,), (-1.0, 2.0)), (1 / 6, 2 / 3, 1 / 6)),
    4: Rule((0.0, 0.5, 0.5, 1.0), ((), (0.5,), (0.0, 0.5), (0.0, 0.0, 1.0)), (1 / 6, 1 / 3, 1 / 3, 1 / 6)),
}


class Choice(NamedTuple):
    """A method: the name of SciPy's, or the order of a rule with steps of one size."""

    scipy: str
    order: int | None = None


def chosen_method(kernel: Any, options: dict[str, Any]) -> Choice:
    """What the option Method asks for."""
    name, settings = named(kernel, options)
    if name is S.Automatic:
        need_known(S.NDSolve, settings)
        return Choice("LSODA")
    if name == "FixedStep":
        need_known(S.NDSolve, settings, "Method")
        name, settings = named(kernel, {"Method": settings.get("Method", "ExplicitRungeKutta")})
        order = settings.get("DifferenceOrder", 4) if name == "ExplicitRungeKutta" else FIXED.get(name)
        need_known(S.NDSolve, settings, *(["DifferenceOrder"] if name == "ExplicitRungeKutta" else []))
        if order not in RULES:
            raise Failure("bdmtd", name, make_list([*FIXED, "ExplicitRungeKutta"]), value=None)
        return Choice("RK45", order)
    if name in FIXED:
        need_known(S.NDSolve, settings)
        return Choice("RK45", FIXED[name])
    if name not in METHODS:
        raise Failure("bdmtd", name, make_list(KNOWN), value=None)
    need_known(S.NDSolve, settings, *(["DifferenceOrder"] if name == "ExplicitRungeKutta" else []))
    order = settings.get("DifferenceOrder", S.Automatic)
    if order is not S.Automatic and order not in BY_ORDER:
        raise Failure("difo", order, make_list(list(BY_ORDER)), value=None)
    return Choice(METHODS[name] if order is S.Automatic else BY_ORDER[order])


def solver(choice: Choice, size: float) -> Any:
    """The class of SciPy's that goes on by the method, with steps of this size where they have one."""
    integrate = library("scipy.integrate")
    if choice.order is None:
        return getattr(integrate, choice.scipy)
    rule = RULES[choice.order]

    class Between(integrate.DenseOutput):  # type: ignore[misc, name-defined]
        """The cubic through the ends of a step with the slopes there."""

        def __init__(self, ends: tuple[Any, Any, Any, Any, Any, Any]) -> None:
            super().__init__(ends[0], ends[1])
            self.ends = ends

        def _call_impl(self, t: Any) -> Any:
            t0, t1, y0, y1, s0, s1 = self.ends
            h = t1 - t0
            u = (np.asarray(t) - t0) / h
            parts = [y0, h * s0, y1, h * s1]
            shapes = [
                (1 + 2 * u) * (1 - u) ** 2, u * (1 - u) ** 2, u**2 * (3 - 2 * u), u**2 * (u - 1),
            ]  # fmt: skip
            return sum(np.multiply.outer(p, w) for p, w in zip(parts, shapes, strict=True))

    class Fixed(integrate.OdeSolver):  # type: ignore[misc, name-defined]
        """Steps of one size."""

        t: float
        y: Any

        def __init__(self, fun: Any, t0: float, y0: Any, t_bound: float, **_: Any) -> None:
            super().__init__(fun, t0, y0, t_bound, False, support_complex=True)
            self.slope = self.fun(self.t, self.y)
            self.ends: Any = None

        def _step_impl(self) -> tuple[bool, None]:
            left = abs(self.t_bound - self.t)
            h = self.direction * (left if left < size * (1 + 1e-9) else size)
            slopes = [self.slope]
            for c, row in zip(rule.times[1:], rule.rows[1:], strict=True):
                moved = self.y + h * sum(a * s for a, s in zip(row, slopes, strict=True))
                slopes.append(self.fun(self.t + c * h, moved))
            before = self.t, self.y, self.slope
            self.y = self.y + h * sum(b * s for b, s in zip(rule.weights, slopes, strict=True))
            self.t = self.t_bound if abs(h) == left else self.t + h
            self.slope = self.fun(self.t, self.y)
            self.ends = before[0], self.t, before[1], self.y, before[2], self.slope
            return True, None

        def _dense_output_impl(self) -> Any:
            return Between(self.ends)

    return Fixed
