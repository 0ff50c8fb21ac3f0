(* Gradient, divergence, curl and Laplacian, in Cartesian and in polar, cylindrical and spherical coordinates. *)

Grad::usage = "Grad[f, {x, y, ...}] gives the gradient of f; of a vector, the matrix of its derivatives.\nGrad[f, {r, ...}, \"Polar\"] that in polar, \"Cylindrical\" or \"Spherical\" coordinates, in the basis of unit vectors along these.";
Div::usage = "Div[{f1, f2, ...}, {x, y, ...}] gives the divergence of the vector field {f1, f2, ...}.\nDiv[f, {r, ...}, \"Spherical\"] that in other coordinates.";
Curl::usage = "Curl[{f1, f2, f3}, {x, y, z}] gives the curl of a vector field in space.\nCurl[{f1, f2}, {x, y}] that of a field in the plane, a number.\nCurl[f, {r, ...}, \"Cylindrical\"] that in other coordinates.";
Laplacian::usage = "Laplacian[f, {x, y, ...}] gives the sum of the second derivatives of f.\nLaplacian[f, {r, ...}, \"Spherical\"] that in other coordinates.";
Grad::chart = Div::chart = Curl::chart = Laplacian::chart = "`1` are no coordinates that are built in for `2` variables; there are `3`.";

$Scales["Cartesian", v_] := ConstantArray[1, Length[v]]
$Scales["Polar", {r_, _}] := {1, r}
$Scales["Cylindrical", {r_, _, _}] := {1, r, 1}
$Scales["Spherical", {r_, t_, _}] := {1, r, r Sin[t]}
$Charts = {"Cartesian", "Polar", "Cylindrical", "Spherical"};
$Chart[owner_, chart_, v_] := With[{h = $Scales[chart, v]}, If[ListQ[h], h, Message[MessageName[owner, "chart"], chart, Length[v], $Charts]; $Failed]]

Grad[f_, vars_List] := D[f, {vars}]
Grad[f_, vars_List, chart_] := With[{h = $Chart[Grad, chart, vars]}, D[f, {vars}]/h /; h =!= $Failed && ! ListQ[f]]

Div[f_List, vars_List] /; Length[f] == Length[vars] && !ListQ[First[f]] :=
  Total[MapThread[D, {f, vars}]]
Div[f : {__List}, vars_List] := Map[Div[#, vars] &, f]
Div[f_List, vars_List, chart_] /; Length[f] == Length[vars] := With[{h = $Chart[Div, chart, vars]},
  With[{g = Times @@ h}, Expand[Total[MapThread[D, {f g/h, vars}]]/g]] /; h =!= $Failed]

Curl[{f_, g_}, {x_, y_}] := D[g, x] - D[f, y]
Curl[{f_, g_, h_}, {x_, y_, z_}] :=
  {D[h, y] - D[g, z], D[f, z] - D[h, x], D[g, x] - D[f, y]}
Curl[f : {_, _}, vars : {_, _}, chart_] := With[{h = $Chart[Curl, chart, vars]},
  Expand[Curl[f h, vars]/Times @@ h] /; h =!= $Failed]
Curl[f : {_, _, _}, vars : {_, _, _}, chart_] := With[{h = $Chart[Curl, chart, vars]},
  Expand[h Curl[f h, vars]/Times @@ h] /; h =!= $Failed]

Laplacian[f_, vars_List] := Total[Map[D[f, {#, 2}] &, vars]]
Laplacian[f_, vars_List, chart_] := With[{h = $Chart[Laplacian, chart, vars]},
  With[{g = Times @@ h}, Simplify[Expand[Total[MapThread[D, {g D[f, {vars}]/h^2, vars}]]/g]]] /; h =!= $Failed]

CoordinateTransform::usage = "CoordinateTransform[from -> to, {x, ...}] gives the coordinates of a point in other ones: \"Cartesian\", \"Polar\", \"Cylindrical\" or \"Spherical\".";
CoordinateTransform::pair = "`1` are no two kinds of coordinates of `2` variables that are built in; there are `3`.";
CoordinateTransform[from_ -> to_, p : {___List}] := Map[CoordinateTransform[from -> to, #] &, p]
CoordinateTransform[same_ -> same_, p_List] := p
CoordinateTransform["Polar" -> "Cartesian", {r_, t_}] := {r Cos[t], r Sin[t]}
CoordinateTransform["Cylindrical" -> "Cartesian", {r_, t_, z_}] := {r Cos[t], r Sin[t], z}
CoordinateTransform["Spherical" -> "Cartesian", {r_, t_, p_}] := {r Cos[p] Sin[t], r Sin[p] Sin[t], r Cos[t]}
CoordinateTransform["Cartesian" -> "Polar", {x_, y_}] := {Sqrt[x^2 + y^2], ArcTan[x, y]}
CoordinateTransform["Cartesian" -> "Cylindrical", {x_, y_, z_}] := {Sqrt[x^2 + y^2], ArcTan[x, y], z}
CoordinateTransform["Cartesian" -> "Spherical", {x_, y_, z_}] := {Sqrt[x^2 + y^2 + z^2], ArcTan[z, Sqrt[x^2 + y^2]], ArcTan[x, y]}
CoordinateTransform["Spherical" -> "Cylindrical", {r_, t_, p_}] := {r Sin[t], p, r Cos[t]}
CoordinateTransform["Cylindrical" -> "Spherical", {r_, t_, z_}] := {Sqrt[r^2 + z^2], ArcTan[z, r], t}
CoordinateTransform[pair_, p_] := Null /; (Message[CoordinateTransform::pair, pair, If[ListQ[p], Length[p], 0], $Charts]; False)

Scan[SetAttributes[#, Protected] &, {Grad, Div, Curl, Laplacian, CoordinateTransform}];
