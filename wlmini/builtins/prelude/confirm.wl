(* Failures as values: Enclose and the functions that confirm something inside of it. *)

Enclose::usage = "Enclose[expr] gives the value of expr, or the Failure object of the first confirmation in it that failed.\nEnclose[expr, f] gives f[failure], or the property of the failure that the string f names.\nEnclose[expr, f, tag] attends only to confirmations with that tag.";
Confirm::usage = "Confirm[expr] gives expr, unless it is a failure such as $Failed: then the nearest Enclose ends with a Failure object.\nConfirm[expr, info]\nConfirm[expr, info, tag]";
ConfirmBy::usage = "ConfirmBy[expr, f] gives expr where f[expr] is True; otherwise the nearest Enclose ends with a Failure object.\nConfirmBy[expr, f, info]\nConfirmBy[expr, f, info, tag]";
ConfirmMatch::usage = "ConfirmMatch[expr, form] gives expr where it matches form; otherwise the nearest Enclose ends with a Failure object.\nConfirmMatch[expr, form, info]\nConfirmMatch[expr, form, info, tag]";
ConfirmAssert::usage = "ConfirmAssert[test] gives Null where test is True; otherwise the nearest Enclose ends with a Failure object.\nConfirmAssert[test, info]\nConfirmAssert[test, info, tag]";
ConfirmQuiet::usage = "ConfirmQuiet[expr] gives the value of expr, evaluated quietly; where a message was issued, the nearest Enclose ends with a Failure object.\nConfirmQuiet[expr, messages]\nConfirmQuiet[expr, messages, info]\nConfirmQuiet[expr, messages, info, tag]";
Failure::usage = "Failure[tag, <|key -> value, ...|>] stands for a failure of the kind that tag names, with what is known about it.\nFailure[tag, assoc][\"property\"] gives what is known under that name; \"Message\" is the filled in text.";
Success::usage = "Success[tag, <|key -> value, ...|>] stands for a success of the kind that tag names, with what is known about it.\nSuccess[tag, assoc][\"property\"]";

Failure::noprop = "`1` is no property of the failure.";

SetAttributes[Enclose, HoldFirst];
SetAttributes[{ConfirmAssert, ConfirmQuiet}, HoldFirst];

Enclose[expr_] := Enclose[expr, Identity]
Enclose[expr_, f_] := Catch[expr, $Confirmation[_], $handled[f, #1] &]
Enclose[expr_, f_, tag_] := Catch[expr, $Confirmation[tag], $handled[f, #1] &]

$handled[name_String, failure_] := failure[name]
$handled[f_, failure_] := f[failure]

$FailureLike = _Failure | _Missing | $Failed | $Aborted | $Canceled | $TimedOut;

$refuse[type_, template_, info_, tag_, data_] := Throw[
  Failure["ConfirmationFailed", Join[
    <|"MessageTemplate" -> template, "MessageParameters" -> data, "ConfirmationType" -> type|>,
    data,
    If[info === Null, <||>, <|"Information" -> info|>]
  ]],
  $Confirmation[tag]
]

Confirm[expr_, info_: Null, tag_: None] := If[MatchQ[expr, $FailureLike],
  $refuse["Confirm", "`Expression` encountered.", info, tag, <|"Expression" -> expr|>],
  expr
]

ConfirmBy[expr_, f_, info_: Null, tag_: None] := If[TrueQ[f[expr]],
  expr,
  $refuse["ConfirmBy", "The test `Function` did not give True for `Expression`.", info, tag,
    <|"Expression" -> expr, "Function" -> f|>]
]

ConfirmMatch[expr_, form_, info_: Null, tag_: None] := If[MatchQ[expr, form],
  expr,
  $refuse["ConfirmMatch", "`Expression` does not match `Pattern`.", info, tag,
    <|"Expression" -> expr, "Pattern" -> form|>]
]

ConfirmAssert[test_, info_: Null, tag_: None] := With[{value = test},
  If[TrueQ[value],
    Null,
    $refuse["ConfirmAssert", "The assertion `HeldTest` does not hold.", info, tag,
      <|"Expression" -> value, "HeldTest" -> HoldForm[test]|>]
  ]
]

SetAttributes[$QuietCheck, HoldAll];
$QuietCheck[expr_, All] := Quiet[Check[{expr}, $MessageHeard]]
$QuietCheck[expr_, names_] := Quiet[Check[{expr}, $MessageHeard, names], names]

ConfirmQuiet[expr_] := ConfirmQuiet[expr, All]
ConfirmQuiet[expr_, messages_] := ConfirmQuiet[expr, messages, Null]
ConfirmQuiet[expr_, messages_, info_] := ConfirmQuiet[expr, messages, info, None]
ConfirmQuiet[expr_, messages_, info_, tag_] := With[{value = $QuietCheck[expr, messages]},
  If[value === $MessageHeard,
    $refuse["ConfirmQuiet", "Messages were issued by `HeldExpression`.", info, tag, <|"HeldExpression" -> HoldForm[expr]|>],
    First[value]
  ]
]

(* What a Failure tells *)

Failure[tag_, _Association]["Tag"] := tag
Failure[tag_, data_Association]["Message"] := $failureText[data]
Failure[_, data_Association]["Properties"] := Union[Keys[data], {"Message", "Tag"}]
Failure[_, data_Association][name_String] := Lookup[data, name, Missing["KeyAbsent", name]]
Success[tag_, _Association]["Tag"] := tag
Success[tag_, data_Association]["Message"] := $failureText[data]
Success[_, data_Association][name_String] := Lookup[data, name, Missing["KeyAbsent", name]]

$failureText[data_] := With[{template = Lookup[data, "MessageTemplate", "A failure of type \"" <> "unknown" <> "\"."],
    parameters = Lookup[data, "MessageParameters", <||>]},
  If[StringQ[template], TemplateApply[template, parameters], template]
]

SetAttributes[{Enclose, Confirm, ConfirmBy, ConfirmMatch, ConfirmAssert, ConfirmQuiet, Failure, Success}, Protected];
