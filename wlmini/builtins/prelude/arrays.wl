(* Points between others, kinds of elements as numbers. *)

Midpoint::usage = "Midpoint[{p, q}] gives the point in the middle between p and q; Midpoint[Line[{p, q}]] that of a segment.";
Midpoint[{p_List, q_List}] := (p + q)/2
Midpoint[Line[{p_List, q_List}]] := (p + q)/2

ArrayComponents::usage = "ArrayComponents[array] gives an array of whole numbers in which the different elements of array are numbered as they come.";
ArrayComponents[array_List] :=
  With[{numbers = AssociationThread[#, Range[Length[#]]] &[DeleteDuplicates[Flatten[array]]]},
    Map[numbers, array, {ArrayDepth[array]}]]

SetAttributes[{Midpoint, ArrayComponents}, Protected];
