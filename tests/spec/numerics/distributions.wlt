(* Probability distributions beyond the plain families, probabilities, expectations, estimates. *)

(* families *)
VerificationTest[Mean[FRatioDistribution[2, 5]], 5/3]
VerificationTest[Mean[NegativeBinomialDistribution[3, 1/2]], 3]
VerificationTest[PDF[HypergeometricDistribution[2, 2, 4], 1], 2/3]
VerificationTest[Mean[ParetoDistribution[2, 3]], 3]
VerificationTest[Round[N[Mean[RayleighDistribution[2]]^2 - 2 Pi], 10^-9], 0]
VerificationTest[Mean[ExtremeValueDistribution[0, 1]], EulerGamma]
VerificationTest[Variance[InverseGaussianDistribution[2, 4]], 2]
VerificationTest[Variance[ArcSinDistribution[{0, 4}]], 2]
VerificationTest[Round[CDF[FRatioDistribution[2, 5], 1.], 10^-6], 568799/10^6]
VerificationTest[Quantile[PoissonDistribution[4], 1/2], 4]
VerificationTest[Quantile[BinomialDistribution[10, 1/2], 1/2], 5]
VerificationTest[Round[Quantile[GammaDistribution[2, 3], 0.5], 10^-5], 503504/10^5]

(* derived ones *)
VerificationTest[Mean[MixtureDistribution[{1, 3}, {NormalDistribution[0, 1], NormalDistribution[4, 1]}]], 3]
VerificationTest[Variance[MixtureDistribution[{1, 3}, {NormalDistribution[0, 1], NormalDistribution[4, 1]}]], 4]
VerificationTest[PDF[TruncatedDistribution[{0, 1}, UniformDistribution[{0, 4}]], 1/2], 1]
VerificationTest[AllTrue[RandomVariate[TruncatedDistribution[{0, 1}, NormalDistribution[]], 50], 0 <= # <= 1 &], True]
VerificationTest[CDF[EmpiricalDistribution[{1, 2, 2, 5}], 2], 3/4]
VerificationTest[Mean[TransformedDistribution[2 x + 1, x \[Distributed] NormalDistribution[3, 1]]], 7]
VerificationTest[Mean[MultinormalDistribution[{1, 2}, {{1, 0}, {0, 4}}]], {1, 2}]
VerificationTest[Dimensions[RandomVariate[MultinormalDistribution[{1, 2}, {{1, 0}, {0, 4}}], 5]], {5, 2}]
VerificationTest[Mean[ProductDistribution[PoissonDistribution[2], NormalDistribution[5, 1]]], {2, 5}]
VerificationTest[PDF[ProbabilityDistribution[2 x, {x, 0, 1}], 1/2], 1]

(* probability and expectation *)
VerificationTest[Probability[x > 2, x \[Distributed] ExponentialDistribution[1]], E^(-2)]
VerificationTest[Probability[x == 2, x \[Distributed] BinomialDistribution[4, 1/2]], 3/8]
VerificationTest[Probability[x >= 5, x \[Distributed] DiscreteUniformDistribution[{1, 6}]], 1/3]
VerificationTest[Probability[1 < x <= 3, x \[Distributed] PoissonDistribution[2]], 10/(3 E^2)]
VerificationTest[Probability[x > 2, x \[Distributed] {1, 2, 3, 4}], 1/2]
VerificationTest[Round[NProbability[x > 1, x \[Distributed] NormalDistribution[]], 10^-6], 158655/10^6]
VerificationTest[Expectation[2 x + 3, x \[Distributed] NormalDistribution[m, s]], 3 + 2 m]
VerificationTest[Expectation[x^2, x \[Distributed] PoissonDistribution[2]], 6]
VerificationTest[Expectation[x^2, x \[Distributed] {1, 2, 3}], 14/3]
VerificationTest[Expectation[x^3, x \[Distributed] BernoulliDistribution[1/3]], 1/3]
VerificationTest[Round[NExpectation[Cos[x], x \[Distributed] NormalDistribution[]], 10^-6], Round[Exp[-1/2], 10^-6]]

(* estimates *)
VerificationTest[EstimatedDistribution[{1, 2, 3}, ExponentialDistribution[k]], ExponentialDistribution[0.5]]
VerificationTest[Round[List @@ EstimatedDistribution[{1., 2., 4.}, NormalDistribution[m, s]], 10^-5], {233333, 124722}/10^5]
VerificationTest[FindDistributionParameters[{1, 2, 3}, PoissonDistribution[m]], {m -> 2.}]
VerificationTest[LogLikelihood[ExponentialDistribution[1], {1, 2, 4}], -7]
VerificationTest[Likelihood[BernoulliDistribution[1/3], {1, 0, 1}], 2/27]

(* Moments of distributions, weighted data, shares. *)

VerificationTest[CentralMoment[NormalDistribution[m, s], 4], 3 s^4]
VerificationTest[Moment[PoissonDistribution[3], 2], 12]
VerificationTest[Skewness[ExponentialDistribution[2]], 2]
VerificationTest[Kurtosis[UniformDistribution[{0, 1}]], 9/5]
VerificationTest[Expectation[Exp[x], x \[Distributed] NormalDistribution[0, 1]], Sqrt[E]]
VerificationTest[Expectation[x^3, x \[Distributed] ExponentialDistribution[2]], 3/4]
VerificationTest[Mean[WeightedData[{1, 2, 3}, {1, 1, 2}]], 9/4]
VerificationTest[Quantile[WeightedData[{1, 2, 3}, {1, 1, 2}], 1/4], 1]
VerificationTest[CentralMoment[WeightedData[{1, 2, 3}, {1, 1, 2}], 2], 11/16]
VerificationTest[Mean[DirichletDistribution[{1, 2, 3}]], {1/6, 1/3}]
VerificationTest[Variance[DirichletDistribution[{1, 2, 3}]], {5/252, 2/63}]
VerificationTest[PDF[DirichletDistribution[{1, 2, 3}], {1/4, 1/4}], 15/4]
VerificationTest[Dimensions[RandomVariate[DirichletDistribution[{1, 2, 3}], 5]], {5, 2}]
