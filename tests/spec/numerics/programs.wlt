(* Linear and quadratic programs, tests of hypotheses. *)
VerificationTest[LinearProgramming[{1, 1}, {{1, 2}}, {3}], {0, 3/2}]
VerificationTest[LinearProgramming[{-1., -2.}, {{1, 1}}, {{4, -1}}], {0., 4.}]
VerificationTest[LinearProgramming[{1, 1}, {{1, 1}}, {{5/2, 1}}, 0, Integers] // Total, 3]
VerificationTest[MatchQ[LinearProgramming[{1, 1}, {{1, 0}}, {{-1, -1}}], _LinearProgramming], True, {LinearProgramming::lpsnf}]
VerificationTest[Round[{x, y} /. LinearOptimization[x + y, {x + 2 y >= 3, x >= 0, y >= 0}, {x, y}], 10^-6], {0, 3/2}]
VerificationTest[Round[{x, y} /. QuadraticOptimization[x^2 + y^2, {x + y >= 2}, {x, y}], 10^-5], {1, 1}]

(* tests of hypotheses *)
VerificationTest[Round[TTest[{1., 2., 3., 4.}], 10^-6], 30466/10^6]
VerificationTest[Round[TTest[{1., 2., 3., 4.}, 2.5], 10^-6], 1]
VerificationTest[Round[TTest[{1., 2., 3., 4.}, 0, "TestStatistic"], 10^-5], 387298/10^5]
VerificationTest[Round[TTest[{1., 2., 3., 4.}, 0, AlternativeHypothesis -> "Greater"], 10^-6], 15233/10^6]
VerificationTest[Round[ZTest[{1., 2., 3., 4.}], 10^-8], 10751/10^8]
VerificationTest[Round[KolmogorovSmirnovTest[{0.1, 0.4, 0.7}, UniformDistribution[], "TestStatistic"], 10^-8], 3/10]
VerificationTest[MatchQ[TTest[x], _TTest], True, {TTest::rctnln}]
