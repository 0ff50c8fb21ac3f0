"""Looking at definitions and removing them; options of functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from wlmini.builtins.assignment import evaluated_pattern, symbols_of, writable
from wlmini.expr import NULL, Association, Expr, S, Symbol, boolean, is_list, make_list
from wlmini.kernel.apply import operator_of, option_name
from wlmini.kernel.declare import builtin
from wlmini.kernel.definitions import UNSET, Definition
from wlmini.kernel.messages import Failure, message_name
from wlmini.kernel.rules import RuleSet, rule_parts

UNSET_MESSAGES = {
    "norep": "There is no definition for `1`.",
    "usraw": "The raw object `1` has no value to take away.",
}


@builtin("Unset[lhs]", attributes="HoldFirst Listable ReadProtected", messages=UNSET_MESSAGES)
def unset(kernel: Any, lhs: Any) -> Any:
    """removes the definition of lhs, written lhs =. .

    >>> x = 5; x =.; x
    x
    """
    named = message_name(lhs)
    if named is not None:
        kernel.definitions[named[0]].messages.pop(named[1], None)
        return NULL
    if isinstance(lhs, Symbol):
        writable(kernel, lhs, lhs).own = UNSET
        return NULL
    if isinstance(lhs, Expr) and lhs.head is S.Part and lhs.parts:
        return unset_part(kernel, lhs)
    pattern, core = evaluated_pattern(kernel, lhs)
    owner = operator_of(core)
    if not isinstance(owner, Symbol):
        raise Failure("usraw", lhs)
    if type(kernel.definitions[owner].own) is Association and core.head is owner:
        return kernel.evaluate(S.CompoundExpression(S.KeyDropFrom(owner, make_list(core.parts)), NULL))
    definition = writable(kernel, owner, core)
    kernel.changed(definition)
    if not any(rules.remove(pattern) for rules in (definition.down, definition.sub)):
        raise Failure("norep", lhs)
    return NULL


def unset_part(kernel: Any, lhs: Expr) -> Any:
    """x[[i, j]] =. takes the part out of the value of x."""
    target, specs = lhs.parts[0], [kernel.evaluate(spec) for spec in lhs.parts[1:]]
    if not isinstance(target, Symbol) or kernel.definitions[target].own is UNSET:
        raise Failure("norep", lhs)
    value = kernel.call(S.Delete, kernel.symbol_value(target), make_list(specs))
    if isinstance(value, Expr) and value.head is S.Delete:
        return S["$Failed"]
    kernel.set_own(target, value)
    return NULL


def clear_values(definition: Definition) -> None:
    """Remove values and rules; attributes, options and messages stay."""
    definition.own = UNSET
    definition.down, definition.sub, definition.up = RuleSet(), RuleSet(), RuleSet()
    definition.numerical = RuleSet()


def owners(kernel: Any, specs: tuple[Any, ...]) -> list[Symbol]:
    """The symbols that Clear and the like are to act on; names may be strings with patterns such as "a*"."""
    found: list[Symbol] = []
    for spec in specs:
        if isinstance(spec, str) and "*" in spec:
            found += names_matching(kernel, spec)
        else:
            found += symbols_of(kernel, spec)
    return found


def names_matching(kernel: Any, pattern: str) -> list[Symbol]:
    context, _, name = pattern.rpartition("`")
    wanted = re.compile(".*".join(map(re.escape, name.split("*"))))
    names = kernel.contexts.names.get((context or "Global") + "`", {})
    return [symbol for short, symbol in names.items() if wanted.fullmatch(short)]


@builtin("Clear[s1, s2, ...]", attributes="HoldAll")
def clear(kernel: Any, *symbols: Any) -> Any:
    """removes the values and definitions of symbols.

    >>> x = 5; Clear[x]; x
    x
    """
    for definition in clearable(kernel, S.Clear, symbols):
        clear_values(definition)
        kernel.state["formats"].forget(definition.symbol)
    return NULL


@builtin("ClearAll[s1, s2, ...]", attributes="HoldAll")
def clear_all(kernel: Any, *symbols: Any) -> Any:
    """removes values, definitions, attributes, options and messages of symbols.

    >>> SetAttributes[f, Flat]; ClearAll[f]; Attributes[f]
    {}
    """
    for definition in clearable(kernel, S.ClearAll, symbols):
        clear_values(definition)
        kernel.state["formats"].forget(definition.symbol)
        definition.messages, definition.options, definition.defaults = {}, None, {}
        kernel.set_attributes(definition.symbol, frozenset())
    return NULL


def clearable(kernel: Any, name: Symbol, specs: tuple[Any, ...]) -> Iterator[Definition]:
    """The definitions that may be cleared; a message for each symbol that is protected."""
    for spec in specs:
        if not isinstance(spec, (Symbol, str)) and not is_list(spec):
            kernel.message(name, "ssym", spec)
    for symbol in owners(kernel, specs):
        try:
            definition = writable(kernel, symbol, symbol)
        except Failure as failure:
            kernel.message(name, failure.tag, *failure.arguments)
            continue
        kernel.changed(definition)
        yield definition


@builtin(
    "Remove[s1, s2, ...]",
    attributes="HoldAll Locked",
    messages={
        "rmnsm": "There is no symbol whose name matches `1`.",
        "rmptc": "Symbol `1` is Protected and stays.",
    },
)
def remove(kernel: Any, *symbols: Any) -> Any:
    """removes symbols altogether.

    >>> x = 5; Remove[x]; x
    x
    """
    for spec in symbols:
        if isinstance(spec, str) and not names_matching(kernel, spec):
            kernel.message(S.Remove, "rmnsm", spec)
    known = [spec for spec in symbols if not isinstance(spec, str) or names_matching(kernel, spec)]
    for symbol in owners(kernel, tuple(known)):
        definition = kernel.definitions[symbol]
        if "Protected" in definition.attributes:
            kernel.message(S.Remove, "rmptc", symbol)
            continue
        kernel.changed(definition)
        clear_values(definition)
        kernel.state["formats"].forget(definition.symbol)
        kernel.definitions.forget(symbol)
        kernel.contexts.remove(symbol)
    return NULL


# -- looking ---------------------------------------------------------------------------------------


def rule_list(rules: RuleSet) -> Expr:
    return make_list(S.RuleDelayed(S.HoldPattern(r.lhs), r.rhs) for r in rules)


def the_symbol(kernel: Any, spec: Any) -> Definition | None:
    found = symbols_of(kernel, spec if isinstance(spec, (Symbol, str)) else kernel.evaluate(spec))
    return kernel.definitions[found[0]] if found else None


@builtin("DownValues[f]", attributes="HoldAll")
def down_values(kernel: Any, f: Any) -> Any:
    """gives the list of rules for f[...].

    >>> f[1] = 2; DownValues[f]
    {HoldPattern[f[1]] :> 2}
    """
    definition = the_symbol(kernel, f)
    return definition and rule_list(definition.down)


@builtin("FormatValues[f]", attributes="HoldAll")
def format_values(kernel: Any, f: Any) -> Any:
    """gives the list of rules for the look of f and f[...], made by Format[...] := ...

    >>> Format[f[x_]] := {x}; Length[FormatValues[f]]
    1
    """
    owner = the_symbol(kernel, f)
    return owner and make_list(kernel.state["formats"].rules(owner.symbol))


@builtin("SyntaxInformation[f]", attributes="HoldAll")
def syntax_information(kernel: Any, f: Any) -> Any:
    """gives what SyntaxInformation[f] = rules said about the arguments of f, for editors.

    >>> SyntaxInformation[f] = {"ArgumentsPattern" -> {_}}; SyntaxInformation[f]
    {ArgumentsPattern -> {_}}
    """
    return kernel.state.get("syntax information", {}).get(f, make_list(()))


@builtin("SubValues[f]", attributes="HoldAll")
def sub_values(kernel: Any, f: Any) -> Any:
    """gives the list of rules for f[...][...].

    >>> f[1][2] = 3; SubValues[f]
    {HoldPattern[f[1][2]] :> 3}
    """
    definition = the_symbol(kernel, f)
    return definition and rule_list(definition.sub)


@builtin("UpValues[f]", attributes="HoldAll")
def up_values(kernel: Any, f: Any) -> Any:
    """gives the list of rules for expressions with f among their arguments.

    >>> g[f] ^= 3; UpValues[f]
    {HoldPattern[g[f]] :> 3}
    """
    definition = the_symbol(kernel, f)
    return definition and rule_list(definition.up)


@builtin("NValues[f]", attributes="HoldAll")
def n_values(kernel: Any, f: Any) -> Any:
    """gives the list of rules for numerical values of f, or of expressions with the head f.

    >>> N[c] = 2.5; NValues[c]
    {HoldPattern[N[c]] :> 2.5}
    """
    definition = the_symbol(kernel, f)
    return definition and rule_list(definition.numerical)


@builtin("OwnValues[x]", attributes="HoldAll")
def own_values(kernel: Any, x: Any) -> Any:
    """gives the rule for the value of x itself, in a list.

    >>> x = 5; OwnValues[x]
    {HoldPattern[x] :> 5}
    """
    definition = the_symbol(kernel, x)
    if definition is None or definition.own is UNSET:
        return make_list(())
    return make_list([S.RuleDelayed(S.HoldPattern(definition.symbol), definition.own)])


@builtin("ValueQ[expr]", attributes="HoldAll")
def value_q(kernel: Any, expr: Any) -> Any:
    """is True where a value is defined for expr.

    >>> x = 5; {ValueQ[x], ValueQ[y]}
    {True, False}
    """
    if isinstance(expr, Symbol):
        return boolean(kernel.definitions[expr].own is not UNSET)
    return boolean(isinstance(expr, Expr) and kernel.evaluate(expr) != expr)


# -- options ---------------------------------------------------------------------------------------


def options_of(kernel: Any, owner: Any) -> list[Expr]:
    """The option rules of a symbol, or of an expression such as a plot or a list of rules."""
    if isinstance(owner, Symbol):
        definition = kernel.definitions[owner]
        if definition.options is not None:
            return [S.Rule(key, value) for key, value in definition.options.items()]
        if definition.builtin is not None:
            return [S.Rule(option_key(name), v) for name, v in definition.builtin.options.items()]
        return []
    if is_list(owner):
        return [rule for part in owner.parts for rule in options_of(kernel, part)]
    if rule_parts(owner):
        return [owner]
    return [p for p in owner.parts if rule_parts(p)] if isinstance(owner, Expr) else []


def option_key(name: str) -> Any:
    """Declared options are symbols, unless declared with quotes: '"Epsilon"'."""
    return name[1:-1] if name.startswith('"') else S[name]


@builtin("Options[f]", "Options[f, name]", messages={"options": "`2` is no list of rules for `1`."})
def options_(kernel: Any, f: Any, name: Any = None) -> Any:
    """gives the options of f with their defaults.

    >>> Options[f] = {a -> 1, b -> 2}; Options[f, b]
    {b -> 2}
    """
    own = getattr(f, "options", None)
    rules = (
        own(kernel)
        if callable(own)
        else options_of(kernel, kernel.contexts.lookup(f) if isinstance(f, str) else f)
    )
    if name is None:
        return make_list(rules)
    wanted = {option_name(n) for n in (name.parts if is_list(name) else (name,))}
    return make_list(r for r in rules if option_name(r.parts[0]) in wanted)


@builtin("SetOptions[f, a -> v, ...]", messages={"optnf": "There is no option `1` among those of `2`."})
def set_options(kernel: Any, f: Any, *rules: Any) -> Any:
    """changes defaults of the options of f.

    >>> Options[f] = {a -> 1}; SetOptions[f, a -> 2]
    {a -> 2}
    """
    definition = the_symbol(kernel, f)
    if definition is None:
        return None
    current = {option_name(r.parts[0]): r for r in options_of(kernel, definition.symbol)}
    for rule in options_of(kernel, make_list(rules)):
        name = option_name(rule.parts[0])
        if name not in current:
            raise Failure("optnf", rule.parts[0], definition.symbol)
        current[name] = S.Rule(current[name].parts[0], rule.parts[1])
    definition.options = {r.parts[0]: r.parts[1] for r in current.values()}
    return make_list(current.values())


@builtin(
    "OptionValue[name]",
    "OptionValue[f, name]",
    "OptionValue[f, opts, name]",
    attributes="HoldRest",
    messages={
        "optnf": "There is no option `1` among those of `2`.",
        "nodef": "Unknown option `1` for `2`.",
    },
)
def option_value(kernel: Any, *arguments: Any) -> Any:
    """gives the value of an option within a definition that takes OptionsPattern[].

    >>> Options[f] = {n -> 2}; f[x_, OptionsPattern[]] := x^OptionValue[n]; {f[a], f[a, n -> 3]}
    {a^2, a^3}
    """
    if not 2 <= len(arguments) <= 4:
        return None
    if len(arguments) == 4:
        return kernel.call(arguments[3], option_value(kernel, *arguments[:3]))
    owner, given, name = (arguments[0], make_list(()), arguments[1]) if len(arguments) == 2 else arguments
    name, given = kernel.evaluate(name), kernel.evaluate(given)
    if is_list(name):
        return make_list(S.OptionValue(owner, given, n) for n in name.parts)
    chosen, defaults = options_of(kernel, given), options_of(kernel, owner)
    known = {option_name(rule.parts[0]) for rule in defaults}
    for rule in chosen:
        if option_name(rule.parts[0]) not in known:
            kernel.message(S.OptionValue, "nodef", rule.parts[0], owner)
    for rule in [*chosen, *defaults]:
        if option_name(rule.parts[0]) == option_name(name):
            return rule.parts[1]
    kernel.message(S.OptionValue, "optnf", name, owner)
    return name


@builtin("FilterRules[rules, pattern]")
def filter_rules(kernel: Any, rules: Any, pattern: Any) -> Any:
    """gives those of the rules whose left sides are among, or match, the pattern.

    >>> FilterRules[{a -> 1, b -> 2}, {b}]
    {b -> 2}
    """
    patterns = pattern.parts if is_list(pattern) else (pattern,)
    names = {option_name(p.parts[0] if rule_parts(p) else p) for p in patterns}
    matches = [kernel.matcher(p) for p in patterns if isinstance(p, Expr) and not rule_parts(p)]
    return make_list(
        r
        for r in options_of(kernel, rules)
        if option_name(r.parts[0]) in names or any(m(r.parts[0], {}, lambda: True) for m in matches)
    )


@builtin("OptionQ[expr]")
def option_q(kernel: Any, expr: Any) -> Any:
    """gives True for a rule that can be an option, and for lists of such, and False otherwise.

    >>> {OptionQ[a -> 1], OptionQ[{"b" -> 2, {}}], OptionQ[3]}
    {True, True, False}
    """
    return boolean(reads_as_options(expr))


def reads_as_options(expr: Any) -> bool:
    if isinstance(expr, Association):
        return all(isinstance(key, (Symbol, str)) for key, _ in expr.items())
    if is_list(expr):
        return all(map(reads_as_options, expr.parts))
    rule = rule_parts(expr)
    return rule is not None and isinstance(rule[0], (Symbol, str))


@builtin("Default[f]", "Default[f, i]")
def default(kernel: Any, f: Any, i: Any = 0) -> Any:
    """gives the default of an argument x_. of f.

    >>> Default[f] = 7; f[x_, y_.] := {x, y}; f[1]
    {1, 7}
    """
    return kernel.definitions[f].defaults.get(i) if isinstance(f, Symbol) else None
