(* The context Developer`: arrays are packed by themselves here, so that its functions say what they find. *)

Developer`$Loaded = True;

$Packable[array_] := ArrayQ[array, _, Developer`MachineIntegerQ] || ArrayQ[array, _, Developer`MachineRealQ] ||
  ArrayQ[array, _, Developer`MachineComplexQ]

Developer`ToPackedArray[array_] := array
Developer`ToPackedArray[array_, Integer] := array
Developer`ToPackedArray[array_, Real | Complex] := If[ArrayQ[array, _, NumericQ], N[array], array]

Developer`FromPackedArray[array_] := array

Developer`PackedArrayQ[array_List] := array =!= {} && $Packable[array]
Developer`PackedArrayQ[_] := False
Developer`PackedArrayQ[array_List, type_] := Developer`PackedArrayQ[array] &&
  Switch[type, Integer, MatchQ[Flatten[array], {___Integer}], Real, MatchQ[Flatten[array], {___Real}],
    Complex, MatchQ[Flatten[array], {___Complex}], _, False]
Developer`PackedArrayQ[array_List, type_, rank_Integer] := Developer`PackedArrayQ[array, type] && ArrayDepth[array] === rank

Developer`MachineIntegerQ[x_] := IntegerQ[x] && -2^63 <= x < 2^63
Developer`MachineRealQ[x_] := Head[x] === Real && MachineNumberQ[x]
Developer`MachineComplexQ[x_] := Head[x] === Complex && MachineNumberQ[x]

Developer`ReadRawJSONString[text_String] := ImportString[text, "RawJSON"]
Developer`ReadRawJSONFile[file_] := Import[file, "RawJSON"]
Developer`WriteRawJSONString[value_, options___] := ExportString[value, "RawJSON", options]
Developer`WriteRawJSONFile[file_, value_, options___] := Export[file, value, "RawJSON", options]
