"""wlmini: an open interpreter for the Wolfram Language with its neural networks.

>>> import wlmini
>>> session = wlmini.Session()
>>> session.show(session.evaluate_text("Total[Range[10]]"))
'55'
"""

from wlmini.expr import Association, Atom, Expr, S, Symbol, make_list
from wlmini.kernel.control import Exit
from wlmini.session import Session
from wlmini.syntax.failure import SyntaxFailure
from wlmini.syntax.parse import incomplete, parse
from wlmini.syntax.write import full_form, input_form, output_form
from wlmini.version import __version__

__all__ = [
    "Association",
    "Atom",
    "Exit",
    "Expr",
    "S",
    "Session",
    "Symbol",
    "SyntaxFailure",
    "__version__",
    "full_form",
    "incomplete",
    "input_form",
    "make_list",
    "output_form",
    "parse",
]
