(* Functions of distributions that are said by their density, their sums or their integrals. *)

HazardFunction::usage = "HazardFunction[dist, x] is the probability density of a distribution at x over the probability of greater values.";
HazardFunction[d_, x_] := $Hazard[PDF[d, x], SurvivalFunction[d, x]]
$Hazard[Piecewise[{{f_, c_}}, 0], Piecewise[{{s_, c_}}, _]] := Piecewise[{{Simplify[f/s], c}}, 0]
$Hazard[Piecewise[{{f_, c_}}, 0], Piecewise[{{s_, b_}}, _]] := Piecewise[{{Simplify[f/s], c}}, 0] /; Simplify[Implies[c, b]]
$Hazard[f_, s_] := f/s

InverseSurvivalFunction::usage = "InverseSurvivalFunction[dist, q] is the value above which a part q of a distribution lies.";
InverseSurvivalFunction[d_, q_] := Quantile[d, 1 - q]

MomentGeneratingFunction::usage = "MomentGeneratingFunction[dist, t] is the mean of E^(t x) for values x of a distribution.";
MomentGeneratingFunction[NormalDistribution[m_, s_], t_] := E^(m t + s^2 t^2/2)
MomentGeneratingFunction[UniformDistribution[{a_, b_}], t_] := (E^(b t) - E^(a t))/((b - a) t)
MomentGeneratingFunction[ExponentialDistribution[k_], t_] := k/(k - t)
MomentGeneratingFunction[GammaDistribution[a_, b_], t_] := (1 - b t)^-a
MomentGeneratingFunction[ChiSquareDistribution[n_], t_] := (1 - 2 t)^(-n/2)
MomentGeneratingFunction[LaplaceDistribution[m_, b_], t_] := E^(m t)/(1 - b^2 t^2)
MomentGeneratingFunction[BernoulliDistribution[p_], t_] := 1 - p + p E^t
MomentGeneratingFunction[BinomialDistribution[n_, p_], t_] := (1 - p + p E^t)^n
MomentGeneratingFunction[PoissonDistribution[m_], t_] := E^((E^t - 1) m)
MomentGeneratingFunction[GeometricDistribution[p_], t_] := p/(1 - (1 - p) E^t)
MomentGeneratingFunction[NegativeBinomialDistribution[n_, p_], t_] := (p/(1 - (1 - p) E^t))^n
MomentGeneratingFunction[MultinormalDistribution[m_List, s_], t_List] := E^(m . t + t . s . t/2)
MomentGeneratingFunction[d_, t_] := Block[{$x = Unique[]}, With[{e = Expectation[E^(t $x), $x \[Distributed] d]}, e /; FreeQ[e, Expectation]]]

CharacteristicFunction::usage = "CharacteristicFunction[dist, t] is the mean of E^(I t x) for values x of a distribution.";
CharacteristicFunction[CauchyDistribution[a_, b_], t_] := E^(I a t - b Abs[t])
CharacteristicFunction[d_, t_] := Block[{$t = Unique[]}, With[{e = MomentGeneratingFunction[d, $t]}, (e /. $t -> I t) /; FreeQ[e, MomentGeneratingFunction]]]



CumulantGeneratingFunction::usage = "CumulantGeneratingFunction[dist, t] is the logarithm of the mean of E^(t x) for values x of a distribution.";
CumulantGeneratingFunction[d_, t_] := With[{e = MomentGeneratingFunction[d, t]}, PowerExpand[Log[e]] /; FreeQ[e, MomentGeneratingFunction]]
