"""TeXForm: expressions as TeX."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from wlmini.expr import Association, BigReal, Expr, S, Symbol, is_list
from wlmini.syntax.digits import output_big, output_real
from wlmini.syntax.notation import Form, fraction_parts, positive
from wlmini.syntax.printer import ATOM, CALL, DIVIDE, HALF, PLUS, POWER, TIMES, Printer, Style, Text

FORMS: dict[Symbol, Form] = {}
NAMES = {
    S.Pi: r"\pi ", S.E: "e", S.I: "i", S.Infinity: r"\infty ", S.Degree: r"{}^{\circ}",
    S.GoldenRatio: r"\phi ", S.EulerGamma: r"\gamma ", S.Reals: r"\mathbb{R}", S.Integers: r"\mathbb{Z}",
    S.Complexes: r"\mathbb{C}", S.Rationals: r"\mathbb{Q}", S.Primes: r"\mathbb{P}",
    S.ComplexInfinity: r"\text{ComplexInfinity}",
}  # fmt: skip
LETTERS = {
    "α": r"\alpha ", "β": r"\beta ", "γ": r"\gamma ", "δ": r"\delta ", "ϵ": r"\epsilon ",
    "ε": r"\varepsilon ", "ζ": r"\zeta ", "η": r"\eta ", "θ": r"\theta ", "ι": r"\iota ", "κ": r"\kappa ",
    "λ": r"\lambda ", "μ": r"\mu ", "ν": r"\nu ", "ξ": r"\xi ", "π": r"\pi ", "ρ": r"\rho ",
    "σ": r"\sigma ", "τ": r"\tau ", "υ": r"\upsilon ", "ϕ": r"\phi ", "φ": r"\varphi ", "χ": r"\chi ",
    "ψ": r"\psi ", "ω": r"\omega ", "Γ": r"\Gamma ", "Δ": r"\Delta ", "Θ": r"\Theta ", "Λ": r"\Lambda ",
    "Ξ": r"\Xi ", "Π": r"\Pi ", "Σ": r"\Sigma ", "Υ": r"\Upsilon ", "Φ": r"\Phi ", "Ψ": r"\Psi ",
    "Ω": r"\Omega ", "∞": r"\infty ",
}  # fmt: skip
FUNCTIONS = {
    S.Sin: r"\sin", S.Cos: r"\cos", S.Tan: r"\tan", S.Cot: r"\cot", S.Sec: r"\sec", S.Csc: r"\csc",
    S.Sinh: r"\sinh", S.Cosh: r"\cosh", S.Tanh: r"\tanh", S.Coth: r"\coth", S.Log: r"\log", S.Exp: r"\exp",
    S.Det: r"\det", S.Max: r"\max", S.Min: r"\min", S.GCD: r"\gcd", S.Gamma: r"\Gamma", S.Zeta: r"\zeta",
    S.ArcSin: r"\sin^{-1}", S.ArcCos: r"\cos^{-1}", S.ArcTan: r"\tan^{-1}", S.ArcSinh: r"\sinh^{-1}",
    S.ArcCosh: r"\cosh^{-1}", S.ArcTanh: r"\tanh^{-1}", S.Re: r"\Re", S.Im: r"\Im", S.Arg: r"\arg",
    S.Erf: r"\text{erf}", S.Erfc: r"\text{erfc}", S.Mod: r"\bmod ", S.Sinc: r"\text{sinc}",
    S.AiryAi: r"\text{Ai}", S.AiryBi: r"\text{Bi}", S.DiracDelta: r"\delta", S.HeavisideTheta: r"\theta",
    S.Beta: "B", S.EllipticK: "K", S.LogIntegral: r"\text{li}", S.ExpIntegralEi: r"\text{Ei}",
}  # fmt: skip
RELATIONS = {
    S.Equal: "=", S.Unequal: r"\neq ", S.Less: "<", S.Greater: ">", S.LessEqual: r"\leq ",
    S.GreaterEqual: r"\geq ", S.And: r"\land ", S.Or: r"\lor ", S.Rule: r"\to ", S.RuleDelayed: r":\to ",
    S.Element: r"\in ", S.Set: "=", S.SetDelayed: ":=", S.Implies: r"\Rightarrow ", S.Union: r"\cup ",
    S.Intersection: r"\cap ", S.Dot: ".", S.Cross: r"\times ", S.CircleTimes: r"\otimes ",
    S.CirclePlus: r"\oplus ", S.PlusMinus: r"\pm ", S.DirectedEdge: r"\to ", S.SameQ: r"\text{===}",
}  # fmt: skip
LOOSE = {S.And: 215.0, S.Or: 214.0, S.Rule: 120.0, S.RuleDelayed: 120.0, S.Dot: 490.0, S.Cross: 500.0}
BARS = {
    S.Abs: (r"\left| ", r"\right| "), S.Norm: (r"\left\| ", r"\right\| "),
    S.Floor: (r"\left\lfloor ", r"\right\rfloor "), S.Ceiling: (r"\left\lceil ", r"\right\rceil "),
}  # fmt: skip
ACCENTS = {
    S.OverBar: r"\bar{%s}", S.OverHat: r"\hat{%s}", S.OverTilde: r"\tilde{%s}", S.OverDot: r"\dot{%s}",
    S.OverVector: r"\vec{%s}", S.UnderBar: r"\underline{%s}", S.SuperStar: "%s^*",
    S.SuperDagger: r"%s^{\dagger }", S.SuperPlus: "%s^+", S.SuperMinus: "%s^-",
}  # fmt: skip
SPECIAL = re.compile(r"([$%&#_{}])")


def shows(*heads: str) -> Callable[[Form], Form]:
    """Declare how TeX writes these heads; the function may decline with None."""

    def declare(form: Form) -> Form:
        FORMS.update({S[head]: form for head in heads})
        return form

    return declare


def text(value: str) -> str:
    escaped = SPECIAL.sub(r"\\\1", value.replace("\\", r"$\backslash$"))
    return rf"\text{{{escaped}}}"


def name(symbol: Symbol) -> str:
    if symbol in NAMES:
        return NAMES[symbol]
    short = symbol.short
    if short in LETTERS:
        return LETTERS[short]
    return short if len(short) == 1 else text(short)


def real(value: float) -> str:
    return scientific(output_real(value))


def big(value: BigReal) -> str:
    return scientific(output_big(value))


def scientific(written: str) -> str:
    mantissa, mark, exponent = written.partition("*^")
    return rf"{mantissa}\times 10^{{{exponent}}}" if mark else mantissa


def fenced(printer: Printer, inside: str) -> str:
    """In round brackets, which grow where what is in them is tall."""
    tall = "\\frac" in inside or "^" in inside
    return rf"\left({inside}\right)" if tall else f"({inside})"


class TexPrinter(Printer):
    """A printer of TeX: names and rationals have other looks, brackets grow."""

    def write(self, expr: Any, over: float = 0.0) -> str:
        written, precedence = self.show(expr)
        return written if precedence > over else fenced(self, written)

    def show(self, expr: Any) -> Text:
        if type(expr) is Symbol:
            return name(expr), ATOM
        if type(expr) is Fraction:
            sign = "-" if expr < 0 else ""
            return rf"{sign}\frac{{{abs(expr.numerator)}}}{{{expr.denominator}}}", ATOM if expr > 0 else PLUS
        if isinstance(expr, Association):
            return rf"\langle |{','.join([self.write(part) for part in expr.parts])}|\rangle ", ATOM
        return super().show(expr)

    def call(self, expr: Expr) -> Text:
        inside = ",".join([self.write(part) for part in expr.parts])
        head = expr.head
        if type(head) is Symbol and head in FUNCTIONS:
            return f"{applied(FUNCTIONS[head])}{fenced(self, inside)}", CALL
        if type(head) is Symbol and head in NAMES:
            return f"{text(head.short)}{fenced(self, inside)}", CALL
        return f"{self.write(head, CALL - HALF)}{fenced(self, inside)}", CALL


def applied(command: str) -> str:
    """The name of a function before its argument: a blank ends the command."""
    return command + " " if command[0] == "\\" and command[-1].isalpha() else command


def traditional(printer: Printer, terms: Any) -> list[Any]:
    """The terms of a sum as polynomials are written by hand: high powers of the first names in front."""
    powers = [powers_in(printer, term) for term in terms]
    names = sorted({name for each in powers for name in each}, key=lambda n: (n.lower(), n.swapcase()))
    keys = [[-each.get(name, 0) for name in names] for each in powers]
    found = [terms[k] for k in sorted(range(len(terms)), key=lambda k: keys[k])]
    if len(found) == 2 and positive(found[0]) is not None and positive(found[1]) is None:
        return found[::-1]  # 1 - x rather than -x + 1
    return found


def powers_in(printer: Printer, term: Any) -> dict[str, Any]:
    """What is multiplied in a term, but for numbers, with its exponents."""
    found: dict[str, Any] = {}
    for factor in term.parts if isinstance(term, Expr) and term.head is S.Times else (term,):
        base, exponent = factor, 1
        if isinstance(factor, Expr) and factor.head is S.Power and type(factor.parts[1]) in (int, Fraction):
            base, exponent = factor.parts
        if isinstance(base, (Symbol, Expr)):
            name = printer.writer.input_form(base)
            found[name] = found.get(name, 0) + exponent
    return found


@shows("Plus")
def total(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) < 2:
        return None
    first, *rest = traditional(printer, expr.parts)
    written = printer.write(first, PLUS - HALF)
    for term in rest:
        opposite = positive(term)
        sign, shown = ("+", term) if opposite is None else ("-", opposite)
        written += sign + printer.write(shown, PLUS)
    return written, PLUS


@shows("Times")
def product(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) < 2:
        return None
    first = expr.parts[0]
    if positive(expr) is not None and type(first) in (int, Fraction, float):
        return f"-{printer.write(positive(expr), TIMES - HALF)}", PLUS
    above, below = fraction_parts(expr.parts)
    if not below:
        return spaced([printer.write(each, TIMES) for each in above]), TIMES
    top = spaced([printer.write(each, TIMES if len(above) > 1 else 0) for each in above]) or "1"
    bottom = spaced([printer.write(each, TIMES if len(below) > 1 else 0) for each in below])
    return rf"\frac{{{top}}}{{{bottom}}}", DIVIDE


def spaced(factors: list[str]) -> str:
    return " ".join([each.rstrip() for each in factors])


@shows("Power")
def power(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) != 2:
        return None
    base, exponent = expr.parts
    if type(exponent) is Fraction and exponent.numerator in (1, -1):
        index = "" if exponent.denominator == 2 else f"[{exponent.denominator}]"
        root = rf"\sqrt{index}{{{printer.write(base)}}}"
        return (root, ATOM) if exponent > 0 else (rf"\frac{{1}}{{{root}}}", DIVIDE)
    if type(exponent) is Fraction and exponent > 0:
        return f"{printer.write(base, POWER)}^{{{exponent.numerator}/{exponent.denominator}}}", POWER
    if type(exponent) in (int, Fraction) and exponent < 0:
        under = base if exponent == -1 else S.Power(base, -exponent)
        return rf"\frac{{1}}{{{printer.write(under)}}}", DIVIDE
    named = isinstance(base, Expr) and len(base.parts) == 1 and FUNCTIONS.get(base.head)
    if named and type(exponent) is int and "^" not in named:
        inside = fenced(printer, printer.write(base.parts[0]))
        return f"{applied(named)}^{braced(printer.write(exponent))}{inside}", CALL
    return f"{printer.write(base, POWER)}^{braced(printer.write(exponent))}", POWER


def braced(inside: str) -> str:
    return inside if len(inside) == 1 else f"{{{inside}}}"


@shows(*[head.short for head in RELATIONS])
def relation(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) < 2:
        return None
    own = LOOSE.get(expr.head, 290.0)
    return RELATIONS[expr.head].join([printer.write(part, own) for part in expr.parts]), own


@shows("Not")
def negation(printer: Printer, expr: Expr) -> Text | None:
    return (rf"\neg {printer.write(expr.parts[0], 230.0)}", 230.0) if len(expr.parts) == 1 else None


@shows(*[head.short for head in BARS])
def bars(printer: Printer, expr: Expr) -> Text | None:
    opened, closed = BARS[expr.head]
    return (f"{opened}{printer.write(expr.parts[0])}{closed}", ATOM) if len(expr.parts) == 1 else None


@shows(*[head.short for head in ACCENTS])
def accent(printer: Printer, expr: Expr) -> Text | None:
    return (ACCENTS[expr.head] % printer.write(expr.parts[0]), CALL) if len(expr.parts) == 1 else None


def is_matrix(expr: Any) -> bool:
    """Whether it is a list of rows of the same length that hold no lists."""
    rows: Any = expr.parts if is_list(expr) else ()
    return (
        len(rows) > 0
        and all(map(is_list, rows))
        and len({len(row) for row in rows}) == 1
        and len(rows[0]) > 0
        and not any(is_list(cell) for row in rows for cell in row.parts)
    )


@shows("List")
def braces(printer: Printer, expr: Expr) -> Text:
    if is_matrix(expr):
        return printer.show(S.MatrixForm(expr))
    return rf"\{{{','.join([printer.write(part) for part in expr.parts])}\}}", ATOM


@shows("MatrixForm", "TableForm", "Grid")
def matrix(printer: Printer, expr: Expr) -> Text | None:
    if not expr.parts or not is_list(expr.parts[0]):
        return None
    rows = [row.parts if is_list(row) else (row,) for row in expr.parts[0].parts]
    lines = [" & ".join([printer.write(cell) for cell in row]) for row in rows]
    columns = "c" * max([len(row) for row in rows], default=0)
    body = "\n".join([rf" {line} \\" for line in lines])
    array = f"\\begin{{array}}{{{columns}}}\n{body}\n\\end{{array}}"
    return (f"\\left(\n{array}\n\\right)" if expr.head is S.MatrixForm else array), ATOM


@shows("Piecewise")
def cases(printer: Printer, expr: Expr) -> Text | None:
    if not expr.parts or not is_matrix(expr.parts[0]) or len(expr.parts[0].parts[0]) != 2:
        return None
    default = expr.parts[1] if len(expr.parts) > 1 else 0
    pairs = [pair.parts for pair in expr.parts[0].parts] + [(default, S["True"])]
    lines = [" " + " & ".join(map(printer.write, pair)) for pair in pairs]
    return "\\begin{cases}\n" + " \\\\\n".join(lines) + "\n\\end{cases}", ATOM


@shows("Subscript", "Superscript", "Subsuperscript")
def script(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) < 2:
        return None
    base, *rest = expr.parts
    written = printer.write(base, CALL)
    if expr.head is S.Subsuperscript and len(rest) == 2:
        return f"{written}_{braced(printer.write(rest[0]))}^{braced(printer.write(rest[1]))}", CALL
    mark = "_" if expr.head is S.Subscript else "^"
    return f"{written}{mark}{braced(','.join([printer.write(each) for each in rest]))}", CALL


@shows("Sum", "Product", "Integrate", "Limit")
def calculus(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) != 2:
        return None
    body, spec = expr.parts
    if expr.head is S.Integrate:
        variable, *bounds = spec.parts if is_list(spec) else (spec,)
        ends = [braced(printer.write(each)) for each in bounds]
        limits = f"_{ends[0]}^{ends[1]}" if len(ends) == 2 else ""
        return rf"\int{limits} {printer.write(body, PLUS)} \, d{printer.write(variable)}", PLUS
    if expr.head is S.Limit:
        return rf"\lim_{{{printer.write(spec)}}} \, {printer.write(body, PLUS)}", PLUS
    if not is_list(spec) or len(spec) not in (2, 3):
        return None
    first = spec.parts[1] if len(spec) == 3 else 1
    sign = r"\sum" if expr.head is S.Sum else r"\prod"
    start = f"{printer.write(spec.parts[0])}={printer.write(first)}"
    return f"{sign}_{{{start}}}^{braced(printer.write(spec.parts[-1]))} {printer.write(body, PLUS)}", PLUS


INDEXED = {  # letter with the first argument as its index, the others in brackets
    S.BesselJ: "J", S.BesselY: "Y", S.BesselI: "I", S.BesselK: "K", S.LegendreP: "P", S.LegendreQ: "Q",
    S.HermiteH: "H", S.LaguerreL: "L", S.ChebyshevT: "T", S.ChebyshevU: "U", S.HarmonicNumber: "H",
    S.Fibonacci: "F", S.LucasL: "L", S.BernoulliB: "B", S.EulerE: "E", S.PolyLog: r"\text{Li}", S.C: "c",
}  # fmt: skip
UPPER = (S.HarmonicNumber,)  # their second argument is a power in brackets


@shows(*[head.short for head in INDEXED])
def indexed(printer: Printer, expr: Expr) -> Text | None:
    if not 1 <= len(expr.parts) <= 2:
        return None
    index, *rest = map(printer.write, expr.parts)
    written = f"{INDEXED[expr.head]}_{braced(index)}"
    if rest and expr.head in UPPER:
        return f"{written}^{{({rest[0]})}}", CALL
    return written + (fenced(printer, rest[0]) if rest else ""), CALL


@shows("KroneckerDelta")
def kronecker(printer: Printer, expr: Expr) -> Text | None:
    return (rf"\delta _{{{','.join(map(printer.write, expr.parts))}}}", CALL) if expr.parts else None


@shows("Factorial", "Factorial2")
def factorial(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) != 1:
        return None
    return printer.write(expr.parts[0], 610.0) + ("!" if expr.head is S.Factorial else "!!"), 610.0


@shows("Binomial")
def binomial(printer: Printer, expr: Expr) -> Text | None:
    if len(expr.parts) != 2:
        return None
    above, below = map(printer.write, expr.parts)
    return rf"\binom{{{above}}}{{{below}}}", ATOM


@shows("HoldForm", "Defer", "Style", "TraditionalForm", "StandardForm", "OutputForm", "Text", "Framed")
def content(printer: Printer, expr: Expr) -> Text | None:
    return printer.show(expr.parts[0]) if expr.parts else None


@shows("Row")
def row(printer: Printer, expr: Expr) -> Text | None:
    if not expr.parts or not is_list(expr.parts[0]):
        return None
    between = printer.write(expr.parts[1]) if len(expr.parts) > 1 else ""
    return between.join(map(printer.write, expr.parts[0].parts)), ATOM


@shows("Blank", "BlankSequence", "BlankNullSequence", "Pattern", "Slot", "SlotSequence")
def as_input(printer: Printer, expr: Expr) -> Text:
    """What is one word of input."""
    return SPECIAL.sub(r"\\\1", printer.writer.input_form(expr)), ATOM


def derivative(printer: Printer, expr: Expr) -> Text | None:
    """f' and f''."""
    match expr.head.parts, expr.parts:
        case (1 | 2 as order,), (function,):
            return printer.write(function, CALL - HALF) + "'" * order, CALL
        case (orders, (function,)):
            marks = ",".join(map(printer.write, orders))
            return f"{printer.write(function, CALL - HALF)}^{{({marks})}}", CALL
    return None


@shows("Conjugate", "Transpose", "ConjugateTranspose", "Inverse")
def superscript(printer: Printer, expr: Expr) -> Text | None:
    mark = {S.Conjugate: "*", S.Transpose: "T", S.ConjugateTranspose: r"{\dagger }", S.Inverse: "{-1}"}
    return (f"{printer.write(expr.parts[0], CALL)}^{mark[expr.head]}", CALL) if len(expr.parts) == 1 else None


TEX = Style(
    times=" ", string=text, real=real, big=big, atom=lambda atom: atom.output_form(), reads_back=False,
    forms=FORMS, curried={S.Derivative: derivative}, name="TeXForm",
)  # fmt: skip
