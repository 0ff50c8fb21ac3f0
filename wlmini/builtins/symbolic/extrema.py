"""Exact extrema: Minimize, Maximize and their parts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable, attempt
from wlmini.builtins.symbolic.extrema_methods import among_whole_numbers, by_cells, on_a_line
from wlmini.builtins.symbolic.real_sets import set_of
from wlmini.builtins.symbolic.solution_options import MESSAGES as MORE
from wlmini.builtins.symbolic.solution_options import with_digits
from wlmini.expr import Expr, S, as_key, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

MESSAGES = {
    **MORE,
    "natt": "The extremum is not attained at any point that satisfies the conditions.",
    "infeas": "There are no points that satisfy the conditions `1`.",
    "nsmet": "The methods that `1` has do not solve this problem.",
    "dom": "`1` is no domain over which extrema are found; these are Reals and Integers.",
}


class Problem:
    """A function with conditions, to be made small (sign 1) or large (sign -1)."""

    def __init__(self, kernel: Any, head: Any, target: Any, names: Any, sign: int) -> None:
        self.kernel, self.head, self.sign = kernel, head, sign
        self.variables = list(names.parts) if is_list(names) else [names]
        parts = list(target.parts) if is_list(target) else [target]
        self.function, self.conditions = parts[0], parts[1:]
        self.bridge = Bridge(kernel, {as_key(v): {"real": True} for v in self.variables})
        self.unknowns = [self.bridge.variable(v) for v in self.variables]
        self.value = sign * self.bridge.to(self.function)

    def solve(self) -> tuple[Any, list[Any]] | None:
        """(extremal value, point) in the language."""
        found = self.one_variable() if len(self.variables) == 1 else self.more_variables()
        if found is None:
            return None
        value, point = found
        return self.bridge.value(self.sign * value), [self.bridge.value(p) for p in point]

    def one_variable(self) -> tuple[Any, list[Any]] | None:
        sympy, x = self.bridge.sympy, self.unknowns[0]
        region = (
            set_of(self.bridge, self.kernel.evaluate(S.And(*self.conditions)), x)
            if self.conditions
            else sympy.S.Reals
        )
        if region.is_empty:
            self.kernel.message(self.head, "infeas", make_list(self.conditions))
            return sympy.oo, [sympy.nan]
        least = sympy.calculus.util.minimum(self.value, x, region)
        if least == -sympy.oo:
            self.kernel.message(self.head, "natt")
            return least, [-sympy.oo]
        places = sympy.solveset(self.value - least, x, sympy.S.Reals)
        candidates = [p for p in self.points_in(places) if region.contains(p) == True]  # noqa: E712
        if not candidates:
            self.kernel.message(self.head, "natt")
            candidates = [region.inf]
        endless = not isinstance(places, sympy.FiniteSet)
        return least, [min(candidates, key=lambda p: abs(float(p)) if endless else float(p))]

    def points_in(self, places: Any) -> list[Any]:
        sympy = self.bridge.sympy
        if isinstance(places, sympy.FiniteSet):
            return list(places)
        if isinstance(places, (sympy.Union, sympy.Intersection)):
            return [
                p
                for part in places.args
                if isinstance(part, (sympy.FiniteSet, sympy.ImageSet))
                for p in self.points_in(part)
            ]
        if isinstance(places, sympy.ImageSet):
            return [places.lamda(n) for n in (0, 1, -1)]
        raise Untranslatable(places)

    def more_variables(self) -> tuple[Any, list[Any]] | None:
        """Critical points inside, and on the equations and active inequalities by Lagrange multipliers."""
        sympy = self.bridge.sympy
        equal, bounds = self.split_conditions()
        candidates: list[tuple[Any, ...]] = []
        for active in subsets(bounds):
            candidates += self.critical_points([*equal, *active])
        feasible = [p for p in candidates if self.admits(p, equal, bounds)]
        if not feasible or not self.is_bounded(equal, bounds):
            return None
        valued = [(self.value.subs(dict(zip(self.unknowns, p, strict=True))), p) for p in feasible]
        least = min(valued, key=lambda pair: (float(pair[0]), [float(c) for c in pair[1]]))
        return sympy.simplify(least[0]), [sympy.simplify(c) for c in least[1]]

    def split_conditions(self) -> tuple[list[Any], list[Any]]:
        """(expressions that are 0, expressions that are not negative)."""
        sympy = self.bridge.sympy
        equal, bounds = [], []
        stack = list(self.conditions)
        while stack:
            each = stack.pop(0)
            if isinstance(each, Expr) and each.head in (S.And, S.List):
                stack = [*each.parts, *stack]
                continue
            relation = self.bridge.to(each)
            for part in sympy.And.make_args(relation):
                if isinstance(part, sympy.Eq):
                    equal.append(part.lhs - part.rhs)
                elif isinstance(part, (sympy.Le, sympy.Lt)):
                    bounds.append(part.rhs - part.lhs)
                elif isinstance(part, (sympy.Ge, sympy.Gt)):
                    bounds.append(part.lhs - part.rhs)
                elif part != sympy.true:
                    raise Untranslatable(each)
        return equal, bounds

    def critical_points(self, active: list[Any]) -> list[tuple[Any, ...]]:
        sympy = self.bridge.sympy
        multipliers = [sympy.Dummy() for _ in active]
        lagrangian = self.value - sum(m * g for m, g in zip(multipliers, active, strict=True))
        system = [sympy.diff(lagrangian, u) for u in self.unknowns] + active
        found = sympy.solve(system, [*self.unknowns, *multipliers], dict=True)
        points = [tuple(s.get(u, u) for u in self.unknowns) for s in found]
        return [p for p in points if all(c.is_number and c.is_real for c in p)]

    def admits(self, point: tuple[Any, ...], equal: list[Any], bounds: list[Any]) -> bool:
        at = dict(zip(self.unknowns, point, strict=True))
        return all(abs(float(g.subs(at))) < 1e-9 for g in equal) and all(
            float(b.subs(at)) > -1e-9 for b in bounds
        )

    def is_bounded(self, equal: list[Any], bounds: list[Any]) -> bool:
        """Whether the critical points settle it: a convex quadratic, or conditions that close the region."""
        sympy = self.bridge.sympy
        solved = sympy.solve(equal, self.unknowns, dict=True) if equal else []
        value = sympy.expand(self.value.subs(solved[0])) if len(solved) == 1 else self.value
        free = [u for u in self.unknowns if value.has(u)] or self.unknowns
        hessian = sympy.hessian(value, free)
        if not hessian.free_symbols and hessian.is_positive_semidefinite and value.is_polynomial(*free):
            return True
        closed = [g for g in [*equal, *bounds] if self.closes(g)]
        return bool(closed) or len(bounds) >= 2 * len(self.unknowns)

    def closes(self, expr: Any) -> bool:
        """Whether expr == 0 or expr >= 0 holds in a bounded region: a definite quadratic form leads."""
        hessian = self.bridge.sympy.hessian(expr, self.unknowns)
        return not hessian.free_symbols and bool(hessian.is_positive_definite or hessian.is_negative_definite)


def subsets(items: list[Any]) -> list[list[Any]]:
    found: list[list[Any]] = [[]]
    for item in items[:6]:
        found += [[*each, item] for each in found]
    return found


def exact_extremum(
    kernel: Any, head: Any, target: Any, names: Any, sign: int, domain: Any
) -> tuple[Any, Any] | None:
    """(value, rules)."""
    if domain not in (S.Reals, S.Integers):
        raise Failure("dom", domain, value=None)
    found = None
    if domain is S.Reals:
        found = attempt(lambda: Problem(kernel, head, target, names, sign).solve())
    variables = list(names.parts) if is_list(names) else [names]
    if found is None:
        found = by_other_methods(kernel, head, target, variables, sign, domain)
    if found is None:
        kernel.message(head, "nsmet", head)
        return None
    return found[0], make_list([S.Rule(v, p) for v, p in zip(variables, found[1], strict=True)])


def by_other_methods(
    kernel: Any, head: Any, target: Any, variables: list[Any], sign: int, domain: Any
) -> tuple[Any, list[Any]] | None:
    """Among whole numbers, by cells, or by limits on a line."""
    function, *conditions = target.parts if is_list(target) else (target,)
    function = kernel.evaluate(S.Expand(S.Times(sign, function)))
    where = kernel.evaluate(S.And(*conditions))
    if domain is S.Integers:
        found = attempt(among_whole_numbers, kernel, function, where, variables)
    else:
        found = attempt(by_cells, kernel, function, where, variables, seconds=20.0)
        if found is None and len(variables) == 1:
            found = attempt(on_a_line, kernel, function, where, variables[0])
    if found is None:
        return None
    value, point, attained = found
    if not attained:
        feasible = value is not S.Infinity
        kernel.message(head, *(("natt",) if feasible else ("infeas", make_list(conditions))))
    return kernel.evaluate(S.Times(sign, value)), point


EXACT = {"WorkingPrecision": S.Infinity}


def extremum(
    kernel: Any, owner: Any, target: Any, names: Any, sign: int, domain: Any, options: Any
) -> tuple[Any, ...] | None:
    """(value, rules), with as many digits as WorkingPrecision asks for."""
    found = exact_extremum(kernel, owner, target, names, sign, domain)
    precision = options["WorkingPrecision"]
    return found and tuple(kernel.evaluate(with_digits(kernel, each, precision)) for each in found)


def whole(names: Any, value: Any, rules: Expr) -> Any:
    return S.List(value, rules)


def only_value(names: Any, value: Any, rules: Expr) -> Any:
    return value


def only_point(names: Any, value: Any, rules: Expr) -> Any:
    values = [r.parts[1] for r in rules.parts]
    return make_list(values) if is_list(names) else values[0]


def extremum_builtin(
    name: str, sign: int, shape: Callable[[Any, Any, Expr], Any], sentence: str, example: str
) -> None:
    """Declare a function that gives a part of what is known of the least (1) or the largest (-1) value."""

    def function(kernel: Any, target: Any, names: Any, domain: Any = S.Reals, *, options: Any) -> Any:
        found = extremum(kernel, S[name], target, names, sign, domain, options)
        return found and shape(names, *found)

    function.__doc__ = f"{sentence}\n\n{example}"
    usages = ("f, x", "{f, cons}, {x, y, ...}", "{f, cons}, {x, y, ...}, dom")
    builtin(*[f"{name}[{usage}]" for usage in usages], options=EXACT, messages=MESSAGES)(function)


extremum_builtin(
    "Minimize", 1, whole, "gives the least value of f and a point at which it is taken, exactly.",
    ">>> {Minimize[x^2 - 2 x + 3, x], Minimize[{x + y, x^2 + y^2 <= 2}, {x, y}]}\n"
    "{{2, {x -> 1}}, {-2, {x -> -1, y -> -1}}}",
)  # fmt: skip
extremum_builtin(
    "Maximize", -1, whole, "gives the largest value of f and a point at which it is taken, exactly.",
    ">>> {Maximize[-x^2 + 4 x, x], Maximize[{x y, x + y == 1}, {x, y}]}\n"
    "{{4, {x -> 2}}, {1/4, {x -> 1/2, y -> 1/2}}}",
)  # fmt: skip
extremum_builtin("MinValue", 1, only_value, "gives the least value of f.", ">>> MinValue[x^2 + 2 x, x]\n-1")
extremum_builtin(
    "MaxValue", -1, only_value, "gives the largest value of f.", ">>> MaxValue[{x^2, -1 <= x <= 2}, x]\n4"
)
extremum_builtin("ArgMin", 1, only_point, "gives a point at which f is least.", ">>> ArgMin[(x - 3)^2, x]\n3")
extremum_builtin(
    "ArgMax", -1, only_point, "gives a point at which f is largest.",
    ">>> ArgMax[{x y, x + y == 2}, {x, y}]\n{1, 1}",
)  # fmt: skip
