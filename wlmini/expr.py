"""Immutable expressions and atoms: the values that every other part of wlmini hands around.

Plain Python values are atoms: `int`, `float`, `complex`, `str`, and `Fraction` for exact rationals.
`1 == 1.0 == True` in Python, so never compare atoms with `==` alone: `same` decides, and
`as_key` makes the dictionary key under which a value is the same as itself only.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

__all__ = [
    "FALSE", "NULL", "TRUE", "Association", "Atom", "BigReal", "Complex", "Expr", "Packed", "S",
    "Symbol", "as_key", "as_keys", "boolean", "from_key", "head_of", "is_atom", "is_list", "make_list",
    "rational", "same", "symbol",
]  # fmt: skip


class Symbol:
    """A name in a context; there is one object for each full name, so identity is equality.

    `order` keeps the key of the canonical order, once something asked for it.
    """

    __slots__ = ("context", "name", "order", "short")
    order: tuple[Any, ...]

    def __init__(self, name: str) -> None:
        self.name = name
        self.context, _, self.short = name.rpartition("`")
        self.context += "`"

    def __call__(self, *parts: Any) -> Expr:
        """The expression with this symbol as its head: `S.Plus(1, 2)`."""
        return Expr(self, parts)

    def __repr__(self) -> str:
        return self.short if self.context == "System`" else self.name

    def __reduce__(self) -> tuple[Any, ...]:
        return symbol, (self.name,)


_interned: dict[str, Symbol] = {}


def symbol(name: str) -> Symbol:
    """The symbol of a full name such as ``System`Plus``; a bare name means the context System`."""
    if "`" not in name:
        name = "System`" + name
    found = _interned.get(name)
    if found is None:
        found = _interned[name] = Symbol(name)
    return found


class SystemSymbols:
    """`S.Plus` is the symbol System`Plus; `S["$Failed"]` reaches names that Python cannot spell."""

    def __getattr__(self, name: str) -> Symbol:
        if name.startswith("__"):
            raise AttributeError(name)
        found = symbol("System`" + name)
        setattr(self, name, found)
        return found

    def __getitem__(self, name: str) -> Symbol:
        return symbol("System`" + name)


S = SystemSymbols()
TRUE, FALSE, NULL = S["True"], S["False"], S.Null


class Expr:
    """A head applied to parts.

    `tick` is the evaluator's stamp: fully evaluated as of that tick. `order` keeps the key of the
    canonical order, once something asked for it.
    """

    __slots__ = ("_hash", "head", "order", "parts", "tick")
    _hash: int
    order: tuple[Any, ...]
    head: Any
    parts: tuple[Any, ...]
    tick: float

    def __init__(self, head: Any, parts: Iterable[Any] = ()) -> None:
        self.head = head
        self.parts = tuple(parts)
        self.tick = 0

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Expr) and same(self, other))

    def __hash__(self) -> int:
        try:
            return self._hash
        except AttributeError:
            value = self._hash = hash((self.head, self.parts))
            return value

    def __len__(self) -> int:
        return len(self.parts)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"{self.head!r}[{', '.join(map(repr, self.parts))}]"


class Packed(Expr):
    """A list, or nested lists, of machine numbers held as one NumPy array (`arrays.pack` makes it).

    It is an ordinary List to whoever reads `head` and `parts`; the parts of an array of rank 2 and
    more are packed again, those of a vector plain Python numbers.
    """

    __slots__ = ("_parts", "array")
    _parts: tuple[Any, ...]

    def __init__(self, array: Any) -> None:
        self.head = S.List
        self.array = array
        self.tick = 0

    @property
    def parts(self) -> tuple[Any, ...]:  # type: ignore[override]
        try:
            return self._parts
        except AttributeError:
            rows = self.array
            self._parts = tuple(rows.tolist()) if rows.ndim == 1 else tuple(map(Packed, rows))
            return self._parts

    def put(self, index: Any, value: Any) -> None:
        """Give elements a value in place; only for who knows that nobody else holds this array."""
        self.array[index] = value
        forget(self)

    def __len__(self) -> int:
        return len(self.array)

    def __repr__(self) -> str:
        return f"Packed{self.array.shape}"


class Association(Expr):
    """Keys and values in order of insertion; an evaluated `<|...|>`.

    `entries` maps `as_key(key)` to the value; a value given by :> is held in a `Delayed`.
    """

    __slots__ = ("_parts", "entries")
    _parts: tuple[Any, ...]
    entries: dict[Hashable, Any]

    def __init__(self, entries: Mapping[Hashable, Any]) -> None:
        self.head = S.Association
        self.entries = entries if isinstance(entries, dict) else dict(entries)
        self.tick = 0

    @classmethod
    def of(cls, pairs: Iterable[tuple[Any, Any]]) -> Association:
        """The association of (key expression, value) pairs; a later key replaces an earlier one."""
        return cls({as_key(key): value for key, value in pairs})

    def get(self, key: Any, default: Any = None) -> Any:
        """The value under a key expression (unwrapped where it was given by :>)."""
        value = self.entries.get(as_key(key), default)
        return value.value if isinstance(value, Delayed) else value

    def put(self, key: Any, value: Any) -> None:
        """Give a key a value in place; only for who knows that nobody else holds this association."""
        self.entries[as_key(key)] = value
        forget(self)

    def items(self) -> Iterator[tuple[Any, Any]]:
        """(key expression, value) in order."""
        for key, value in self.entries.items():
            yield from_key(key), value.value if isinstance(value, Delayed) else value

    def keys(self) -> Iterator[Any]:
        return map(from_key, self.entries)

    def values(self) -> Iterator[Any]:
        for value in self.entries.values():
            yield value.value if isinstance(value, Delayed) else value

    @property
    def parts(self) -> tuple[Any, ...]:  # type: ignore[override]
        """The rules, as in the expression form."""
        try:
            return self._parts
        except AttributeError:
            self._parts = tuple(
                S.RuleDelayed(from_key(k), v.value) if isinstance(v, Delayed) else S.Rule(from_key(k), v)
                for k, v in self.entries.items()
            )
            return self._parts

    def __len__(self) -> int:
        return len(self.entries)


def forget(expr: Expr) -> None:
    """Drop what was derived from the parts of an expression that was changed in place."""
    for kept in ("_hash", "_parts", "order"):
        if hasattr(expr, kept):
            delattr(expr, kept)


class Delayed:
    """The value of a key :> value entry of an association."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value


class Atom:
    """A value that is no plain expression but has a head: a net, a NumericArray, a picture, a file.

    Subclasses set `head` and override what they can do; each method may decline with None.
    """

    __slots__ = ()
    head: Symbol

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any | None:
        """The value of `self[arguments...]`, or None to leave the call as it stands."""
        return None

    def part(self, kernel: Any, specs: tuple[Any, ...]) -> Any | None:
        """The value of `self[[specs...]]`."""
        return None

    def thread(self, kernel: Any, head: Symbol, parts: tuple[Any, ...]) -> Any | None:
        """The value of a Listable function of arguments among which this is the first such atom."""
        return None

    def rebuilt(self, elements: Expr) -> Any | None:
        """A value of the same kind with other elements, where its elements are those of a list."""
        return None

    def normal(self) -> Any | None:
        """The value of `Normal[self]`."""
        return None

    def input_form(self) -> Any:
        """An expression, or a finished text, that reads back to this value."""
        return f"{self.head.short}[...]"

    def output_form(self) -> Any:
        """What a terminal shows: an expression, or a finished text."""
        return self.input_form()


def plain_value(number: Any) -> Any:
    """What a real number is compared by: the fraction of one of arbitrary precision."""
    return number.value if isinstance(number, BigReal) else number


class BigReal:
    """A real of `precision` significant decimal digits; the value is held as an exact fraction."""

    __slots__ = ("precision", "value")

    def __init__(self, value: Fraction, precision: float) -> None:
        self.value = value
        self.precision = precision

    def __eq__(self, other: object) -> bool:
        return isinstance(other, BigReal) and (self.value, self.precision) == (other.value, other.precision)

    def __hash__(self) -> int:
        return hash((self.value, self.precision))

    def __lt__(self, other: Any) -> bool:
        return bool(self.value < plain_value(other))

    def __le__(self, other: Any) -> bool:
        return bool(self.value <= plain_value(other))

    def __gt__(self, other: Any) -> bool:
        return bool(self.value > plain_value(other))

    def __ge__(self, other: Any) -> bool:
        return bool(self.value >= plain_value(other))

    def __repr__(self) -> str:
        return f"BigReal({self.value!r}, {self.precision!r})"


class Complex:
    """An exact or arbitrary-precision complex number; machine ones are Python's `complex`."""

    __slots__ = ("im", "re")

    def __init__(self, re: Any, im: Any) -> None:
        self.re = re
        self.im = im

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Complex) and same(self.re, other.re) and same(self.im, other.im)

    def __hash__(self) -> int:
        return hash((Complex, self.re, self.im))

    def __repr__(self) -> str:
        return f"Complex({self.re!r}, {self.im!r})"


HEADS: dict[type, Symbol] = {
    int: S.Integer, float: S.Real, str: S.String, complex: S.Complex, Fraction: S.Rational,
    Complex: S.Complex, BigReal: S.Real, Symbol: S.Symbol,
}  # fmt: skip
INFINITY, DIRECTED = S.Infinity, S.DirectedInfinity


def head_of(expr: Any) -> Any:
    """The head of any value, as `Head` gives it."""
    found = HEADS.get(type(expr))
    if found is None:
        return expr.head
    return found if expr is not INFINITY else DIRECTED  # it stands for DirectedInfinity[1]


def is_atom(expr: Any) -> bool:
    """Whether `AtomQ` holds; associations count as atoms."""
    return not isinstance(expr, Expr) or type(expr) is Association


def is_list(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.List


def make_list(items: Iterable[Any]) -> Expr:
    return Expr(S.List, items)


def boolean(value: object) -> Symbol:
    """Python's truth as the symbol True or False."""
    return TRUE if value else FALSE


def rational(numerator: int, denominator: int = 1) -> int | Fraction:
    """The exact quotient in lowest terms: an `int` where it is whole."""
    value = Fraction(numerator, denominator)
    return value.numerator if value.denominator == 1 else value


def same(a: Any, b: Any) -> bool:
    """Whether two values are the same expression (SameQ without its tolerance for reals)."""
    if a is b:
        return True
    if isinstance(a, Expr):
        if not isinstance(b, Expr) or a.head is not b.head and not same(a.head, b.head):
            return False
        if type(a) is Packed and type(b) is Packed and a.array.dtype == b.array.dtype:
            return a.array.shape == b.array.shape and bool((a.array == b.array).all())
        mine, theirs = a.parts, b.parts
        if len(mine) != len(theirs):
            return False
        for x, y in zip(mine, theirs, strict=True):  # noqa: SIM110 - half the time of all(...)
            if x is not y and not same(x, y):
                return False
        return True
    return type(a) is type(b) and bool(a == b)


def as_key(expr: Any) -> Hashable:
    """A dictionary key equal to another's exactly where the values are the same (1 is not 1.)."""
    return (type(expr), expr) if isinstance(expr, (float, complex)) else expr


def as_keys(values: Sequence[Any]) -> Sequence[Hashable]:
    """`as_key` of each of the values, which mostly are their own keys."""
    if set(map(type, values)).isdisjoint((float, complex)):
        return values
    return [as_key(value) for value in values]


def from_key(key: Any) -> Any:
    """The value that `as_key` made the key from."""
    return key[1] if type(key) is tuple else key
