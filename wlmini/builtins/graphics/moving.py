"""What moves or asks in a notebook: held as it is; a picture of it shows how it begins."""

from wlmini.builtins.graphics.primitives import shown_inert
from wlmini.kernel.declare import inert

inert(
    "Manipulate[expr, {u, umin, umax}]",
    "Manipulate[expr, {u, {u1, u2, ...}}]",
    "Manipulate[expr, {{u, initial, label}, umin, umax}]",
    documentation="is an expression with controls for its variables; a picture of it shows how it begins.\n\n"
    ">>> Head[Manipulate[Plot[Sin[a x], {x, 0, 6}], {a, 1, 5}]]\nManipulate\n",
    attributes="HoldAll",
)
inert(
    "Animate[expr, {u, umin, umax}]",
    documentation="is an expression that moves as its variable runs; a picture of it shows how it begins.\n\n"
    ">>> Head[Animate[Plot[Sin[a x], {x, 0, 6}], {a, 1, 5}]]\nAnimate\n",
    attributes="HoldAll",
)
shown_inert(
    "ListAnimate[{expr1, expr2, ...}]",
    documentation="is a row of expressions shown one after the other; a picture of it shows the first.",
    example="Length[First[ListAnimate[{1, 2, 3}]]]",
    value="3",
)
