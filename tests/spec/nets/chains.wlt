(* NetChain: shorthands, ports, shapes through the chain, and what does not fit. *)

keys[net_, positions___] := NetExtract[net, {positions}]

(* -- shorthands -- *)

VerificationTest[Head /@ Normal[NetChain[{3, Ramp, #^2 &, {2, Tanh}, SoftmaxLayer[], "GELU"}, "Input" -> 2]],
  {LinearLayer, ElementwiseLayer, ElementwiseLayer, NetChain, SoftmaxLayer, ElementwiseLayer}, TestID -> "shorthands"]
VerificationTest[NetExtract[NetChain[{Ramp, Tanh}], {2, "Function"}], Tanh, TestID -> "symbols"]
VerificationTest[Keys[Normal[NetChain[<|"a" -> 3, "b" -> Ramp|>]]], {"a", "b"}, TestID -> "names"]
VerificationTest[Keys[Normal[NetChain[{"a" -> 3, "b" -> Ramp}]]], {"a", "b"}, TestID -> "rules name layers"]
VerificationTest[NetChain[{"a" -> 3}][["a"]] === NetChain[{"a" -> 3}][[1]], True, TestID -> "names and numbers"]
VerificationTest[NetExtract[NetChain[{3, {4, 5}}, "Input" -> 2], {2, -1, "Input"}], 4, TestID -> "from the end"]
VerificationTest[NetChain[{#1^2 + 1 &, Sqrt}][{0, 1, 2}]^2 // Round, {1, 2, 5}, TestID -> "functions apply to every number"]
VerificationTest[NetChain[{If[# > 0, #, 0.5 #] &}][{-2, 2}], {-1., 2.}, TestID -> "If in a function"]
VerificationTest[NetChain[{Sin @* Cos}][{0.}] == {Sin[1.]} || Abs[NetChain[{Sin @* Cos}][{0.}][[1]] - Sin[1.]] < 10^-6,
  True, TestID -> "compositions"]
VerificationTest[Head[NetChain[{3, Ramp}]], NetChain, TestID -> "head"]
VerificationTest[AtomQ[NetChain[{3, Ramp}]], True, TestID -> "atom"]

(* -- shapes -- *)

VerificationTest[keys[NetChain[{3, Ramp, 2}, "Input" -> 5], 3, "Input"], 3, TestID -> "forwards"]
VerificationTest[keys[NetChain[{3, Ramp}], 2, "Input"], 3, TestID -> "forwards from a size"]
VerificationTest[keys[NetChain[{SoftmaxLayer[], Ramp}, "Output" -> 4], 1, "Input"], 4, TestID -> "backwards"]
VerificationTest[keys[NetChain[{Ramp, SoftmaxLayer[]}], "Input"], Automatic, TestID -> "unknown stays Automatic"]
VerificationTest[
  keys[NetChain[{ConvolutionLayer[4, 3], PoolingLayer[2, 2], FlattenLayer[], 10}, "Input" -> {1, 10, 10}], 4, "Input"],
  64, TestID -> "through a convolution"]
VerificationTest[keys[NetChain[{ConvolutionLayer[4, 3], Ramp}, "Output" -> {4, 6, 6}], 1, "Input"],
  {Automatic, 8, 8}, TestID -> "backwards through a convolution"]
VerificationTest[keys[NetChain[{LinearLayer[], SoftmaxLayer[]}, "Output" -> NetDecoder[{"Class", {a, b, c}}]], 1, "Output"],
  3, TestID -> "a decoder tells the size"]
VerificationTest[keys[NetChain[{2}, "Input" -> NetEncoder[{"Class", {a, b, c}, "IndicatorVector"}]], 1, "Input"],
  3, TestID -> "an encoder tells the size"]
VerificationTest[keys[NetChain[{LinearLayer[]}, "Output" -> 7], 1, "OutputDimensions"], 7, TestID -> "an inferred parameter"]
VerificationTest[keys[NetChain[{LinearLayer[]}], 1, "OutputDimensions"], Automatic, TestID -> "a parameter not inferred"]

(* -- what does not fit -- *)

VerificationTest[NetChain[{LinearLayer[3, "Output" -> 3], LinearLayer[2, "Input" -> 4]}], $Failed, {NetChain::chainfit},
  TestID -> "sizes of neighbours"]
VerificationTest[NetChain[{3, ConvolutionLayer[2, 3]}], $Failed, {NetChain::memberfit}, TestID -> "ranks of neighbours"]
VerificationTest[NetChain[{3}, "Output" -> 4], $Failed, {NetChain::memberfit}, TestID -> "the output port"]
VerificationTest[NetChain[{3}, "Inputs" -> 4], $Failed, {NetChain::noport}, TestID -> "unknown port"]
VerificationTest[NetChain[{3}, Foo -> 4], $Failed, {NetChain::optx}, TestID -> "unknown option"]
VerificationTest[NetChain[{3, foo}], $Failed, {NetChain::notlayer}, TestID -> "no layer"]
VerificationTest[NetChain[{3, foo[#] &}], $Failed, {NetChain::nofunction}, TestID -> "a function no net can compute"]
VerificationTest[NetChain[{}], $Failed, {NetChain::emptychain}, TestID -> "no layers"]
VerificationTest[NetChain[foo], $Failed, {NetChain::notlist}, TestID -> "no list"]
VerificationTest[NetChain[{3, MeanSquaredLossLayer[]}], $Failed, {NetChain::chainports}, TestID -> "two inputs inside a chain"]
VerificationTest[NetChain[{3}, "Input" -> NetDecoder[{"Class", {a, b}}]], $Failed, {NetChain::codside},
  TestID -> "a decoder at an input"]
VerificationTest[NetChain[{3}, "Input" -> "Varying"], $Failed, {NetChain::memberfit}, TestID -> "a linear layer takes no varying length"]

(* -- writing and reading -- *)

VerificationTest[
  With[{net = NetInitialize[NetChain[<|"a" -> 3, "b" -> Ramp, "c" -> {BatchNormalizationLayer[], #^2 + 1 &}|>, "Input" -> 2,
      "Output" -> NetDecoder[{"Class", {"x", "y", "z"}}]]]}, ToExpression[ToString[net, InputForm]] === net],
  True, TestID -> "InputForm reads back"]
VerificationTest[
  With[{net = NetChain[{ConvolutionLayer[2, {2, 3}, "Stride" -> 2, PaddingSize -> 1], PoolingLayer[2, "Function" -> Mean],
      DropoutLayer[0.3], FlattenLayer[]}]}, ToExpression[ToString[net, InputForm]] === net],
  True, TestID -> "InputForm of an open net reads back"]
VerificationTest[
  With[{net = NetInitialize[NetChain[{3, Ramp}, "Input" -> 2]]},
    Normal[ToExpression[ToString[net, InputForm]][{1, 2}]] === Normal[net[{1, 2}]]], True, TestID -> "with its arrays"]

(* numbers in and out, as in version 11 *)
VerificationTest[Dimensions[NetInitialize[NetChain[{20, Tanh, 1}, "Input" -> "Scalar", "Output" -> "Scalar"]][{1, 2, 3}]], {3}, TestID -> "a last 1 that is to be one number"]
