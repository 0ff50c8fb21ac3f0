(* Images: values, sizes, colours, pixels, shapes. *)

(* Values *)
VerificationTest[Head[Image[{{0, 1}}]], Image]
VerificationTest[ImageQ[Image[{{0, 1}}]], True]
VerificationTest[ImageQ[{{0, 1}}], False]
VerificationTest[AtomQ[Image[{{0, 1}}]], True]
VerificationTest[ImageDimensions[Image[{{0, 1, 0}, {1, 0, 1}}]], {3, 2}]
VerificationTest[ImageChannels[Image[{{0, 1}}]], 1]
VerificationTest[ImageChannels[Image[{{{0, 1, 0}, {1, 0, 1}}}]], 3]
VerificationTest[ImageType[Image[{{0, 255}}, "Byte"]], "Byte"]
VerificationTest[ImageType[Image[{{0, 1}}, "Bit"]], "Bit"]
VerificationTest[ImageType[Image[NumericArray[{{0, 255}}, "UnsignedInteger8"]]], "Byte"]
VerificationTest[ImageType[Image[Image[{{0, 1}}, "Bit"], "Real64"]], "Real64"]
VerificationTest[ImageColorSpace[Image[{{{0, 0, 1}}}, ColorSpace -> "RGB"]], "RGB"]
VerificationTest[ImageAspectRatio[Image[{{0, 1, 0, 1}, {1, 0, 1, 0}}]], 1/2]
VerificationTest[Image[{{0, 1}}, "Byte"] === Image[{{0, 1}}, "Byte"], True]
VerificationTest[Image[{{0, 1}}, "Byte"] === Image[{{1, 1}}, "Byte"], False]
VerificationTest[With[{i = Image[{{0, 51}, {102, 255}}, "Byte"]}, ToExpression[ToString[i, InputForm]] === i], True]

(* Numbers *)
VerificationTest[ImageData[Image[{{0, 0.5}, {1, 0.25}}]], {{0., 0.5}, {1., 0.25}}]
VerificationTest[ImageData[Image[{{0, 255}}, "Byte"]], {{0., 1.}}]
VerificationTest[ImageData[Image[{{0, 255}}, "Byte"], "Byte"], {{0, 255}}]
VerificationTest[ImageData[Image[{{0, 1}}, "Bit"]], {{0, 1}}]
VerificationTest[ImageData[Image[{{0, 255}}, "Byte"], "Bit16"], {{0, 65535}}]
VerificationTest[ImageData[Image[{{{1, 0, 0.5}}}], Interleaving -> False], {{{1.}}, {{0.}}, {{0.5}}}]
VerificationTest[ImageData[Image[{{0}, {1}}], DataReversed -> True], {{1.}, {0.}}]
VerificationTest[ImageDimensions[Image[{{{1, 0}}, {{0, 1}}, {{0, 0}}}, Interleaving -> False]], {2, 1}]
VerificationTest[PixelValue[Image[{{0.25, 0.5}, {0.75, 1}}], {1, 1}], 0.75]
VerificationTest[PixelValue[Image[{{0.25, 0.5}, {0.75, 1}}], {2, 2}], 0.5]
VerificationTest[PixelValue[Image[{{{1, 0, 0.5}}}], {1, 1}], {1., 0., 0.5}]
VerificationTest[PixelValuePositions[Image[{{0, 1}, {0, 0}}], 1], {{2, 2}}]
VerificationTest[ImageMeasurements[Image[{{0, 1}, {1, 0}}], "Mean"], 0.5]
VerificationTest[ImageMeasurements[Image[{{0, 1}, {1, 0}}], "Dimensions"], {2, 2}]

(* Other sizes *)
VerificationTest[ImageDimensions[ImageResize[ConstantImage[1, {4, 2}], 8]], {8, 4}]
VerificationTest[ImageDimensions[ImageResize[ConstantImage[1, {4, 2}], {3, 5}]], {3, 5}]
VerificationTest[ImageDimensions[ImageResize[ConstantImage[1, {2, 4}], {8}]], {4, 8}]
VerificationTest[ImageDimensions[ImageResize[ConstantImage[1, {4, 2}], Scaled[2]]], {8, 4}]
VerificationTest[ImageDimensions[ImageResize[ConstantImage[1, {4, 2}], {Automatic, 4}]], {8, 4}]
VerificationTest[ImageData[ImageResize[ConstantImage[1, {4, 2}], {2, 1}]], {{1., 1.}}]
VerificationTest[ImageDimensions[ImagePad[ConstantImage[1, {4, 3}], 2]], {8, 7}]
VerificationTest[ImageDimensions[ImagePad[ConstantImage[1, {4, 3}], {{1, 2}, {0, 5}}]], {7, 8}]
VerificationTest[ImageDimensions[ImagePad[ConstantImage[1, {4, 3}], -1]], {2, 1}]
VerificationTest[ImageData[ImagePad[Image[{{0.5}}], 1]], {{0., 0., 0.}, {0., 0.5, 0.}, {0., 0., 0.}}]
VerificationTest[ImageData[ImagePad[Image[{{0, 1}}], {{1, 1}, {0, 0}}, "Fixed"]], {{0., 0., 1., 1.}}]
VerificationTest[ImageData[ImagePad[Image[{{0, 1}}], {{1, 1}, {0, 0}}, "Periodic"]], {{1., 0., 1., 0.}}]
VerificationTest[ImageDimensions[ImageCrop[ConstantImage[1, {10, 8}], {4, 2}]], {4, 2}]
VerificationTest[ImageData[ImageCrop[Image[{{0, 0, 0}, {0, 1, 0}, {0, 0, 0}}]]], {{1.}}]
VerificationTest[ImageData[ImageTake[Image[{{0, 1}, {1, 1}}], 1]], {{0., 1.}}]
VerificationTest[ImageDimensions[ImageTake[ConstantImage[1, {5, 5}], {2, 3}, {1, 4}]], {4, 2}]
VerificationTest[ImageDimensions[ImageTake[ConstantImage[1, {5, 5}], All, -2]], {2, 5}]
VerificationTest[Dimensions[ImagePartition[ConstantImage[1, {6, 4}], 2]], {2, 3}]
VerificationTest[ImageDimensions[ImageTrim[ConstantImage[1, {10, 10}], {{2, 3}, {6, 9}}]], {5, 7}]
VerificationTest[ImageDimensions[ImageAssemble[{{ConstantImage[0, {2, 3}], ConstantImage[1, {4, 3}]}}]], {6, 3}]
VerificationTest[ImageData[ImageAssemble[{{Image[{{0}}]}, {Image[{{1}}]}}]], {{0.}, {1.}}]
VerificationTest[ImageDimensions /@ ConformImages[{ConstantImage[0, {4, 4}], ConstantImage[1, {2, 6}]}, {3, 3}], {{3, 3}, {3, 3}}]

(* Turned *)
VerificationTest[ImageData[ImageReflect[Image[{{0}, {1}}]]], {{1.}, {0.}}]
VerificationTest[ImageData[ImageReflect[Image[{{0, 1}}], Left]], {{1., 0.}}]
VerificationTest[ImageData[ImageReflect[Image[{{0, 0.5}, {1, 0.25}}], Left -> Right]], {{0.5, 0.}, {0.25, 1.}}]
VerificationTest[ImageData[ImageRotate[Image[{{0, 0.5}, {1, 0.25}}], Pi/2]], {{0.5, 0.25}, {0., 1.}}]
VerificationTest[ImageData[ImageRotate[Image[{{0, 1}}], Pi]], {{1., 0.}}]
VerificationTest[ImageDimensions[ImageRotate[ConstantImage[1, {5, 3}]]], {3, 5}]

(* Pixel by pixel *)
VerificationTest[ImageData[ImageAdd[Image[{{0, 0.25}}], 0.5]], {{0.5, 0.75}}]
VerificationTest[ImageData[ImageSubtract[Image[{{1, 0.75}}], Image[{{0.5, 0.5}}]]], {{0.5, 0.25}}]
VerificationTest[ImageData[ImageMultiply[Image[{{1, 0.5}}], Image[{{0.5, 0.5}}]]], {{0.5, 0.25}}]
VerificationTest[ImageData[ImageDifference[Image[{{0, 0.25}}], Image[{{1, 0}}]]], {{1., 0.25}}]
VerificationTest[ImageData[ColorNegate[Image[{{0, 0.25}}]]], {{1., 0.75}}]
VerificationTest[ImageData[ImageApply[1 - # &, Image[{{0, 0.25}}]]], {{1., 0.75}}]
VerificationTest[ImageData[ImageApply[Reverse, Image[{{{1, 0, 0.5}}}]]], {{{0.5, 0., 1.}}}]
VerificationTest[ImageData[ImageApply[Max, Image[{{{1, 0, 0.5}}}]]], {{1.}}]
VerificationTest[ImageData[ImageApply[Plus, {Image[{{0.25}}], Image[{{0.5}}]}]], {{0.75}}]
VerificationTest[ImageData[ImageAdjust[Image[{{0.25, 0.5, 0.75}}]]], {{0., 0.5, 1.}}]
VerificationTest[ImageData[Binarize[Image[{{0.1, 0.6, 0.5}}], 0.5]], {{0, 1, 0}}]
VerificationTest[ImageData[Binarize[Image[{{0.1, 0.6, 0.9}}], {0.5, 0.8}]], {{0, 1, 0}}]
VerificationTest[ImageType[Binarize[Image[{{0.1, 0.6, 0.5}}]]], "Bit"]
VerificationTest[ImageData[Binarize[Image[{{{1, 0, 0}, {0, 0, 1}}}], First[#] > 0.5 &]], {{1, 0}}]
VerificationTest[ImageData[Image[{{0, 0.25}}] + 0.5], {{0.5, 0.75}}]
VerificationTest[ImageData[2 Image[{{0, 0.25}}]], {{0., 0.5}}]

(* Colours *)
VerificationTest[ColorConvert[RGBColor[1, 0, 0], "Grayscale"], GrayLevel[0.299]]
VerificationTest[ColorConvert[RGBColor[1, 0, 0], "HSB"], Hue[0., 1., 1.]]
VerificationTest[ColorConvert[GrayLevel[0.5], "RGB"], RGBColor[0.5, 0.5, 0.5]]
VerificationTest[Round[List @@ ColorConvert[RGBColor[1, 0, 0], "LAB"], 0.01], {0.54, 0.81, 0.7}]
VerificationTest[Round[List @@ ColorConvert[RGBColor[1, 0, 0], "XYZ"], 0.001], {0.436, 0.223, 0.014}]
VerificationTest[Round[List @@ ColorConvert[RGBColor[1, 1, 0], "CMYK"]], {0, 0, 1, 0}]
VerificationTest[ImageData[ColorConvert[Image[{{{1, 0, 0}, {0, 1, 0}}}], "Grayscale"]], {{0.299, 0.587}},
  SameTest -> (Max[Abs[#1 - #2]] < 10^-6 &)]
VerificationTest[ColorNegate[RGBColor[1, 0, 0]], RGBColor[0, 1, 1]]
VerificationTest[ImageData /@ ColorSeparate[Image[{{{1, 0.5, 0}}}]], {{{1.}}, {{0.5}}, {{0.}}}]
VerificationTest[ImageData[ColorCombine[{Image[{{1}}], Image[{{0.5}}], Image[{{0}}]}]], {{{1., 0.5, 0.}}}]
VerificationTest[ImageChannels[SetAlphaChannel[Image[{{{1, 0, 0}}}], 0.5]], 4]
VerificationTest[ImageChannels[RemoveAlphaChannel[Image[{{{1, 0, 0, 0.5}}}]]], 3]
VerificationTest[ImageData[AlphaChannel[Image[{{{1, 0, 0, 0.5}}}]]], {{0.5}}]

(* Filters *)
VerificationTest[MedianFilter[{1, 9, 2, 3, 3}, 1], {5, 2, 3, 3, 3}]
VerificationTest[MinFilter[{1, 9, 2, 3, 3}, 1], {1, 1, 2, 2, 3}]
VerificationTest[MaxFilter[{1, 9, 2, 3, 3}, 1], {9, 9, 9, 3, 3}]
VerificationTest[MeanFilter[{a, b, c}, 1], {(a + b)/2, (a + b + c)/3, (b + c)/2}]
VerificationTest[Chop[Total[GaussianFilter[{0., 0., 0., 1., 0., 0., 0.}, 2]] - 1], 0]
VerificationTest[ImageData[ImageConvolve[Image[{{0, 0, 1, 0, 0}}], {{1, 2, 3}}]], {{0., 1., 2., 3., 0.}}]
VerificationTest[ImageData[ImageCorrelate[Image[{{0, 0, 1, 0, 0}}], {{1, 2, 3}}]], {{0., 3., 2., 1., 0.}}]
VerificationTest[ImageDimensions[Blur[ConstantImage[0.5, {5, 4}], 1]], {5, 4}]

(* Shapes *)
VerificationTest[MorphologicalComponents[{{1, 0, 1}, {1, 0, 1}}], {{1, 0, 2}, {1, 0, 2}}]
VerificationTest[MorphologicalComponents[{{1, 0}, {0, 1}}], {{1, 0}, {0, 1}}]
VerificationTest[MorphologicalComponents[{{1, 0}, {0, 1}}, CornerNeighbors -> False], {{1, 0}, {0, 2}}]
VerificationTest[Dilation[{{0, 0, 0}, {0, 0, 0}, {1, 0, 0}}, 1], {{0, 0, 0}, {1, 1, 0}, {1, 1, 0}}]
VerificationTest[Erosion[{{1, 1, 1}, {1, 1, 1}, {1, 1, 0}}, 1], {{1, 1, 1}, {1, 0, 0}, {1, 0, 0}}]
VerificationTest[ComponentMeasurements[{{1, 0, 2}, {1, 0, 2}}, "Count"], {1 -> 2, 2 -> 2}]
VerificationTest[ComponentMeasurements[{{1, 0, 0}}, "Centroid"], {1 -> {0.5, 0.5}}]
VerificationTest[ImageData[DistanceTransform[Image[{{0, 1, 1, 1, 0}}]]], {{0., 1., 2., 1., 0.}}]

(* Composed *)
VerificationTest[ImageData[ImageCompose[Image[{{0, 0, 0}}], Image[{{1}}]]], {{0., 1., 0.}}]
VerificationTest[ImageData[ImageTransformation[Image[{{0, 1}}], {1 - #[[1]], #[[2]]} &]], {{1., 0.}}]
VerificationTest[ImageDimensions[ConstantImage[0, {7, 3}]], {7, 3}]
VerificationTest[ImageDimensions[RandomImage[1, {5, 4}]], {5, 4}]
VerificationTest[ImageDimensions[Image3D[{{{0, 1, 1}}, {{1, 0, 0}}}]], {3, 1, 2}]

(* Files *)
VerificationTest[ImageData[ImportString[ExportString[Image[{{0, 51}, {102, 255}}, "Byte"], "PNG"], "PNG"], "Byte"],
  {{0, 51}, {102, 255}}]
VerificationTest[ImageType[ImportString[ExportString[Image[{{0, 1}}, "Bit"], "PNG"], "PNG"]], "Bit"]
VerificationTest[ImageDimensions[ImportString[ExportString[ConstantImage[0.5, {6, 4}], "JPEG"], "JPEG"]], {6, 4}]

(* Wrong arguments *)
VerificationTest[ImageDimensions[5], ImageDimensions[5], {ImageDimensions::imginv}]
VerificationTest[ImageResize[x, 5], ImageResize[x, 5], {ImageResize::imginv}]

(* Arithmetic and matrices for filters *)
VerificationTest[ImageData[Image[{{0, 0.5}}]/2], {{0., 0.25}}]
VerificationTest[ImageData[1 - Image[{{0, 0.25}}]], {{1., 0.75}}]
VerificationTest[ImageData[Image[{{0.5, 0.25}}] Image[{{0.5, 1}}]], {{0.25, 0.25}}]
VerificationTest[ImageData[ImageRotate[Image[{{0, 1}}], Left -> Top]], {{1.}, {0.}}, SameTest -> (Dimensions[#1] === Dimensions[#2] &)]
VerificationTest[MedianFilter[{{1, 2}, {3, 4}}, 1], {{5/2, 5/2}, {5/2, 5/2}}]
VerificationTest[MaxFilter[{{1, 2, 0}, {3, 4, 0}}, 1], {{4, 4, 4}, {4, 4, 4}}]
VerificationTest[BoxMatrix[1], {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}]
VerificationTest[CrossMatrix[1], {{0, 1, 0}, {1, 1, 1}, {0, 1, 0}}]
VerificationTest[DiamondMatrix[1], {{0, 1, 0}, {1, 1, 1}, {0, 1, 0}}]
VerificationTest[DiskMatrix[2], {{0, 1, 1, 1, 0}, {1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}, {0, 1, 1, 1, 0}}]
VerificationTest[Dimensions[GaussianMatrix[3]], {7, 7}]
VerificationTest[Round[GaussianMatrix[1], 0.0001], {{0.0099, 0.0796, 0.0099}, {0.0796, 0.642, 0.0796}, {0.0099, 0.0796, 0.0099}}]
VerificationTest[ImageData[ImageClip[Image[{{-0.5, 0.5, 2}}]]], {{0., 0.5, 1.}}]
VerificationTest[ImageDistance[Image[{{0, 0}}], Image[{{0, 1}}]], 1.]

(* Lighter and darker images, and perimeters beside a foreground *)
VerificationTest[Abs[Total[ImageData[Lighter[Image[{{0.2}}], 0.5]], 2] - 0.6] < 10^-6, True]
VerificationTest[Abs[Total[ImageData[Darker[Image[{{0.6}}], 0.5]], 2] - 0.3] < 10^-6, True]
VerificationTest[
  ImageData[MorphologicalPerimeter[Image[{{1, 1, 1}, {1, 1, 1}, {1, 1, 0}}], Padding -> 1]],
  {{0, 0, 0}, {0, 1, 1}, {0, 1, 0}}
]
