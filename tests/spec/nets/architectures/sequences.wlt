(* Nets over sequences: translation with attention, transformers, a transformer over pictures. *)

(* Sequence to sequence with attention (Luong et al. 2015, dot score) *)
translate = NetGraph[<|"in" -> EmbeddingLayer[16, 12], "encoder" -> LongShortTermMemoryLayer[24], "out" -> EmbeddingLayer[16, 11], "decoder" -> LongShortTermMemoryLayer[24],
   "attention" -> AttentionLayer["Dot"], "join" -> CatenateLayer[2], "mix" -> NetMapOperator[NetChain[{24, Tanh}]], "words" -> NetMapOperator[LinearLayer[11]], "softmax" -> SoftmaxLayer[]|>,
  {NetPort["Source"] -> "in" -> "encoder", NetPort["Target"] -> "out" -> "decoder",
   NetPort["encoder", "State"] -> NetPort["decoder", "State"], NetPort["encoder", "CellState"] -> NetPort["decoder", "CellState"],
   "encoder" -> NetPort["attention", "Key"], "encoder" -> NetPort["attention", "Value"], "decoder" -> NetPort["attention", "Query"],
   {"attention", "decoder"} -> "join" -> "mix" -> "words" -> "softmax"}, "Source" -> {"Varying"}, "Target" -> {"Varying"}];
SeedRandom[1];
translator = NetInitialize[translate];
VerificationTest[Information[translate, "OutputPorts"], <|"Output" -> {"Varying", 11}|>, TestID -> "translation: probabilities of words"]
VerificationTest[Information[translate, "ArraysTotalElementCount"], 12*16 + 11*16 + 2*4*(24*16 + 24*24 + 24) + (48*24 + 24) + (24*11 + 11), TestID -> "translation: parameters"]
VerificationTest[Dimensions[translator[<|"Source" -> {1, 2, 3, 4, 5}, "Target" -> {1, 2, 3}|>]], {3, 11}, TestID -> "translation: as long as the target"]
together = translator[<|"Source" -> {{1, 2, 3}, {4, 5}}, "Target" -> {{1}, {2, 3}}|>];
alone = {translator[<|"Source" -> {1, 2, 3}, "Target" -> {1}|>], translator[<|"Source" -> {4, 5}, "Target" -> {2, 3}|>]};
VerificationTest[Max[Abs[together - alone]] < 10^-6, True, TestID -> "translation: in a batch as alone"]

(* Transformer (Vaswani et al. 2017) *)
project[d_, h_] := NetMapOperator[LinearLayer[{h, d/h}]];
attend[d_, h_, mask_] := NetGraph[<|"key" -> project[d, h], "value" -> project[d, h], "query" -> project[d, h],
   "attention" -> AttentionLayer["Dot", "MultiHead" -> True, "ScoreRescaling" -> "DimensionSqrt", "Mask" -> mask], "merge" -> NetMapOperator[LinearLayer[d]]|>,
  {NetPort["Memory"] -> "key" -> NetPort["attention", "Key"], NetPort["Memory"] -> "value" -> NetPort["attention", "Value"], NetPort["Input"] -> "query" -> NetPort["attention", "Query"], "attention" -> "merge"}];
norm := NormalizationLayer[2, "Same", "Epsilon" -> 10^-5];
forward[d_, f_] := NetMapOperator[NetChain[{f, Ramp, d}]];
encoderLayer[d_, h_, f_] := NetGraph[<|"attend" -> attend[d, h, None], "sum" -> TotalLayer[], "norm" -> norm, "forward" -> forward[d, f], "sum2" -> TotalLayer[], "norm2" -> norm|>,
  {NetPort["Input"] -> NetPort["attend", "Memory"], NetPort["Input"] -> NetPort["attend", "Input"], {NetPort["Input"], "attend"} -> "sum" -> "norm" -> "forward", {"norm", "forward"} -> "sum2" -> "norm2"}];
decoderLayer[d_, h_, f_] := NetGraph[<|"self" -> attend[d, h, "Causal"], "sum" -> TotalLayer[], "norm" -> norm, "cross" -> attend[d, h, None], "sum2" -> TotalLayer[], "norm2" -> norm, "forward" -> forward[d, f], "sum3" -> TotalLayer[], "norm3" -> norm|>,
  {NetPort["Input"] -> NetPort["self", "Memory"], NetPort["Input"] -> NetPort["self", "Input"], {NetPort["Input"], "self"} -> "sum" -> "norm",
   NetPort["Memory"] -> NetPort["cross", "Memory"], "norm" -> NetPort["cross", "Input"], {"norm", "cross"} -> "sum2" -> "norm2" -> "forward", {"norm2", "forward"} -> "sum3" -> "norm3"}];
(* d = 512, 8 heads, f = 2048: 3,152,384 parameters an encoder layer, 4,204,032 a decoder layer, as PyTorch's TransformerEncoderLayer and TransformerDecoderLayer *)
VerificationTest[Information[NetReplacePart[encoderLayer[512, 8, 2048], "Input" -> {"Varying", 512}], "ArraysTotalElementCount"], 3152384, TestID -> "transformer: parameters of an encoder layer"]
VerificationTest[Information[NetReplacePart[decoderLayer[512, 8, 2048], {"Input" -> {"Varying", 512}, "Memory" -> {"Varying", 512}}], "ArraysTotalElementCount"], 4204032, TestID -> "transformer: parameters of a decoder layer"]
SeedRandom[2];
small = NetInitialize[NetReplacePart[decoderLayer[8, 2, 16], {"Input" -> {"Varying", 8}, "Memory" -> {"Varying", 8}}]];
memory = RandomReal[1, {4, 8}]; words = RandomReal[1, {5, 8}];
first = small[<|"Input" -> words[[;; 3]], "Memory" -> memory|>];
whole = small[<|"Input" -> words, "Memory" -> memory|>];
VerificationTest[Max[Abs[whole[[;; 3]] - first]] < 10^-5, True, TestID -> "transformer: no word sees those after it"]

(* Vision transformer ViT-B/16 (Dosovitskiy et al. 2021): 86,567,656 parameters *)
vitLayer[d_, h_, f_] := NetGraph[<|"norm" -> norm, "attend" -> attend[d, h, None], "sum" -> TotalLayer[], "norm2" -> norm, "forward" -> NetMapOperator[NetChain[{f, "GELU", d}]], "sum2" -> TotalLayer[]|>,
  {NetPort["Input"] -> "norm", "norm" -> NetPort["attend", "Memory"], "norm" -> NetPort["attend", "Input"], {NetPort["Input"], "attend"} -> "sum" -> "norm2" -> "forward", {"sum", "forward"} -> "sum2"}];
patches = NetChain[{ConvolutionLayer[768, 16, "Stride" -> 16], FlattenLayer[-1], TransposeLayer[]}];
vit = NetGraph[<|"patches" -> patches, "class" -> NetArrayLayer["Output" -> {1, 768}], "join" -> CatenateLayer[], "position" -> NetArrayLayer["Output" -> {197, 768}], "add" -> TotalLayer[],
   "layers" -> NetChain[Table[vitLayer[768, 12, 3072], 12]], "norm" -> norm, "first" -> PartLayer[1], "classes" -> 1000, "softmax" -> SoftmaxLayer[]|>,
  {"patches" -> NetPort["join", "Input2"], "class" -> NetPort["join", "Input1"], {"join", "position"} -> "add" -> "layers" -> "norm" -> "first" -> "classes" -> "softmax"}, "Input" -> {3, 224, 224}];
VerificationTest[Information[vit, "ArraysTotalElementCount"], 86567656, TestID -> "ViT-B/16: parameters"]
VerificationTest[NetExtract[vit, {"layers", "Output"}], {197, 768}, TestID -> "ViT-B/16: shape of its sequence"]
