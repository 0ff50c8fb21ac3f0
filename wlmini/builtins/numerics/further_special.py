"""More special functions by mpmath: Hankel, Struve, Kelvin, Whittaker and others; zeros of some of them."""

from __future__ import annotations

from typing import Any

from wlmini.builtins.numerics.special import at_zero, special_builtin
from wlmini.expr import S, is_list
from wlmini.kernel.declare import builtin
from wlmini.kernel.messages import Failure
from wlmini.kernel.numbers import is_exact, is_number

special_builtin(
    "HankelH1[n, z]", "gives the Hankel function of the first kind, BesselJ + I BesselY.",
    ">>> HankelH1[0, 1.]\n0.765198 + 0.088257 I", "hankel1",
)  # fmt: skip
special_builtin(
    "HankelH2[n, z]", "gives the Hankel function of the second kind, BesselJ - I BesselY.",
    ">>> HankelH2[0, 1.]\n0.765198 - 0.088257 I", "hankel2",
)  # fmt: skip
special_builtin("StruveH[n, z]", "gives the Struve function.", ">>> StruveH[0, 1.]\n0.568657", "struveh")

special_builtin("AngerJ[n, z]", "gives the Anger function.", ">>> AngerJ[1, 2.]\n0.576725", "angerj")
special_builtin("WeberE[n, z]", "gives the Weber function.", ">>> WeberE[0, 1.]\n-0.568657", "webere")
special_builtin(
    "KelvinBer[z]",
    "gives the Kelvin function ber.",
    ">>> KelvinBer[1.]\n0.984382",
    "kelvinber",
    None,
    "KelvinBer[n, z]",
)
special_builtin(
    "KelvinBei[z]",
    "gives the Kelvin function bei.",
    ">>> KelvinBei[1.]\n0.249566",
    "kelvinbei",
    None,
    "KelvinBei[n, z]",
)
special_builtin(
    "KelvinKer[z]",
    "gives the Kelvin function ker.",
    ">>> KelvinKer[1.]\n0.286706",
    "kelvinker",
    None,
    "KelvinKer[n, z]",
)
special_builtin(
    "KelvinKei[z]",
    "gives the Kelvin function kei.",
    ">>> KelvinKei[1.]\n-0.494995",
    "kelvinkei",
    None,
    "KelvinKei[n, z]",
)
special_builtin(
    "WhittakerM[k, m, z]", "gives the Whittaker function M.", ">>> WhittakerM[1, 1/2, 2.]\n0.735759", "whitm"
)
special_builtin(
    "WhittakerW[k, m, z]", "gives the Whittaker function W.", ">>> WhittakerW[1, 1/2, 2.]\n0.735759", "whitw"
)
special_builtin(
    "DawsonF[z]", "gives the Dawson integral, E^(-z^2) times the integral of E^(t^2) from 0 to z.",
    ">>> {DawsonF[0], DawsonF[1.]}\n{0, 0.53808}", "dawson", at_zero(0),
)  # fmt: skip
special_builtin("ZetaZero[k]", "gives the k-th zero of Zeta on the critical line, 1/2 + I t.",
                ">>> N[ZetaZero[1]]\n0.5 + 14.1347 I", "zetazero")  # fmt: skip
special_builtin("BesselJZero[n, k]", "gives the k-th positive zero of BesselJ[n, z].",
                ">>> N[BesselJZero[0, 1]]\n2.40483", "besseljzero")  # fmt: skip
special_builtin("BesselYZero[n, k]", "gives the k-th positive zero of BesselY[n, z].",
                ">>> N[BesselYZero[0, 1]]\n0.893577", "besselyzero")  # fmt: skip
special_builtin("AiryAiZero[k]", "gives the k-th zero of AiryAi, counted from 0 downwards.",
                ">>> N[AiryAiZero[1]]\n-2.33811", "airyaizero")  # fmt: skip


@builtin(
    "HypergeometricPFQ[{a1, ...}, {b1, ...}, z]",
    attributes="NumericFunction",
    messages={"lists": "The parameters `1` and `2` of a hypergeometric function are no two lists."},
)
def hypergeometric_pfq(kernel: Any, above: Any, below: Any, z: Any) -> Any:
    """gives the generalized hypergeometric function with the parameters a above and b below.

    >>> {HypergeometricPFQ[{}, {}, z], HypergeometricPFQ[{1, 1}, {2, 2}, 1.]}
    {E^z, 1.3179}
    """
    if not is_list(above) or not is_list(below):
        raise Failure("lists", above, below, value=None)
    if type(z) is int and z == 0:
        return 1
    a, b = without_pairs(above.parts, below.parts)
    if not b and len(a) < 2:
        return S.Power(S.E, z) if not a else S.Power(S.Plus(1, S.Times(-1, z)), S.Times(-1, a[0]))
    if len(a) < len(above.parts):
        return S.HypergeometricPFQ(S.List(*a), S.List(*b), z)
    numbers = [*a, *b, z]
    if all(map(is_number, numbers)) and not all(map(is_exact, numbers)):
        return S["$Precise"](f"hyper:{len(a)}", *numbers)
    return None


def without_pairs(above: Any, below: Any) -> tuple[list[Any], list[Any]]:
    """The parameters, those that stand above and below left out."""
    a, b = list(above), []
    for parameter in below:
        if parameter in a:
            a.remove(parameter)
        else:
            b.append(parameter)
    return a, b
