(* Points of regions by chance. *)

RandomPoint::usage = "RandomPoint[reg] gives a point of a region, all of them as likely.\nRandomPoint[reg, n] gives a list of n such points.\nRandomPoint[reg, {n1, n2, ...}] an array of them.";
RandomPoint::region = "No points of `1` can be drawn: it is no bounded region that is built in.";
RandomPoint[reg_] := With[{p = $Point[reg]}, If[p === $Failed, Message[RandomPoint::region, reg]]; p /; p =!= $Failed]
RandomPoint[reg_, n_Integer?NonNegative] := RandomPoint[reg, {n}]
RandomPoint[reg_, {n__Integer?NonNegative}] := With[{first = $Point[reg]}, If[first === $Failed, Message[RandomPoint::region, reg]];
  Table[$Point[reg], ##] & @@ List /@ {n} /; first =!= $Failed]

$Direction[n_] := Normalize[RandomVariate[NormalDistribution[], n]]
$Point[Disk[c : {_, _} : {0, 0}, r_?NumericQ : 1]] := c + r Sqrt[RandomReal[]] $Direction[2]
$Point[Disk[c : {_, _}, {a_, b_}]] := c + {a, b} Sqrt[RandomReal[]] $Direction[2]
$Point[Circle[c : {_, _} : {0, 0}, r_?NumericQ : 1]] := c + r $Direction[2]
$Point[Ball[c_List : {0, 0, 0}, r_?NumericQ : 1]] := c + r RandomReal[]^(1/Length[c]) $Direction[Length[c]]
$Point[Sphere[c_List : {0, 0, 0}, r_?NumericQ : 1]] := c + r $Direction[Length[c]]
$Point[Rectangle[a : {_, _} : {0, 0}]] := $Point[Rectangle[a, a + 1]]
$Point[(Rectangle | Cuboid)[a_List, b_List]] := MapThread[RandomReal[{#1, #2}] &, {a, b}]
$Point[Cuboid[a_List : {0, 0, 0}]] := $Point[Cuboid[a, a + 1]]
$Point[Point[p_]] := If[MatrixQ[p], RandomChoice[p], p]
$Point[Line[p : {_List, __List}]] := With[{s = Partition[p, 2, 1]}, #[[1]] + RandomReal[] (#[[2]] - #[[1]]) &[RandomChoice[N[EuclideanDistance @@@ s] -> s]]]
$Point[Triangle[p : {_, _, _}]] := With[{u = Sort[RandomReal[1, 2]]}, {u[[1]], u[[2]] - u[[1]], 1 - u[[2]]} . p]
$Point[Interval[{a_, b_}]] := {RandomReal[{a, b}]}
$Point[reg_] := With[{box = Quiet[RegionBounds[reg]]}, $Tried[reg, box] /; MatrixQ[box, NumericQ] && RegionDimension[reg] === Length[box]]
$Point[_] := $Failed
$Tried[reg_, box_] := Catch[Do[With[{p = RandomReal /@ box}, If[TrueQ[RegionMember[reg, p]], Throw[p]]], 10^5]; $Failed]
SetAttributes[RandomPoint, Protected];
