"""Lists put into what is around them: Splice, and Threaded for Listable functions."""

from __future__ import annotations

from typing import Any

from wlmini.expr import Expr, S, is_list
from wlmini.kernel.declare import builtin, inert
from wlmini.kernel.matching import always
from wlmini.kernel.rules import NOTHING, RuleSet

inert(
    "Threaded[list]",
    documentation="""stands for list in a sum and the like with an array, whose innermost lists it is combined
    with.

    >>> {{1, 2}, {3, 4}, {5, 6}} + Threaded[{10, 20}]
    {{11, 22}, {13, 24}, {15, 26}}
    """,
)


class SplicedLists(RuleSet):
    """The up values of Splice: within an expression of the right head its elements take its place."""

    __slots__ = ("kernel",)

    def __init__(self, kernel: Any) -> None:
        super().__init__()
        self.kernel = kernel

    def apply(self, expr: Expr) -> Any:
        made: list[Any] = []
        for part in expr.parts:
            made += part.parts[0].parts if self.opens(part, expr.head) else (part,)
        return Expr(expr.head, made) if any(self.opens(p, expr.head) for p in expr.parts) else NOTHING

    def opens(self, part: Any, head: Any) -> bool:
        """Whether a part is a Splice whose elements go into an expression with this head."""
        if (
            type(part) is not Expr
            or part.head is not S.Splice
            or not part.parts
            or not is_list(part.parts[0])
        ):
            return False
        wanted = part.parts[1] if len(part.parts) > 1 else S.List
        return bool(self.kernel.matcher(wanted)(head, {}, always))


@builtin("Splice[list]", "Splice[list, h]")
def splice(kernel: Any, items: Any, h: Any = None) -> Any:
    """stands for the elements of list where it is an element of a list, or of an expression with head h.

    >>> {a, Splice[{b, c}], d}
    {a, b, c, d}
    >>> f[1, Splice[{2, 3}, f]]
    f[1, 2, 3]
    """
    if S.Splice not in kernel.with_up_values:
        kernel.definitions[S.Splice].up = SplicedLists(kernel)
        kernel.with_up_values.add(S.Splice)
    return None
