(* Functions of mathematical physics that others say in few words. *)

SphericalBesselJ::usage = "SphericalBesselJ[n, z] is the spherical Bessel function of the first kind.";
SphericalBesselY::usage = "SphericalBesselY[n, z] is the spherical Bessel function of the second kind.";

SphericalBesselJ[n_?NumericQ, z_?NumericQ] /; InexactNumberQ[n + z] := Sqrt[Pi/(2 z)] BesselJ[n + 1/2, z]
SphericalBesselY[n_?NumericQ, z_?NumericQ] /; InexactNumberQ[n + z] := Sqrt[Pi/(2 z)] BesselY[n + 1/2, z]

Gudermannian::usage = "Gudermannian[z] is 2 ArcTan[Tanh[z/2]].";

Gudermannian[0] := 0
Gudermannian[z_?InexactNumberQ] := 2 ArcTan[Tanh[z/2]]

Hyperfactorial::usage = "Hyperfactorial[n] is the product of k^k for k from 1 to n.";

Hyperfactorial[n_Integer] /; 0 <= n <= 2000 := Product[k^k, {k, 1, n}]

SetAttributes[
  {SphericalBesselJ, SphericalBesselY, Gudermannian, Hyperfactorial},
  {Listable, NumericFunction, Protected}];

Wronskian::usage = "Wronskian[{f1, f2, ...}, x] is the determinant of the fi and their derivatives with respect to x.";

Wronskian[functions_List, x_] := Simplify[Det[NestList[D[#, x] &, functions, Length[functions] - 1]]]

FindLinearRecurrence::usage = "FindLinearRecurrence[list] gives the shortest kernel {c1, c2, ...} for which each element of list is the sum of c1 times the one before, c2 times that before it, and so on.";

FindLinearRecurrence[list_List] /; VectorQ[list] && shortest[list] =!= None := shortest[list]
shortest[list_] := SelectFirst[
  Map[solved[list, #] &, Range[Floor[Length[list]/2]]], ListQ, None]
solved[list_, d_] := Quiet[LinearSolve[Map[Reverse, Most[Partition[list, d, 1]]], Drop[list, d]]]

SetAttributes[{Wronskian, FindLinearRecurrence}, Protected];
