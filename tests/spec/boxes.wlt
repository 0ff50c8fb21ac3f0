(* Boxes: what ToBoxes makes, what MakeExpression reads. *)

VerificationTest[ToBoxes[x], "x"]
VerificationTest[ToBoxes[5], "5"]
VerificationTest[ToBoxes["a"], "\"a\""]
VerificationTest[ToBoxes[x^2], SuperscriptBox["x", "2"]]
VerificationTest[ToBoxes[a + b], RowBox[{"a", "+", "b"}]]
VerificationTest[ToBoxes[a - b], RowBox[{"a", "-", "b"}]]
VerificationTest[ToBoxes[2 x], RowBox[{"2", " ", "x"}]]
VerificationTest[ToBoxes[-x], RowBox[{"-", "x"}]]
VerificationTest[ToBoxes[a/b], FractionBox["a", "b"]]
VerificationTest[ToBoxes[1/2], FractionBox["1", "2"]]
VerificationTest[ToBoxes[Sqrt[x]], SqrtBox["x"]]
VerificationTest[ToBoxes[x^(1/3)], SuperscriptBox["x", RowBox[{"1", "/", "3"}]]]
VerificationTest[ToBoxes[f[x]], RowBox[{"f", "[", "x", "]"}]]
VerificationTest[ToBoxes[f[x, y]], RowBox[{"f", "[", RowBox[{"x", ",", "y"}], "]"}]]
VerificationTest[ToBoxes[f[]], RowBox[{"f", "[", "]"}]]
VerificationTest[ToBoxes[{a, b}], RowBox[{"{", RowBox[{"a", ",", "b"}], "}"}]]
VerificationTest[ToBoxes[{}], RowBox[{"{", "}"}]]
VerificationTest[ToBoxes[(a + b)^2], SuperscriptBox[RowBox[{"(", RowBox[{"a", "+", "b"}], ")"}], "2"]]
VerificationTest[ToBoxes[a -> b], RowBox[{"a", "\[Rule]", "b"}]]
VerificationTest[ToBoxes[Subscript[x, 1]], SubscriptBox["x", "1"]]
VerificationTest[ToBoxes[f[x], TraditionalForm], RowBox[{"f", "(", "x", ")"}]]
VerificationTest[MakeBoxes[1 + 1], RowBox[{"1", "+", "1"}]]

(* Reading *)
VerificationTest[ToExpression[RowBox[{"1", "+", "2"}]], 3]
VerificationTest[ToExpression[ToBoxes[x^2 + Sin[y]/3]], x^2 + Sin[y]/3]
VerificationTest[MakeExpression[FractionBox["a", "b"], StandardForm], HoldComplete[a/b]]
VerificationTest[MakeExpression[RowBox[{"1", "+", "1"}], StandardForm], HoldComplete[1 + 1]]
VerificationTest[MakeExpression[InterpretationBox["x", 5], StandardForm], HoldComplete[5]]

(* Definitions *)
MakeBoxes[look[x_], StandardForm] := SuperscriptBox[MakeBoxes[x, StandardForm], "look"];
VerificationTest[ToBoxes[look[a] + 1], RowBox[{"1", "+", SuperscriptBox["a", "look"]}]]
look2 /: MakeBoxes[look2[x_], form_] := RowBox[{"<", MakeBoxes[x, form], ">"}];
VerificationTest[ToBoxes[{look2[3]}], RowBox[{"{", RowBox[{"<", "3", ">"}], "}"}]]
Format[look3[x_]] := Subscript["l", x];
VerificationTest[ToBoxes[look3[1]], SubscriptBox["\"l\"", "1"]]
