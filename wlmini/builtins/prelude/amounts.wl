(* Amounts in mixed units, and kinds of elements as numbers. *)

NumberDecompose::usage = "NumberDecompose[x, {u1, u2, ...}] gives how many of each unit, from the greatest on, make up x; what is left counts in the last unit.";
NumberDecompose[x_?NumericQ, units_List] :=
  Append[First[#], Last[#]/Last[units]] &[Fold[{Append[First[#], Quotient[Last[#], #2]], Mod[Last[#], #2]} &, {{}, x}, Most[units]]]

NumberCompose::usage = "NumberCompose[{c1, c2, ...}, {u1, u2, ...}] gives the sum of the ci ui.";
NumberCompose[counts_List, units_List] /; Length[counts] == Length[units] := counts . units

ArrayComponents::usage = "ArrayComponents[array] gives an array of whole numbers in which the different elements of array are numbered as they come.";
ArrayComponents[array_List] :=
  With[{numbers = AssociationThread[#, Range[Length[#]]] &[DeleteDuplicates[Flatten[array]]]},
    Map[numbers, array, {ArrayDepth[array]}]]

SetAttributes[{NumberDecompose, NumberCompose, ArrayComponents}, Protected];
