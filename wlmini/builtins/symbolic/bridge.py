"""Expressions of the language as SymPy's, and back."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from wlmini.builtins.constraints import Limit, LimitPassed, has_alarms, under
from wlmini.builtins.symbolic import correspondence
from wlmini.expr import BigReal, Complex, Expr, S, Symbol, as_key, from_key, is_list, make_list, same
from wlmini.kernel.control import Flow
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, simple

PATIENCE = 60.0  # seconds after which SymPy is not waited for any longer
MACHINE_BITS = 53


class Untranslatable(Exception):
    """One side has no word for what the other one says."""


def attempt(work: Callable[..., Any], *arguments: Any, seconds: float = PATIENCE) -> Any:
    """What the work gives; None where SymPy cannot do it, or not in time."""
    try:
        return limited(work, arguments, seconds)
    except (Flow, MemoryError, Failure):
        raise
    except Exception:  # SymPy raises errors of every kind on what it cannot do
        return None


def limited(work: Callable[..., Any], arguments: tuple[Any, ...], seconds: float) -> Any:
    """The value of the work, None where it takes too long; without alarms there is no limit."""
    if not has_alarms():
        return work(*arguments)
    mine = Limit(seconds)
    try:
        return under(lambda: work(*arguments), mine)
    except LimitPassed as passed:
        if passed.limit is not mine:
            raise
        return None


def quiet_library() -> Any:
    """SymPy, whose warnings of what it will not take any more in future are nothing for users."""
    sympy = library("sympy")
    warnings.filterwarnings("ignore", category=sympy.utilities.exceptions.SymPyDeprecationWarning)
    return sympy


class Bridge:
    """Translates both ways, and remembers which SymPy symbol stands for what.

    `facts` gives the assumptions on symbols, `variables` those that must not vanish inside an expression
    SymPy has no word for: without them such an expression is a symbol of its own.
    """

    def __init__(
        self, kernel: Any, facts: dict[Any, dict[str, bool]] | None = None, variables: Any = ()
    ) -> None:
        self.kernel = kernel
        self.sympy = quiet_library()
        self.facts = facts or {}
        self.variables = tuple(variables)
        self.symbols: dict[Any, Any] = {}
        self.meanings: dict[Any, Any] = {}
        self.functions: dict[str, Any] = {}

    # -- there -----------------------------------------------------------------------------------

    def to(self, expr: Any) -> Any:
        """SymPy's expression."""
        if is_number(expr):
            return self.number(expr)
        if isinstance(expr, Symbol):
            constant = correspondence.CONSTANTS.get(expr)
            return self.variable(expr) if constant is None else constant(self.sympy)
        if not isinstance(expr, Expr) or is_list(expr):
            raise Untranslatable(expr)
        if expr in self.symbols:
            return self.symbols[expr]
        if isinstance(expr.head, Symbol):
            special = correspondence.TO_SPECIAL.get(expr.head)
            value = special(self, expr.parts) if special else self.known_call(expr)
            if value is not None:
                return value
        return self.derivative(expr) or self.unknown(expr)

    def quantity(self, expr: Any) -> Any:
        """SymPy's expression for what is calculated with; a statement, such as x < 1, is a symbol there."""
        found = self.to(expr)
        return found if isinstance(found, self.sympy.Expr) else self.variable(expr)

    def known_call(self, expr: Expr) -> Any:
        """A function both sides know, with arguments in the same order."""
        name = correspondence.FUNCTIONS.get((expr.head.short, len(expr.parts)))
        if name is None:
            return None
        return getattr(self.sympy, name)(*map(self.to, expr.parts))

    def number(self, value: Any) -> Any:
        if isinstance(value, (Complex, complex)):
            re, im = (value.real, value.imag) if isinstance(value, complex) else (value.re, value.im)
            return self.number(re) + self.sympy.I * self.number(im)
        if isinstance(value, Fraction):
            return self.sympy.Rational(value.numerator, value.denominator)
        if isinstance(value, BigReal):
            exact = self.sympy.Rational(value.value.numerator, value.value.denominator)
            return self.sympy.Float(exact, max(1, round(value.precision)))
        return self.sympy.Integer(value) if type(value) is int else self.sympy.Float(value)

    def variable(self, expr: Any) -> Any:
        """The symbol that stands for an expression."""
        key = as_key(expr)
        found = self.symbols.get(key)
        if found is None:
            name = expr.name if isinstance(expr, Symbol) else f"_{len(self.symbols)}"
            found = self.symbols[key] = self.sympy.Symbol(name, **self.facts.get(key, {}))
            self.meanings[found] = expr
        return found

    def unknown(self, expr: Expr) -> Any:
        """A call SymPy has no word for: a symbol, or a function where a variable stands inside."""
        if not any(occurs(v, expr) for v in self.variables):
            return self.variable(expr)
        if not isinstance(expr.head, Symbol) or expr.head.context == "System`":
            raise Untranslatable(expr)
        return self.function(expr.head)(*map(self.to, expr.parts))

    def function(self, head: Any) -> Any:
        name = head.name
        if name not in self.functions:
            self.functions[name] = self.sympy.Function(name)
            self.meanings[name] = head
        return self.functions[name]

    def slot_polynomial(self, function: Any) -> Any:
        """The polynomial that a pure function of one slot is."""
        body = function.parts[0] if isinstance(function, Expr) and function.head is S.Function else None
        if body is None or len(function.parts) != 1:
            raise Untranslatable(function)
        slot = self.variable(S.Slot(1))
        return self.sympy.Poly(self.to(body), slot)

    def derivative(self, expr: Expr) -> Any:
        """Derivative[n, ...][f][x, ...]."""
        head = expr.head
        if not is_derivative(head) or not any(occurs(v, expr) for v in self.variables):
            return None
        function = self.function(head.parts[0])
        arguments = [self.to(p) for p in expr.parts]
        places = [self.sympy.Dummy() for _ in arguments]
        plain = all(a.is_Symbol for a in arguments) and len(set(arguments)) == len(arguments)
        names = arguments if plain else places
        orders = [(x, n) for x, n in zip(names, head.head.parts, strict=True) if n]
        value = self.sympy.Derivative(function(*names), *orders)
        return value if plain else self.sympy.Subs(value, places, arguments)

    # -- and back --------------------------------------------------------------------------------

    def back(self, value: Any) -> Any:
        """The language's expression, not evaluated yet."""
        if isinstance(value, (list, tuple)):
            return make_list(map(self.back, value))
        if isinstance(value, bool):
            return S["True"] if value else S["False"]
        if isinstance(value, int):
            return value
        kind = type(value).__name__
        if value in self.meanings if value.is_Symbol else False:
            return self.meanings[value]
        made = correspondence.BACK_SPECIAL.get(kind)
        if made is not None:
            return made(self, value)
        if kind in correspondence.BACK:
            return Expr(S[correspondence.BACK[kind]], map(self.back, value.args))
        if value.is_Number:
            return self.back_number(value)
        if kind in self.meanings:
            return Expr(self.meanings[kind], map(self.back, value.args))
        raise Untranslatable(value)

    def back_number(self, value: Any) -> Any:
        if value.is_Rational:
            return simple(Fraction(int(value.p), int(value.q)))
        if value.is_Float:
            if value._prec <= MACHINE_BITS:
                return float(value)
            exact = self.sympy.Rational(value)
            return BigReal(Fraction(int(exact.p), int(exact.q)), value._prec / 3.3219280948873626)
        raise Untranslatable(value)

    def value(self, found: Any) -> Any:
        """The language's value of SymPy's expression."""
        return self.kernel.evaluate(self.back(found))


def is_derivative(expr: Any) -> bool:
    """Whether an expression is Derivative[n, ...][f]."""
    return (
        isinstance(expr, Expr)
        and isinstance(expr.head, Expr)
        and expr.head.head is S.Derivative
        and len(expr.parts) == 1
        and isinstance(expr.parts[0], Symbol)
        and all(type(n) is int for n in expr.head.parts)
    )


def occurs(form: Any, expr: Any) -> bool:
    """Whether the form stands anywhere in the expression."""
    if expr is form or same(expr, form):
        return True
    return isinstance(expr, Expr) and (
        occurs(form, expr.head) or True in [occurs(form, p) for p in expr.parts]
    )


def symbols_in(expr: Any) -> list[Symbol]:
    """The symbols among the parts of an expression that are no constants or names of the language."""
    found: dict[Any, None] = {}
    collect_symbols(expr, found)
    return [from_key(k) for k in found]


def collect_symbols(expr: Any, found: dict[Any, None]) -> None:
    if isinstance(expr, Symbol):
        if expr.context != "System`" or len(expr.short) == 1 and expr.short not in "EI":
            found[expr] = None
    elif isinstance(expr, Expr):
        for part in expr.parts:
            collect_symbols(part, found)


def each(kernel: Any, head: Symbol, expr: Any, rest: Iterable[Any] = ()) -> Any:
    """The function threaded over a list or an equation, None for anything else."""
    if isinstance(expr, Expr) and expr.head in correspondence.THREADED:
        return Expr(expr.head, [kernel.evaluate(head(p, *rest)) for p in expr.parts])
    return None
