"""ForAll and Exists, and Resolve, which decides what they say or says it without them."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.assumptions import conjuncts
from wlmini.builtins.symbolic.bridge import Bridge, attempt, occurs, symbols_in
from wlmini.builtins.symbolic.cylindrical import free_symbols, real_solution
from wlmini.builtins.symbolic.real_sets import has_order, set_of
from wlmini.expr import FALSE, TRUE, Expr, S, as_key, is_list, make_list, same
from wlmini.kernel.declare import builtin

MESSAGES = {"nsmet": "The methods that `1` has do not solve this system."}
QUANTIFIERS = (S.ForAll, S.Exists)


@builtin("ForAll[x, expr]", "ForAll[{x1, x2, ...}, expr]", "ForAll[x, cond, expr]", attributes="HoldFirst")
def for_all(kernel: Any, names: Any, condition: Any, expr: Any = None) -> Any:
    """stands for the statement that expr holds for all values of x (that satisfy cond); Resolve decides it.

    >>> {ForAll[x, True], Resolve[ForAll[x, x^2 + 1 > 0], Reals]}
    {True, True}
    """
    statement = condition if expr is None else expr
    return statement if statement is TRUE or (statement is FALSE and expr is None) else None


@builtin("Exists[x, expr]", "Exists[{x1, x2, ...}, expr]", "Exists[x, cond, expr]", attributes="HoldFirst")
def exists(kernel: Any, names: Any, condition: Any, expr: Any = None) -> Any:
    """stands for the statement that there are values of x for which expr holds; Resolve decides it.

    >>> {Exists[x, False], Resolve[Exists[x, x^2 == 2], Reals], Resolve[Exists[x, x^2 == -1], Reals]}
    {False, True, False}
    """
    statement = condition if expr is None else expr
    return statement if statement is FALSE or (statement is TRUE and expr is None) else None


@builtin("Resolve[expr]", "Resolve[expr, dom]", messages=MESSAGES)
def resolve(kernel: Any, expr: Any, domain: Any = S.Complexes) -> Any:
    """decides a statement with ForAll and Exists, or gives what it says about its free variables.

    >>> {Resolve[Exists[x, x > 3 && x < 5], Reals], Resolve[ForAll[x, x > 0], Reals]}
    {True, False}
    >>> Resolve[Exists[x, x^2 + b x + 1 == 0], Reals]
    b <= -2 || b >= 2
    """
    if not has_quantifier(expr):
        return expr
    found = resolved(kernel, expr, domain)
    if found is None:
        kernel.message(S.Resolve, "nsmet", S.Resolve)
    return found


def has_quantifier(expr: Any) -> bool:
    return isinstance(expr, Expr) and (
        expr.head in QUANTIFIERS or True in [has_quantifier(p) for p in expr.parts]
    )


def resolved(kernel: Any, expr: Any, domain: Any) -> Any:
    """The statement without quantifiers; None where that cannot be had."""
    if not has_quantifier(expr):
        return expr
    if domain is S.Reals or has_order(expr):
        found = real_solution(kernel, expr, free_symbols(expr))
        if found is not None:
            return found
    if expr.head not in QUANTIFIERS:
        parts = [resolved(kernel, p, domain) for p in expr.parts]
        return None if None in parts else kernel.evaluate(Expr(expr.head, parts))
    names = expr.parts[0]
    inner = resolved(kernel, quantified(expr), domain)
    for name in reversed(names.parts if is_list(names) else (names,)):
        inner = None if inner is None else attempt(without, kernel, inner, name, expr.head, domain)
    return inner


def quantified(expr: Expr) -> Any:
    """The statement with its condition."""
    if len(expr.parts) == 2:
        return expr.parts[1]
    return (S.Implies if expr.head is S.ForAll else S.And)(*expr.parts[1:])


def without(kernel: Any, statement: Any, name: Any, head: Any, domain: Any) -> Any:
    """What a statement that holds for all, or for some, values of a variable says of the others."""
    if statement is TRUE or statement is FALSE or not occurs(name, statement):
        return statement
    if head is S.ForAll:
        opposite = without(kernel, kernel.evaluate(negation(kernel, statement)), name, S.Exists, domain)
        return None if opposite is None else kernel.evaluate(S.Not(opposite))
    others = [s for s in symbols_in(statement) if not same(s, name)]
    if domain is S.Reals or has_order(statement):
        if others:
            return None
        bridge = Bridge(kernel, {as_key(name): {"real": True}})
        empty = set_of(bridge, statement, bridge.variable(name)).is_empty
        return None if empty is None else FALSE if empty else TRUE
    reduced = kernel.evaluate(S.Reduce(statement, make_list([*others, name]), domain))
    return (
        None if isinstance(reduced, Expr) and reduced.head is S.Reduce else projected(kernel, reduced, name)
    )


def projected(kernel: Any, condition: Any, name: Any) -> Any:
    """What is left of a solved condition when its last variable may have any value that it allows."""
    if not isinstance(condition, Expr):
        return condition
    if condition.head is S.Or:
        parts = list(dict.fromkeys([projected(kernel, p, name) for p in condition.parts]))
        return parts[0] if len(parts) == 1 else kernel.evaluate(S.Or(*parts))
    if condition.head is S.And:
        return kernel.evaluate(S.And(*[projected(kernel, p, name) for p in condition.parts]))
    inside = [c for c in conjuncts(condition) if occurs(name, c)]
    return TRUE if inside or about_parameter(condition) else condition


def about_parameter(condition: Expr) -> bool:
    """C[1] in the integers: it only counts solutions."""
    return (
        condition.head is S.Element
        and isinstance(condition.parts[0], Expr)
        and condition.parts[0].head is S.C
    )


def negation(kernel: Any, statement: Any) -> Any:
    if isinstance(statement, Expr) and statement.head is S.Implies:
        return S.And(statement.parts[0], S.Not(statement.parts[1]))
    return S.Not(statement)
