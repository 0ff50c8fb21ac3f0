"""Text to tokens, in two modes: what may stand depends on whether an operand or an operator must come next.

That settles prefix against infix and postfix, products of neighbours, `x_.` against `x_..`, `[[` against
nested brackets, where a newline ends an expression, and what stands for an operand that is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, NamedTuple

from wlmini.expr import NULL, TRUE, Expr, S, Symbol, symbol
from wlmini.syntax.characters import CONSTANTS, OPERATOR_CHARACTERS, SPACES, Decoded, string_value
from wlmini.syntax.failure import SyntaxFailure
from wlmini.syntax.numerals import NUMBER, read_number
from wlmini.syntax.operators import AFTER, FENCES, POSTFIX_KINDS, PREFIX
from wlmini.syntax.resolve import Suffix

Token = tuple[str, Any, int]  # terminal of the grammar, its value, where it starts
Handler = Callable[[re.Match[str]], Token | None]

NEWLINES = "\n\r\uf3a3\u2028\u2029"
FENCE = {each.texts[0]: each for each in FENCES}
FENCE_ENDS = "".join(each.texts[1] for each in FENCES)
BEYOND = "".join(sorted(set(OPERATOR_CHARACTERS) - {*FENCE, *FENCE_ENDS}))
STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'


class Patterns(NamedTuple):
    """The two master patterns; each alternative is a group named like the method that takes it."""

    operand: re.Pattern[str]
    operator: re.Pattern[str]


@cache
def patterns(ascii_only: bool) -> Patterns:
    """The patterns for texts with or without characters from outside ASCII.

    With the operators and spaces of Unicode they take 30 ms to compile, without them 5.
    """
    spaces, beyond, fence, fence_ends = (
        ("", "", "", "") if ascii_only else (SPACES, BEYOND, "".join(FENCE), FENCE_ENDS)
    )
    # Names take every character from outside ASCII that is neither an operator nor a space.
    outside = "" if ascii_only else f"\x7f-\x9f\\s{SPACES}{OPERATOR_CHARACTERS}"
    first = "[A-Za-z$]" if ascii_only else rf"[^\x00-#%-@\[-`{{-~{outside}]"
    rest = "[0-9A-Za-z$]" if ascii_only else rf"[^\x00-#%-/:-@\[-`{{-~{outside}]"
    name = rf"`?{first}{rest}*+(?:`{first}{rest}*+)*+"
    blank = rf"_\.(?!\.)|_{{1,3}}(?:{name})?"
    blanks = "".join(sorted(set(spaces) - set(NEWLINES)))
    operand = (
        rf"(?:[\s{spaces}]|\\\r?\n)*+(?:"
        rf"(?P<name>{name})(?P<pattern>{blank})?|(?P<number>{NUMBER})|(?P<string>{STRING})|(?P<comment>\(\*)"
        rf"|(?P<open>\(|\{{|<\||<|[\uf113{fence}])"
        rf"|(?P<slot>\#\#?(?:[0-9]+|(?<!\#\#){first}{rest}*+|(?<!\#\#){STRING})?)"
        rf"|(?P<prefix>[-+!]{{1,2}}|[-{beyond}])|(?P<out>%(?:[0-9]+|%*))|(?P<bare>{blank})"
        r"|(?P<end>\Z)|(?P<missing>.))"
    )
    operator = (
        rf"(?:[^\S{NEWLINES}]|[ {blanks}]|\\\r?\n)*+(?:"
        rf"(?P<call>\[(?!\[))|(?P<close>[\])}}\u301b\uf114{fence_ends}])"
        rf"|(?P<comma>[,\uf765])|(?P<newline>[{NEWLINES}]+)|(?P<comment>\(\*)"
        r"|(?P<typed>::(?=\[))"
        rf"|(?P<tag>::\s*+(?:{STRING}|[0-9]*{first}{rest}*+))|(?P<unset>=[ \t]*+\.(?![0-9.]))"
        rf"|(?P<part>\[\[|\u301a)|(?P<beside>(?=[\#\"%_({{\uf113{fence}]|<\||\.?[0-9]|`?{first}))|(?P<prime>'++)|(?P<test>\?)"
        rf"|(?P<operator>[-!@&*+/:;<=>|~^.]{{1,3}}|[-{beyond}])|(?P<end>\Z)|(?P<stray>.))"
    )
    return Patterns(re.compile(operand, re.DOTALL), re.compile(operator, re.DOTALL))


compiled = cache(re.compile)  # the rare patterns are compiled when they are first used
TO_LINE_END = rf"[^\S{NEWLINES}]*+(?:[{NEWLINES}]|\Z)"
RULE_ARROW = r"\s*+(?:->|:>)"  # `2;; -> x`: what begins so is no operand
COMMENT_EDGE = r"\(\*|\*\)"
# `<<` is Get where a file or context follows that cannot be the first element of a vector's vector.
GET = rf"<<\s*+(?:(?P<text>{STRING})|(?P<bare>[A-Za-z$`/\\.~][\w$`/\\.~:*-]*+))(?!\s*+[,>\[])"
FILE = rf"\s*+(?:(?P<text>{STRING})|(?P<bare>[^\s;,\])}}&]++))"
UNKNOWN = r"\\\[\w*\]"
PART_END = r"\]\s*\]"
ASKED = r"\?(\?)?[ \t]*+([^\s;]++)"
CLOSERS = {")": "_GROUP_END", "}": "_LIST_END", "]": "_CALL_END", "\uf114": "_MAP_END", "\u301b": "_PART_END"}
CLOSERS |= dict.fromkeys(FENCE_ENDS, "_FENCE_END")
OPENERS = {"(": "_GROUP", "{": "_LIST", "<": "_VECTOR", "<|": "_MAP", "\uf113": "_MAP"}
TIMES, SPAN, SEMICOLON = AFTER["*"], AFTER[";;"], AFTER[";"]
FILLERS = {SPAN: S.All, SEMICOLON: NULL}  # what stands for an operand left out after these
PLAIN = {  # operators that are just what they are, wherever they stand between operands
    text: operator
    for text, operator in AFTER.items()
    if text[0] not in "<>|" and text[-1] != "." and operator.kind not in {"put", *POSTFIX_KINDS}
}
LONG = 1000  # digits from which on a number is not left to `int`
LISTED = object()  # after a comma: Null before another one or before a closing bracket
COMMAS = ",\uf765"
PATTERN, OPTIONAL = S.Pattern, S.Optional
BLANK_HEADS = (None, S.Blank, S.BlankSequence, S.BlankNullSequence)


class Lexer:
    """The tokens of a text, one top-level expression after the other."""

    def __init__(self, source: Decoded, resolve: Callable[[str], Symbol], name: str) -> None:
        self.source = source
        self.text = source.text
        self.resolve = resolve
        self.name = name
        self.at = 0
        self.start = 0
        self.open: list[tuple[str, int]] = []
        self.known: dict[str, Symbol] = {}
        self.operand, self.operator = patterns(self.text.isascii())
        self.in_operand = self.handlers(self.operand)
        self.in_operator = self.handlers(self.operator)
        self.wants_operand = True
        self.fresh = True
        self.filler: Any = None

    def handlers(self, pattern: re.Pattern[str]) -> dict[str | None, Handler]:
        return {group: getattr(self, f"on_{group}") for group in pattern.groupindex}

    def tokens(self) -> Iterator[Token]:
        """The tokens of the next expression; the last is $END. Nothing is read beyond its end."""
        self.open, self.known = [], {}
        self.wants_operand, self.fresh, self.filler = True, True, None
        text = self.text
        while True:
            if self.wants_operand:
                if self.filler is not None and self.ends_operand():
                    yield self.fill(self.filler, self.at)
                    continue
                match, handlers = self.operand.match(text, self.at), self.in_operand
            else:
                match, handlers = self.operator.match(text, self.at), self.in_operator
            assert match, "both patterns end in an alternative that takes anything"
            group = match.lastgroup
            self.at = match.end()
            token = handlers[group](match)
            if token is not None:
                self.fresh = False
                yield token
                if token[0] == "$END":
                    return

    def more(self) -> bool:
        """Skip space and comments; whether an expression follows."""
        while True:
            match = self.operand.match(self.text, self.at)
            assert match
            if match.lastgroup == "end":
                return False
            self.start = match.start(match.lastgroup or "end")
            if match.lastgroup != "comment":
                self.start = match.start("name") if match.lastgroup == "pattern" else self.start
                return True
            self.at = match.end()
            self.on_comment(match)

    # Operands

    def atom(self, value: Any, start: int) -> Token:
        self.wants_operand = False
        return "ATOM", value, start

    def on_name(self, match: re.Match[str]) -> Token:
        self.wants_operand = False
        name = match.group("name")
        return "ATOM", self.known.get(name) or self.find(name), match.start("name")

    def find(self, name: str) -> Symbol:
        constant = CONSTANTS.get(name)
        found = self.known[name] = symbol(constant) if constant else self.resolve(name)
        return found

    def on_pattern(self, match: re.Match[str]) -> Token:
        name, blank = match.group("name", "pattern")
        named = self.known.get(name) or self.find(name)
        if blank == "_.":
            return self.atom(OPTIONAL(PATTERN(named, S.Blank())), match.start("name"))
        return self.atom(PATTERN(named, self.blank(blank)), match.start("name"))

    def on_bare(self, match: re.Match[str]) -> Token:
        blank = match.group("bare")
        value = OPTIONAL(S.Blank()) if blank == "_." else self.blank(blank)
        return self.atom(value, match.start("bare"))

    def blank(self, text: str) -> Any:
        head = text.lstrip("_")
        make = BLANK_HEADS[len(text) - len(head)]
        assert make is not None
        return make(self.known.get(head) or self.find(head)) if head else make()

    def on_number(self, match: re.Match[str]) -> Token:
        text, start = match.group("number"), match.start("number")
        if text.isdecimal() and len(text) < LONG:
            self.wants_operand = False
            return "ATOM", int(text), start
        try:
            value: Any = read_number(text)
        except OverflowError as error:
            value = S.Overflow() if error.args[0] > 0 else S.Underflow()
        except ValueError:
            raise self.failure(start, text, "digits that the base has") from None
        return self.atom(value, start)

    def on_string(self, match: re.Match[str]) -> Token:
        return self.atom(string_value(match.group("string")[1:-1]), match.start("string"))

    def on_slot(self, match: re.Match[str]) -> Token:
        text = match.group("slot")
        name = text.lstrip("#")
        head = S.SlotSequence if text.startswith("##") else S.Slot
        value: Any = int(name) if name.isdecimal() else name or 1
        if isinstance(value, str) and (head is S.SlotSequence):
            self.at = match.start("slot") + 2  # `##name` is a product
            value = 1
        elif isinstance(value, str) and value.startswith('"'):
            value = string_value(value[1:-1])
        return self.atom(head(value), match.start("slot"))

    def on_out(self, match: re.Match[str]) -> Token:
        text = match.group("out")
        if text == "%":
            return self.atom(S.Out(), match.start("out"))
        number = int(text[1:]) if text[1:].isdecimal() else -len(text)
        return self.atom(S.Out(number), match.start("out"))

    def on_open(self, match: re.Match[str]) -> Token:
        text, start = match.group("open"), match.start("open")
        got = compiled(GET).match(self.text, start) if text == "<" else None
        if got:
            self.at = got.end()
            return self.atom(S.Get(file_name(got)), start)
        if text in FENCE:
            return self.opening("FENCE", FENCE[text], start)
        return self.opening(OPENERS[text], None, start)

    def opening(self, kind: str, value: Any, start: int) -> Token:
        self.open.append(("_FENCE_END" if kind == "FENCE" else kind + "_END", start))
        self.wants_operand, self.filler = True, None
        return kind, value, start

    def on_prefix(self, match: re.Match[str]) -> Token:
        text, start = match.group("prefix"), match.start("prefix")
        if text not in PREFIX:
            text = text[0]
        if text not in PREFIX:
            return self.on_missing(match)
        self.at, self.filler = start + len(text), None
        return "PREFIX", PREFIX[text], start

    def on_missing(self, match: re.Match[str]) -> Token:
        """No operand starts here: one is left out, or a bracket closes, or the text is wrong."""
        start = match.start(match.lastgroup or "missing")
        char = self.text[start]
        if self.text.startswith(";;", start):
            return self.fill(S.All if self.filler is S.All else 1, start)
        if self.filler is LISTED:
            if char in COMMAS or char in CLOSERS or char in ">|" and self.open:
                return self.fill(NULL, start)
        elif self.filler is not None:
            return self.fill(self.filler, start)
        if char in COMMAS and self.open and self.text[self.open[-1][1] : start].strip("[{<|") == "":
            return self.fill(NULL, start)
        if char == "?" and self.fresh:
            return self.information(start)
        if char == '"':
            raise self.failure(start, "a string without its end", 'a closing "', at_end=True)
        if char in CLOSERS or char == ">" and self.inside("_VECTOR_END") or self.closes_map(start):
            return self.closed(start)
        raise self.failure(start, self.found(start), "an expression")

    def ends_operand(self) -> bool:
        """Whether what follows an operator that needs no operand behind it ends the expression around it."""
        if self.filler is S.All and compiled(RULE_ARROW).match(self.text, self.at):
            return True
        return not self.open and compiled(TO_LINE_END).match(self.text, self.at) is not None

    def fill(self, value: Any, start: int) -> Token:
        self.at, self.filler = start, None
        return self.atom(value, start)

    def information(self, start: int) -> Token:
        match = compiled(ASKED).match(self.text, start)
        if not match:
            raise self.failure(start, "`?`", "a name after it")
        self.at = match.end()
        long = (S.Rule(self.resolve("LongForm"), TRUE),) if match.group(1) else ()
        return self.atom(S.Information(match.group(2), *long), start)

    # Operators

    def on_call(self, match: re.Match[str]) -> Token:
        return self.opening("_CALL", None, match.start("call"))

    def on_part(self, match: re.Match[str]) -> Token:
        return self.opening("_PART", None, match.start("part"))

    def on_close(self, match: re.Match[str]) -> Token:
        return self.closed(match.start("close"))

    def closed(self, start: int) -> Token:
        """The closing bracket at this place; `]]` where the innermost bracket is `[[`."""
        char, innermost = self.text[start], self.open[-1][0] if self.open else ""
        kind = CLOSERS.get(char) or ("_VECTOR_END" if char == ">" else "_MAP_END")
        self.at = start + (2 if char == "|" else 1)
        if char == "]" and innermost == "_PART_END":
            both = compiled(PART_END).match(self.text, start)
            if both:
                kind, self.at = "_PART_END", both.end()
            elif not self.text[self.at :].strip():
                end = len(self.text)
                raise self.failure(end, self.found(end), "`]]` for the `[[`", at_end=True)
        if kind == innermost:
            self.open.pop()
        self.wants_operand, self.filler = False, None
        return kind, None, start

    def inside(self, kind: str) -> bool:
        """Whether the innermost open bracket is of this kind."""
        return bool(self.open) and self.open[-1][0] == kind

    def closes_map(self, start: int) -> bool:
        return self.text.startswith("|>", start) and self.inside("_MAP_END")

    def on_comma(self, match: re.Match[str]) -> Token:
        self.wants_operand, self.filler = True, LISTED
        return "_COMMA", None, match.start("comma")

    def on_operator(self, match: re.Match[str]) -> Token:
        text, start = match.group("operator"), match.start("operator")
        operator = PLAIN.get(text)
        if operator is not None:
            self.wants_operand, self.filler = True, FILLERS.get(operator)
            return "INFIX", operator, start
        if text[0] == ">" and self.inside("_VECTOR_END") or text[0] == "|" and self.closes_map(start):
            return self.closed(start)
        if text.startswith("<<") and compiled(GET).match(self.text, start):
            return self.times(start)
        if text[-1] == "." != text[0] and self.text[start + len(text) :][:1].isdecimal():
            text = text[:-1]  # `a/.5` divides
        while text and text not in AFTER:
            text = text[:-1]
        if not text:
            return self.on_unexpected(start)
        self.at = start + len(text)
        operator = AFTER[text]
        if operator.kind == "put":
            return self.put(operator.head, operator.precedence, start)
        if operator.kind in POSTFIX_KINDS:
            return "POSTFIX", operator, start
        self.wants_operand, self.filler = True, FILLERS.get(operator)
        return "INFIX", operator, start

    def on_unexpected(self, start: int) -> Token:
        if self.text[start] in PREFIX:
            return self.times(start)
        raise self.failure(start, self.found(start), "an operator")

    def put(self, head: Symbol, precedence: float, start: int) -> Token:
        match = compiled(FILE).match(self.text, self.at)
        if not match:
            raise self.failure(self.at, self.found(self.at), "the name of a file")
        self.at = match.end()
        file = file_name(match)
        return "POSTFIX", Suffix(precedence, lambda value: head(value, file)), start

    def on_beside(self, match: re.Match[str]) -> Token:
        return self.times(match.start("beside"))

    def times(self, start: int) -> Token:
        """The product that two operands side by side are."""
        self.at, self.wants_operand, self.filler = start, True, None
        return "INFIX", TIMES, start

    def on_tag(self, match: re.Match[str]) -> Token:
        text = match.group("tag")[2:].lstrip()
        return "TAG", string_value(text[1:-1]) if text.startswith('"') else text, match.start("tag")

    def on_typed(self, match: re.Match[str]) -> Token:
        return "_TYPED", None, match.start("typed")

    def on_unset(self, match: re.Match[str]) -> Token:
        return "POSTFIX", AFTER["=."], match.start("unset")

    def on_prime(self, match: re.Match[str]) -> Token:
        derivative = Expr(S.Derivative, (len(match.group("prime")),))
        apply = Suffix(AFTER["'"].precedence, lambda value: Expr(derivative, (value,)))
        return "POSTFIX", apply, match.start("prime")

    def on_test(self, match: re.Match[str]) -> Token:
        self.wants_operand, self.filler = True, None
        return "_TEST", None, match.start("test")

    def on_stray(self, match: re.Match[str]) -> Token:
        raise self.failure(match.start("stray"), self.found(match.start("stray")), "an operator")

    # Space and ends

    def on_newline(self, match: re.Match[str]) -> Token | None:
        if self.open:
            return None
        self.at = match.start("newline")
        return "$END", None, self.at

    def on_end(self, match: re.Match[str]) -> Token:
        return "$END", None, match.end()

    def on_comment(self, match: re.Match[str]) -> None:
        depth = 1
        while depth:
            edge = compiled(COMMENT_EDGE).search(self.text, self.at)
            if not edge:
                raise self.failure(match.start("comment"), "a comment without its end", "*)", at_end=True)
            depth += 1 if edge.group() == "(*" else -1
            self.at = edge.end()

    # Errors

    def found(self, start: int) -> str:
        """What stands at a place, in words."""
        if start >= len(self.text):
            return "the end of the text"
        name = compiled(UNKNOWN).match(self.text, start)
        return f"the unknown character {name.group()}" if name else f"`{self.text[start]}`"

    def failure(self, start: int, found: str, expected: str, at_end: bool = False) -> SyntaxFailure:
        at = self.source.place(start)
        return SyntaxFailure(self.source.original, at, found, expected, self.name, at_end)


def file_name(match: re.Match[str]) -> str:
    """The name in a match of GET or FILE."""
    text = match.group("text")
    return match.group("bare") if text is None else string_value(text[1:-1])
