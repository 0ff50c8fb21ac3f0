(* How often each level occurs in an image. *)

ImageHistogram::usage = "ImageHistogram[image] plots how often each level occurs in the channels of image.";

ImageHistogram[image_?ImageQ, options : OptionsPattern[]] := ImageHistogram[image, 64, options];
ImageHistogram[image_?ImageQ, bins_Integer?Positive, options : OptionsPattern[]] :=
  Histogram[(Flatten[ImageData[#]] &) /@ ColorSeparate[image], {0, 1, N[1/bins]}, options];

SetAttributes[ImageHistogram, Protected];
