(* Puzzles with whole numbers. *)

ClearAll["Global`*"];
VerificationTest[
  Total[Select[NestWhileList[{#[[2]], Total[#]} &, {1, 2}, Last[#] < 4*^6 &][[All, 1]], EvenQ]],
  4613732]

ClearAll["Global`*"];
VerificationTest[
  {Max[FactorInteger[600851475143][[All, 1]]], FactorInteger[-360], FactorInteger[10/21], Divisors[28],
  DivisorSigma[1, 28], EulerPhi[36], MoebiusMu /@ Range[10]},
  {6857, {{-1, 1}, {2, 3}, {3, 2}, {5, 1}}, {{2,1},{3,-1},{5,1},{7,-1}}, {1, 2, 4, 7, 14, 28}, 56, 12,
  {1, -1, -1, 0, -1, 1, -1, 0, 0, 1}}]

ClearAll["Global`*"];
VerificationTest[
  {LCM @@ Range[20], Total[Range[100]]^2 - Total[Range[100]^2], Prime[10001],
  Total[Prime[Range[PrimePi[2000]]]]},
  {232792560, 25164150, 104743, 277050}]

ClearAll["Global`*"];
d[n_] := DivisorSigma[1, n] - n;
VerificationTest[
  Select[Range[2, 1300], d[#] != # && d[d[#]] == # &],
  {220, 284, 1184, 1210}]

ClearAll["Global`*"];
VerificationTest[
  With[{s = IntegerDigits /@ Range[2000] // Flatten}, Times @@ s[[10^Range[0, 3]]]],
  15]

ClearAll["Global`*"];
sieve[n_] := Module[{p = ConstantArray[True, n]}, p[[1]] = False;
  Do[If[p[[i]], p[[i^2 ;; n ;; i]] = False], {i, 2, Floor[Sqrt[n]]}]; Flatten[Position[p, True]]];
VerificationTest[
  {sieve[50], sieve[1000] === Prime[Range[168]]},
  {{2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47}, True}]

ClearAll["Global`*"];
gcd[a_, 0] := a;
gcd[a_, b_] := gcd[b, Mod[a, b]];
egypt[0] = {};
egypt[q_] := With[{d = Ceiling[1/q]}, Prepend[egypt[q - 1/d], d]];
VerificationTest[
  {gcd[1071, 462], egypt[7/15], Total[1/egypt[5/121]]},
  {21, {3, 8, 120}, (5/121)}]

ClearAll["Global`*"];
rpn[s_String] := First[Fold[If[StringMatchQ[#2, NumberString], Prepend[#1, ToExpression[#2]],
  Prepend[Drop[#1, 2], Switch[#2, "+", Plus, "-", Subtract, "*", Times, "/", Divide, "^", Power][#1[[2]],
  #1[[1]]]]] &, {}, StringSplit[s]]];
VerificationTest[
  rpn["3 4 2 * 1 5 - 2 3 ^ ^ / +"],
  (24577/8192)]
