(* Names of older versions, and settings that programs begin with. *)

VerificationTest[Most[Date[]] === Most[DateList[]] || Last[DateList[]] < 1, True, TestID -> "Date"]
VerificationTest[{ToDate[0], FromDate[{1900, 1, 2, 0, 0, 0}]}, {{1900, 1, 1, 0, 0, 0.}, 86400}, SameTest -> Equal]
VerificationTest[ToFileName[{"a", "b"}, "c.m"], FileNameJoin[{"a", "b", "c.m"}]]
VerificationTest[ToString[SequenceForm["x = ", 3]], "x = 3"]
VerificationTest[ToString[ColumnForm[{1, 2}]], "1\n2"]
VerificationTest[AlphabeticSort[{"pear", "Apple", "fig"}], {"Apple", "fig", "pear"}]
VerificationTest[{$MaxPrecision, $MinPrecision}, {Infinity, 0}, SameTest -> Equal]
VerificationTest[Block[{$MaxExtraPrecision = 200}, N[Sin[Pi 10^100 + 1/3], 10]], N[Sin[1/3], 10]]
VerificationTest[$MaxExtraPrecision == 50]
