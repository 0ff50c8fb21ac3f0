"""Expressions as numerical functions: translated to NumPy where all of it is known, else evaluated."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import numpy as np

from wlmini.arrays import pack
from wlmini.builtins.approximation import CONSTANTS, approximate, is_numeric
from wlmini.builtins.scoping import hide, restore, save
from wlmini.expr import BigReal, Complex, Expr, S, Symbol, as_key, is_list, make_list
from wlmini.kernel.definitions import UNSET
from wlmini.kernel.extras import library
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_number, machine

PLAIN = {
    "Sin": "sin", "Cos": "cos", "Tan": "tan", "ArcSin": "arcsin", "ArcCos": "arccos", "ArcTan": "arctan",
    "Sinh": "sinh", "Cosh": "cosh", "Tanh": "tanh", "ArcSinh": "arcsinh", "ArcCosh": "arccosh",
    "ArcTanh": "arctanh", "Exp": "exp", "Log": "log", "Sqrt": "sqrt", "Abs": "abs", "Floor": "floor",
    "Ceiling": "ceil", "Conjugate": "conj", "Sign": "sign", "Log2": "log2", "Log10": "log10",
}  # fmt: skip
SPECIAL = {
    "Erf": "erf", "Erfc": "erfc", "Gamma": "gamma", "LogGamma": "gammaln",
}  # fmt: skip
COMPARED = {
    "Less": "<", "LessEqual": "<=", "Greater": ">", "GreaterEqual": ">=", "Equal": "==", "Unequal": "!=",
}  # fmt: skip
LARGEST_EXACT = 2**53


class Untranslatable(Exception):
    """An expression holds something that has no NumPy form."""


class Translation:
    """The Python source of an expression in variables named v[0], v[1], ..."""

    def __init__(self, variables: Sequence[Any]) -> None:
        self.names = {as_key(variable): f"v[{i}]" for i, variable in enumerate(variables)}

    def source(self, expr: Any) -> str:
        if isinstance(expr, (Expr, Symbol)) and (name := self.names.get(as_key(expr))):
            return name
        if is_number(expr):
            return number_source(expr)
        if isinstance(expr, Symbol):
            if expr in CONSTANTS:
                return repr(CONSTANTS[expr][0])
            raise Untranslatable
        if not isinstance(expr, Expr) or not isinstance(expr.head, Symbol):
            raise Untranslatable
        return self.call(expr.head.short, expr.parts)

    def call(self, name: str, parts: Any) -> str:
        if name in ("Plus", "Times") and parts:
            sign = " + " if name == "Plus" else " * "
            return "(" + sign.join(map(self.source, parts)) + ")"
        if name == "Power" and len(parts) == 2:
            return self.power(*parts)
        if name in PLAIN and len(parts) == 1:
            return f"np.{PLAIN[name]}({self.source(parts[0])})"
        if name == "ArcTan" and len(parts) == 2:
            return f"np.arctan2({self.source(parts[1])}, {self.source(parts[0])})"
        if name in SPECIAL and len(parts) == 1:
            return f"special().{SPECIAL[name]}({self.source(parts[0])})"
        if name in ("Max", "Min") and len(parts) == 2:
            return f"np.{name.lower()}imum({self.source(parts[0])}, {self.source(parts[1])})"
        if name in COMPARED and len(parts) == 2:
            return f"({self.source(parts[0])} {COMPARED[name]} {self.source(parts[1])})"
        if name == "If" and len(parts) == 3:
            return f"np.where({', '.join(map(self.source, parts))})"
        raise Untranslatable

    def power(self, base: Any, exponent: Any) -> str:
        if base is S.E:
            return f"np.exp({self.source(exponent)})"
        if isinstance(exponent, Fraction) and exponent == Fraction(1, 2):
            return f"np.sqrt({self.source(base)})"
        if type(exponent) is int and exponent < 0:
            inverse = f"(1.0 / {self.source(base)})"
            return inverse if exponent == -1 else f"({inverse} ** {-exponent})"
        return f"({self.source(base)} ** {self.source(exponent)})"


def number_source(value: Any) -> str:
    if type(value) is int and abs(value) < LARGEST_EXACT:
        return f"({value})" if value < 0 else repr(value)
    plain = machine(value)
    if not np.isfinite(plain):
        raise Untranslatable
    return f"({plain!r})"


def special() -> Any:
    return library("scipy.special")


def translated(expr: Any, variables: Sequence[Any]) -> Callable[[Any], Any] | None:
    """The function of the sequence of the variables' values, None where NumPy lacks something."""
    try:
        source = Translation(variables).source(expr)
        return eval(f"lambda v: {source}", {"np": np, "special": special})  # type: ignore[no-any-return]
    except (Untranslatable, RecursionError, MemoryError, SyntaxError):
        return None


class NumericFunction:
    """An expression as a function of machine numbers put for its variables."""

    def __init__(self, kernel: Any, expr: Any, variables: Sequence[Any]) -> None:
        self.kernel = kernel
        self.expr = expr
        self.variables = list(variables)
        self.fast = translated(expr, variables)

    def __call__(self, *values: Any) -> Any:
        """The value, a float or complex; None where it is no number."""
        if self.fast is not None:
            with np.errstate(all="ignore"):
                try:
                    value = self.fast([np.float64(v) if type(v) is float else v for v in values])
                except (TypeError, ZeroDivisionError, OverflowError, ValueError):
                    value = math.nan
            if np.isfinite(value):
                return plain_number(value)
        return self.slowly(*values)

    def slowly(self, *values: Any) -> Any:
        """The value by evaluation of the expression."""
        found = numeric_value(self.kernel, put(self.expr, self.variables, values))
        return found if found is None or np.isfinite(found) else None

    def real(self, *values: Any) -> float:
        """The value, which must be a real number; not a number where it is none."""
        found = self(*values)
        if type(found) is complex:
            return found.real if abs(found.imag) <= 1e-12 * abs(found) else math.nan
        return math.nan if found is None else found

    def on_arrays(self, *arrays: Any) -> Any:
        """The values at arrays of points."""
        if self.fast is not None:
            with np.errstate(all="ignore"):
                try:
                    found = np.asarray(self.fast(list(arrays)))
                except (TypeError, ValueError):
                    found = np.array(math.nan)
            if found.dtype.kind in "fic" and np.isfinite(found).all():
                return np.broadcast_to(found, arrays[0].shape)
        points = zip(*[a.ravel().tolist() for a in arrays], strict=True)
        values = [self(*point) for point in points]
        return np.array([math.nan if v is None else v for v in values]).reshape(arrays[0].shape)


def plain_number(value: Any) -> Any:
    """A number of NumPy as one of Python; one without imaginary part as a real."""
    found = complex(value)
    return found if found.imag else found.real


def numeric_value(kernel: Any, expr: Any) -> Any:
    """The machine number that an expression is, None where it is none."""
    value = kernel.evaluate(expr)
    if not is_number(value):
        value = kernel.evaluate(S.N(value))
    return machine(value) if is_number(value) else None


def put(expr: Any, variables: Sequence[Any], values: Sequence[Any]) -> Any:
    """The expression with values for variables, which may be calls such as x[1]."""
    found = {as_key(variable): value for variable, value in zip(variables, values, strict=True)}

    def fill(part: Any) -> Any:
        if isinstance(part, (Expr, Symbol)):
            key = as_key(part)
            if key in found:
                return found[key]
        if type(part) is not Expr:
            return part
        return Expr(fill(part.head), [fill(p) for p in part.parts])

    return fill(expr)


@contextmanager
def local(kernel: Any, variables: Sequence[Any]) -> Iterator[None]:
    """While the block lasts, variables that are symbols have no values."""
    names = [v for v in variables if isinstance(v, Symbol)]
    saved = [(name, save(kernel, name)) for name in names]
    try:
        for name in names:
            hide(kernel, name, UNSET)
        yield
    finally:
        for name, old in saved:
            restore(kernel, name, old)


def difference_of_sides(equation: Any) -> Any:
    """left - right of an equation; anything else as it is."""
    if isinstance(equation, Expr) and equation.head is S.Equal and len(equation.parts) == 2:
        left, right = equation.parts
        if is_list(left) and is_list(right) and len(left) == len(right):
            pairs = zip(left.parts, right.parts, strict=True)
            return make_list([S.Plus(a, S.Times(-1, b)) for a, b in pairs])
        return S.Plus(left, S.Times(-1, right))
    return equation


def items(expr: Any) -> list[Any]:
    """The elements of a list or conjunction; anything else alone."""
    if is_list(expr) or (isinstance(expr, Expr) and expr.head is S.And):
        return [item for part in expr.parts for item in items(part)]
    return [] if expr is S["True"] else [expr]


def is_variable(expr: Any) -> bool:
    """Whether an expression can be solved for: a symbol without meaning, or a call such as x[1]."""
    if isinstance(expr, Symbol):
        return expr not in CONSTANTS and expr not in (S["True"], S["False"], S.Infinity)
    return (
        isinstance(expr, Expr) and not is_list(expr) and expr.head not in (S.Plus, S.Times, S.Power, S.Rule)
    )


def free_variables(kernel: Any, expr: Any) -> list[Any]:
    """The symbols of an expression that stand for numbers, in order."""
    found: dict[Any, None] = {}

    def walk(part: Any) -> None:
        if isinstance(part, Symbol):
            if part.context != "System`" and not is_numeric(kernel, part):
                found.setdefault(part)
        elif isinstance(part, Expr):
            for each in part.parts:
                walk(each)

    walk(expr)
    return list(found)


def unbuilt_option(head: Symbol, options: dict[str, Any], *allowed: str) -> None:
    """Complain about options given that do nothing yet; those allowed are looked at by the caller."""
    for name, value in options.items():
        if name not in allowed and value not in NEUTRAL:
            raise Failure("optnb", head, S.Rule(S[name], value), value=None)


NEUTRAL = (S.Automatic, S.MachinePrecision, S["None"], 100)


def working_digits(kernel: Any, options: dict[str, Any]) -> float | None:
    """The digits of the option WorkingPrecision; None for machine numbers."""
    value = kernel.evaluate(options.get("WorkingPrecision", S.MachinePrecision))
    if value in (S.MachinePrecision, S.Automatic):
        return None
    if is_number(value) and type(value) is not complex and not isinstance(value, Complex):
        return float(machine(value).real)
    raise Failure("wprec", value, value=None)


def goal(kernel: Any, options: dict[str, Any], name: str, default: float) -> float:
    """10^-digits for PrecisionGoal and AccuracyGoal."""
    value = kernel.evaluate(options.get(name, S.Automatic))
    if isinstance(value, (int, float, Fraction, BigReal)):
        return float(10.0 ** -machine(value).real)
    return 0.0 if isinstance(value, Expr) and value.head is S.DirectedInfinity else default


def as_machine(kernel: Any, expr: Any) -> Any:
    """The expression with machine numbers for exact ones, evaluated."""
    return kernel.evaluate(approximate(kernel, expr, None))


def vector(values: Any) -> Any:
    return pack(np.asarray(values))
