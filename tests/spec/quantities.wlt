(* Quantities: reckoning, conversion, comparison. *)

VerificationTest[QuantityMagnitude[Quantity[2, "Hours"] + Quantity[30, "Minutes"], "Minutes"], 150]
VerificationTest[QuantityMagnitude[Quantity[3, "Meters"] - Quantity[1, "Meters"]], 2]
VerificationTest[3 Quantity[2, "Meters"], Quantity[6, "Meters"]]
VerificationTest[-Quantity[2, "Meters"], Quantity[-2, "Meters"]]
VerificationTest[Quantity[2, "Meters"] Quantity[3, "Meters"], Quantity[6, "Meters"^2]]
VerificationTest[Quantity[2, "Meters"]^2, Quantity[4, "Meters"^2]]
VerificationTest[Sqrt[Quantity[4, "Meters"^2]], Quantity[2, "Meters"]]
VerificationTest[Quantity[100, "Meters"]/Quantity[8, "Seconds"], Quantity[25/2, "Meters"/"Seconds"]]
VerificationTest[Quantity[6, "Meters"]/Quantity[2, "Meters"], 3]
VerificationTest[1/Quantity[4, "Seconds"], Quantity[1/4, 1/"Seconds"]]
VerificationTest[Total[{Quantity[1, "Meters"], Quantity[2, "Meters"], Quantity[3, "Meters"]}], Quantity[6, "Meters"]]
VerificationTest[Mean[{Quantity[1, "Meters"], Quantity[2, "Meters"]}], Quantity[3/2, "Meters"]]
VerificationTest[Quantity[1, "Feet"] == Quantity[12, "Inches"], True]
VerificationTest[Quantity[1, "Feet"] < Quantity[1, "Meters"], True]
VerificationTest[Quantity[1, "Kilometers"] >= Quantity[2, "Miles"], False]
VerificationTest[Max[Quantity[1, "Meters"], Quantity[2, "Feet"]], Quantity[1, "Meters"]]
VerificationTest[Round[Quantity[2.6, "Meters"]], Quantity[3, "Meters"]]
VerificationTest[N[Quantity[1/2, "Meters"]], Quantity[0.5, "Meters"]]
VerificationTest[Quantity[{1, 2}, "Meters"], {Quantity[1, "Meters"], Quantity[2, "Meters"]}]
VerificationTest[Quantity["Meters"], Quantity[1, "Meters"]]
VerificationTest[Quantity[2, "Meters"][[1]], 2]

(* Conversion *)
VerificationTest[UnitConvert[Quantity[2, "Hours"], "Minutes"], Quantity[120, "Minutes"]]
VerificationTest[UnitConvert[Quantity[1, "Miles"], "Kilometers"], Quantity[25146/15625, "Kilometers"]]
VerificationTest[UnitConvert[Quantity[36, "Kilometers"/"Hours"], "Meters"/"Seconds"], Quantity[10, "Meters"/"Seconds"]]
VerificationTest[UnitConvert[Quantity[100, "DegreesCelsius"], "DegreesFahrenheit"], Quantity[212, "DegreesFahrenheit"]]
VerificationTest[UnitConvert[Quantity[0, "DegreesCelsius"], "Kelvins"], Quantity[5463/20, "Kelvins"]]
VerificationTest[QuantityMagnitude[Quantity[90, "Minutes"], "Hours"], 3/2]
VerificationTest[QuantityMagnitude[Quantity[1, "Kilowatts"], "Watts"], 1000]
VerificationTest[QuantityMagnitude[Quantity[1, "Kibibytes"], "Bytes"], 1024]
VerificationTest[QuantityUnit[Quantity[5, "Meters"]], "Meters"]
VerificationTest[UnitConvert[Quantity[1, "Meters"], "Seconds"], $Failed, {Quantity::compat}]

(* Questions *)
VerificationTest[CompatibleUnitQ["Feet", "Meters"], True]
VerificationTest[CompatibleUnitQ["Feet", "Seconds"], False]
VerificationTest[UnitDimensions["Meters"/"Seconds"], {{"LengthUnit", 1}, {"TimeUnit", -1}}]
VerificationTest[KnownUnitQ["Meters"], True]
VerificationTest[QuantityQ[Quantity[1, "Meters"]], True]
VerificationTest[ToString[Quantity[3, "Meters"]], "3 meters"]

(* Functions of quantities *)
VerificationTest[Sin[Quantity[30, "AngularDegrees"]], 1/2]
VerificationTest[Clip[Quantity[5, "Meters"], {Quantity[1, "Meters"], Quantity[3, "Meters"]}], Quantity[3, "Meters"]]
VerificationTest[{Positive[Quantity[1, "Meters"]], Negative[Quantity[1, "Meters"]]}, {True, False}]
VerificationTest[Variance[{Quantity[1, "Meters"], Quantity[3, "Meters"]}], Quantity[2, "Meters"^2]]
VerificationTest[Norm[{Quantity[3, "Meters"], Quantity[4, "Meters"]}], Quantity[5, "Meters"]]
VerificationTest[Mod[Quantity[370, "AngularDegrees"], Quantity[360, "AngularDegrees"]], Quantity[10, "AngularDegrees"]]
VerificationTest[
  UnitConvert[Quantity[3661, "Seconds"], MixedUnit[{"Hours", "Minutes", "Seconds"}]],
  Quantity[MixedMagnitude[{1, 1, 1}], MixedUnit[{"Hours", "Minutes", "Seconds"}]]
]
VerificationTest[
  UnitConvert[Quantity[MixedMagnitude[{1, 30}], MixedUnit[{"Hours", "Minutes"}]], "Seconds"], Quantity[5400, "Seconds"]
]
