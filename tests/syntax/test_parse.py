"""What each form of the language reads to, by topic, as FullForm."""

from fractions import Fraction

import pytest

from wlmini.expr import NULL, BigReal, S
from wlmini.syntax.parse import parse
from wlmini.syntax.write import full_form

FORMS = {
    "arithmetic": r"""
        1+1  ⇒  Plus[1, 1]
        a-b  ⇒  Plus[a, Times[-1, b]]
        a-2  ⇒  Plus[a, -2]
        a - b c  ⇒  Plus[a, Times[-1, b, c]]
        +a  ⇒  Plus[a]
        a+b-c+d  ⇒  Plus[a, b, Times[-1, c], d]
        a/b/c  ⇒  Times[a, Power[b, -1], Power[c, -1]]
        a*b/c*d  ⇒  Times[a, b, Power[c, -1], d]
        2^-x  ⇒  Power[2, Times[-1, x]]
        x^y^z  ⇒  Power[x, Power[y, z]]
        1/2  ⇒  Times[1, Power[2, -1]]
        a/.5  ⇒  Times[a, Power[0.5`, -1]]
        a±b  ⇒  PlusMinus[a, b]
        a×b÷c  ⇒  Times[a, b, Power[c, -1]]
        a-2x  ⇒  Plus[a, Times[-2, x]]
        -x^2  ⇒  Times[-1, Power[x, 2]]
        - 2^2  ⇒  Times[-1, Power[2, 2]]
        -2  ⇒  -2
        -2 x  ⇒  Times[-2, x]
        -x y  ⇒  Times[-1, x, y]
        - - x  ⇒  Times[-1, -1, x]
        (a*b)/c  ⇒  Times[Times[a, b], Power[c, -1]]
        -a b/c  ⇒  Times[-1, a, b, Power[c, -1]]
        -(a b)  ⇒  Times[-1, Times[a, b]]
    """,
    "products": r"""
        2 x  ⇒  Times[2, x]
        2x  ⇒  Times[2, x]
        a b  ⇒  Times[a, b]
        (a)(b)  ⇒  Times[a, b]
        x y^2  ⇒  Times[x, Power[y, 2]]
        {a}{b}  ⇒  Times[List[a], List[b]]
        a "s"  ⇒  Times[a, "s"]
        2(x+1)  ⇒  Times[2, Plus[x, 1]]
        f[x]g[y]  ⇒  Times[f[x], g[y]]
        a!b  ⇒  Times[Factorial[a], b]
        x #  ⇒  Times[x, Slot[1]]
        x y z  ⇒  Times[x, y, z]
        a % b  ⇒  Times[a, Out[], b]
        2π  ⇒  Times[2, Pi]
    """,
    "calls": r"""
        f[]  ⇒  f[]
        f[x, y]  ⇒  f[x, y]
        f[x][y]  ⇒  f[x][y]
        f@g@x  ⇒  f[g[x]]
        x//f//g  ⇒  g[f[x]]
        a~f~b  ⇒  f[a, b]
        a~f~b~g~c  ⇒  g[f[a, b], c]
        f @ g[x]  ⇒  f[g[x]]
        x//f@g  ⇒  f[g][x]
        f[a,,b]  ⇒  f[a, Null, b]
        f[,]  ⇒  f[Null, Null]
        f[a,]  ⇒  f[a, Null]
        f@-1  ⇒  f[-1]
        (a)[b]  ⇒  a[b]
        "s"[t]  ⇒  "s"[t]
        f[][]  ⇒  f[][]
    """,
    "functional": r"""
        f/@l  ⇒  Map[f, l]
        f//@l  ⇒  MapAll[f, l]
        f@@l  ⇒  Apply[f, l]
        f@@@l  ⇒  MapApply[f, l]
        f & /@ list  ⇒  Map[Function[f], list]
        #^2+1&[3]  ⇒  Function[Plus[Power[Slot[1], 2], 1]][3]
        f[#]&@x//g  ⇒  g[Function[f[Slot[1]]][x]]
        (#+#2&)[1,2]  ⇒  Function[Plus[Slot[1], Slot[2]]][1, 2]
        x|->x^2  ⇒  Function[x, Power[x, 2]]
        {x, y} |-> x+y  ⇒  Function[List[x, y], Plus[x, y]]
        f@*g@*h  ⇒  Composition[f, g, h]
        f/*g  ⇒  RightComposition[f, g]
        f@*g/*h  ⇒  RightComposition[Composition[f, g], h]
        a@b/@c  ⇒  Map[a[b], c]
        f@@g@@@h  ⇒  Apply[f, MapApply[g, h]]
        f //= g  ⇒  ApplyTo[f, g]
        # -> f &  ⇒  Function[Rule[Slot[1], f]]
        Function[x,x]@3  ⇒  Function[x, x][3]
    """,
    "slots": r"""
        #  ⇒  Slot[1]
        #1  ⇒  Slot[1]
        #12  ⇒  Slot[12]
        #name  ⇒  Slot["name"]
        ##  ⇒  SlotSequence[1]
        ##2  ⇒  SlotSequence[2]
        #&  ⇒  Function[Slot[1]]
        ##&  ⇒  Function[SlotSequence[1]]
        #a #b&  ⇒  Function[Times[Slot["a"], Slot["b"]]]
        #"a b"  ⇒  Slot["a b"]
    """,
    "history": r"""
        %  ⇒  Out[]
        %%  ⇒  Out[-2]
        %%%  ⇒  Out[-3]
        %5  ⇒  Out[5]
        %+1  ⇒  Plus[Out[], 1]
    """,
    "patterns": r"""
        _  ⇒  Blank[]
        __  ⇒  BlankSequence[]
        ___  ⇒  BlankNullSequence[]
        _h  ⇒  Blank[h]
        __h  ⇒  BlankSequence[h]
        ___h  ⇒  BlankNullSequence[h]
        x_  ⇒  Pattern[x, Blank[]]
        x__  ⇒  Pattern[x, BlankSequence[]]
        x___  ⇒  Pattern[x, BlankNullSequence[]]
        x_h  ⇒  Pattern[x, Blank[h]]
        x__h  ⇒  Pattern[x, BlankSequence[h]]
        a`b_c`d  ⇒  Pattern[a`b, Blank[c`d]]
        x_.  ⇒  Optional[Pattern[x, Blank[]]]
        _.  ⇒  Optional[Blank[]]
        x_..  ⇒  Repeated[Pattern[x, Blank[]]]
        x_...  ⇒  RepeatedNull[Pattern[x, Blank[]]]
        x_:d  ⇒  Optional[Pattern[x, Blank[]], d]
        x_h:1  ⇒  Optional[Pattern[x, Blank[h]], 1]
        p:patt  ⇒  Pattern[p, patt]
        p:a  ⇒  Pattern[p, a]
        x:_Integer:3  ⇒  Optional[Pattern[x, Blank[Integer]], 3]
        x_Integer?Positive  ⇒  PatternTest[Pattern[x, Blank[Integer]], Positive]
        x_?f[y]  ⇒  PatternTest[Pattern[x, Blank[]], f][y]
        a?b?c  ⇒  PatternTest[PatternTest[a, b], c]
        _?(#>0&)  ⇒  PatternTest[Blank[], Function[Greater[Slot[1], 0]]]
        x_/;x>0  ⇒  Condition[Pattern[x, Blank[]], Greater[x, 0]]
        "a"..  ⇒  Repeated["a"]
        a~~b..  ⇒  StringExpression[a, Repeated[b]]
        f[x]?g  ⇒  PatternTest[f[x], g]
        x_/;a/;b  ⇒  Condition[Condition[Pattern[x, Blank[]], a], b]
        !x_  ⇒  Not[Pattern[x, Blank[]]]
        p:a|b  ⇒  Pattern[p, Alternatives[a, b]]
        a|b|c  ⇒  Alternatives[a, b, c]
        x_List|y_  ⇒  Alternatives[Pattern[x, Blank[List]], Pattern[y, Blank[]]]
        x___/;a  ⇒  Condition[Pattern[x, BlankNullSequence[]], a]
    """,
    "assignments": r"""
        a=b  ⇒  Set[a, b]
        a:=b  ⇒  SetDelayed[a, b]
        a^=b  ⇒  UpSet[a, b]
        a^:=b  ⇒  UpSetDelayed[a, b]
        a=b=c  ⇒  Set[a, Set[b, c]]
        f[x_]:=x^2  ⇒  SetDelayed[f[Pattern[x, Blank[]]], Power[x, 2]]
        f/:g[f]=3  ⇒  TagSet[f, g[f], 3]
        f/:g[f]:=3  ⇒  TagSetDelayed[f, g[f], 3]
        f/:g[f]=.  ⇒  TagUnset[f, g[f]]
        a=.  ⇒  Unset[a]
        x = .  ⇒  Unset[x]
        x=.5  ⇒  Set[x, 0.5`]
        a+=1  ⇒  AddTo[a, 1]
        a-=1  ⇒  SubtractFrom[a, 1]
        a*=2  ⇒  TimesBy[a, 2]
        a/=2  ⇒  DivideBy[a, 2]
        i++  ⇒  Increment[i]
        i--  ⇒  Decrement[i]
        a=-1  ⇒  Set[a, -1]
        a:=b;c  ⇒  CompoundExpression[SetDelayed[a, b], c]
        a- -b  ⇒  Plus[a, Times[-1, -1, b]]
        ++i  ⇒  PreIncrement[i]
        --i  ⇒  PreDecrement[i]
        a=b&  ⇒  Set[a, Function[b]]
        x---y  ⇒  Plus[Decrement[x], Times[-1, y]]
    """,
    "rules": r"""
        a->b  ⇒  Rule[a, b]
        a->b->c  ⇒  Rule[a, Rule[b, c]]
        a:>b  ⇒  RuleDelayed[a, b]
        x/.a->b  ⇒  ReplaceAll[x, Rule[a, b]]
        x//.{a->b}  ⇒  ReplaceRepeated[x, List[Rule[a, b]]]
        a->-1  ⇒  Rule[a, -1]
        a<->b  ⇒  TwoWayRule[a, b]
        p1 -> p2 &  ⇒  Function[Rule[p1, p2]]
        a->b/;c  ⇒  Rule[a, Condition[b, c]]
        <|a->1|>  ⇒  Association[Rule[a, 1]]
        <||>  ⇒  Association[]
        <|"k"->{1,2}, b:>c|>  ⇒  Association[Rule["k", List[1, 2]], RuleDelayed[b, c]]
    """,
    "comparisons": r"""
        a<b  ⇒  Less[a, b]
        a<b<c  ⇒  Less[a, b, c]
        a<b<=c  ⇒  Inequality[a, Less, b, LessEqual, c]
        a==b==c  ⇒  Equal[a, b, c]
        a==b!=c  ⇒  Inequality[a, Equal, b, Unequal, c]
        a!=b  ⇒  Unequal[a, b]
        a>b  ⇒  Greater[a, b]
        a>=b  ⇒  GreaterEqual[a, b]
        a===b  ⇒  SameQ[a, b]
        a=!=b  ⇒  UnsameQ[a, b]
        a==b===c  ⇒  SameQ[Equal[a, b], c]
        a===b==c  ⇒  Equal[SameQ[a, b], c]
        a<b>c  ⇒  Inequality[a, Less, b, Greater, c]
        a≤b≠c  ⇒  Inequality[a, LessEqual, b, Unequal, c]
        x∈Reals  ⇒  Element[x, Reals]
        a&&b  ⇒  And[a, b]
        !a&&b  ⇒  And[Not[a], b]
        !!a  ⇒  Not[Not[a]]
        a&&!b  ⇒  And[a, Not[b]]
        ¬a∧b  ⇒  And[Not[a], b]
        x!=y  ⇒  Unequal[x, y]
        x! = y  ⇒  Set[Factorial[x], y]
        !a==b  ⇒  Not[Equal[a, b]]
        a||b  ⇒  Or[a, b]
        a&&b||c  ⇒  Or[And[a, b], c]
    """,
    "parts": r"""
        l[[1]]  ⇒  Part[l, 1]
        l[[1,2]][[3]]  ⇒  Part[Part[l, 1, 2], 3]
        l[[a[[1]]]]  ⇒  Part[l, Part[a, 1]]
        f[g[x]]  ⇒  f[g[x]]
        l[[f[x]]]  ⇒  Part[l, f[x]]
        l[[1]] [[2]]  ⇒  Part[Part[l, 1], 2]
        l[[;;]]  ⇒  Part[l, Span[1, All]]
        l[[2;;]]  ⇒  Part[l, Span[2, All]]
        l[[;;-2]]  ⇒  Part[l, Span[1, -2]]
        l[[All,1]]  ⇒  Part[l, All, 1]
        l〚1〛  ⇒  Part[l, 1]
        f[l[[1]] ]  ⇒  f[Part[l, 1]]
    """,
    "spans": r"""
        ;;  ⇒  Span[1, All]
        ;;b  ⇒  Span[1, b]
        a;;  ⇒  Span[a, All]
        a;;b  ⇒  Span[a, b]
        a;;b;;c  ⇒  Span[a, b, c]
        ;;;;c  ⇒  Span[1, All, c]
        a;;;;c  ⇒  Span[a, All, c]
        a;;b;;c;;d  ⇒  Times[Span[a, b, c], Span[1, d]]
        1;;n+1  ⇒  Span[1, Plus[n, 1]]
        a;;b->c  ⇒  Rule[Span[a, b], c]
        a;;->c  ⇒  Rule[Span[a, All], c]
        {a;; :> c}  ⇒  List[RuleDelayed[Span[a, All], c]]
    """,
    "calculus": r"""
        f'  ⇒  Derivative[1][f]
        f'[x]  ⇒  Derivative[1][f][x]
        f''  ⇒  Derivative[2][f]
        f'''[x]  ⇒  Derivative[3][f][x]
        f[x]'  ⇒  Derivative[1][f[x]]
        f@g'[x]  ⇒  f[Derivative[1][g][x]]
        x^f'  ⇒  Power[x, Derivative[1][f]]
        n!  ⇒  Factorial[n]
        n!!  ⇒  Factorial2[n]
        2^n!  ⇒  Power[2, Factorial[n]]
        a@b!  ⇒  Factorial[a[b]]
    """,
    "strings": r"""
        a<>b  ⇒  StringJoin[a, b]
        a<>b<>c  ⇒  StringJoin[a, b, c]
        a~~b  ⇒  StringExpression[a, b]
        "a"  ⇒  "a"
    """,
    "compound": r"""
        a;  ⇒  CompoundExpression[a, Null]
        a;b  ⇒  CompoundExpression[a, b]
        a;b;  ⇒  CompoundExpression[a, b, Null]
        (a;b)  ⇒  CompoundExpression[a, b]
        f[a;]  ⇒  f[CompoundExpression[a, Null]]
        a;b&  ⇒  CompoundExpression[a, Function[b]]
        (a;)&  ⇒  Function[CompoundExpression[a, Null]]
        a; ;b  ⇒  CompoundExpression[a, Null, b]
    """,
    "messages": r"""
        f::tag  ⇒  MessageName[f, "tag"]
        f::"two words"  ⇒  MessageName[f, "two words"]
        f::a::b  ⇒  MessageName[f, "a", "b"]
        f::usage="t"  ⇒  Set[MessageName[f, "usage"], "t"]
        Off[f::x, g::y]  ⇒  Off[MessageName[f, "x"], MessageName[g, "y"]]
        "Array"::["Real", 1]  ⇒  TypeSpecifier["Array"]["Real", 1]
        f["A"::["B"::["C"]]]  ⇒  f[TypeSpecifier["A"][TypeSpecifier["B"]["C"]]]
    """,
    "files": r"""
        <<file  ⇒  Get["file"]
        <<a`b`  ⇒  Get["a`b`"]
        <<"a b"  ⇒  Get["a b"]
        x>>file  ⇒  Put[x, "file"]
        x>>"a b"  ⇒  Put[x, "a b"]
        x>>>file  ⇒  PutAppend[x, "file"]
        <<file;x  ⇒  CompoundExpression[Get["file"], x]
        <<dir/file.wl  ⇒  Get["dir/file.wl"]
    """,
    "products of vectors": r"""
        a.b  ⇒  Dot[a, b]
        a.b.c  ⇒  Dot[a, b, c]
        a**b  ⇒  NonCommutativeMultiply[a, b]
        a⊗b  ⇒  CircleTimes[a, b]
        ⌊x⌋  ⇒  Floor[x]
        ⌈x⌉+1  ⇒  Plus[Ceiling[x], 1]
    """,
    "vectors": r"""
        <1,2>  ⇒  List[1, 2]
        < 1, 2 >  ⇒  List[1, 2]
        <>  ⇒  List[]
        <<1,2>,<3,4>>  ⇒  List[List[1, 2], List[3, 4]]
        x-><1,2>  ⇒  Rule[x, List[1, 2]]
        f[<1,2,3>]  ⇒  f[List[1, 2, 3]]
        B["e"->0.001][<1,2,3>]  ⇒  B[Rule["e", 0.001`]][List[1, 2, 3]]
        <1,2>+1  ⇒  Plus[List[1, 2], 1]
        {<1>,<2>}  ⇒  List[List[1], List[2]]
        <(a>b),2>  ⇒  List[Greater[a, b], 2]
        <a->1>  ⇒  List[Rule[a, 1]]
        <f[a>b]>  ⇒  List[f[Greater[a, b]]]
        1<2>1  ⇒  Inequality[1, Less, 2, Greater, 1]
        a<b  ⇒  Less[a, b]
        <-1,-2>  ⇒  List[-1, -2]
        <<"a","b">,<"c">>  ⇒  List[List["a", "b"], List["c"]]
        <x>>=y  ⇒  GreaterEqual[List[x], y]
        <1,,2>  ⇒  List[1, Null, 2]
        <1,2>.<3,4>  ⇒  Dot[List[1, 2], List[3, 4]]
        <|a-><1,2>|>  ⇒  Association[Rule[a, List[1, 2]]]
        x<<y  ⇒  Times[x, Get["y"]]
    """,
    "names": r"""
        a  ⇒  a
        $x  ⇒  $x
        a`b`c  ⇒  a`b`c
        `x  ⇒  `x
        a1  ⇒  a1
        π  ⇒  Pi
        Hold[∞]  ⇒  Hold[Infinity]
        30°  ⇒  Times[30, Degree]
        αβ  ⇒  αβ
        πr  ⇒  πr
        été  ⇒  été
        x\[Alpha]y  ⇒  xαy
        \[Pi]  ⇒  Pi
        \[ImaginaryI]  ⇒  I
    """,
    "operators by name": r"""
        a\[Rule]b  ⇒  Rule[a, b]
        a\[RuleDelayed]b  ⇒  RuleDelayed[a, b]
        a\[Equal]b  ⇒  Equal[a, b]
        a\[LessEqual]b  ⇒  LessEqual[a, b]
        x \[Element] y  ⇒  Element[x, y]
        a\[DirectedEdge]b  ⇒  DirectedEdge[a, b]
        a\[UndirectedEdge]b  ⇒  UndirectedEdge[a, b]
        a\[Cross]b  ⇒  Cross[a, b]
        a\[And]b  ⇒  And[a, b]
        a\[Function]b  ⇒  Function[a, b]
        l\[LeftDoubleBracket]1\[RightDoubleBracket]  ⇒  Part[l, 1]
        \[LeftFloor]x\[RightFloor]  ⇒  Floor[x]
        \[LeftAssociation]a->1\[RightAssociation]  ⇒  Association[Rule[a, 1]]
    """,
    "questions": r"""
        ?name  ⇒  Information["name"]
        ??name  ⇒  Information["name", Rule[LongForm, True]]
        ?a`b*  ⇒  Information["a`b*"]
        ?+  ⇒  Information["+"]
         ?f  ⇒  Information["f"]
    """,
}


def rows():
    for topic, table in FORMS.items():
        for line in table.strip().splitlines():
            text, full = line.strip().split("  ⇒  ")
            yield pytest.param(text, full, id=f"{topic}: {text}")


@pytest.mark.parametrize("text, full", list(rows()))
def test_reads_to(text, full):
    assert full_form(parse(text)) == full


@pytest.mark.parametrize(
    "text, value",
    [
        ("0", 0),
        ("12345678901234567890", 12345678901234567890),
        ("1.5", 1.5),
        (".5", 0.5),
        ("5.", 5.0),
        ("0.1`", 0.1),
        ("16^^ff", 255),
        ("36^^zz", 1295),
        ("2^^101.1", 5.5),
        ("1*^5", 100000),
        ("1*^-5", Fraction(1, 100000)),
        ("16^^a*^2", 2560),
        ("1.5*^3", 1500.0),
        ("1.*^-6", 1e-6),
        ("1.5`20", BigReal(Fraction(3, 2), 20.0)),
        ("1.5`20*^2", BigReal(Fraction(150), 20.0)),
        ("100``10", BigReal(Fraction(100), 12.0)),
        ("0.00000000000000000000000001", 1e-26),
        ("1.0000000000000001", 1.0000000000000001),
    ],
)
def test_numbers(text, value):
    read = parse(text)
    assert type(read) is type(value)
    assert read == value


def test_many_digits_make_an_arbitrary_precision_real():
    read = parse("1.2345678901234567890")
    assert read.value == Fraction(12345678901234567890, 10**19)
    assert read.precision == pytest.approx(19 + 0.0915149811)


def test_a_real_outside_the_machine_range_keeps_its_value():
    assert parse("1.5*^400").value == 15 * 10**399
    assert parse("1.5*^-400").value == Fraction(15, 10**401)


@pytest.mark.parametrize(
    "text, value",
    [
        (r'"a\[Alpha]b"', "aαb"),
        (r'"\:03b1\.41\|01F600"', "αA\U0001f600"),
        (r'"\n\t\r\"\\"', '\n\t\r"\\'),
        (r'"\101"', "A"),
        (r'"\\[Alpha]"', r"\[Alpha]"),
        (r'"\[RawDoubleQuote]\.22"', '""'),
        (r'"\[NoSuchName]"', r"\[NoSuchName]"),
        ('"one \\\ntwo"', "one two"),
        ('"one\ntwo"', "one\ntwo"),
        ('"(* no comment *)"', "(* no comment *)"),
        ('""', ""),
    ],
)
def test_strings(text, value):
    assert parse(text) == value


@pytest.mark.parametrize(
    "text, full",
    [
        ("{a\n,b\n}", "List[a, b]"),
        ("{a\nb}", "List[Times[a, b]]"),
        ("a +\n b", "Plus[a, b]"),
        ("f[x_] :=\n\n x", "SetDelayed[f[Pattern[x, Blank[]]], x]"),
        ("(a;\n b;\n)", "CompoundExpression[a, b, Null]"),
        ("a \\\n + b", "Plus[a, b]"),
        ("(* one (* two *) *) a (* b *) + (**) c", "Plus[a, c]"),
        ("l[[1\n]\n]", "Part[l, 1]"),
        ("a + (* b\n *) c\n\n", "Plus[a, c]"),
        ("\r\n  a\r\n", "a"),
    ],
)
def test_space_and_comments(text, full):
    assert full_form(parse(text)) == full


def test_nothing_is_null():
    assert parse("") is NULL
    assert parse(" (* only a comment *)\n") is NULL


def test_long_chains_and_deep_brackets_need_no_stack():
    assert len(parse("+".join(["a"] * 20000)).parts) == 20000
    deep = parse("(" * 5000 + "a" + ")" * 5000)
    assert deep is S.a
