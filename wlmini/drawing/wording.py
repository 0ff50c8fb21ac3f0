"""Labels: expressions as text with mathematical notation (matplotlib's mathtext) and a style of their own."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from textwrap import fill
from typing import Any

from wlmini.drawing.look import Look, directed
from wlmini.expr import Expr, S, Symbol, is_list
from wlmini.kernel.extras import library

GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta", "η": "eta",
    "θ": "theta",
    "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma",
    "τ": "tau", "φ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Σ": "Sigma",
    "Ω": "Omega", "Φ": "Phi", "Ψ": "Psi", "Θ": "Theta", "Λ": "Lambda",
}  # fmt: skip
FUNCTIONS = {
    "Sin": "sin", "Cos": "cos", "Tan": "tan", "Cot": "cot", "Sec": "sec", "Csc": "csc", "Log": "log",
    "Sinh": "sinh", "Cosh": "cosh", "Tanh": "tanh", "Max": "max", "Min": "min", "Exp": "exp",
}  # fmt: skip
INVERSES = {"ArcSin": "sin", "ArcCos": "cos", "ArcTan": "tan", "ArcSinh": "sinh", "ArcTanh": "tanh"}
CONSTANTS = {
    "Pi": r"\pi",
    "E": "e",
    "I": "i",
    "Infinity": r"\infty",
    "Degree": r"{}^\circ",
    "GoldenRatio": r"\phi ",
}
RELATIONS = {
    "Equal": "=", "Less": "<", "Greater": ">", "LessEqual": r"\leq", "GreaterEqual": r"\geq",
    "Unequal": r"\neq",
    "Rule": r"\rightarrow ", "And": r"\wedge ", "Or": r"\vee ",
}  # fmt: skip
WRAPPERS = {
    "HoldForm", "TraditionalForm", "StandardForm", "InputForm", "OutputForm", "Text", "Tooltip", "Framed",
    "Panel",
    "Annotation", "Item", "Pane", "DisplayForm", "MatrixForm", "Highlighted", "Defer", "Legended",
    "TextCell", "Button",
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """A text as matplotlib takes it, and its look."""

    text: str
    look: Look


def words(kernel: Any, expr: Any, look: Look) -> Words:
    """The text of a label, its own Style over the look given."""
    while isinstance(expr, Expr) and expr.parts:
        if expr.head is S.Style:
            look = directed(look, expr.parts[1:])
            expr = expr.parts[0]
        elif expr.head is S.Pane and len(expr.parts) > 1 and isinstance(expr.parts[0], str):
            expr = folded(expr.parts[0], expr.parts[1], look.size)
        elif expr.head is S.Rotate:
            expr = expr.parts[0]
        else:
            break
    text = text_of(kernel, expr)
    return Words(text if is_readable(text) else escaped(kernel.show(expr)), look)


def folded(text: str, width: Any, size: float) -> str:
    """A text in lines that are so many points wide at most, a letter taken for 0.6 of its size."""
    width = width.parts[0] if is_list(width) and width.parts else width
    if isinstance(width, Symbol) and width.short in NAMED_WIDTHS:
        width = NAMED_WIDTHS[width.short]
    if not isinstance(width, (int, float)):
        return text
    return fill(text, max(1, int(width / (0.6 * size))))


NAMED_WIDTHS = {"Tiny": 30.0, "Small": 60.0, "Medium": 100.0, "Large": 180.0}


@cache
def is_readable(text: str) -> bool:
    """Whether matplotlib can set the text: it knows less of mathematics than the language may ask for."""
    if "$" not in text:
        return True
    try:
        library("matplotlib.mathtext").MathTextParser("path").parse(text)
    except ValueError:
        return False
    return True


def text_of(kernel: Any, expr: Any) -> str:
    """Plain text, with $...$ around what is mathematical."""
    if isinstance(expr, str):
        return escaped(expr)
    if isinstance(expr, Symbol) and expr.short in (
        "None",
        "Null",
        "SpanFromLeft",
        "SpanFromAbove",
        "SpanFromBoth",
    ):
        return ""
    if isinstance(expr, Expr) and isinstance(expr.head, Symbol):
        name = expr.head.short
        if name in WRAPPERS and expr.parts:
            return text_of(kernel, expr.parts[0])
        if name == "Style" and expr.parts:
            return text_of(kernel, expr.parts[0])
        if name == "Row" and expr.parts and is_list(expr.parts[0]):
            between = text_of(kernel, expr.parts[1]) if len(expr.parts) > 1 else ""
            return between.join([text_of(kernel, p) for p in expr.parts[0].parts])
        if name == "Column" and expr.parts and is_list(expr.parts[0]):
            return "\n".join([text_of(kernel, p) for p in expr.parts[0].parts])
        if name in PLAIN:
            return escaped(kernel.show(expr))
    if isinstance(expr, (int, float)):
        return escaped(kernel.show(expr)).replace("-", "−") if not isinstance(expr, bool) else str(expr)
    if isinstance(expr, Symbol) and len(expr.short) > 1 and expr.short not in CONSTANTS:
        return escaped(expr.short)
    return f"${math(kernel, expr)}$"


PLAIN = {
    "NumberForm",
    "PaddedForm",
    "StringForm",
    "DateObject",
    "Quantity",
    "TableForm",
    "Grid",
    "EngineeringForm",
}
SPECIAL = re.compile(r"([$])")
WORD = re.compile(r"[^\W\d_]{2,}\w*")


def escaped(text: str) -> str:
    """A text as it is: dollar signs open no formula."""
    return SPECIAL.sub(r"\\\1", text)


# -- formulas ----------------------------------------------------------------------------------------


def math(kernel: Any, expr: Any) -> str:
    """The expression in mathtext."""
    if isinstance(expr, str):
        return roman(expr)
    if isinstance(expr, Symbol):
        return symbol_text(expr)
    if isinstance(expr, Fraction):
        sign = "-" if expr < 0 else ""
        return rf"{sign}\dfrac{{{abs(expr.numerator)}}}{{{expr.denominator}}}"
    if isinstance(expr, float):
        return kernel.show(expr).replace("*^", r"\times 10^").removesuffix(".")
    if not isinstance(expr, Expr):
        return roman(kernel.show(expr)) if not isinstance(expr, int) else str(expr)
    if isinstance(expr.head, Symbol):
        form = FORMS.get(expr.head.short)
        shown = form(kernel, expr) if form else None
        if shown is not None:
            return shown
        if expr.head.short in RELATIONS and len(expr.parts) >= 2:
            return RELATIONS[expr.head.short].join([math(kernel, p) for p in expr.parts])
    return call(kernel, expr)


def roman(text: str) -> str:
    """Upright words within a formula; blanks are kept."""
    safe = re.sub(r"([%#&_{}$])", r"\\\1", text.replace("\\", "").replace("^", ""))
    return r"\mathrm{" + safe.replace(" ", r"\ ") + "}"


def symbol_text(symbol: Symbol) -> str:
    name = symbol.short
    if name in CONSTANTS:
        return CONSTANTS[name]
    if name in GREEK:
        return f"\\{GREEK[name]} "
    name = re.sub(r"\$\d*", "", name)
    return name if len(name) == 1 else roman(name)


def call(kernel: Any, expr: Expr) -> str:
    """f(x, y), with the usual names of functions."""
    inside = ", ".join([math(kernel, p) for p in expr.parts])
    name = expr.head.short if isinstance(expr.head, Symbol) else ""
    if name in FUNCTIONS:
        return rf"\{FUNCTIONS[name]}({inside})"
    if name in INVERSES:
        return rf"\{INVERSES[name]}^{{-1}}({inside})"
    return f"{math(kernel, expr.head)}({inside})"


def grouped(kernel: Any, expr: Any, heads: tuple[str, ...]) -> str:
    """In parentheses where its head is one of these."""
    text = math(kernel, expr)
    name = expr.head.short if isinstance(expr, Expr) and isinstance(expr.head, Symbol) else ""
    wrap = name in heads or isinstance(expr, (int, float, Fraction)) and expr < 0
    return f"({text})" if wrap else text


def negative(expr: Any) -> Any:
    """The term without its minus sign; None where it has none."""
    if isinstance(expr, (int, float, Fraction)) and expr < 0:
        return -expr
    if isinstance(expr, Expr) and expr.head is S.Times and isinstance(expr.parts[0], (int, float, Fraction)):
        first, *rest = expr.parts
        if first < 0:
            kept = rest if first == -1 else [-first, *rest]
            return kept[0] if len(kept) == 1 else Expr(S.Times, kept)
    return None


def plus(kernel: Any, expr: Expr) -> str | None:
    text = ""
    terms = sorted(expr.parts, key=lambda p: isinstance(p, (int, float, Fraction)))
    for term in terms:
        opposite = negative(term)
        sign = "-" if opposite is not None else "+" if text else ""
        text += sign + grouped(kernel, term if opposite is None else opposite, ("Plus",))
    return text


def times(kernel: Any, expr: Expr) -> str | None:
    opposite = negative(expr)
    if opposite is not None:
        return "-" + grouped(kernel, opposite, ("Plus",))
    above: list[Any] = []
    below: list[Any] = []
    for part in expr.parts:
        inverse = reciprocal(part)
        if isinstance(part, Fraction):
            above += [part.numerator] if part.numerator != 1 else []
            below.append(part.denominator)
        elif inverse is not None:
            below.append(inverse)
        else:
            above.append(part)
    top = product(kernel, above) or "1"
    return rf"\dfrac{{{top}}}{{{product(kernel, below)}}}" if below else top


def product(kernel: Any, factors: list[Any]) -> str:
    many = len(factors) > 1
    return r"\,".join([grouped(kernel, f, ("Plus",) if many else ()) for f in factors])


def reciprocal(expr: Any) -> Any:
    """b^k for b^-k with a number k."""
    if isinstance(expr, Expr) and expr.head is S.Power and len(expr.parts) == 2:
        base, exponent = expr.parts
        if isinstance(exponent, (int, Fraction)) and exponent < 0:
            return base if exponent == -1 else Expr(S.Power, (base, -exponent))
    return None


def power(kernel: Any, expr: Expr) -> str | None:
    base, exponent = expr.parts
    raised = math(kernel, exponent).replace(r"\dfrac", r"\frac")
    inverse = reciprocal(expr)
    if inverse is not None:
        return rf"\dfrac{{1}}{{{math(kernel, inverse)}}}"
    if isinstance(exponent, Fraction) and exponent.denominator == 2 and exponent.numerator == 1:
        return rf"\sqrt{{{math(kernel, base)}}}"
    if isinstance(base, Expr) and isinstance(base.head, Symbol) and base.head.short in FUNCTIONS:
        inside = ", ".join([math(kernel, p) for p in base.parts])
        return rf"\{FUNCTIONS[base.head.short]}^{{{raised}}}({inside})"
    return f"{grouped(kernel, base, ('Plus', 'Times', 'Power'))}^{{{raised}}}"


def scripts(*marks: str) -> Callable[[Any, Expr], str | None]:
    """Subscript[x, i], Superscript[x, 2], Subsuperscript[x, i, 2]."""

    def write(kernel: Any, expr: Expr) -> str | None:
        if len(expr.parts) < len(marks) + 1:
            return None
        pairs = zip(marks, expr.parts[1:], strict=False)
        return math(kernel, expr.parts[0]) + "".join([f"{m}{{{math(kernel, p)}}}" for m, p in pairs])

    return write


def inner(kernel: Any, expr: Expr) -> str | None:
    return math(kernel, expr.parts[0]) if expr.parts else None


def with_limits(sign: str) -> Callable[[Any, Expr], str | None]:
    """Integrate[f, x], Sum[f, {n, a, b}] and the like, one sign for each range."""

    def write(kernel: Any, expr: Expr) -> str | None:
        if len(expr.parts) < 2:
            return None
        signs, ends = "", ""
        for spec in expr.parts[1:]:
            parts: Any = spec.parts if is_list(spec) else (spec,)
            variable = math(kernel, parts[0])
            integral = sign == r"\int"
            low, high = parts[1:] if len(parts) == 3 else (None, parts[1] if len(parts) == 2 else None)
            begin = "" if integral else f"{variable}=" if low is not None else variable
            below = begin + (math(kernel, low) if low is not None else "1" if high is not None else "")
            above = math(kernel, high) if high is not None else ""
            signs += sign + (f"_{{{below}}}" if below else "") + (f"^{{{above}}}" if above else "")
            ends = (rf"\,d{variable}" if integral else "") + ends
        return signs + r"\," + grouped(kernel, expr.parts[0], ("Plus",)) + ends

    return write


def derivative(kernel: Any, expr: Expr) -> str | None:
    """D[f, x] as a partial derivative."""
    if len(expr.parts) != 2 or is_list(expr.parts[1]):
        return None
    return rf"\dfrac{{\partial {math(kernel, expr.parts[0])}}}{{\partial {math(kernel, expr.parts[1])}}}"


def indexed(letter: str) -> Callable[[Any, Expr], str | None]:
    """BesselJ[n, x] and the like: a letter with the first argument as its index."""

    def write(kernel: Any, expr: Expr) -> str | None:
        if len(expr.parts) != 2:
            return None
        return f"{letter}_{{{math(kernel, expr.parts[0])}}}({math(kernel, expr.parts[1])})"

    return write


INDEXED = {
    "BesselJ": "J", "BesselY": "Y", "BesselI": "I", "BesselK": "K", "LegendreP": "P", "HermiteH": "H",
    "ChebyshevT": "T", "ChebyshevU": "U", "LaguerreL": "L",
}  # fmt: skip
FORMS: dict[str, Callable[[Any, Expr], str | None]] = {
    "Integrate": with_limits(r"\int"), "Sum": with_limits(r"\sum"), "Product": with_limits(r"\prod"),
    "D": derivative, **{name: indexed(letter) for name, letter in INDEXED.items()},
    "Plus": plus, "Times": times, "Power": lambda k, e: power(k, e) if len(e.parts) == 2 else None,
    "Subscript": scripts("_"), "Superscript": scripts("^"), "Subsuperscript": scripts("_", "^"),
    "List": lambda k, e: r"\{" + ", ".join([math(k, p) for p in e.parts]) + r"\}",
    "Abs": lambda k, e: rf"|{math(k, e.parts[0])}|" if len(e.parts) == 1 else None,
    "Row": lambda k, e: "".join([math(k,
    p) for p in e.parts[0].parts]) if e.parts and is_list(e.parts[0]) else None,
    **dict.fromkeys([*WRAPPERS, "Style"], inner),
}  # fmt: skip
