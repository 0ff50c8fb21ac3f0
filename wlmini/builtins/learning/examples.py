"""The forms in which examples are given: rules, lists -> lists, classes -> examples, tables -> column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from wlmini.expr import Association, Expr, S, head_of, is_list, make_list
from wlmini.kernel.messages import Failure

DATA = {
    "bdfmt": "`1` is no training or test data: rules input -> output, inputs -> outputs, "
    "or an association from classes to examples.",
    "nodat": "There are no examples in `1`.",
    "mlincfttp": "The example `1` does not have the form of the others: `2`.",
    "mlmpty": "Method `1` is not one of `2`.",
    "noprop": "`1` is no property; there are `2`.",
    "mlcllbl": "The class `1` is none of `2`.",
    "mlnum": "The values to be predicted are to be numbers, not `1`.",
    "mlone": "Examples of one class only, `1`, are no ground to learn from.",
}


class Examples(NamedTuple):
    """Inputs with the output of each."""

    inputs: list[Any]
    outputs: list[Any]


def plain(data: Any) -> Any:
    """What is inside a Dataset; other data as they are."""
    return data.normal() if head_of(data) is S.Dataset and not isinstance(data, Expr) else data


def read_examples(data: Any) -> Examples:
    """Examples of any of the forms; a message where the data have none of them."""
    data = plain(data)
    if isinstance(data, Association):
        found = [(example, label) for label, group in data.items() for example in listed(group, data)]
        return complete([a for a, _ in found], [b for _, b in found], data)
    if is_rule(data):
        left, right = map(plain, data.parts)
        if is_list(right) and is_list(left) and len(left) == len(right):
            return complete(list(left.parts), list(right.parts), data)
        return by_column(left, right, data)
    if is_list(data) and all(map(is_rule, data.parts)):
        return complete([r.parts[0] for r in data.parts], [r.parts[1] for r in data.parts], data)
    raise Failure("bdfmt", data, value=None)


def is_rule(expr: Any) -> bool:
    return isinstance(expr, Expr) and expr.head is S.Rule and len(expr.parts) == 2


def listed(group: Any, data: Any) -> Sequence[Any]:
    if not is_list(group):
        raise Failure("bdfmt", data, value=None)
    parts: Sequence[Any] = group.parts
    return parts


def complete(inputs: list[Any], outputs: list[Any], data: Any) -> Examples:
    """The examples whose output is known; a message where there are none."""
    known = [n for n, value in enumerate(outputs) if head_of(value) is not S.Missing]
    if not known:
        raise Failure("nodat", data, value=None)
    return Examples([inputs[n] for n in known], [outputs[n] for n in known])


def by_column(rows: Any, column: Any, data: Any) -> Examples:
    """{{...}, ...} -> n or {<|...|>, ...} -> "name": the outputs are in that column."""
    if not is_list(rows) or not len(rows) or not (isinstance(column, (int, str))):
        raise Failure("bdfmt", data, value=None)
    split = [without(row, column, data) for row in rows.parts]
    return complete([s[0] for s in split], [s[1] for s in split], data)


def without(row: Any, column: Any, data: Any) -> tuple[Any, Any]:
    """A row of a table without one column, and what is in that one."""
    if isinstance(row, Association) and (isinstance(column, int) or row.get(column) is not None):
        key = list(row.keys())[column - 1] if isinstance(column, int) else column
        return Association.of((k, v) for k, v in row.items() if k != key), row.get(key)
    if is_list(row) and isinstance(column, int) and 0 < abs(column) <= len(row):
        position = column - 1 if column > 0 else column % len(row)
        rest = [part for n, part in enumerate(row.parts) if n != position]
        return (rest[0] if len(rest) == 1 else make_list(rest)), row.parts[position]
    raise Failure("bdfmt", data, value=None)


def method_of(method: Any, owner: Any) -> tuple[Any, dict[str, Any]]:
    """(name, its own options) of Method -> "name" or {"name", "option" -> value, ...}."""
    if is_list(method) and len(method) and isinstance(method.parts[0], str):
        rules = [r for r in method.parts[1:] if is_rule(r)]
        return method.parts[0], {str(r.parts[0]): r.parts[1] for r in rules}
    return method, {}
