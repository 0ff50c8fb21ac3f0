(* Tests that are made first and run later. *)

ClearAll["Global`*"];
counted = 0;
test = TestCreate[counted++; 1 + 1, 2, TestID -> "sum"];
VerificationTest[{Head[test], counted}, {TestObject, 0}, TestID -> "made and not run"]
VerificationTest[{TestEvaluate[test]["Outcome"], counted}, {"Success", 1}]
VerificationTest[
  {#["TestsSucceededCount"], #["TestsFailedCount"]} &[TestReport[{TestCreate[2 > 1], TestCreate[1 > 2]}]], {1, 1}]
