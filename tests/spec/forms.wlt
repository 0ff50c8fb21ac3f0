(* How expressions print: forms of numbers, tables, TeX, C, Fortran, and what the user says with Format. *)

(* NumberForm *)
VerificationTest[ToString[NumberForm[N[Pi], 10]], "3.141592654"]
VerificationTest[ToString[NumberForm[3.14159, 3]], "3.14"]
VerificationTest[ToString[NumberForm[3.1, {5, 3}]], "3.100"]
VerificationTest[ToString[NumberForm[3., {5, 2}]], "3.00"]
VerificationTest[ToString[NumberForm[2/3, 3]] === ToString[2/3], True]
VerificationTest[ToString[NumberForm[123456789, DigitBlock -> 3]], "123,456,789"]
VerificationTest[ToString[NumberForm[1234567, DigitBlock -> 3, NumberSeparator -> " "]], "1 234 567"]
VerificationTest[ToString[NumberForm[2.5, NumberPoint -> ","]], "2,5"]
VerificationTest[ToString[NumberForm[5, NumberSigns -> {"-", "+"}]], "+5"]
VerificationTest[ToString[NumberForm[{1.23456, 7}, 3]], "{1.23, 7}"]
VerificationTest[ToString[NumberForm[-2.5, {4, 2}]], "-2.50"]
VerificationTest[ToString[NumberForm[1.5*^8, ExponentFunction -> (Null &)]], "150000000."]
VerificationTest[ToString[NumberForm[0.25, {4, 1}]] === ToString[NumberForm[0.26, {4, 1}]], True]

(* Its kin *)
VerificationTest[ToString[PaddedForm[42, 5]], "    42"]
VerificationTest[ToString[PaddedForm[-42, 5]], "   -42"]
VerificationTest[ToString[PaddedForm[3.14159, {6, 3}]], "   3.142"]
VerificationTest[ToString[AccountingForm[-5]], "(5)"]
VerificationTest[ToString[AccountingForm[{-5, 5}]], "{(5), 5}"]
VerificationTest[ToString[DecimalForm[1.5*^8]], "150000000."]
VerificationTest[ToString[ScientificForm[1.5]], "1.5"]
VerificationTest[ToString[PercentForm[0.25]], "25%"]
VerificationTest[ScientificForm[1.5*^8, NumberFormat -> (Row[{#1, "e", #3}] &)] // ToString, "1.5e8"]

(* Forms keep their heads *)
VerificationTest[Head[NumberForm[2.5, 3]], NumberForm]
VerificationTest[NumberForm[2.5, 3][[1]], 2.5]

(* Tables *)
VerificationTest[ToString[Column[{1, 22}]], "1\n22"]
VerificationTest[ToString[TableForm[{{1, 22}, {333, 4}}]], "1     22\n\n333   4"]
VerificationTest[ToString[TableForm[{{a, b}, {c, d}}, TableSpacing -> {0, 1}]], "a b\nc d"]
VerificationTest[ToString[MatrixForm[{{1, 2}, {3, 4}}]], "1   2\n\n3   4"]
VerificationTest[ToString[Row[{1, 2, x}]], "12x"]
VerificationTest[ToString[Row[{1, 2, x}, ", "]], "1, 2, x"]
VerificationTest[ToString[StringForm["`2` before `1`", a, b]], "b before a"]
VerificationTest[ToString[StringForm["`` and ``", a, b]], "a and b"]
VerificationTest[ToString[Style["red", Red, Bold]], "red"]
VerificationTest[ToString[HoldForm[1 + 1]], "1 + 1"]
VerificationTest[ToString[Defer[1 + 1]], "1 + 1"]
VerificationTest[ToString[Short[{1, 2, 3}]], "{1, 2, 3}"]
VerificationTest[ToString[Skeleton[3]], "<<3>>"]

(* TeXForm *)
VerificationTest[ToString[x^2, TeXForm], "x^2"]
VerificationTest[ToString[x^10, TeXForm], "x^{10}"]
VerificationTest[ToString[a/b, TeXForm], "\\frac{a}{b}"]
VerificationTest[ToString[1/2, TeXForm], "\\frac{1}{2}"]
VerificationTest[ToString[Sqrt[x], TeXForm], "\\sqrt{x}"]
VerificationTest[ToString[x^(1/3), TeXForm], "\\sqrt[3]{x}"]
VerificationTest[ToString[Sin[x], TeXForm], "\\sin (x)"]
VerificationTest[ToString[\[Alpha], TeXForm], "\\alpha"]
VerificationTest[ToString[Pi, TeXForm], "\\pi"]
VerificationTest[ToString[f[x, y], TeXForm], "f(x,y)"]
VerificationTest[ToString[{a, b}, TeXForm], "\\{a,b\\}"]
VerificationTest[ToString["text", TeXForm], "\\text{text}"]
VerificationTest[ToString[Subscript[x, 1], TeXForm], "x_1"]
VerificationTest[ToString[OverBar[x], TeXForm], "\\bar{x}"]
VerificationTest[ToString[TeXForm[a + b]], "a+b"]
VerificationTest[ToString[MatrixForm[{{1, 2}, {3, 4}}], TeXForm],
  "\\left(\n\\begin{array}{cc}\n 1 & 2 \\\\\n 3 & 4 \\\\\n\\end{array}\n\\right)"]

(* CForm and FortranForm *)
VerificationTest[ToString[x^2 + Sin[y], CForm], "Power(x,2) + Sin(y)"]
VerificationTest[ToString[Sqrt[x], CForm], "Sqrt(x)"]
VerificationTest[ToString[a*b/c, CForm], "(a*b)/c"]
VerificationTest[ToString[x^2, FortranForm], "x**2"]
VerificationTest[ToString[f[1.5, a], CForm], "f(1.5,a)"]
VerificationTest[ToString[1/2, CForm], "0.5"]

(* Format *)
Format[look[x_]] := "<" <> ToString[x] <> ">";
VerificationTest[ToString[look[3]], "<3>"]
VerificationTest[ToString[{look[a], look[1, 2]}], "{<a>, look[1, 2]}"]
VerificationTest[ToString[look[3], InputForm], "look[3]"]
VerificationTest[Length[FormatValues[look]], 1]
Format[look2[x_], InputForm] := in[x];
VerificationTest[ToString[look2[3], InputForm], "in[3]"]
VerificationTest[ToString[look2[3]], "look2[3]"]
Format[look3] = "three";
VerificationTest[ToString[f[look3]], "f[three]"]

(* TeX: sums in the order of polynomials, matrices, cases, functions with an index *)
VerificationTest[ToString[TeXForm[1 + x + x^2]], "x^2+x+1"]
VerificationTest[ToString[TeXForm[1 - x]], "1-x"]
VerificationTest[ToString[TeXForm[x^2 + 2 x y + y^2 - 1]], "x^2+2 x y+y^2-1"]
VerificationTest[ToString[TeXForm[{{1, 2}, {3, 4}}]], "\\left(\n\\begin{array}{cc}\n 1 & 2 \\\\\n 3 & 4 \\\\\n\\end{array}\n\\right)"]
VerificationTest[ToString[TeXForm[HarmonicNumber[n, 2]]], "H_n^{(2)}"]
VerificationTest[ToString[TeXForm[BesselJ[0, x]]], "J_0(x)"]
VerificationTest[ToString[TeXForm[PolyLog[2, x]]], "\\text{Li}_2(x)"]
VerificationTest[ToString[TeXForm[Piecewise[{{x, x > 0}}]]], "\\begin{cases}\n x & x>0 \\\\\n 0 & \\text{True}\n\\end{cases}"]
