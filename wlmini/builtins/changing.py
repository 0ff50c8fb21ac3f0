"""Changing the value of a variable: x++, x += dx and their relatives."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.assignment import assign
from wlmini.builtins.settings import SETTINGS
from wlmini.expr import Expr, S, Symbol, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.definitions import UNSET
from wlmini.kernel.messages import Failure

NO_VALUE = {"rvalue": "`1` has no value that could be changed."}


def change(kernel: Any, name: Symbol, target: Any, operation: Any) -> tuple[Any, Any]:
    """(old, new) value of a variable or part, after the operation."""
    old = kernel.evaluate(target)
    if lacks_value(kernel, target, old):
        raise Failure("rvalue", target, owner=name, value=None)
    new = kernel.evaluate(operation(old))
    assign(kernel, target, new, delayed=False)
    return old, new


def lacks_value(kernel: Any, target: Any, value: Any) -> bool:
    """Whether a variable has nothing assigned to it, or a call such as f[1] has no value but itself."""
    if isinstance(target, Symbol):
        return kernel.definitions[target].own is UNSET and target not in SETTINGS
    if not isinstance(target, Expr) or target.head in (S.Part, S.List) or not isinstance(value, Expr):
        return False
    return same(value, target) or same(value, Expr(target.head, [kernel.evaluate(p) for p in target.parts]))


@builtin("Increment[x]", attributes="HoldFirst ReadProtected", messages=NO_VALUE)
def increment(kernel: Any, x: Any) -> Any:
    """increases x by 1 and gives its old value, written x++.

    >>> k = 1; {k++, k}
    {1, 2}
    """
    return change(kernel, S.Increment, x, lambda old: S.Plus(old, 1))[0]


@builtin("Decrement[x]", attributes="HoldFirst ReadProtected", messages=NO_VALUE)
def decrement(kernel: Any, x: Any) -> Any:
    """decreases x by 1 and gives its old value, written x--.

    >>> k = 1; {k--, k}
    {1, 0}
    """
    return change(kernel, S.Decrement, x, lambda old: S.Plus(old, -1))[0]


@builtin("PreIncrement[x]", attributes="HoldFirst ReadProtected", messages=NO_VALUE)
def pre_increment(kernel: Any, x: Any) -> Any:
    """increases x by 1 and gives its new value, written ++x.

    >>> k = 1; ++k
    2
    """
    return change(kernel, S.PreIncrement, x, lambda old: S.Plus(old, 1))[1]


@builtin("PreDecrement[x]", attributes="HoldFirst ReadProtected", messages=NO_VALUE)
def pre_decrement(kernel: Any, x: Any) -> Any:
    """decreases x by 1 and gives its new value, written --x.

    >>> k = 1; --k
    0
    """
    return change(kernel, S.PreDecrement, x, lambda old: S.Plus(old, -1))[1]


@builtin("AddTo[x, dx]", attributes="HoldFirst", messages=NO_VALUE)
def add_to(kernel: Any, x: Any, dx: Any) -> Any:
    """adds dx to x and gives the new value, written x += dx.

    >>> k = 1; k += 4
    5
    """
    return change(kernel, S.AddTo, x, lambda old: S.Plus(old, dx))[1]


@builtin(
    "SubtractFrom[x, dx]",
    attributes="HoldFirst",
    messages=NO_VALUE,
)
def subtract_from(kernel: Any, x: Any, dx: Any) -> Any:
    """subtracts dx from x and gives the new value, written x -= dx.

    >>> k = 1; k -= 4
    -3
    """
    return change(kernel, S.SubtractFrom, x, lambda old: S.Subtract(old, dx))[1]


@builtin("TimesBy[x, c]", attributes="HoldFirst", messages=NO_VALUE)
def times_by(kernel: Any, x: Any, c: Any) -> Any:
    """multiplies x by c and gives the new value, written x *= c.

    >>> k = 3; k *= 4
    12
    """
    return change(kernel, S.TimesBy, x, lambda old: S.Times(old, c))[1]


@builtin("DivideBy[x, c]", attributes="HoldFirst", messages=NO_VALUE)
def divide_by(kernel: Any, x: Any, c: Any) -> Any:
    """divides x by c and gives the new value, written x /= c.

    >>> k = 3; k /= 2
    3/2
    """
    return change(kernel, S.DivideBy, x, lambda old: S.Divide(old, c))[1]
