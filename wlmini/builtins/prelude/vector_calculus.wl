(* Gradient, divergence, curl and Laplacian in Cartesian coordinates. *)

Grad::usage = "Grad[f, {x, y, ...}] gives the gradient of f; of a vector, the matrix of its derivatives.";

Grad[f_, vars_List] := D[f, {vars}]

SetAttributes[Grad, Protected];

Div::usage = "Div[{f1, f2, ...}, {x, y, ...}] gives the divergence of the vector field {f1, f2, ...}.";

Div[f_List, vars_List] /; Length[f] == Length[vars] && !ListQ[First[f]] :=
  Total[MapThread[D, {f, vars}]]
Div[f : {__List}, vars_List] := Map[Div[#, vars] &, f]

SetAttributes[Div, Protected];

Curl::usage = "Curl[{f1, f2, f3}, {x, y, z}] gives the curl of a vector field in space.\nCurl[{f1, f2}, {x, y}] that of a field in the plane, a number.";

Curl[{f_, g_}, {x_, y_}] := D[g, x] - D[f, y]
Curl[{f_, g_, h_}, {x_, y_, z_}] :=
  {D[h, y] - D[g, z], D[f, z] - D[h, x], D[g, x] - D[f, y]}

SetAttributes[Curl, Protected];

Laplacian::usage = "Laplacian[f, {x, y, ...}] gives the sum of the second derivatives of f.";

Laplacian[f_, vars_List] := Total[Map[D[f, {#, 2}] &, vars]]

SetAttributes[Laplacian, Protected];
