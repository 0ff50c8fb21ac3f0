(* Parallel functions, compiled functions, inactive functions: what they give. *)

VerificationTest[ParallelMap[f, {1, 2, 3}], {f[1], f[2], f[3]}]
VerificationTest[ParallelMap[#^2 &, {1, 2, 3}, Method -> "CoarsestGrained"], {1, 4, 9}]
VerificationTest[ParallelTable[i^2, {i, 4}], {1, 4, 9, 16}]
VerificationTest[ParallelTable[i + j, {i, 2}, {j, 2}], {{2, 3}, {3, 4}}]
VerificationTest[ParallelSum[i, {i, 10}], 55]
VerificationTest[ParallelProduct[i, {i, 5}], 120]
VerificationTest[ParallelArray[f, 3], {f[1], f[2], f[3]}]
VerificationTest[ParallelCombine[Map[f, #] &, {1, 2, 3}, Join], {f[1], f[2], f[3]}]
VerificationTest[Parallelize[Map[f, {a, b}]], {f[a], f[b]}]
VerificationTest[WaitAll[{ParallelSubmit[1 + 1], ParallelSubmit[2 + 2]}], {2, 4}]
VerificationTest[WaitAll[Table[ParallelSubmit[{i}, i^2], {i, 3}]], {1, 4, 9}]
VerificationTest[Attributes[ParallelTable], {HoldAll, Protected}]
VerificationTest[DistributeDefinitions[undefined]; 1, 1]

(* Compile *)
VerificationTest[Compile[{x}, x^2][3], 9.]
VerificationTest[Compile[{{n, _Integer}}, n + 1][2], 3]
VerificationTest[Compile[{{v, _Real, 1}}, Total[v]][{1, 2}], 3.]
VerificationTest[Compile[{{m, _Real, 2}}, m . m][{{1, 2}, {3, 4}}], {{7., 10.}, {15., 22.}}]
VerificationTest[Compile[{{p, True | False}}, If[p, 1, 0]][True], 1]
VerificationTest[Compile[{x}, 2 x, RuntimeAttributes -> {Listable}][{1, 2}], {2., 4.}]
VerificationTest[Head[Compile[{x}, x]], CompiledFunction]
VerificationTest[Compile[{{n, _Integer}}, n + 1][2.5], 3.5, {CompiledFunction::cfsa}]
VerificationTest[Compile[{x}, Module[{s = 0.}, Do[s += x, {10}]; s]][2], 20.]

(* Inactive *)
VerificationTest[Activate[Inactive[Plus][1, 2]], 3]
VerificationTest[Inactivate[1 + 2], Inactive[Plus][1, 2]]
VerificationTest[Inactivate[{1 + 2, 3 4}, Times], {3, Inactive[Times][3, 4]}]
VerificationTest[Activate[Inactivate[{1 + 2, 3 4}]], {3, 12}]
VerificationTest[Activate[{Inactive[Plus][1, 2], Inactive[Times][2, 3]}, Times], {Inactive[Plus][1, 2], 6}]
VerificationTest[ToString[Inactive[Plus][a, b], InputForm], "Inactive[Plus][a, b]"]

(* Echoes give what they show *)
VerificationTest[QuietEcho[Echo[1] + 1], 2]
VerificationTest[Monitor[Total[Range[10]], i], 55]
