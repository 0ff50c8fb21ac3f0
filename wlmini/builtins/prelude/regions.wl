(* Integrals over where a condition holds: the plane or space is cut into cells above which the bounds have closed forms. *)

$ConditionIntegral::usage = "$ConditionIntegral[f, cond, {{x, xmin, xmax}, ...}] is the integral of f over where cond holds, the first variable outermost.";
$RegionIntegral::usage = "$RegionIntegral[f, {x, y, ...}, region] is the integral of f over the region.";
$ConditionCells::usage = "$ConditionCells[cond, {{x, xmin, xmax}, ...}] gives lists of ranges that cover where cond holds.";
ImplicitRegion::usage = "ImplicitRegion[cond, {x, y, ...}] stands for the region of the points where cond holds.";

orders = Less | LessEqual | Greater | GreaterEqual | Equal | Unequal;
pairs[cond_] := Cases[cond /. (Positive | NonNegative | Negative | NonPositive)[z_] :> z < 0,
  orders[args__] :> Differences[{args}], {0, Infinity}];
borders[cond_] := DeleteCases[DeleteDuplicates[Expand[Flatten[pairs[unchained[cond]]]]], _?NumericQ];
unchained[cond_] := cond //. Inequality[a_, op_, b_, rest___] :> op[a, b] && Inequality[b, rest] /. Inequality[_] -> True;

(* What the cells of the other variables depend on: where two borders meet, turn round or go to infinity. *)
shadow[polys_, y_] := With[{mine = Select[polys, ! FreeQ[#, y] &]},
  factors[Join[Select[polys, FreeQ[#, y] &], Map[Coefficient[#, y, Exponent[#, y]] &, mine],
    Map[Discriminant[#, y] &, Select[mine, Exponent[#, y] > 1 &]], Map[Resultant[#[[1]], #[[2]], y] &, Subsets[mine, {2}]]]]];
factors[polys_] := DeleteCases[DeleteDuplicates[Flatten[Map[FactorList[Expand[#]][[All, 1]] &, polys]]], _?NumericQ];

(* {{x, polynomials that end in x}, ...}, outermost first *)
tower[polys_, vars_] := Reverse[NestList[{Most[#[[1]]], shadow[#[[2]], Last[#[[1]]]]} &, {vars, polys}, Length[vars] - 1]];

heights[p_, x_, at_] := With[{found = Solve[p == 0, x]},
  If[! ListQ[found] || ! FreeQ[found, Root | ConditionalExpression], Throw[$Failed, $ConditionCells],
    Select[Map[{#, N[# /. at]} &, x /. found], NumberQ[#[[2]]] && Abs[Im[#[[2]]]] < 10^-9 &]]];
stacked[polys_, x_, at_] := With[{all = SortBy[Join @@ Map[heights[#, x, at] &, polys], Re[#[[2]]] &]},
  Map[{First[#][[1]], Re[First[#][[2]]]} &, Split[all, Abs[#1[[2]] - #2[[2]]] < 10^-9 &]]];
middle[a_, b_] := Which[a === -Infinity && b === Infinity, 0, a === -Infinity, Floor[b] - 1, b === Infinity, Ceiling[a] + 1, True,
  Rationalize[(a + b)/2, (b - a)/8]];

above[{}, cond_, at_] := If[TrueQ[cond /. at], {{}}, {}];
above[{{vars_, polys_}, more___}, cond_, at_] := With[{x = Last[vars]},
  With[{ends = Join[{{-Infinity, -Infinity}}, stacked[Select[polys, ! FreeQ[#, x] &], x, at], {{Infinity, Infinity}}]},
    joined[Join @@ MapThread[Function[{a, b}, Map[Prepend[{x, a[[1]], b[[1]]}],
      above[{more}, cond, Append[at, x -> middle[a[[2]], b[[2]]]]]]], {Most[ends], Rest[ends]}]]]];
joined[cells_] := cells //. {before___, {{x_, a_, b_}, rest___}, {{x_, b_, c_}, rest___}, after___} :> {before, {{x, a, c}, rest}, after};

limits[{x_, a_, b_}] := And @@ Join[If[a === -Infinity, {}, {x > a}], If[b === Infinity, {}, {x < b}]];
(* Abs[u] by cases. *)
bySign[cond_] := Replace[FirstCase[cond, Abs[u_], None, {0, Infinity}],
  {None -> cond, Abs[u_] :> bySign[u >= 0 && (cond /. Abs[u] -> u) || u < 0 && (cond /. Abs[u] -> -u)]}];
$ConditionCells[cond_, ranges_] := Catch[With[{whole = bySign[cond] && And @@ Map[limits, ranges], vars = ranges[[All, 1]]},
  With[{polys = factors[borders[whole]]},
    If[AllTrue[polys, PolynomialQ[#, vars] && SubsetQ[vars, Variables[#]] &], above[tower[polys, vars], whole, {}], $Failed]]],
  $ConditionCells];

(* p[y] Sqrt[q[y]] where q is positive between two roots: powers of u = Sin[t] from -1 to 1. *)
shorter[z_] := If[NumericQ[z], z, Simplify[z]];
arcPower[0, u_] := (u Sqrt[1 - u^2] + ArcSin[u])/2;
arcPower[1, u_] := -(1 - u^2)^(3/2)/3;
arcPower[k_, u_] := (-u^(k - 1) (1 - u^2)^(3/2) + (k - 1) arcPower[k - 2, u])/(k + 2);
arc[c_. Sqrt[q_], {y_, a_, b_}] /; Exponent[q, y] == 2 && PolynomialQ[c, y] && FreeQ[{a, b}, Infinity] := Module[
  {lead = -Coefficient[q, y, 2], mid, half, parts, ends},
  mid = Coefficient[q, y]/(2 lead); half = Sqrt[Factor[Expand[(q /. y -> mid)/lead]]];
  parts = CoefficientList[Expand[c /. y -> mid + half y], y]; ends = Map[shorter[(# - mid)/half] &, {b, a}];
  shorter[Expand[Sqrt[lead] Expand[half^2] Sum[parts[[k + 1]] Subtract @@ Map[arcPower[k, #] &, ends], {k, 0, Length[parts] - 1}]]]];
arc[_, _] := None;
$ArcIntegral::usage = "$ArcIntegral[p, q, {x, a, b}] is the integral of p Sqrt[q] for a polynomial p and a quadratic q that is positive from a to b.";
$ArcIntegral[p_, q_, range : {x_, a_, b_}] /; PolynomialQ[p, x] && PolynomialQ[q, x] && Exponent[q, x] == 2 && negative[Coefficient[q, x, 2]] &&
  positive[q /. x -> a] && positive[q /. x -> b] && FreeQ[Coefficient[q, x], x] := With[{value = arc[p Sqrt[q], range]}, If[value === None, $Failed, value]];
$ArcIntegral[__] := $Failed;
negative[z_] := TrueQ[z < 0];
positive[z_] := TrueQ[Simplify[z] >= 0];

$BoseIntegral::usage = "$BoseIntegral[f, x] is the integral from 0 to infinity of a power of x over E^(a x) - 1 or E^(a x) + 1.";
$BoseIntegral[c_. x_^k_./(-1 + E^(a_. x_)), x_] /; FreeQ[{a, c, k}, x] && TrueQ[k > 0 && a > 0] := c Gamma[k + 1] Zeta[k + 1]/a^(k + 1);
$BoseIntegral[c_. x_^k_./(1 + E^(a_. x_)), x_] /; FreeQ[{a, c, k}, x] && TrueQ[k > 0 && a > 0] := c (1 - 2^-k) Gamma[k + 1] Zeta[k + 1]/a^(k + 1);
$BoseIntegral[__] := $Failed;

along[f_, range_] := Replace[If[PolynomialQ[f, First[range]], None, arc[f, range]], None :> Integrate[f, range]];
termwise[f_Plus, range_] := Map[along[#, range] &, f];
termwise[f_, range_] := along[f, range];
overCell[f_, cell_] := Fold[termwise[Expand[#1], #2] &, f, Reverse[cell]];

$ConditionIntegral[f_, cond_, ranges_] := With[{cells = $ConditionCells[cond, ranges]},
  If[! ListQ[cells], $Failed,
    With[{value = Total[Map[overCell[f, #] &, cells]]}, If[FreeQ[value, Integrate], Simplify[value], $Failed]]]];

(* Regions with coordinates of their own. *)
over[f_, vars : {_, _}, Disk[c_ : {0, 0}, r_ : 1]] := With[{s = If[ListQ[r], r, {r, r}]},
  inPolar[f, vars, c + rr s {Cos[tt], Sin[tt]}, Times @@ s rr, {{tt, 0, 2 Pi}, {rr, 0, 1}}]];
over[f_, vars : {_, _}, Annulus[c_ : {0, 0}, ends_ : {1/2, 1}]] := inPolar[f, vars, c + rr {Cos[tt], Sin[tt]}, rr, {{tt, 0, 2 Pi}, Prepend[ends, rr]}];
over[f_, vars : {_, _}, Ball[c_ : {0, 0, 0}, r_ : 1]] := over[f, vars, Disk[If[c === {0, 0, 0}, {0, 0}, c], r]];
over[f_, vars : {_, _, _}, Ball[c_ : {0, 0, 0}, r_ : 1]] :=
  inPolar[f, vars, c + rr r {Sin[pp] Cos[tt], Sin[pp] Sin[tt], Cos[pp]}, r^3 rr^2 Sin[pp], {{tt, 0, 2 Pi}, {pp, 0, Pi}, {rr, 0, 1}}];
over[f_, vars : {_, _, _}, Sphere[c_ : {0, 0, 0}, r_ : 1]] :=
  inPolar[f, vars, c + r {Sin[pp] Cos[tt], Sin[pp] Sin[tt], Cos[pp]}, r^2 Sin[pp], {{tt, 0, 2 Pi}, {pp, 0, Pi}}];
over[f_, vars : {_, _}, Circle[c_ : {0, 0}, r_ : 1] /; ! ListQ[r]] := inPolar[f, vars, c + r {Cos[tt], Sin[tt]}, r, {{tt, 0, 2 Pi}}];
over[f_, vars_, Line[points : {{__} ..}]] := Total[Map[inPolar[f, vars, #[[1]] + rr (#[[2]] - #[[1]]), Norm[#[[2]] - #[[1]]], {{rr, 0, 1}}] &, Partition[points, 2, 1]]];
over[f_, vars_, ImplicitRegion[cond_, names_List]] := onCondition[f, vars, cond /. Thread[Replace[names, {n_, ___} :> n, {1}] -> vars]];
over[f_, vars : {_, _}, (Polygon | Triangle)[points : {{_, _} ..}]] := Sign[signedArea[points]] Total[Map[overTriangle[f, vars, #] &, fan[points]]];
over[f_, vars_, region_] := onCondition[f, vars, RegionMember[region, vars]];
inPolar[f_, vars_, point_, size_, ranges_] := Fold[Integrate[Expand[#1], #2] &, Simplify[(f /. Thread[vars -> point]) size], Reverse[ranges]];
onCondition[f_, vars_, cond_] := If[FreeQ[cond, RegionMember] && ! BooleanQ[cond], $ConditionIntegral[f, cond, Map[{#, -Infinity, Infinity} &, vars]], $Failed];

(* A polygon is the sum of the triangles at its first corner, those turned the other way counted as negative. *)
fan[points_] := Map[{points[[1]], #[[1]], #[[2]]} &, Partition[Rest[points], 2, 1]];
signedArea[points_] := Total[Map[Det, Partition[points, 2, 1, 1]]]/2;
overTriangle[f_, vars_, {a_, b_, c_}] := inPolar[f, vars, a + rr (b - a) + rr tt (c - b), rr Det[{b - a, c - a}], {{rr, 0, 1}, {tt, 0, 1}}];

$RegionCells::usage = "$RegionCells[{x, y, ...}, region] gives lists of ranges that cover the region.";
$RegionCells[vars_, ImplicitRegion[cond_, names_List]] := everywhere[cond /. Thread[Replace[names, {n_, ___} :> n, {1}] -> vars], vars];
$RegionCells[vars_, region_] := everywhere[RegionMember[region, vars], vars];
everywhere[cond_, vars_] := If[FreeQ[cond, RegionMember] && ! BooleanQ[cond], $ConditionCells[cond, Map[{#, -Infinity, Infinity} &, vars]], $Failed];

$RegionIntegral[f_, vars_List, region_] := With[{value = over[f, vars, region]}, If[FreeQ[value, Integrate | over | $Failed], Simplify[value], $Failed]];
