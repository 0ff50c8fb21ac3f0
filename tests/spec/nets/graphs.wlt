(* NetGraph: edges, ports, shapes, messages. *)

double = ElementwiseLayer[2 # &];

VerificationTest[NetGraph[{Ramp, double}, {1 -> 2}][{-1, 3}], {0., 6.}, TestID -> "numbered layers"]
VerificationTest[NetGraph[<|"a" -> Ramp, "b" -> double|>, {"a" -> "b"}][{-1, 3}], {0., 6.}, TestID -> "named layers"]
VerificationTest[NetGraph[{Ramp, double, Tanh}, {1 -> 2 -> 3}][0], 0., TestID -> "a row of edges"]
VerificationTest[NetGraph[{Ramp, double}, {NetPort["x"] -> 1, NetPort["x"] -> 2}][-1], <|"Output1" -> 0., "Output2" -> -2.|>, TestID -> "one input goes to two layers, open outputs are numbered"]
VerificationTest[NetGraph[{Ramp, double}, {1 -> NetPort["a"], 2 -> NetPort["b"]}][<|"Input1" -> -1, "Input2" -> 1|>], <|"a" -> 0., "b" -> 2.|>, TestID -> "open inputs are numbered, outputs are named"]
VerificationTest[NetGraph[{Ramp, double}, {NetPort["x"] -> 1, NetPort["x"] -> 2, NetPort[2, "Output"] -> None}][-1], 0., TestID -> "a muted output is no output"]
VerificationTest[NetGraph[NetChain[{Ramp, double}]][{-1, 3}], {0., 6.}, TestID -> "a chain as a graph"]
VerificationTest[Head[NetGraph[double]], NetGraph, TestID -> "a layer as a graph"]

loss = NetGraph[<|"net" -> LinearLayer[3], "loss" -> MeanSquaredLossLayer[]|>, {"net" -> NetPort[{"loss", "Input"}]}, "Input" -> 2];
VerificationTest[Information[loss, "InputPortNames"], {"Input", "Target"}, TestID -> "open ports keep their names"]
VerificationTest[Information[loss, "OutputPortNames"], {"Loss"}, TestID -> "the loss is the output"]
VerificationTest[Information[loss, "InputPorts"], <|"Input" -> 2, "Target" -> 3|>, TestID -> "shapes reach the open ports"]
VerificationTest[ToExpression[ToString[loss, InputForm]] === loss, True, TestID -> "what is written reads back"]
VerificationTest[NetExtract[loss, {"net", "Output"}], 3, TestID -> "the ports of a layer inside"]
VerificationTest[Keys[Normal[loss]], {"net", "loss"}, TestID -> "Normal gives the layers"]
VerificationTest[NetGraph[{LinearLayer[3], LinearLayer[2]}, {1 -> 2}, "Output" -> 4], $Failed, {NetGraph::memberfit}, TestID -> "an output of another size"]
VerificationTest[NetGraph[{LinearLayer[3], ElementwiseLayer[Ramp, "Input" -> 2]}, {1 -> 2}], $Failed, {NetGraph::chainfit}, TestID -> "layers that do not fit"]
VerificationTest[NetGraph[{LinearLayer[3], NetChain[{Ramp, double}]}, {1 -> 2}, "Input" -> 2][[2, 1]][{-1, 1, 0}], {0., 1., 0.}, TestID -> "parts of parts"]
VerificationTest[NetInitialize[NetGraph[{double, NetChain[{Ramp, double}]}, {1 -> 2}]][{-1, 2}, NetPort[{2, 1, "Output"}]], {0., 4.}, TestID -> "the value at a layer further inside"]

VerificationTest[NetGraph[{Ramp, Tanh}, {1 -> 2, 2 -> 1}], $Failed, {NetGraph::cycle}, TestID -> "a circle"]
VerificationTest[NetGraph[{Ramp, Tanh}, {1 -> 3}], $Failed, {NetGraph::novertex}, TestID -> "a layer that is not there"]
VerificationTest[NetGraph[{Ramp, MeanSquaredLossLayer[]}, {1 -> 2}], $Failed, {NetGraph::ambiguous}, TestID -> "an edge to a layer with two inputs"]
VerificationTest[NetGraph[{Ramp, Tanh}, {1 -> NetPort[{2, "Foo"}]}], $Failed, {NetGraph::noport}, TestID -> "a port that is not there"]
VerificationTest[NetGraph[{Ramp, Tanh, double}, {1 -> 3, 2 -> 3}], $Failed, {NetGraph::toomanyedges}, TestID -> "two edges to one input"]
VerificationTest[NetGraph[{Ramp, Foo}, {1 -> 2}], $Failed, {NetGraph::notlayer}, TestID -> "what is no layer"]
VerificationTest[NetGraph[{Ramp, Tanh}, {1}], $Failed, {NetGraph::edge}, TestID -> "what is no edge"]

(* shorthands *)
VerificationTest[NetGraph[{Ramp, double, Plus}, {NetPort["x"] -> {1, 2}, {1, 2} -> 3}][{-1, 3}], {-2., 9.}, TestID -> "Plus stands for a ThreadingLayer"]
VerificationTest[NetGraph[{Ramp, double, #1 - #2 &}, {NetPort["x"] -> {1, 2}, {1, 2} -> 3}][{-1, 3}], {2., -3.}, TestID -> "a function of two arguments stands for a ThreadingLayer"]
VerificationTest[NetGraph[{Times}, {NetPort["a"] -> 1, NetPort["b"] -> 1}][<|"a" -> {1, 2}, "b" -> {3, 4}|>], {3., 8.}, TestID -> "Times of two inputs"]
