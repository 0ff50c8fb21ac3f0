(* Interpreter: texts as values of a form. *)

Interpreter::usage = "Interpreter[form] is a function that reads a text as a value of a form: \"Number\", \"Integer\", \"Boolean\", \"Date\", ...\nInterpreter[{text1, text2, ...}]\nInterpreter[DelimitedSequence[form]]\nInterpreter[form, test]\nInterpreter[form][text]";
DelimitedSequence::usage = "DelimitedSequence[form] is, in Interpreter, a text with several values of a form, separated by blanks or commas.\nDelimitedSequence[form, sep]";
Restricted::usage = "Restricted[form, {min, max}] is, in Interpreter, a value of a form between min and max.\nRestricted[form, {choice1, choice2, ...}]";

Interpreter::form = "The form `1` is not built in; there are `2`, lists of texts, and delimited sequences of these.";

Interpreter[Restricted[form_, {min_?NumberQ, max_?NumberQ}]][text_] := Interpreter[form, Between[{min, max}]][text]
Interpreter[Restricted[form_, choices_List]][text_] := Interpreter[form, MemberQ[choices, #] &][text]
Interpreter[form_][text_] := $Interpret[form, text]
Interpreter[form_, test_][text_] := With[{value = $Interpret[form, text]},
  If[FailureQ[value] || TrueQ[test[value]],
    value,
    Failure["RestrictionFailure", <|
      "MessageTemplate" -> "`Input` does not meet the restriction.",
      "MessageParameters" -> <|"Input" -> text|>, "Input" -> text, "Type" -> form|>]
  ]
]

SetAttributes[{Interpreter, DelimitedSequence, Restricted}, Protected];
