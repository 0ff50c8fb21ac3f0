(* Sound and what it tells *)
a = Audio[{0., 0.5, -0.5, 0.25}, SampleRate -> 8000];
VerificationTest[AudioQ /@ {a, {0., 0.5}}, {True, False}]
VerificationTest[Head[a], Audio]
VerificationTest[AudioLength[a], 4]
VerificationTest[AudioChannels[a], 1]
VerificationTest[AudioChannels[Audio[{{0., 0.5}, {0.1, 0.2}}]], 2]
VerificationTest[QuantityMagnitude[AudioSampleRate[a]], 8000]
VerificationTest[QuantityMagnitude[AudioSampleRate[Audio[{0., 0.5}]]], 44100]
VerificationTest[Flatten[AudioData[a]], {0., 0.5, -0.5, 0.25}, SameTest -> (Max[Abs[#1 - #2]] < 10^-4 &)]
VerificationTest[QuantityMagnitude[Duration[Audio[ConstantArray[0., 4000], SampleRate -> 8000]]], 0.5]

(* Changing it *)
VerificationTest[Flatten[AudioData[AudioReverse[a]]], {0.25, -0.5, 0.5, 0.}, SameTest -> (Max[Abs[#1 - #2]] < 10^-4 &)]
VerificationTest[Flatten[AudioData[AudioAmplify[a, 0.5]]], {0., 0.25, -0.25, 0.125}, SameTest -> (Max[Abs[#1 - #2]] < 10^-4 &)]
VerificationTest[AudioLength[AudioJoin[a, a]], 8]
VerificationTest[AudioLength[AudioJoin[{a, a, a}]], 12]
VerificationTest[AudioLength[AudioTrim[Audio[ConstantArray[0.1, 8000], SampleRate -> 8000], 0.25]], 2000]
VerificationTest[AudioLength[AudioTrim[Audio[ConstantArray[0.1, 8000], SampleRate -> 8000], {0.25, 0.75}]], 4000]
VerificationTest[AudioLength[AudioResample[Audio[ConstantArray[0.1, 8000], SampleRate -> 8000], 4000]], 4000]
VerificationTest[AudioLength[AudioGenerator[{"Sin", 440}, 0.5, SampleRate -> 8000]], 4000]
VerificationTest[Max[AudioData[AudioNormalize[a]]], 1., SameTest -> (Abs[#1 - #2] < 10^-4 &)]

(* Peaks *)
VerificationTest[PeakDetect[{1, 3, 2, 5, 1}], {0, 1, 0, 1, 0}]
VerificationTest[FindPeaks[{1, 3, 2, 5, 1}], {{2, 3}, {4, 5}}]
VerificationTest[FindPeaks[{0, 1, 0, 4, 0, 2, 0}, 0, 0, 3/2], {{4, 4}, {6, 2}}]
