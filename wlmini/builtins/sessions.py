"""What a session remembers and knows of itself: In, Out, %, the command line, contexts."""

from __future__ import annotations

import re
from typing import Any

from wlmini.expr import FALSE, NULL, TRUE, Association, S, Symbol, boolean, is_list, make_list
from wlmini.kernel.declare import builtin, variable
from wlmini.kernel.messages import Failure
from wlmini.kernel.sources import index


@builtin("In[]", "In[n]")
def in_(kernel: Any, n: Any = -1) -> Any:
    """evaluates the n-th input again.

    >>> Hold[In[1]]
    Hold[In[1]]
    """
    line = kernel.state.get("line", 1)
    return kernel.state.get("inputs", {}).get(
        n if isinstance(n, int) and n > 0 else line + n if isinstance(n, int) else n
    )


@builtin("Out[]", "Out[n]")
def out(kernel: Any, n: Any = -1) -> Any:
    """gives the n-th result, written %n; Out[], written %, is the last one and %% the one before.

    >>> Hold[%]
    Hold[%]
    """
    if not isinstance(n, int):
        return None
    line = kernel.state.get("line", 1)
    return kernel.state.get("results", {}).get(n if n > 0 else line + n)


@variable("$Line", "is the number of the current input.")
def line_(kernel: Any) -> Any:
    return kernel.state.get("line", 1)


@variable("$CommandLine", "is the list of the words that the program was started with.")
def command_line(kernel: Any) -> Any:
    return make_list(kernel.state.get("command line", kernel.state.get("arguments", ())))


@variable("$ScriptInputString", "is the line of standard input that -linewise works on; empty without it.")
def script_input_string(kernel: Any) -> Any:
    return kernel.state.get("script input", "")


@variable(
    "$ScriptCommandLine", "is the list of a script's name and its arguments; empty where no script runs."
)
def script_command_line(kernel: Any) -> Any:
    return make_list(kernel.state.get("arguments", ()))


@variable("$InputFileName", "is the file that is being read.")
def input_file_name(kernel: Any) -> Any:
    return kernel.state.get("file", "")


@variable("$Path", "is the list of folders in which files are looked for after the current one.")
def path(kernel: Any) -> Any:
    return make_list(kernel.state.get("path", (".",)))


@variable("$HistoryLength", "is how many results are kept for Out.")
def history_length(kernel: Any) -> Any:
    kept = kernel.state.get("history", 0)
    return S.Infinity if kept >= 2**62 else kept


@variable("$MaxExtraPrecision", "is how many digits more than asked for N carries before it gives up.")
def max_extra_precision(kernel: Any) -> Any:
    value = kernel.state.get("extra precision", 50.0)
    return S.Infinity if value == float("inf") else value


@variable("$MaxPrecision", "is the highest precision that numbers may have.")
def max_precision(kernel: Any) -> Any:
    return S.Infinity


@variable("$MinPrecision", "is the lowest precision that numbers of arbitrary precision have.")
def min_precision(kernel: Any) -> Any:
    return 0


@variable("$RecursionLimit", "is how deep evaluation may go.")
def recursion_limit(kernel: Any) -> Any:
    return S.Infinity if kernel.recursion_limit == float("inf") else int(kernel.recursion_limit)


@variable("$IterationLimit", "is how many steps the evaluation of one expression may take.")
def iteration_limit(kernel: Any) -> Any:
    return S.Infinity if kernel.iteration_limit == float("inf") else int(kernel.iteration_limit)


@variable("$MessageList", "is the list of the names of the messages that the current input has given so far.")
def message_list(kernel: Any) -> Any:
    return make_list([S.HoldForm(S.MessageName(owner, tag)) for owner, tag in kernel.messages.said])


# -- contexts --------------------------------------------------------------------------------------


@variable("$Context", "is the current context.")
def current_context(kernel: Any) -> Any:
    return kernel.contexts.current


@variable("$ContextAliases", "is the association of the aliases of contexts, which Needs makes.")
def context_aliases(kernel: Any) -> Any:
    return Association.of(kernel.contexts.aliases.items())


@variable("$ContextPath", "is the list of contexts in which names are looked for after the current one.")
def context_path(kernel: Any) -> Any:
    return make_list(kernel.contexts.path)


@variable("$Packages", "is the list of contexts of the packages loaded.")
def packages(kernel: Any) -> Any:
    return make_list([*kernel.contexts.packages, "Global`", "System`"])


@builtin('Begin["context`"]')
def begin(kernel: Any, context: Any) -> Any:
    """makes a context the current one, until End[].

    >>> Begin["mine`"]; inner = Context[]; End[]; inner
    mine`
    """
    kernel.contexts.begin(context_name(context, S.Begin))
    return kernel.contexts.current


@builtin("End[]")
def end(kernel: Any) -> Any:
    """goes back to the context before the last Begin.

    >>> Begin["mine`"]; End[]
    mine`
    """
    left = kernel.contexts.end()
    if left is None:
        raise Failure("noctx", owner=S.End, value=kernel.contexts.current)
    return left


@builtin('BeginPackage["context`"]', 'BeginPackage["context`", {"need1`", ...}]')
def begin_package(kernel: Any, context: Any, needed: Any = None) -> Any:
    """starts a package: its context becomes the current one, and only System` stays visible beside it.

    >>> BeginPackage["pack`"]; EndPackage[]; Context[]
    Global`
    """
    needs = () if needed is None else needed.parts if is_list(needed) else (needed,)
    for need in needs:
        kernel.evaluate(S.Needs(need))
    name = context_name(context, S.BeginPackage)
    kernel.contexts.begin_package(name, tuple(context_name(n, S.BeginPackage) for n in needs))
    return name


@builtin("EndPackage[]")
def end_package(kernel: Any) -> Any:
    """ends a package: its context is put at the front of $ContextPath.

    >>> BeginPackage["pack`"]; EndPackage[]; First[$ContextPath]
    pack`
    """
    if kernel.contexts.end_package() is None:
        raise Failure("noctx", owner=S.EndPackage, value=NULL)
    return NULL


def context_name(context: Any, owner: Symbol) -> str:
    if isinstance(context, str) and context.endswith("`"):
        return context
    raise Failure("cxt", context, owner=owner, value=None)


@builtin("Contexts[]", 'Contexts["pattern"]')
def contexts(kernel: Any, pattern: Any = "*") -> Any:
    """gives the list of all contexts, or of those that match a pattern.

    >>> {MemberQ[Contexts[], "System`"], Contexts["Sys*"]}
    {True, {System`}}
    """
    return make_list(matching(kernel, sorted({"System`", *kernel.contexts.names}), pattern))


@builtin('Names["pattern"]', "Names[{patt1, patt2, ...}]", options={"IgnoreCase": FALSE})
def names(kernel: Any, pattern: Any = "*", *, options: Any) -> Any:
    """gives the names of symbols that match a pattern: * is any characters, @ those but capital letters.

    >>> abcd = 1; {Names["Global`abc*"], Names["Rang@"]}
    {{abcd}, {Range}}
    """
    found: set[str] = set()
    for each in pattern.parts if is_list(pattern) else (pattern,):
        found.update(names_like(kernel, each, options["IgnoreCase"] is TRUE))
    return make_list(sorted(found, key=lambda name: (name.lower(), name.swapcase())))


@builtin('NameQ["pattern"]')
def name_q(kernel: Any, pattern: Any) -> Any:
    """gives True where some symbol has a name that matches the pattern, and False otherwise.

    >>> {NameQ["Plus"], NameQ["NoSuchNameAtAll"]}
    {True, False}
    """
    return boolean(bool(names_like(kernel, pattern, ignores_case=False)))


def names_like(kernel: Any, pattern: Any, ignores_case: bool) -> list[str]:
    """Names of one pattern; those of contexts that are not searched for names are given in full."""
    visible = dict.fromkeys([kernel.contexts.current, *kernel.contexts.path])
    context, mark, name = pattern.rpartition("`") if isinstance(pattern, str) else ("", "", pattern)
    every = ["System`", *kernel.contexts.names]
    places = matching(kernel, dict.fromkeys(every), context + "`") if mark else list(visible)
    found: list[str] = []
    for place in places:
        prefix = "" if place in visible else place
        found += [prefix + n for n in matching(kernel, names_in(kernel, place), name, ignores_case)]
    return found


def names_in(kernel: Any, context: str) -> list[str]:
    own = kernel.contexts.names.get(context, {})
    spoken = [n for n in index() if n.removeprefix("$")[:1].isupper()] if context == "System`" else []
    return [*own, *spoken]


METACHARACTERS = {"*": ".*", "@": "[^A-Z`]+"}


def matching(kernel: Any, texts: Any, pattern: Any, ignores_case: bool = False) -> list[str]:
    """The texts that a string with metacharacters, or another string pattern, matches."""
    if isinstance(pattern, str):
        tokens = re.findall(r"\\[*@\\]|[\s\S]", pattern)
        regex = "".join([METACHARACTERS.get(t) or re.escape(t[-1]) for t in tokens])
        wanted = re.compile(regex, re.IGNORECASE if ignores_case else 0)
        return [text for text in texts if wanted.fullmatch(text)]
    option = S.Rule(S.IgnoreCase, boolean(ignores_case))
    answers = kernel.evaluate(S.StringMatchQ(make_list(texts), pattern, option))
    return [t for t, a in zip(texts, getattr(answers, "parts", ()), strict=False) if a is TRUE]
