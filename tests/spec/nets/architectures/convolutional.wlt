(* Nets of published papers, with the numbers of parameters that the papers or torchvision give. *)

trained[net_] := Total[KeySelect[Information[net, "ArraysElementCounts"], ! StringStartsQ[ToString[Last[#]], "Moving"] &]];
shapeAt[net_, place_] := NetExtract[net, {place, "Output"}];

(* LeNet, as Caffe gives it (LeCun et al. 1998): 431,080 parameters *)
lenet = NetChain[{ConvolutionLayer[20, 5], Ramp, PoolingLayer[2, 2], ConvolutionLayer[50, 5], Ramp, PoolingLayer[2, 2], FlattenLayer[], 500, Ramp, 10, SoftmaxLayer[]},
  "Input" -> NetEncoder[{"Image", {28, 28}, ColorSpace -> "Grayscale"}], "Output" -> NetDecoder[{"Class", Range[0, 9]}]];
VerificationTest[trained[lenet], 431080, TestID -> "LeNet: parameters"]
VerificationTest[shapeAt[lenet, 6], {50, 4, 4}, TestID -> "LeNet: what goes into the linear layers"]

(* VGG-16 (Simonyan and Zisserman 2015, table 1 D): 138,357,544 *)
vggBlock[n_, count_] := Append[Flatten[Table[{ConvolutionLayer[n, 3, PaddingSize -> 1], Ramp}, count]], PoolingLayer[2, 2]];
vgg = NetChain[Flatten[{vggBlock[64, 2], vggBlock[128, 2], vggBlock[256, 3], vggBlock[512, 3], vggBlock[512, 3],
   FlattenLayer[], 4096, Ramp, DropoutLayer[0.5], 4096, Ramp, DropoutLayer[0.5], 1000, SoftmaxLayer[]}], "Input" -> {3, 224, 224}];
VerificationTest[trained[vgg], 138357544, TestID -> "VGG-16: parameters"]
VerificationTest[shapeAt[vgg, 31], {512, 7, 7}, TestID -> "VGG-16: after the last pooling"]

(* Residual nets (He et al. 2016): 11,689,512, 25,557,032 and 60,192,808 *)
conv[n_, k_, s_] := ConvolutionLayer[n, k, "Stride" -> s, PaddingSize -> (k - 1)/2, "Biases" -> None];
bn := BatchNormalizationLayer["Epsilon" -> 10^-5];
residual[layers_, n_, s_, project_] := NetGraph[
  <|"main" -> NetChain[layers], "sum" -> TotalLayer[], "ramp" -> Ramp, If[project, "skip" -> NetChain[{conv[n, 1, s], bn}], Nothing]|>,
  {NetPort["Input"] -> "main" -> "sum" -> "ramp", If[project, NetPort["Input"] -> "skip" -> "sum", NetPort["Input"] -> "sum"]}];
basic[n_, s_, project_] := residual[{conv[n, 3, s], bn, Ramp, conv[n, 3, 1], bn}, n, s, project];
bottleneck[n_, s_, project_] := residual[{conv[n, 1, 1], bn, Ramp, conv[n, 3, s], bn, Ramp, conv[4 n, 1, 1], bn}, 4 n, s, project];
stage[block_, n_, count_, s_, project_] := NetChain[Table[block[n, If[i == 1, s, 1], i == 1 && project], {i, count}]];
resnet[block_, counts_, first_] := NetChain[<|"conv" -> conv[64, 7, 2], "bn" -> bn, "ramp" -> Ramp, "pool" -> PoolingLayer[3, 2, PaddingSize -> 1],
   "stage1" -> stage[block, 64, counts[[1]], 1, first], "stage2" -> stage[block, 128, counts[[2]], 2, True],
   "stage3" -> stage[block, 256, counts[[3]], 2, True], "stage4" -> stage[block, 512, counts[[4]], 2, True],
   "mean" -> AggregationLayer[Mean], "classes" -> 1000, "softmax" -> SoftmaxLayer[]|>, "Input" -> {3, 224, 224}];
resnet18 = resnet[basic, {2, 2, 2, 2}, False];
resnet50 = resnet[bottleneck, {3, 4, 6, 3}, True];
VerificationTest[trained[resnet18], 11689512, TestID -> "ResNet-18: parameters"]
VerificationTest[trained[resnet50], 25557032, TestID -> "ResNet-50: parameters"]
VerificationTest[trained[resnet[bottleneck, {3, 8, 36, 3}, True]], 60192808, TestID -> "ResNet-152: parameters"]
VerificationTest[Table[shapeAt[resnet50, place], {place, {"pool", "stage1", "stage2", "stage3", "stage4", "mean"}}],
  {{64, 56, 56}, {256, 56, 56}, {512, 28, 28}, {1024, 14, 14}, {2048, 7, 7}, 2048}, TestID -> "ResNet-50: shapes of its stages"]
VerificationTest[Information[NetTake[resnet50, "mean"], "OutputPorts"], <|"Output" -> 2048|>, TestID -> "ResNet-50: as an extractor of features"]

(* DenseNet-121 (Huang et al. 2017): 7,978,856 *)
dense[in_] := NetGraph[<|"new" -> NetChain[{bn, Ramp, conv[128, 1, 1], bn, Ramp, conv[32, 3, 1]}], "join" -> CatenateLayer[]|>,
  {NetPort["Input"] -> "new", {NetPort["Input"], "new"} -> "join"}];
transition[n_] := NetChain[{bn, Ramp, conv[n, 1, 1], PoolingLayer[2, 2, "Function" -> Mean]}];
denseBlock[count_] := NetChain[Table[dense[i], {i, count}]];
densenet = NetChain[{conv[64, 7, 2], bn, Ramp, PoolingLayer[3, 2, PaddingSize -> 1], denseBlock[6], transition[128], denseBlock[12], transition[256],
   denseBlock[24], transition[512], denseBlock[16], bn, Ramp, AggregationLayer[Mean], 1000, SoftmaxLayer[]}, "Input" -> {3, 224, 224}];
VerificationTest[trained[densenet], 7978856, TestID -> "DenseNet-121: parameters"]
VerificationTest[Table[shapeAt[densenet, place], {place, {5, 6, 7, 9, 11}}], {{256, 56, 56}, {128, 28, 28}, {512, 28, 28}, {1024, 14, 14}, {1024, 7, 7}}, TestID -> "DenseNet-121: shapes of its blocks"]

(* U-Net (Ronneberger et al. 2015) without padding: 572x572 gives 388x388; 31,030,658 parameters with two classes *)
twice[n_] := NetChain[{ConvolutionLayer[n, 3], Ramp, ConvolutionLayer[n, 3], Ramp}];
crop[sizes_] := PartLayer[{All, sizes, sizes}];
unet = NetGraph[<|
   "d1" -> twice[64], "p1" -> PoolingLayer[2, 2], "d2" -> twice[128], "p2" -> PoolingLayer[2, 2], "d3" -> twice[256], "p3" -> PoolingLayer[2, 2],
   "d4" -> twice[512], "p4" -> PoolingLayer[2, 2], "d5" -> twice[1024],
   "u4" -> DeconvolutionLayer[512, 2, "Stride" -> 2], "c4" -> crop[5 ;; 60], "j4" -> CatenateLayer[], "e4" -> twice[512],
   "u3" -> DeconvolutionLayer[256, 2, "Stride" -> 2], "c3" -> crop[17 ;; 120], "j3" -> CatenateLayer[], "e3" -> twice[256],
   "u2" -> DeconvolutionLayer[128, 2, "Stride" -> 2], "c2" -> crop[41 ;; 240], "j2" -> CatenateLayer[], "e2" -> twice[128],
   "u1" -> DeconvolutionLayer[64, 2, "Stride" -> 2], "c1" -> crop[89 ;; 480], "j1" -> CatenateLayer[], "e1" -> twice[64],
   "out" -> ConvolutionLayer[2, 1], "softmax" -> SoftmaxLayer[1]|>,
  {"d1" -> "p1" -> "d2" -> "p2" -> "d3" -> "p3" -> "d4" -> "p4" -> "d5" -> "u4", "d4" -> "c4", {"c4", "u4"} -> "j4" -> "e4" -> "u3",
   "d3" -> "c3", {"c3", "u3"} -> "j3" -> "e3" -> "u2", "d2" -> "c2", {"c2", "u2"} -> "j2" -> "e2" -> "u1", "d1" -> "c1", {"c1", "u1"} -> "j1" -> "e1" -> "out" -> "softmax"},
  "Input" -> {1, 572, 572}];
VerificationTest[NetExtract[unet, "Output"], {2, 388, 388}, TestID -> "U-Net: size of the output"]
VerificationTest[NetExtract[unet, {"d5", "Output"}], {1024, 28, 28}, TestID -> "U-Net: size at the bottom"]
VerificationTest[trained[unet], 31030658, TestID -> "U-Net: parameters"]
