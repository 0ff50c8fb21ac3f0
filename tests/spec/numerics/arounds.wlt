(* Around: numbers with uncertainties; those of several numbers are independent *)

near[a_Around, b_Around] := Max[Abs[{a["Value"] - b["Value"], a["Uncertainty"] - b["Uncertainty"]}]] < 10^-9;

VerificationTest[{Around[5, 1]["Value"], Around[5, 1]["Uncertainty"]}, {5., 1.}]
VerificationTest[near[Around[10, Scaled[0.1]], Around[10., 1.]]]
VerificationTest[near[Around[2, 0.3] + Around[3, 0.4], Around[5., 0.5]]]
VerificationTest[near[Around[2, 0.3] - Around[3, 0.4], Around[-1., 0.5]]]
VerificationTest[near[2 Around[2, 0.1] + 1, Around[5., 0.2]]]
VerificationTest[near[Around[2, 0.1] Around[3, 0.2], Around[6., Sqrt[0.3^2 + 0.4^2]]]]
VerificationTest[near[Around[2, 0.1]/Around[4, 0.2], Around[0.5, Sqrt[0.025^2 + 0.025^2]]]]
VerificationTest[near[Around[2, 0.1]^2, Around[4., 0.4]]]
VerificationTest[near[Sqrt[Around[4, 0.4]], Around[2., 0.1]]]
VerificationTest[near[Exp[Around[0, 0.1]], Around[1., 0.1]]]
VerificationTest[near[Sin[Around[0, 0.1]], Around[0., 0.1]]]
VerificationTest[near[Log[Around[2, 0.1]], Around[Log[2.], 0.05]]]
VerificationTest[near[MeanAround[{1, 2, 3, 4}], Around[2.5, StandardDeviation[{1., 2, 3, 4}]/2]]]
