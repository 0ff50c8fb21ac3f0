"""Dataset and Query: tables and nested data that are asked level by level."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wlmini.expr import Association, Atom, Expr, S, as_key, head_of, is_list, make_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.rules import NOTHING, RuleSet

MESSAGES = {
    "noparts": "There is nothing under `1` to apply `2` to.",
    "part": "The part `1` does not exist.",
    "optval": "`1` -> `2` is not taken here; what is: `3`.",
}
SHOWN_ROWS = 20


def lengths(data: Any) -> list[int]:
    """The lengths of lists and associations in one another, as far as they agree."""
    if not is_list(data) and not isinstance(data, Association):
        return []
    inner = [lengths(each) for each in (data.values() if isinstance(data, Association) else data.parts)]
    agreed = [column for column in zip(*inner, strict=False) if len(set(column)) == 1]
    return [len(data), *(column[0] for column in agreed)]


class Dataset(Atom):
    """Data in lists and associations; applied to operators it answers queries."""

    __slots__ = ("data", "look")
    head = S.Dataset

    def __init__(self, data: Any, look: Look | None = None) -> None:
        self.data = data
        self.look = look  # how it is shown, which says nothing of what it is

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Dataset) and bool(self.data == other.data)

    def __hash__(self) -> int:
        return hash((Dataset, self.data))

    def __len__(self) -> int:
        return len(self.data)

    def __bool__(self) -> bool:
        return True

    @property
    def dimensions(self) -> list[int]:
        """The lengths of the levels on which all elements are as long as each other."""
        return lengths(self.data)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        """The answer to a query, again a Dataset where it is a list or an association."""
        return wrapped(answer(kernel, self.data, arguments))

    def part(self, kernel: Any, specs: tuple[Any, ...]) -> Any:
        return wrapped(kernel.call(S.Part, self.data, *specs))

    def normal(self) -> Any:
        return self.data

    def input_form(self) -> Any:
        return S.Dataset(self.data)

    def output_form(self) -> Any:
        rows = table_of(self.data, self.look or PLAIN)
        return S.Dataset(self.data) if rows is None else rows


def wrapped(value: Any) -> Any:
    return Dataset(value) if is_list(value) or isinstance(value, Association) else value


# -- showing ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Look:
    """How a table is shown: what of it, and what its items and headers become."""

    kernel: Any = None
    rows: int = SHOWN_ROWS
    columns: int | None = None
    hidden_rows: frozenset[Any] = frozenset()
    hidden_columns: frozenset[Any] = frozenset()
    item: Any = None
    header: Any = None
    alignment: Any = None

    def of_item(self, value: Any) -> Any:
        return value if self.item is None else self.kernel.call(self.item, value)

    def of_header(self, value: Any) -> Any:
        return value if self.header is None else self.kernel.call(self.header, value)


PLAIN = Look()


def look_of(kernel: Any, options: dict[str, Any]) -> Look:
    """What the options of a Dataset say of how it is shown as text."""
    rows, columns = two_limits(options["MaxItems"])
    hidden = options["HiddenItems"]
    specs = hidden.parts if is_list(hidden) and not is_column(hidden) else (hidden,)
    functions = [options[name] for name in ("ItemDisplayFunction", "HeaderDisplayFunction")]
    item, header = (None if f is S.Automatic or f is S["None"] else f for f in functions)
    alignment = options["Alignment"]
    return Look(
        kernel, rows, columns, frozenset(as_key(s) for s in specs if not is_column(s)),
        frozenset(as_key(s.parts[1]) for s in specs if is_column(s)), item, header,
        None if alignment is S.Automatic else alignment,
    )  # fmt: skip


def is_column(spec: Any) -> bool:
    """Whether an item is {All, column}."""
    return is_list(spec) and len(spec.parts) == 2 and spec.parts[0] is S.All


def two_limits(spec: Any) -> tuple[int, int | None]:
    """The most rows and columns of MaxItems -> n or {rows, columns}."""
    pair = spec.parts if is_list(spec) and 1 <= len(spec.parts) <= 2 else (spec,)
    if any(not (isinstance(n, int) and n > 0) and n not in (S.Automatic, S.All) for n in pair):
        raise Failure("optval", S.MaxItems, spec, "a positive integer or a pair of them", value=None)
    numbers = [n if isinstance(n, int) else None for n in pair]
    most = 10**9 if pair[0] is S.All else numbers[0] or SHOWN_ROWS
    return most, numbers[1] if len(numbers) > 1 else None


def table_of(data: Any, look: Look) -> Any | None:
    """Rows with the names of their columns above, keys beside, to be shown; None for other data."""
    named = isinstance(data, Association)
    rows = list(data.values()) if named else list(data.parts) if is_list(data) else []
    if not rows or not all(isinstance(row, Association) for row in rows):
        return None
    keys = list(data.keys()) if named else list(range(1, len(rows) + 1))
    pairs = [(k, row) for k, row in zip(keys, rows, strict=True) if as_key(k) not in look.hidden_rows]
    columns = list(dict.fromkeys([key for row in rows for key in row.entries]))
    names = [n for n in Association(dict.fromkeys(columns)).keys() if as_key(n) not in look.hidden_columns]  # noqa: SIM118
    few = names[: look.columns]
    ends = ["..."] if len(few) < len(names) else []
    shown = [[*(look.of_item(row.get(name, "")) for name in few), *ends] for _, row in pairs[: look.rows]]
    if named:
        shown = [[look.of_header(key), *row] for (key, _), row in zip(pairs, shown, strict=False)]
    more = [["..."] * (len(few) + len(ends) + named)] if len(pairs) > look.rows else []
    heads = [*(look.of_header(name) for name in few), *ends]
    table = [["", *heads] if named else heads, *shown, *more]
    rules = [] if look.alignment is None else [S.Rule(S.TableAlignments, look.alignment)]
    return S.TableForm(make_list([make_list(row) for row in table]), *rules)


LOOKS = (
    "Alignment", "Background", "DatasetTheme", "HeaderAlignment", "HeaderBackground",
    "HeaderDisplayFunction", "HeaderSize", "HeaderStyle", "HiddenItems", "ItemDisplayFunction", "ItemSize",
    "ItemStyle", "MaxItems",
)  # fmt: skip


@builtin(
    "Dataset[data]",
    options=dict.fromkeys(LOOKS, S.Automatic),
    messages=MESSAGES,
    noted=(
        "Background",
        "DatasetTheme",
        "HeaderAlignment",
        "HeaderBackground",
        "HeaderSize",
        "HeaderStyle",
        "ItemSize",
        "ItemStyle",
    ),
)
def dataset(kernel: Any, data: Any, *, options: dict[str, Any]) -> Any:
    """is a table, or any data in lists and associations, that is asked by applying it to parts and functions.

    >>> data = Dataset[{<|"a" -> 1, "b" -> 2|>, <|"a" -> 3, "b" -> 4|>}]; data[Total, "a"]
    4
    >>> data = Dataset[{<|"a" -> 1, "b" -> 2|>, <|"a" -> 3, "b" -> 4|>}]; Normal[data[All, "b"]]
    {2, 4}
    >>> StringContainsQ[ToString[Dataset[{<|"a" -> 1, "b" -> 2|>}, HiddenItems -> {{All, "b"}}]], "b"]
    False
    """
    told = any(value is not S.Automatic for value in options.values())
    look = look_of(kernel, options) if told else None
    if isinstance(data, Dataset):
        return Dataset(data.data, look) if told else data
    accept_functions(kernel)
    return Dataset(data, look) if isinstance(data, Expr) else None


@builtin("Query[op1, op2, ...]")
def query(kernel: Any, *operators: Any) -> Any:
    """is a question to data: op1 is for the whole, op2 for the elements, and so on.

    >>> Query[All, "a"][{<|"a" -> 1|>, <|"a" -> 2|>}]
    {1, 2}
    >>> Query[Max, "a"] @ {<|"a" -> 1|>, <|"a" -> 2|>}
    2
    """
    return Question(operators)


class Question(Atom):
    """What Query[...] evaluates to: operators, level by level."""

    __slots__ = ("operators",)
    head = S.Query

    def __init__(self, operators: tuple[Any, ...]) -> None:
        self.operators = operators

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Question) and self.operators == other.operators

    def __hash__(self) -> int:
        return hash(self.operators)

    def apply(self, kernel: Any, arguments: tuple[Any, ...]) -> Any:
        if len(arguments) != 1:
            return None
        data = arguments[0]
        if isinstance(data, Dataset):
            return data.apply(kernel, self.operators)
        return answer(kernel, data, self.operators)

    def input_form(self) -> Any:
        return S.Query(*self.operators)


# -- functions of datasets ---------------------------------------------------------------------------

# Functions that take a dataset where they take its data, and give a dataset where they give such data.
OF_FIRST = frozenset((
    S.Select, S.SelectFirst, S.Take, S.TakeWhile, S.Drop, S.First, S.Last, S.Rest, S.Most, S.Sort, S.SortBy,
    S.Reverse, S.ReverseSort, S.ReverseSortBy, S.GroupBy, S.Counts, S.CountsBy, S.Keys, S.Values, S.Append,
    S.Prepend, S.Total, S.Mean, S.Median, S.Max, S.Min, S.Union, S.DeleteDuplicates, S.DeleteDuplicatesBy,
    S.DeleteMissing, S.DeleteCases, S.Cases, S.Count, S.KeyTake, S.KeyDrop, S.KeySelect, S.KeySort,
    S.KeySortBy, S.Transpose, S.Flatten, S.Partition, S.Tally, S.MaximalBy, S.MinimalBy, S.TakeLargest,
    S.TakeSmallest, S.TakeLargestBy, S.TakeSmallestBy, S.Lookup, S.Join, S.JoinAcross, S.Merge, S.Catenate,
    S.Insert, S.Delete, S.ReplacePart, S.Gather, S.GatherBy, S.Accumulate, S.RandomSample, S.RandomChoice,
    S.AllTrue, S.AnyTrue, S.NoneTrue, S.MemberQ, S.Extract, S.PositionIndex, S.Position,
))  # fmt: skip
OF_SECOND = frozenset((
    S.Map, S.Apply, S.MapApply, S.Scan, S.MapIndexed, S.KeyMap, S.KeyValueMap, S.AssociationMap, S.MapAt
))  # fmt: skip


class FunctionsOfDatasets(RuleSet):
    """The up values of Dataset."""

    __slots__ = ("kernel",)

    def __init__(self, kernel: Any) -> None:
        super().__init__()
        self.kernel = kernel

    def apply(self, expr: Expr) -> Any:
        """The function of the data in the datasets, again a dataset where it is a list or an association."""
        place = 0 if expr.head in OF_FIRST else 1 if expr.head in OF_SECOND else None
        if place is None or len(expr.parts) <= place or not isinstance(expr.parts[place], Dataset):
            return NOTHING
        bare = [part.data if isinstance(part, Dataset) else part for part in expr.parts]
        return wrapped(self.kernel.evaluate(Expr(expr.head, bare)))


def accept_functions(kernel: Any) -> None:
    """From the first dataset on, functions of lists take datasets."""
    if S.Dataset not in kernel.with_up_values:
        kernel.definitions[S.Dataset].up = FunctionsOfDatasets(kernel)
        kernel.with_up_values.add(S.Dataset)


# -- answering -------------------------------------------------------------------------------------

# Operators that choose or arrange elements act before those for the levels below; others after.
DESCENDING = {
    S.Select, S.SelectFirst, S.Take, S.Drop, S.TakeWhile, S.Sort, S.SortBy, S.ReverseSort,
    S.ReverseSortBy, S.Reverse, S.GroupBy, S.KeySelect, S.KeyTake, S.KeyDrop, S.KeySort, S.KeySortBy,
    S.KeyMap, S.DeleteMissing, S.DeleteDuplicates, S.DeleteDuplicatesBy, S.DeleteCases, S.MaximalBy,
    S.MinimalBy, S.RandomSample, S.Cases, S.Part,
}  # fmt: skip


def answer(kernel: Any, data: Any, operators: tuple[Any, ...]) -> Any:
    """The value of a query: the first operator acts on the data, the others on its elements."""
    if not operators:
        return data
    first, rest = operators[0], operators[1:]
    if head_of(first) is S.RightComposition:
        return composed(kernel, data, first.parts, rest)
    if changes_parts(first):
        return below(kernel, changed_parts(kernel, data, first), False, rest)
    if is_list(first) and not all(is_part(each) for each in first.parts):
        return make_list([answer(kernel, data, (each, *rest)) for each in first.parts])
    if isinstance(first, Association):
        return Association.of([(key, answer(kernel, data, (each, *rest))) for key, each in first.items()])
    if is_part(first):
        return below(kernel, chosen(kernel, data, first), is_single(first), rest)
    if is_descending(first):
        return below(kernel, kernel.call(by_column(first), data), False, rest)
    return kernel.call(by_column(first), below(kernel, data, False, rest))


def changes_parts(operator: Any) -> bool:
    """Whether an operator is a rule "a" -> f, or a list of such rules."""
    rules = operator.parts if is_list(operator) else (operator,)
    return bool(rules) and all(head_of(rule) is S.Rule and len(rule) == 2 for rule in rules)


def changed_parts(kernel: Any, data: Any, spec: Any) -> Any:
    """The data with operators applied to some of its parts: {"a" -> f, 2 -> g}."""
    for rule in spec.parts if is_list(spec) else (spec,):
        place, operator = rule.parts
        data = kernel.call(S.MapAt, S.Function(Expr(Question((operator,)), (S.Slot(1),))), data, place)
    return data


def composed(kernel: Any, data: Any, functions: tuple[Any, ...], rest: tuple[Any, ...]) -> Any:
    """f /* g: those that choose come first, then the levels below, then the others."""
    index = 0
    while index < len(functions) and (is_part(functions[index]) or is_descending(functions[index])):
        data = answer(kernel, data, (functions[index],))
        index += 1
    single = index > 0 and is_single(functions[index - 1])
    data = below(kernel, data, single, rest)
    for function in functions[index:]:
        data = answer(kernel, data, (function,))
    return data


def below(kernel: Any, data: Any, single: bool, rest: tuple[Any, ...]) -> Any:
    """The other operators applied to the elements, or to the element where a single one was chosen."""
    if not rest:
        return data
    if single:
        return answer(kernel, data, rest)
    return over_elements(data, lambda each: answer(kernel, each, rest))


def over_elements(data: Any, function: Callable[[Any], Any]) -> Any:
    """The function of each value of an association or element of a list."""
    if isinstance(data, Association):
        return Association.of([(key, function(value)) for key, value in data.items()])
    if isinstance(data, Expr):
        return Expr(data.head, [function(part) for part in data.parts])
    raise Failure("noparts", data, "the next operator", owner=S.Dataset)


def is_single(operator: Any) -> bool:
    """Whether an operator chooses one element."""
    return isinstance(operator, (int, str)) or head_of(operator) is S.Key


def is_part(operator: Any) -> bool:
    """Whether an operator is a part specification: a number, name, span, All or list of them."""
    if is_single(operator) or operator is S.All or head_of(operator) is S.Span:
        return True
    return is_list(operator) and all(is_single(each) for each in operator.parts)


def is_descending(operator: Any) -> bool:
    """Whether an operator acts before those for the levels below it."""
    return (operator.head if isinstance(operator, Expr) else operator) in DESCENDING


def chosen(kernel: Any, data: Any, operator: Any) -> Any:
    """The part or parts of the data; a key that is not there gives Missing."""
    if operator is S.All:
        return data
    if isinstance(data, Association) and is_list(operator):
        return (
            kernel.call(S.KeyTake, data, operator)
            if not any_position(operator)
            else part(kernel, data, operator)
        )
    if isinstance(data, Association) and is_single(operator) and not isinstance(operator, int):
        key = operator.parts[0] if isinstance(operator, Expr) else operator
        return data.get(key, S.Missing("KeyAbsent", key))
    if is_list(data) and is_single(operator) and not isinstance(operator, int):
        raise Failure("part", operator, owner=S.Dataset)
    return part(kernel, data, operator)


BY_COLUMN = frozenset((
    S.GroupBy, S.SortBy, S.ReverseSortBy, S.MaximalBy, S.MinimalBy, S.DeleteDuplicatesBy, S.CountsBy,
    S.GatherBy, S.TakeLargestBy, S.TakeSmallestBy,
))  # fmt: skip


def by_column(operator: Any) -> Any:
    """GroupBy["name"] and its like, where a name stands for the function that takes that column."""
    if not isinstance(operator, Expr) or operator.head not in BY_COLUMN or not operator.parts:
        return operator
    return Expr(operator.head, (column(operator.parts[0]), *operator.parts[1:]))


def column(spec: Any) -> Any:
    """The function of a row that a name, or a list of names, stands for."""
    if isinstance(spec, str):
        return S.Function(S.Slot(spec))
    if is_list(spec) and spec.parts and all(isinstance(each, str) for each in spec.parts):
        return S.Function(make_list([S.Slot(each) for each in spec.parts]))
    return spec


def any_position(operator: Any) -> bool:
    return any(isinstance(each, int) for each in operator.parts)


def part(kernel: Any, data: Any, operator: Any) -> Any:
    value = kernel.call(S.Part, data, operator)
    if head_of(value) is S.Part:
        raise Failure("part", operator, owner=S.Dataset)
    return value
