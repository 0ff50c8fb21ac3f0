(* Records, tables, graphs, searches. *)

ClearAll["Global`*"];
people = {<|"name" -> "Ann", "age" -> 34, "city" -> "Oslo", "pay" -> 5200|>, <|"name" -> "Bob",
  "age" -> 27, "city" -> "Rome", "pay" -> 4100|>, <|"name" -> "Cid", "age" -> 41, "city" -> "Oslo",
  "pay" -> 6100|>, <|"name" -> "Dee", "age" -> 27, "city" -> "Bern", "pay" -> 4800|>, <|"name" -> "Eve",
  "age" -> 38, "city" -> "Rome", "pay" -> 7000|>};
VerificationTest[
  {GroupBy[people, Key["city"] -> Key["pay"], Mean], GroupBy[people, #age > 30 & -> (#name &)],
  SortBy[people, #age &][[All, "name"]],
 Keys[MaximalBy[people, #pay &][[1]]], Total[people[[All, "pay"]]]},
  {<|"Oslo" -> (5650/1), "Rome" -> (5550/1), "Bern" -> (4800/1)|>, <|True -> {"Ann","Cid","Eve"},
  False -> {"Bob","Dee"}|>, {"Bob", "Dee", "Ann", "Eve", "Cid"}, {"name", "age", "city", "pay"}, 27200}]

ClearAll["Global`*"];
people = {<|"name" -> "Ann", "age" -> 34, "city" -> "Oslo", "pay" -> 5200|>, <|"name" -> "Bob",
  "age" -> 27, "city" -> "Rome", "pay" -> 4100|>, <|"name" -> "Cid", "age" -> 41, "city" -> "Oslo",
  "pay" -> 6100|>, <|"name" -> "Dee", "age" -> 27, "city" -> "Bern", "pay" -> 4800|>, <|"name" -> "Eve",
  "age" -> 38, "city" -> "Rome", "pay" -> 7000|>};
ds = Dataset[people];
VerificationTest[
  {Normal[ds[Select[#age < 35 &], "name"]], ds[Mean, "pay"], Normal[ds[GroupBy["city"], Total, "pay"]],
  Normal[ds[All, #pay/#age &]][[1]], ds[[2, "city"]], Length[ds], Normal[ds[MaximalBy["age"], "name"]],
  Normal[Keys[ds[1]]]},
  {{"Ann", "Bob", "Dee"}, (5440/1), <|"Oslo" -> 11300, "Rome" -> 11100, "Bern" -> 4800|>, (2600/17),
  "Rome", 5, {"Cid"}, {"name", "age", "city", "pay"}}]

ClearAll["Global`*"];
people = {<|"name" -> "Ann", "age" -> 34, "city" -> "Oslo", "pay" -> 5200|>, <|"name" -> "Bob",
  "age" -> 27, "city" -> "Rome", "pay" -> 4100|>, <|"name" -> "Cid", "age" -> 41, "city" -> "Oslo",
  "pay" -> 6100|>, <|"name" -> "Dee", "age" -> 27, "city" -> "Bern", "pay" -> 4800|>, <|"name" -> "Eve",
  "age" -> 38, "city" -> "Rome", "pay" -> 7000|>};
ds = Dataset[people];
VerificationTest[
  {Normal[ds[All, {"name", "age"}]][[3]], Normal[ds[All, Append[#, "tax" -> #pay/10] &][[1, "tax"]]],
  Normal[ds[SortBy["pay"]][All, "name"]], Normal[ds[CountsBy["city"]]],
  Normal[ds[All, <|"n" -> "name", "old" -> (#age > 35 &)|>]][[{1, 3}]] // Map[Values],
 ds[All, "age"][Max], Normal[ds[Select[#city == "Oslo" &], {"pay" -> (#/100 &)}]][[All, "pay"]]},
  {<|"name" -> "Cid", "age" -> 41|>, 520, {"Bob", "Dee", "Ann", "Cid", "Eve"}, <|"Oslo" -> 2, "Rome" -> 2,
  "Bern" -> 1|>, {{"Ann", False}, {"Cid", True}}, 41, {52, 61}}]

ClearAll["Global`*"];
inventory = <|"apple" -> 3, "pear" -> 0, "fig" -> 12|>;
inventory["kiwi"] = 7;
inventory["apple"] += 2;
KeyDropFrom[inventory, "pear"];
AssociateTo[inventory, "plum" -> 1];
VerificationTest[
  {inventory, Select[inventory, # > 5 &], KeySelect[inventory, StringLength[#] == 4 &],
  Lookup[inventory, "none", 0], inventory["none"], KeyExistsQ[inventory, "fig"], KeySort[inventory],
  ReverseSort[inventory] // Keys, Total[inventory], AssociationMap[StringLength, {"a", "bb"}],
  KeyMap[ToUpperCase, inventory] // Keys, Merge[{inventory, <|"fig" -> 1|>}, Total]["fig"]},
  {<|"apple" -> 5, "fig" -> 12, "kiwi" -> 7, "plum" -> 1|>, <|"fig" -> 12, "kiwi" -> 7|>, <|"kiwi" -> 7,
  "plum" -> 1|>, 0, Missing["KeyAbsent","none"], True, <|"apple" -> 5, "fig" -> 12, "kiwi" -> 7,
  "plum" -> 1|>, {"fig", "kiwi", "apple", "plum"}, 25, <|"a" -> 1, "bb" -> 2|>,
  {"APPLE", "FIG", "KIWI", "PLUM"}, 13}]

ClearAll["Global`*"];
data = {2, 4, 4, 4, 5, 5, 7, 9};
VerificationTest[
  {Mean[data], Median[data], Commonest[data], StandardDeviation[data], Variance[data], Quantile[data, 1/4],
  Quartiles[data], InterquartileRange[data], RootMeanSquare[data], GeometricMean[{1, 4}],
  HarmonicMean[{1, 2}], MovingAverage[{1, 2, 3, 4}, 2], BinCounts[data, {0, 10, 5}], Accumulate[data],
  Differences[data], Standardize[{1, 2, 3}], Correlation[{1, 2, 3}, {2, 4, 7}] // N // Round[#, 0.001] &,
  MeanDeviation[data], Skewness[{1, 2, 6}] // Simplify},
  {5, (9/2), {4}, Sqrt[32/7], (32/7), 4, {4, (9/2), 6}, 2, Sqrt[29], 2, (4/3), {(3/2), (5/2), (7/2)},
  {4, 4}, {2, 6, 10, 14, 19, 24, 31, 40}, {2, 0, 0, 1, 0, 2, 2}, {-1, 0, 1},
  Round[5/Sqrt[2*(38/3)]//N,0.001], (3/2), Simplify[((-2)^3+(-1)^3+3^3)/3/((4+1+9)/3)^(3/2)]}]
