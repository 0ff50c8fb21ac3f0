"""Putting values for names into an expression, without letting scoping constructs capture them.

A body is compiled once into a template: a function from bindings to the filled-in expression, in which
the subexpressions that mention no bound name are shared as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from wlmini.expr import Expr, Packed, S, Symbol, is_atom, symbol

Template = Callable[[Mapping[Any, Any]], Any]
DELAYED = frozenset((S.RuleDelayed, S.SetDelayed))
LOCALS = frozenset((S.Module, S.With))
KEEPING = frozenset(  # heads with the attribute SequenceHold
    (S.Rule, S.RuleDelayed, S.Set, S.SetDelayed, S.UpSet, S.UpSetDelayed, S.TagSet, S.TagSetDelayed)
)
NOTHING = Expr(S.Sequence, ())  # the value of a name in a part of the pattern that matched nothing
SCOPES = frozenset((S.Function, S.Module, S.With, S.RuleDelayed, S.SetDelayed))


def substitute(expr: Any, bindings: Mapping[Any, Any]) -> Any:
    """The expression with values in place of names."""
    return template(expr, frozenset(bindings))(bindings)


def template(expr: Any, names: frozenset[Any]) -> Template:
    """A function that fills values for `names` into the expression."""
    made = compile_part(expr, names)
    return made if made is not None else lambda bindings: expr


def compile_part(expr: Any, names: frozenset[Any]) -> Template | None:
    """The template of a subexpression, or None where no name occurs in it."""
    if isinstance(expr, Symbol):
        return (lambda bindings: bindings.get(expr, NOTHING)) if expr in names else None
    if not isinstance(expr, Expr) or isinstance(expr, Packed):
        return None
    names = names - bound_by(expr)
    if not names:
        return None
    head = compile_part(expr.head, names)
    parts = [compile_part(p, names) for p in expr.parts]
    if head is None and not any(parts):
        return None
    return assemble(expr, head, parts, names)


def assemble(
    expr: Expr, head: Template | None, parts: list[Template | None], names: frozenset[Any]
) -> Template:
    """The template of a compound expression from those of its parts."""
    old_head = expr.head
    pairs = list(zip(expr.parts, parts, strict=True))

    direct = [] if old_head in KEEPING else [i for i, p in enumerate(expr.parts) if p in names]

    def build(bindings: Mapping[Any, Any]) -> Any:
        values = [p if make is None else make(bindings) for p, make in pairs]
        new_head = old_head if head is None else head(bindings)
        return Expr(new_head, spliced(values, direct) if direct else values)

    if old_head in SCOPES and len(expr.parts) > 1:
        return guard(expr, names, build)
    return build


def spliced(values: list[Any], places: list[int]) -> list[Any]:
    """The values with what a name stands for at one of the places put in argument by argument.

    Evaluation would do the same, but not within Hold: Hold[a, b] /. Hold[x__] :> Hold[{x}] is Hold[{a, b}].
    """
    for place in reversed(places):
        value = values[place]
        if type(value) is Expr and value.head is S.Sequence:
            values[place : place + 1] = value.parts
    return values


def guard(expr: Expr, names: frozenset[Any], build: Template) -> Template:
    """Rename the scope's own names where a value that goes in mentions them."""
    own = pattern_names(expr.parts[0]) if expr.head in DELAYED else scope_names(expr)
    used = [name for name in names if mentions(expr, name)]  # a value that does not go in need not be read

    def build_guarded(bindings: Mapping[Any, Any]) -> Any:
        captured = {n for n in own for name in used if has_symbol(bindings.get(name), n)}
        if not captured:
            return build(bindings)
        around = [expr, *bindings.values()]
        renamed = rename(expr, {n: unused(n, around) for n in captured})
        made = compile_part(renamed, names)
        return made(bindings) if made is not None else renamed

    return build_guarded if own else build


LARGE, KEPT = 64, 4  # parts of an expression whose symbols are kept, and how many such
symbols_kept: dict[int, tuple[Expr, frozenset[Symbol]]] = {}  # a loop puts the same long list in each time


def has_symbol(expr: Any, name: Symbol) -> bool:
    """What `mentions` tells; a long list is read once for all names and all times in a row."""
    if type(expr) is not Expr or len(expr.parts) < LARGE:
        return mentions(expr, name)
    known = symbols_kept.get(id(expr))
    if known is None or known[0] is not expr:
        if len(symbols_kept) >= KEPT:
            symbols_kept.clear()
        found: set[Symbol] = set()
        collect_symbols(expr, found)
        known = symbols_kept[id(expr)] = (expr, frozenset(found))
    return name in known[1]


def collect_symbols(expr: Any, found: set[Symbol]) -> None:
    if isinstance(expr, Symbol):
        found.add(expr)
    elif isinstance(expr, Expr) and not isinstance(expr, Packed):
        for part in (expr.head, *expr.parts):
            if isinstance(part, (Symbol, Expr)):
                collect_symbols(part, found)


def unused(name: Symbol, exprs: Iterable[Any]) -> Symbol:
    """The name with $ after it, as often as it takes for a name that none of the expressions mentions."""
    found = symbol(name.name + "$")
    return unused(found, exprs) if any(mentions(each, found) for each in exprs) else found


def rename(expr: Any, new: Mapping[Symbol, Symbol]) -> Any:
    """The expression with symbols replaced everywhere, whatever scopes there are."""
    if isinstance(expr, Symbol):
        return new.get(expr, expr)
    if not isinstance(expr, Expr) or is_atom(expr) or isinstance(expr, Packed):
        return expr
    return Expr(rename(expr.head, new), [rename(p, new) for p in expr.parts])


def mentions(expr: Any, name: Symbol) -> bool:
    """Whether the symbol occurs anywhere in the expression."""
    if not isinstance(expr, Expr):
        return expr is name
    if isinstance(expr, Packed):
        return False
    return mentions(expr.head, name) or any(mentions(p, name) for p in expr.parts)


def bound_by(expr: Expr) -> frozenset[Any]:
    """The names a scoping construct hides from substitution from outside."""
    if expr.head is S.Function and len(expr.parts) > 1:
        return scope_names(expr)
    if expr.head in LOCALS and expr.parts:
        return scope_names(expr)
    if expr.head in DELAYED and expr.parts:
        return pattern_names(expr.parts[0])
    return frozenset()


def scope_names(expr: Expr) -> frozenset[Any]:
    """The local names of Function[{x, y}, ...], Module[{x, y = 1}, ...], With[...]."""
    spec = expr.parts[0]
    items = spec.parts if isinstance(spec, Expr) and spec.head is S.List else (spec,)
    return frozenset(n for n in map(local_name, items) if isinstance(n, Symbol) and n is not S.Null)


def local_name(item: Any) -> Any:
    """x of `x`, `x = value` and `x := value`."""
    return item.parts[0] if isinstance(item, Expr) and item.head in (S.Set, S.SetDelayed) else item


def pattern_names(pattern: Any) -> frozenset[Any]:
    """The names that a pattern binds."""
    if not isinstance(pattern, Expr):
        return frozenset()
    own = (
        frozenset(pattern.parts[:1]) if pattern.head is S.Pattern and len(pattern.parts) == 2 else frozenset()
    )
    return own.union(pattern_names(pattern.head), *map(pattern_names, pattern.parts))
