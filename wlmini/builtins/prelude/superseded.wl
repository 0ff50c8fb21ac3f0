(* Names of older versions, said with the ones that followed them. *)

Random::usage = "Random[] is a random real number between 0 and 1; Random[type, range] one of the type Integer, Real or Complex. RandomReal, RandomInteger and RandomComplex followed it.";

Random[] := RandomReal[]
Random[Real] := RandomReal[]
Random[Real, range_] := RandomReal[range]
Random[Integer] := RandomInteger[]
Random[Integer, range_] := RandomInteger[range]
Random[Complex] := RandomComplex[]
Random[Complex, range_] := RandomComplex[range]

RawArray::usage = "RawArray[type, array] holds numbers of one type; NumericArray followed it.";

RawArray[type_String, array_] := NumericArray[array, Replace[type, $RawTypes]]

$RawTypes = {
  "Byte" -> "UnsignedInteger8", "Bit16" -> "UnsignedInteger16", "Float" -> "Real32",
  "Real" -> "Real64", "Double" -> "Real64", "Complex" -> "ComplexReal64"
};

Scan[SetAttributes[#, Protected] &, {Random, RawArray}];
