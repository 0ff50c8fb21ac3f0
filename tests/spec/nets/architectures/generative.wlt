(* Nets that make things: a variational autoencoder, adversaries, a stack of dilated convolutions. *)

(* Variational autoencoder (Kingma and Welling 2014) on 784 pixels with 400 hidden units and 20 latent ones: 652,824 parameters *)
encoder = NetGraph[<|"hidden" -> NetChain[{400, Ramp}], "mean" -> 20, "logVariance" -> 20|>,
  {"hidden" -> "mean" -> NetPort["Mean"], "hidden" -> "logVariance" -> NetPort["LogVariance"]}, "Input" -> 784];
decoder = NetChain[{400, Ramp, 784, LogisticSigmoid}, "Input" -> 20];
vae = NetGraph[<|"encoder" -> encoder, "noise" -> RandomArrayLayer[NormalDistribution[0, 1], "Output" -> 20],
   "sample" -> ThreadingLayer[#Mean + Exp[#LogVariance/2] #Noise &], "decoder" -> decoder,
   "reconstruction" -> CrossEntropyLossLayer["Binary"], "divergence" -> FunctionLayer[Total[(#Mean^2 + Exp[#LogVariance] - 1 - #LogVariance)/2] &]|>,
  {NetPort["Input"] -> "encoder", NetPort["encoder", "Mean"] -> NetPort["sample", "Mean"], NetPort["encoder", "LogVariance"] -> NetPort["sample", "LogVariance"],
   "noise" -> NetPort["sample", "Noise"], "sample" -> "decoder" -> NetPort["reconstruction", "Input"], NetPort["Input"] -> NetPort["reconstruction", "Target"],
   NetPort["encoder", "Mean"] -> NetPort["divergence", "Mean"], NetPort["encoder", "LogVariance"] -> NetPort["divergence", "LogVariance"],
   "reconstruction" -> NetPort["Loss"], "divergence" -> NetPort["Divergence"]}];
VerificationTest[Information[vae, "ArraysTotalElementCount"], 652824, TestID -> "autoencoder: parameters"]
VerificationTest[NetInitialize[encoder][ConstantArray[0, 784]]["Mean"], ConstantArray[0., 20], TestID -> "autoencoder: nothing in, nothing out"]
VerificationTest[Sort[Information[vae, "OutputPortNames"]], {"Divergence", "Loss"}, TestID -> "autoencoder: two losses"]

(* DCGAN (Radford et al. 2016) for 64x64 pictures, 100 latent numbers and 64 maps: 3,576,704 and 2,765,568 parameters *)
up[n_, stride_, crop_] := {DeconvolutionLayer[n, 4, "Stride" -> stride, PaddingSize -> crop, "Biases" -> None], BatchNormalizationLayer["Epsilon" -> 10^-5], Ramp};
generator = NetChain[Flatten[{ReshapeLayer[{100, 1, 1}], up[512, 1, 0], up[256, 2, 1], up[128, 2, 1], up[64, 2, 1],
   DeconvolutionLayer[3, 4, "Stride" -> 2, PaddingSize -> 1, "Biases" -> None], Tanh}], "Input" -> 100];
leaky := ParametricRampLayer[{}, "Slope" -> 0.2, LearningRateMultipliers -> 0];
down[n_] := {ConvolutionLayer[n, 4, "Stride" -> 2, PaddingSize -> 1, "Biases" -> None], BatchNormalizationLayer["Epsilon" -> 10^-5], leaky};
discriminator = NetChain[Flatten[{ConvolutionLayer[64, 4, "Stride" -> 2, PaddingSize -> 1, "Biases" -> None], leaky, down[128], down[256], down[512],
   ConvolutionLayer[1, 4, "Biases" -> None], ReshapeLayer[{}], LogisticSigmoid}], "Input" -> {3, 64, 64}];
trained[net_] := Total[KeySelect[Information[net, "ArraysElementCounts"], ! StringMatchQ[ToString[Last[#]], ("Moving" ~~ __) | "Slope"] &]];
dcgan = NetGANOperator[{generator, discriminator}];
VerificationTest[NetExtract[generator, "Output"], {3, 64, 64}, TestID -> "DCGAN: pictures"]
VerificationTest[trained[generator], 3576704, TestID -> "DCGAN: parameters of the generator"]
VerificationTest[trained[discriminator], 2765568, TestID -> "DCGAN: parameters of the discriminator"]
VerificationTest[Information[dcgan, "OutputPorts"], <|"LossReal" -> "Real", "LossFake" -> "Real", "GeneratedFake" -> {3, 64, 64}|>, TestID -> "DCGAN: ports"]

(* A stack like that of WaveNet (van den Oord et al. 2016): causal dilated convolutions see 2^10 samples *)
causal[n_, dilation_] := NetChain[{PaddingLayer[{{0, 0}, {dilation, 0}}], ConvolutionLayer[n, {2}, "Dilation" -> dilation]}];
gated[n_, dilation_] := NetGraph[<|"filter" -> NetAppend[causal[n, dilation], Tanh], "gate" -> NetAppend[causal[n, dilation], LogisticSigmoid], "product" -> ThreadingLayer[Times], "mix" -> ConvolutionLayer[n, {1}], "sum" -> TotalLayer[]|>,
  {NetPort["Input"] -> "filter" -> "product", NetPort["Input"] -> "gate" -> "product" -> "mix" -> "sum", NetPort["Input"] -> "sum"}];
wavenet = NetChain[Join[{ConvolutionLayer[8, {1}]}, Table[gated[8, 2^i], {i, 0, 9}], {ConvolutionLayer[1, {1}]}], "Input" -> {1, 1100}];
VerificationTest[NetExtract[wavenet, "Output"], {1, 1100}, TestID -> "dilated stack: the length stays"]
SeedRandom[1];
started = NetInitialize[wavenet];
quiet = ConstantArray[0., {1, 1100}];
impulse = ReplacePart[quiet, {1, 20} -> 1.];
changed = Flatten[Position[Unitize[Chop[First[started[impulse] - started[quiet]], 10^-9]], 1]];
VerificationTest[Min[changed] >= 20, True, TestID -> "dilated stack: nothing comes before its cause"]
VerificationTest[Max[changed] <= 20 + 1023, True, TestID -> "dilated stack: it sees 1,024 samples"]
