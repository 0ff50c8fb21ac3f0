"""Applying transformation rules to expressions."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.elements import ARGUMENTS, is_leaf
from wlmini.builtins.levels import Levels, in_levels, levels_of
from wlmini.expr import FALSE, TRUE, Association, Expr, Packed, S, Symbol, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.pattern import STRUCTURELESS
from wlmini.kernel.rules import NOTHING, Rule, rule_parts
from wlmini.kernel.widening import wide_sides

MESSAGES = {
    **ARGUMENTS,
    "reps": "`1` is neither a rule nor a list of rules.",
    "maxit": "The number of rounds, `1`, should be a positive integer or Infinity.",
    "rrlim": "The replacement was still changing after `1` rounds.",
}
ROUNDS = 65536  # of //., as many as the language allows


class Rules:
    """Compiled rules to try in turn; of those for certain heads only the ones for that of the expression."""

    def __init__(self, kernel: Any, rules: list[tuple[Any, Any, bool]]) -> None:
        self.kernel = kernel
        self.rules = [rule for parts in rules for rule in widened(kernel, *parts)]
        self.heads = [head_needed(kernel, rule.lhs) for rule in self.rules]
        self.of_head: dict[Symbol | None, list[Rule]] = {}
        self.lasting = not any(rule.conditional for rule in self.rules)  # what fails to match always will

    def candidates(self, expr: Any) -> list[Rule]:
        """The rules that may match an expression, as far as its head tells; atoms have none here."""
        head = expr.head if isinstance(expr, Expr) else None
        if head is not None and type(head) is not Symbol:
            return self.rules
        found = self.of_head.get(head)
        if found is None:
            pairs = zip(self.rules, self.heads, strict=True)
            found = self.of_head[head] = [rule for rule, needed in pairs if needed is None or needed is head]
        return found

    def apply(self, expr: Any) -> Any:
        """The value of the first rule that matches, or NOTHING."""
        for rule in self.candidates(expr):
            value = rule.apply(expr)
            if value is not NOTHING:
                return value
        return NOTHING


WRAPPERS = {S.Pattern: 1, S.Condition: 0, S.PatternTest: 0, S.HoldPattern: 0}  # where the pattern in them is


def head_needed(kernel: Any, lhs: Any) -> Symbol | None:
    """The head that whatever a pattern matches has; None where it may be an atom or have several heads."""
    while isinstance(lhs, Expr) and lhs.head in WRAPPERS and len(lhs.parts) > WRAPPERS[lhs.head]:
        lhs = lhs.parts[WRAPPERS[lhs.head]]
    if not isinstance(lhs, Expr) or not isinstance(lhs.head, Symbol) or lhs.head in STRUCTURELESS:
        return None
    return None if "OneIdentity" in kernel.attributes_of(lhs.head) else lhs.head


def widened(kernel: Any, lhs: Any, rhs: Any, delayed: bool) -> list[Rule]:
    """The rule, and under a Flat head such as Plus the same for some of the arguments: a + b in a + b + c."""
    wide = wide_sides(kernel, lhs, rhs)
    rule = Rule(kernel, lhs, rhs, delayed)
    return [rule] if wide is None else [rule, Rule(kernel, *wide, delayed)]


def rules_of(kernel: Any, spec: Any) -> Rules:
    """The rules of a rule, a list of rules, a dispatch table or an association; a message for others."""
    found = kernel.state.setdefault("replacement rules", {})
    made = found.get(spec)
    if made is None:
        if len(found) > 256:
            found.clear()
        made = found[spec] = Rules(kernel, list(flat_rules(spec)))
    return made


def flat_rules(spec: Any) -> Any:
    parts = rule_parts(spec)
    if parts is not None:
        yield parts
    elif is_list(spec) or isinstance(spec, Association) or isinstance(spec, Expr) and spec.head is S.Dispatch:
        for part in spec.parts:
            yield from flat_rules(part)
    else:
        raise Failure("reps", spec, value=None)


def is_several(spec: Any) -> bool:
    """Whether a list holds lists of rules, each of which is to be applied by itself."""
    return is_list(spec) and len(spec) > 0 and all(is_list(part) for part in spec.parts)


def replace_all(rules: Rules, expr: Any, done: dict[int, Any] | None = None) -> Any:
    """Replace what matches, from the outside in, each part once.

    `done` collects by their ids the expressions in which nothing was found, which are then left alone.
    """
    value = rules.apply(expr)
    if value is not NOTHING:
        return value
    if not isinstance(expr, Expr) or isinstance(expr, Packed) and not touches_numbers(rules):
        return expr
    if isinstance(expr, Association):
        return replaced_association(rules, expr)
    return replaced_parts(rules, expr, done)


def replaced_parts(rules: Rules, expr: Expr, done: dict[int, Any] | None) -> Expr:
    """Rules act on the head and the parts; those that are atoms are left alone where no rule is for atoms."""
    atoms = bool(rules.candidates(None))
    head = replace_all(rules, expr.head, done) if atoms or isinstance(expr.head, Expr) else expr.head
    changed, parts = head is not expr.head, []
    for part in expr.parts:
        if done and id(part) in done or not atoms and not isinstance(part, Expr):
            parts.append(part)
            continue
        value = replace_all(rules, part, done)
        changed = changed or value is not part
        parts.append(value)
    if changed:
        return Expr(head, parts)
    if done is not None:
        done[id(expr)] = expr
    return expr


def touches_numbers(rules: Rules) -> bool:
    """Whether a rule may match a number or a list: then packed arrays are looked into."""
    return any(not (isinstance(r.lhs, str) or hasattr(r.lhs, "short")) for r in rules.rules)


def replaced_association(rules: Rules, expr: Association) -> Any:
    """Rules act on the values, and on whole key -> value entries."""
    parts = []
    for rule in expr.parts:
        value = rules.apply(rule)
        parts.append(
            Expr(rule.head, (rule.parts[0], replace_all(rules, rule.parts[1]))) if value is NOTHING else value
        )
    return Expr(S.Association, parts)


@builtin("ReplaceAll[expr, rules]", "ReplaceAll[rules][expr]", messages=MESSAGES)
def replace_all_(kernel: Any, expr: Any, rules: Any) -> Any:
    """applies rules to every part of expr, written expr /. rules.

    >>> x^2 + y /. x -> 3
    9 + y
    >>> {a, b} /. {{a -> 1}, {a -> 2}}
    {{1, b}, {2, b}}
    """
    if is_several(rules):
        return make_list(S.ReplaceAll(expr, each) for each in rules.parts)
    return replace_all(rules_of(kernel, rules), expr)


@builtin(
    "ReplaceRepeated[expr, rules]",
    "ReplaceRepeated[rules][expr]",
    options={"MaxIterations": ROUNDS},
    messages=MESSAGES,
)
def replace_repeated(kernel: Any, expr: Any, rules: Any, *, options: dict[str, Any]) -> Any:
    """applies rules to every part of expr until nothing changes, written expr //. rules.

    >>> log[a b c] //. log[x_ y_] :> log[x] + log[y]
    log[a] + log[b] + log[c]
    """
    if is_several(rules):
        return make_list(S.ReplaceRepeated(expr, each) for each in rules.parts)
    compiled, most = rules_of(kernel, rules), options["MaxIterations"]
    rounds = ROUNDS if most is S.Infinity else most
    if not isinstance(rounds, int) or rounds < 0:
        raise Failure("maxit", most, value=None)
    done: dict[int, Any] | None = {} if compiled.lasting else None
    for _ in range(rounds):
        value = kernel.evaluate(replace_all(compiled, expr, done))
        if same(value, expr):
            return expr
        expr = value
    kernel.message(S.ReplaceRepeated, "rrlim", most)
    return expr


@builtin(
    "Replace[expr, rules]",
    "Replace[expr, rules, levelspec]",
    "Replace[rules][expr]",
    options={"Heads": FALSE},
    messages=MESSAGES,
)
def replace(kernel: Any, expr: Any, rules: Any, levelspec: Any = None, *, options: dict[str, Any]) -> Any:
    """applies rules to expr as a whole, or to its parts on given levels.

    >>> Replace[x, x -> 5]
    5
    >>> Replace[{1, 2}, n_Integer :> n^2, {1}]
    {1, 4}
    """
    if is_several(rules):
        extra = () if levelspec is None else (levelspec, S.Rule(S.Heads, options["Heads"]))
        return make_list(Expr(S.Replace, (expr, each, *extra)) for each in rules.parts)
    levels = (0, 0) if levelspec is None else levels_of(levelspec)
    return replace_levels(rules_of(kernel, rules), expr, levels, 0, options["Heads"] is TRUE)


def replace_levels(rules: Rules, expr: Any, levels: Levels, level: int, heads: bool) -> Any:
    """Replace on the levels, innermost first."""
    made = expr
    if (levels[1] < 0 or level < levels[1]) and not is_leaf(expr):
        if isinstance(expr, Association):
            made = Association(
                {
                    k: replace_levels(rules, v, levels, level + 1, heads)
                    for k, v in zip(expr.entries, expr.values(), strict=True)
                }
            )
        else:
            head = replace_levels(rules, expr.head, levels, level + 1, heads) if heads else expr.head
            made = Expr(head, [replace_levels(rules, p, levels, level + 1, heads) for p in expr.parts])
    if not in_levels(levels, level, expr):
        return made
    value = rules.apply(made)
    return made if value is NOTHING else value


@builtin(
    "ReplaceList[expr, rules]",
    "ReplaceList[expr, rules, n]",
    "ReplaceList[rules][expr]",
    messages=MESSAGES,
)
def replace_list(kernel: Any, expr: Any, rules: Any, n: Any = S.Infinity) -> Any:
    """gives the list of all results of applying rules to expr as a whole in every possible way.

    >>> ReplaceList[{a, b, c}, {x__, y__} -> {{x}, {y}}]
    {{{a}, {b, c}}, {{a, b}, {c}}}
    """
    found: list[Any] = []
    for parts in flat_rules(rules):
        match, fill = Rule(kernel, *parts).compiled()
        bindings: dict[Any, Any] = {}

        def collect(fill: Any = fill, bindings: Any = bindings) -> bool:
            found.append(fill(bindings))
            return isinstance(n, int) and len(found) >= n

        match(expr, bindings, collect)
    return make_list(found)


@builtin("Dispatch[rules]", messages=MESSAGES)
def dispatch(kernel: Any, rules: Any) -> Any:
    """is an optimised form of a list of rules, to be used in their place.

    >>> {a, b} /. Dispatch[{a -> 1, b -> 2}]
    {1, 2}
    """
    return None
