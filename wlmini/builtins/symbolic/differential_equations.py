"""DSolve and RSolve: differential equations and recurrences in closed form."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.symbolic.algebra import is_free
from wlmini.builtins.symbolic.assumptions import facts_of, known
from wlmini.builtins.symbolic.bridge import Bridge, Untranslatable, attempt
from wlmini.builtins.symbolic.solution_options import renamed
from wlmini.expr import Expr, S, Symbol, is_list, make_list, same
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure

OPTIONS = {
    "Assumptions": S.Automatic, "GeneratedParameters": S.C, "IncludeSingularSolutions": S.Automatic,
    "Method": S.Automatic,
}  # fmt: skip
MESSAGES = {
    "dsfun": "`1` is no function to be solved for, or no list of such.",
    "deqn": "`1` is no equation, or no list of such.",
    "nsol": "No closed form was found for the solutions of `1`.",
}
PATIENCE = 40.0


class Task:
    """The equations and conditions, the unknown functions and the variable of one call."""

    def __init__(self, kernel: Any, equations: Any, functions: Any, x: Any, options: Any) -> None:
        self.kernel, self.x = kernel, x
        self.asked = list(functions.parts) if is_list(functions) else [functions]
        self.heads = [f.head if isinstance(f, Expr) else f for f in self.asked]
        for head, each in zip(self.heads, self.asked, strict=True):
            if not isinstance(head, Symbol) or isinstance(each, Expr) and not same(each, head(x)):
                raise Failure("dsfun", each, value=None)
        given = equations.parts if is_list(equations) else (equations,)
        if isinstance(equations, Expr) and equations.head is S.And:
            given = equations.parts
        for each in given:
            if not isinstance(each, Expr) or each.head is not S.Equal or len(each.parts) != 2:
                raise Failure("deqn", each, value=None)
        self.inexact = kernel.evaluate(S.Precision(make_list(given))) is not S.Infinity
        if self.inexact:
            given = [S.Equal(*[kernel.evaluate(S.Rationalize(p, 0)) for p in e.parts]) for e in given]
        self.equations = [e for e in given if not is_free(e, (x,))]
        self.conditions = [e for e in given if is_free(e, (x,))]
        self.bridge = Bridge(kernel, facts_of(kernel, known(kernel, options["Assumptions"])), (x,))

    def fitted(self, solutions: list[list[Any]]) -> list[list[Any]]:
        """The solutions (an expression for each function) with constants that meet the conditions."""
        found = [f for s in solutions for f in self.fit(s)] if self.conditions else solutions
        return [[self.kernel.call(S.N, v) for v in f] for f in found] if self.inexact else found

    def fit(self, solution: list[Any]) -> list[list[Any]]:
        kernel = self.kernel
        pairs = zip(self.heads, solution, strict=True)
        rules = make_list([S.Rule(h, S.Function(S.List(self.x), v)) for h, v in pairs])
        constants = constants_in(make_list(solution))
        equations = kernel.evaluate(S.ReplaceAll(make_list(self.conditions), rules))
        with kernel.messages.quietly(S.All):
            found = kernel.evaluate(S.Solve(equations, make_list(constants)))
        if not is_list(found):
            return []
        return [[kernel.evaluate(S.ReplaceAll(v, values)) for v in solution] for values in found.parts]

    def rules(self, solutions: list[list[Any]]) -> Any:
        """y[x] -> value, or y -> Function[{x}, value], as it was asked for."""
        made = []
        for solution in solutions:
            row = []
            for asked, value in zip(self.asked, solution, strict=True):
                whole = isinstance(asked, Symbol)
                row.append(S.Rule(asked, S.Function(S.List(self.x), value) if whole else value))
            made.append(make_list(row))
        return make_list(made)


def constants_in(expr: Any) -> list[Any]:
    """The C[n] in an expression."""
    if not isinstance(expr, Expr):
        return []
    if expr.head is S.C and len(expr.parts) == 1:
        return [expr]
    found: list[Any] = []
    for part in expr.parts:
        found += [c for c in constants_in(part) if c not in found]
    return sorted(found, key=lambda c: str(c.parts[0]))


@builtin("DSolve[eqn, y, x]", "DSolve[eqn, y[x], x]", "DSolve[{eqn1, eqn2, ...}, {y1, y2, ...}, x]",
         options=OPTIONS, messages=MESSAGES,
         refused=("IncludeSingularSolutions",),
         noted=("Method",),
)  # fmt: skip
def dsolve(kernel: Any, equations: Any, functions: Any, x: Any, *, options: Any) -> Any:
    """solves differential equations for the function y of x, with initial conditions where they are given.

    >>> DSolve[y'[x] == y[x], y[x], x]
    {{y[x] -> E^x C[1]}}
    >>> DSolve[{y''[x] + y[x] == 0, y[0] == 1, y'[0] == 0}, y[x], x]
    {{y[x] -> Cos[x]}}
    """
    task = Task(kernel, equations, functions, x, options)
    found = attempt(general_solutions, task, seconds=PATIENCE)
    return None if found is None else renamed(kernel, task.rules(task.fitted(found)), options)


@builtin(
    "DSolveValue[eqn, expr, x]",
    options=OPTIONS,
    messages=MESSAGES,
    refused=("IncludeSingularSolutions",),
    noted=("Method",),
)
def dsolve_value(kernel: Any, equations: Any, expr: Any, x: Any, *, options: Any) -> Any:
    """gives the value of expr for the first solution of differential equations.

    >>> DSolveValue[{y'[x] == 2 x, y[0] == 3}, y[x], x]
    3 + x^2
    """
    head = expr.head if isinstance(expr, Expr) and isinstance(expr.head, Symbol) else expr
    if not isinstance(head, Symbol):
        return None
    task = Task(kernel, equations, head, x, options)
    found = attempt(general_solutions, task, seconds=PATIENCE)
    if not found or not (fitted := task.fitted(found)):
        return None
    function = renamed(kernel, S.Function(S.List(x), fitted[0][0]), options)
    return function if expr is head else kernel.evaluate(S.ReplaceAll(expr, S.Rule(head, function)))


def general_solutions(task: Task) -> list[list[Any]]:
    """Each solution as an expression for each function, with constants C[1], C[2], ...."""
    bridge, sympy = task.bridge, task.bridge.sympy
    x = bridge.variable(task.x)
    functions = [bridge.function(h)(x) for h in task.heads]
    system = [bridge.to(e.parts[0]) - bridge.to(e.parts[1]) for e in task.equations]
    if len(functions) > 1:
        exponential = by_matrix(task, functions, system)
        if exponential is not None:
            return [exponential]
        found = sympy.dsolve([sympy.Eq(s, 0) for s in system], functions)
        rows = [found] if found and isinstance(found[0], sympy.Eq) else found
        return [[written(task, {e.lhs: e.rhs for e in row}[f]) for f in functions] for row in rows]
    separated = by_separation(task, system[0], functions[0], x)
    if separated is not None:
        return separated
    linear = constant_coefficients(bridge, system[0], functions[0], x)
    found = sympy.dsolve(system[0], functions[0])
    rows = found if isinstance(found, list) else [found]
    if any(r.lhs != functions[0] or r.rhs.has(functions[0], sympy.Integral) for r in rows):
        raise Untranslatable(task.equations)
    if linear is None:
        return [[written(task, usual_form(sympy, r.rhs, system[0], functions[0]))] for r in rows]
    particular = rows[0].rhs.subs({c: 0 for c in rows[0].rhs.free_symbols if is_constant(c)})
    basis = [S.Times(S.C(k + 1), bridge.back(b)) for k, b in enumerate(fundamental(sympy, linear, x))]
    return [[task.kernel.evaluate(S.Plus(bridge.back(sympy.expand(particular)), *basis))]]


def usual_form(sympy: Any, value: Any, equation: Any, function: Any) -> Any:
    """Constants added rather than taken away; the solution of a linear equation as a sum."""
    for symbol in value.free_symbols:
        for square in (sympy.sqrt(symbol**2),):
            value = value.subs(square, symbol)
    constants = sorted((c for c in value.free_symbols if is_constant(c)), key=lambda c: c.name)
    for c in constants:
        inside = [a for f in value.atoms(sympy.Function) for a in f.args if a.is_Add and a.has(c)]
        if inside and all(is_taken_away(a, c) for a in inside):
            value = value.subs(c, -c)
    if len(constants) == 1 and sympy.diff(value, constants[0], 2) == 0:
        return sympy.expand(value)
    alone = len(constants) == 2 and not equation.subs(function.diff(), 0).doit().has(function)
    if alone and sympy.diff(value, constants[0]) == 1:
        value = value.subs(dict(zip(constants, reversed(constants), strict=True)), simultaneous=True)
    return value


def is_taken_away(total: Any, constant: Any) -> bool:
    """Whether the constant has the other sign than the rest of a sum."""
    rest = [a for a in total.args if not a.has(constant)]
    minus = [a.could_extract_minus_sign() for a in rest]
    return -constant in total.args and True not in minus or constant in total.args and False not in minus


def by_matrix(task: Task, functions: list[Any], system: list[Any]) -> list[Any] | None:
    """MatrixExp[a x] . {C[1], ...} of y' == a y, whose constants are the values at 0."""
    sympy, x = task.bridge.sympy, task.bridge.variable(task.x)
    names = [sympy.Dummy() for _ in functions]
    slopes = [sympy.Dummy() for _ in functions]
    plain = [
        e.subs({f.diff(x): d for f, d in zip(functions, slopes, strict=True)}).subs(
            dict(zip(functions, names, strict=True))
        )
        for e in system
    ]
    solved = sympy.solve(plain, slopes, dict=True)
    if len(solved) != 1 or len(system) != len(functions) or len(solved[0]) != len(slopes):
        return None
    rows = [[sympy.diff(solved[0][d], n) for n in names] for d in slopes]
    sides = [sympy.expand(solved[0][d]).subs(dict.fromkeys(names, 0)) for d in slopes]
    entries = [e for row in rows for e in row]
    if any(s != 0 for s in sides) or any(e.has(x, *names, sympy.Derivative) for e in entries):
        return None
    kernel, bridge = task.kernel, task.bridge
    matrix = make_list([make_list([S.Times(bridge.value(e), task.x) for e in row]) for row in rows])
    whole = S.MatrixExp(matrix)
    exponential = kernel.evaluate(S.ExpToTrig(whole) if is_turning(sympy, rows) else whole)
    if not is_list(exponential):
        return None
    constants = [S.C(k + 1) for k in range(len(functions))]
    shorter = S.Simplify if is_turning(sympy, rows) else S.Composition(S.Together, S.TrigToExp)
    simple = [[kernel.evaluate(Expr(shorter, (e,))) for e in row.parts] for row in exponential.parts]
    return [kernel.evaluate(S.Plus(*map(S.Times, row, constants))) for row in simple]


def is_turning(sympy: Any, rows: list[list[Any]]) -> bool:
    """Whether the matrix has complex eigenvalues, so that its exponential is one of waves."""
    return any(not v.is_real for v in sympy.Matrix(rows).eigenvals() if v.is_number)


def by_separation(task: Task, equation: Any, function: Any, x: Any) -> list[list[Any]] | None:
    """y' == f(x) y^m: the power of y is a multiple of the integral of f and C[1]."""
    sympy, kernel, bridge = task.bridge.sympy, task.kernel, task.bridge
    y, slope = sympy.Dummy("y"), sympy.Dummy()
    plain = equation.subs(function.diff(x), slope).subs(function, y)
    solved = [] if plain.has(sympy.Derivative, type(function)) else sympy.solve(plain, slope)
    if len(solved) != 1:
        return None
    factor, power = sympy.factor(solved[0]).as_independent(y, as_Add=False)
    base, m = power.as_base_exp()
    if base != y or not m.is_Rational or m in (0, 1) or factor.has(y):
        return None
    integral = kernel.evaluate(S.Integrate(bridge.value(factor), task.x))
    if isinstance(integral, Expr) and not is_free(integral, (S.Integrate,)):
        return None
    level = S.Times(bridge.value(1 - m), S.Plus(integral, S.C(1)))
    if m == 2:
        inverse = kernel.evaluate(S.Together(S.Plus(integral, S.C(1))))
        if kernel.evaluate(S.Denominator(inverse)) == 1:
            return [[S.Power(S.Expand(S.Times(-1, inverse)), -1)]]
        return [[kernel.evaluate(S.Times(-1, S.Power(inverse, -1)))]]
    unknown = S["$y"]
    found = kernel.evaluate(S.Solve(S.Equal(S.Power(unknown, bridge.value(1 - m)), S.Expand(level)), unknown))
    if not is_list(found) or not found.parts:
        return None
    return [[kernel.evaluate(S.Together(rules.parts[0].parts[1]))] for rules in found.parts]


def is_constant(symbol: Any) -> bool:
    return symbol.name[:1] == "C" and symbol.name[1:].isdigit()


def written(task: Task, value: Any) -> Any:
    """The expression, SymPy's C1 as C[1]."""
    bridge = task.bridge
    bessel = bridge.sympy.functions.special.bessel.BesselBase
    value = value.replace(
        lambda e: isinstance(e, bessel),
        lambda e: e.func(bridge.sympy.powdenest(e.args[0], force=True), *e.args[1:]),
    )
    for symbol in value.free_symbols:
        if is_constant(symbol) and symbol not in bridge.meanings:
            bridge.meanings[symbol] = S.C(int(symbol.name[1:]))
    return bridge.value(value)


def constant_coefficients(bridge: Bridge, equation: Any, function: Any, x: Any) -> list[Any] | None:
    """The coefficients of y, y', ... where the equation is linear with constant ones, of order 2 at least."""
    sympy = bridge.sympy
    order = max((d.derivative_count for d in equation.atoms(sympy.Derivative)), default=0)
    if order < 2:
        return None
    names = [sympy.Dummy() for _ in range(order + 1)]
    for n in range(order, 0, -1):
        equation = equation.subs(function.diff(x, n), names[n])
    equation = sympy.expand(equation.subs(function, names[0]))
    if not equation.is_polynomial(*names) or sympy.Poly(equation, *names).total_degree() != 1:
        return None
    coefficients = [equation.coeff(n) for n in names]
    return None if any(c.has(x, *names) for c in coefficients) else coefficients


def fundamental(sympy: Any, coefficients: list[Any], x: Any) -> list[Any]:
    """The solutions of the homogeneous equation in the language's order."""
    t = sympy.Dummy()
    roots = sympy.roots(sympy.Poly(coefficients[::-1], t))
    if sum(roots.values()) != len(coefficients) - 1:
        raise Untranslatable(coefficients)
    found = []
    for root in sorted(roots, key=lambda r: root_order(sympy, r, roots)):
        re, im = real_and_imaginary(sympy, root)
        for k in range(roots[root]):
            if im == 0:
                found.append(x**k * sympy.exp(root * x))
            elif not im.could_extract_minus_sign():
                waves = (sympy.cos, sympy.sin) if re == 0 else (sympy.sin, sympy.cos)
                found += [x**k * sympy.exp(re * x) * f(im * x) for f in waves]
    return found


def real_and_imaginary(sympy: Any, root: Any) -> tuple[Any, Any]:
    """The parts of a root of the characteristic equation, its parameters taken as positive."""
    positive = {s: sympy.Dummy(s.name, positive=True) for s in root.free_symbols}
    re, im = sympy.expand(root.subs(positive), complex=True).as_real_imag()
    if any(part.has(sympy.re, sympy.im, sympy.arg, sympy.atan2) for part in (re, im)):
        return root, sympy.Integer(0)
    back = {d: s for s, d in positive.items()}
    return re.subs(back), im.subs(back)


def root_order(sympy: Any, root: Any, roots: Any) -> tuple[Any, ...]:
    """Increasing, but E^x before E^-x."""
    if not root.is_number:
        return (0, root.could_extract_minus_sign(), str(root))
    re, im = (float(p) for p in root.evalf().as_real_imag())
    return (-re if -root in roots and im == 0 else re, abs(im), "")


@builtin(
    "RSolve[eqn, a[n], n]",
    "RSolve[eqn, a, n]",
    options=OPTIONS,
    messages=MESSAGES,
    refused=("IncludeSingularSolutions",),
    noted=("Method",),
)
def rsolve(kernel: Any, equations: Any, functions: Any, n: Any, *, options: Any) -> Any:
    """solves a linear recurrence for the function a of n, with initial conditions where they are given.

    >>> RSolve[{a[n + 1] == 2 a[n], a[0] == 3}, a[n], n]
    {{a[n] -> 3 2^n}}
    """
    task = Task(kernel, equations, functions, n, options)
    found = attempt(recurrence_solutions, task, seconds=PATIENCE)
    return None if found is None else renamed(kernel, task.rules(task.fitted(found)), options)


@builtin(
    "RSolveValue[eqn, expr, n]",
    options=OPTIONS,
    messages=MESSAGES,
    refused=("IncludeSingularSolutions",),
    noted=("Method",),
)
def rsolve_value(kernel: Any, equations: Any, expr: Any, n: Any, *, options: Any) -> Any:
    """gives the value of expr for the first solution of a recurrence.

    >>> RSolveValue[{a[n + 1] == a[n] + 1, a[0] == 0}, a[n], n]
    n
    """
    found = kernel.evaluate(S.RSolve(equations, expr, n, *[S.Rule(S[k], v) for k, v in options.items()]))
    return found.parts[0].parts[0].parts[1] if is_list(found) and found.parts else None


def recurrence_solutions(task: Task) -> list[list[Any]]:
    bridge, sympy = task.bridge, task.bridge.sympy
    n = bridge.variable(task.x)
    whole = sympy.Symbol("n", integer=True)
    function = bridge.function(task.heads[0])
    equation = (bridge.to(task.equations[0].parts[0]) - bridge.to(task.equations[0].parts[1])).subs(n, whole)
    steps = constant_steps(sympy, equation, function, whole)
    if steps == [-1, -1, 1]:
        return [[S.Plus(S.Times(S.C(1), S.Fibonacci(task.x)), S.Times(S.C(2), S.LucasL(task.x)))]]
    if steps is not None and len(steps) == 2 and not task.conditions:
        ratio = bridge.value(-steps[0] / steps[1])
        return [[S.Times(S.Power(ratio, S.Plus(task.x, -1)), S.C(1))]]
    value = sympy.rsolve(sympy.expand(equation), function(whole))
    if value is None:
        raise Untranslatable(task.equations)
    constants = sorted((c for c in value.free_symbols if is_constant(c)), key=lambda c: c.name)
    bridge.meanings.update({c: S.C(k + 1) for k, c in enumerate(constants)})
    bridge.meanings[whole] = task.x
    return [[bridge.value(sympy.expand(value) if value.is_polynomial(whole) else value)]]


def constant_steps(sympy: Any, equation: Any, function: Any, n: Any) -> list[Any] | None:
    """The coefficients of a[n], a[n + 1], ... of a homogeneous recurrence, where they are constants."""
    places = {c.args[0] - n for c in equation.atoms(sympy.core.function.AppliedUndef) if c.func == function}
    if len(places) < 2 or not all(s.is_Integer for s in places):
        return None
    shifts = sorted(places)
    names = {function(n + s): sympy.Dummy() for s in shifts}
    linear = sympy.expand(equation).subs(names)
    coefficients = {s: linear.coeff(names[function(n + s)]) for s in shifts}
    rest = linear - sum(c * names[function(n + s)] for s, c in coefficients.items())
    if sympy.expand(rest) != 0 or any(c.has(n, *names.values()) for c in coefficients.values()):
        return None
    found = [coefficients.get(s, sympy.Integer(0)) for s in range(int(shifts[0]), int(shifts[-1]) + 1)]
    return [c / found[-1] for c in found]
