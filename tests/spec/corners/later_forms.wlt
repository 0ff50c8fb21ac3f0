(* Forms of arguments that came later. *)

VerificationTest[ArrayPad[{a, b, c}, 2, "ReversedNegation"], {-b, -a, a, b, c, -c, -b}]
VerificationTest[ArrayPad[{1, 2, 4}, 2, "ReflectedDifferences"], {-2, 0, 1, 2, 4, 6, 7}]
VerificationTest[ArrayPad[{1, 2, 3}, 2, "Reversed"], {2, 1, 1, 2, 3, 3, 2}]
VerificationTest[Round[Precision[RandomReal[{1, 2}, WorkingPrecision -> 30]]], 30]
VerificationTest[Dimensions[RandomVariate[NormalDistribution[], {2, 3}, WorkingPrecision -> 25]], {2, 3}]
VerificationTest[Precision[RandomVariate[NormalDistribution[], WorkingPrecision -> 25]] > 20]
VerificationTest[FromUnixTime[0, TimeZone -> 2][[1]] == {1970, 1, 1, 2, 0, 0}]
VerificationTest[ReadList["!echo 1 2 3", Number], {1, 2, 3}]
VerificationTest[Import["!echo 1,2", "CSV"], {{1, 2}}]
VerificationTest[Get["!echo 2 + 3"], 5]

(* Definition stays as it is, and prints as the definitions. *)

VerificationTest[ClearAll[sq]; sq[x_] := x^2; ToString[Definition[sq]], "sq[x_] := x^2"]
VerificationTest[ClearAll[sq]; sq[x_] := x^2; ToString[Definition[sq], InputForm], "sq[x_] := x^2"]
VerificationTest[ClearAll[sq]; sq[x_] := x^2; Head[Definition[sq]], Definition]
VerificationTest[ClearAll[sq, pw]; sq[x_] := x^pw; pw = 2; ToString[FullDefinition[sq], InputForm], "sq[x_] := x^pw\n \npw = 2"]
VerificationTest[ToString[Definition[nothingKnown]], "Null"]

VerificationTest[
  Map[Length, TestReport[{VerificationTest[1, 1], VerificationTest[1, 2]}]["TestsFailed"]],
  <|"TestsFailedWrongResults" -> 1, "TestsFailedWithMessages" -> 0, "TestsFailedWithErrors" -> 0|>]
