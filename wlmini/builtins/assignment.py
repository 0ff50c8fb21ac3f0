"""Giving values to symbols, expressions and parts; taking them away; attributes."""

from __future__ import annotations

import sys
from typing import Any

from wlmini.builtins.elements import put_below
from wlmini.builtins.looks import add_format, set_boxes, set_syntax
from wlmini.builtins.packing import PACK_FROM, compact
from wlmini.builtins.part import assign_in_place, assign_part, owned_by
from wlmini.builtins.settings import SETTINGS
from wlmini.expr import NULL, Association, Expr, Packed, S, Symbol, is_list
from wlmini.kernel.apply import operator_of
from wlmini.kernel.declare import builtin
from wlmini.kernel.definitions import UNSET, Definition
from wlmini.kernel.messages import Failure, message_name
from wlmini.kernel.parts import splice
from wlmini.kernel.rules import Rule, RuleSet
from wlmini.kernel.widening import FlatRule, definition_rule

FAILED = S["$Failed"]
SOLE = 3  # references to a value that only its variable has: that one, ours, and the counting call's
SET_MESSAGES = {
    "setraw": "Cannot give a value to `1`.",
    "shape": "Lists `1` and `2` are not of the same shape.",
    "setps": "`1` is no symbol whose parts could be changed.",
    "partd": "Part specification `1` goes deeper than the object has levels.",
    "noval": "Symbol `1` has no value whose parts could be changed.",
}


def writable(kernel: Any, symbol: Symbol, whole: Any) -> Definition:
    """The definition of a symbol that may be changed; a message where it is protected."""
    definition: Definition = kernel.definitions[symbol]
    if "Locked" in definition.attributes:
        raise Failure("locked", symbol, owner=S.General, value=FAILED)
    if "Protected" in definition.attributes and not symbol.short.startswith("$"):
        kind, *arguments = ("wrsym", symbol) if symbol is whole else ("write", symbol, whole)
        raise Failure(kind, *arguments, value=FAILED)
    return definition


# -- values ----------------------------------------------------------------------------------------


@builtin("Set[lhs, rhs]", attributes="HoldFirst SequenceHold", messages=SET_MESSAGES)
def set_(kernel: Any, lhs: Any, rhs: Any) -> Any:
    """gives lhs the value rhs, written lhs = rhs.

    >>> x = 3; x^2
    9
    >>> {a, b} = {1, 2}; a + b
    3
    """
    try:
        assign(kernel, lhs, rhs, delayed=False)
    except Failure as failure:
        failure.value = rhs  # the value of an assignment is its right side even where it fails
        raise
    return rhs


@builtin("SetDelayed[lhs, rhs]", attributes="HoldAll SequenceHold", messages=SET_MESSAGES)
def set_delayed(kernel: Any, lhs: Any, rhs: Any) -> Any:
    """gives lhs the value rhs, evaluated anew whenever lhs is used, written lhs := rhs.

    >>> f[n_] := n^2; f[5]
    25
    """
    assign(kernel, lhs, rhs, delayed=True)
    return NULL


def assign(kernel: Any, lhs: Any, rhs: Any, *, delayed: bool) -> None:
    """Make the definition that the shape of the left side asks for."""
    if isinstance(lhs, Symbol):
        assign_symbol(kernel, lhs, rhs)
        return
    if not isinstance(lhs, Expr) or isinstance(lhs, Packed):
        raise Failure("setraw", lhs, owner=S.SetDelayed if delayed else S.Set, value=FAILED)
    special = SPECIAL.get(lhs.head)
    if special is not None:
        special(kernel, lhs, rhs, delayed)
        return
    define(kernel, lhs, rhs, delayed)


def assign_symbol(kernel: Any, symbol: Symbol, rhs: Any) -> None:
    setting = SETTINGS.get(symbol)
    if setting is not None:
        setting(kernel, rhs)
        return
    writable(kernel, symbol, symbol)
    kernel.set_own(symbol, rhs)


def define(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """A down value or sub value of the symbol at the head."""
    pattern, core = evaluated_pattern(kernel, lhs)
    owner = operator_of(core)
    if not isinstance(owner, Symbol) or not isinstance(core, Expr):
        raise Failure("setraw", lhs, owner=S.SetDelayed if delayed else S.Set, value=FAILED)
    head_value = kernel.definitions[owner].own
    if isinstance(head_value, Association) and len(core.parts) == 1 and core.head is owner:
        if sys.getrefcount(head_value) > SOLE:
            head_value = Association(dict(head_value.entries))
        head_value.put(core.parts[0], rhs)
        kernel.set_own(owner, head_value)
        return
    if isinstance(head_value, Association) and len(core.parts) > 1 and core.head is owner:
        kernel.set_own(owner, put_below(head_value, core.parts, rhs))
        return
    definition = writable(kernel, owner, core)
    rules = definition.down if isinstance(core.head, Symbol) else definition.sub
    add_rule(kernel, definition, rules, pattern, rhs, delayed)


def add_rule(
    kernel: Any, definition: Definition, rules: RuleSet, pattern: Any, rhs: Any, delayed: bool
) -> None:
    kernel.changed(definition)
    if definition.builtin is not None:
        kernel.accelerator.enabled = False
    rule = definition_rule(kernel, pattern, rhs, delayed)
    rules.add(rule, flat=definition.flat or definition.orderless or isinstance(rule, FlatRule))


def evaluated_pattern(kernel: Any, lhs: Any) -> tuple[Any, Any]:
    """(left side with its arguments evaluated, the same without names, conditions and HoldPattern)."""
    if isinstance(lhs, Expr) and lhs.head is S.Pattern and len(lhs.parts) == 2:
        pattern, core = evaluated_pattern(kernel, lhs.parts[1])
        return S.Pattern(lhs.parts[0], pattern), core
    if isinstance(lhs, Expr) and lhs.head is S.Condition and len(lhs.parts) == 2:
        pattern, core = evaluated_pattern(kernel, lhs.parts[0])
        return S.Condition(pattern, lhs.parts[1]), core
    if isinstance(lhs, Expr) and lhs.head in (S.HoldPattern, S.Literal) and len(lhs.parts) == 1:
        return lhs, lhs.parts[0]
    if not isinstance(lhs, Expr):
        return lhs, lhs
    definition = kernel.definitions[lhs.head] if isinstance(lhs.head, Symbol) else None
    if definition is None:
        head = evaluated_pattern(kernel, lhs.head)[0]
        core = Expr(head, [kernel.evaluate(p) for p in lhs.parts])
    else:
        core = Expr(lhs.head, splice(kernel.arguments(lhs.parts, definition)[0]))
        if definition.flat or definition.orderless:
            core = kernel.normalize(core, definition) or core
    return core, core


# -- special left sides ----------------------------------------------------------------------------


def set_list(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """{a, b} = {1, 2}."""
    values = kernel.evaluate(rhs) if delayed else rhs
    if not is_list(values) or len(values) != len(lhs):
        raise Failure("shape", lhs, values, owner=S.Set, value=FAILED)
    for part, value in zip(lhs.parts, values.parts, strict=True):
        assign(kernel, part, value, delayed=False)


def set_part(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """x[[i, j]] = value."""
    target, specs = lhs.parts[0], tuple(kernel.evaluate(p) for p in lhs.parts[1:])
    if not isinstance(target, Symbol):
        raise Failure("setps", target, owner=S.Set, value=FAILED)
    definition = writable(kernel, target, lhs)
    if definition.own is UNSET and target not in SETTINGS:
        raise Failure("noval", target, owner=S.Set, value=FAILED)
    new = kernel.evaluate(rhs) if delayed else rhs
    if is_list(definition.own) and len(definition.own) >= PACK_FROM:
        own_array(definition)
        if type(definition.own) is Packed and assign_in_place(definition.own, specs, new):
            kernel.changed(definition)
            return
    with owned_by(S.Set):
        value = assign_part(kernel, kernel.symbol_value(target), specs, new)
    assign_symbol(kernel, target, value)


def own_array(definition: Definition) -> None:
    """Make a long list of machine numbers a packed array that only this variable holds."""
    value = definition.own = compact(definition.own)
    if type(value) is not Packed:
        return
    held = sys.getrefcount(value) > SOLE or sys.getrefcount(value.array) > SOLE - 1
    if held or value.array.base is not None:
        definition.own = Packed(value.array.copy())


def set_message(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """f::tag = "text"."""
    named = message_name(lhs)
    if named is None:
        raise Failure("setraw", lhs, owner=S.Set, value=FAILED)
    owner, tag = named
    kernel.definitions[owner].messages[tag] = rhs


def set_options(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """Options[f] = {...}."""
    owner = lhs.parts[0]
    rules = kernel.evaluate(rhs)
    parts = rules.parts if is_list(rules) else (rules,)
    if not isinstance(owner, Symbol) or not all(isinstance(r, Expr) and len(r.parts) == 2 for r in parts):
        raise Failure("options", lhs, rules, owner=S.Options, value=FAILED)
    kernel.definitions[owner].options = {r.parts[0]: r.parts[1] for r in parts}


def set_attributes_of(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """Attributes[f] = {...}."""
    kernel.set_attributes(lhs.parts[0], frozenset(attribute_names(kernel.evaluate(rhs))))


def set_default(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """Default[f] = value, Default[f, i] = value."""
    position = lhs.parts[1] if len(lhs.parts) > 1 else 0
    kernel.definitions[lhs.parts[0]].defaults[position] = rhs
    kernel.matchers.clear()


def set_format(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """Format[expr] := look, Format[expr, form] := look."""
    if len(lhs.parts) not in (1, 2):
        raise Failure("setraw", lhs, owner=S.Set, value=FAILED)
    pattern = evaluated_pattern(kernel, lhs.parts[0])[0]
    forms = [kernel.evaluate(form) for form in lhs.parts[1:]]
    add_format(
        kernel, lhs, pattern, forms[0].short if forms and isinstance(forms[0], Symbol) else "", rhs, delayed
    )


def rules_setter(kind: str) -> Any:
    """DownValues[f] = {...} and the like: the rules replace those there were."""

    def set_rules(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
        definition = writable(kernel, lhs.parts[0], lhs.parts[0])
        kernel.changed(definition)
        rules = RuleSet()
        for rule in kernel.evaluate(rhs).parts:
            rules.add(Rule(kernel, strip_hold(rule.parts[0]), rule.parts[1], rule.head is S.RuleDelayed))
        setattr(definition, kind, rules)
        if kind == "up":
            kernel.with_up_values.add(definition.symbol)
        if kind == "numerical":
            kernel.with_numerical_values.add(definition.symbol)

    return set_rules


def set_own_values(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """OwnValues[x] = {HoldPattern[x] :> value}."""
    definition = writable(kernel, lhs.parts[0], lhs.parts[0])
    kernel.changed(definition)
    rules = kernel.evaluate(rhs).parts
    definition.own = rules[0].parts[1] if rules else UNSET


def strip_hold(lhs: Any) -> Any:
    return lhs.parts[0] if isinstance(lhs, Expr) and lhs.head is S.HoldPattern else lhs


def set_numerical(kernel: Any, lhs: Expr, rhs: Any, delayed: bool) -> None:
    """N[expr] = value, N[expr, digits] := value."""
    pattern, core = evaluated_pattern(kernel, lhs)
    owner = operator_of(strip_pattern(core.parts[0])) if core.parts else None
    if not isinstance(owner, Symbol):
        raise Failure("setraw", lhs, owner=S.Set, value=FAILED)
    add_up_value(kernel, owner, pattern, rhs, delayed)


SPECIAL: dict[Any, Any] = {
    S.List: set_list,
    S.N: set_numerical,
    S.Part: set_part,
    S.MessageName: set_message,
    S.Options: set_options,
    S.Attributes: set_attributes_of,
    S.Default: set_default,
    S.Format: set_format,
    S.MakeBoxes: set_boxes,
    S.SyntaxInformation: set_syntax,
    S.DownValues: rules_setter("down"),
    S.SubValues: rules_setter("sub"),
    S.UpValues: rules_setter("up"),
    S.NValues: rules_setter("numerical"),
    S.OwnValues: set_own_values,
}


# -- up values and tags ----------------------------------------------------------------------------


def define_up(kernel: Any, lhs: Any, rhs: Any, delayed: bool) -> None:
    """An up value of every symbol in the arguments."""
    pattern, core = evaluated_pattern(kernel, lhs)
    owners = {operator_of(strip_pattern(p)) for p in core.parts} if isinstance(core, Expr) else set()
    for owner in owners:
        if isinstance(owner, Symbol) and "Protected" not in kernel.definitions[owner].attributes:
            add_up_value(kernel, owner, pattern, rhs, delayed)


WRAPPING = frozenset((S.Pattern, S.PatternTest, S.Condition, S.HoldPattern))


def strip_pattern(part: Any) -> Any:
    """The head that a pattern such as x_h asks for, or the part itself."""
    while isinstance(part, Expr) and part.parts and part.head in WRAPPING:
        part = part.parts[1 if part.head is S.Pattern and len(part.parts) > 1 else 0]
    if isinstance(part, Expr) and part.head in (S.Blank, S.BlankSequence, S.BlankNullSequence):
        return part.parts[0] if part.parts else None
    return part


def add_up_value(kernel: Any, owner: Symbol, pattern: Any, rhs: Any, delayed: bool) -> None:
    definition = writable(kernel, owner, pattern)
    if operator_of(strip_pattern(pattern)) is S.N:
        kernel.with_numerical_values.add(owner)
        add_rule(kernel, definition, definition.numerical, pattern, rhs, delayed)
        return
    kernel.with_up_values.add(owner)
    add_rule(kernel, definition, definition.up, pattern, rhs, delayed)


@builtin("UpSet[lhs, rhs]", attributes="HoldFirst SequenceHold")
def up_set(kernel: Any, lhs: Any, rhs: Any) -> Any:
    """gives lhs the value rhs, kept with the symbols in the arguments of lhs, written lhs ^= rhs.

    >>> area[square] ^= 4; area[square]
    4
    """
    define_up(kernel, lhs, rhs, delayed=False)
    return rhs


@builtin("UpSetDelayed[lhs, rhs]", attributes="HoldAll SequenceHold")
def up_set_delayed(kernel: Any, lhs: Any, rhs: Any) -> Any:
    """gives lhs the delayed value rhs, kept with the symbols in the arguments, written lhs ^:= rhs.

    >>> add[p[a_], p[b_]] ^:= p[a + b]; add[p[1], p[2]]
    p[3]
    """
    define_up(kernel, lhs, rhs, delayed=True)
    return NULL


def tag_assign(kernel: Any, tag: Any, lhs: Any, rhs: Any, delayed: bool) -> None:
    pattern, core = evaluated_pattern(kernel, lhs)
    if not isinstance(tag, Symbol):
        raise Failure("sym", tag, 1, owner=S.TagSetDelayed if delayed else S.TagSet, value=FAILED)
    if isinstance(core, Symbol) or operator_of(core) is tag:
        assign(kernel, lhs, rhs, delayed=delayed)
        return
    add_up_value(kernel, tag, pattern, rhs, delayed)


@builtin("TagSet[f, lhs, rhs]", attributes="HoldAll SequenceHold")
def tag_set(kernel: Any, tag: Any, lhs: Any, rhs: Any) -> Any:
    """gives lhs the value rhs, kept with the symbol f, written f/: lhs = rhs.

    >>> g/: h[g[1]] = 7; h[g[1]]
    7
    """
    value = kernel.evaluate(rhs)
    tag_assign(kernel, tag, lhs, value, delayed=False)
    return value


@builtin("TagSetDelayed[f, lhs, rhs]", attributes="HoldAll SequenceHold")
def tag_set_delayed(kernel: Any, tag: Any, lhs: Any, rhs: Any) -> Any:
    """gives lhs the delayed value rhs, kept with the symbol f, written f/: lhs := rhs.

    >>> v/: Length[v[n_]] := n; Length[v[9]]
    9
    """
    tag_assign(kernel, tag, lhs, rhs, delayed=True)
    return NULL


# -- symbols named by specifications ---------------------------------------------------------------


def attribute_names(spec: Any) -> list[str]:
    parts = spec.parts if is_list(spec) else (spec,)
    return [p.short for p in parts if isinstance(p, Symbol)]


def symbols_of(kernel: Any, spec: Any) -> list[Symbol]:
    """The symbols a specification names: symbols, names as strings, lists of them."""
    parts = spec.parts if is_list(spec) else (spec,)
    return [
        kernel.contexts.lookup(p) if isinstance(p, str) else p for p in parts if isinstance(p, (Symbol, str))
    ]
