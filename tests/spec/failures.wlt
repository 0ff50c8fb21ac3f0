(* Failures as values, messages watched, ends taken care of. *)

(* Enclose and Confirm *)
VerificationTest[Enclose[Confirm[5] + 1], 6]
VerificationTest[FailureQ[Enclose[Confirm[$Failed]; 3]], True]
VerificationTest[Head[Enclose[Confirm[$Failed]; 3]], Failure]
VerificationTest[Enclose[Confirm[$Failed]; 3]["Expression"], $Failed]
VerificationTest[Enclose[Confirm[$Failed, "no"]; 3, "Information"], "no"]
VerificationTest[Enclose[Confirm[$Failed]; 3, Head], Failure]
VerificationTest[Enclose[Confirm[$Failed]; 3, "ConfirmationType"], "Confirm"]
VerificationTest[Enclose[ConfirmBy[2, EvenQ]], 2]
VerificationTest[Enclose[ConfirmBy[3, EvenQ], "Expression"], 3]
VerificationTest[Enclose[ConfirmBy[3, EvenQ], "Function"], EvenQ]
VerificationTest[Enclose[ConfirmMatch[3, _Integer]], 3]
VerificationTest[Enclose[ConfirmMatch[3, _String], "Pattern"], _String]
VerificationTest[Enclose[ConfirmAssert[1 < 2]; ok], ok]
VerificationTest[Enclose[ConfirmAssert[1 > 2]; ok, "ConfirmationType"], "ConfirmAssert"]
VerificationTest[Enclose[ConfirmQuiet[1 + 1]], 2]
VerificationTest[Enclose[ConfirmQuiet[1/0], "ConfirmationType"], "ConfirmQuiet"]
VerificationTest[Enclose[Enclose[Confirm[$Failed, 1], "Information"] + 1, fail &], 2]

(* Failure *)
VerificationTest[Failure["Bad", <|"a" -> 1|>]["a"], 1]
VerificationTest[Failure["Bad", <|"MessageTemplate" -> "no `1`", "MessageParameters" -> {3}|>]["Message"], "no 3"]
VerificationTest[Failure["Bad", <|"MessageTemplate" -> "no `x`", "MessageParameters" -> <|"x" -> 3|>|>]["Message"], "no 3"]
VerificationTest[FailureQ[Failure["Bad", <||>]], True]
VerificationTest[FailureQ[Success["Good", <||>]], False]
VerificationTest[Success["Good", <|"x" -> 2|>]["x"], 2]

(* Check inside and outside of Quiet *)
VerificationTest[Quiet[Check[1/0, failed]], failed]
VerificationTest[Check[Quiet[1/0], failed], ComplexInfinity]
VerificationTest[Check[1 + 1, failed], 2]
VerificationTest[Check[1/0, failed], failed, {Power::infy}]
