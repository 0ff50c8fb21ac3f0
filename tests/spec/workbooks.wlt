(* XLSX: numbers come back as reals, a list for each sheet *)

name = FileNameJoin[{$TemporaryDirectory, "wl-workbook-" <> CreateUUID[] <> ".xlsx"}];
Export[name, {{"a", "b"}, {1, 2.5}}];
VerificationTest[Import[name], {{{"a", "b"}, {1., 2.5}}}]
VerificationTest[Import[name, {"Data", 1}], {{"a", "b"}, {1., 2.5}}]
VerificationTest[Import[name, "SheetCount"], 1]
Export[name, {"one" -> {{1, 2}}, "two" -> {{3}, {4}}}];
VerificationTest[Import[name, "Sheets"], {"one", "two"}]
VerificationTest[Import[name, {"Sheets", "two"}], {{3.}, {4.}}]
VerificationTest[Import[name, {"Data", 2, 1, 1}], 3.]
DeleteFile[name];
