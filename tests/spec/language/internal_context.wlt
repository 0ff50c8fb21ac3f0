(* What packages use of the context Internal`. *)

ClearAll["Global`*"];
bag = Internal`Bag[];
Do[Internal`StuffBag[bag, i^2], {i, 4}];
Internal`StuffBag[bag, {a, b}, 1];
VerificationTest[
  {Internal`BagLength[bag], Internal`BagPart[bag, All], Internal`BagPart[bag, 2 ;; 3], Internal`BagPart[bag, -1]},
  {6, {1, 4, 9, 16, a, b}, {4, 9}, b}]
VerificationTest[Internal`BagPart[Internal`Bag[{1, 2}], All, f], f[1, 2]]

g[1] = 1;
VerificationTest[{Internal`InheritedBlock[{g}, g[2] = 2; {g[1], g[2]}], g[1], g[2]}, {{1, 2}, 1, g[2]}]
VerificationTest[
  {Internal`InheritedBlock[{Plus}, Unprotect[Plus]; "a" + "b" := "ab"; {"a" + "b", 1 + 1}], "a" + "b"},
  {{"ab", 2}, "a" + "b"}]
VerificationTest[{Catch[Internal`InheritedBlock[{g}, g[3] = 3; Throw[g[3]]]], g[3]}, {3, g[3]},
  TestID -> "restored however it is left"]
VerificationTest[x = 5; {Internal`InheritedBlock[{x = 7}, x], x}, {7, 5}]
