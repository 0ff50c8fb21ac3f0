(* Collages, marks on images, and outlines of what they show *)

collage = ImageCollage[{ConstantImage[0., {20, 20}], ConstantImage[1., {20, 20}]}, "Fill", {60, 30}];
VerificationTest[ImageQ[collage]]
VerificationTest[ImageDimensions[collage], {60, 30}]
VerificationTest[ImageMeasurements[collage, "Mean"], 0.5, SameTest -> (Abs[#1 - #2] < 0.1 &)]
VerificationTest[ImageQ[ImageCollage[{2 -> ConstantImage[0., {8, 8}], 1 -> ConstantImage[1., {8, 8}]}]]]
VerificationTest[ImageQ[ImageCollage[{ConstantImage[0., {8, 8}]}, "Fit", 40]]]
VerificationTest[First[ImageDimensions[ImageCollage[{ConstantImage[0., {8, 8}]}, "Stretch", 40]]], 40]

black = ConstantImage[0., {20, 20}];
VerificationTest[ImageQ[HighlightImage[black, {{5, 5}}]]]
VerificationTest[ImageQ[HighlightImage[black, {Rectangle[{2, 2}, {8, 8}], Disk[{12, 12}, 3]}]]]
VerificationTest[ImageQ[HighlightImage[black, Image[IdentityMatrix[20]]]]]
VerificationTest[HighlightImage[black, {{5, 5}}] === black, False]

square = Image[ArrayPad[ConstantArray[1, {3, 3}], 1], "Bit"];
VerificationTest[ImageData[MorphologicalPerimeter[square]], ReplacePart[ArrayPad[ConstantArray[1, {3, 3}], 1], {3, 3} -> 0]]
VerificationTest[ImageDimensions[MorphologicalPerimeter[square]], {5, 5}]
VerificationTest[ImageData[MorphologicalPerimeter[Image[ConstantArray[0, {3, 3}], "Bit"]]], ConstantArray[0, {3, 3}]]
