(* Options of fits, and what fitted models tell: values from the formulas of linear regression. *)

data = {{0, 1}, {1, 0}, {3, 2}, {5, 4}, {6, 3}};
design = {1, #} & /@ data[[All, 1]];
response = data[[All, 2]];
exact = Inverse[Transpose[design] . design] . Transpose[design] . response;
residuals = response - design . exact;
variance = residuals . residuals/3;
covariance = variance Inverse[Transpose[design] . design];
t95 = InverseCDF[StudentTDistribution[3], 0.975];
t99 = InverseCDF[StudentTDistribution[3], 0.995];
near[a_, b_] := Max[Abs[Flatten[{a - b}]]] < 10^-8;
model = LinearModelFit[data, x, x];

(* a linear model *)
VerificationTest[near[model["BestFitParameters"], exact]]
VerificationTest[near[model["EstimatedVariance"], variance]]
VerificationTest[near[model["CovarianceMatrix"], covariance]]
VerificationTest[near[model["ParameterErrors"], Sqrt[Diagonal[covariance]]]]
VerificationTest[near[model["ParameterConfidenceIntervals"], Table[exact[[i]] + {-1, 1} t95 Sqrt[covariance[[i, i]]], {i, 2}]]]
VerificationTest[near[LinearModelFit[data, x, x, ConfidenceLevel -> 0.99]["ParameterConfidenceIntervals"], Table[exact[[i]] + {-1, 1} t99 Sqrt[covariance[[i, i]]], {i, 2}]]]
VerificationTest[near[model["MeanPredictionErrors"], Sqrt[Diagonal[design . covariance . Transpose[design]]]]]
VerificationTest[near[model["SinglePredictionErrors"]^2, model["MeanPredictionErrors"]^2 + variance]]
VerificationTest[near[model["MeanPredictionBands"] /. x -> 2, exact . {1, 2} + {-1, 1} t95 Sqrt[{1, 2} . covariance . {1, 2}]]]
VerificationTest[near[model["SinglePredictionBands"] /. x -> 2, exact . {1, 2} + {-1, 1} t95 Sqrt[variance + {1, 2} . covariance . {1, 2}]]]
VerificationTest[near[model["SinglePredictionConfidenceIntervals"][[1]], model["SinglePredictionBands"] /. x -> 0]]
VerificationTest[near[model["DurbinWatsonD"], Total[Differences[residuals]^2]/Total[residuals^2]]]
VerificationTest[near[model["CookDistances"], model["StandardizedResiduals"]^2 model["HatDiagonal"]/(1 - model["HatDiagonal"])/2]]
VerificationTest[near[Total[model["SequentialSumOfSquares"]], Total[(response - Mean[response])^2] - Total[residuals^2]]]
VerificationTest[near[LinearModelFit[{{1, 2, 3}, {2, 1, 4}, {3, 5, 1}, {4, 3, 2}}, {x, y}, {x, y}]["VarianceInflationFactors"][[2]], 1/(1 - Correlation[{1, 2, 3, 4}, {2, 1, 5, 3}]^2)]]

(* weights and variances *)
w = {1, 2, 3, 4, 5};
weighted = LinearModelFit[data, x, x, Weights -> w];
normal = Inverse[Transpose[design] . (w design)];
VerificationTest[near[weighted["BestFitParameters"], normal . Transpose[design] . (w response)]]
VerificationTest[near[weighted["EstimatedVariance"], Total[w weighted["FitResiduals"]^2]/3]]
VerificationTest[near[LinearModelFit[data, x, x, Weights -> w, VarianceEstimatorFunction -> (1 &)]["ParameterErrors"], Sqrt[Diagonal[normal]]]]
VerificationTest[near[LinearModelFit[data, x, x, VarianceEstimatorFunction -> (Mean[#^2] &)]["EstimatedVariance"], Mean[residuals^2]]]
VerificationTest[near[NonlinearModelFit[data, a + b x, {a, b}, x, Weights -> w]["ParameterErrors"], weighted["ParameterErrors"]]]
VerificationTest[near[NonlinearModelFit[data, a + b x, {a, b}, x, ConfidenceLevel -> 0.99]["ParameterConfidenceIntervals"], LinearModelFit[data, x, x, ConfidenceLevel -> 0.99]["ParameterConfidenceIntervals"]]]
VerificationTest[near[NonlinearModelFit[data, a + b x, {a, b}, x]["SinglePredictionBands"] /. x -> 2, model["SinglePredictionBands"] /. x -> 2]]
VerificationTest[MatchQ[LinearModelFit[data, x, x, Weights -> {1, 2}], _LinearModelFit], True, {LinearModelFit::wts}]
VerificationTest[MatchQ[LinearModelFit[data, x, x, ConfidenceLevel -> 2], _LinearModelFit], True, {LinearModelFit::clev}]

(* digits *)
VerificationTest[Fit[data, {1, x}, x, WorkingPrecision -> Infinity], exact . {1, x}]
VerificationTest[Max[Abs[LinearModelFit[data, x, x, WorkingPrecision -> 30]["BestFitParameters"] - exact]] < 10^-25]
VerificationTest[Max[Abs[({a, b} /. FindFit[data, a + b x, {a, b}, x, WorkingPrecision -> 30]) - exact]] < 10^-25]
VerificationTest[Precision[a /. FindFit[Table[{x, 2 Exp[-x/2]}, {x, 0, 6}], a Exp[-k x], {a, k}, x, WorkingPrecision -> 25]], 25.]

(* norms, constraints, methods, monitors *)
VerificationTest[near[{a, b} /. FindFit[{{0, 0}, {1, 1}, {2, 2}, {3, 9}, {4, 4}}, a + b x, {a, b}, x, NormFunction -> (Norm[#, 1] &)], {0, 1}]]
VerificationTest[near[Fit[{{0, 0}, {1, 1}, {2, 2}, {3, 9}, {4, 4}}, {1, x}, x, NormFunction -> (Norm[#, 1] &)] /. x -> 5, 5]]
VerificationTest[near[Fit[{{0, 0}, {1, 2}, {2, 0}}, {1}, x, NormFunction -> (Norm[#, Infinity] &)], 1]]
VerificationTest[Round[b /. FindFit[{{0, 1}, {1, 3}, {2, 5}}, {a + b x, b <= 1}, {a, b}, x], 10^-5], 1]
VerificationTest[Table[Round[{a, k} /. FindFit[Table[{x, 2 Exp[-x/2]}, {x, 0, 6}], a Exp[-k x], {a, k}, x, Method -> m], 10^-4], {m, {"LevenbergMarquardt", "Newton", "NMinimize"}}], Table[{2, 1/2}, 3]]
VerificationTest[near[Last[Reap[FindFit[data, a + b x, {a, b}, x, StepMonitor :> Sow[{a, b}]]][[2, 1]]], exact]]
VerificationTest[calls = 0; FindFit[data, a + b x, {a, b}, x, EvaluationMonitor :> calls++]; calls > 1]
VerificationTest[Head[FindFit[Table[{x, 2 Exp[-x/2]}, {x, 0, 6}], a Exp[-k x], {a, k}, x, MaxIterations -> 1]], List, {FindFit::cvmit}]

(* differential equations *)
VerificationTest[Max[Abs[#2 - E^-#1] & @@@ Reap[NDSolve[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 1}, StepMonitor :> Sow[{t, y[t]}]]][[2, 1]]] < 10^-6]
VerificationTest[Head[NDSolve[{y'[t] == -y[t], y[0] == 1}, y, {t, 0, 100}, MaxSteps -> 5]], List, {NDSolve::mxst}]
VerificationTest[Round[NDSolveValue[{x'[t] == a[t], x[0] == 0, a[0] == 1, WhenEvent[x[t] == 1, a[t] -> -1]}, {x[2], a[1/2], a[3/2]}, {t, 0, 2}, DiscreteVariables -> {a}], 10^-6], {0, 1, -1}]
VerificationTest[Round[NDSolveValue[{x'[t] == x[t], x[0] == 1}, x[1], {t, 0, 1}, DependentVariables -> {x}, StartingStepSize -> 1/100] - E, 10^-6], 0]

(* logistic models, programs, interpolation *)
VerificationTest[near[LogitModelFit[{{1, 0}, {2, 0}, {3, 1}, {4, 0}, {5, 1}}, x, x, Weights -> {1, 1, 2, 1, 1}]["BestFitParameters"][[All, 2]], LogitModelFit[{{1, 0}, {2, 0}, {3, 1}, {3, 1}, {4, 0}, {5, 1}}, x, x]["BestFitParameters"][[All, 2]]]]
VerificationTest[logit = LogitModelFit[{{1, 0}, {2, 0}, {3, 1}, {4, 0}, {5, 1}}, x, x, ConfidenceLevel -> 0.9]; near[Differences /@ logit["ParameterConfidenceIntervals"], List /@ (2 InverseCDF[NormalDistribution[], 0.95] logit["ParameterErrors"])]]
VerificationTest[Head[LogitModelFit[{{1, 0}, {2, 0}, {3, 1}, {4, 0}, {5, 1}}, x, x, MaxIterations -> 1]], FittedModel, {LogitModelFit::cvmit}]
VerificationTest[Table[LinearProgramming[{1, 1}, {{1, 2}}, {3}, Method -> m, Tolerance -> 10^-8], {m, {"Simplex", "InteriorPoint"}}], {{0, 3/2}, {0, 3/2}}]
VerificationTest[MatchQ[LinearProgramming[{1, 1}, {{1, 2}}, {3}, Method -> "Guess"], _LinearProgramming], True, {LinearProgramming::bdmtd}]
VerificationTest[f = FunctionInterpolation[Sin[20 x], {x, 0, 3}, AccuracyGoal -> 6]; Max[Table[Abs[f[x] - Sin[20 x]], {x, 0., 3, 0.0137}]] < 10^-5]

(* steps of one size: closed forms of Euler's, the midpoint and Runge and Kutta's rule *)
decay = {y'[t] == -y[t], y[0] == 1};
VerificationTest[near[NDSolveValue[decay, y[1], {t, 0, 1}, Method -> "ExplicitEuler", StartingStepSize -> 1/10], 0.9^10]]
VerificationTest[near[NDSolveValue[decay, y[1], {t, 0, 1}, Method -> "ExplicitMidpoint", StartingStepSize -> 1/10], 0.905^10]]
VerificationTest[near[NDSolveValue[decay, y[1], {t, 0, 1}, Method -> {"FixedStep", Method -> {"ExplicitRungeKutta", "DifferenceOrder" -> 4}}, StartingStepSize -> 1/10], Sum[(-0.1)^k/k!, {k, 0, 4}]^10]]
VerificationTest[Length[Reap[NDSolve[decay, y, {t, 0, 1}, Method -> "ExplicitEuler", StartingStepSize -> 1/10, StepMonitor :> Sow[t]]][[2, 1]]], 10]
VerificationTest[MatchQ[NDSolve[decay, y, {t, 0, 1}, Method -> "Guess"], _NDSolve], True, {NDSolve::bdmtd}]
