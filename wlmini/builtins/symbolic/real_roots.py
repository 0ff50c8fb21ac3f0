"""Equations with real roots, Surd[z, n] and CubeRoot[z]: a new unknown u with u^n == z stands for each."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.bridge import occurs
from wlmini.expr import FALSE, Expr, S, is_list, make_list, same, symbol

ROOTS = (S.Surd, S.CubeRoot)


def root_parts(expr: Any) -> tuple[Any, int] | None:
    """(z, n) of Surd[z, n] and CubeRoot[z]."""
    if not isinstance(expr, Expr) or expr.head not in ROOTS:
        return None
    parts = expr.parts if expr.head is S.Surd else (*expr.parts, 3)
    return (parts[0], parts[1]) if len(parts) == 2 and type(parts[1]) is int and parts[1] > 1 else None


def roots_in(expr: Any, variables: list[Any]) -> list[Expr]:
    """The real roots that depend on the variables, the innermost first, each once."""
    if not isinstance(expr, Expr):
        return []
    found: list[Expr] = []
    for part in expr.parts:
        found += [r for r in roots_in(part, variables) if not any(same(r, f) for f in found)]
    if root_parts(expr) is not None and any(occurs(v, expr) for v in variables):
        found += [] if any(same(expr, f) for f in found) else [expr]
    return found


def solved_by_powers(kernel: Any, equations: list[Any], variables: list[Any]) -> list[list[Any]] | None:
    """The real solutions; None where no equation has a real root, or the powers cannot be solved for."""
    roots = roots_in(make_list(equations), variables)
    if not roots:
        return None
    names = [symbol(f"Solve`root{i}") for i in range(len(roots))]
    system: Any = make_list(equations)
    for root, name in reversed(list(zip(roots, names, strict=True))):
        z, n = root_parts(root) or (0, 1)
        powers = S.Equal(S.Power(name, n), z)
        sign = (S.GreaterEqual(name, 0),) if n % 2 == 0 else ()
        system = replaced(system, root, name)
        system = make_list([*system.parts, powers, *sign])
    found = in_steps(kernel, system, variables, names)
    if not is_list(found):
        return None
    kept = [[r for r in rules.parts if any(same(r.parts[0], v) for v in variables)] for rules in found.parts]
    return [rules for rules in kept if holds(kernel, equations, rules)]


def in_steps(kernel: Any, system: Any, variables: list[Any], names: list[Any]) -> Any:
    """First for the roots alone where the equation has nothing else in it, then for what is under them."""
    first, powers, *sign = system.parts
    if len(names) > 1 or len(variables) > 1 or occurs(variables[0], first):
        return kernel.evaluate(S.Solve(system, make_list([*variables, *names]), S.Reals))
    found = kernel.evaluate(S.Solve(make_list([first, *sign]), names[0], S.Reals))
    if not is_list(found):
        return None
    each = [kernel.evaluate(S.Solve(S.ReplaceAll(powers, r), variables[0], S.Reals)) for r in found.parts]
    return make_list([r for e in each for r in e.parts]) if all(map(is_list, each)) else None


def replaced(expr: Any, old: Any, new: Any) -> Any:
    if same(expr, old):
        return new
    return Expr(expr.head, [replaced(p, old, new) for p in expr.parts]) if isinstance(expr, Expr) else expr


def holds(kernel: Any, equations: list[Any], rules: list[Any]) -> bool:
    """Whether the solution is not one of the powers alone."""
    difference = [S.Subtract(*e.parts) for e in equations]
    tests = [S.Less(S.Abs(S.N(S.ReplaceAll(d, make_list(rules)))), 1e-8) for d in difference]
    return all(kernel.evaluate(S.Quiet(test)) is not FALSE for test in tests)
