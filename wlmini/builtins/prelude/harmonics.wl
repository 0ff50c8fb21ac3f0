(* Spherical harmonics and the coupling of angular momenta. *)

SphericalHarmonicY::usage = "SphericalHarmonicY[l, m, theta, phi] is the spherical harmonic of degree l and order m.";

SphericalHarmonicY[l_Integer, m_Integer, theta_, phi_] /; l >= 0 && Abs[m] > l := 0
SphericalHarmonicY[l_Integer, m_Integer, theta_, phi_] /; l >= 0 && m < 0 :=
  (-1)^m SphericalHarmonicY[l, -m, theta, -phi]
SphericalHarmonicY[l_Integer, m_Integer, theta_, phi_] /; l >= 0 := Module[{x},
  (-1)^m Sqrt[(2 l + 1)/(4 Pi) (l - m)!/(l + m)!] Exp[I m phi] Sin[theta]^m Factor[D[LegendreP[l, x], {x, m}]] /. x -> Cos[theta]]

SetAttributes[SphericalHarmonicY, {Listable, NumericFunction, Protected}];

ClebschGordan::usage = "ClebschGordan[{j1, m1}, {j2, m2}, {j, m}] is the coefficient of the states of j1 and j2 in that of j.";
ThreeJSymbol::usage = "ThreeJSymbol[{j1, m1}, {j2, m2}, {j3, m3}] is the 3-j symbol.";
ThreeJSymbol::phy = "`1` is not physical: its angular momenta cannot be coupled so.";
ClebschGordan::phy = "`1` is not physical: its angular momenta cannot be coupled so.";

coupled[{j1_, m1_}, {j2_, m2_}, {j_, m_}] := And[
  m1 + m2 == m, Abs[j1 - j2] <= j <= j1 + j2, IntegerQ[j1 + j2 + j],
  Abs[m1] <= j1, Abs[m2] <= j2, Abs[m] <= j, IntegerQ[j1 - m1], IntegerQ[j2 - m2], IntegerQ[j - m]]
halves[numbers__] := AllTrue[{numbers}, IntegerQ[2 #] &]
(* Racah's sum. *)
coefficient[{j1_, m1_}, {j2_, m2_}, {j_, m_}] := Times[
  Sqrt[(2 j + 1) (j + j1 - j2)! (j - j1 + j2)! (j1 + j2 - j)!/(j1 + j2 + j + 1)!],
  Sqrt[(j + m)! (j - m)! (j1 - m1)! (j1 + m1)! (j2 - m2)! (j2 + m2)!],
  Total[Table[
    (-1)^k/(k! (j1 + j2 - j - k)! (j1 - m1 - k)! (j2 + m2 - k)! (j - j2 + m1 + k)! (j - j1 - m2 + k)!),
    {k, Max[0, j2 - j - m1, j1 - j + m2], Min[j1 + j2 - j, j1 - m1, j2 + m2]}]]]

ClebschGordan[{j1_, m1_}, {j2_, m2_}, {j_, m_}] /; halves[j1, m1, j2, m2, j, m] :=
  If[coupled[{j1, m1}, {j2, m2}, {j, m}], coefficient[{j1, m1}, {j2, m2}, {j, m}],
    Message[ClebschGordan::phy, HoldForm[ClebschGordan[{j1, m1}, {j2, m2}, {j, m}]]]; 0]
ThreeJSymbol[{j1_, m1_}, {j2_, m2_}, {j_, m_}] /; halves[j1, m1, j2, m2, j, m] :=
  If[coupled[{j1, m1}, {j2, m2}, {j, -m}],
    (-1)^(j1 - j2 - m)/Sqrt[2 j + 1] coefficient[{j1, m1}, {j2, m2}, {j, -m}],
    Message[ThreeJSymbol::phy, HoldForm[ThreeJSymbol[{j1, m1}, {j2, m2}, {j, m}]]]; 0]

SetAttributes[{ClebschGordan, ThreeJSymbol}, Protected];
