(* Data with weights *)
VerificationTest[Variance[WeightedData[{1, 2, 6}, {2, 2, 2}]], Variance[{1, 2, 6}]]
VerificationTest[StandardDeviation[WeightedData[{1, 3}, {1, 1}]], Sqrt[2]]
VerificationTest[Mean[EmpiricalDistribution[{1, 2, 3} -> {2, 3, 5}]], 23/10]
VerificationTest[Variance[EmpiricalDistribution[{1, 2, 3} -> {2, 3, 5}]], 61/100]
VerificationTest[PDF[EmpiricalDistribution[{1, 2, 3} -> {2, 3, 5}], 3], 1/2]
VerificationTest[CDF[EmpiricalDistribution[WeightedData[{1, 2, 3}, {2, 3, 5}]], 2], 1/2]
VerificationTest[Probability[x >= 2, x \[Distributed] EmpiricalDistribution[{1, 2, 3} -> {2, 3, 5}]], 4/5]
VerificationTest[Expectation[x^2, x \[Distributed] EmpiricalDistribution[{1, 2, 3} -> {2, 3, 5}]], 59/10]
VerificationTest[Quantile[EmpiricalDistribution[{1, 2, 3} -> {2, 3, 5}], 1/4], 2]

(* Bins *)
VerificationTest[HistogramList[{1, 3, 2, 1, 4, 5, 6}, {0, 10, 5}], {{0, 5, 10}, {5, 2}}]
VerificationTest[HistogramList[Range[20], {5}], {{0, 5, 10, 15, 20, 25}, {4, 5, 5, 5, 1}}]
VerificationTest[Total[Last[HistogramList[{2.1, 3.4, 1.9, 5.6, 4.4, 3.3}]]], 6]

(* Probabilities of several values, and of conditions *)
VerificationTest[Probability[x + y == 7, {x \[Distributed] DiscreteUniformDistribution[{1, 6}], y \[Distributed] DiscreteUniformDistribution[{1, 6}]}], 1/6]
VerificationTest[Probability[x > y, {x \[Distributed] {1, 2, 3}, y \[Distributed] {2, 3}}], 1/6]
VerificationTest[Probability[x < y, {x \[Distributed] ExponentialDistribution[2], y \[Distributed] ExponentialDistribution[3]}], 2/5]
VerificationTest[Probability[x^2 + y^2 < 1, {x, y} \[Distributed] UniformDistribution[{{0, 1}, {0, 1}}]], Pi/4]
VerificationTest[Probability[x + y > 1, {x, y} \[Distributed] ProductDistribution[UniformDistribution[], UniformDistribution[]]], 1/2]
VerificationTest[Probability[x > 3 \[Conditioned] x > 1, x \[Distributed] ExponentialDistribution[1]], E^-2]
VerificationTest[Expectation[x \[Conditioned] x > 2, x \[Distributed] DiscreteUniformDistribution[{1, 6}]], 9/2]
VerificationTest[Round[N[Probability[x^2 > 4, x \[Distributed] NormalDistribution[]]], 10.^-6], 0.0455, SameTest -> (Abs[#1 - #2] < 10^-5 &)]
VerificationTest[Expectation[x y, {x, y} \[Distributed] MultinormalDistribution[{1, 2}, {{1, 1/2}, {1/2, 3}}]], 5/2]
VerificationTest[N[Probability[x < y, {x \[Distributed] NormalDistribution[], y \[Distributed] NormalDistribution[1, 1]}]], CDF[NormalDistribution[0, Sqrt[2]], 1.]]
VerificationTest[Abs[NProbability[x y < 1/2, {x \[Distributed] UniformDistribution[], y \[Distributed] UniformDistribution[]}] - (1 + Log[2])/2] < 0.01]

(* Distributions made of others *)
VerificationTest[TransformedDistribution[2 x + 1, x \[Distributed] NormalDistribution[3, 1]], NormalDistribution[7, 2]]
VerificationTest[TransformedDistribution[x + y, {x \[Distributed] PoissonDistribution[a], y \[Distributed] PoissonDistribution[b]}], PoissonDistribution[a + b]]
VerificationTest[CDF[TransformedDistribution[x^2, x \[Distributed] UniformDistribution[]], 1/4], 1/2]
VerificationTest[Mean[OrderDistribution[{UniformDistribution[], 3}, 2]], 1/2]
VerificationTest[PDF[OrderDistribution[{UniformDistribution[], 5}, 3], 1/2], 15/8]
VerificationTest[MarginalDistribution[MultinormalDistribution[{1, 2}, {{4, 1}, {1, 9}}], 2], NormalDistribution[2, 3]]

(* Functions of distributions *)
VerificationTest[SurvivalFunction[ExponentialDistribution[k], t], Piecewise[{{E^(-k t), t >= 0}}, 1]]
VerificationTest[HazardFunction[ExponentialDistribution[k], t], Piecewise[{{k, t >= 0}}, 0]]
VerificationTest[CharacteristicFunction[NormalDistribution[m, s], t], E^(I m t - s^2 t^2/2)]
VerificationTest[MomentGeneratingFunction[PoissonDistribution[m], t], E^((-1 + E^t) m)]
VerificationTest[CumulantGeneratingFunction[NormalDistribution[m, s], t], m t + s^2 t^2/2]
VerificationTest[Cumulant[PoissonDistribution[m], 3], m]

(* Ranks *)
VerificationTest[SpearmanRho[{1, 2, 3, 4}, {1, 3, 2, 4}], 4/5]
VerificationTest[SpearmanRho[{1, 2, 2, 4}, {1, 3, 2, 4}], 3/Sqrt[10]]
VerificationTest[KendallTau[{1, 2, 3, 4}, {1, 3, 2, 4}], 2/3]

(* Tests of hypotheses: statistics by their formulas, exact probabilities of signs and ranks *)
VerificationTest[SignTest[{1, 2, 3, 4, -1}], 0.375]
VerificationTest[PairedTTest[{{1., 2., 3., 4.}, {0., 0., 0., 0.}}], TTest[{1., 2., 3., 4.}]]
VerificationTest[CramerVonMisesTest[{1/4, 1/2, 3/4}, UniformDistribution[], "TestStatistic"], 1/24, SameTest -> (Abs[#1 - #2] < 10^-10 &)]
VerificationTest[AndersonDarlingTest[{1/2}~Join~{1/2}, UniformDistribution[], "TestStatistic"], -2 + 4 Log[2], SameTest -> (Abs[#1 - #2] < 10^-10 &)]
VerificationTest[0.6 < ShapiroWilkTest[{2.1, 3.4, 1.9, 5.6, 4.4, 3.3}] < 0.75]

(* Further families *)
VerificationTest[{Mean[#], Variance[#]} &[ErlangDistribution[3, 2]], {3/2, 3/4}]
VerificationTest[PDF[PascalDistribution[2, 1/2], 3], 1/4]
VerificationTest[CDF[KumaraswamyDistribution[2, 1], 1/2], 1/4]
VerificationTest[Mean[PowerDistribution[1, 2]], 2/3]
VerificationTest[PDF[ZipfDistribution[1], 2], 3/(2 Pi^2)]
VerificationTest[Variance[WignerSemicircleDistribution[4]], 4]
VerificationTest[CDF[SechDistribution[0, 1], 0], 1/2]
VerificationTest[Abs[NIntegrate[PDF[NakagamiDistribution[2, 3], x], {x, 0, Infinity}] - 1] < 10^-6]
VerificationTest[{Mean[#], Variance[#], PDF[#, 2], CDF[#, 3]} &[TriangularDistribution[{0, 6}, 2]], {8/3, 14/9, 1/3, 5/8}]

(* Processes *)
VerificationTest[PDF[DiscreteMarkovProcess[{1, 0}, {{1/2, 1/2}, {1/3, 2/3}}][2], 1], 5/12]
VerificationTest[PDF[StationaryDistribution[DiscreteMarkovProcess[{1, 0}, {{1/2, 1/2}, {1/3, 2/3}}]], {1, 2}], {2/5, 3/5}]
VerificationTest[Mean[PoissonProcess[2][t]], 2 t]
VerificationTest[Variance[WienerProcess[m, s][t]], s^2 t]
VerificationTest[Length[RandomFunction[WienerProcess[], {0, 1, 0.1}]["Path"]], 11]

(* A bell at each of the data *)
VerificationTest[With[{d = SmoothKernelDistribution[{1., 2., 4., 7.}, 1]}, Abs[PDF[d, 2.] - Mean[PDF[NormalDistribution[#, 1], 2.] & /@ {1, 2, 4, 7}]] < 0.01]]
VerificationTest[Abs[Mean[SmoothKernelDistribution[{1, 2, 6}]] - 3] < 0.01]
