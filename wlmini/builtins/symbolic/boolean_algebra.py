"""Boolean expressions: other forms, minimal forms, truth tables, satisfiability."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

from wlmini.builtins.symbolic.bridge import Bridge, attempt
from wlmini.expr import FALSE, TRUE, Expr, S, as_key, boolean, from_key, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.ordering import sorted_canonically

CONNECTIVES = {S.And, S.Or, S.Not, S.Xor, S.Nand, S.Nor, S.Implies, S.Equivalent, S.Xnor}
MESSAGES = {
    "form": '`1` is none of the forms "DNF", "CNF", "ANF", "AND", "OR", "NAND", "NOR".',
    "bfun": "`1` is no Boolean expression of the variables, and no Boolean function.",
}


@builtin("Equivalent[p, q, ...]", attributes="Orderless")
def equivalent(kernel: Any, *parts: Any) -> Any:
    """is True where all arguments have the same truth value.

    >>> {Equivalent[True, True], Equivalent[True, False], Equivalent[True, p]}
    {True, False, p}
    """
    if len(parts) < 2:
        return TRUE
    rest = [p for p in dict.fromkeys(parts) if p is not TRUE and p is not FALSE]
    if TRUE in parts:
        return FALSE if FALSE in parts else S.And(*rest)
    if FALSE in parts:
        return S.And(*[S.Not(p) for p in rest])
    return TRUE if len(rest) == 1 else None if len(rest) == len(parts) else Expr(S.Equivalent, rest)


# -- truth ---------------------------------------------------------------------------------------------


def atoms_of(expr: Any, found: dict[Any, None]) -> list[Any]:
    """What stands inside the connectives."""
    if isinstance(expr, Expr) and expr.head in CONNECTIVES:
        for part in expr.parts:
            atoms_of(part, found)
    elif expr is not TRUE and expr is not FALSE:
        found[as_key(expr)] = None
    return sorted_canonically(map(from_key, found))


def holds(expr: Any, values: dict[Any, bool]) -> bool:
    """The truth value of an expression for given values of what stands inside."""
    if expr is TRUE or expr is FALSE:
        return expr is TRUE
    if not (isinstance(expr, Expr) and expr.head in CONNECTIVES):
        return values[as_key(expr)]
    return TRUTH[expr.head]([holds(p, values) for p in expr.parts])


TRUTH: dict[Any, Callable[[list[bool]], bool]] = {
    S.And: all, S.Or: any, S.Not: lambda v: not v[0], S.Xor: lambda v: sum(v) % 2 == 1,
    S.Nand: lambda v: not all(v), S.Nor: lambda v: not any(v), S.Implies: lambda v: not v[0] or v[1],
    S.Equivalent: lambda v: all(v) or not any(v), S.Xnor: lambda v: sum(v) % 2 == 0,
}  # fmt: skip


def rows_of(kernel: Any, expr: Any, names: Any) -> list[tuple[tuple[bool, ...], bool]]:
    """(values, truth) of every row of the truth table, True first."""
    if isinstance(expr, Expr) and expr.head is S.Function or not isinstance(expr, Expr) and names is None:
        raise Failure("bfun", expr, value=None)
    chosen = list(names.parts) if is_list(names) else [names] if names is not None else atoms_of(expr, {})
    keys = [as_key(c) for c in chosen]
    if not {as_key(a) for a in atoms_of(expr, {})} <= set(keys):
        raise Failure("bfun", expr, value=None)
    rows = product((True, False), repeat=len(chosen))
    return [(row, holds(expr, dict(zip(keys, row, strict=True)))) for row in rows]


def assignments(expr: Any, variables: list[Any]) -> list[tuple[bool, ...]] | None:
    """The truth values of the variables for which a statement holds; None for what has others in it."""
    if expr is TRUE or expr is FALSE:
        return list(product((True, False), repeat=len(variables))) if expr is TRUE else []
    atoms = atoms_of(expr, {})
    if any(not any(same(a, v) for v in variables) for a in atoms):
        return None
    keys = [as_key(v) for v in variables]
    rows = product((True, False), repeat=len(variables))
    return [row for row in rows if holds(expr, dict(zip(keys, row, strict=True)))]


@builtin("TautologyQ[expr]", "TautologyQ[expr, {a1, a2, ...}]", messages=MESSAGES)
def tautology_q(kernel: Any, expr: Any, names: Any = None) -> Any:
    """tells whether a Boolean expression is True for all values of its variables.

    >>> {TautologyQ[p || ! p], TautologyQ[p && q]}
    {True, False}
    """
    if expr is TRUE or expr is FALSE:
        return expr
    return boolean(all(truth for _, truth in rows_of(kernel, expr, names)))


@builtin(
    "SatisfiableQ[expr]",
    "SatisfiableQ[expr, {a1, a2, ...}]",
    messages=MESSAGES,
    options={"Method": S.Automatic},
    noted=("Method",),
)
def satisfiable_q(kernel: Any, expr: Any, names: Any = None, *, options: Any) -> Any:
    """tells whether a Boolean expression is True for some values of its variables.

    >>> {SatisfiableQ[p && q], SatisfiableQ[p && ! p && q]}
    {True, False}
    """
    if expr is TRUE or expr is FALSE:
        return expr
    return boolean(any(truth for _, truth in rows_of(kernel, expr, names)))


@builtin("BooleanTable[expr]", "BooleanTable[expr, {a1, a2, ...}]", messages=MESSAGES)
def boolean_table(kernel: Any, expr: Any, names: Any = None) -> Any:
    """gives the truth values of expr for all values of its variables, True first.

    >>> BooleanTable[p && q, {p, q}]
    {True, False, False, False}
    """
    return make_list([boolean(truth) for _, truth in rows_of(kernel, expr, names)])


@builtin("BooleanVariables[expr]")
def boolean_variables(kernel: Any, expr: Any) -> Any:
    """gives the variables of a Boolean expression.

    >>> BooleanVariables[p && (q || ! r)]
    {p, q, r}
    """
    return make_list(atoms_of(expr, {}))


@builtin("SatisfiabilityInstances[expr, {a1, a2, ...}]", "SatisfiabilityInstances[expr, {a1, a2, ...}, n]",
         messages=MESSAGES)  # fmt: skip
def satisfiability_instances(kernel: Any, expr: Any, names: Any = None, count: Any = 1) -> Any:
    """gives up to n lists of values for which expr is True.

    >>> SatisfiabilityInstances[p && ! q, {p, q}]
    {{True, False}}
    """
    found = [make_list(map(boolean, row)) for row, truth in rows_of(kernel, expr, names) if truth]
    if count is S.All:
        return make_list(found)
    return make_list(found[:count]) if isinstance(count, int) and count >= 0 else None


@builtin("SatisfiabilityCount[expr]", "SatisfiabilityCount[expr, {a1, a2, ...}]", messages=MESSAGES)
def satisfiability_count(kernel: Any, expr: Any, names: Any = None) -> Any:
    """gives for how many values of its variables expr is True.

    >>> SatisfiabilityCount[p || q]
    3
    """
    return sum(truth for _, truth in rows_of(kernel, expr, names))


# -- forms -------------------------------------------------------------------------------------------


def in_form(kernel: Any, expr: Any, work: Callable[[Any, Any], Any]) -> Any:
    """SymPy's answer; comparisons and the like count as variables."""
    bridge = Bridge(kernel)
    names = {as_key(a): bridge.sympy.Symbol(f"p{k}") for k, a in enumerate(atoms_of(expr, {}))}
    bridge.meanings = {symbol: from_key(key) for key, symbol in names.items()}

    def to(part: Any) -> Any:
        if part is TRUE or part is FALSE:
            return bridge.sympy.true if part is TRUE else bridge.sympy.false
        if isinstance(part, Expr) and part.head in CONNECTIVES:
            name = "Equivalent" if part.head is S.Equivalent else part.head.short
            return getattr(bridge.sympy, name)(*map(to, part.parts))
        return names[as_key(part)]

    return attempt(lambda: bridge.value(work(bridge.sympy, to(expr))))


def sheffer(head: Any) -> Callable[[Any], Any]:
    """An expression by Nand alone, or by Nor alone."""
    dual = S.And if head is S.Nand else S.Or

    def write(expr: Any) -> Any:
        if not (isinstance(expr, Expr) and expr.head in CONNECTIVES):
            return expr
        parts = [write(p) for p in expr.parts]
        if expr.head is S.Not:
            return head(parts[0], parts[0])
        if expr.head is dual:
            inner = head(*parts)
            return head(inner, inner)
        return head(*[head(p, p) for p in parts])

    return write


FORMS: dict[str, Callable[[Any, Any], Any]] = {
    "DNF": lambda sp, e: sp.to_dnf(e, simplify=True, force=True),
    "CNF": lambda sp, e: sp.to_cnf(e, simplify=True, force=True),
    "ANF": lambda sp, e: sp.to_anf(e),
    "SOP": lambda sp, e: sp.to_dnf(e), "POS": lambda sp, e: sp.to_cnf(e),
    "OR": lambda sp, e: sp.to_dnf(e), "AND": lambda sp, e: sp.to_cnf(e),
}  # fmt: skip


@builtin("BooleanConvert[expr]", "BooleanConvert[expr, form]", messages=MESSAGES)
def boolean_convert(kernel: Any, expr: Any, form: Any = "DNF") -> Any:
    """writes a Boolean expression in one of the forms "DNF", "CNF", "ANF", "NAND" and "NOR".

    >>> {BooleanConvert[! (p && q)], BooleanConvert[p || q && r, "CNF"]}
    {!p || !q, (p || q) && (p || r)}
    """
    if form in ("NAND", "NOR"):
        plain = in_form(kernel, expr, FORMS["DNF"])
        return plain and sheffer(S.Nand if form == "NAND" else S.Nor)(plain)
    if form not in FORMS:
        raise Failure("form", form, value=None)
    return in_form(kernel, expr, FORMS[form])


@builtin("BooleanMinimize[expr]", "BooleanMinimize[expr, form]", messages=MESSAGES)
def boolean_minimize(kernel: Any, expr: Any, form: Any = "DNF") -> Any:
    """finds a form of a Boolean expression, alternatives of conjunctions, that is as short as can be.

    >>> {BooleanMinimize[p && q || p && ! q], BooleanMinimize[p || p && q]}
    {p, p}
    """
    if form not in ("DNF", "CNF"):
        raise Failure("form", form, value=None)
    return in_form(kernel, expr, lambda sp, e: sp.simplify_logic(e, form=form.lower(), force=True))


@builtin("LogicalExpand[expr]")
def logical_expand(kernel: Any, expr: Any) -> Any:
    """multiplies out a Boolean expression: alternatives of conjunctions.

    >>> {LogicalExpand[(p || q) && r], LogicalExpand[! (p && q)]}
    {(p && r) || (q && r), !p || !q}
    """
    if not (isinstance(expr, Expr) and expr.head in CONNECTIVES):
        return expr
    return in_form(kernel, expr, lambda sp, e: sp.to_dnf(e))
