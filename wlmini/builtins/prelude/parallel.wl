(* Parallel evaluation, carried out in the one kernel there is: the results are those that several would give. *)

ParallelMap::usage = "ParallelMap[f, expr] applies f to the elements of expr, as Map does; all are evaluated one after the other.\nParallelMap[f, expr, levelspec]";
ParallelTable::usage = "ParallelTable[expr, {i, imax}] gives the list of the values of expr, as Table does; all are evaluated one after the other.\nParallelTable[expr, n]\nParallelTable[expr, {i, imin, imax}, ...]";
ParallelDo::usage = "ParallelDo[expr, {i, imax}] evaluates expr for each value of i, as Do does.\nParallelDo[expr, {i, imin, imax}, ...]";
ParallelSum::usage = "ParallelSum[expr, {i, imax}] gives the sum of the values of expr, as Sum does.\nParallelSum[expr, {i, imin, imax}, ...]";
ParallelProduct::usage = "ParallelProduct[expr, {i, imax}] gives the product of the values of expr, as Product does.\nParallelProduct[expr, {i, imin, imax}, ...]";
ParallelArray::usage = "ParallelArray[f, n] gives the list {f[1], ..., f[n]}, as Array does.\nParallelArray[f, {n1, n2, ...}]";
ParallelCombine::usage = "ParallelCombine[f, h[e1, e2, ...], comb] gives comb of f applied to the pieces of an expression; there is one piece here.\nParallelCombine[f, h[e1, e2, ...]]";
ParallelTry::usage = "ParallelTry[f, {arg1, arg2, ...}] gives the first f[arg] that is not $Failed.\nParallelTry[f, {arg1, arg2, ...}, k]";
ParallelEvaluate::usage = "ParallelEvaluate[expr] gives the list of the values of expr on each of the kernels; there is one here.\nParallelEvaluate[expr, kernel]";
ParallelSubmit::usage = "ParallelSubmit[expr] stands for an evaluation of expr, which WaitAll carries out.\nParallelSubmit[{var1, var2, ...}, expr]";
ParallelNeeds::usage = "ParallelNeeds[\"context`\"] reads a package for all kernels, as Needs does.";
Parallelize::usage = "Parallelize[expr] gives the value of expr.";
WaitAll::usage = "WaitAll[expr] gives expr with the value of each ParallelSubmit[...] in its place.";
WaitNext::usage = "WaitNext[{e1, e2, ...}] gives {value, e, rest}: the value of one submitted evaluation, which it was, and the other ones.";
DistributeDefinitions::usage = "DistributeDefinitions[s1, s2, ...] lets all kernels know definitions; the one there is knows them.";
SetSharedVariable::usage = "SetSharedVariable[s1, s2, ...] lets all kernels share variables; the one there is has them.";
SetSharedFunction::usage = "SetSharedFunction[f1, f2, ...] lets all kernels share functions; the one there is has them.";
UnsetShared::usage = "UnsetShared[s1, s2, ...] ends the sharing of variables and functions.";
LaunchKernels::usage = "LaunchKernels[] gives the list of the kernels that were started for parallel evaluation; there is one, this one.\nLaunchKernels[n]";
CloseKernels::usage = "CloseKernels[] ends the kernels for parallel evaluation and gives their list; there is nothing to end.";
Kernels::usage = "Kernels[] gives the list of the kernels for parallel evaluation; there is one, this one.";
$KernelCount::usage = "$KernelCount is the number of kernels for parallel evaluation.";
$KernelID::usage = "$KernelID is the number of the kernel that evaluates, 0 for the main one.";
CriticalSection::usage = "CriticalSection[lock, expr] gives the value of expr; no other kernel is evaluating.";

$Parallel = {ParallelMap, ParallelTable, ParallelDo, ParallelSum, ParallelProduct, ParallelArray,
  ParallelCombine, ParallelTry, ParallelEvaluate, ParallelNeeds, Parallelize, WaitAll, WaitNext, DistributeDefinitions,
  SetSharedVariable, SetSharedFunction, UnsetShared, LaunchKernels, CloseKernels, Kernels, CriticalSection, ParallelSubmit};

SetAttributes[{ParallelTable, ParallelDo, ParallelSum, ParallelProduct, ParallelSubmit, ParallelEvaluate, Parallelize,
  DistributeDefinitions, SetSharedVariable, SetSharedFunction, UnsetShared, CriticalSection}, HoldAll];

$ParallelOptions = {Method -> Automatic, DistributedContexts :> $Context, ProgressReporting -> True};
Scan[(Options[#] = $ParallelOptions) &,
  {ParallelMap, ParallelTable, ParallelDo, ParallelSum, ParallelProduct, ParallelArray, ParallelCombine, ParallelTry,
   ParallelEvaluate, Parallelize}];

$Choice = (Rule | RuleDelayed)[Method | DistributedContexts | ProgressReporting, _];

SetAttributes[$Sequential, HoldAll];
$Sequential[f_, args___] := f @@ DeleteCases[Hold[args], $Choice]

ParallelMap[f_] := Map[f]
ParallelMap[args__] := $Sequential[Map, args]
ParallelTable[args__] := $Sequential[Table, args]
ParallelDo[args__] := $Sequential[Do, args]
ParallelSum[args__] := $Sequential[Sum, args]
ParallelProduct[args__] := $Sequential[Product, args]
ParallelArray[args__] := $Sequential[Array, args]
ParallelCombine[args__] := $Sequential[$Combine, args]
ParallelEvaluate[args__] := $Sequential[$OnKernels, args]
Parallelize[args__] := $Sequential[Identity, args]
ParallelTry[args__] := $Sequential[$Try, args]

$Combine[f_, expr_] := f[expr]
$Combine[f_, expr_, comb_] := comb[f[expr]]

SetAttributes[$OnKernels, HoldFirst];
$OnKernels[expr_] := {expr}
$OnKernels[expr_, kernels_List] := Map[Function[Null, expr], kernels]
$OnKernels[expr_, _] := expr

$Try[f_, args_List] := Catch[Scan[With[{value = f[#]}, If[value =!= $Failed, Throw[value, $Tried]]] &, args]; $Failed, $Tried]
$Try[f_, args_List, k_Integer] := Take[DeleteCases[Map[f, args], $Failed], UpTo[k]]

ParallelNeeds[context_String] := Needs[context]

ParallelSubmit[vars_List, expr_] := Replace[
  Hold[expr] /. Thread[Map[HoldPattern, Unevaluated[vars]] -> vars],
  Hold[e_] :> ParallelSubmit[e]
]
WaitAll[expr_] := expr /. HoldPattern[ParallelSubmit[e_]] :> e
WaitNext[{first_, rest___}] := {WaitAll[first], first, {rest}}

DistributeDefinitions[s___] := Null
SetSharedVariable[s___] := Null
SetSharedFunction[s___] := Null
UnsetShared[s___] := Null
CriticalSection[_, expr_] := expr

LaunchKernels[___] := Kernels[]
CloseKernels[___] := {}
Kernels[] := {KernelObject[0, "local"]}
$KernelCount = 1;
$KernelID = 0;

Scan[SetAttributes[#, Protected] &, $Parallel];
