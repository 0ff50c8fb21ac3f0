"""The evaluator: the standard sequence, written as a plain tree walk.

Head, arguments as the Hold attributes say, Sequence, Flat, Listable, Orderless, up values, down and sub
values, the builtin; again until nothing changes. An expression found fully evaluated is stamped with the
kernel's tick; a definition advances the tick only where its symbol was seen inert at that tick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import count
from typing import Any

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

from wlmini.expr import TRUE, Atom, Expr, S, Symbol
from wlmini.kernel import control
from wlmini.kernel.accelerate import Accelerator
from wlmini.kernel.apply import PASSING, apply_builtin, apply_operator, operator_of, report_fault
from wlmini.kernel.contexts import Contexts
from wlmini.kernel.definitions import UNSET, Definition, Definitions
from wlmini.kernel.function import apply_function
from wlmini.kernel.listable import machine_value, threaded_value
from wlmini.kernel.matching import Match
from wlmini.kernel.messages import Failure, Messages
from wlmini.kernel.ordering import sort_parts
from wlmini.kernel.parts import flatten, is_unevaluated, same_parts, splice
from wlmini.kernel.pattern import Compiler
from wlmini.kernel.rules import NOTHING, RuleSet, holds_condition
from wlmini.kernel.substitute import Template, template

ticks = count(1)  # stamps of different kernels never coincide
NEVER = float("nan")  # a kernel with this tick trusts no stamp: it equals nothing, itself neither
FRAMES = 60_000  # Python frames: a level of evaluation takes about six, and far less than 1 kB of stack
STACK = 120 << 20  # bytes of C stack for them, on systems where it can be asked for
MATCHERS = 4096  # compiled patterns kept


class Kernel:
    """The state of one session's evaluation: definitions, contexts, messages, limits."""

    def __init__(
        self,
        *,
        load: Callable[[Symbol], None] | None = None,
        is_system: Callable[[str], bool] = lambda name: True,
        show: Callable[..., str] = repr,
        vectorize: Callable[[Symbol, tuple[Any, ...]], Any] = lambda head, parts: None,
        messenger: Callable[[str], None] = lambda text: print(text, file=sys.stderr),
        printer: Callable[[str], None] = print,
    ) -> None:
        self.definitions = Definitions(load)
        self.contexts = Contexts(is_system)
        self.messages = Messages(self)
        self.show = show
        self.vectorize = vectorize  # a Listable function of packed arrays as a whole, where that can be
        self.messenger = messenger
        self.printer = printer
        self.compiler = Compiler(self)
        self.accelerator = Accelerator(self)
        self.matchers: dict[Any, Match] = {}
        self.fillers: dict[Expr, Any] = {}
        self.templates: dict[tuple[Expr, frozenset[Any]], Template] = {}
        self.with_up_values: set[Symbol] = set()
        self.with_numerical_values: set[Symbol] = set()
        self.read: Callable[[str], Any] | None = None  # text -> readings, where a session offers it
        self.tick: float = next(ticks)
        self.settled: Any = None  # the expression found inert last: it need not be walked again
        self.conditional_seen: float = 0  # the last tick at which something was inert by a test
        self.depth = 0
        self.recursion_limit: float = 1024
        self.iteration_limit: float = 4096
        self.state: dict[str, Any] = {}  # what builtins keep between calls: random state, sown values
        self.faults: list[Exception] = []  # of Python, in builtins; each was reported as General::interr
        make_room()

    # -- evaluation ------------------------------------------------------------------------------

    def evaluate(self, expr: Any) -> Any:
        """The value of an expression."""
        kind = type(expr)
        if kind is Symbol:
            return self.symbol_value(expr)
        if kind is not Expr or expr.tick == self.tick:
            return expr
        self.depth += 1
        try:
            if self.depth > self.recursion_limit:
                return self.too_deep(expr)
            return self.rewrite(expr)
        finally:
            self.depth -= 1

    def rewrite(self, expr: Any) -> Any:
        """Take steps until nothing changes."""
        steps = 0
        while True:
            value = self.step(expr)
            if value is expr or value is self.settled:
                return value
            kind = type(value)
            if kind is Symbol:
                return self.symbol_value(value)
            if kind is not Expr or value.tick == self.tick:
                return value
            steps += 1
            if steps > self.iteration_limit:
                self.message(S["$IterationLimit"], "itlim2", self.iteration_limit, value)
                return S.TerminatedEvaluation("IterationLimit")
            expr = value

    def too_deep(self, expr: Any) -> Any:
        self.message(S["$RecursionLimit"], "reclim2", int(self.recursion_limit), expr)
        ended: Expr = S.TerminatedEvaluation("RecursionLimit")
        ended.tick = self.tick  # evaluating what stands for the end would be too deep again
        return ended

    def symbol_value(self, symbol: Symbol) -> Any:
        """The own value of a symbol, or the symbol."""
        definition = self.definitions.table.get(symbol) or self.definitions.make(symbol)
        value = definition.own
        if value is UNSET:
            if definition.computed is not None:
                return definition.computed(self)
            definition.seen = self.tick
            return symbol
        if type(value) is not Expr or value.tick == self.tick:
            return value if type(value) is not Symbol or value is symbol else self.evaluate(value)
        if holds_condition(value):
            value = self.conditional_value(value)
            if value is not NOTHING:
                return value
            definition.seen = self.conditional_seen = self.tick
            return symbol
        return self.evaluate(value)

    def step(self, expr: Expr) -> Any:
        """One pass of the standard sequence; the same object where nothing changed."""
        head = expr.head
        if type(head) is not Symbol:
            return self.step_compound(expr)
        definition = self.definitions.table.get(head) or self.definitions.make(head)
        if definition.own is not UNSET:
            value = self.symbol_value(head)
            if value is not head:
                return Expr(value, expr.parts)
        parts, special = self.arguments(expr.parts, definition)
        if definition.machine is not None and len(parts) == 2:
            value = machine_value(definition.machine, *parts)
            if value is not None:
                return value
        if special:
            return self.step_special(expr, parts, definition)
        whole = expr if parts is expr.parts else Expr(head, parts)
        if not definition.plain:
            changed = self.normalize(whole, definition)
            if changed is not None:
                return changed
        value = self.act(definition, whole)
        return self.inert(whole, expr, definition) if value is NOTHING else value

    def step_special(self, expr: Expr, parts: tuple[Any, ...], definition: Definition) -> Any:
        """The rest of a step where Sequence[...] or Unevaluated[...] stands among the arguments."""
        if not definition.keeps_sequences:
            spliced = splice(parts)
            if len(spliced) != len(parts) or any(a is not b for a, b in zip(spliced, parts, strict=True)):
                return Expr(expr.head, spliced)
        bare = tuple(p.parts[0] if is_unevaluated(p) else p for p in parts)
        given = expr if parts is expr.parts else Expr(expr.head, parts)
        whole = Expr(expr.head, bare)
        changed = None if definition.plain else self.normalize(whole, definition)
        value = self.act(definition, whole) if changed is None else changed
        if value is NOTHING:
            self.settled = given  # with Unevaluated still in its place
            return given
        return value

    def inert(self, whole: Expr, expr: Expr, definition: Definition) -> Expr:
        """Nothing applies: stamp the expression, unless a part evaluated before something else changed."""
        result = expr if same_parts(whole, expr) else whole
        self.settled = result
        definition.seen = tick = self.tick
        if definition.down.conditional:
            self.conditional_seen = tick
        if definition.hold == 0:
            for part in whole.parts:
                if type(part) is Expr and part.tick != tick:
                    return result
        result.tick = tick
        return result

    def arguments(self, parts: tuple[Any, ...], definition: Definition) -> tuple[tuple[Any, ...], bool]:
        """The arguments evaluated as the attributes say; whether Sequence or Unevaluated is among them."""
        if definition.complete:
            return parts, False
        hold, tick, special = definition.hold, self.tick, False
        new: list[Any] | None = None
        for index, part in enumerate(parts):
            kind = type(part)
            if kind is Expr:
                if hold and hold & (1 if index == 0 else 2) and part.head is not S_EVALUATE:
                    value = part
                else:
                    value = part if part.tick == tick else self.evaluate(part)
            elif kind is Symbol and not (hold and hold & (1 if index == 0 else 2)):
                value = self.symbol_value(part)
            else:
                continue
            if value is not part:
                if new is None:
                    new = list(parts)
                new[index] = value
            if type(value) is Expr and (value.head is S_SEQUENCE or value.head is S_UNEVALUATED):
                special = True
        return (parts if new is None else tuple(new)), special

    def normalize(self, expr: Expr, definition: Definition) -> Any:
        """Flatten, thread and sort as the attributes say; None where the expression stays as it is."""
        head, parts = expr.head, expr.parts
        if definition.flat and any(type(p) is Expr and p.head is head for p in parts):
            return Expr(head, flatten(head, parts))
        if definition.listable:
            threaded = threaded_value(self, definition, expr)
            if threaded is not None:
                return threaded
        if definition.orderless and len(parts) > 1:
            ordered = sort_parts(parts)
            if ordered is not None:
                return Expr(head, ordered)
        return None

    def act(self, definition: Definition, expr: Expr) -> Any:
        """Up values, down values, then the builtin; NOTHING where none applies."""
        if self.with_up_values:
            value = self.up_value(expr)
            if value is not NOTHING:
                return value
        if definition.down.filled:
            value = self.accelerator.call(definition, expr.parts)
            if value is NOTHING:
                value = self.rule_value(definition.down, expr)
            if value is not NOTHING:
                return value
        builtin = definition.builtin
        if builtin is None or builtin.function is None:
            return NOTHING
        value = apply_builtin(self, definition, builtin, expr)
        return NOTHING if value is None else value

    def rule_value(self, rules: RuleSet, expr: Expr) -> Any:
        """The value a definition gives, where Return[...] may end it."""
        value = rules.apply(expr)
        if value is NOTHING or type(value) is not Expr or not self.may_return(value):
            return value
        try:
            return self.evaluate(value)
        except control.Return as end:
            return end.value

    def may_return(self, value: Expr) -> bool:
        """Whether a definition's body is of a kind that Return[...] ends."""
        return value.head in RETURNING

    def up_value(self, expr: Expr) -> Any:
        """The first up value among the symbols and heads of the arguments."""
        tried: tuple[Symbol, ...] = ()
        for part in expr.parts:
            owner = operator_of(part) if type(part) is Expr else getattr(part, "head", part)
            if type(owner) is Symbol and owner in self.with_up_values and owner not in tried:
                tried += (owner,)
                rules = self.definitions[owner].up
                value = rules.apply(expr)
                if value is not NOTHING:
                    return value
                if rules.conditional:
                    self.conditional_seen = self.tick
        return NOTHING

    def step_compound(self, expr: Expr) -> Any:
        """A call whose head is no symbol: a pure function, an atom, an operator form, f[a][b]."""
        head = self.evaluate(expr.head)
        if type(head) is Symbol:
            return Expr(head, expr.parts)
        if isinstance(head, Expr) and head.head is S.Function:
            return apply_function(self, expr, head)
        parts = [self.evaluate(p) for p in expr.parts]
        if any(type(p) is Expr and p.head is S.Sequence for p in parts):
            parts = list(splice(parts))
        unchanged = head is expr.head and all(a is b for a, b in zip(parts, expr.parts, strict=False))
        whole = expr if unchanged and len(parts) == len(expr.parts) else Expr(head, parts)
        if isinstance(head, Atom):
            return self.call_atom(head, whole)
        value = self.compound_value(head, whole)
        return whole if value is NOTHING or value is None else value

    def call_atom(self, head: Atom, whole: Expr) -> Any:
        """A net or another value applied to arguments."""
        try:
            value = head.apply(self, whole.parts)
        except Failure as failure:
            self.message(failure.owner or head.head, failure.tag, *failure.arguments)
            value = failure.value
        except PASSING:
            raise
        except Exception as fault:
            report_fault(self, head.head, fault)
            value = None
        if value is None:
            self.settled = whole  # to be asked once more would say the same message again
            return whole
        return value

    def compound_value(self, head: Any, whole: Expr) -> Any:
        """Up values, sub values, operator forms of builtins."""
        if self.with_up_values:
            value = self.up_value(whole)
            if value is not NOTHING:
                return value
        owner = operator_of(head)
        if type(owner) is not Symbol:
            return NOTHING
        definition = self.definitions[owner]
        if definition.sub:
            value = self.rule_value(definition.sub, whole)
            if value is not NOTHING:
                return value
        return apply_operator(self, head, whole)

    # -- asking and telling ------------------------------------------------------------------------

    def message(self, owner: Symbol, tag: str, *arguments: Any) -> None:
        """Issue the message owner::tag."""
        self.messages.issue(owner, tag, *arguments)

    def name_of(self, symbol: Symbol) -> str:
        return self.contexts.shown(symbol)

    def attributes_of(self, head: Any) -> frozenset[str]:
        return self.definitions[head].attributes if isinstance(head, Symbol) else frozenset()

    def matcher(self, pattern: Any) -> Match:
        """The compiled matcher of a pattern."""
        found = self.matchers.get(pattern)
        if found is None or isinstance(pattern, (int, float, complex)):
            found = self.compiler.compile(pattern)
            if len(self.matchers) >= MATCHERS:
                self.matchers.clear()
            self.matchers[pattern] = found
        return found

    def substitute(self, expr: Any, bindings: Any) -> Any:
        """The expression with values in place of names; its template is kept."""
        if type(expr) is not Expr:
            return bindings.get(expr, expr) if type(expr) is Symbol else expr
        key = expr, frozenset(bindings)
        made = self.templates.get(key)
        if made is None:
            if len(self.templates) >= MATCHERS:
                self.templates.clear()
            made = self.templates[key] = template(*key)
        return made(bindings)

    def is_true(self, expr: Any) -> bool:
        """Whether the expression evaluates to True."""
        return self.evaluate(expr) is TRUE

    def call(self, function: Any, *arguments: Any) -> Any:
        """The value of function[arguments...]."""
        if type(function) is Expr and function.head is S_FUNCTION:
            value = self.accelerator.apply(function, arguments)
            if value is not NOTHING:
                return value
        elif type(function) is Symbol:
            value = self.call_symbol(function, arguments)
            if value is not NOTHING:
                return value
        return self.evaluate(Expr(function, arguments))

    def call_symbol(self, function: Symbol, arguments: tuple[Any, ...]) -> Any:
        """A builtin of one or two plain values, without the way through the standard sequence; or NOTHING."""
        definition = self.definitions[function]
        if definition.machine is not None and len(arguments) == 2:
            value = machine_value(definition.machine, *arguments)
            return NOTHING if value is None else value
        if definition.builtin is None or definition.down.filled or definition.own is not UNSET:
            return NOTHING
        if definition.builtin.function is None or len(arguments) != 1 or type(arguments[0]) not in PLAIN:
            return NOTHING
        whole = Expr(function, arguments)
        value = apply_builtin(self, definition, definition.builtin, whole)
        return whole if value is None else self.evaluate(value)

    def conditional_value(self, expr: Any) -> Any:
        """The value of `value /; test`, also inside Module, With or Block; NOTHING where the test fails."""
        if expr.head is S.Condition:
            inner = expr.parts[0]
            if not self.is_true(expr.parts[1]):
                return NOTHING
            return self.conditional_value(inner) if holds_condition(inner) else inner
        value = self.evaluate(Expr(expr.head, (expr.parts[0], mark_condition(expr.parts[1]))))
        if isinstance(value, Expr) and value.head is CONDITION_FAILED:
            return NOTHING
        return value

    def default_value(self, head: Any, position: int) -> Any:
        """Default[head] or Default[head, position], where the user gave one."""
        if not isinstance(head, Symbol):
            return None
        defaults = self.definitions[head].defaults
        return defaults.get(position + 1, defaults.get(0))

    def with_options(self, value: Any, lhs: Any, key: Expr, given: Any) -> Any:
        """The body with OptionValue[name] told whose options, and which were given."""
        owner = key.parts[0] if key.parts else operator_of(strip_condition(lhs))
        return fill_options(value, owner, given)

    # -- definitions -------------------------------------------------------------------------------

    def changed(self, definition: Definition) -> None:
        """Something about the symbol changed: stamps that relied on it no longer hold."""
        self.settled = None
        if definition.seen == self.tick or self.conditional_seen == self.tick:
            self.tick = next(ticks)

    def set_own(self, symbol: Symbol, value: Any) -> None:
        definition = self.definitions[symbol]
        self.changed(definition)
        definition.own = value

    def set_attributes(self, symbol: Symbol, names: frozenset[str]) -> None:
        definition = self.definitions[symbol]
        definition.set_attributes(names)
        self.changed(definition)
        self.matchers.clear()
        self.state.pop("replacement rules", None)  # compiled as the attributes were


RETURNING = frozenset((S.CompoundExpression, S.Module, S.Block, S.With, S.If, S.Return, S.Switch, S.Which))
S_SEQUENCE, S_UNEVALUATED, S_EVALUATE = S.Sequence, S.Unevaluated, S.Evaluate  # looked up once
S_FUNCTION = S.Function
PLAIN = frozenset((int, float, str))
CONDITION_FAILED = S["$ConditionFailed"]


def make_room() -> None:
    """Let Python recurse as deeply as evaluation may, with a C stack that holds it.

    Pure Python calls take none of that stack, but hashing, comparing and joining go through C. On Linux the
    main thread's stack grows up to the limit in force, for which the address space is laid out generously.
    """
    sys.setrecursionlimit(max(sys.getrecursionlimit(), FRAMES))
    if resource is not None:
        soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
        wanted = STACK if hard == resource.RLIM_INFINITY else min(STACK, hard)
        if soft != resource.RLIM_INFINITY and soft < wanted:
            resource.setrlimit(resource.RLIMIT_STACK, (wanted, hard))


def mark_condition(expr: Any) -> Any:
    """`value /; test` as an If whose failure can be told from every value."""
    if isinstance(expr, Expr) and expr.head is S.Condition:
        value, test = expr.parts
        inner = mark_condition(value) if holds_condition(value) else value
        return S.If(test, inner, CONDITION_FAILED(), CONDITION_FAILED())
    return Expr(expr.head, (*expr.parts[:-1], mark_condition(expr.parts[-1])))


def strip_condition(lhs: Any) -> Any:
    while isinstance(lhs, Expr) and lhs.head in (S.Condition, S.HoldPattern, S.Pattern) and lhs.parts:
        lhs = lhs.parts[-1] if lhs.head is S.Pattern else lhs.parts[0]
    return lhs


def fill_options(expr: Any, owner: Any, given: Any) -> Any:
    """OptionValue[name] -> OptionValue[owner, given, name], everywhere in the expression."""
    if type(expr) is not Expr:
        return expr
    if expr.head is S.OptionValue and len(expr.parts) == 1:
        return S.OptionValue(owner, given, expr.parts[0])
    parts = [fill_options(p, owner, given) for p in expr.parts]
    return Expr(fill_options(expr.head, owner, given), parts)
